import type { Duration } from '../../core/time/units';

/** Timers as a collaborator, so that tests own time. */
export interface Timers {
  /** Calls back once after `delay` ms; returns how to call it off. */
  after(delay: Duration, callback: () => void): () => void;
}

/** Node caps a delay at 2^31−1 ms and fires longer ones at once. */
const longestDelay = 2_147_483_647;

export const realTimers: Timers = {
  after(delay, callback) {
    const timer = setTimeout(callback, Math.min(delay, longestDelay));
    return () => {
      clearTimeout(timer);
    };
  },
};
