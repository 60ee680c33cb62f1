import type { RecordRow } from '../../../core/asrun/record';
import type { Instant } from '../../../core/time/units';

/**
 * From when on a take ran past its end: the one that it had by then, not the planned one, for time that a re-plan or a
 * hand gave is no lateness. `null` where it did not, or did not stay on air. `lastAt`: how far the log goes.
 */
export function lateFrom(row: RecordRow, lastAt: Instant): Instant | null {
  const { actualStart, actualEnd, plannedLength, state, why } = row;
  if (state === 'done') {
    const late = why.find(({ kind }) => kind === 'goLate');
    return actualEnd === null || late?.kind !== 'goLate' ? null : actualEnd - late.by;
  }
  if (state !== 'onAir' || actualStart === null || plannedLength === null) return null;
  const given = why.reduce(
    (sum, one) => (one.kind === 'replanned' || one.kind === 'endMoved' ? sum + one.by : sum),
    0,
  );
  const due = actualStart + plannedLength + given;
  return lastAt > due ? due : null;
}
