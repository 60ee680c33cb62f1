import type { RecordRow } from '../../../core/asrun/record';
import type { Instant } from '../../../core/time/units';

/**
 * From when on a take ran past its end: the one that it had by then, not the planned one, for time that a re-plan, a
 * hand or a fixed start gave is no lateness. `null` where it did not, or did not stay on air. `lastAt`: how far the log
 * goes.
 */
export function lateFrom({ actualEnd, state, why }: RecordRow, lastAt: Instant): Instant | null {
  if (state !== 'done' && state !== 'onAir') return null;
  for (const one of why)
    if (one.kind === 'goLate' || one.kind === 'stillOver') return (actualEnd ?? lastAt) - one.by;
  return null;
}
