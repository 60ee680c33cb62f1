import { describe, expect, it } from 'vitest';
import { conversation } from '../../../src/practice-obs/conversation';

const minute = 60_000;

/** Who is heard at each moment of so long, 20 times a second: each over what a room makes of noise. */
function heard(microphones: readonly string[], length: number): readonly (readonly string[])[] {
  const { levelsAt } = conversation(microphones);
  return Array.from({ length: length / 50 }, (_, tick) =>
    [...levelsAt(tick * 50)].flatMap(([name, level]) => (level > 0.002 ? [name] : [])),
  );
}

/** Who spoke, one after the other. */
function order(moments: readonly (readonly string[])[]): readonly string[] {
  const spoke = moments.flatMap(([name]) => name ?? []);
  return spoke.filter((name, index) => name !== spoke[index - 1]);
}

describe('people who talk by themselves', () => {
  const four = ['Mic 1', 'Mic 2', 'Mic 3', 'Mic 4'];

  it('speak one at a time, first in their order, each for some seconds, and all of them within a minute and a half', () => {
    const moments = heard(four, 1.5 * minute);
    expect(moments.every((now) => now.length <= 1)).toBe(true);
    expect(order(moments).slice(0, 4)).toEqual(four);
    for (const name of four) {
      const spoken = moments.filter(([who]) => who === name).length * 50;
      expect(spoken).toBeGreaterThan(4_000);
    }
  });

  it('are quiet as a scene comes up, and take breaths', () => {
    const moments = heard(four, minute);
    expect(moments.slice(0, 28).flat()).toEqual([]);
    const silent = moments.filter((now) => now.length === 0).length / moments.length;
    expect(silent).toBeGreaterThan(0.1);
    expect(silent).toBeLessThan(0.5);
  });

  it('go on for hours, never one twice in a row', () => {
    const turns = order(heard(four, 120 * minute));
    expect(turns.length).toBeGreaterThan(300);
    expect(new Set(turns)).toEqual(new Set(four));
  });

  it('say the same at the same moment, every time', () => {
    expect(heard(four, minute)).toEqual(heard(four, minute));
  });

  it('may be one alone, or nobody', () => {
    expect(order(heard(['Mic 1'], minute))).toEqual(['Mic 1']);
    expect(conversation([]).levelsAt(10_000).size).toBe(0);
  });
});
