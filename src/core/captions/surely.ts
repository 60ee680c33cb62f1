import type { Ear } from './ear';
import { at, counted, loudest } from './ear';
import { type Decibels, silence } from './meters';

/**
 * Whether what is heard at an input is surely somebody there. A voice at one microphone may be heard at another, at once
 * or as an echo: so every other input is a possible source of it, until it was silent for as long as an echo may take,
 * or was seen not to be heard here. Who is said to speak may be taken back; a name that was on air may not.
 */
export interface Surely {
  /** Room for so many ears. */
  readonly grow: (count: number) => void;
  /** Takes in one tick of all, after they heard it. */
  readonly learn: (ears: readonly Ear[], now: number) => void;
  /** Whether nothing was heard at any other for longer than an echo takes. */
  readonly isAlone: (ear: Ear, ears: readonly Ear[], now: number) => boolean;
  /** Whether none of the others can be what is heard there. */
  readonly isOwn: (ear: Ear, ears: readonly Ear[], now: number) => boolean;
}

/** An echo comes back within this, and a room rings off a little longer; ticks. */
const reach = 28;
/** A voice and what another microphone hears of it at once begin within this, ticks. */
const together = 3;
/** An echo begins within this after the voice, ticks. */
const echoBegins = 22;
/** The microphone that somebody speaks into is so much louder than any other that hears them at once, dB. */
const louder: Decibels = 4;
/** What began so short a time ago has not changed its cause, ticks. */
const stillTheSame = 40;
/** So long one must have been heard, with nothing at the other in so much of it, to be no cause of what is there; ticks. */
const proof = 160;
const nearlyAlways = 0.88;

/** What is known of one input as the cause of what is heard at another; one number a pair each. */
interface Pairs {
  /** Ticks in which the one had been heard for a while, and in how many of them nothing was heard at the other. */
  readonly heard: Float32Array;
  readonly quiet: Float32Array;
  /** How often something began at the other right with the one, and how often a while later. */
  readonly atOnce: Float32Array;
  readonly later: Float32Array;
  /** 1 where the other had been silent when what is heard now began. */
  readonly clean: Float32Array;
}

export function createSurely(): Surely {
  let size = 0;
  let pairs: Pairs = roomFor(0);

  const isApart = (cell: number): boolean =>
    (pairs.heard[cell] ?? 0) >= proof && (pairs.quiet[cell] ?? 0) >= nearlyAlways * (pairs.heard[cell] ?? 0);

  /** What comes back of it does so later: then no level tells whose voice it is. */
  const mayEcho = (cell: number): boolean =>
    (pairs.later[cell] ?? 0) >= 3 && (pairs.later[cell] ?? 0) > 2 * (pairs.atOnce[cell] ?? 0);

  /** Whether `other` can be what is heard at `ear`. */
  function mayBe(other: Ear, ear: Ear, now: number): boolean {
    const cell = other.index * size + ear.index;
    if (counted(other.active, now, reach) <= 1 || isApart(cell)) return false;
    const mine = usual(ear, now);
    if (!mayEcho(cell) && loudest(other, now, reach) + louder <= mine) return false;
    if (pairs.clean[cell] !== 1 || now - ear.activeFrom > stillTheSame) return true;
    // What begins later is not its cause; of two that begin together the louder one is.
    return other.activeFrom <= ear.activeFrom + together && loudest(other, now, 20) + louder > mine;
  }

  /** What began at `ear` in this tick: which of the others had been heard before. */
  function began(ear: Ear, ears: readonly Ear[], now: number): void {
    for (const other of ears) {
      if (other === ear) continue;
      const cell = other.index * size + ear.index;
      const before = counted(other.active, now, reach);
      const lag = now - other.activeFrom;
      pairs.clean[cell] = before === 0 || (before <= together && lag <= together) ? 1 : 0;
      if (before === 0 || lag > echoBegins) continue;
      const count = lag <= together ? pairs.atOnce : pairs.later;
      count[cell] = (count[cell] ?? 0) + 1;
    }
  }

  return {
    grow(count) {
      if (count <= size) return;
      const next = Math.max(16, 2 ** Math.ceil(Math.log2(count)));
      const grown = roomFor(next);
      for (const of of ['heard', 'quiet', 'atOnce', 'later', 'clean'] as const)
        for (let row = 0; row < size; row += 1)
          grown[of].set(pairs[of].subarray(row * size, row * size + size), row * next);
      [size, pairs] = [next, grown];
    },
    learn(ears, now) {
      for (const from of ears) {
        // Heard for so long that whatever comes back of it is there by now.
        const lasts = counted(from.active, now, 8) >= 5 && counted(from.active, now, reach) >= 20;
        for (const to of lasts ? ears : []) {
          if (to === from || to.heardAt !== now) continue;
          const cell = from.index * size + to.index;
          pairs.heard[cell] = (pairs.heard[cell] ?? 0) + 1;
          if (counted(to.active, now, 8) <= 1) pairs.quiet[cell] = (pairs.quiet[cell] ?? 0) + 1;
        }
        if (from.activeFrom === now && from.activeLast === now) began(from, ears, now);
      }
    },
    isAlone: (ear, ears, now) =>
      ears.every((other) => other === ear || counted(other.active, now, reach) <= 1),
    isOwn: (ear, ears, now) => ears.every((other) => other === ear || !mayBe(other, ear, now)),
  };
}

function roomFor(count: number): Pairs {
  const cells = (): Float32Array => new Float32Array(count * count);
  return { heard: cells(), quiet: cells(), atOnce: cells(), later: cells(), clean: cells() };
}

/** How loud its syllables were in the last second: the median. */
function usual({ loud }: Ear, now: number): Decibels {
  const all = Array.from({ length: 20 }, (_, back) => loud[at(now - back)] ?? silence);
  return all.toSorted((a, b) => a - b)[10] ?? silence;
}

/**
 * Whether the last `ticks` are words, and no laugh, cough, keys or paper: the level stays up, falls and rises again and
 * again, and keeps no beat. Of what is heard `alone` less is asked: it cannot be another's.
 */
export function isSurelySpeech({ raw, floor }: Ear, now: number, ticks: number, alone: boolean): boolean {
  const { stays, swings, rises } = alone ? likelyWords : certainWords;
  const all = Array.from({ length: ticks }, (_, index) => raw[at(now - ticks + 1 + index)] ?? silence);
  const peak = Math.max(...all);
  const low = Math.max(floor + 6, peak - 22);
  if (all.filter((level) => level >= low).length < stays * ticks) return false;
  const levels = all.map((level) => Math.max(level, peak - 30));
  const mean = levels.reduce((sum, level) => sum + level, 0) / ticks;
  const variance = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / ticks;
  const swing = Math.sqrt(variance);
  if (swing < 3.2 || swing > swings || risesIn(levels) < rises) return false;
  const again = (lag: number): number => {
    const products = levels.slice(lag).map((level, index) => (level - mean) * ((levels[index] ?? 0) - mean));
    return products.reduce((sum, product) => sum + product, 0) / products.length / variance;
  };
  return again(2) >= -0.35 || Math.max(again(3), again(4), again(5)) <= 0.35;
}

/** So much of the time the level stays up, so far it swings at most (dB), and so often it rises. */
const certainWords = { stays: 0.8, swings: 8.5, rises: 3 } as const;
const likelyWords = { stays: 0.65, swings: 10, rises: 2 } as const;

/** How often a level rises by 5 dB within two ticks: syllables. */
function risesIn(levels: readonly Decibels[]): number {
  let rises = 0;
  let last = -10;
  for (let index = 2; index < levels.length; index += 1) {
    const before = Math.min(levels[index - 1] ?? 0, levels[index - 2] ?? 0);
    if ((levels[index] ?? 0) - before < 5 || index - last <= 2) continue;
    rises += 1;
    last = index;
  }
  return rises;
}
