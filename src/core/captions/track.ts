import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { type Decibels, type Level, type MeterFrame, silence } from './meters';

/** A meter track: what OBS's meters said for a while, recorded or made. */
export interface MeterTrack {
  /** What is on it, for people. */
  readonly title: string;
  readonly frames: readonly MeterFrame[];
  /** Who spoke when, where that is known; in the order of time. */
  readonly truth: readonly Spoken[] | null;
}

/** The tracks that come with the app: made speech that went through OBS. */
export const sampleTracks = ['home', 'room', 'echo'] as const;
export type SampleTrack = (typeof sampleTracks)[number];

/** A person really spoke, without a pause worth the name, and was heard on this input. */
export interface Spoken {
  readonly speakerId: SpeakerId;
  readonly input: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * A meter track as it is kept in a file, `*.meters.json`. Levels are text, one letter a frame: `!` is 0 dBFS, each
 * letter after it (ASCII) 1 dB less, `~` is silence, and a space says that the input was not active.
 */
export interface TrackFile {
  readonly format: 'lectern-meters';
  readonly title: string;
  /** From one frame to the next, as a rule. */
  readonly every: Duration;
  /** Frames that came more than 10 ms before or after that: [number of the frame, time since the first one]. */
  readonly exceptions: readonly (readonly [frame: number, at: Duration])[];
  readonly inputs: readonly TrackInput[];
  /** Times since the first frame. */
  readonly truth: readonly Spoken[] | null;
}

export interface TrackInput {
  readonly name: string;
  readonly magnitude: string;
  readonly peak: string;
  /** Left out where it is the same as `peak`: no fader, no mute. */
  readonly inputPeak?: string | undefined;
}

const full = 33;
const nothing = 126;
const absent = ' ';

/** A track in its file form; levels are rounded to 1 dB, times of frames to 10 ms. */
export function writeTrack({ title, frames, truth }: MeterTrack): TrackFile {
  const start = frames[0]?.at ?? 0;
  const names = new Set(frames.flatMap(({ levels }) => Object.keys(levels)));
  const every = usualGap(frames);
  return {
    format: 'lectern-meters',
    title,
    every,
    exceptions: exceptionsOf(frames, every),
    inputs: [...names].map((name) => trackInput(name, frames)),
    truth:
      truth?.map((spoken) => ({
        ...spoken,
        from: Math.round(spoken.from - start),
        to: Math.round(spoken.to - start),
      })) ?? null,
  };
}

function trackInput(name: string, frames: readonly MeterFrame[]): TrackInput {
  const text = (of: (level: Level) => Decibels): string =>
    frames
      .map(({ levels }) => levels[name])
      .map((level) => (level ? letterOf(of(level)) : absent))
      .join('');
  const peak = text((level) => level.peak);
  const inputPeak = text((level) => level.inputPeak);
  const both = { name, magnitude: text(({ magnitude }) => magnitude), peak };
  return inputPeak === peak ? both : { ...both, inputPeak };
}

function letterOf(decibels: Decibels): string {
  return String.fromCharCode(Math.min(nothing, Math.max(full, full - Math.round(decibels))));
}

function decibelsOfLetter(code: number): Decibels {
  return code === nothing ? silence : full - code;
}

/** The mean of the gaps that are near the one in the middle: a clock of OBS ticks every 50.4 ms, and is late at times. */
function usualGap(frames: readonly MeterFrame[]): Duration {
  const gaps = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? at));
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 50;
  const near = gaps.filter((gap) => Math.abs(gap - middle) <= 10);
  const mean = near.reduce((sum, gap) => sum + gap, 0) / Math.max(1, near.length);
  return near.length === 0 ? middle : Math.round(mean * 1_000) / 1_000;
}

/** Farthest that a frame may be from where the rule has it. */
const tolerance: Duration = 10;

function exceptionsOf(frames: readonly MeterFrame[], every: Duration): TrackFile['exceptions'] {
  const exceptions: [number, Duration][] = [];
  const start = frames[0]?.at ?? 0;
  let expected = 0;
  for (const [index, { at }] of frames.entries()) {
    if (Math.abs(at - start - expected) > tolerance) {
      expected = Math.round(at - start);
      exceptions.push([index, expected]);
    }
    expected += every;
  }
  return exceptions;
}

/** The track in a file, its frames from `start` on. */
export function readTrack(file: TrackFile, start: Instant): MeterTrack {
  const exceptions = new Map(file.exceptions);
  const length = Math.max(0, ...file.inputs.map(({ magnitude }) => magnitude.length));
  const frames: MeterFrame[] = [];
  let after = 0;
  for (let index = 0; index < length; index += 1) {
    after = exceptions.get(index) ?? after;
    frames.push({ at: start + Math.round(after), levels: levelsAt(file.inputs, index) });
    after += file.every;
  }
  const truth =
    file.truth?.map((spoken) => ({ ...spoken, from: start + spoken.from, to: start + spoken.to })) ?? null;
  return { title: file.title, frames, truth };
}

function levelsAt(inputs: readonly TrackInput[], index: number): Readonly<Record<string, Level>> {
  const levels: Record<string, Level> = {};
  for (const { name, magnitude, peak, inputPeak = peak } of inputs) {
    const read = (text: string): Decibels => decibelsOfLetter(text.charCodeAt(index));
    if ((magnitude[index] ?? absent) !== absent)
      levels[name] = { magnitude: read(magnitude), peak: read(peak), inputPeak: read(inputPeak) };
  }
  return levels;
}
