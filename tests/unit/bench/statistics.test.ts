import { describe, expect, it } from 'vitest';
import { median, percentile, ratioInterval, shuffled } from '../../bench/statistics';

/** Numbers that look random and are the same each time (Park–Miller). */
function chance(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at * 48_271) % 2_147_483_647;
    return at / 2_147_483_647;
  };
}

describe('percentile', () => {
  it('lies between neighbours in proportion, whatever the order of the samples', () => {
    const samples = [40, 10, 30, 20];
    expect(percentile(samples, 0)).toBe(10);
    expect(percentile(samples, 0.5)).toBe(25);
    expect(percentile(samples, 0.9)).toBeCloseTo(37);
    expect(percentile(samples, 1)).toBe(40);
    expect(samples).toEqual([40, 10, 30, 20]);
  });

  it('of one sample is that sample, and of none is no number', () => {
    expect(percentile([7], 0.99)).toBe(7);
    expect(median([])).toBeNaN();
  });
});

describe('the interval of a ratio', () => {
  const around = (middle: number, random: () => number): readonly number[] =>
    Array.from({ length: 200 }, () => middle * (0.9 + 0.2 * random()));

  it('holds the true ratio and is narrow when samples are many and alike', () => {
    const random = chance(1);
    const [low, high] = ratioInterval(around(30, random), around(20, random), 0.5, random);
    expect(low).toBeLessThan(1.5);
    expect(high).toBeGreaterThan(1.5);
    expect(high - low).toBeLessThan(0.1);
  });

  it('is a point when nothing varies', () => {
    expect(ratioInterval([3, 3, 3], [2, 2, 2], 0.95, chance(2))).toEqual([1.5, 1.5]);
  });

  it('is wider with fewer samples', () => {
    const random = chance(3);
    const [ours, floor] = [around(30, random), around(20, random)];
    const width = ([low, high]: readonly [number, number]): number => high - low;
    const many = width(ratioInterval(ours, floor, 0.95, random));
    const few = width(ratioInterval(ours.slice(0, 10), floor.slice(0, 10), 0.95, random));
    expect(few).toBeGreaterThan(many);
  });
});

describe('shuffled', () => {
  it('keeps every item, and in time brings each first', () => {
    const random = chance(4);
    const firsts = new Set<string>();
    for (let time = 0; time < 50; time += 1) {
      const items = shuffled(['a', 'b', 'c'], random);
      expect(items.toSorted()).toEqual(['a', 'b', 'c']);
      firsts.add(items[0] ?? '');
    }
    expect(firsts.size).toBe(3);
  });
});
