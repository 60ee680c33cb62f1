import { refused } from '../../../src/core/result';
import { type App, type AppDeps, createApp } from '../../../src/main/app/app';
import type { Clock } from '../../../src/main/app/clock';
import { createLibrary } from '../../../src/main/app/library';
import { headless } from '../../../src/main/app/shell';
import type { Timers } from '../../../src/main/app/timers';
import type { Borrowed } from '../../../src/core/obs/borrowed';
import { createObsRoom } from '../../../src/main/obs/room';
import type { OpenSocket } from '../../../src/main/obs/socket';
import { realFileSystem } from '../../../src/main/storage/fileSystem';
import { createStorageHealth } from '../../../src/main/storage/health';
import { createSecrets } from '../../../src/main/storage/secrets';
import { createSettings } from '../../../src/main/storage/settings';
import { settingsInConf } from '../../../src/main/storage/settingsConf';

export interface Surroundings {
  readonly home: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly open: OpenSocket;
  readonly startPractice: AppDeps['startPractice'];
}

/** The app as it is served, put together by hand: on the disk of `home`, with a time and a way to OBS that are given. */
export function appWithoutWindows({ home, clock, timers, open, startPractice }: Surroundings): App {
  const { now } = clock;
  const health = createStorageHealth({ now, timers, changed: () => {} });
  const { settings } = createSettings({ ...settingsInConf(home, realFileSystem, now), health });
  let borrowed: Borrowed | null = null;
  let ids = 0;
  const newId = (): string => `id-${++ids}`;
  return createApp({
    version: '0.0.0',
    shell: headless,
    settings,
    secrets: createSecrets(null, settings),
    clock,
    timers,
    newId,
    given: { address: null, password: null, backup: { address: null, password: null } },
    log: () => {},
    overlay: {
      want: async () => {},
      start: async () => false,
      forgive: () => {},
      dispose: async () => {},
    },
    graphics: { bring: () => refused('ografNoManifest') },
    openLibrary: () => createLibrary({ dir: home, fs: realFileSystem, now, timers, newId, health }),
    openRoom: (_, deps) =>
      createObsRoom(
        {
          ...deps,
          pictures: null,
          pages: null,
          memory: { get: () => borrowed, set: (_obs, next) => (borrowed = next) },
        },
        open,
      ),
    startPractice,
  });
}
