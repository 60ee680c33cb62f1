import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { findElectron } from '../../../scripts/setup/electron.mjs';
import { startChild } from '../../support/child';
import { repository } from '../../support/electronApp';
import type { Screen } from '../../support/xvfb';
import { now } from './clock';

/** An Electron app with nothing attached to it but `apps/watch.cjs`, which tells what it sees. */
export interface PlainElectron {
  readonly pid: number;
  /** From the start of the process to the last of two windows painted, ms. */
  readonly painted: Promise<number>;
  /** Kinds of the messages sent to pages, with their instants. */
  readonly messages: readonly { readonly kind: string; readonly at: number }[];
  stop(): Promise<void>;
}

export interface PlainElectronOptions {
  /** The app's folder. */
  readonly path: string;
  readonly home: string;
  readonly screen: Screen;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const paintsWithin = 30_000;

export async function startPlainElectron(options: PlainElectronOptions): Promise<PlainElectron> {
  const electron = findElectron();
  if (electron === null) throw new Error('there is no Electron on this machine');
  const { path, home, screen, args = [], env = {} } = options;
  const hook = join(repository, 'tests/bench/apps/watch.cjs');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedAt = now();
  const child = await startChild(
    electron.executable,
    [...asRoot, `--user-data-dir=${home}`, '-r', hook, path, ...args],
    {
      cwd: home,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '', HOME: home, LECTERN_HOME: home, ...screen.env, ...env },
    },
  );
  const messages: { kind: string; at: number }[] = [];
  const windows = new Map<string, number>();
  const painted = new Promise<number>((done, fail) => {
    const late = setTimeout(() => {
      fail(new Error(`painted within ${paintsWithin} ms: ${[...windows.keys()].join(', ') || 'nothing'}`));
    }, paintsWithin);
    const output = child.process.stdout;
    if (output === null) throw new Error('its output is not read');
    let count = 0;
    createInterface({ input: output }).on('line', (line) => {
      const told = toldIn(line);
      if (told === null) return;
      if ('problem' in told) fail(new Error(String(told['problem'])));
      if (typeof told['message'] === 'string')
        messages.push({ kind: told['message'], at: Number(told['at']) });
      if (typeof told['painted'] !== 'string') return;
      count += 1;
      windows.set(`${count} ${told['painted']}`, Number(told['at']));
      if (count < 2) return;
      clearTimeout(late);
      done(Math.max(...windows.values()) - startedAt);
    });
    void child.ended.then(({ code }) => fail(new Error(`it ended with ${code}`)));
  });
  painted.catch(() => {});
  return { pid: child.pid, painted, messages, stop: () => child.stop('SIGTERM', 5_000) };
}

function toldIn(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{"bench":true')) return null;
  return JSON.parse(line) as Readonly<Record<string, unknown>>;
}
