import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import type { Instant } from '../../src/core/time/units';
import { defaultVoices } from '../../src/core/show/model';
import type { MeterTrack } from '../../src/core/captions/track';
import { director, policy } from '../corpus/listeners';
import { fourVoices, type Line } from '../corpus/madeSpeech';
import { onAirBy, scoreOnAir } from '../corpus/score';
import { recordedThrough } from '../corpus/throughObs';
import { type RoomStage, startRoom } from '../practice/obsRoom/roomStage';
import { type RealObs, startRealObs } from '../support/realObs';
import { segment, show, speaker } from '../support/shows';
import { until } from '../support/until';

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
  let stage: RoomStage;
  let person: OBSWebSocket;
  /** What viewers saw, looked at ten times a second, in the time of the track. */
  const seen: { readonly at: Instant; readonly name: string | null }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'lectern-voices-'));
  const microphones = Object.fromEntries(fourVoices.map(({ id }) => [`Microphone of ${id}`, [id]]));

  beforeAll(async () => {
    obs = await startRealObs({ canvas: { width: 320, height: 180 }, fps: 10 });
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    stage = startRoom({
      show: panel,
      target: { address: obs.url, practice: false, password: obs.password },
    });
    await stage.connected();
    await stage.room.setUpCaptions();
    // OBS is asked how wide each name is; until then its plate is as a table of widths has it.
    await stage.until('all names are measured', () =>
      fourVoices.every(({ id }) => stage.drawings.get(id)?.measured === true),
    );
    await onAir('names');
    const names = await picturesOfNames();
    await stage.guardIsOver();
    await onAir('panel');
    const watching = watch(names);
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
    await stage.dispose();
    await person.disconnect();
    await obs.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function onAir(id: string): Promise<void> {
    stage.go();
    await stage.until(`${id} is on air`, () => {
      const { onAir: taken, settling } = stage.host.state.run;
      return taken?.segment.id === id && settling === null && taken.onAirAt !== null;
    });
  }

  async function picture(): Promise<string> {
    const asked = { sourceName: 'Scene', imageFormat: 'png', imageWidth: 320, imageHeight: 180 };
    return (await person.call('GetSourceScreenshot', asked)).imageData;
  }

  /** How the scene looks with each name on it, shown by hand one after the other, and with none. */
  async function picturesOfNames(): Promise<ReadonlyMap<string, string | null>> {
    const names = new Map<string, string | null>([[await picture(), null]]);
    let expected: string | null = null;
    for (const { id } of fourVoices) {
      stage.submit({ type: 'showCaption', speakerId: id, pinned: true, expected });
      expected = id;
      const drawn = await until(`${id} is drawn`, 5_000, async () => {
        const now = await picture();
        return names.has(now) ? null : now;
      });
      // OBS sets a text with its next frames: what it comes to rest at.
      await until(`${id} is drawn to its end`, 5_000, async () => (await picture()) === (await picture()));
      names.set(await picture(), id);
      names.set(drawn, names.get(drawn) ?? id);
    }
    return names;
  }

  /** Looks until told to stop. */
  function watch(names: ReadonlyMap<string, string | null>): () => Promise<void> {
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        const name = names.get(await picture());
        const at = performance.now();
        if (name !== undefined && name !== seen.at(-1)?.name) seen.push({ at, name });
      }
    })();
    return async () => {
      isOver = true;
      await looking;
    };
  }

  it('come every 50 ms, for each input that plays', () => {
    const { frames } = track;
    expect(frames.length).toBeGreaterThan(250);
    expect(frames.every(({ levels }) => Object.keys(levels).length === 4)).toBe(true);
  });

  it('are named as they speak, each within 1.2 s of their first words, and nobody else is', () => {
    const hear = director();
    const said = track.frames.map((frame) => ({ at: frame.at, heard: hear(frame, microphones) }));
    const onAir = onAirBy(said, { ...policy, minimum: 2_000 });
    expect(onAir.map(({ speakerId }) => speakerId)).toEqual(['p1', 'p2', 'p3', 'p4']);
    const truth = track.truth ?? [];
    const delays = onAir.map(({ speakerId, from }) => {
      const first = truth.find((spoken) => spoken.speakerId === speakerId);
      return from - (first?.from ?? Number.NaN);
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_200);
    expect(scoreOnAir({ truth, others: [] }, onAir, 0)).toMatchObject({ wrong: 0, wrongNow: 0 });
  });

  it('bring the right name on air, and no other, within 1.5 s of their first words', () => {
    const names = seen.flatMap(({ at, name }) => (name === null ? [] : [{ at, name }]));
    expect(names.map(({ name }) => name)).toEqual(['p1', 'p2', 'p3', 'p4']);
    const truth = track.truth ?? [];
    const delays = names.map(({ at, name }) => {
      const first = truth.find((spoken) => spoken.speakerId === name);
      return at - (first?.from ?? Number.NaN);
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_500);
    expect(Math.min(...delays)).toBeGreaterThan(0);
    const asked = stage.of('captionRequested').filter(({ by }) => by === 'voice');
    expect(asked.map(({ speakerId, why }) => `${speakerId} ${why?.kind} ${why?.input}`)).toEqual(
      fourVoices.map(({ id }) => `${id} firstWords Microphone of ${id}`),
    );
  });
});
