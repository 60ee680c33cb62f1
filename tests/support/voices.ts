import type { Director, Microphones, Voice } from '../../src/core/captions/director';
import { type Level, type MeterFrame, silence } from '../../src/core/captions/meters';
import { chanceFrom } from './chance';

/** What one input shows at a time, dBFS before fader and mute. */
export type Sound = (at: number) => number;

/** A room that hums. */
export function hum(level: number, seed: number): Sound {
  return (at) => level + wobble(seed, at) * 1.5;
}

/** Somebody who speaks from one time to another: syllables, four or five a second, and a breath now and then. */
export function talk(from: number, to: number, level: number, seed: number): Sound {
  const chance = chanceFrom(seed);
  const syllables: { readonly at: number; readonly end: number; readonly level: number }[] = [];
  for (let at = from; at < to;) {
    const length = 130 + chance.upTo(150);
    syllables.push({ at, end: Math.min(to, at + length * 0.75), level: level - 4 + chance.upTo(8) });
    at += length + (chance.is(0.08) ? 300 : 0);
  }
  return (at) => {
    if (at < from - 100 || at > to + 100) return silence;
    const syllable = syllables.findLast((one) => one.at <= at);
    if (!syllable) return silence;
    if (at >= syllable.end) return syllable.level - 14 - (at - syllable.end) / 20;
    // A consonant, then a vowel that dies away.
    const along = (at - syllable.at) / (syllable.end - syllable.at);
    return along < 0.25 ? syllable.level - 9 : syllable.level - 10 * (along - 0.25);
  };
}

/** Sounds together, as power. */
export function mix(...sounds: readonly Sound[]): Sound {
  return (at) =>
    10 * Math.log10(sounds.reduce((sum, sound) => sum + 10 ** (Math.max(silence, sound(at)) / 10), 0));
}

/** The same sound elsewhere: later, and louder or lower. */
export function heard(sound: Sound, gain: number, later = 0): Sound {
  return (at) => sound(at - later) + gain;
}

function wobble(seed: number, at: number): number {
  return chanceFrom(seed * 7_919 + Math.round(at)).upTo(2) - 1;
}

export function levelAt(loud: number, { muted = false, fader = 0 } = {}): Level {
  const magnitude = Math.min(-3, loud);
  if (magnitude <= silence) return { magnitude: silence, peak: silence, inputPeak: silence };
  const inputPeak = Math.min(0, magnitude + 9);
  return muted
    ? { magnitude: silence, peak: silence, inputPeak }
    : { magnitude: magnitude + fader, peak: inputPeak + fader, inputPeak };
}

/** Frames of these inputs, every 50 ms unless said otherwise. */
export function framesOf(
  inputs: Readonly<Record<string, Sound>>,
  length: number,
  { every = 50, level = (loud: number, _input: string): Level => levelAt(loud) } = {},
): readonly MeterFrame[] {
  const frames: MeterFrame[] = [];
  for (let at = 0; at < length; at += every) {
    const levels = Object.entries(inputs).map(([name, sound]) => [name, level(sound(at), name)]);
    frames.push({ at, levels: Object.fromEntries(levels) as MeterFrame['levels'] });
  }
  return frames;
}

export interface Turn {
  readonly input: string;
  readonly speakerId: string | null;
  readonly since: number;
  /** When the director first said so. */
  readonly saidAt: number;
  /** When it was sure of it. */
  readonly at: number;
  readonly muted: boolean;
  until: number;
}

/** Of whom a director was sure over all the frames, one entry a voice. */
export function turnsHeard(
  director: Director,
  frames: readonly MeterFrame[],
  microphones: Microphones,
): readonly Turn[] {
  const turns: Turn[] = [];
  const said = new Map<string, number>();
  const open = new Map<Voice, Turn>();
  for (const frame of frames) {
    const voices = director.hear(frame, microphones);
    for (const [voice, turn] of open) {
      if (voices.includes(voice)) continue;
      turn.until = frame.at;
      open.delete(voice);
    }
    for (const voice of voices) {
      const key = `${voice.input} ${voice.since}`;
      if (!said.has(key)) said.set(key, frame.at);
      if (!voice.sure || open.has(voice)) continue;
      const saidAt = said.get(key) ?? frame.at;
      const turn = { ...voice, saidAt, at: frame.at, until: Number.POSITIVE_INFINITY };
      open.set(voice, turn);
      turns.push(turn);
    }
  }
  return turns;
}
