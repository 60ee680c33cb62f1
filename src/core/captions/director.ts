import type { Decibels } from './meters';

/** What the director makes of one input now: for the picture of its thresholds. */
export interface InputMeter {
  readonly level: Decibels;
  /** The noise of its room. */
  readonly floor: Decibels;
  /** Above it somebody speaks. */
  readonly threshold: Decibels;
  readonly standing: 'quiet' | 'rising' | 'speaking' | 'echo' | 'noise' | 'clipping' | 'dead';
}
