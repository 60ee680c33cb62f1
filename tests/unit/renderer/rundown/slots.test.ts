import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../../src/core/run/slots';
import { minute } from '../../../../src/core/time/units';
import {
  expectedStart,
  lengthNow,
  overPlanned,
  plannedBeside,
} from '../../../../src/renderer/features/rundown/slots';

function slot(fields: Partial<Slot>): Slot {
  return {
    speakerId: 'paul',
    standing: 'toCome',
    planned: { after: 0, length: 8 * minute },
    expected: null,
    actual: null,
    left: null,
    why: { kind: 'share' },
    ...fields,
  };
}

const spoke = slot({ standing: 'spoke', actual: { start: 5, length: 9 * minute }, why: { kind: 'named' } });
const toCome = slot({ expected: { start: 1_000, length: 7 * minute } });
const notHere = slot({ standing: 'notHere', why: { kind: 'notHere' } });

describe('a slot in the rundown', () => {
  it('is as planned until somebody was named, and has no start', () => {
    expect(lengthNow(toCome, [toCome])).toBe(8 * minute);
    expect(expectedStart(toCome, [toCome])).toBeNull();
    expect(plannedBeside(toCome, [toCome])).toBeNull();
  });

  it('to come has what is left for it, with the plan beside it where that is another', () => {
    const all = [spoke, toCome];
    expect(lengthNow(toCome, all)).toBe(7 * minute);
    expect(expectedStart(toCome, all)).toBe(1_000);
    expect(plannedBeside(toCome, all)).toBe(8 * minute);
    const same = slot({ expected: { start: 1_000, length: 8 * minute + 300 } });
    expect(plannedBeside(same, all)).toBeNull();
    expect(overPlanned(toCome)).toBeNull();
  });

  it('that was has how long it was, and by how much over the plan', () => {
    expect(lengthNow(spoke, [spoke])).toBe(9 * minute);
    expect(overPlanned(spoke)).toBe(minute);
    const short = slot({ standing: 'spoke', actual: { start: 5, length: minute }, why: { kind: 'named' } });
    expect(overPlanned(short)).toBe(0);
    expect(overPlanned(slot({ standing: 'spoke', planned: null, actual: spoke.actual }))).toBeNull();
  });

  it('of who speaks has all of their time, and once over what they have spoken for', () => {
    const speaking = slot({
      standing: 'speaking',
      actual: { start: 5, length: 2 * minute },
      left: 5 * minute,
    });
    expect(lengthNow(speaking, [speaking])).toBe(7 * minute);
    expect(overPlanned(speaking)).toBeNull();
    const over = { ...speaking, left: -minute, why: { kind: 'over', by: minute } } as const;
    expect(lengthNow(over, [over])).toBe(2 * minute);
    expect(overPlanned(over)).toBe(minute);
  });

  it('of who is not here has nothing', () => {
    expect(lengthNow(notHere, [spoke, notHere])).toBeNull();
    expect(plannedBeside(notHere, [spoke, notHere])).toBeNull();
  });
});
