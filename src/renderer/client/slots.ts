import type { Slot } from '../../core/run/slots';
import { slotsOnAir } from '../../core/run/slots';
import type { SpeakerId } from '../../core/show/model';
import { useSession, useTick } from './react';
import { once } from './timing';

/**
 * Something of a speaker's slot in the segment on air, by the second; `null` where it says nothing that the clock of the
 * segment does not: it is one person's.
 */
export function useSlot<Value extends string | number | boolean | null>(
  speakerId: SpeakerId,
  compute: (slot: Slot, all: readonly Slot[]) => Value,
): Value | null {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  return useTick((now) => {
    const all = slotsAt(show, run, now);
    const slot = all.find((one) => one.speakerId === speakerId);
    return slot && all.length > 1 ? compute(slot, all) : null;
  });
}

const slotsAt = once(slotsOnAir);
