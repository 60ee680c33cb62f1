/** Chance that can be had again: the same seed, the same throws. */
export interface Chance {
  /** From 0 up to but not including `below`. */
  upTo(below: number): number;
  whole(below: number): number;
  /** True in this share of all throws. */
  is(share: number): boolean;
  one<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: small, and good enough to throw dice. */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    upTo: (below) => next() * below,
    whole: (below) => Math.floor(next() * below),
    is: (share) => next() < share,
    one(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
}
