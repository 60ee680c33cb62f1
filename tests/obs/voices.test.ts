import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { defaultVoices } from '../../src/core/show/model';
import type { MeterTrack } from '../../src/core/captions/track';
import { wouldShow } from '../../src/core/captions/trial';
import { fourVoices, type Line } from '../corpus/madeSpeech';
import { type NamesSeen, startNames } from '../corpus/namesSeen';
import { scoreOnAir } from '../corpus/score';
import { recordedThrough } from '../corpus/throughObs';
import { type RealObs, startRealObs } from '../support/realObs';
import { segment, show, speaker } from '../support/shows';

const lines: readonly Line[] = [
  { id: 'p1', at: 4_000, words: 'Good afternoon, and thank you for being with us.' },
  { id: 'p2', at: 7_200, words: 'I would like to begin with a question, if I may.' },
  { id: 'p3', at: 10_600, words: 'That is what we found in the second year of it.' },
  { id: 'p4', at: 13_800, words: 'Let me show you how this works in practice.' },
];
const length = 17_500;

const panel = show(
  ['names', 'panel'].map((id) =>
    segment(id, { scene: 'Scene', speakerIds: fourVoices.map((person) => person.id) }),
  ),
  {
    date: null,
    speakers: fourVoices.map(({ id }) => speaker(id, { microphone: `Microphone of ${id}` })),
    voices: { ...defaultVoices, policy: { ...defaultVoices.policy, minimum: 2_000 } },
  },
);

/** Four made voices, a microphone each, in which the others are heard 20 dB lower. */
describe.skipIf(whyNot('obs', 'speech') !== null)('four voices through the meters of a real OBS', () => {
  let obs: RealObs;
  let track: MeterTrack;
  let names: NamesSeen;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-voices-'));

  beforeAll(async () => {
    obs = await startRealObs({ canvas: { width: 320, height: 180 }, fps: 10 });
    names = await startNames(obs, panel);
    const watching = names.watch();
    track = await recordedThrough(obs, folder, {
      title: 'Four voices',
      length,
      lines,
      microphones: fourVoices.map(({ id }) => ({
        input: `Microphone of ${id}`,
        noise: -60,
        hears: fourVoices.map((from) => ({
          id: from.id,
          gain: from.id === id ? -6 : -26,
          delay: from.id === id ? 0 : 8,
          room: 20,
        })),
      })),
    });
    await watching();
  });
  afterAll(async () => {
    await names.dispose();
    await obs.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('come every 50 ms, for each input that plays', () => {
    const { frames } = track;
    expect(frames.length).toBeGreaterThan(250);
    expect(frames.every(({ levels }) => Object.keys(levels).length === 4)).toBe(true);
  });

  it('are named as they speak, each within 1.5 s of their first words, and nobody else is', () => {
    const { shown } = wouldShow(panel, track);
    const onAir = shown.map(({ to, ...name }) => ({ ...name, to: to ?? Number.POSITIVE_INFINITY }));
    expect(onAir.map(({ speakerId }) => speakerId)).toEqual(['p1', 'p2', 'p3', 'p4']);
    const truth = track.truth ?? [];
    const delays = onAir.map(({ speakerId, from }) => {
      const first = truth.find((spoken) => spoken.speakerId === speakerId);
      return from - (first?.from ?? Number.NaN);
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_500);
    expect(scoreOnAir({ truth, others: [] }, onAir, 0)).toMatchObject({ wrong: 0, wrongNow: 0 });
  });

  it('bring the right name on air, and no other, within 1.5 s of their first words', () => {
    const seen = names.seen.flatMap(({ at, name }) => (name === null ? [] : [{ at, name }]));
    expect(seen.map(({ name }) => name)).toEqual(['p1', 'p2', 'p3', 'p4']);
    const truth = track.truth ?? [];
    const delays = seen.map(({ at, name }) => {
      const first = truth.find((spoken) => spoken.speakerId === name);
      return at - (first?.from ?? Number.NaN);
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_500);
    expect(Math.min(...delays)).toBeGreaterThan(0);
    const asked = names.stage.of('captionRequested').filter(({ by }) => by === 'voice');
    expect(asked.map(({ speakerId, why }) => `${speakerId} ${why?.kind} ${why?.input}`)).toEqual(
      fourVoices.map(({ id }) => `${id} firstWords Microphone of ${id}`),
    );
  });
});
