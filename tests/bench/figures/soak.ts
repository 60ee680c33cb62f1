import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallName } from '../../../src/contract/calls';
import type { Published, Session } from '../../../src/contract/published';
import { countdown } from '../../../src/core/run/timing';
import { hour, minute, second } from '../../../src/core/time/units';
import type { Client } from '../../../src/renderer/client/client';
import { chanceFrom } from '../../support/chance';
import { temporaryHome } from '../../support/electronApp';
import { anyCommand } from '../../soak/hands';
import type { Figure, Measured } from '../figure';
import type { VirtualApp } from '../stage/virtualApp';
import { startVirtualApp } from '../stage/virtualApp';

const lasts = 3 * hour;
const actions = 5_000;
/** The heap is looked at as often. */
const every = 10 * minute;
const epoch = 1_700_000_000_250;
const seed = 20_261_124;

/**
 * Three hours of a show in the whole app, in a time of its own, with a hand that does anything every other second and a
 * console that counts along. The log, which is kept on purpose, is left out of the heap: as much as a copy of it takes.
 */
export const soak: Figure = {
  key: 'soak',
  what: 'three hours of virtual time, 5,000 random actions: what the clocks drift; heap at the end ÷ after ten minutes',
  limits: { driftMs: 0, heapRatio: 1.05 },
  async measure(progress): Promise<Measured> {
    const stage = await startVirtualApp(temporaryHome(), epoch, seed);
    const { app, console: screen, time } = stage;
    const chance = chanceFrom(seed);
    const collect = collector();
    const begun = time.now();
    const ahead = screen.now() - time.now();
    // A rehearsal has a clock of its own, which may be faster: what it leaves behind counts, not what it does.
    const isShow = (): boolean => sessionOf(app.publisher.published).run.rehearsal === null;
    const skipped = skippedSeconds(screen, isShow);
    const heap: number[] = [];
    let [drift, refused] = [0, 0];

    function look(): void {
      const { log, run } = sessionOf(app.publisher.published);
      collect();
      const bare = process.memoryUsage().heapUsed;
      // What a copy of the log takes is what the log takes.
      const copy = structuredClone(log);
      collect();
      const logged = process.memoryUsage().heapUsed - bare;
      heap.push((bare - logged) / 2 ** 20);
      progress(
        `${Math.round((time.now() - begun) / minute)} min: ${heap.at(-1)?.toFixed(2)} MB beside ${copy.length} lines of log; ` +
          `${run.done.length} done, ${refused} refused`,
      );
    }

    for (let serial = 1; serial <= actions; serial += 1) {
      const session = sessionOf(app.publisher.published);
      const seen = { published: app.publisher.published, session, now: app.now(), serial, chance };
      const { type, ...input } = anyCommand(seen);
      const answer = await screen.call(type as CallName, input as never);
      if (!answer.ok) refused += 1;
      await time.pass(chance.upTo((2 * lasts) / actions));
      if (isShow())
        drift = Math.max(drift, hostDrift(stage), Math.abs(Math.round(screen.now() - time.now() - ahead)));
      if (time.now() - begun >= every * (heap.length + 1)) look();
    }
    await time.pass(Math.max(0, begun + lasts - time.now()));
    look();
    await app.dispose();
    const [first = Number.NaN, last = Number.NaN] = [heap[0], heap.at(-1)];
    return {
      fields: {
        // A second that the console did not count, or counted twice, is a second of drift.
        driftMs: Math.max(drift, skipped() * second),
        heapRatio: last / first,
        heapFirstMb: first,
        heapLastMb: last,
        minutes: (time.now() - begun) / minute,
        refused,
        n: actions,
      },
      intervals: {},
    };
  },
};

/** How many seconds of a show the screen did not count, or counted twice. */
function skippedSeconds(screen: Client, isShow: () => boolean): () => number {
  let last: number | null = null;
  let skipped = 0;
  screen.ticker.subscribe(() => {
    const now = isShow() ? screen.ticker.now() : null;
    if (now !== null && last !== null) skipped += Math.abs((now - last) / second - 1);
    last = now;
  });
  return () => skipped;
}

/** What the run says has elapsed since its take, against the time that passed since. */
function hostDrift({ app, time }: VirtualApp): number {
  const { show, run } = sessionOf(app.publisher.published);
  const counting = countdown(show, run, app.now());
  const virtual = Math.floor(time.now());
  if (!counting) return Math.abs(app.now() - virtual);
  return Math.abs(counting.startedAt + counting.elapsed - virtual);
}

function sessionOf({ session }: Published): Session {
  if (!session) throw new Error('no show is open');
  return session;
}

/** Collects what is garbage, all of it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  return () => {
    for (let times = 0; times < 3; times += 1) gc();
  };
}
