import { expect, it } from 'vitest';
import type { Level, MeterFrame } from '../../../../src/core/captions/meters';
import { silence } from '../../../../src/core/captions/meters';
import { type MeterTrack, readTrack, writeTrack } from '../../../../src/core/captions/track';
import { makeTrack } from '../../../corpus/kinds';

const level = (magnitude: number, peak: number, inputPeak = peak): Level => ({ magnitude, peak, inputPeak });

const frames: readonly MeterFrame[] = [
  { at: 1_000, levels: { Mic: level(-30, -18), Call: level(silence, silence, -20) } },
  { at: 1_050, levels: { Mic: level(-31, -19) } },
  { at: 1_180, levels: { Mic: level(-92, 0), Call: level(-40, -30) } },
  { at: 1_230, levels: { Mic: level(silence, silence), Call: level(-41, -30) } },
];

const track: MeterTrack = {
  title: 'Two people',
  frames,
  truth: [{ speakerId: 'a', input: 'Mic', from: 1_020, to: 1_190 }],
};

it('is the same after it was written and read', () => {
  expect(readTrack(writeTrack(track), 1_000)).toEqual(track);
});

it('can be played from any instant on', () => {
  const later = readTrack(writeTrack(track), 50_000);
  expect(later.frames.map(({ at }) => at)).toEqual([50_000, 50_050, 50_180, 50_230]);
  expect(later.truth).toEqual([{ speakerId: 'a', input: 'Mic', from: 50_020, to: 50_190 }]);
});

it('takes one letter a level, and leaves out what a fader at 0 dB makes the same', () => {
  const { every, exceptions, inputs } = writeTrack({ ...track, frames: frames.slice(0, 2) });
  expect({ every, exceptions }).toEqual({ every: 50, exceptions: [] });
  expect(inputs).toEqual([
    { name: 'Mic', magnitude: '?@', peak: '34' },
    { name: 'Call', magnitude: '~ ', peak: '~ ', inputPeak: '5 ' },
  ]);
});

it('keeps the time of every frame within 10 ms, however long it is', () => {
  const { frames: made } = makeTrack('hall', 1);
  const read = readTrack(writeTrack({ title: '', frames: made, truth: null }), 0);
  expect(read.frames.length).toBe(made.length);
  const off = made.map(({ at }, index) => Math.abs(at - (read.frames[index]?.at ?? Number.NaN)));
  expect(off.every((ms) => ms <= 10.5)).toBe(true);
});

it('without frames is nothing', () => {
  const empty: MeterTrack = { title: '', frames: [], truth: null };
  expect(readTrack(writeTrack(empty), 0)).toEqual(empty);
});
