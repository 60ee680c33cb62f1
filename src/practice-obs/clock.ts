/** Time as the practice OBS sees it, so that tests can hold the hand. */
export interface Clock {
  /** Milliseconds, monotonic, any origin. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now; returns what cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
