import type { RecordRow } from '../../../core/asrun/record';
import type { Duration, Instant } from '../../../core/time/units';
import { day, hour, minute } from '../../../core/time/units';
import { timeOfDayOf } from '../../../core/time/zone';

/** The stretch of time that a chart shows, and where its lines stand. */
export interface Scale {
  readonly from: Instant;
  readonly to: Instant;
  readonly ticks: readonly Instant[];
}

const steps: readonly Duration[] = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720].map(
  (count) => count * minute,
);

/** As many lines as can have their times written beside each other. */
const mostTicks = 8;

/** Planned and actual times together; `null` where there is none. */
export function scaleOf(rows: readonly RecordRow[], lastAt: Instant, zone: string): Scale | null {
  const starts = rows.flatMap(({ plannedStart, actualStart }) => [plannedStart, actualStart]);
  const ends = rows.map(({ plannedEnd }) => plannedEnd);
  const actual = rows.map((row) => (row.actualStart === null ? null : (row.actualEnd ?? lastAt)));
  const known = [...starts, ...ends, ...actual].filter((at) => at !== null);
  if (known.length === 0) return null;
  const from = known.reduce((a, b) => Math.min(a, b));
  const to = Math.max(
    known.reduce((a, b) => Math.max(a, b)),
    from + minute,
  );
  const step =
    steps.find((one) => (to - from) / one <= mostTicks) ?? Math.ceil((to - from) / mostTicks / day) * day;
  const first = from - (timeOfDayOf(from, zone) % Math.min(step, 24 * hour));
  const ticks: Instant[] = [];
  for (let at = first; at <= to; at += step) if (at >= from) ticks.push(at);
  return { from, to, ticks };
}

/** Where an instant stands on it, in per cent of its width. */
export function placeOf(at: Instant, { from, to }: Scale): number {
  return ((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100;
}
