import { expect } from 'vitest';
import { ok } from '../../../src/core/result';
import {
  createPracticeObs,
  type PracticeObs,
  type PracticeOptions,
} from '../../../src/practice-obs/practiceObs';
import { startPracticeObs } from '../../../src/practice-obs/server';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { until } from '../../support/until';
import { VirtualTime } from '../../support/virtualTime';
import type { RoomStage, Surroundings } from '../obsRoom/roomStage';

export type RunningObs = Pick<PracticeObs, 'faults' | 'person' | 'running' | 'showing' | 'snapshot'>;
export type World = ReturnType<PracticeObs['snapshot']>;

/** What a sequence is played on: time, and a way to an OBS that can be killed. */
export interface Ground {
  readonly address: string;
  /** The machine's own when left out. */
  readonly surroundings?: Surroundings;
  /** The OBS that runs now; `null` while none does. */
  readonly obs: () => RunningObs | null;
  /** Ms since it was laid. */
  readonly now: () => number;
  /** Ends OBS as a kill does, and starts it again after so many ms, with what `disk` says that it had on its disk. */
  restart(after: number, disk?: (world: World) => World): void;
  pass(ms: number): Promise<void>;
  setUp(room: RoomStage): Promise<void>;
  /** Until nothing is to come any more, or `isSo` does not throw. */
  rest(isSo: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Whatever a fault did, OBS has answered, been found silent or been reached again after this, ms. */
const calm = 60_000;
const epoch = 1_700_000_000_000;

/** Studio mode and a transition under way die with OBS; the rest is on its disk. */
function onDisk(world: World | undefined, disk: (world: World) => World = (kept) => kept): World | undefined {
  return world && { ...disk(world), preview: null };
}

/** In memory and in a time of its own: an hour takes as long as what happens in it. */
export function virtualGround(seed: number, options: PracticeOptions = {}): Ground {
  const time = new VirtualTime(epoch);
  let obs: PracticeObs | null = createPracticeObs({ ...options, clock: time });
  return {
    address: 'ws://127.0.0.1:4455',
    surroundings: {
      now: () => Math.floor(time.now()),
      timers: time,
      // Throws of its own: the same hands and faults, however many messages they cost.
      open: openMemory({ time, chance: chanceFrom(~seed), obs: () => obs }),
    },
    obs: () => obs,
    now: () => time.now() - epoch,
    restart(after, disk) {
      const world = onDisk(obs?.snapshot(), disk);
      obs?.close();
      obs = null;
      time.after(after, () => {
        obs = createPracticeObs({ ...options, clock: time, world });
      });
    },
    pass: (ms) => time.pass(ms),
    async setUp(room) {
      await time.pass(1_000);
      const done = room.room.setUpCaptions();
      await time.pass(1_000);
      expect(await done).toEqual(ok(null));
    },
    rest: () => time.pass(calm),
    close: async () => obs?.close(),
  };
}

/** How much faster hands and faults come where time is real. */
const hurry = 5;

/** Over sockets, in the machine's own time. */
export async function realGround(options: PracticeOptions = {}): Promise<Ground> {
  const begun = performance.now();
  let obs: Awaited<ReturnType<typeof startPracticeObs>> | null = await startPracticeObs(options);
  const { port, url } = obs;
  let starting: Promise<void> = Promise.resolve();
  const pass = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms / hurry));
  return {
    address: url,
    obs: () => obs,
    now: () => performance.now() - begun,
    restart(after, disk) {
      const gone = obs;
      const world = onDisk(gone?.snapshot(), disk);
      obs = null;
      starting = Promise.all([gone?.close(), pass(after)]).then(async () => {
        obs = await startPracticeObs({ ...options, port, world });
      });
    },
    pass,
    async setUp(room) {
      await room.connected();
      expect(await room.room.setUpCaptions()).toEqual(ok(null));
    },
    async rest(isSo) {
      const isCalm = (): boolean => {
        isSo();
        return true;
      };
      // What is still not so then is said by whoever asks next.
      await until('it is so', 25_000, isCalm).catch(() => {});
    },
    async close() {
      await starting;
      await obs?.close();
    },
  };
}
