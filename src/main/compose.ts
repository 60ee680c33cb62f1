import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Role } from '../contract/roles';
import type { App, AppDeps } from './app/app';
import { createApp } from './app/app';
import { createClock, machineClocks } from './app/clock';
import { createLibrary } from './app/library';
import type { Shell } from './app/shell';
import { realTimers } from './app/timers';
import type { ScreenTransport } from './app/transport';
import { serveScreen } from './app/transport';
import { createOgrafStore } from './lan/ografStore';
import { createOverlay } from './lan/overlay';
import type { Log } from './log';
import { picturesForTwo } from './obs/picturesForTwo';
import type { CaptionPictures, ObsMemory } from './obs/ports';
import { createObsRoom } from './obs/room';
import type { FileSystem } from './storage/fileSystem';
import { realFileSystem } from './storage/fileSystem';
import { createStorageHealth } from './storage/health';
import type { Keyring } from './storage/secrets';
import { createSecrets } from './storage/secrets';
import type { Settings, SettingsDeps } from './storage/settings';
import { createSettings } from './storage/settings';
import { t } from './t';

/** What Electron and plain Node do differently. */
export interface Surroundings {
  /** The folder that holds everything: settings, shows, runs, captions. */
  readonly home: string;
  readonly version: string;
  readonly shell: Shell;
  /** Where settings are kept: `settingsInElectron` or `settingsInConf`. */
  readonly openSettings: (
    folder: string,
    fs: FileSystem,
    now: () => number,
  ) => Pick<SettingsDeps, 'open' | 'setAside'>;
  readonly keyring: Keyring | null;
  readonly pictures: CaptionPictures | null;
  /** The folder of the built pages. */
  readonly pages: string;
  /** Resolves once a person can see the app: until then, what it shows comes first. */
  readonly seen: Promise<void>;
  /** From the command line. */
  readonly given: AppDeps['given'];
  readonly log: Log;
}

export interface Composed {
  readonly app: App;
  readonly settings: Settings;
  /** Serves one screen until its transport closes. */
  readonly serve: (role: Role, transport: ScreenTransport) => void;
}

/** Puts the app together around its home folder. `app.start()` then opens a show and connects to OBS. */
export function compose(around: Surroundings): Composed {
  const clock = createClock(machineClocks);
  const now = clock.now;
  const timers = realTimers;
  const fs = realFileSystem;
  // The settings are read before there is an app to tell of a disk that refuses.
  let storageChanged: Parameters<typeof createStorageHealth>[0]['changed'] = () => {};
  const health = createStorageHealth({ now, timers, changed: (state) => storageChanged(state) });
  const { settings, notices } = createSettings({ ...around.openSettings(around.home, fs, now), health });

  const pictures = around.pictures ? picturesForTwo(around.pictures) : { main: null, backup: null };

  const graphics = createOgrafStore(around.home);
  const overlay = createOverlay({
    graphics,
    graphicFailed: (name, why, detail) =>
      app.notify({
        key: 'graphicFailed',
        tone: 'warning',
        values: { name, why: t(`overlay.failed.${why}`), detail },
      }),
    settings,
    now,
    timers,
    ready: around.seen,
    pages: around.pages,
    log: around.log,
  });

  const app = createApp({
    overlay,
    graphics,
    version: around.version,
    shell: around.shell,
    settings,
    secrets: createSecrets(around.keyring, settings),
    clock,
    timers,
    newId: randomUUID,
    given: around.given,
    log: around.log,
    openLibrary(changed) {
      storageChanged = changed;
      return createLibrary({ dir: around.home, fs, now, timers, newId: randomUUID, health });
    },
    openRoom: (of, deps) =>
      createObsRoom(
        {
          ...deps,
          pictures: pictures[of],
          pages: of === 'main' ? overlay : null,
          memory: borrowedIn(settings),
        },
        async (options) => {
          await around.seen;
          // The library takes longer to load than all of the app around it.
          const { openSocket } = await import('./obs/socket');
          return openSocket(options);
        },
      ),
    async startPractice(world) {
      // A show on a real OBS never needs it: it stays on disk.
      const { startPracticeObs } = await import('../practice-obs/server');
      return startPracticeObs({
        // Whoever practises starts and stops what they will start and stop on the day.
        surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
        ...(world === null ? {} : { world }),
      });
    },
  });
  storageChanged(health.state);
  for (const notice of notices) app.notify(notice);
  return { app, settings, serve: (role, transport) => serveScreen(app, role, transport) };
}

/** Two OBS that change places still get back what is theirs. */
function borrowedIn(settings: Settings): ObsMemory {
  return {
    get: (obs) => settings.get('borrowed')[obs] ?? null,
    set(obs, borrowed) {
      const { [obs]: _, ...others } = settings.get('borrowed');
      settings.set('borrowed', borrowed ? { ...others, [obs]: borrowed } : others);
    },
  };
}

/** Where the pictures of captions are kept. */
export function captionsFolder(home: string): string {
  return join(home, 'captions');
}
