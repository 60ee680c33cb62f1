import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, type Page, _electron } from 'playwright';
import { findElectron } from '../../scripts/setup/electron.mjs';
import { until } from './until';
import { type Screen, startScreen } from './xvfb';

/** The built app, started as `npm start` starts it, driven by Playwright. */
export interface RunningApp {
  readonly app: ElectronApplication;
  /** The folder that holds everything the app keeps. */
  readonly home: string;
  /** The first window whose page's address contains `part`, once there is one; 'producer', 'host' … */
  window(part: string): Promise<Page>;
  /** Resolves once its main process has ended, whoever ended it. */
  readonly gone: Promise<void>;
  /** Closes the app as a person would quit it, and waits until it is gone. */
  close(): Promise<void>;
  /** Kills it as a power cut would, and waits until it is gone. Its home stays. */
  kill(): Promise<void>;
}

export interface AppOptions {
  /** Arguments of the app itself: `--obs`, `ws://…`. */
  readonly args?: readonly string[];
  /** Its home; a temporary one, removed at the end of the test process, unless given. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its windows are shown. */
  readonly screen: Screen;
  /** The app to start: a folder with a package.json. Ours unless given. */
  readonly path?: string;
}

/** The repository's folder. */
export const repository = resolve(import.meta.dirname, '../..');

/** A screen that holds both windows at their largest tested size. */
export function startAppScreen(): Promise<Screen> {
  return startScreen({ width: 1920, height: 1200 });
}

const homes: string[] = [];
process.once('exit', () => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** An empty folder that is removed when the test process ends. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'lectern-home-'));
  homes.push(home);
  return home;
}

/** Starts the app and resolves when its main process answers; its windows may still be on their way. */
export async function launchApp(options: AppOptions): Promise<RunningApp> {
  const electron = findElectron();
  if (electron === null) throw new Error('there is no Electron on this machine');
  const home = options.home ?? temporaryHome();
  const asRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: electron.executable,
    // Playwright switches the sandbox off unless told not to; what users run has it, so has what is tested.
    chromiumSandbox: !asRoot,
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${home}`,
      '-r',
      join(repository, 'tests/support/heldApp.cjs'),
      options.path ?? repository,
      ...(options.args ?? []),
    ],
    cwd: home,
    env: { ...inherited(), LECTERN_HOME: home, ...options.screen.env, ...options.env },
    timeout: 30_000,
  });
  const main = app.process();
  const gone = new Promise<void>((done) => {
    if (main.exitCode !== null || main.signalCode !== null) done();
    else main.once('exit', () => done());
  });
  return {
    app,
    home,
    gone,
    async window(part) {
      const there = (): Page | undefined => app.windows().find((page) => page.url().includes(part));
      for (;;) {
        const page = there();
        if (page !== undefined) return page;
        await app.waitForEvent('window', { timeout: 15_000 });
      }
    },
    async close() {
      // While a run is live the first press arms.
      const quit = (): Promise<void> => app.evaluate((electron) => electron.app.quit()).catch(() => {});
      let pressed = Number.NEGATIVE_INFINITY;
      await until('the app to have quit', 15_000, async () => {
        if (performance.now() - pressed > 500) {
          pressed = performance.now();
          await Promise.race([quit(), gone]);
        }
        return main.exitCode !== null || main.signalCode !== null;
      });
      await gone;
    },
    async kill() {
      main.kill('SIGKILL');
      await gone;
    },
  };
}

function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    // What tells a program that it runs under the test runner is not for the app.
    if (value !== undefined && !/^(VITEST|NODE_ENV|NODE_OPTIONS|TEST$)/.test(name)) env[name] = value;
  }
  return env;
}
