import type { Segment, SegmentId, Show } from '../show/model';
import type { CalendarDate, Duration, Instant, TimeOfDay } from '../time/units';
import { day, hour } from '../time/units';
import { dateOf, instantOf, parseDate, timeOfDayOf } from '../time/zone';
import type { Anchor, Run } from './model';
import type { SegmentTiming } from './timing';

/** What was planned, whatever the run made of it: see docs/timing.md. */

/** Of what is skipped. */
const nowhere: PlannedSpan = { start: null, end: null };

export interface PlannedSpan {
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** How a fixed start meets the planned end of the segment before it. */
export interface Seam {
  /**
   * `gap`: time is left between them. `overlap`: the one before is longer than there is room. `backwards`: it is fixed
   * to no later than the one before begins.
   */
  readonly kind: 'gap' | 'overlap' | 'backwards';
  /** ms; > 0. */
  readonly by: Duration;
  readonly before: Segment;
}

/**
 * What ties the plan to the clock: what the run began with; before it, the show's own date, unless the
 * show is over by then (a past show opens undated).
 */
export function anchorOf(show: Show, run: Run, now: Instant): Anchor | null {
  if (run.anchor) return run.anchor;
  if (!show.date) return null;
  const anchor: Anchor = { date: show.date, shift: 0 };
  const end = planEnd(planInstants(show, anchor));
  if (end === null) return show.date < dateOf(now, show.zone) ? null : anchor;
  return end < now ? null : anchor;
}

/** The show as it was planned: what was put in during the run has no part in its times. */
export function planned(show: Show, { unplanned }: Pick<Run, 'unplanned'>): Show {
  if (unplanned.length === 0) return show;
  const segments = show.segments.map((segment): Segment =>
    unplanned.includes(segment.id) ? { ...segment, inclusion: 'skipped' } : segment,
  );
  return { ...show, segments };
}

/** The anchor that makes `segmentId` start now: "Start now", and the first GO of an undated show. */
export function anchorForStart(show: Show, segmentId: SegmentId, now: Instant): Anchor {
  const today: Anchor = { date: dateOf(now, show.zone), shift: 0 };
  const index = show.segments.findIndex((segment) => segment.id === segmentId);
  const planned = planInstants(show, today)[index]?.start;
  return planned === undefined || planned === null ? today : { ...today, shift: now - planned };
}

/** The plan's times of day, which need no date; `null` until the first fixed start, and for what is skipped. */
export function planTimes(show: Show): readonly (TimeOfDay | null)[] {
  let cursor: TimeOfDay | null = null;
  return show.segments.map((segment) => {
    if (segment.inclusion === 'skipped') return null;
    const start: TimeOfDay | null =
      segment.start.kind === 'fixed' ? afterMidnight(segment.start.at, cursor) : cursor;
    cursor = start === null ? null : start + segment.duration;
    return start;
  });
}

/** The plan as instants. Lengths are real time, also across a clock change. */
export function planInstants(
  show: Show,
  anchor: Anchor,
  times: readonly (TimeOfDay | null)[] = planTimes(show),
): readonly PlannedSpan[] {
  let cursor: Instant | null = null;
  return show.segments.map((segment, index) => {
    if (segment.inclusion === 'skipped') return nowhere;
    const time = times[index] ?? null;
    const start: Instant | null =
      segment.start.kind === 'fixed' && time !== null
        ? instantOf(anchor.date, time, show.zone).instant + anchor.shift
        : cursor;
    cursor = start === null ? null : start + segment.duration;
    return { start, end: cursor };
  });
}

/**
 * The plan's times of day as clocks will show them: in a night in which they change, an hour after 02:30 may be 02:30
 * again. A plan that "Start now" moved keeps its own.
 */
export function timesOfDay(
  show: Show,
  anchor: Anchor,
  times: readonly (TimeOfDay | null)[],
  plan: readonly PlannedSpan[],
): readonly (TimeOfDay | null)[] {
  const first = plan.find(({ start }) => start !== null)?.start ?? null;
  const last = planEnd(plan);
  if (anchor.shift !== 0 || first === null || last === null) return times;
  const { zone } = show;
  const changes = last - first !== wallSpan(first, last, zone);
  if (!changes) return times;
  return times.map((time, index) => {
    const start = plan[index]?.start ?? null;
    return time === null || start === null ? time : clockTime(start, anchor.date, zone);
  });
}

/**
 * When a segment is planned, as clocks show it: of a plan that "Start now" moved where it lies now. The document's own
 * times, which edit mode has, are `plannedTime`.
 */
export function plannedOnClock(
  { plannedTime, plannedStart }: Pick<SegmentTiming, 'plannedTime' | 'plannedStart'>,
  anchor: Anchor | null,
  zone: string,
): TimeOfDay | null {
  const isMoved = anchor !== null && anchor.shift !== 0;
  return isMoved && plannedStart !== null ? clockTime(plannedStart, anchor.date, zone) : plannedTime;
}

/** The time of day of an instant; past midnight it is past 24 h. */
function clockTime(at: Instant, from: CalendarDate, zone: string): TimeOfDay {
  const days = (parseDate(dateOf(at, zone)) ?? 0) - (parseDate(from) ?? 0);
  return days + timeOfDayOf(at, zone);
}

/** What a wall clock says has passed between two instants, ms. */
function wallSpan(from: Instant, to: Instant, zone: string): Duration {
  const wall = (at: Instant): number => (parseDate(dateOf(at, zone)) ?? 0) + timeOfDayOf(at, zone);
  return wall(to) - wall(from);
}

/** When the plan ends; `null` where nothing fixes it. */
export function planEnd(plan: readonly PlannedSpan[]): Instant | null {
  return plan.findLast((span) => span !== nowhere)?.end ?? null;
}

/** The time of day at which the plan ends, which needs no date; `null` where nothing fixes it. */
function planEndTime({ segments }: Show, times: readonly (TimeOfDay | null)[]): TimeOfDay | null {
  const last = times.findLastIndex((time) => time !== null);
  return last < 0 ? null : (times[last] ?? 0) + (segments[last]?.duration ?? 0);
}

/** The hard out as a time of day of the plan: it may pass 24 h, as the plan does. */
function hardOutTime(show: Show, times: readonly (TimeOfDay | null)[]): TimeOfDay | null {
  return show.hardOut === null ? null : afterMidnight(show.hardOut, planEndTime(show, times));
}

/** The instant by which the show must be over; it moves with a plan that "Start now" moved. */
export function hardOutOf(
  show: Show,
  anchor: Anchor,
  times: readonly (TimeOfDay | null)[] = planTimes(show),
): Instant | null {
  const time = hardOutTime(show, times);
  return time === null ? null : instantOf(anchor.date, time, show.zone).instant + anchor.shift;
}

/** What is wrong with a hard out, by the plan alone: `start` and `end` are times of day. */
export type HardOutProblem =
  | { readonly kind: 'beforeStart'; readonly start: TimeOfDay }
  | { readonly kind: 'planTooLong'; readonly end: TimeOfDay; readonly by: Duration };

export function hardOutProblem(show: Show, run: Pick<Run, 'unplanned'>): HardOutProblem | null {
  const plan = planned(show, run);
  const times = planTimes(plan);
  const placed = placedOf(plan, times);
  const first = times.findIndex((time) => time !== null);
  const last = times.findLastIndex((time) => time !== null);
  const out = hardOutTime(plan, times);
  const [start, end] = [placed[first]?.start ?? null, placed[last]?.end ?? null];
  if (out === null || start === null || end === null) return null;
  const by = end - placeOf(plan, out);
  if (by <= 0) return null;
  return by >= end - start
    ? { kind: 'beforeStart', start: shownTime(plan, start) }
    : { kind: 'planTooLong', end: shownTime(plan, end), by };
}

/** Where the plan does not join: for each segment how its fixed start meets the one before; `null` where it does. */
export function seams(show: Show, run: Pick<Run, 'unplanned'>): readonly (Seam | null)[] {
  const plan = planned(show, run);
  const placed = placedOf(plan, planTimes(plan));
  let last = -1;
  return plan.segments.map((segment, index): Seam | null => {
    if (segment.inclusion === 'skipped') return null;
    const before = plan.segments[last];
    const { start: began = null, end = null } = placed[last] ?? {};
    const start = placed[index]?.start ?? null;
    last = index;
    if (segment.start.kind !== 'fixed' || !before || began === null || end === null || start === null)
      return null;
    const left = start - end;
    if (left === 0) return null;
    if (left > 0) return { kind: 'gap', by: left, before };
    return { kind: start <= began ? 'backwards' : 'overlap', by: -left, before };
  });
}

/** Lengths are real time: on its day a plan is reckoned in instants, for an hour may be skipped in it, or come twice. */
function placedOf(plan: Show, times: readonly (TimeOfDay | null)[]): readonly PlannedSpan[] {
  if (plan.date !== null) return planInstants(plan, { date: plan.date, shift: 0 }, times);
  return plan.segments.map(({ duration }, index) => {
    const start = times[index] ?? null;
    return start === null ? nowhere : { start, end: start + duration };
  });
}

/** As clocks show it. */
function shownTime({ date, zone }: Show, at: Instant): TimeOfDay {
  if (date === null) return at;
  return clockTime(at, date, zone);
}

function placeOf({ date, zone }: Show, time: TimeOfDay): Instant {
  return date === null ? time : instantOf(date, time, zone).instant;
}

/** A fixed time that lies more than half a day before the cursor means the next day. */
function afterMidnight(at: TimeOfDay, cursor: TimeOfDay | null): TimeOfDay {
  if (cursor === null) return at;
  let time = at;
  while (time < cursor - 12 * hour) time += day;
  return time;
}
