import type { Pace } from '../../core/time/pace';
import { paced } from '../../core/time/pace';
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

/** What the host's clock says, estimated from a few round trips; in a rehearsal, what that has in its place. */
export interface HostClock {
  readonly now: () => Instant;
  /** The host's machine's, also in a rehearsal. */
  readonly machineNow: () => Instant;
  /** How many times as fast as this machine's it goes; 0: it stands. */
  readonly speed: () => number;
  /** As the host published it. */
  follow(pace: Pace | null): void;
  /** A first guess, with no round trip to halve. */
  guess(hostNow: Instant): void;
  /** The host says that its clock was set, ms. */
  step(by: Duration): void;
  /** One answer; `sentAt` by `monotonic`. The quickest of a round counts: nothing is known better than half its trip. */
  answer(hostNow: Instant, sentAt: number): void;
  /** Starts a new round of answers. */
  beginRound(): void;
  /** By how much the quickest answer of this round may be wrong, ms. */
  readonly doubt: () => Duration;
  /** Whether this machine slept or its clock was set since the last look. */
  hasParted(): boolean;
}

export function createHostClock({ monotonic, wall }: Clocks): HostClock {
  // Until the host said a word, the screen's own clock has to do.
  let offset = wall() - monotonic();
  /** Of the quickest answer in this round. */
  let trip = Infinity;
  let pace: Pace | null = null;
  let difference = wall() - monotonic();
  return {
    now: () => paced(pace, monotonic() + offset),
    machineNow: () => monotonic() + offset,
    speed: () => pace?.speed ?? 1,
    follow: (next) => {
      pace = next;
    },
    guess: (hostNow) => {
      offset = hostNow - monotonic();
    },
    step: (by) => {
      offset += by;
    },
    beginRound: () => {
      trip = Infinity;
    },
    answer: (hostNow, sentAt) => {
      const back = monotonic();
      if (back - sentAt > trip) return;
      trip = back - sentAt;
      offset = hostNow + trip / 2 - back;
    },
    doubt: () => trip / 2,
    hasParted: () => {
      const latest = wall() - monotonic();
      if (Math.abs(latest - difference) < parted) return false;
      difference = latest;
      return true;
    },
  };
}
