import type { Segment, Show } from '../show/model';
import type { Instant } from '../time/units';
import type { Run } from './model';

/** A segment that viewers see already, and since when. */
export interface Followable {
  readonly segment: Segment;
  readonly since: Instant;
}

/**
 * The segment of the live show whose scene a person put on air in OBS; `null` where there is none. Of several with
 * that scene it is the first one ahead, else the latest one behind: a show goes forwards more often than back.
 */
export function followable(show: Show, run: Run): Followable | null {
  const { changedInObs, onAir } = run;
  if (run.phase !== 'live' || run.pending.length > 0 || !changedInObs) return null;
  const at = show.segments.findIndex(({ id }) => id === onAir?.segment.id);
  const ahead = show.segments.slice(at + 1);
  const behind = show.segments.slice(0, Math.max(0, at)).toReversed();
  const segment = [...ahead, ...behind].find(({ scene }) => scene === changedInObs.scene);
  if (!segment) return null;
  return { segment, since: Math.max(changedInObs.since, onAir?.startedAt ?? changedInObs.since) };
}
