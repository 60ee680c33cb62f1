import { describe, expect, it } from 'vitest';
import { createMeterClock } from '../../../../src/core/captions/meterClock';
import { makeTrack } from '../../../corpus/kinds';
import { director } from '../../../corpus/listeners';
import { figuresOf, scoreOf, together } from '../../../corpus/score';
import type { MadeTrack } from '../../../corpus/stage';
import { chanceFrom } from '../../../support/chance';

function measured(...came: readonly number[]): readonly number[] {
  const clock = createMeterClock();
  return came.map((at) => Math.round(clock(at)));
}

describe('when OBS measured', () => {
  it('is when it was told, where it is told every 50 ms', () => {
    expect(measured(0, 50, 101, 150, 201)).toEqual([0, 50, 101, 150, 201]);
  });

  it('is every 50 ms where events waited and came at once, and late no more a moment later', () => {
    expect(measured(0, 50, 300, 300, 301, 301, 302, 350)).toEqual([0, 50, 105, 160, 215, 270, 302, 350]);
  });

  it('catches up where events were not sent at all', () => {
    const came = Array.from({ length: 60 }, (_, index) => 300 + index * 50);
    expect(measured(0, ...came).at(1)).toBe(55);
    expect(measured(0, ...came).at(-1)).toBe(came.at(-1));
  });

  it('is no more than 400 ms ago, and never goes back', () => {
    const clock = measured(0, 5_000, 5_001, 5_002, 5_500);
    expect(clock).toEqual([0, 4_600, 4_655, 4_710, 5_100]);
    expect(clock).toEqual(clock.toSorted((a, b) => a - b));
  });
});

describe('on a computer that stalls for a fifth of a second and more, twice a second', () => {
  const made = (['turns', 'overlap', 'crosstalk20'] as const).map((kind, seed) =>
    stalling(makeTrack(kind, seed)),
  );
  const scored = (tracks: readonly MadeTrack[]) =>
    figuresOf(together(tracks.map((track) => scoreOf(track, director()))));

  it('who speaks is known as soon as on one that does not', () => {
    const clocked = made.map((track) => {
      const clock = createMeterClock();
      return { ...track, frames: track.frames.map((frame) => ({ ...frame, at: clock(frame.at) })) };
    });
    expect(scored(clocked)).toMatchObject({ missed: 0, wrong: 0 });
    expect(scored(clocked).p95).toBeLessThan(1_000);
    expect(scored(clocked).p95).toBeLessThan(0.8 * scored(made).p95);
  });
});

/** Events wait while it stalls, and then come all at once. */
function stalling(track: MadeTrack): MadeTrack {
  const chance = chanceFrom(7);
  let free = 0;
  let next = 500;
  const frames = track.frames.map((frame) => {
    if (frame.at >= next) {
      free = frame.at + 80 + chance.upTo(400);
      next = free + chance.upTo(400);
    }
    return { ...frame, at: Math.max(frame.at, free) };
  });
  return { ...track, frames };
}
