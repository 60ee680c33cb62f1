import type { Segment, SegmentId, Show } from '../show/model';
import { findSegment } from '../show/model';
import type { Run } from './model';

/** Which segment comes when: see docs/timing.md. */

/** Where a segment stands in the run. */
export type SegmentStanding =
  | 'done'
  | 'onAir'
  | 'next'
  | 'later'
  /** Before a Next that was chosen by hand: its GO postpones it. */
  | 'jumpedOver'
  /** A take jumped over it: still counted, and never Next by itself. */
  | 'postponed'
  /** Out of this run, by a hand. */
  | 'dropped'
  /** Out of the plan. */
  | 'skipped';

/** What GO takes: what a hand chose, else what is planned. */
export function nextSegment(show: Show, run: Run): Segment | null {
  return chosenNext(show, run) ?? nextInPlan(show, run);
}

/** The first segment after the one on air that is still to come; before the run, the first. */
export function nextInPlan(show: Show, run: Run): Segment | null {
  if (run.phase === 'ended') return null;
  const isOut = outOf(run);
  const from = positionInPlan(show, run) + 1;
  for (let index = from; index < show.segments.length; index += 1) {
    const segment = show.segments[index];
    if (segment && !isOut(segment)) return segment;
  }
  return null;
}

/** Why a segment may not be chosen as Next; `null` where it may. */
export function nextProblem(
  show: Show,
  run: Run,
  segmentId: SegmentId,
): 'segmentGone' | 'alreadyTaken' | 'notInRun' | null {
  const segment = findSegment(show, segmentId);
  if (!segment) return 'segmentGone';
  if (run.onAir?.segment.id === segmentId || run.done.some((done) => done.segment.id === segmentId))
    return 'alreadyTaken';
  return segment.inclusion === 'skipped' || run.dropped.includes(segmentId) ? 'notInRun' : null;
}

/** What a hand may choose as Next, in the order of the plan. */
export function mayBeNext(show: Show, run: Run): readonly Segment[] {
  if (run.phase === 'ended') return [];
  const taken = new Set([run.onAir?.segment.id, ...run.done.map((done) => done.segment.id)]);
  const dropped = new Set(run.dropped);
  return show.segments.filter(
    ({ id, inclusion }) => inclusion !== 'skipped' && !taken.has(id) && !dropped.has(id),
  );
}

/** Where each segment of the plan stands, in its order. */
export function standings(show: Show, run: Run): readonly SegmentStanding[] {
  const doneIds = new Set(run.done.map((done) => done.segment.id));
  const passed = new Set(run.passed);
  const dropped = new Set(run.dropped);
  const onAirId = run.onAir?.segment.id ?? null;
  const next = nextSegment(show, run);
  const position = run.phase === 'before' ? -1 : positionInPlan(show, run);
  // What stands before a chosen Next, and was not behind already, its GO jumps over.
  const jumps = chosenNext(show, run) ? show.segments.findIndex((segment) => segment === next) : position;
  const behind = Math.min(position, jumps);
  return show.segments.map(({ id, inclusion }, index) => {
    if (id === onAirId) return 'onAir';
    if (doneIds.has(id)) return 'done';
    if (dropped.has(id)) return 'dropped';
    if (inclusion === 'skipped') return 'skipped';
    if (id === next?.id) return 'next';
    if (index < behind || passed.has(id)) return 'postponed';
    return index < jumps ? 'jumpedOver' : 'later';
  });
}

/** Next and what comes after it once it is taken, in order. */
export function toCome(show: Show, run: Run): readonly Segment[] {
  const chosen = chosenNext(show, run);
  if (!chosen) return comingInPlan(show, run);
  const isOut = outOf(run);
  const from = show.segments.indexOf(chosen);
  return show.segments.slice(from).filter((segment) => segment === chosen || !isOut(segment));
}

/** What a take of this segment jumps over: what is to come by the plan and stands before it. */
export function jumpedOver(show: Show, run: Run, segmentId: SegmentId): readonly Segment[] {
  const to = show.segments.findIndex(({ id }) => id === segmentId);
  const before = new Set(show.segments.slice(0, Math.max(0, to)));
  return comingInPlan(show, run).filter((segment) => before.has(segment));
}

/** Places in the plan as the run comes to them: what is to come stands after what is on air. */
export function inRunOrder(standingOf: readonly SegmentStanding[]): readonly number[] {
  const places = [...standingOf.keys()];
  const onAir = standingOf.indexOf('onAir');
  const isBehind = (place: number): boolean =>
    place < onAir && (standingOf[place] === 'next' || standingOf[place] === 'later');
  const behind = places.filter(isBehind);
  if (behind.length === 0) return places;
  const others = places.filter((place) => !isBehind(place));
  return others.toSpliced(others.indexOf(onAir) + 1, 0, ...behind);
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

function chosenNext(show: Show, run: Run): Segment | null {
  return run.nextId === null ? null : (findSegment(show, run.nextId) ?? null);
}

/** What is to come where no hand has chosen Next. */
function comingInPlan(show: Show, run: Run): readonly Segment[] {
  if (run.phase === 'ended') return [];
  const isOut = outOf(run);
  return show.segments.slice(positionInPlan(show, run) + 1).filter((segment) => !isOut(segment));
}

/** Index in the plan of what is on air; of the last one taken that still stands there, where that was deleted. */
export function positionInPlan(show: Show, run: Run): number {
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
