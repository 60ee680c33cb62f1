import { expect, it } from 'vitest';
import { trackSchema } from '../../../src/contract/trackSchema';
import { writeTrack } from '../../../src/core/captions/track';
import { makeTrack } from '../../corpus/kinds';
import { recorded, recordings } from '../../corpus/recorded';

const file = {
  format: 'lectern-meters',
  title: 'Two frames',
  every: 50,
  exceptions: [],
  inputs: [{ name: 'Mic', magnitude: '5~', peak: '3~' }],
  truth: [{ speakerId: 'a', input: 'Mic', from: 0, to: 50 }],
};

it('takes every track that is made, as it is written', () => {
  const written = writeTrack(makeTrack('meeting', 1));
  expect(trackSchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
});

it.each(recordings)('takes the recording "%s", in which all four speak', (name) => {
  const { truth, frames } = recorded(name);
  expect(new Set(truth.map(({ speakerId }) => speakerId)).size).toBe(4);
  expect(frames.length).toBeGreaterThan(1_900);
});

it.each([
  ['another format', { ...file, format: 'levels' }],
  ['what it does not know', { ...file, colour: 'red' }],
  ['letters that are no levels', { ...file, inputs: [{ name: 'Mic', magnitude: '5é', peak: '3~' }] }],
  [
    'an input with fewer peaks than frames',
    { ...file, inputs: [{ name: 'Mic', magnitude: '5~', peak: '3' }] },
  ],
  [
    'inputs of different lengths',
    { ...file, inputs: [...file.inputs, { name: 'Call', magnitude: '5', peak: '3' }] },
  ],
  ['times that go back', { ...file, exceptions: [[2, 90] as const, [3, 40] as const] }],
  ['frames that go back', { ...file, exceptions: [[3, 90] as const, [2, 100] as const] }],
  ['frames every 0 ms', { ...file, every: 0 }],
  ['somebody who ends before they begin', { ...file, truth: [{ ...file.truth[0], to: -1 }] }],
])('refuses %s', (_, bad) => {
  expect(trackSchema.safeParse(file).success).toBe(true);
  expect(trackSchema.safeParse(bad).success).toBe(false);
});
