import { inRunTime } from '../../../core/run/rehearsal';
import type { Run, StandingReplan } from '../../../core/run/model';
import type { Duration, Instant } from '../../../core/time/units';
import { minute, second } from '../../../core/time/units';

/** What was done stays to be read and undone: while nothing else is to be said, and before it is, ms of hands. */
const doneStays: Duration = minute;
const doneStaysBefore: Duration = 8 * second;

/** `before`: something else is to be said after it. */
export function isStillSaid(
  last: StandingReplan | null,
  run: Pick<Run, 'lastTakeAt' | 'rehearsal'>,
  now: Instant,
  before: boolean,
): boolean {
  if (!last || (run.lastTakeAt !== null && run.lastTakeAt > last.at)) return false;
  return now - last.at < inRunTime(run, before ? doneStaysBefore : doneStays);
}
