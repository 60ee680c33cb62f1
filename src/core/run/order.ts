import type { Segment, SegmentId, Show } from '../show/model';
import type { Run } from './model';

/** Which segment comes when: see docs/timing.md. */

/** Where a segment stands in the run. */
export type SegmentStanding =
  | 'done'
  | 'onAir'
  | 'next'
  | 'later'
  /** Jumped over: still counted, and never Next by itself. */
  | 'postponed'
  /** Out of this run, by a hand. */
  | 'dropped'
  /** Out of the plan. */
  | 'skipped';

/** The first segment after the one on air that is still to come; before the run, the first. */
export function nextSegment(show: Show, run: Run): Segment | null {
  if (run.phase === 'ended') return null;
  const isOut = outOf(run);
  const from = positionInPlan(show, run) + 1;
  for (let index = from; index < show.segments.length; index += 1) {
    const segment = show.segments[index];
    if (segment && !isOut(segment)) return segment;
  }
  return null;
}

/** Where each segment of the plan stands, in its order. */
export function standings(show: Show, run: Run): readonly SegmentStanding[] {
  const doneIds = new Set(run.done.map((done) => done.segment.id));
  const passed = new Set(run.passed);
  const dropped = new Set(run.dropped);
  const onAirId = run.onAir?.segment.id ?? null;
  const nextId = nextSegment(show, run)?.id ?? null;
  const position = run.phase === 'before' ? -1 : positionInPlan(show, run);
  return show.segments.map(({ id, inclusion }, index) => {
    if (id === onAirId) return 'onAir';
    if (doneIds.has(id)) return 'done';
    if (dropped.has(id)) return 'dropped';
    if (inclusion === 'skipped') return 'skipped';
    if (index < position || passed.has(id)) return 'postponed';
    return id === nextId ? 'next' : 'later';
  });
}

/** Next and what comes after it, in order. */
export function toCome(show: Show, run: Run): readonly Segment[] {
  if (run.phase === 'ended') return [];
  const isOut = outOf(run);
  return show.segments.slice(positionInPlan(show, run) + 1).filter((segment) => !isOut(segment));
}

/** What a take of this segment jumps over: what is to come and stands before it. */
export function jumpedOver(show: Show, run: Run, segmentId: SegmentId): readonly Segment[] {
  const to = show.segments.findIndex(({ id }) => id === segmentId);
  const before = new Set(show.segments.slice(0, Math.max(0, to)));
  return toCome(show, run).filter((segment) => before.has(segment));
}

/** What is postponed once this segment is taken, wherever the show goes from there. */
export function passedWith(show: Show, run: Run, segmentId: SegmentId): readonly SegmentId[] {
  const over = jumpedOver(show, run, segmentId).map(({ id }) => id);
  return [...run.passed, ...over].filter((id) => id !== segmentId);
}

/** The show without what does not happen in this run; `segmentId` stays in it. */
export function withoutDropped(show: Show, run: Run, segmentId: SegmentId): Show {
  const segments = show.segments.filter(
    ({ id, inclusion }) => id === segmentId || (inclusion !== 'skipped' && !run.dropped.includes(id)),
  );
  return segments.length === show.segments.length ? show : { ...show, segments };
}

/** Index in the plan of what is on air; of the last one taken that still stands there, where that was deleted. */
function positionInPlan(show: Show, run: Run): number {
  const taken = [...run.done.map((done) => done.segment.id), ...(run.onAir ? [run.onAir.segment.id] : [])];
  for (const id of taken.toReversed()) {
    const index = show.segments.findIndex((segment) => segment.id === id);
    if (index >= 0) return index;
  }
  return -1;
}

/** Whether a segment after the one on air is not to come by itself. */
function outOf(run: Run): (segment: Segment) => boolean {
  const ids = new Set([...run.done.map((done) => done.segment.id), ...run.passed, ...run.dropped]);
  const onAirId = run.onAir?.segment.id;
  return ({ id, inclusion }) => inclusion === 'skipped' || id === onAirId || ids.has(id);
}
