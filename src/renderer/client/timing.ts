import type { Run } from '../../core/run/model';
import type { ShowTiming } from '../../core/run/timing';
import { endOfOnAir, timing } from '../../core/run/timing';
import type { Show } from '../../core/show/model';
import type { Instant } from '../../core/time/units';
import { minute } from '../../core/time/units';
import { useSession, useTick } from './react';

/**
 * Planned, actual and expected times of the open show. Recomputed when show or run change, once a second while
 * the expected end runs away, and once a minute otherwise; the same object for all who ask.
 */
export function useTiming(): ShowTiming {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const at = useTick((now) => timingInstant(show, run, now));
  return timingAt(show, run, at);
}

/** The instant for which timing has to be computed: it stays while nothing on screen would change. */
export function timingInstant(show: Show, run: Run, now: Instant): Instant {
  const wholeMinute = Math.floor(now / minute) * minute;
  switch (run.phase) {
    case 'live': {
      const end = endOfOnAir(show, run);
      return end !== null && end <= now ? now : (run.onAir?.startedAt ?? wholeMinute);
    }
    // Before the run a start that has passed moves along with the clock; minutes are fine enough for it.
    case 'before':
      return wholeMinute;
    case 'ended':
      return run.endedAt ?? wholeMinute;
  }
}

let latest: {
  readonly show: Show;
  readonly run: Run;
  readonly at: Instant;
  readonly timing: ShowTiming;
} | null = null;

function timingAt(show: Show, run: Run, at: Instant): ShowTiming {
  if (latest?.show !== show || latest.run !== run || latest.at !== at) {
    latest = { show, run, at, timing: timing(show, run, at) };
  }
  return latest.timing;
}
