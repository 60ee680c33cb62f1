import { inRunOrder } from '../../../core/run/order';
import { isPostponed } from '../../../core/run/timing';
import type { SegmentTiming } from '../../../core/run/timing';
import type { SegmentId } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';

/** More blocks than this side by side could be told apart by nobody; and each is laid out again at every edit. */
const most = 120;

/** What one block of the strip stands for: a segment, or in a very long show several that follow each other. */
export interface Stretch {
  readonly first: SegmentId;
  readonly last: SegmentId;
  readonly standing: SegmentTiming['standing'];
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly length: Duration;
}

/**
 * Joins neighbours of the same standing until the strip can hold them; what is on air and what is next stand alone. Where
 * one begins is a matter of its place: after a take all the others are what they were, and are not drawn again.
 */
export function stretchesOf(segments: readonly SegmentTiming[]): readonly Stretch[] {
  const drawn = inStrip(segments);
  const atATime = Math.ceil(drawn.length / most);
  const stretches: { -readonly [Field in keyof Stretch]: Stretch[Field] }[] = [];
  for (const [place, { id, standing, start, end, length }] of drawn.entries()) {
    const before = stretches.at(-1);
    const goesOn = before?.standing === standing && standing !== 'onAir' && standing !== 'next';
    if (before && goesOn && place % atATime > 0) {
      before.last = id;
      before.end = end;
      before.length += length;
    } else {
      stretches.push({ first: id, last: id, standing, start, end, length });
    }
  }
  return stretches;
}

/** What does not happen takes no room; what is postponed, or will be, comes when nobody knows, and is counted at the end. */
function inStrip(segments: readonly SegmentTiming[]): readonly SegmentTiming[] {
  const isIn = ({ standing }: SegmentTiming): boolean => standing !== 'dropped' && standing !== 'skipped';
  const isLast = ({ standing }: SegmentTiming): boolean => isPostponed(standing);
  const ordered = inRunOrder(segments.map(({ standing }) => standing)).flatMap(
    (place) => segments[place] ?? [],
  );
  const others = ordered.filter((one) => isIn(one) && !isLast(one));
  let cursor = others.at(-1)?.end ?? null;
  const postponed = segments.filter(isLast).map((one): SegmentTiming => {
    const start = cursor;
    cursor = start === null ? null : start + one.length;
    return { ...one, start, end: cursor };
  });
  return [...others, ...postponed];
}
