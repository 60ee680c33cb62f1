import type { Segment, SegmentId, Show } from '../show/model';
import { longestSegment } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import { lengthOf } from './lengths';
import type { LengthChange, Replan, Run, StandingReplan } from './model';
import type { SegmentStanding } from './order';
import { standings } from './order';
import { hardOutOf, planned } from './plan';
import type { SegmentTiming, ShowTiming } from './timing';
import { isPostponed, timing } from './timing';

/** What a re-plan does to a run, and whether it may. */

/** How many of them "Undo" remembers. */
const undoDepth = 50;

/** A re-plan leaves a segment half of its planned length, and a second, ms; whole seconds. */
export function shortestOf({ duration }: Pick<Segment, 'duration'>): Duration {
  return Math.max(1, Math.ceil(duration / 2 / second)) * second;
}

/** The run with a re-plan's numbers in it. */
export function withReplan(run: Run, { lengths, dropped, restored, agreedEnd }: Replan): Run {
  const given = Object.fromEntries(lengths.map(({ segmentId, to }) => [segmentId, to]));
  return {
    ...run,
    lengths: { ...run.lengths, ...given },
    dropped: [...run.dropped.filter((id) => !restored.includes(id)), ...dropped],
    agreedEnd: agreedEnd ? agreedEnd.to : run.agreedEnd,
  };
}

export function replanned(run: Run, replanId: string, replan: Replan, at: Instant): Run {
  const before = Object.fromEntries(
    replan.lengths.map(({ segmentId }) => [segmentId, run.lengths[segmentId] ?? null]),
  );
  const standing: StandingReplan = { replanId, at, replan, before };
  return {
    ...withReplan(run, replan),
    replans: [...run.replans, standing].slice(-undoDepth),
    ignoredEnd: null,
  };
}

/** The latest re-plan taken back. What another word has changed since stays as that left it. */
export function replanUndone(run: Run): Run {
  const standing = run.replans.at(-1);
  if (!standing) return run;
  const { replan, before } = standing;
  const lengths = new Map(Object.entries(run.lengths));
  for (const { segmentId, to } of replan.lengths) {
    if (run.lengths[segmentId] !== to) continue;
    const length = before[segmentId] ?? null;
    if (length === null) lengths.delete(segmentId);
    else lengths.set(segmentId, length);
  }
  const taken = [run.onAir, ...run.done].map((one) => one?.segment.id);
  const isIn = (id: SegmentId): boolean => !run.dropped.includes(id) && !taken.includes(id);
  const outAgain = replan.restored.filter((id) => isIn(id) && id !== run.nextId);
  const { agreedEnd } = replan;
  return {
    ...run,
    lengths: Object.fromEntries(lengths),
    dropped: [...run.dropped.filter((id) => !replan.dropped.includes(id)), ...outAgain],
    agreedEnd: agreedEnd?.to === run.agreedEnd ? (agreedEnd?.from ?? null) : run.agreedEnd,
    replans: run.replans.slice(0, -1),
    ignoredEnd: null,
  };
}

/** A new planned length is the newest word on a segment that is still to come; the air is not surprised by it. */
export function lengthsEdited(before: Show, after: Show, run: Run): Run {
  const edited = Object.keys(run.lengths).filter((id) => {
    if (run.onAir?.segment.id === id) return false;
    const now = durationIn(after, id);
    return now !== null && now !== durationIn(before, id);
  });
  if (edited.length === 0) return run;
  const kept = Object.entries(run.lengths).filter(([id]) => !edited.includes(id));
  return { ...run, lengths: Object.fromEntries(kept) };
}

function durationIn({ segments }: Show, id: SegmentId): Duration | null {
  return segments.find((segment) => segment.id === id)?.duration ?? null;
}

/**
 * The expected end that a re-plan leads to, reckoned for `at`; `null` where it would make a fixed start late, or
 * shorten what it does not name. `before` is the timing at `at` without it.
 */
export function endAfter(
  show: Show,
  run: Run,
  replan: Replan,
  at: Instant,
  before: ShowTiming = timing(show, run, at),
): Instant | null {
  const { segments, expectedEnd } = timing(show, withReplan(run, replan), at);
  const named = new Set(replan.lengths.map(({ segmentId }) => segmentId));
  const breaks = segments.some((row, index) => {
    const old = before.segments[index];
    if (!old || row.start === null || row.standing === 'done') return false;
    // What comes in has its own length. A GO is never on the millisecond.
    const isCut = row.endsBy?.kind === 'fixed' && row.endsBy.by <= -second;
    if (old.start === null) return isCut;
    return lateBy(row) > lateBy(old) || (isCut && !named.has(row.id) && row.length < old.length);
  });
  return breaks ? null : expectedEnd;
}

function lateBy({ startsBy }: SegmentTiming): Duration {
  return startsBy?.kind === 'late' ? startsBy.late : 0;
}

/** Whether a re-plan's numbers hold as the show stands at `now`. */
export function holds(show: Show, run: Run, replan: Replan, now: Instant): boolean {
  const { lengths, dropped, restored, agreedEnd } = replan;
  if (lengths.length + dropped.length + restored.length === 0 && !agreedEnd) return false;
  const named = [...lengths.map(({ segmentId }) => segmentId), ...dropped, ...restored];
  if (new Set(named).size < named.length) return false;
  const standing = standings(show, run);
  const places = new Map(show.segments.map(({ id }, index) => [id, index]));
  const standingOf = (id: SegmentId): SegmentStanding | undefined => standing[places.get(id) ?? -1];
  const mayGive = (change: LengthChange): boolean => {
    const { segmentId } = change;
    if (run.onAir?.segment.id === segmentId) {
      const { startedAt, endsAt, segment } = run.onAir;
      return endsAt === null && startedAt + change.to > now && isPossible(run, segment, change);
    }
    const one = standingOf(segmentId);
    const segment = show.segments[places.get(segmentId) ?? -1];
    return (one === 'next' || one === 'later') && segment !== undefined && isPossible(run, segment, change);
  };
  const mayDrop = (id: SegmentId): boolean => {
    const one = standingOf(id);
    return id !== run.nextId && (one === 'next' || one === 'later' || isPostponed(one));
  };
  return (
    lengths.every(mayGive) &&
    dropped.every(mayDrop) &&
    restored.every((id) => standingOf(id) === 'dropped') &&
    (!agreedEnd || mayAgree(show, run, agreedEnd))
  );
}

function isPossible(run: Run, segment: Segment, { from, to }: LengthChange): boolean {
  return lengthOf(run, segment) === from && to >= Math.min(from, shortestOf(segment)) && to <= longestSegment;
}

/** A hard out is not pushed. */
function mayAgree(show: Show, run: Run, { from, to }: NonNullable<Replan['agreedEnd']>): boolean {
  const hardOut = run.anchor && hardOutOf(planned(show, run), run.anchor);
  return from === run.agreedEnd && (hardOut === null || to - hardOut < second);
}
