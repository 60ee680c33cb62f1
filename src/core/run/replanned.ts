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
  const standing: StandingReplan = { replanId, at, replan, before, overruled: [] };
  return {
    ...withReplan(run, replan),
    replans: [...run.replans, standing].slice(-undoDepth),
    ignoredEnd: null,
  };
}

/** The latest re-plan that still gives something: the one that "Undo" takes back; `null` where none does. */
export function latestReplan(run: Run): StandingReplan | null {
  return run.replans.findLast((standing) => isStanding(run, standing)) ?? null;
}

/** Whether anything of it is as it left it: an edit, a take or a hand may have had another word on all of it. */
function isStanding(run: Run, { replan, overruled }: StandingReplan): boolean {
  return (
    replan.lengths.some(({ segmentId, to }) => run.lengths[segmentId] === to) ||
    replan.dropped.some((id) => run.dropped.includes(id) && !overruled.includes(id)) ||
    replan.restored.some((id) => !overruled.includes(id) && mayGoOut(run, id)) ||
    (replan.agreedEnd !== null && replan.agreedEnd.to === run.agreedEnd)
  );
}

/** What was brought in goes out again, unless it was on air, or a hand chose it as Next. */
function mayGoOut({ dropped, nextId, onAir, done }: Run, id: SegmentId): boolean {
  const taken = onAir?.segment.id === id || done.some(({ segment }) => segment.id === id);
  return !taken && !dropped.includes(id) && id !== nextId;
}

/** A hand dropped a segment, or put it back: what a re-plan had done with it is past. */
export function overruled(run: Run, id: SegmentId): Run {
  const names = ({ replan }: StandingReplan): boolean =>
    replan.dropped.includes(id) || replan.restored.includes(id);
  if (!run.replans.some(names)) return run;
  const replans = run.replans.map((standing) =>
    names(standing) ? { ...standing, overruled: [...standing.overruled, id] } : standing,
  );
  return { ...run, replans };
}

/** A re-plan taken back. What another word has changed since stays as that left it. */
export function replanUndone(run: Run, replanId: string | undefined): Run {
  const standing =
    replanId === undefined ? run.replans.at(-1) : run.replans.find((one) => one.replanId === replanId);
  if (!standing) return run;
  const { replan, before } = standing;
  const lengths = new Map(Object.entries(run.lengths));
  for (const { segmentId, to } of replan.lengths) {
    if (run.lengths[segmentId] !== to) continue;
    const length = before[segmentId] ?? null;
    if (length === null) lengths.delete(segmentId);
    else lengths.set(segmentId, length);
  }
  const isIts = (id: SegmentId): boolean => !standing.overruled.includes(id);
  const inAgain = replan.dropped.filter(isIts);
  const outAgain = replan.restored.filter((id) => isIts(id) && mayGoOut(run, id));
  const { agreedEnd } = replan;
  return {
    ...run,
    lengths: Object.fromEntries(lengths),
    dropped: [...run.dropped.filter((id) => !inAgain.includes(id)), ...outAgain],
    agreedEnd: agreedEnd?.to === run.agreedEnd ? (agreedEnd?.from ?? null) : run.agreedEnd,
    replans: run.replans.filter((one) => one !== standing),
    ignoredEnd: null,
  };
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
