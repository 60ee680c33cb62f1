import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../../src/core/time/units';
import { passed, trackParts } from '../../../../src/renderer/host/track';

const span = (length: number, warnAt = 2 * minute, dangerAt = 15 * second) => ({
  startedAt: 1_000_000,
  endsAt: 1_000_000 + length,
  warnAt,
  dangerAt,
});

const lengths = (...args: Parameters<typeof span>) =>
  trackParts(span(...args)).map(({ tone, from, to }) => [tone, to - from]);

describe('the track under the clock', () => {
  it('turns amber and red where the words do', () => {
    expect(lengths(35 * minute)).toEqual([
      ['inTime', 33 * minute],
      ['wrapUp', 105 * second],
      ['danger', 15 * second],
    ]);
  });

  it('leaves out what a short segment has no room for', () => {
    expect(lengths(minute)).toEqual([
      ['wrapUp', 45 * second],
      ['danger', 15 * second],
    ]);
    expect(lengths(10 * second)).toEqual([['danger', 10 * second]]);
    expect(lengths(10 * minute, 0, 0)).toEqual([['inTime', 10 * minute]]);
  });

  it('is red where red begins before amber, as the clock is', () => {
    expect(lengths(10 * minute, minute, 2 * minute)).toEqual([
      ['inTime', 8 * minute],
      ['danger', 2 * minute],
    ]);
  });

  it('fills from its start to its end and no further', () => {
    const part = { tone: 'inTime', from: 1_000, to: 3_000 } as const;
    expect([0, 1_000, 2_000, 3_000, 9_000].map((now) => passed(part, now))).toEqual([0, 0, 0.5, 1, 1]);
  });
});
