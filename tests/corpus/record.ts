import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTrack } from '../../src/core/captions/track';
import type { SpeakerId } from '../../src/core/show/model';
import type { Duration } from '../../src/core/time/units';
import { startRealObs } from '../support/realObs';
import { type Dice, diceFrom } from './chance';
import { fourVoices, type Hearing, lengthOf, type Line, type MadeMicrophone, marksEnd } from './madeSpeech';
import { recordedThrough } from './throughObs';

/** Three parts of 100 s: everybody at home, one room, and a second room that plays all of it back. */
const length: Duration = 104_000;

interface Part {
  readonly name: string;
  readonly title: string;
  /** How a voice is heard in the microphone of somebody else, its gain beside its own one's; null: not at all. */
  readonly others: (from: SpeakerId, to: SpeakerId) => Omit<Hearing, 'id'> | null;
}

const parts: readonly Part[] = [
  { name: 'home', title: 'Made speech through OBS: four people, each at home', others: () => null },
  {
    name: 'room',
    title: 'Made speech through OBS: four people in one room, the others at -12 dB',
    others: () => ({ gain: -12, delay: 6, room: 30 }),
  },
  {
    name: 'echo',
    title:
      "Made speech through OBS: four people, the fourth one's room plays the others back after 450 ms at -6 dB",
    others: (_, to) => (to === 'p4' ? { gain: -6, delay: 450, room: 40 } : null),
  },
];

/**
 * `node scripts/run-typescript.mjs tests/corpus/record.ts [home room echo]`: makes the recordings beside this file
 * anew. Needs a real OBS, espeak-ng and sox; takes 2 minutes a part.
 */
export async function main(args: readonly string[]): Promise<void> {
  for (const [index, part] of parts.entries())
    if (args.length === 0 || args.includes(part.name)) await record(part, diceFrom(2_024 + index));
}

async function record({ name, title, others }: Part, dice: Dice): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-speech-'));
  const obs = await startRealObs({ canvas: { width: 320, height: 180 }, fps: 10 });
  try {
    const lines = await script(folder, dice);
    const performance = { title, length, lines, microphones: microphones(others, dice) };
    const track = await recordedThrough(obs, folder, performance);
    const file = join(import.meta.dirname, '../../resources/tracks', `${name}.meters.json`);
    writeFileSync(file, `${JSON.stringify(writeTrack(track))}\n`);
    console.log(`${file}: ${track.frames.length} frames, ${track.truth?.length ?? 0} times somebody spoke`);
  } finally {
    await obs.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const inputOf = (id: SpeakerId): string => `Mic ${id.slice(1)}`;

function microphones(others: Part['others'], dice: Dice): readonly MadeMicrophone[] {
  const own = new Map(fourVoices.map(({ id }) => [id, dice.between(-12, -6)]));
  return fourVoices.map(({ id }) => ({
    input: inputOf(id),
    noise: dice.between(-66, -54),
    hears: fourVoices.flatMap((from) => {
      const gain = own.get(from.id) ?? 0;
      if (from.id === id) return [{ id, gain, delay: 0, room: 10 }];
      const heard = others(from.id, id);
      return heard ? [{ ...heard, id: from.id, gain: gain + heard.gain }] : [];
    }),
  }));
}

/** Turns of one to four sentences, with the pauses that people leave each other, and now and then none. */
async function script(folder: string, dice: Dice): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let at = marksEnd + 500;
  let last: SpeakerId | null = null;
  while (at < length - 8_000) {
    const person = dice.one(fourVoices.filter(({ id }) => id !== last));
    const words = Array.from({ length: 1 + dice.whole(4) }, () => dice.one(sentences)).join(' ');
    const took = await lengthOf(folder, person, words, 'measured');
    lines.push({ id: person.id, at, words });
    at += took + (dice.is(0.15) ? -dice.between(300, 900) : dice.ratio(450, 0.7));
    last = person.id;
  }
  return lines;
}

const sentences = [
  'Good afternoon, and thank you for being with us.',
  'We have about an hour, and I would like to begin with a question.',
  'Yes, exactly.',
  'That is what we found in the second year, when nobody had expected it any more.',
  'Let me show you how this works in practice, because the numbers alone do not say much.',
  'I am not so sure about that.',
  'In our town there were three hundred households, and most of them had never been asked.',
  'Well, it depends on whom you ask, and on which day of the week.',
  'Could you tell us a little more about the costs?',
  'First, the water. Second, the roads. And third, which is what everybody forgets, the people who look after both.',
  'No.',
  'We tried it twice: once with paper, and once without.',
  'There is a report on our page, and I will put the link into the chat.',
  'What surprised me most was how quickly they changed their minds.',
  'Thank you, that is a very good point, and I should have said it at the beginning.',
  'Of course.',
];
