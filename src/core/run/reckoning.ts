import type { Show } from '../show/model';
import type { Instant } from '../time/units';
import { hour } from '../time/units';
import type { Run } from './model';
import { anchorOf } from './plan';
import { endOfOnAir, timing } from './timing';

/**
 * The instant that `timing` hangs on at `now`. It stands still while no time on screen can change, so that a
 * screen reckons anew only when one does: `timing(show, run, reckoningInstant(show, run, now))` equals
 * `timing(show, run, now)`.
 */
export function reckoningInstant(show: Show, run: Run, now: Instant): Instant {
  switch (run.phase) {
    case 'ended':
      return run.endedAt ?? now;
    case 'live':
      // Until what is on air runs over, the forecast is what it was.
      return Math.max(now, endOfOnAir(show, run) ?? now);
    case 'before':
      // A show of a day gone by stays undated; one to come is on time until its first start is past.
      if (anchorOf(show, run, now) === null) return Math.ceil(now / hour) * hour;
      return Math.max(now, firstStart(show, run, now) ?? now);
  }
}

/** The planned start of the first segment, or the plan's end where that is earlier; `null` while nothing fixes it. */
function firstStart(show: Show, run: Run, now: Instant): Instant | null {
  const { segments, plannedEnd } = timing(show, run, now);
  const first = segments.find(({ standing }) => standing === 'next')?.plannedStart ?? null;
  return first === null || plannedEnd === null ? null : Math.min(first, plannedEnd);
}
