import type { App } from '../../../src/main/app/app';
import { createClock } from '../../../src/main/app/clock';
import { serveScreen } from '../../../src/main/app/transport';
import { createPracticeObs, type PracticeObs } from '../../../src/practice-obs/practiceObs';
import { createClient, type Client } from '../../../src/renderer/client/client';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { VirtualTime } from '../../support/virtualTime';
import { appWithoutWindows } from './appWithoutWindows';

/** The whole app at a practice OBS in memory, with a console: all in a time of their own. */
export interface VirtualApp {
  readonly app: App;
  readonly console: Client;
  readonly time: VirtualTime;
  /** By a person, or by the network. */
  setClock(by: number): void;
}

/** The clock that nobody sets began at some other time than the wall's; their difference is no whole number. */
const bootedBefore = 86_400_000.375;

export async function startVirtualApp(home: string, epoch: number, seed: number): Promise<VirtualApp> {
  const time = new VirtualTime(epoch);
  const monotonic = (): number => time.now() - epoch + bootedBefore;
  let set = 0;
  const wall = (): number => Math.floor(time.now()) + set;
  let practice: PracticeObs | null = null;
  const app = appWithoutWindows({
    home,
    clock: createClock({ wall, monotonic, uptime: monotonic }),
    timers: time,
    open: openMemory({ time, chance: chanceFrom(seed), obs: () => practice }),
    async startPractice(world) {
      practice = createPracticeObs({
        clock: time,
        surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
        ...(world === null ? {} : { world }),
      });
      const { accept: _, turnsAway: __, close, ...shared } = practice;
      return { ...shared, url: 'ws://127.0.0.1:4455', port: 4455, close: async () => close() };
    },
  });
  const console = createClient({
    clocks: { monotonic, wall },
    timers: time,
    open: (events) => {
      let heard: (raw: unknown) => void = () => {};
      time.after(0, () =>
        serveScreen(app, 'producer', {
          send: (message) => events.received(message),
          onMessage: (callback) => (heard = callback),
          onClose: () => {},
        }),
      );
      return { send: (message) => heard(message), close: () => {} };
    },
  });
  // OBS connects in this time of their own: nobody waits for it alone.
  void app.start();
  await time.pass(5_000);
  return { app, console, time, setClock: (by) => void (set += by) };
}
