import { parseArgs } from 'node:util';
import type { Result } from '../core/result';
import { ok, refused } from '../core/result';
import { isSameObs } from '../core/obs/address';
import { readAddress } from './app/address';
import type { GivenObs } from './app/passwords';
import { t } from './t';

/** What a start can be told on the command line and in the environment. */
export interface StartOptions {
  /** `--obs ws://host:port`: a real OBS from the start; `null` for the one used last, at first the practice OBS. */
  readonly obs: string | null;
  /** `LECTERN_OBS_PASSWORD`; never on the command line, where every program can read it. */
  readonly obsPassword: string | null;
  /** `--backup ws://host:port`: a second OBS that follows every take; `null` for the one that the show used last, if any. */
  readonly backup: string | null;
  /** `LECTERN_OBS_BACKUP_PASSWORD`. */
  readonly backupPassword: string | null;
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
        backup: { type: 'string' },
        home: { type: 'string' },
        port: { type: 'string' },
        'print-json': { type: 'boolean' },
      },
    });
    const port = values.port === undefined ? 0 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return refused(t('terminal.portWrong', { given: values.port }));
    }
    const obs = addressIn(values, 'obs');
    const backup = addressIn(values, 'backup');
    if (!obs.ok) return obs;
    if (!backup.ok) return backup;
    if (obs.value !== null && backup.value !== null && isSameObs(obs.value, backup.value))
      return refused(t('terminal.backupIsMain', { given: backup.value }));
    return ok({
      obs: obs.value,
      obsPassword: text(env['LECTERN_OBS_PASSWORD']),
      backup: backup.value,
      backupPassword: text(env['LECTERN_OBS_BACKUP_PASSWORD']),
      home: text(values.home) ?? text(env['LECTERN_HOME']),
      port,
      printJson: values['print-json'] === true,
    });
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** What they say of OBS. */
export function givenObs(options: StartOptions): GivenObs & { readonly backup: GivenObs } {
  const { obs, obsPassword, backup, backupPassword } = options;
  return { address: obs, password: obsPassword, backup: { address: backup, password: backupPassword } };
}

/** The address that an option gives, `null` without it. */
function addressIn(
  values: Readonly<Record<string, string | boolean | undefined>>,
  option: 'obs' | 'backup',
): Result<string | null, string> {
  const given = text(values[option]);
  const address = given === null ? null : readAddress(given);
  if (given !== null && address === null) return refused(t('terminal.addressWrong', { option, given }));
  return ok(address);
}

/** Without `strict`, an option that lacks its value arrives as `true`. */
function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
