import { expect, it } from 'vitest';
import { loudestWins } from '../../corpus/baselines';
import { allKinds, type Kind, makeTrack } from '../../corpus/kinds';
import { scoreOf, turnsOf } from '../../corpus/score';
import { scoredSeeds, tunedSeeds } from '../../corpus/seeds';

const quick = allKinds.filter((kind) => kind !== 'panel60');

it('makes the same track of the same seed, and another of another', () => {
  const first = makeTrack('hall', 7);
  expect(makeTrack('hall', 7)).toEqual(first);
  expect(makeTrack('hall', 8).frames).not.toEqual(first.frames);
});

it.each(quick)('%s has truth, and a level of each microphone in every frame', (kind: Kind) => {
  const { frames, truth, microphones } = makeTrack(kind, 1);
  expect(turnsOf(truth).length).toBeGreaterThan(3);
  const inputs = Object.keys(microphones);
  expect(frames.every(({ levels }) => inputs.every((input) => (levels[input]?.peak ?? 1) <= 3))).toBe(true);
  const end = frames.at(-1)?.at ?? 0;
  const isIn = (from: number, to: number): boolean => from >= 0 && to > from && to <= end;
  expect(truth.every(({ input, from, to }) => inputs.includes(input) && isIn(from, to))).toBe(true);
});

it.each(['crosstalk12', 'echo', 'noise', 'laughter', 'hall'] as const)(
  '%s is hard: whoever names the loudest input names wrong people on it',
  (kind) => {
    expect(scoreOf(makeTrack(kind, 1), loudestWins()).wrong).toBeGreaterThan(0);
  },
);

it('scores no seed that anything was tuned on', () => {
  expect(scoredSeeds.filter((seed) => tunedSeeds.includes(seed))).toEqual([]);
});
