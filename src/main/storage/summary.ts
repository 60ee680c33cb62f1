import type { RecentShow } from '../../contract/published';
import type { Stamped } from '../../core/run/events';
import { evolve } from '../../core/run/evolve';
import type { Run } from '../../core/run/model';
import type { State } from '../../core/run/state';
import { timing } from '../../core/run/timing';
import type { Show } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';

/** What the list of recent shows says of one. */
export function summaryOf(
  show: Show,
  run: Run | null,
  facts: Pick<RecentShow, 'openedAt' | 'over' | 'fileName'>,
): RecentShow {
  return {
    id: show.id,
    title: show.title,
    date: show.date,
    zone: show.zone,
    length: show.segments.reduce((sum, segment) => sum + segment.duration, 0),
    segments: show.segments.length,
    people: show.speakers.length,
    strip: show.segments.map(({ title, duration }) => ({ title, duration })),
    run: run ? standingOf(run) : 'none',
    ...facts,
  };
}

/** A first take that was under way when the app ended counts: only its run knows what became of it. */
function standingOf(run: Run): RecentShow['run'] {
  const isUnderWay = run.phase === 'live' || run.pending.length > 0;
  if (run.rehearsal) return isUnderWay ? 'rehearsing' : 'none';
  if (isUnderWay) return 'unfinished';
  return run.phase === 'ended' ? 'ended' : 'none';
}

/**
 * By how much the last run of a journal that came to its end was over, ms; `null` where none did. An end that Back
 * undid is none; a reset leaves the end as it was. A rehearsal is no run of the show.
 */
export function overOfLastEnd(begin: State, events: readonly Stamped[], now: Instant): Duration | null {
  let state = begin;
  let ended = begin.run.phase === 'ended' && !begin.run.rehearsal ? begin : null;
  for (const stamped of events) {
    state = evolve(state, stamped);
    if (state.run.rehearsal) continue;
    if (state.run.phase === 'ended') ended = state;
    else if (state.run.phase === 'live') ended = null;
  }
  return ended && timing(ended.document.show, ended.run, now).over;
}
