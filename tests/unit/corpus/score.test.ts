import { expect, it } from 'vitest';
import type { Voice } from '../../../src/core/captions/director';
import type { MeterFrame } from '../../../src/core/captions/meters';
import type { Spoken } from '../../../src/core/captions/track';
import { loudestWins, thresholdLoop } from '../../corpus/baselines';
import { played, scoreOf, scoreOnAir, turnsOf } from '../../corpus/score';
import type { MadeTrack } from '../../corpus/stage';

const second = 1_000;
const said = (id: string, from: number, to: number): Spoken => ({
  speakerId: id,
  input: `Mic ${id}`,
  from,
  to,
});

const truth = [said('a', 2 * second, 8 * second), said('b', 9 * second, 15 * second)];

/** A frame every 50 ms; who speaks has -20 dBFS. */
const track: MadeTrack = {
  kind: 'two',
  title: 'two people',
  truth,
  others: [],
  microphones: { 'Mic a': ['a'], 'Mic b': ['b'] },
  frames: Array.from({ length: 400 }, (_, index): MeterFrame => {
    const at = index * 50;
    const levelOf = (input: string) => {
      const isSpeaking = truth.some((part) => part.input === input && part.from <= at && part.to >= at);
      const level = isSpeaking ? -20 : -70;
      return { magnitude: level, peak: level, inputPeak: level };
    };
    return { at, levels: { 'Mic a': levelOf('Mic a'), 'Mic b': levelOf('Mic b') } };
  }),
};

it('finds nothing wrong where everybody is named at their first words', () => {
  const score = scoreOf(track, loudestWins());
  expect(score).toEqual({
    wrong: 0,
    wrongNow: 0,
    flicker: 0,
    shown: 2,
    delays: [0, 0],
    missed: 0,
    turns: 2,
    named: 2,
  });
});

it('counts the wait of a listener that looks every 300 ms', () => {
  const { delays } = scoreOf(track, thresholdLoop());
  expect(delays).toEqual([100, 0]);
});

it('misses a turn whose speaker is never named', () => {
  const deaf = scoreOf(track, () => []);
  expect(deaf).toMatchObject({ missed: 2, turns: 2, named: 0, delays: [], shown: 0 });
});

it('counts a name that appears after two seconds of silence, or while another alone has spoken', () => {
  const name = (speakerId: string, from: number) => ({ speakerId, from, to: from + 5 * second });
  const wrongOf = (...names: readonly ReturnType<typeof name>[]) => {
    const { wrong, wrongNow } = scoreOnAir({ truth, others: [] }, names, 3 * second);
    return [wrong, wrongNow];
  };
  expect(wrongOf(name('a', 9_900))).toEqual([0, 1]);
  expect(wrongOf(name('a', 10_100))).toEqual([1, 1]);
  expect(wrongOf(name('b', 1_000))).toEqual([1, 0]);
  expect(wrongOf(name('a', 2_000), name('b', 9_100))).toEqual([0, 0]);
});

it('counts a name that goes before its minimum time', () => {
  const short = { speakerId: 'a', from: 3_000, to: 5_999 };
  expect(scoreOnAir({ truth, others: [] }, [short], 3 * second).flicker).toBe(1);
  expect(scoreOnAir({ truth, others: [] }, [{ ...short, to: 6_000 }], 3 * second).flicker).toBe(0);
});

it('counts short pauses as part of a turn, and no turn of three seconds or less', () => {
  const parts = [
    said('a', 0, 2_000),
    said('a', 2_900, 4_000),
    said('a', 5_100, 8_100),
    said('b', 1_000, 9_000),
  ];
  expect(turnsOf(parts)).toEqual([said('a', 0, 4_000), said('b', 1_000, 9_000)]);
});

it('shows whoever is heard, changes no sooner than allowed, and takes a name out in its time', () => {
  const quiet: Spoken[] = [];
  const heard = (id: string, since: number): Voice => ({
    input: `Mic ${id}`,
    speakerId: id,
    since,
    decibels: -20,
    sure: true,
    muted: false,
  });
  const a = [heard('a', 1_000)];
  const b = [heard('b', 2_000)];
  const { onAir } = played({ ...track, truth: quiet }, ({ at }) => (at < 1_000 ? [] : at < 2_000 ? a : b));
  expect(onAir.map(({ speakerId }) => speakerId)).toEqual(['a', 'b']);
  const [first, then] = onAir;
  expect(first?.from).toBe(1_000);
  expect(first?.to).toBeGreaterThanOrEqual(4_000);
  expect(then?.from).toBe(first?.to);
  expect(then?.to).toBeLessThan(20_000);
});
