import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultVoices } from '../../../src/core/show/model';
import { fourVoices, type Line } from '../../corpus/madeSpeech';
import { startNames } from '../../corpus/namesSeen';
import { recordedThrough } from '../../corpus/throughObs';
import { startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { percentile } from '../statistics';

const words = [
  'Good afternoon, and thank you for being with us.',
  'I would like to begin with a question, if I may.',
  'That is what we found in the second year of it.',
  'Let me show you how this works in practice.',
  'There is a report on our page, as you can see.',
];
const turns = 24;
const everyMs = 3_700;
const beginMs = 4_000;
const length = beginMs + turns * everyMs + 500;

const inputOf = (id: string): string => `Microphone of ${id}`;

/** A voice sets in, in a real OBS, and a name is seen in its picture: everything in between is the app's. */
export const voiceToAir: Figure = {
  key: 'voiceToAir',
  what: 'sound begins in a media source of OBS → the right name is in the picture of the program scene',
  limits: { p95: 1_500, missed: 0, wrong: 0 },
  async measure(): Promise<Measured> {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-voices-'));
    const obs = await startRealObs({ canvas: { width: 320, height: 180 }, fps: 30 });
    try {
      const names = await startNames(obs, panel);
      const looked = names.watch();
      const track = await recordedThrough(obs, folder, {
        title: 'Turns',
        length,
        lines,
        microphones: fourVoices.map(({ id }) => ({
          input: inputOf(id),
          noise: -60,
          hears: fourVoices.map((from) => ({
            id: from.id,
            gain: from.id === id ? -6 : -26,
            delay: from.id === id ? 0 : 8,
            room: 20,
          })),
        })),
      });
      await looked();
      await names.dispose();
      return measured(track.truth ?? [], names.seen);
    } finally {
      await obs.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const lines: readonly Line[] = Array.from({ length: turns }, (_, index) => ({
  // Not by turns: every one follows every other.
  id: fourVoices[(index + Math.floor(index / 4)) % 4]?.id ?? '',
  at: beginMs + index * everyMs,
  words: words[index % words.length] ?? '',
}));

const panel = show(
  ['names', 'panel'].map((id) =>
    segment(id, { scene: 'Scene', speakerIds: fourVoices.map((person) => person.id) }),
  ),
  {
    date: null,
    speakers: fourVoices.map(({ id }) => speaker(id, { microphone: inputOf(id) })),
    voices: {
      ...defaultVoices,
      policy: { ...defaultVoices.policy, onChange: true, minimum: 2_000 },
    },
  },
);

/** Each turn: when its name was seen; and names that nobody of the turn has. */
function measured(
  truth: readonly { readonly speakerId: string; readonly from: number }[],
  seen: readonly { readonly at: number; readonly name: string | null }[],
): Measured {
  const turnsOf = truth.filter(({ speakerId }, index) => truth[index - 1]?.speakerId !== speakerId);
  const delays = turnsOf.flatMap(({ speakerId, from }, index) => {
    const until = turnsOf[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const first = seen.find(({ at, name }) => name === speakerId && at >= from && at < until);
    return first ? [first.at - from] : [];
  });
  const wrong = seen.filter(({ at, name }) => {
    const speaking = turnsOf.findLast(({ from }) => from <= at);
    return name !== null && name !== speaking?.speakerId;
  });
  return {
    fields: {
      p50: percentile(delays, 0.5),
      p95: percentile(delays, 0.95),
      missed: turnsOf.length - delays.length,
      wrong: wrong.length,
      n: delays.length,
    },
    intervals: {},
  };
}
