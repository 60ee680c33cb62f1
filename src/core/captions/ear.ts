import type { Duration } from '../time/units';
import type { Decibels, Level } from './meters';
import { silence } from './meters';

/** Frames are heard in steps of this, however often they come: what is learned of lags holds at any pace. */
export const tick: Duration = 50;

/** How many ticks an ear remembers; a power of two. */
export const historyLength = 128;

/** Nobody speaks so low, and a gate that hands on nothing at all is no quieter than this, dBFS. */
export const lowestFloor: Decibels = -75;

/** What is known of one input. Its index is its place in what is learned about pairs. */
export interface Ear {
  readonly name: string;
  readonly index: number;
  /** Level before fader and mute at each tick (modulo the history's length), dBFS. */
  readonly raw: Float32Array;
  /** The mean power of three ticks: OBS tells only the last 21 of each 50 ms. */
  readonly smooth: Float32Array;
  /** Its loudest syllable of late: the loudest of `smooth` over half a second. */
  readonly loud: Float32Array;
  /** 1 where the level stood out from the floor. */
  readonly active: Uint8Array;
  floor: Decibels;
  /** How far its loudest sample stands above its mean: of a muted input only the loudest is known, dB. */
  crest: Decibels;
  isMuted: boolean;
  /** How loud its person speaks, by what was heard of them so far, dBFS; not a number before. */
  voiceLevel: Decibels;
  /** What it hears goes up and down as speech does, whoever's it is. */
  isSpeech: boolean;
  /** When what it hears began, and when it last was there; ticks. */
  activeFrom: number;
  activeLast: number;
  isClipping: boolean;
  /** How long it has said the very same, ticks. */
  sameFor: number;
  /** The tick of its last frame. */
  heardAt: number;
}

export interface Hearing {
  readonly aboveFloor: Decibels;
  /** dB a tick. */
  readonly floorRise: Decibels;
}

export function createEar(name: string, index: number): Ear {
  return {
    name,
    index,
    raw: new Float32Array(historyLength).fill(silence),
    smooth: new Float32Array(historyLength).fill(silence),
    active: new Uint8Array(historyLength),
    loud: new Float32Array(historyLength).fill(silence),
    floor: Number.NaN,
    crest: 9,
    isMuted: false,
    voiceLevel: Number.NaN,
    isSpeech: false,
    activeFrom: 0,
    activeLast: -1_000,
    isClipping: false,
    sameFor: 0,
    heardAt: -1,
  };
}

export function at(now: number): number {
  return now & (historyLength - 1);
}

/** The level of an input before fader and mute, dBFS: neither changes who speaks. */
export function heardNow(ear: Ear, { magnitude, peak, inputPeak }: Level): Decibels {
  if (!(inputPeak > silence)) return silence;
  if (!(peak > silence) || !(magnitude > silence)) return Math.max(silence, inputPeak - ear.crest);
  ear.crest += 0.02 * (Math.min(30, Math.max(0, peak - magnitude)) - ear.crest);
  return Math.min(0, Math.max(silence, magnitude + inputPeak - peak));
}

/** One tick: what came in (`silence` where nothing did). */
export function hears(ear: Ear, level: Decibels, now: number, hearing: Hearing): void {
  const { raw, smooth, loud, active } = ear;
  const before = raw[at(now - 1)] ?? silence;
  ear.sameFor = Math.abs(level - before) < 1e-6 ? ear.sameFor + 1 : 0;
  raw[at(now)] = level;
  smooth[at(now)] = meanOf(level, before, raw[at(now - 2)] ?? silence);
  loud[at(now)] = loudest(ear, now, syllable);
  follow(ear, level, now, hearing);
  const isActive = (smooth[at(now)] ?? silence) >= ear.floor + hearing.aboveFloor;
  active[at(now)] = isActive ? 1 : 0;
  if (!isActive) return;
  if (now - ear.activeLast > runGap) ear.activeFrom = now;
  ear.activeLast = now;
}

function meanOf(a: Decibels, b: Decibels, c: Decibels): Decibels {
  return 10 * Math.log10((10 ** (a / 10) + 10 ** (b / 10) + 10 ** (c / 10)) / 3);
}

/** A pause that parts one run of sound from the next, ticks. */
export const runGap = 6;

/** Ticks in which there is a loud syllable while somebody speaks. */
export const syllable = 8;

/** A level that stays within this for so many ticks is noise, not speech. */
const steadyRange: Decibels = 5;
const steadyTicks = 30;
const steadyRise: Decibels = 0.5;

/** The floor falls fast and rises slowly; only a steady noise lifts it soon. */
function follow(ear: Ear, level: Decibels, now: number, { floorRise }: Hearing): void {
  // Nothing at all is a gate or a dropout unless it lasts.
  if (level <= silence && ear.sameFor < 20) return;
  const low = Math.max(lowestFloor, level);
  if (Number.isNaN(ear.floor)) ear.floor = low;
  else if (low < ear.floor) ear.floor += 0.25 * (low - ear.floor);
  else ear.floor = Math.min(low, ear.floor + (isSteady(ear, now) ? steadyRise : floorRise));
}

export function isSteady({ smooth }: Ear, now: number): boolean {
  let [least, most] = [0, -200];
  for (let back = 0; back < steadyTicks; back += 1) {
    const level = smooth[at(now - back)] ?? silence;
    least = Math.min(least, level);
    most = Math.max(most, level);
  }
  return most - least < steadyRange;
}

/** The loudest of the last `ticks`. */
export function loudest({ smooth }: Ear, now: number, ticks: number): Decibels {
  let most = silence;
  for (let back = 0; back < ticks; back += 1) most = Math.max(most, smooth[at(now - back)] ?? silence);
  return most;
}

/** In how many of the last `ticks` it was so. */
export function counted(marks: Uint8Array, now: number, ticks: number): number {
  let count = 0;
  for (let back = 0; back < ticks; back += 1) count += marks[at(now - back)] ?? 0;
  return count;
}
