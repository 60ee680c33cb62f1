import type { Segment, SegmentKind, Show } from '../show/model';
import { longestSegment } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import { lengthOf } from './lengths';
import type { Replan, Run } from './model';
import { standings } from './order';
import { shortestOf } from './replanned';
import type { SegmentTiming, ShowTiming } from './timing';
import { endOfOnAir, isPostponed } from './timing';

/** Which segments can give time or take it, and how much of it reaches the end of the show. */

export interface Need {
  readonly show: Show;
  readonly run: Run;
  readonly times: ShowTiming;
  /** The instant that `times` was reckoned for. */
  readonly at: Instant;
  /** Whole seconds, ms. */
  readonly amount: Duration;
}

export interface Candidate {
  readonly replan: Replan;
  /** By how much it moves the end, ms; `null` where that is to be reckoned: another segment is right before it then. */
  readonly moves: Duration | null;
}

interface Giver {
  readonly segment: Segment;
  readonly onAir: boolean;
  /** What it is meant to last, ms. */
  readonly length: Duration;
  /** What can be taken from it and reaches the end, whole seconds, ms. */
  readonly spare: Duration;
  /** How much of what it gives reaches the end, ms. */
  readonly room: Duration;
  /** Nothing fixed stands between it and the end. */
  readonly free: boolean;
}

const nothing = { lengths: [], dropped: [], restored: [], agreedEnd: null } as const;

/** Who feels it least when time is taken: questions end when they end, a prepared talk does not. */
const easiestToShorten: readonly SegmentKind[] = ['questions', 'slate', 'panel', 'host', 'closing', 'talk'];
/** Who has a use for more time. */
const gladOfMore: readonly SegmentKind[] = ['questions', 'panel', 'talk', 'host'];

/**
 * What shortens the show, best first. From one segment: of those that can give all of it, the kind that it hurts least,
 * of these the longest. What is on air gives last: its people were told their time. An optional segment goes where its
 * length fits the need. Where all of them together have too little, they give what they have.
 */
export function replansOver(need: Need): readonly Candidate[] {
  const { amount, show } = need;
  const givers = giversOf(need);
  const coming = givers.filter(({ onAir, spare }) => !onAir && spare > 0);
  const alone = coming.filter(({ spare }) => spare >= amount).toSorted(byEase(easiestToShorten))[0];
  const onAir = givers.find((giver) => giver.onAir && giver.spare >= amount);
  const drop = optionalOf(need, givers);
  const spread = spreadOver(
    coming.filter(({ free }) => free),
    amount,
  );
  const dropIs = (fit: boolean, full: boolean): boolean =>
    drop !== null && drop.length >= amount === full && drop.length <= amount + show.tolerance === fit;
  const dropping: Candidate | null = drop && {
    replan: { ...nothing, kind: 'drop', dropped: [drop.segment.id] },
    moves: null,
  };
  return [
    alone ? changed('take', alone, -amount) : null,
    dropIs(true, true) ? dropping : null,
    spread?.moves === -amount ? spread : null,
    onAir ? changed('shorten', onAir, -amount) : null,
    dropIs(false, true) ? dropping : null,
    spread && spread.moves !== -amount ? spread : null,
    dropIs(true, false) ? dropping : null,
  ].filter((candidate) => candidate !== null);
}

/** What fills time, best first: more for questions, or for a panel; and what was dropped, the longest that fits. */
export function replansUnder(need: Need): readonly Candidate[] {
  const { amount, show, run, times } = need;
  const glad = giversOf(need)
    .filter(
      ({ segment, free, length }) =>
        free && gladOfMore.includes(segment.kind) && length + amount <= longestSegment,
    )
    .toSorted(byEase(gladOfMore))[0];
  const back = show.segments
    .filter(
      (segment, index) =>
        times.segments[index]?.standing === 'dropped' &&
        segment.start.kind !== 'fixed' &&
        lengthOf(run, segment) <= amount + show.tolerance &&
        comesIn(show, run, index),
    )
    .toSorted((a, b) => lengthOf(run, b) - lengthOf(run, a))[0];
  return [
    glad ? changed('give', glad, amount) : null,
    back ? { replan: { ...nothing, kind: 'bringIn', restored: [back.id] } as const, moves: null } : null,
  ].filter((candidate) => candidate !== null);
}

/** Whether what was dropped comes by itself once it is in again. Before the air, or jumped over, it would only be postponed. */
export function comesIn(show: Show, run: Run, index: number): boolean {
  const dropped = run.dropped.filter((id) => id !== show.segments[index]?.id);
  const standing = standings(show, { ...run, dropped })[index];
  return standing === 'next' || standing === 'later';
}

/**
 * Walks back from the end. Before a fixed start that is met nothing moves the end any more. Before one that is late, no
 * more than makes it begin in time; nor so much that the one right before it would be cut off by it.
 */
function giversOf({ show, run, times, at }: Need): readonly Giver[] {
  const givers: Giver[] = [];
  let room = Infinity;
  let free = true;
  /** The start of the last row seen, where that is fixed and late. */
  let lateFrom: Instant | null = null;
  const pass = (segment: Segment, start: Instant, late: Duration, spare: Duration, onAir: boolean): void => {
    givers.push({
      segment,
      onAir,
      length: lengthOf(run, segment),
      spare: whole(Math.min(spare, room)),
      room,
      free,
    });
    if (lateFrom !== null) room = Math.min(room, Math.max(0, start - lateFrom));
    lateFrom = null;
    if (late > 0) {
      free = false;
      room = Math.min(room, late);
      lateFrom = start - late;
    }
  };
  for (let index = show.segments.length - 1; index >= 0; index -= 1) {
    const row = times.segments[index];
    const segment = show.segments[index];
    if (!row || !segment || row.start === null || !isToCome(row)) continue;
    const { startsBy } = row;
    const late = startsBy?.kind === 'late' ? startsBy.late : 0;
    pass(segment, row.start, late, lengthOf(run, segment) - shortestOf(segment), false);
    if (startsBy?.kind === 'fixed') return givers;
  }
  const { onAir } = run;
  const end = endOfOnAir(show, run);
  // What a hand said of its end stands; before a fixed start it lasts until then; over its time it has nothing to give.
  if (onAir?.endsAt === null && end === onAir.startedAt + lengthOf(run, onAir.segment) && end > at) {
    const own = lengthOf(run, onAir.segment) - shortestOf(onAir.segment);
    pass(onAir.segment, onAir.startedAt, 0, Math.min(own, (end - at) / 2), true);
  }
  return givers;
}

function isToCome({ standing }: SegmentTiming): boolean {
  return standing === 'next' || standing === 'later';
}

/** By kind; what is on air after what is to come; then the longest. */
function byEase(kinds: readonly SegmentKind[]): (a: Giver, b: Giver) => number {
  return (a, b) =>
    kinds.indexOf(a.segment.kind) - kinds.indexOf(b.segment.kind) ||
    Number(a.onAir) - Number(b.onAir) ||
    b.length - a.length;
}

function changed(kind: Replan['kind'], { segment, length }: Giver, by: Duration): Candidate {
  const lengths = [{ segmentId: segment.id, from: length, to: length + by }];
  return { replan: { ...nothing, kind, lengths }, moves: by };
}

/** Each gives in proportion to what it can; whole seconds, and the sum is exact. */
function spreadOver(givers: readonly Giver[], amount: Duration): Candidate | null {
  const all = givers.reduce((sum, { spare }) => sum + spare, 0);
  const total = Math.min(amount, all);
  // Shares are rounded as one sum: none is lost, and none is larger than what there is.
  let passed = 0;
  let given = 0;
  const lengths = givers.toReversed().flatMap(({ segment, length, spare }) => {
    passed += spare;
    const share = Math.round((total * passed) / all / second) * second - given;
    given += share;
    return share > 0 ? [{ segmentId: segment.id, from: length, to: length - share }] : [];
  });
  // Of one alone it is the same as to take it from that one.
  if (lengths.length === 0 || (lengths.length === 1 && total === amount)) return null;
  return { replan: { ...nothing, kind: 'spread', lengths }, moves: -total };
}

interface Droppable {
  readonly segment: Segment;
  readonly length: Duration;
}

/** The optional segment that fits best: the shortest that is long enough, else the longest. */
function optionalOf({ show, run, times, amount }: Need, givers: readonly Giver[]): Droppable | null {
  const coming = givers
    .filter(({ segment, onAir, length, room }) => !onAir && segment.start.kind !== 'fixed' && length <= room)
    .map(({ segment, length }) => ({ segment, length }));
  const postponed = show.segments
    .filter((_, index) => isPostponed(times.segments[index]?.standing))
    .map((segment) => ({ segment, length: lengthOf(run, segment) }));
  const optional = [...coming, ...postponed]
    // What a hand chose as Next is wanted.
    .filter(({ segment }) => segment.inclusion === 'optional' && segment.id !== run.nextId)
    .toSorted((a, b) => a.length - b.length);
  return optional.find(({ length }) => length >= amount) ?? optional.at(-1) ?? null;
}

function whole(length: Duration): Duration {
  return Math.max(0, Math.floor(length / second) * second);
}
