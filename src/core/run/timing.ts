import type { Segment, SegmentId, Show } from '../show/model';
import type { Duration, Instant, TimeOfDay } from '../time/units';
import { lengthOf } from './lengths';
import type { Run } from './model';
import type { SegmentStanding } from './order';
import { nextSegment, standings } from './order';
import type { PlannedSpan } from './plan';
import { anchorOf, hardOutOf, planEnd, planInstants, planTimes, planned, timesOfDay } from './plan';

/** Planned, expected and actual times. The rules are in docs/timing.md. */

export interface SegmentTiming {
  readonly id: SegmentId;
  /** Of what is postponed, dropped or skipped nobody knows when: it has a length and no times. */
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
  /** Why it starts and ends then; `null` while that is unknown. */
  readonly startsBy: StartReason | null;
  readonly endsBy: EndReason | null;
  /** By when it has to start for all of the rest to fit in before the hard out; `null` where there is none. */
  readonly latest: Instant | null;
  /** The start is the earliest one: this segment, or one before it, waits for GO. */
  readonly earliest: boolean;
}

export type StartReason =
  /** It was taken then. */
  | { readonly kind: 'taken' }
  /** The end of `after`, which is on air past its end by `over`, ms. */
  | { readonly kind: 'follows'; readonly after: SegmentId; readonly over: Duration }
  /** At its time of day. */
  | { readonly kind: 'fixed' }
  /** Its time of day, `late` ms earlier, cannot be met: `after` ends only then. */
  | { readonly kind: 'late'; readonly after: SegmentId; readonly late: Duration }
  /** At its planned time: nothing comes before it. */
  | { readonly kind: 'planned' }
  /** It waits for GO: not before the end of `after`. */
  | { readonly kind: 'manual'; readonly after: SegmentId | null }
  /** The run has not begun, and its time has come. */
  | { readonly kind: 'due' };

export type EndReason =
  /** The next one was taken then, or the show ended. */
  | { readonly kind: 'taken' }
  /** Its own length. */
  | { readonly kind: 'length' }
  /** The length that a re-plan gave it: `by` more (or less) than planned, ms. */
  | { readonly kind: 'replanned'; readonly by: Duration }
  /** A fixed start after it: `by` more (or less) than its own length, ms. */
  | { readonly kind: 'fixed'; readonly by: Duration }
  /** A hand set it. */
  | { readonly kind: 'hand' }
  /** On air past its end by `by`, ms: it ends no sooner than now. */
  | { readonly kind: 'over'; readonly by: Duration };

export interface ShowTiming {
  readonly segments: readonly SegmentTiming[];
  readonly plannedEnd: Instant | null;
  readonly expectedEnd: Instant | null;
  /** Expected less planned end, ms: positive is over, negative under; `null` while undated. */
  readonly over: Duration | null;
  /** By when it must be over, and by how much it will be later (negative: earlier), ms. */
  readonly hardOut: { readonly at: Instant; readonly over: Duration | null } | null;
}

/** The end that the show is held against: the one that was agreed on, else the planned one; `null` while undated. */
export function heldEnd({ agreedEnd }: Pick<Run, 'agreedEnd'>, { plannedEnd }: ShowTiming): Instant | null {
  return plannedEnd === null ? null : (agreedEnd ?? plannedEnd);
}

/** Expected end less the one that the show is held against, ms: the "over" of every screen; `null` while unknown. */
export function offEnd(run: Pick<Run, 'agreedEnd'>, times: ShowTiming): Duration | null {
  const held = heldEnd(run, times);
  return held === null || times.expectedEnd === null ? null : times.expectedEnd - held;
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

/** The planned start of a segment with a fixed one; `null` for any other, and while the run has no clock. */
export function fixedStart(show: Show, run: Run, segment: Segment): Instant | null {
  if (segment.start.kind !== 'fixed' || !run.anchor) return null;
  return planInstants(planned(show, run), run.anchor)[show.segments.indexOf(segment)]?.start ?? null;
}

/**
 * When the segment on air should end: what a hand said; else the fixed start of Next ("the slate taken at 15:40 ends
 * at 16:00"), unless that was past already when it was taken, or it was put in; else its own length.
 */
export function endOfOnAir(show: Show, run: Run): Instant | null {
  if (!run.onAir) return null;
  if (run.onAir.endsAt !== null) return run.onAir.endsAt;
  const { startedAt, segment } = run.onAir;
  const next = isPutIn(run, segment.id) ? null : nextSegment(show, run);
  const fixed = next && fixedStart(show, run, next);
  return fixed !== null && fixed > startedAt ? fixed : startedAt + lengthOf(run, segment);
}

/** Whether it was put in during the run: its length is the newest word on it. */
function isPutIn({ unplanned }: Run, id: SegmentId): boolean {
  return unplanned.includes(id);
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

/** Planned, actual and expected times of every segment at `now`, and why. Facts are never overridden by plans. */
export function timing(show: Show, run: Run, now: Instant): ShowTiming {
  const anchor = anchorOf(show, run, now);
  const asPlanned = planned(show, run);
  const times = planTimes(asPlanned);
  const plan = anchor ? planInstants(asPlanned, anchor, times) : [];
  const doneById = new Map(run.done.map((done) => [done.segment.id, done]));
  const standingOf = standings(show, run);
  const onAirId = run.onAir?.segment.id ?? null;
  const isToCome = (index: number): boolean =>
    run.phase !== 'ended' && (standingOf[index] === 'next' || standingOf[index] === 'later');
  const fixedAfter = fixedStartsAfter(show, isToCome, plan);
  const postponed = show.segments.reduce(
    (sum, segment, index) => (isPostponed(standingOf[index]) ? sum + lengthOf(run, segment) : sum),
    0,
  );
  const out = anchor && hardOutOf(asPlanned, anchor, times);
  const latestStarts = out === null ? [] : backTimed(show, run, isToCome, plan, out - postponed);

  // Where the forecast stands: what is on air ends when it should, or now where that is past.
  const onAirEnd = endOfOnAir(show, run);
  const late = onAirEnd === null ? 0 : Math.max(0, now - onAirEnd);
  let cursor = onAirEnd === null ? null : onAirEnd + late;
  let after = onAirId;
  let waits = false;

  const shownTimes = anchor ? timesOfDay(show, anchor, times, plan) : times;
  const segments = show.segments.map((segment, index): SegmentTiming => {
    const { id } = segment;
    const plannedTime = shownTimes[index] ?? null;
    const plannedStart = plan[index]?.start ?? null;
    const done = doneById.get(id);
    const standing = standingOf[index] ?? 'later';
    let start: Instant | null = null;
    let end: Instant | null = null;
    let startsBy: StartReason | null = null;
    let endsBy: EndReason | null = null;
    let earliest = false;
    if (run.onAir && onAirEnd !== null && id === onAirId) {
      start = run.onAir.startedAt;
      end = onAirEnd + late;
      startsBy = taken;
      endsBy = late > 0 ? { kind: 'over', by: late } : endOfOnAirBy(run, onAirEnd);
    } else if (done) {
      start = done.startedAt;
      end = done.endedAt;
      startsBy = taken;
      endsBy = taken;
    } else if (anchor && isToCome(index)) {
      startsBy = startReason(segment, plannedStart, cursor, after, after === onAirId ? late : 0);
      start = startsBy?.kind === 'fixed' ? plannedStart : (cursor ?? plannedStart);
      if (start !== null && start < now && run.phase === 'before' && cursor === null) {
        start = now;
        startsBy = due;
      }
      if (start !== null) {
        const own = start + lengthOf(run, segment);
        const fixed = isPutIn(run, id) ? null : (fixedAfter[index] ?? null);
        end = fixed !== null && fixed > start ? fixed : own;
        endsBy = end === own ? byLength(run, segment) : { kind: 'fixed', by: end - own };
        waits = segment.start.kind === 'manual' || (waits && startsBy?.kind !== 'fixed');
        earliest = waits;
        cursor = end;
        after = id;
      }
    }
    // Written out: with spreads, V8 takes many times as long over a long show.
    return {
      id,
      standing,
      plannedTime,
      plannedStart,
      start,
      end,
      length: start === null || end === null ? lengthOf(run, segment) : end - start,
      startsBy,
      endsBy,
      latest: latestStarts[index] ?? null,
      earliest,
    };
  });

  const plannedEnd = planEnd(plan);
  // Of what is postponed nobody knows when it will be taken; its time is counted all the same.
  const expectedEnd = run.phase === 'ended' ? run.endedAt : cursor === null ? null : cursor + postponed;
  const over = plannedEnd === null || expectedEnd === null ? null : expectedEnd - plannedEnd;
  const hardOut = out === null ? null : { at: out, over: expectedEnd === null ? null : expectedEnd - out };
  return { segments, plannedEnd, expectedEnd, over, hardOut };
}

/** Whether nobody knows when it will be on air, though its time is counted. */
export function isPostponed(standing: SegmentStanding | undefined): boolean {
  return standing === 'postponed' || standing === 'jumpedOver';
}

const taken = { kind: 'taken' } as const;
const byOwnLength = { kind: 'length' } as const;
const due = { kind: 'due' } as const;
const asItWasPlanned = { kind: 'planned' } as const;
const atItsTime = { kind: 'fixed' } as const;

/** For each segment the fixed start of the one that comes right after it; `null` where that has none. */
function fixedStartsAfter(
  { segments }: Show,
  isToCome: (index: number) => boolean,
  plan: readonly PlannedSpan[],
): readonly (Instant | null)[] {
  const fixedAfter = segments.map((): Instant | null => null);
  let coming: Instant | null = null;
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index];
    fixedAfter[index] = coming;
    if (segment && isToCome(index))
      coming = segment.start.kind === 'fixed' ? (plan[index]?.start ?? null) : null;
  }
  return fixedAfter;
}

/** From the end backwards: by when each segment to come has to start, in full length and with no fixed start missed. */
function backTimed(
  { segments }: Show,
  run: Run,
  isToCome: (index: number) => boolean,
  plan: readonly PlannedSpan[],
  end: Instant,
): readonly (Instant | null)[] {
  const latest = segments.map((): Instant | null => null);
  let limit = end;
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index];
    if (!segment || !isToCome(index)) continue;
    limit -= lengthOf(run, segment);
    latest[index] = limit;
    if (segment.start.kind === 'fixed') limit = Math.min(limit, plan[index]?.start ?? limit);
  }
  return latest;
}

/** `cursor`: where what comes before it ends, and `after` what that is. */
function startReason(
  { start }: Segment,
  plannedStart: Instant | null,
  cursor: Instant | null,
  after: SegmentId | null,
  over: Duration,
): StartReason | null {
  if (start.kind === 'manual') return { kind: 'manual', after };
  if (start.kind === 'fixed') {
    if (plannedStart === null || cursor === null || after === null || cursor <= plannedStart)
      return atItsTime;
    return { kind: 'late', after, late: cursor - plannedStart };
  }
  if (after === null) return plannedStart === null ? null : asItWasPlanned;
  return { kind: 'follows', after, over };
}

function endOfOnAirBy(run: Run, end: Instant): EndReason {
  if (!run.onAir || run.onAir.endsAt !== null) return { kind: 'hand' };
  const { startedAt, segment } = run.onAir;
  const by = end - (startedAt + lengthOf(run, segment));
  return by === 0 ? byLength(run, segment) : { kind: 'fixed', by };
}

function byLength(run: Run, segment: Segment): EndReason {
  const by = lengthOf(run, segment) - segment.duration;
  return by === 0 ? byOwnLength : { kind: 'replanned', by };
}
