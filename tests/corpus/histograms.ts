import { type Decibels, silence } from '../../src/core/captions/meters';
import type { Spoken } from '../../src/core/captions/track';
import { percentile } from '../bench/statistics';
import type { MadeTrack } from './stage';

/** What a microphone says of its own voice while that speaks, so that made tracks can be laid beside recorded ones. */
export interface Shape {
  /** How many frames lie so far below the voice's loud syllables: share per 4 dB, from 0 dB on. */
  readonly levels: readonly number[];
  /** How far one frame is from the next: share per 4 dB. */
  readonly leaps: readonly number[];
  /** Below its loud syllables, mean per 50 ms from the first words on, dB. */
  readonly onset: readonly Decibels[];
  /** How long it is quiet inside speech: share of 50, 100, 150 … ms. */
  readonly pauses: readonly number[];
}

const bins = 10;
const width = 4;
const frame = 50;
/** So far below its loud syllables a voice is not heard any more, dB. */
const quietBelow = 24;

export function shapeOf(tracks: readonly MadeTrack[]): Shape {
  const voices = tracks.flatMap((track) =>
    Object.keys(track.microphones).flatMap((input) => voiceOf(track, input) ?? []),
  );
  const below = voices.flatMap(({ runs }) => runs.flat());
  const leaps = voices.flatMap(({ runs }) =>
    runs.flatMap((run) => run.slice(1).map((level, index) => Math.abs(level - (run[index] ?? level)))),
  );
  const pauses = voices.flatMap(({ runs }) => runs.flatMap(pausesIn));
  const onsets = voices.flatMap(({ starts }) => starts);
  return {
    levels: shares(below, width),
    leaps: shares(leaps, width),
    onset: Array.from({ length: 8 }, (_, index) => mean(onsets.flatMap((onset) => onset[index] ?? []))),
    pauses: shares(
      pauses.map((length) => length - 1),
      1,
    ),
  };
}

interface OneVoice {
  /** Each time it spoke: dB below its loud syllables, frame by frame. */
  readonly runs: readonly (readonly Decibels[])[];
  /** The same from the first words after a pause of 1 s. */
  readonly starts: readonly (readonly Decibels[])[];
}

function voiceOf({ frames, truth, microphones }: MadeTrack, input: string): OneVoice | null {
  const own = truth.filter((spoken) => spoken.input === input);
  if (own.length === 0 || microphones[input]?.length !== 1) return null;
  const levelsIn = (from: number, to: number): readonly Decibels[] =>
    frames
      .filter(({ at }) => at >= from && at <= to)
      .map(({ levels }) => levels[input]?.magnitude ?? silence);
  const spoken = own.map(({ from, to }) => levelsIn(from, to));
  const loud = percentile(spoken.flat(), 0.95);
  const starts = own.filter((part, index) => part.from - (own[index - 1]?.to ?? -10_000) > 1_000);
  return {
    runs: spoken.map((levels) => levels.map((level) => loud - level)),
    starts: starts
      .filter(({ from, to }: Spoken) => to - from > 8 * frame)
      .map(({ from }) => levelsIn(from, from + 8 * frame).map((level) => loud - level)),
  };
}

/** How many frames in a row are quiet, each time. */
function pausesIn(run: readonly Decibels[]): readonly number[] {
  const all: number[] = [];
  let length = 0;
  for (const below of run) {
    if (below > quietBelow) length += 1;
    else if (length > 0) {
      all.push(length);
      length = 0;
    }
  }
  return all;
}

function shares(values: readonly number[], binWidth: number): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(value / binWidth)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => count / Math.max(1, values.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Two shapes beside each other, for people. */
export function besideEachOther(made: Shape, real: Shape): readonly string[] {
  const rows = (
    title: string,
    label: (index: number) => string,
    of: (shape: Shape) => readonly number[],
    written: (value: number) => string,
  ): readonly string[] => [
    title,
    `  ${''.padEnd(10)}${of(real)
      .map((_, index) => label(index).padStart(7))
      .join('')}`,
    `  ${'recorded'.padEnd(10)}${of(real)
      .map((value) => written(value).padStart(7))
      .join('')}`,
    `  ${'made'.padEnd(10)}${of(made)
      .map((value) => written(value).padStart(7))
      .join('')}`,
  ];
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
  const last = (index: number, text: string): string => (index === bins - 1 ? `${text}+` : text);
  return [
    ...rows(
      'level, dB below loud syllables',
      (index) => last(index, String(index * width)),
      ({ levels }) => levels,
      percent,
    ),
    ...rows(
      'from one frame to the next, dB',
      (index) => last(index, String(index * width)),
      ({ leaps }) => leaps,
      percent,
    ),
    ...rows(
      'onset, mean dB below, ms after the first words',
      (index) => String(index * frame),
      ({ onset }) => onset,
      (value) => value.toFixed(1),
    ),
    ...rows(
      'quiet inside speech, ms',
      (index) => last(index, String((index + 1) * frame)),
      ({ pauses }) => pauses,
      percent,
    ),
  ];
}
