import type { Run } from '../../../core/run/model';
import type { SegmentTiming, ShowTiming } from '../../../core/run/timing';
import { endOfOnAir } from '../../../core/run/timing';
import type { Segment, SegmentId, Show } from '../../../core/show/model';
import type { Duration } from '../../../core/time/units';

/** One row of the live rundown. */
export interface RundownRow {
  readonly id: SegmentId;
  readonly segment: Segment;
  readonly timing: SegmentTiming;
  /** Deleted from the plan while on air: it runs on from its copy. */
  readonly removed: boolean;
}

export interface RundownRows {
  readonly count: number;
  /** Index of what is on air, -1 when nothing is. */
  readonly onAir: number;
  readonly next: number;
  readonly at: (index: number) => RundownRow | null;
}

/**
 * The rows of the rundown, each made when it is asked for: of a thousand, a screen shows twenty. What is on
 * air or done is shown as it was taken; where its segment was deleted from the plan, it keeps a row before Next.
 */
export function rundownRows(show: Show, run: Run, { segments: times }: ShowTiming): RundownRows {
  const { segments } = show;
  const next = times.findIndex((timing) => timing.standing === 'next');
  const inPlan = run.onAir ? segments.findIndex((segment) => segment.id === run.onAir?.segment.id) : -1;
  const orphan = inPlan < 0 ? orphanRow(show, run) : null;
  const orphanAt = orphan ? (next < 0 ? segments.length : next) : Infinity;

  return {
    count: segments.length + (orphan ? 1 : 0),
    onAir: orphan ? orphanAt : inPlan,
    next: next < 0 ? -1 : next + (orphan ? 1 : 0),
    at: (index) => {
      if (index === orphanAt) return orphan;
      const place = index > orphanAt ? index - 1 : index;
      const planned = segments[place];
      const timing = times[place];
      if (!planned || !timing) return null;
      return { id: planned.id, segment: asTaken(run, timing) ?? planned, timing, removed: false };
    },
  };
}

/** The copy that was taken of what is on air or done: facts are not rewritten by later edits. */
function asTaken(run: Run, { id, standing }: SegmentTiming): Segment | null {
  if (standing === 'onAir') return run.onAir?.segment ?? null;
  if (standing === 'done') return run.done.findLast((done) => done.segment.id === id)?.segment ?? null;
  return null;
}

function orphanRow(show: Show, run: Run): RundownRow | null {
  const end = endOfOnAir(show, run);
  if (!run.onAir || end === null) return null;
  const { segment, startedAt } = run.onAir;
  const timing: SegmentTiming = {
    id: segment.id,
    standing: 'onAir',
    plannedTime: null,
    plannedStart: null,
    start: startedAt,
    end,
    length: end - startedAt,
    startsBy: { kind: 'taken' },
    endsBy: null,
    earliest: false,
  };
  return { id: segment.id, segment, timing, removed: true };
}

/** How much longer or shorter a segment was than planned, ms; `null` while it is not done. */
export function lengthDelta(
  { duration }: Segment,
  { standing, length }: Pick<SegmentTiming, 'standing' | 'length'>,
): Duration | null {
  return standing === 'done' ? length - duration : null;
}
