import { describe, expect, it } from 'vitest';
import { clipFps, clipShots, clipTimes } from '../../../../src/core/captions/clip';

const framesOf = (lasts: number): number => clipShots(lasts).reduce((sum, { frames }) => sum + frames, 0);

describe('a clip', () => {
  it('comes in within 740 ms, is whole, goes within 460 ms, and ends with nothing', () => {
    const shots = clipShots(8_000);
    expect(shots[0]).toEqual({ moment: { of: 'coming', at: 0 }, frames: 1 });
    expect(shots.filter(({ moment }) => moment?.of === 'coming').at(-1)?.moment?.at).toBeLessThan(740);
    expect(shots.filter(({ moment }) => moment === null)).toEqual([{ moment: null, frames: 217 }]);
    expect(shots.at(-1)).toEqual({ moment: { of: 'going', at: 460 }, frames: 3 });
  });

  it('begins to go when the caption’s time is over', () => {
    for (const lasts of [1_000, 8_000, 600_000]) {
      const { leavesAt, endsAt } = clipTimes(lasts);
      expect(Math.abs(leavesAt - lasts)).toBeLessThanOrEqual(1_000 / clipFps);
      expect(endsAt - leavesAt).toBeGreaterThanOrEqual(460);
      expect((framesOf(lasts) - 3) * (1_000 / clipFps)).toBeCloseTo(endsAt);
    }
  });

  it('draws as much for ten minutes as for a second', () => {
    expect(clipShots(600_000)).toHaveLength(clipShots(1_000).length);
    expect(clipShots(1_000).length).toBeLessThan(40);
  });

  it('is whole for a moment however short it is', () => {
    expect(clipShots(100).find(({ moment }) => moment === null)?.frames).toBe(1);
  });
});
