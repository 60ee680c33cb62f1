import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import { type Child, startChild } from './child';
import { freePort } from './ports';
import { until } from './until';
import { startScreen } from './xvfb';

/** A real OBS of a test's own: its own screen, home folder, port and password. */
export interface RealObs {
  readonly url: string;
  readonly port: number;
  readonly password: string;
  /** Its HOME; settings under `.config/obs-studio`, recordings in the folder itself. */
  readonly home: string;
  /** The process id of the OBS that runs now. */
  pid(): number;
  /** True when it ended without being asked to. "OBS died" is no fault of what was tested. */
  crashed(): boolean;
  /** What it printed so far. */
  log(): string;
  /** Kills OBS as a crash would. The port then refuses until `restart`. */
  kill(): Promise<void>;
  /** Asks OBS to quit, so that it saves its scenes. */
  quit(): Promise<void>;
  /** Starts it again where it does not run, with the same home, port and password; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends everything and removes the home folder. */
  stop(): Promise<void>;
}

export interface RealObsOptions {
  readonly canvas?: { readonly width: number; readonly height: number };
  readonly fps?: number;
  readonly password?: string;
  /** Its settings have a replay buffer; a fresh OBS has none. */
  readonly replayBuffer?: boolean;
}

const readyWithinMs = 40_000;

/**
 * Starts a real OBS and resolves when it answers `GetVersion`.
 * It has one scene ('Scene') and the transitions Cut and Fade.
 */
export async function startRealObs(options: RealObsOptions = {}): Promise<RealObs> {
  const canvas = options.canvas ?? { width: 1280, height: 720 };
  const password = options.password ?? 'correct horse';
  const port = await freePort();
  const url = `ws://127.0.0.1:${port}`;
  const home = mkdtempSync(join(tmpdir(), 'lectern-obs-'));
  const logFile = join(home, 'obs.log');
  writeSettings(home, {
    canvas,
    fps: options.fps ?? 30,
    port,
    password,
    replayBuffer: options.replayBuffer ?? false,
  });
  const screen = await startScreen({ width: 1280, height: 800 });

  let child: Child | null = null;
  let askedToEnd = false;

  async function start(): Promise<void> {
    askedToEnd = false;
    const log = openSync(logFile, 'a');
    const started = await startChild(
      'obs',
      [
        '--multi',
        '--disable-updater',
        '--disable-shutdown-check',
        '--minimize-to-tray',
        '--websocket_port',
        String(port),
        '--websocket_password',
        password,
      ],
      {
        cwd: home,
        stdio: ['ignore', log, log],
        env: {
          PATH: process.env['PATH'] ?? '',
          LANG: 'C.UTF-8',
          HOME: home,
          XDG_CONFIG_HOME: join(home, '.config'),
          XDG_RUNTIME_DIR: home,
          LIBGL_ALWAYS_SOFTWARE: '1',
          QT_QPA_PLATFORM: 'xcb',
          ...screen.env,
        },
      },
    );
    closeSync(log);
    child = started;
    await Promise.race([
      until('OBS answers', readyWithinMs, () => answers(url, password)),
      started.ended.then(({ code, signal }) => {
        throw new Error(`OBS ended (${signal ?? code}) before it answered:\n${tail(logFile)}`);
      }),
    ]);
  }

  async function end(how: (running: Child) => Promise<void>): Promise<void> {
    askedToEnd = true;
    if (child !== null) await how(child);
  }

  async function stop(): Promise<void> {
    await end((running) => running.kill());
    await screen.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    port,
    password,
    home,
    pid: () => child?.pid ?? 0,
    crashed: () => !askedToEnd && child?.running() === false,
    log: () => readFileSync(logFile, 'utf8'),
    kill: () => end((running) => running.kill()),
    quit: () => end((running) => running.stop('SIGINT', 10_000)),
    async restart() {
      if (child?.running() !== true) await start();
    },
    stop,
  };
}

async function answers(url: string, password: string): Promise<boolean> {
  const client = new OBSWebSocket();
  try {
    await client.connect(url, password);
    await client.call('GetVersion');
    // While it still loads its scenes it answers this with an error.
    await client.call('GetCurrentProgramScene');
    return true;
  } finally {
    await client.disconnect();
  }
}

function writeSettings(
  home: string,
  settings: {
    readonly canvas: { readonly width: number; readonly height: number };
    readonly fps: number;
    readonly port: number;
    readonly password: string;
    readonly replayBuffer: boolean;
  },
): void {
  const { canvas, fps, port, password, replayBuffer } = settings;
  const config = join(home, '.config/obs-studio');
  const profile = join(config, 'basic/profiles/Test');
  mkdirSync(profile, { recursive: true });
  writeFileSync(
    join(config, 'global.ini'),
    ini({
      General: { FirstRun: true, LastVersion: 486539266, EnableAutoUpdates: false },
      Basic: { Profile: 'Test', ProfileDir: 'Test', SceneCollection: 'Test', SceneCollectionFile: 'Test' },
      OBSWebSocket: {
        FirstLoad: false,
        ServerEnabled: true,
        ServerPort: port,
        AlertsEnabled: false,
        AuthRequired: true,
        ServerPassword: password,
      },
    }),
  );
  writeFileSync(
    join(profile, 'basic.ini'),
    ini({
      General: { Name: 'Test' },
      Video: {
        BaseCX: canvas.width,
        BaseCY: canvas.height,
        OutputCX: canvas.width,
        OutputCY: canvas.height,
        FPSType: 1,
        FPSInt: fps,
      },
      Output: { Mode: 'Simple' },
      SimpleOutput: {
        FilePath: home,
        RecFormat: 'mkv',
        RecQuality: 'Small',
        StreamEncoder: 'x264',
        RecRB: replayBuffer,
        RecRBTime: 5,
      },
    }),
  );
}

function ini(
  sections: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>,
): string {
  return Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key}=${value}`);
      return `[${name}]\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');
}
