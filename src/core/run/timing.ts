import type { Segment, SegmentId, Show } from '../show/model';
import type { Duration, Instant, TimeOfDay } from '../time/units';
import { day, hour } from '../time/units';
import { dateOf, instantOf } from '../time/zone';
import type { Anchor, Run } from './model';

/** Where a segment stands in the run. */
export type SegmentStanding = 'done' | 'onAir' | 'next' | 'later';

export interface SegmentTiming {
  readonly id: SegmentId;
  readonly standing: SegmentStanding;
  /** Planned time of day in the show's zone; `null` where nothing fixes it. May pass 24 h. */
  readonly plannedTime: TimeOfDay | null;
  /** Planned instant; `null` while the show is undated. */
  readonly plannedStart: Instant | null;
  /** Actual start for what was taken, expected for the rest; `null` while unknown. */
  readonly start: Instant | null;
  readonly end: Instant | null;
  /** Actual or expected length, ms. */
  readonly length: Duration;
}

export interface ShowTiming {
  readonly segments: readonly SegmentTiming[];
  readonly plannedEnd: Instant | null;
  readonly expectedEnd: Instant | null;
  /** Expected less planned end, ms: positive is over, negative under; `null` while undated. */
  readonly over: Duration | null;
}

export type ClockLevel = 'inTime' | 'wrapUp' | 'danger' | 'over';

/** The countdown of the segment on air. */
export interface Countdown {
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  /** Negative once over, ms. */
  readonly left: Duration;
  readonly elapsed: Duration;
  readonly level: ClockLevel;
}

/**
 * What ties the plan to the clock: what the run began with; before it, the show's own date, unless the
 * show is over by then (a past show opens undated).
 */
export function anchorOf(show: Show, run: Run, now: Instant): Anchor | null {
  if (run.anchor) return run.anchor;
  if (!show.date) return null;
  const anchor: Anchor = { date: show.date, shift: 0 };
  const end = planInstants(show, anchor).at(-1)?.end ?? null;
  if (end === null) return show.date < dateOf(now, show.zone) ? null : anchor;
  return end < now ? null : anchor;
}

/** The anchor that makes `segmentId` start now: "Start now", and the first GO of an undated show. */
export function anchorForStart(show: Show, segmentId: SegmentId, now: Instant): Anchor {
  const today: Anchor = { date: dateOf(now, show.zone), shift: 0 };
  const index = show.segments.findIndex((segment) => segment.id === segmentId);
  const planned = planInstants(show, today)[index]?.start;
  return planned === undefined || planned === null ? today : { ...today, shift: now - planned };
}

/** The plan's times of day, which need no date; `null` until the first fixed start. */
export function planTimes(show: Show): readonly (TimeOfDay | null)[] {
  let cursor: TimeOfDay | null = null;
  return show.segments.map((segment) => {
    const start: TimeOfDay | null =
      segment.start.kind === 'fixed' ? afterMidnight(segment.start.at, cursor) : cursor;
    cursor = start === null ? null : start + segment.duration;
    return start;
  });
}

/** A fixed time that lies more than half a day before the cursor means the next day. */
function afterMidnight(at: TimeOfDay, cursor: TimeOfDay | null): TimeOfDay {
  if (cursor === null) return at;
  let time = at;
  while (time < cursor - 12 * hour) time += day;
  return time;
}

interface PlannedSpan {
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** The plan as instants. Lengths are real time, also across a clock change. */
function planInstants(show: Show, anchor: Anchor): readonly PlannedSpan[] {
  const times = planTimes(show);
  let cursor: Instant | null = null;
  return show.segments.map((segment, index) => {
    const time = times[index] ?? null;
    const start: Instant | null =
      segment.start.kind === 'fixed' && time !== null
        ? instantOf(anchor.date, time, show.zone).instant + anchor.shift
        : cursor;
    cursor = start === null ? null : start + segment.duration;
    return { start, end: cursor };
  });
}

/** The first segment after the one on air that is neither done nor gone; before the run, the first. */
export function nextSegment(show: Show, run: Run): Segment | null {
  if (run.phase === 'ended') return null;
  const doneIds = new Set(run.done.map((done) => done.segment.id));
  const currentId = run.onAir?.segment.id;
  return (
    show.segments
      .slice(positionInPlan(show, run) + 1)
      .find((s) => !doneIds.has(s.id) && s.id !== currentId) ?? null
  );
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

/**
 * When the segment on air should end: what a hand said; else the next one's fixed start ("the slate taken
 * at 15:40 ends at 16:00"); else its own length.
 */
export function endOfOnAir(show: Show, run: Run): Instant | null {
  if (!run.onAir) return null;
  if (run.onAir.endsAt !== null) return run.onAir.endsAt;
  const next = nextSegment(show, run);
  if (next?.start.kind === 'fixed' && run.anchor) {
    const index = show.segments.indexOf(next);
    const fixed = planInstants(show, run.anchor)[index]?.start;
    if (fixed !== undefined && fixed !== null) return fixed;
  }
  return run.onAir.startedAt + run.onAir.segment.duration;
}

/** The countdown of what is on air at `now`; `null` when nothing is. */
export function countdown(show: Show, run: Run, now: Instant): Countdown | null {
  const endsAt = endOfOnAir(show, run);
  if (!run.onAir || endsAt === null) return null;
  const left = endsAt - now;
  const { startedAt, segment } = run.onAir;
  return { startedAt, endsAt, left, elapsed: now - startedAt, level: clockLevel(left, segment) };
}

export function clockLevel(left: Duration, thresholds: Pick<Segment, 'warnAt' | 'dangerAt'>): ClockLevel {
  if (left < 0) return 'over';
  if (left <= thresholds.dangerAt) return 'danger';
  if (left <= thresholds.warnAt) return 'wrapUp';
  return 'inTime';
}

/** Planned, actual and expected times of every segment at `now`. Facts are never overridden by plans. */
export function timing(show: Show, run: Run, now: Instant): ShowTiming {
  const anchor = anchorOf(show, run, now);
  const times = planTimes(show);
  const plan = anchor ? planInstants(show, anchor) : [];
  const doneById = new Map(run.done.map((done) => [done.segment.id, done]));
  const next = nextSegment(show, run);
  const nextIndex = next ? show.segments.indexOf(next) : show.segments.length;
  const onAirEnd = endOfOnAir(show, run);

  // Where the forecast stands: what is on air ends when it should, or now where that is past.
  let cursor: Instant | null = null;
  if (run.phase === 'live' && onAirEnd !== null) cursor = Math.max(onAirEnd, now);
  if (run.phase === 'ended') cursor = run.endedAt;

  // Each row is written out: with spreads, V8 takes many times as long over a long show.
  const segments = show.segments.map((segment, index): SegmentTiming => {
    const { id } = segment;
    const plannedTime = times[index] ?? null;
    const plannedStart = plan[index]?.start ?? null;
    if (run.onAir?.segment.id === id && onAirEnd !== null) {
      const end = Math.max(onAirEnd, now);
      const start = run.onAir.startedAt;
      return { id, standing: 'onAir', plannedTime, plannedStart, start, end, length: end - start };
    }
    const done = doneById.get(id);
    if (done) {
      const { startedAt: start, endedAt: end } = done;
      return { id, standing: 'done', plannedTime, plannedStart, start, end, length: end - start };
    }
    const standing = index === nextIndex ? 'next' : 'later';
    // What stands in the plan before the segment on air was jumped over: it has no expected time.
    const reachable = index >= nextIndex;
    let start: Instant | null = null;
    if (reachable && anchor) {
      start = segment.start.kind === 'fixed' ? latest(plannedStart, cursor) : (cursor ?? plannedStart);
      if (run.phase === 'before' && cursor === null) start = latest(start, now);
    }
    const end = start === null ? null : start + segment.duration;
    if (end !== null) cursor = end;
    return { id, standing, plannedTime, plannedStart, start, end, length: segment.duration };
  });

  const plannedEnd = plan.at(-1)?.end ?? null;
  const expectedEnd = run.phase === 'ended' ? run.endedAt : cursor;
  const over = plannedEnd === null || expectedEnd === null ? null : expectedEnd - plannedEnd;
  return { segments, plannedEnd, expectedEnd, over };
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null) return b;
  if (b === null) return a;
  return Math.max(a, b);
}
