import type { Duration, Instant } from './units';

/** How a clock of its own goes beside the machine's: when that said `real` it said `at`. */
export interface Pace {
  readonly real: Instant;
  readonly at: Instant;
  /** How many times as fast; 0: it stands. */
  readonly speed: number;
}

/** What the clock says when the machine's says `real`; without a pace it is the machine's, ms. */
export function paced(pace: Pace | null, real: Instant): Instant {
  return pace === null ? real : pace.at + (real - pace.real) * pace.speed;
}

/** How long the machine's clock takes over it, ms; never (infinite) while the clock stands. */
export function realSpan(pace: Pace | null, span: Duration): Duration {
  return pace === null || span <= 0 ? span : span / pace.speed;
}
