import type { Replan, Run } from '../../../core/run/model';
import { inRunTime } from '../../../core/run/rehearsal';
import { numbersHoldFor, proposalInstant } from '../../../core/run/replan';
import { withReplan } from '../../../core/run/replanned';
import { timing } from '../../../core/run/timing';
import type { SegmentId, Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import type { ReplanView, RowPreview } from './view';

/** The instant that proposals are shown for: while one is picked its numbers stay, as long as a press on them counts. */
export function shownInstant(show: Show, run: Run, now: Instant, picked: ReplanView['picked']): Instant {
  const instant = proposalInstant(show, run, now);
  if (picked === null || proposalInstant(show, run, picked.at) !== picked.at) return instant;
  return instant >= picked.at && instant - picked.at <= inRunTime(run, numbersHoldFor) ? picked.at : instant;
}

/** What would become of the rows. */
export function rowPreviews(
  show: Show,
  run: Run,
  replan: Replan,
  at: Instant,
): ReadonlyMap<SegmentId, RowPreview> {
  const before = timing(show, run, at).segments;
  const after = timing(show, withReplan(run, replan), at).segments;
  const rows = new Map<SegmentId, RowPreview>();
  for (const [index, { id, standing, start, length }] of after.entries()) {
    const was = before[index];
    if (!was || (was.start === start && was.length === length && was.standing === standing)) continue;
    rows.set(id, { standing, start, length, was });
  }
  return rows;
}
