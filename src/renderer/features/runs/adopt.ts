import type { RunRecord } from '../../../core/asrun/record';
import type { Edit } from '../../../core/show/edit';
import type { SegmentId, Show } from '../../../core/show/model';
import { findSegment } from '../../../core/show/model';
import type { Duration } from '../../../core/time/units';
import { second } from '../../../core/time/units';

/** What a segment was long in a rehearsal, beside what the plan gives it now. */
export interface Adoptable {
  readonly segmentId: SegmentId;
  readonly title: string;
  /** `null`: the segment is no longer in the show. */
  readonly planned: Duration | null;
  /** In whole seconds, as a plan has them, ms. */
  readonly rehearsed: Duration;
}

/**
 * The segments that came to their end in it, in the plan's order. Of one that was done more than once the longest counts:
 * a rehearsal breaks off and begins again, and what was broken off, or taken by mistake, is no measure.
 */
export function adoptable({ rows }: Pick<RunRecord, 'rows'>, show: Show): readonly Adoptable[] {
  const done = new Map<SegmentId, Adoptable>();
  for (const { segmentId, title, state, actualLength } of rows) {
    if (state !== 'done' || actualLength === null) continue;
    const segment = findSegment(show, segmentId);
    const rehearsed = Math.max(second, Math.round(actualLength / second) * second);
    const planned = segment?.duration ?? null;
    if (rehearsed <= (done.get(segmentId)?.rehearsed ?? 0)) continue;
    done.set(segmentId, { segmentId, title: segment?.title ?? title, planned, rehearsed });
  }
  const place = ({ segmentId }: Adoptable): number => {
    const at = show.segments.findIndex(({ id }) => id === segmentId);
    return at < 0 ? show.segments.length : at;
  };
  return [...done.values()].toSorted((a, b) => place(a) - place(b));
}

/** Whether the plan has another length, which this would take the place of. */
export function isNews({ planned, rehearsed }: Adoptable): boolean {
  return planned !== null && planned !== rehearsed;
}

/** One edit, so that one undo takes it back. */
export function adoption(all: readonly Adoptable[]): Edit {
  const edits = all.filter(isNews).map(({ segmentId, rehearsed }): Edit => ({
    kind: 'setSegment',
    id: segmentId,
    patch: { duration: rehearsed },
  }));
  const [first] = edits;
  return first && edits.length === 1 ? first : { kind: 'together', edits };
}
