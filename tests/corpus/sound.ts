import type { Decibels } from '../../src/core/captions/meters';
import type { Duration, Instant } from '../../src/core/time/units';
import type { Dice } from './chance';

/** Sound is reckoned as power, in steps of 10 ms; 1 is the mean power of a voice while it speaks, or full scale. */
export const step: Duration = 10;

export type Power = Float32Array;

export const powerOf = (decibels: Decibels): number => 10 ** (decibels / 10);
export const decibelsOfPower = (power: number): Decibels => (power > 1e-10 ? 10 * Math.log10(power) : -100);
export const stepsOf = (length: Duration): number => Math.round(length / step);

export function quiet(length: Duration): Power {
  return new Float32Array(stepsOf(length));
}

/** Adds a sound to another from `at`. What lies beyond its ends is lost. */
export function add(to: Power, sound: Power, at: Instant, gain = 1): void {
  const from = stepsOf(at);
  for (let index = Math.max(0, -from); index < sound.length && from + index < to.length; index += 1)
    to[from + index] = (to[from + index] ?? 0) + gain * (sound[index] ?? 0);
}

/** How a voice differs from others. */
export interface Voice {
  /** Syllables a second. */
  readonly rate: number;
  /** How far stressed syllables stand out, dB. */
  readonly stress: Decibels;
  /** How deep it falls between syllables, dB. */
  readonly depth: Decibels;
  /** Median of the pauses for breath and thought inside what it says. */
  readonly pause: Duration;
  /** Median of what it says in one breath. */
  readonly breath: Duration;
  /** How long a syllable takes to rise. */
  readonly rise: Duration;
}

export function anyVoice(dice: Dice): Voice {
  return {
    rate: dice.between(4, 6.8),
    stress: dice.between(1.5, 3.5),
    depth: dice.between(14, 24),
    pause: dice.between(220, 480),
    breath: dice.between(1_300, 2_900),
    rise: dice.between(15, 45),
  };
}

/** What was said in one breath, from its first sound to its last. */
export interface Breath {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Speech {
  readonly power: Power;
  readonly breaths: readonly Breath[];
}

/** Longest pause inside one turn: a longer one would be the end of it. */
const longestPause = 900;

/** A voice that speaks for about `length`, from its first sound to its last. */
export function speech(voice: Voice, length: Duration, dice: Dice): Speech {
  const power = quiet(length + 400);
  const breaths: Breath[] = [];
  let at = 0;
  while (at < length - 250 || breaths.length === 0) {
    const breath = Math.min(length - at, Math.max(400, dice.ratio(voice.breath, 0.5)));
    const to = breathe(power, voice, at, at + breath, dice);
    breaths.push({ from: at, to });
    at = to + Math.min(longestPause, Math.max(120, dice.ratio(voice.pause, 0.55)));
  }
  return { power, breaths };
}

/** Syllables from `from` to about `until`; when the last one ended. */
function breathe(power: Power, voice: Voice, from: Instant, until: Instant, dice: Dice): Instant {
  let at = from;
  let drift = 0;
  while (at < until - 60 || at === from) {
    const length = Math.min(450, Math.max(90, dice.ratio(1_000 / voice.rate, 0.35)));
    const along = (at - from) / Math.max(1, until - from);
    drift = 0.7 * drift + dice.around(0, 1);
    const stressed = dice.is(0.35) ? voice.stress : -voice.stress * 0.6;
    // The first sound of a breath is the firmest.
    const loud = (at === from ? 3 : 1.2) + stressed + drift + 2 * (0.5 - along) + dice.around(0, 1.2);
    syllable(power, voice, at, length, loud, dice);
    at += length;
    // Between words there is a little gap now and then.
    if (dice.is(0.12)) at += dice.between(30, 90);
  }
  return at;
}

/** Consonant, vowel, and the fall to the next: the consonant is a hiss, a hum or next to nothing. */
function syllable(
  power: Power,
  voice: Voice,
  at: Instant,
  length: Duration,
  loud: Decibels,
  dice: Dice,
): void {
  const consonant = length * dice.between(0.2, 0.42);
  const fall = length * dice.between(0.25, 0.45);
  // A vowel turns into another, and a voice goes up and down.
  const bend = dice.around(0, 4);
  const kind = dice.upTo(1);
  const low = kind < 0.25 ? -voice.depth - 4 : kind < 0.65 ? -voice.depth * 0.65 : -voice.depth * 0.4;
  for (let t = 0; t < length; t += step) {
    const shape =
      t < consonant
        ? low + dice.around(0, 1.5)
        : t < consonant + voice.rise
          ? low + (0 - low) * ((t - consonant) / voice.rise)
          : t > length - fall
            ? -voice.depth * 0.65 * ((t - (length - fall)) / fall)
            : bend * (t / length - 0.5) + dice.around(0, 1.6);
    const index = stepsOf(at + t);
    if (index < power.length) power[index] = Math.max(power[index] ?? 0, powerOf(loud + shape));
  }
}

/** "Mm-hm", "yes": one to three soft syllables. No words of a turn. */
export function backchannel(dice: Dice): Power {
  const hum: Voice = { rate: 4.5, stress: 1.5, depth: 10, pause: 200, breath: 600, rise: 40 };
  return gained(speech(hum, dice.between(180, 520), dice).power, dice.between(-9, -2));
}

/** A cough: one to three barks, each with a sudden start. */
export function cough(dice: Dice): Power {
  const power = quiet(1_600);
  const barks = 1 + dice.whole(3);
  let at = 0;
  for (let bark = 0; bark < barks; bark += 1) {
    const loud = dice.between(0, 9);
    const length = dice.between(120, 280);
    for (let t = 0; t < length; t += step) {
      const index = stepsOf(at + t);
      power[index] = powerOf(loud - (t < 50 ? 0 : (22 * (t - 50)) / length) + dice.around(0, 1));
    }
    at += length + dice.between(60, 220);
  }
  return power;
}

/** Laughter: a row of short bursts, evenly spaced, with next to nothing between them, that dies away. */
export function laugh(length: Duration, dice: Dice): Power {
  const power = quiet(length + 200);
  const period = dice.between(165, 240);
  const first = dice.between(-3, 6);
  const fallOff = dice.between(3, 9);
  for (let at = 0; at < length; at += period * dice.between(0.92, 1.08)) {
    const loud = first - (fallOff * at) / length + dice.around(0, 1.5);
    const burst = period * dice.between(0.4, 0.6);
    for (let t = 0; t < burst; t += step) {
      const index = stepsOf(at + t);
      if (index < power.length)
        power[index] = powerOf(loud - 10 * Math.abs(t / burst - 0.4) + dice.around(0, 1));
    }
  }
  return power;
}

/** Keys being typed, full scale at 1. */
export function typing(length: Duration, loud: Decibels, dice: Dice): Power {
  const power = quiet(length);
  for (let at = 0; at < length; at += dice.ratio(140, 0.5))
    add(power, Float32Array.of(1, 0.4, 0.1), at, powerOf(loud + dice.around(0, 3)));
  return power;
}

/** Paper being turned: a hiss that comes and goes. */
export function paper(length: Duration, loud: Decibels, dice: Dice): Power {
  let level = loud - 10;
  return quiet(length).map(() => {
    level += 0.25 * (loud - 4 - level) + dice.around(0, 3);
    return powerOf(Math.min(loud + 4, level));
  });
}

/** A door, a cup, a bumped table: a bang that rings off. */
export function bang(loud: Decibels, dice: Dice): Power {
  const ring = dice.between(60, 200);
  return quiet(600).map((_, index) => powerOf(loud - (8.7 * index * step) / ring + dice.around(0, 1)));
}

/** Hands of a room: a dense hiss that swells and dies away. */
export function applause(length: Duration, loud: Decibels, dice: Dice): Power {
  return quiet(length).map((_, index) => {
    const t = index * step;
    return powerOf(
      loud + Math.min(0, -12 + t / 50) + Math.min(0, (length - t) / 100 - 15) + dice.around(0, 1.2),
    );
  });
}

/** Music: a beat over a bed, with quiet bars now and then. */
export function music(length: Duration, loud: Decibels, dice: Dice): Power {
  const beat = dice.between(380, 700);
  let bar = 0;
  return quiet(length).map((_, index) => {
    const t = index * step;
    if (t % (beat * 4) < step) bar = dice.around(0, 2.5);
    const inBeat = (t % beat) / beat;
    return powerOf(loud + bar - 7 * inBeat ** 0.5 + 2 + dice.around(0, 1.5));
  });
}

export function gained(power: Power, decibels: Decibels): Power {
  const gain = powerOf(decibels);
  return power.map((value) => value * gain);
}
