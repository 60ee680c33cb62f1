import type { Run, ShownCaption } from '../../core/run/model';
import type { Countdown } from '../../core/run/timing';
import { clockLevel, endOfOnAir } from '../../core/run/timing';
import type { Segment, Show } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';
import { wholeSecond } from './ticker';

/** What counts on screen, between whole seconds: elapsed and left add up to the same length all the way. */
export type Span = Pick<Countdown, 'startedAt' | 'endsAt'> & Pick<Segment, 'warnAt' | 'dangerAt'>;

/** Start, end and thresholds of what is on air; find it once a change, not once a second. */
export function onAirSpan(show: Show, run: Run): Span | null {
  const endsAt = endOfOnAir(show, run);
  if (!run.onAir || endsAt === null) return null;
  const { startedAt, segment } = run.onAir;
  return {
    startedAt: wholeSecond(startedAt),
    endsAt: wholeSecond(endsAt),
    warnAt: segment.warnAt,
    dangerAt: segment.dangerAt,
  };
}

/** The countdown at a whole second, for digits, words and bars alike. */
export function countdownAt(span: Span, now: Instant): Countdown {
  const { startedAt, endsAt } = span;
  const left = endsAt - now;
  return { startedAt, endsAt, left, elapsed: Math.max(0, now - startedAt), level: clockLevel(left, span) };
}

/** How much of a span has passed, 0–1. */
export function partOf({ startedAt, endsAt }: Span, now: Instant): number {
  return endsAt <= startedAt ? 1 : Math.min(1, Math.max(0, (now - startedAt) / (endsAt - startedAt)));
}

/**
 * What is left of a name on screen at a whole second, ms: from the time that it stays down to 0, never more; `null`
 * while it has no end. It comes up within a second, and the screen knows only whole ones.
 */
export function captionLeft(
  { shownAt, until }: Pick<ShownCaption, 'shownAt' | 'until'>,
  now: Instant,
): Duration | null {
  if (shownAt === null || until === null) return null;
  return Math.max(0, Math.min(until - shownAt, wholeSecond(until) - now));
}
