import type { Instant } from '../../src/core/time/units';
import type { Clock } from '../../src/main/app/clock';

/** A clock that nobody sets, of a machine that does not sleep. */
export function steadyClock(now: () => Instant): Clock {
  return { now, elapsed: now, check: () => [] };
}
