import type { Duration } from '../time/units';
import type { Known } from './known';

/** What takes, or a rehearsal, changed of an OBS and what goes back to it: remembered over a kill. */
export interface Borrowed {
  /** The OBS it belongs to: its address, or `practice`. */
  readonly obs: string;
  readonly transition: BorrowedTransition | null;
  /** Inputs that we muted (see core/obs/sound). */
  readonly muted: readonly string[];
  /** It is on by us, for a rehearsal in OBS's preview. */
  readonly studioMode: boolean;
}

/**
 * OBS's current transition as it was before a take had to change it: it goes back once the take's transition
 * has ended, at the latest when OBS is there again.
 */
export interface BorrowedTransition {
  /** What goes back. */
  readonly name: string;
  /** Its duration, ms; `null` where no take touched it or where it is not known. */
  readonly duration: Duration | null;
  /** What the take chose: while OBS has another, a person chose that one, and it stays. */
  readonly chosen: string;
  /** What takes before that one chose, which OBS may still have: it was not yet seen to have `chosen`. */
  readonly earlier: readonly string[];
}

/** Whether OBS has this transition by a take of ours. */
export function isByTake({ chosen, earlier }: BorrowedTransition, transition: string | null): boolean {
  return transition === chosen || earlier.some((name) => name === transition);
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
  before: BorrowedTransition | null,
  change: TransitionChange | null,
  known: Pick<Known, 'currentTransition' | 'transitionDuration'>,
): BorrowedTransition | null {
  if (!change) return before;
  const name = before?.name ?? known.currentTransition;
  if (name === null) return before;
  const duration = before?.duration ?? (change.changesDuration ? known.transitionDuration : null);
  const earlier = (before ? [...before.earlier, before.chosen] : []).filter(
    (chosen) => chosen !== change.chosen,
  );
  return { name, duration, chosen: change.chosen, earlier };
}
