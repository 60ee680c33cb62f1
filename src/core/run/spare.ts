import type { SegmentId, Show } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import { comesIn } from './givers';
import { lengthOf } from './lengths';
import type { Replan, Run } from './model';
import { nextSegment } from './order';
import type { Proposal } from './replan';
import { endAfter } from './replanned';
import type { ShowTiming } from './timing';
import { fixedStart, heldEnd } from './timing';

/** Time to spare before a fixed start: the end of the show does not move, and yet it runs under. */
export interface Spare {
  /** The segment with the fixed start. */
  readonly before: SegmentId;
  readonly at: Instant;
  /** More than the plan leaves there itself, ms. */
  readonly by: Duration;
  /** When what is on air has had its own length. */
  readonly ownEnd: Instant;
}

/**
 * What is left before the fixed start of Next, beyond its own length, by more than the tolerance and by more than was
 * planned; `null` on a slate, which is there to wait, and where a hand has set the end.
 */
export function spareBefore(show: Show, run: Run, times: ShowTiming): Spare | null {
  const { onAir } = run;
  if (run.phase !== 'live' || !onAir || onAir.endsAt !== null) return null;
  if (run.slate || onAir.segment.kind === 'slate') return null;
  const next = nextSegment(show, run);
  const at = next && fixedStart(show, run, next);
  if (next === null || at === null) return null;
  const ownEnd = onAir.startedAt + lengthOf(run, onAir.segment);
  const by = at - ownEnd - plannedGap(show, times, next.id);
  return by > show.tolerance ? { before: next.id, at, by, ownEnd } : null;
}

/** What the plan itself leaves free before a segment, ms. */
function plannedGap({ segments }: Show, times: ShowTiming, id: SegmentId): Duration {
  const index = segments.findIndex((segment) => segment.id === id);
  const before = segments.findLastIndex(({ inclusion }, place) => place < index && inclusion !== 'skipped');
  const start = times.segments[index]?.plannedStart ?? null;
  const from = times.segments[before]?.plannedStart ?? null;
  const segment = segments[before];
  return start === null || from === null || !segment ? 0 : Math.max(0, start - from - segment.duration);
}

/** What was dropped and fits in there at its own length, the longest; `null` where nothing does. `at`: see `timing`. */
export function broughtInBefore(
  show: Show,
  run: Run,
  times: ShowTiming,
  spare: Spare,
  at: Instant,
): Proposal | null {
  const place = show.segments.findIndex(({ id }) => id === spare.before);
  const fitting = show.segments
    .filter(
      (segment, index) =>
        index < place &&
        times.segments[index]?.standing === 'dropped' &&
        segment.start.kind !== 'fixed' &&
        lengthOf(run, segment) - spare.by < second &&
        comesIn(show, run, index),
    )
    .toSorted((a, b) => lengthOf(run, b) - lengthOf(run, a))[0];
  if (!fitting) return null;
  const replan: Replan = {
    kind: 'bringIn',
    lengths: [],
    dropped: [],
    restored: [fitting.id],
    agreedEnd: null,
  };
  const expectedEnd = endAfter(show, run, replan, at, times);
  // The fixed start holds: nothing moves after it.
  if (expectedEnd === null || expectedEnd !== times.expectedEnd) return null;
  const against = heldEnd(run, times) ?? expectedEnd;
  return { replan, at, expectedEnd, leaves: expectedEnd - against };
}
