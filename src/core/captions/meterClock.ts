import type { Duration, Instant } from '../time/units';

/** How often OBS tells of its meters, ms (`InputVolumeMeters`). */
const every: Duration = 50;
/** Who is behind goes so much faster. */
const haste = 1.1;
/** More than this none is put back: it did not wait, it was not sent. */
const longestWait: Duration = 400;

/**
 * When OBS measured what has come now, both of one clock that never goes back. A busy computer delivers a few events
 * late and then all at once; taken as they come, words would lose their syllables.
 */
export function createMeterClock(): (cameAt: Instant) => Instant {
  let last: Instant | null = null;
  return (cameAt) => {
    const due = last === null ? cameAt : last + every * haste;
    last = Math.max(Math.min(cameAt, due), cameAt - longestWait);
    return last;
  };
}
