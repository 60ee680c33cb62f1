import { type Chance, chanceFrom } from '../support/chance';

/** Dice with the throws that sound needs; the same seed, the same throws. */
export interface Dice extends Chance {
  between(low: number, high: number): number;
  /** Bell-shaped around `mean`. */
  around(mean: number, deviation: number): number;
  /** Bell-shaped on a scale of ratios: half are below `median`; `spread` 0.5 is about two thirds to one and a half. */
  ratio(median: number, spread: number): number;
  /** Dice of their own for one part, so that a throw more in one part changes no other. */
  apart(name: string): Dice;
}

export function diceFrom(seed: number): Dice {
  const chance = chanceFrom(seed);
  // Box–Muller; the logarithm of 0 is no number.
  const bell = (): number =>
    Math.sqrt(-2 * Math.log(1 - chance.upTo(1))) * Math.cos(2 * Math.PI * chance.upTo(1));
  return {
    ...chance,
    between: (low, high) => low + chance.upTo(high - low),
    around: (mean, deviation) => mean + deviation * bell(),
    ratio: (median, spread) => median * Math.exp(spread * bell()),
    apart: (name) => diceFrom(hash(`${seed} ${name}`)),
  };
}

/** FNV-1a, 32 bits, of plain letters. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum;
}
