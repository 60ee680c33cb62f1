import type { Duration, Instant } from '../../core/time/units';

/** The screen's own clocks, ms; given, so that tests have their own. */
export interface Clocks {
  /** Never set, never goes back; may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  readonly wall: () => number;
}

export const pageClocks: Clocks = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
};

/** When monotonic and wall clock part by this much, the machine slept or was set: ask the host again. */
const parted: Duration = 500;

/** What the host's clock says, estimated from a few round trips. */
export interface HostClock {
  readonly now: () => Instant;
  /** A first guess, with no round trip to halve. */
  guess(hostNow: Instant): void;
  /** The host says that its clock was set, ms. */
  step(by: Duration): void;
  /** One answer; `sentAt` by `monotonic`. The median of the answers of one round counts. */
  answer(hostNow: Instant, sentAt: number): void;
  /** Starts a new round of answers. */
  beginRound(): void;
  /** Whether this machine slept or its clock was set since the last look. */
  hasParted(): boolean;
}

export function createHostClock({ monotonic, wall }: Clocks): HostClock {
  // Until the host said a word, the screen's own clock has to do.
  let offset = wall() - monotonic();
  let round: number[] = [];
  let difference = wall() - monotonic();
  return {
    now: () => monotonic() + offset,
    guess: (hostNow) => {
      offset = hostNow - monotonic();
    },
    step: (by) => {
      offset += by;
    },
    beginRound: () => {
      round = [];
    },
    answer: (hostNow, sentAt) => {
      const back = monotonic();
      round.push(hostNow + (back - sentAt) / 2 - back);
      offset = median(round);
    },
    hasParted: () => {
      const latest = wall() - monotonic();
      if (Math.abs(latest - difference) < parted) return false;
      difference = latest;
      return true;
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
