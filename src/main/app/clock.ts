import type { Duration, Instant } from '../../core/time/units';

/** The process's clock: a wall instant at the start plus monotonic time, so that elapsed time is never disturbed. */
export interface Clock {
  now(): Instant;
  /** Compares with the machine's wall clock and takes over what parted; the caller journals what it was. */
  check(): readonly ClockChange[];
}

/** What came between the clocks; both are reports to the run. */
export type ClockChange =
  | { readonly type: 'slept'; readonly duration: Duration }
  | { readonly type: 'clockStepped'; readonly by: Duration };
