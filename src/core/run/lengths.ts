import type { Segment } from '../show/model';
import type { Duration } from '../time/units';
import type { Run } from './model';

/** How long a segment is meant to be in this run, ms: as a re-plan gave it, else as it is planned. */
export function lengthOf(
  { lengths }: Pick<Run, 'lengths'>,
  { id, duration }: Pick<Segment, 'id' | 'duration'>,
): Duration {
  return lengths[id] ?? duration;
}
