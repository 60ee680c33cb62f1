import type { Show } from '../show/model';
import { findSegment } from '../show/model';
import type { Instant } from '../time/units';
import type { Context } from './commands';
import { cueGrace } from './cues';
import { goTo } from './decide';
import type { LecternEvent } from './events';
import type { AdvanceMissed, Run } from './model';
import { nextSegment } from './order';
import { inRunTime } from './rehearsal';
import type { State } from './state';
import { endOfOnAir } from './timing';

/** What goes on by itself, at its end: docs/live.md. It is never late, and never ends a show. */

/**
 * When what is on air gives way to Next by itself, unless something is in its way then; `null` where it waits for a
 * hand, or did not go at this end.
 */
export function advanceAt(show: Show, run: Run): Instant | null {
  const { onAir } = run;
  if (!onAir || !goesByItself(show, run)) return null;
  const end = endOfOnAir(show, run);
  return end === null || onAir.advanceMissed?.endsAt === end ? null : end;
}

/** Why it did not go by itself at the end that it has; `null` where it did not come to that. */
export function advanceMissed(show: Show, run: Run): AdvanceMissed | null {
  const missed = run.onAir?.advanceMissed ?? null;
  if (missed === null || !goesByItself(show, run) || missed.endsAt !== endOfOnAir(show, run)) return null;
  return missed.why;
}

function goesByItself(show: Show, run: Run): boolean {
  if (!run.onAir) return false;
  // Nothing of it is on air yet: what the plan says by now counts, as of Next.
  const { advance } = findSegment(show, run.onAir.segment.id) ?? run.onAir.segment;
  if (advance !== 'atItsEnd') return false;
  const next = nextSegment(show, run);
  return next !== null && next.start.kind !== 'manual';
}

/** The next instant at which it is to be looked at; a take that is on its way comes first. */
export function nextAdvanceAt({ document, run }: State): Instant | null {
  return run.pending.length > 0 ? null : advanceAt(document.show, run);
}

/** At the end of what is on air Next is taken, as by a GO; or it is said why not. `late` is why where it was not seen to. */
export function advanceDue(
  state: State,
  context: Context,
  late: 'late' | 'appAway',
): readonly LecternEvent[] {
  const { run, document } = state;
  const end = nextAdvanceAt(state);
  const next = nextSegment(document.show, run);
  if (!run.onAir || !next || end === null || end > context.now) return [];
  const why = hindrance(run, end, context, late);
  if (why) return [{ type: 'advanceMissed', takeId: run.onAir.takeId, endsAt: end, why }];
  const gone = goTo(state, next, context, { byItself: true });
  return gone.ok ? gone.value : [];
}

function hindrance(
  run: Run,
  end: Instant,
  { now, obs }: Context,
  late: 'late' | 'appAway',
): AdvanceMissed | null {
  // A restart finds it past: what was due while the app was away is never done late.
  if (late === 'appAway' || now - end > inRunTime(run, cueGrace)) return late;
  // Its end was past when it came to be on air again: Back is not undone by itself.
  if (run.lastTakeAt !== null && end <= run.lastTakeAt) return 'late';
  if (run.held) return 'held';
  if (run.slate) return 'slate';
  if (!obs.connected) return 'obsAway';
  if (run.failed || run.unheard || !isSeen(run)) return 'failed';
  return run.changedInObs ? 'changedInObs' : null;
}

/** Whether OBS has said that what is on air is there, and its transition over. */
function isSeen({ onAir, settling }: Run): boolean {
  return onAir?.confirmation === 'accepted' && settling?.takeId !== onAir.takeId;
}
