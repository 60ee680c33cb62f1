import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Decibels } from '../../src/core/captions/meters';
import type { SpeakerId } from '../../src/core/show/model';
import type { Duration, Instant } from '../../src/core/time/units';
import { second } from '../../src/core/time/units';

/** Speech as sound files: said by `espeak-ng`, put together by `sox`. */

const run = promisify(execFile);

/** How one person sounds: a voice of espeak-ng, words a minute, pitch 0–99. */
export interface MadeVoice {
  readonly id: SpeakerId;
  readonly voice: string;
  readonly pace: number;
  readonly pitch: number;
}

export const fourVoices: readonly MadeVoice[] = [
  { id: 'p1', voice: 'en-gb-x-rp', pace: 165, pitch: 40 },
  { id: 'p2', voice: 'en-us+f3', pace: 150, pitch: 60 },
  { id: 'p3', voice: 'en-gb-scotland+m3', pace: 180, pitch: 30 },
  { id: 'p4', voice: 'en-029+f2', pace: 140, pitch: 70 },
];

/** Words that begin at `at`. */
export interface Line {
  readonly id: SpeakerId;
  readonly at: Instant;
  readonly words: string;
}

/** How a voice is heard in a microphone. */
export interface Hearing {
  readonly id: SpeakerId;
  readonly gain: Decibels;
  readonly delay: Duration;
  /** Reverberance of the room, 0–100; null: none. */
  readonly room: number | null;
}

export interface MadeMicrophone {
  readonly input: string;
  readonly hears: readonly Hearing[];
  /** Level of its noise, dBFS. */
  readonly noise: Decibels;
}

/** When the marks sound by which a recording is laid beside its files: each at another part of a meter's 50 ms. */
export const marks: readonly Instant[] = [1_000, 1_460, 1_920, 2_380, 2_840];
const markLength: Duration = 150;
/** Nobody speaks before this. */
export const marksEnd: Instant = 3_500;

/** One person's words as one file; also how long each line turned out to be. */
export async function stemOf(
  folder: string,
  person: MadeVoice,
  lines: readonly Line[],
  length: Duration,
): Promise<string> {
  const clips = await Promise.all(
    lines.map(async ({ words, at }, index) => ({
      at,
      file: await said(folder, person, words, `${person.id}-${index}`),
    })),
  );
  const stem = join(folder, `${person.id}.wav`);
  // Two silences, for one file alone cannot be mixed.
  const silences = ['|sox -n -r 22050 -p trim 0 1', `|sox -n -r 22050 -p trim 0 ${length / second}`];
  const parts = clips.map(({ at, file }) => `|sox ${file} -p pad ${at / second}`);
  await sox([
    ...mixed([...silences, ...parts]),
    '-r',
    '48000',
    '-c',
    '1',
    '-b',
    '16',
    stem,
    'trim',
    '0',
    `${length / second}`,
    'norm',
    '-6',
  ]);
  return stem;
}

/** How long it takes this person to say these words. */
export async function lengthOf(
  folder: string,
  person: MadeVoice,
  words: string,
  name: string,
): Promise<Duration> {
  const { stdout } = await run('soxi', ['-D', await said(folder, person, words, name)]);
  return Number(stdout) * second;
}

async function said(
  folder: string,
  { voice, pace, pitch }: MadeVoice,
  words: string,
  name: string,
): Promise<string> {
  const file = join(folder, `${name}.wav`);
  await run('espeak-ng', ['-v', voice, '-s', String(pace), '-p', String(pitch), '-w', file, words]);
  return file;
}

/** All that a microphone hears, as a file of its own, with the marks at its beginning. */
export async function microphoneFile(
  folder: string,
  { input, hears, noise }: MadeMicrophone,
  stems: ReadonlyMap<SpeakerId, string>,
  length: Duration,
): Promise<string> {
  const file = join(folder, `${input.replaceAll(' ', '-')}.wav`);
  const heard = hears.map(({ id, gain, delay, room }) => {
    const reverb = room === null ? '' : ` reverb ${room}`;
    return `|sox ${stems.get(id) ?? ''} -p pad ${delay / second}${reverb} gain ${gain}`;
  });
  const tones = marks.map(
    (at) => `|sox -n -r 48000 -c 1 -p synth ${markLength / second} sine 1000 gain -6 pad ${at / second}`,
  );
  const hiss = `|sox -n -r 48000 -c 1 -p synth ${length / second} brownnoise gain ${noise + 6}`;
  await sox([
    ...mixed([hiss, ...heard, ...tones]),
    '-c',
    '1',
    '-b',
    '16',
    file,
    'trim',
    '0',
    `${length / second}`,
  ]);
  return file;
}

const mixed = (files: readonly string[]): readonly string[] => [
  '-m',
  ...files.flatMap((file) => ['-v', '1', file]),
];

async function sox(args: readonly string[]): Promise<void> {
  // -R: the same dither, so that the same words make the same file.
  await run('sox', ['-R', '-V1', ...args]);
}

/** When a voice is heard in a file of 16 bits, one channel: from its first sound to its last before a pause of 300 ms. */
export function spokenIn(file: string): readonly { readonly from: Instant; readonly to: Instant }[] {
  const { samples, rate } = samplesOf(file);
  const window = rate / 100;
  const levels = Array.from({ length: Math.floor(samples.length / window) }, (_, index) => {
    let sum = 0;
    for (let at = index * window; at < (index + 1) * window; at += 1) sum += (samples[at] ?? 0) ** 2;
    return Math.sqrt(sum / window);
  });
  const threshold = 0.01 * levels.reduce((most, level) => Math.max(most, level), 0);
  const parts: { from: Instant; to: Instant }[] = [];
  for (const [index, level] of levels.entries()) {
    if (level < threshold) continue;
    const [from, to] = [index * 10, (index + 1) * 10];
    const last = parts.at(-1);
    if (last && from - last.to < 300) last.to = to;
    else parts.push({ from, to });
  }
  return parts;
}

function samplesOf(file: string): { readonly samples: Int16Array; readonly rate: number } {
  const bytes = readFileSync(file);
  if (bytes.readUInt16LE(22) !== 1 || bytes.readUInt16LE(34) !== 16)
    throw new Error(`${file} is not 16 bits, mono`);
  const data = bytes.indexOf('data', 12, 'latin1') + 8;
  const length = Math.floor((bytes.length - data) / 2);
  return {
    samples: Int16Array.from({ length }, (_, index) => bytes.readInt16LE(data + 2 * index)),
    rate: bytes.readUInt32LE(24),
  };
}
