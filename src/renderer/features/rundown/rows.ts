import type { Run } from '../../../core/run/model';
import type { SegmentStanding } from '../../../core/run/order';
import { inRunOrder, standings } from '../../../core/run/order';
import type { SegmentTiming, ShowTiming } from '../../../core/run/timing';
import { endOfOnAir } from '../../../core/run/timing';
import type { Segment, SegmentId, Show } from '../../../core/show/model';
import type { Duration } from '../../../core/time/units';
import { second } from '../../../core/time/units';

/** One row of the live rundown. */
export interface RundownRow {
  readonly id: SegmentId;
  readonly segment: Segment;
  readonly timing: SegmentTiming;
  /** By how much it starts too late for the hard out, where that is not what the row above says already, ms. */
  readonly tooLate: Duration | null;
  /** Deleted from the plan while on air: it runs on from its copy. */
  readonly removed: boolean;
}

export interface RundownRows {
  readonly count: number;
  /** Index of what is on air, -1 when nothing is. */
  readonly onAir: number;
  readonly next: number;
  readonly at: (index: number) => RundownRow | null;
  /** Where a segment's row is, -1 where it has none. */
  readonly indexOf: (id: SegmentId) => number;
}

/**
 * The rows of the rundown, each made when it is asked for: of a thousand, a screen shows twenty. What is on
 * air or done is shown as it was taken; where its segment was deleted from the plan, it keeps a row before Next. What is
 * postponed stands right above Next, wherever it was planned.
 */
export function rundownRows(show: Show, run: Run, { segments: times }: ShowTiming): RundownRows {
  const { segments } = show;
  const orphan = isInPlan(show, run) ? null : orphanRow(show, run);
  const places = placesOf(
    times.map(({ standing }) => standing),
    orphan !== null,
  );
  const isIn = (place: number | null, standing: SegmentStanding): boolean =>
    place !== null && times[place]?.standing === standing;

  return {
    count: places.length,
    onAir: places.findIndex((place) => (orphan ? place === null : isIn(place, 'onAir'))),
    next: places.findIndex((place) => isIn(place, 'next')),
    at: (index) => {
      const place = places[index];
      if (place === null) return orphan;
      const planned = place === undefined ? undefined : segments[place];
      const timing = place === undefined ? undefined : times[place];
      if (!planned || !timing) return null;
      const above = places[index - 1];
      const said = above === undefined || above === null ? undefined : times[above];
      return {
        id: planned.id,
        segment: asTaken(run, timing) ?? planned,
        timing,
        tooLate: newlyTooLate(timing, said),
        removed: false,
      };
    },
    indexOf: (id) => places.findIndex((place) => place !== null && segments[place]?.id === id),
  };
}

/** The segments in the order of the rows: what ↑ and ↓ go along. */
export function inRows(show: Show, run: Run): readonly SegmentId[] {
  const onAir = run.onAir?.segment.id ?? null;
  return placesOf(standings(show, run), onAir !== null && !isInPlan(show, run)).flatMap((place) => {
    const id = place === null ? onAir : show.segments[place]?.id;
    return id ?? [];
  });
}

function isInPlan({ segments }: Show, run: Run): boolean {
  return segments.some(({ id }) => id === run.onAir?.segment.id);
}

/** Places in the plan, in the order of the rows; `null` stands for what is on air and no longer in it. */
function placesOf(standingOf: readonly SegmentStanding[], orphan: boolean): readonly (number | null)[] {
  const all = inRunOrder(standingOf);
  const isIn = (place: number, ...standings: readonly SegmentStanding[]): boolean =>
    standings.includes(standingOf[place] ?? 'later');
  const postponed = all.filter((place) => isIn(place, 'postponed'));
  const others = all.filter((place) => !isIn(place, 'postponed'));
  const next = others.findIndex((place) => isIn(place, 'next'));
  const places = others.toSpliced(next < 0 ? others.length : next, 0, ...postponed);
  if (!orphan) return places;
  const before = places.findIndex((place) => isIn(place, 'postponed', 'jumpedOver', 'next'));
  return (places as (number | null)[]).toSpliced(before < 0 ? places.length : before, 0, null);
}

/** All that follows a segment which is too late is as late: said once, and again where it changes. */
function newlyTooLate(timing: SegmentTiming, above: SegmentTiming | undefined): Duration | null {
  const late = lateness(timing);
  if (late < second) return null;
  return above && Math.abs(late - lateness(above)) < second ? null : late;
}

function lateness({ start, latest }: SegmentTiming): Duration {
  return start === null || latest === null ? 0 : Math.max(0, start - latest);
}

/** The copy that was taken of what is on air or done: facts are not rewritten by later edits. */
function asTaken(run: Run, { id, standing }: SegmentTiming): Segment | null {
  if (standing === 'onAir') return run.onAir?.segment ?? null;
  if (standing === 'done') return run.done.findLast((done) => done.segment.id === id)?.segment ?? null;
  return null;
}

function orphanRow(show: Show, run: Run): RundownRow | null {
  const end = endOfOnAir(show, run);
  if (!run.onAir || end === null) return null;
  const { segment, startedAt } = run.onAir;
  const timing: SegmentTiming = {
    id: segment.id,
    standing: 'onAir',
    plannedTime: null,
    plannedStart: null,
    start: startedAt,
    end,
    length: end - startedAt,
    startsBy: { kind: 'taken' },
    endsBy: null,
    latest: null,
    earliest: false,
  };
  return { id: segment.id, segment, timing, tooLate: null, removed: true };
}

/** How much longer or shorter a segment was than planned, ms; `null` while it is not done. */
export function lengthDelta(
  { duration }: Segment,
  { standing, length }: Pick<SegmentTiming, 'standing' | 'length'>,
): Duration | null {
  return standing === 'done' ? length - duration : null;
}
