import { parseArgs } from 'node:util';
import type { Result } from '../core/result';
import { ok, refused } from '../core/result';
import { readAddress } from './app/address';
import { t } from './t';

/** What a start can be told on the command line and in the environment. */
export interface StartOptions {
  /** `--obs ws://host:port`: a real OBS from the start; `null` for the one used last, at first the practice OBS. */
  readonly obs: string | null;
  /** `LECTERN_OBS_PASSWORD`; never on the command line, where every program can read it. */
  readonly obsPassword: string | null;
  /** `--home folder` or `LECTERN_HOME`: where everything is kept; `null` for the system's place. */
  readonly home: string | null;
  /** `--port n`, headless only; 0 for any free one. */
  readonly port: number;
  /** `--print-json`, headless only: the address as a line of JSON, for programs. */
  readonly printJson: boolean;
}

/**
 * Reads the start's options. With `strict` an unknown one is a problem, told in a sentence; without it is left
 * alone (in Electron, Chromium has its own among them).
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  strict: boolean,
): Result<StartOptions, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict,
      allowPositionals: true,
      options: {
        obs: { type: 'string' },
        home: { type: 'string' },
        port: { type: 'string' },
        'print-json': { type: 'boolean' },
      },
    });
    const port = values.port === undefined ? 0 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return refused(t('terminal.portWrong', { given: values.port }));
    }
    const typed = text(values.obs);
    const obs = typed === null ? null : readAddress(typed);
    if (typed !== null && obs === null) {
      return refused(t('terminal.addressWrong', { given: typed }));
    }
    return ok({
      obs,
      obsPassword: text(env['LECTERN_OBS_PASSWORD']),
      home: text(values.home) ?? text(env['LECTERN_HOME']),
      port,
      printJson: values['print-json'] === true,
    });
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** Without `strict`, an option that lacks its value arrives as `true`. */
function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
