import type { Duration } from '../time/units';
import type { Known } from './known';

/**
 * OBS's current transition as it was before a take had to change it: it goes back once the take's transition
 * has ended, at the latest when OBS is there again.
 */
export interface Borrowed {
  /** The OBS it belongs to: its address, or `practice`. */
  readonly obs: string;
  /** What goes back. */
  readonly name: string;
  /** Its duration, ms; `null` where no take touched it or where it is not known. */
  readonly duration: Duration | null;
  /** What the take chose: while OBS has another, a person chose that one, and it stays. */
  readonly chosen: string;
}

/** What a take's batch sets of OBS's current transition. */
export interface TransitionChange {
  readonly chosen: string;
  readonly changesDuration: boolean;
}

/**
 * What is borrowed after a take that makes `change`. What was borrowed before and is not yet back stays the
 * thing to give back: what a take finds then is no choice of OBS's owner.
 */
export function borrow(
  before: Borrowed | null,
  change: TransitionChange | null,
  known: Pick<Known, 'currentTransition' | 'transitionDuration'>,
  obs: string,
): Borrowed | null {
  if (!change) return before;
  const name = before?.name ?? known.currentTransition;
  if (name === null) return before;
  const duration = before?.duration ?? (change.changesDuration ? known.transitionDuration : null);
  return { obs, name, duration, chosen: change.chosen };
}
