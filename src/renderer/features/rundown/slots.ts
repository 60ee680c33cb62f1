import type { Slot } from '../../../core/run/slots';
import type { Duration, Instant } from '../../../core/time/units';
import { second } from '../../../core/time/units';

/** What the rundown says of a slot, ms; `null` where it says nothing. */

/** Until somebody was named nothing is known but the plan. */
function isKnown(all: readonly Slot[]): boolean {
  return all.some(({ actual }) => actual !== null);
}

export function expectedStart({ standing, expected }: Slot, all: readonly Slot[]): Instant | null {
  return standing === 'toCome' && isKnown(all) ? (expected?.start ?? null) : null;
}

export function lengthNow(slot: Slot, all: readonly Slot[]): Duration | null {
  switch (slot.standing) {
    case 'spoke':
      return slot.actual?.length ?? null;
    case 'speaking':
      return (slot.actual?.length ?? 0) + Math.max(0, slot.left ?? 0);
    case 'toCome':
      return (isKnown(all) ? slot.expected?.length : slot.planned?.length) ?? null;
    case 'notHere':
      return null;
  }
}

/** Whole seconds decide: what reads the same is not said twice. */
export function plannedBeside(slot: Slot, all: readonly Slot[]): Duration | null {
  const now = lengthNow(slot, all);
  const planned = slot.planned?.length ?? null;
  const isOther = now !== null && planned !== null && inSeconds(now) !== inSeconds(planned);
  return isOther ? planned : null;
}

/** Of who speaks: over the time that is theirs now. Of who spoke: over the plan. */
export function overPlanned({ standing, planned, actual, why }: Slot): Duration | null {
  if (standing === 'speaking') return why.kind === 'over' ? why.by : null;
  if (standing !== 'spoke' || !planned || !actual) return null;
  return Math.max(0, actual.length - planned.length);
}

function inSeconds(length: Duration): number {
  return Math.round(length / second);
}
