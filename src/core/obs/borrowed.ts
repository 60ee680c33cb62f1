import type { Duration } from '../time/units';

/**
 * OBS's current transition as it was before a take had to change it: it goes back once the take's transition
 * has ended, at the latest when OBS is there again.
 */
export interface Borrowed {
  /** The OBS it belongs to: its address, or `practice`. */
  readonly obs: string;
  /** What goes back. */
  readonly name: string;
  /** Its duration, ms; `null` where the take did not touch it or where it is not known. */
  readonly duration: Duration | null;
  /** What the take chose: while OBS has another, a person chose that one, and it stays. */
  readonly chosen: string;
}
