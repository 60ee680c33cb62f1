import { describe, expect, it } from 'vitest';
import { realGround, virtualGround } from './ground';
import { begin, play, type Playing } from './sequence';
import { withOutputs, type Story } from './story';

/**
 * `SEQUENCES=10000` plays more of them, `SEED=123` one, `STORY=cues` those alone; `FROM=5001` begins there, `LIES=50`
 * goes on for so many.
 */
const { SEQUENCES, SEED, STORY, FROM, LIES } = process.env;
const usual: Readonly<Record<Story, number>> = { bare: 500, cues: 250, next: 150 };
const most = Number(LIES ?? 3);
const stories = (['bare', 'cues', 'next'] as const).filter((story) => STORY === undefined || STORY === story);

function seedsOf(story: Story): readonly number[] {
  if (SEED !== undefined) return [Number(SEED)];
  return Array.from({ length: Number(SEQUENCES ?? usual[story]) }, (_, index) => Number(FROM ?? 1) + index);
}

/** Sequences that found the console claiming something else than OBS was, by what was wrong. */
const found: readonly { readonly what: string; readonly again: readonly number[]; readonly story: Story }[] =
  [
    {
      what: 'an OBS after a first look of which it refused a part',
      again: [920, 3347, 4358, 8516],
      story: 'bare',
    },
    { what: 'somebody’s fade that OBS got stuck in', again: [1657], story: 'bare' },
    { what: 'a name that came in after it was given up', again: [2384], story: 'bare' },
    { what: 'a take whose read-back was refused', again: [3168], story: 'bare' },
    { what: 'a scene that another had followed', again: [3659], story: 'bare' },
    { what: 'a transition that was not given back', again: [3502, 4593, 8724, 9021], story: 'bare' },
    { what: 'sound that OBS would not mute', again: [620, 1086, 2825, 6483], story: 'bare' },
    { what: 'sound of which OBS would not say how it was', again: [3280, 9517], story: 'bare' },
    { what: 'a change that Back brought up again', again: [8287], story: 'bare' },
    { what: 'a transition that was remembered for good', again: [7981, 9458], story: 'bare' },
    { what: 'a cue that OBS did not answer and that was so before', again: [1357], story: 'cues' },
    { what: 'another person’s name after a take without a scene', again: [1439], story: 'cues' },
    { what: 'a change in OBS that was over', again: [328, 1341, 3194], story: 'cues' },
    { what: 'a transition that came back after another take', again: [1732], story: 'cues' },
    { what: 'a transition that went back in its last frame', again: [2586], story: 'cues' },
    { what: 'an end that was not heard, after a take without a scene', again: [7065, 9755], story: 'cues' },
    { what: 'an output that two cues asked for at once', again: [9707], story: 'cues' },
    { what: 'sound held for a mute that OBS refused without a word', again: [9381], story: 'cues' },
    { what: 'an output that came up while OBS was read', again: [2910, 2980], story: 'cues' },
    { what: 'what a half-open OBS had said before it answered', again: [1574, 2801], story: 'next' },
  ];

async function check(seed: number, playing: Playing): Promise<string | null> {
  const sequence = await begin(seed, playing);
  try {
    await play(sequence);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `${playing.story} seed ${seed}: ${said}\n${sequence.steps.join('\n')}`;
  } finally {
    await sequence.room.dispose();
    await sequence.ground.close();
  }
}

function inMemory(seed: number, story: Story): Playing {
  return { story, ground: virtualGround(seed, story === 'cues' ? withOutputs : {}) };
}

/** The first few that claim something else than OBS is. */
async function liesAmong(played: readonly number[], story: Story): Promise<string> {
  const lies: string[] = [];
  for (const seed of played) {
    const lie = await check(seed, inMemory(seed, story));
    if (lie !== null) lies.push(lie);
    if (lies.length >= most) break;
  }
  return lies.join('\n\n');
}

describe('whatever goes wrong, in whatever order', () => {
  for (const story of stories) {
    const seeds = seedsOf(story);
    it(
      `what the console claims is what OBS is (${story}, ${seeds.length} sequences)`,
      async () => expect(await liesAmong(seeds, story)).toBe(''),
      60 * 60_000,
    );
  }

  it('so it is over real sockets and in real time (20 sequences)', async () => {
    const played = Array.from({ length: 20 }, async (_, index) => {
      const story = index % 2 === 0 ? 'bare' : 'cues';
      return check(index + 1, { story, ground: await realGround(withOutputs) });
    });
    const lies = (await Promise.all(played)).filter((lie) => lie !== null);
    expect(lies.join('\n\n')).toBe('');
  }, 60_000);

  it.each(found)('nor any more of $what', async ({ again, story }) => {
    expect(await liesAmong(again, story)).toBe('');
  });
});
