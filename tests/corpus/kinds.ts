import type { SpeakerId } from '../../src/core/show/model';
import type { Duration } from '../../src/core/time/units';
import { minute } from '../../src/core/time/units';
import { type Dice, diceFrom } from './chance';
import { conversation, livelyManners, type Manners, plainManners, times } from './conversation';
import { applause, bang, music, paper, type Power, typing } from './sound';
import { type MadeTrack, metered, type Microphone, type Path, type Stage } from './stage';

/** The kinds of track that the generator makes. Each seed of a kind is another room with other people. */
export const kinds = {
  turns: (dice) => remote(dice, { manners: plainManners }),
  overlap: (dice) =>
    remote(dice, { manners: { ...livelyManners, laughs: 0, coughs: 0, overlap: 0.6, together: 0.2 } }),
  crosstalk12: (dice) => oneRoom(dice, { bleed: -12 }),
  crosstalk20: (dice) => oneRoom(dice, { bleed: -20 }),
  crosstalkGains: (dice) => oneRoom(dice, { bleed: -14, uneven: true }),
  farTalker: (dice) => farTalker(dice),
  echo: (dice) => secondRoom(dice, { loud: [-12, -3] }),
  echoLoud: (dice) => secondRoom(dice, { loud: [-5, -2] }),
  wholeRoom: (dice) => wholeRoom(dice),
  noise: (dice) => noisy(dice),
  laughter: (dice) => remote(dice, { manners: { ...livelyManners, overlap: 0.1, laughs: 5 } }),
  coughs: (dice) =>
    remote(dice, { manners: { ...livelyManners, overlap: 0.05, laughs: 0, coughs: 6, backchannels: 14 } }),
  music: (dice) => withMusic(dice),
  pauses: (dice) => remote(dice, { manners: { ...plainManners, longPauses: 0.4, turn: 20_000 } }),
  gains: (dice) => gains(dice),
  clipping: (dice) => clipping(dice),
  dead: (dice) => dead(dice),
  muted: (dice) => muted(dice),
  poorLine: (dice) => poorLine(dice),
  meeting: (dice) => meeting(dice),
  gated: (dice) => gated(dice),
  outOfScope: (dice) => outOfScope(dice),
  hall: (dice) => hall(dice, 4 * minute),
  inputs12: (dice) => many(dice, 12),
  inputs40: (dice) => many(dice, 40),
  panel60: (dice) => hall(dice, 60 * minute),
} as const satisfies Readonly<Record<string, (dice: Dice) => Made>>;

export type Kind = keyof typeof kinds;

export const allKinds = Object.keys(kinds) as readonly Kind[];

/** The stage of a track, and the inputs of people who are not in the segment. */
interface Made extends Stage {
  readonly outside?: readonly string[];
}

/** The track of a kind by its seed: the same seed, the same track. */
export function makeTrack(kind: Kind, seed: number): MadeTrack {
  const dice = diceFrom(seed).apart(kind);
  const { outside = [], ...stage }: Made = kinds[kind](dice);
  const track = metered(stage, dice.apart('meters'));
  const counted = stage.microphones.filter(
    ({ name, people }) => people.length > 0 && !outside.includes(name),
  );
  return {
    ...track,
    kind,
    truth: track.truth.filter(({ input }) => !outside.includes(input)),
    others: track.truth.filter(({ input }) => outside.includes(input)),
    microphones: Object.fromEntries(counted.map(({ name, people }) => [name, people])),
  };
}

const usual: Duration = 3 * minute;

function names(count: number): readonly SpeakerId[] {
  return Array.from({ length: count }, (_, index) => `p${index + 1}`);
}

const micOf = (id: SpeakerId): string => `Mic ${id.slice(1)}`;

/** A microphone as people have them: no two alike. */
function microphone(
  name: string,
  people: readonly SpeakerId[],
  dice: Dice,
  but: Partial<Microphone> = {},
): Microphone {
  const gain = dice.between(-34, -20);
  return {
    name,
    gain,
    noise: gain - dice.between(28, 48),
    noises: [],
    automatic: false,
    gate: null,
    ceiling: 0,
    fader: dice.is(0.3) ? dice.between(-8, 3) : 0,
    muted: false,
    dead: false,
    people,
    ...but,
  };
}

function ownPath(id: SpeakerId, to: string, dice: Dice): Path {
  const tail = { gain: dice.between(-16, -8), length: dice.between(200, 600) };
  return { from: id, to, gain: 0, delay: 0, tail, wander: 0.3, patchy: false };
}

/** Everybody at home, each with a microphone of their own. */
function remote(
  dice: Dice,
  { manners, count = 4 }: { readonly manners: Manners; readonly count?: number },
): Made {
  const people = names(count);
  return {
    title: `${count} people, each at home`,
    length: usual,
    sources: conversation(people, usual, manners, dice),
    microphones: people.map((id) => microphone(micOf(id), [id], dice)),
    paths: people.map((id) => ownPath(id, micOf(id), dice)),
  };
}

/** What every microphone of a room hears of the others' voices, `bleed` dB below their own. */
function bleeding(
  room: readonly SpeakerId[],
  bleed: (from: SpeakerId, to: SpeakerId) => number,
  dice: Dice,
): readonly Path[] {
  return room.flatMap((from) =>
    room
      .filter((to) => to !== from)
      .map((to) => ({
        from,
        to: micOf(to),
        gain: bleed(from, to),
        delay: dice.between(2, 12),
        tail: { gain: dice.between(-8, -1), length: dice.between(300, 900) },
        wander: dice.between(1, 2.2),
        patchy: false,
      })),
  );
}

/**
 * One room: every microphone hears everybody. With uneven gains the same voice may be nearly as loud in another's
 * microphone as in its own, and far louder than somebody else is in theirs.
 */
function oneRoom(
  dice: Dice,
  { bleed, uneven = false }: { readonly bleed: number; readonly uneven?: boolean },
): Made {
  const people = names(4);
  const gainOf = new Map(people.map((id) => [id, uneven ? dice.between(-36, -22) : dice.between(-28, -25)]));
  const gain = (id: SpeakerId): number => gainOf.get(id) ?? 0;
  return {
    title: `one room, the others ${bleed} dB`,
    length: usual,
    sources: conversation(people, usual, { ...livelyManners, coughs: 0.5, laughs: 0.3 }, dice),
    microphones: people.map((id) =>
      microphone(micOf(id), [id], dice, { gain: gain(id), noise: gain(id) - dice.between(28, 38), fader: 0 }),
    ),
    paths: [
      ...people.map((id) => ownPath(id, micOf(id), dice)),
      // Never as loud as in their own: then nobody could tell.
      ...bleeding(people, (from, to) => Math.min(bleed + dice.around(0, 1), gain(from) - gain(to) - 4), dice),
    ],
  };
}

/** Somebody far from every microphone of the room, their own too: heard in three of them nearly alike. */
function farTalker(dice: Dice): Made {
  const people = names(4);
  const [far] = people;
  const stage = oneRoom(dice, { bleed: -16 });
  const gains = new Map(stage.microphones.map(({ name, gain }) => [name, gain]));
  const own = gains.get(micOf(far ?? '')) ?? 0;
  return {
    ...stage,
    title: 'one room, one person far from their microphone',
    paths: stage.paths.map((path) => {
      if (path.from !== far) return path;
      if (path.to === micOf(far)) return { ...path, gain: -6 };
      // Never as loud as in their own: then nobody could tell.
      return { ...path, gain: Math.min(dice.between(-14, -11), own - (gains.get(path.to) ?? 0) - 10) };
    }),
  };
}

/** A second room plays everybody over loudspeakers, and its microphone hands it back later. */
function echoes(
  people: readonly SpeakerId[],
  to: string,
  loud: (from: SpeakerId) => number,
  dice: Dice,
): readonly Path[] {
  const delay = dice.between(150, 900);
  return people
    .filter((id) => micOf(id) !== to)
    .map((from) => ({
      from,
      to,
      gain: loud(from),
      delay,
      tail: { gain: dice.between(-8, -1), length: dice.between(300, 800) },
      wander: dice.between(0.8, 2),
      patchy: dice.is(0.3),
    }));
}

/** `loud`: the echo beside the voice in its own microphone, both as metered. */
function secondRoom(dice: Dice, { loud }: { readonly loud: readonly [number, number] }): Made {
  const people = names(4);
  const stage = remote(dice, { manners: { ...livelyManners, laughs: 0.2 } });
  const gains = new Map(stage.microphones.map(({ name, gain, fader }) => [name, gain + fader]));
  const second = dice.is(0.3) ? ['p4', 'p3'] : ['p4'];
  const level = dice.between(...loud);
  return {
    ...stage,
    title: `a second room's echo, ${level.toFixed(0)} dB`,
    paths: [
      ...stage.paths,
      ...second.flatMap((id) =>
        echoes(
          people,
          micOf(id),
          (from) => level + (gains.get(micOf(from)) ?? 0) - (gains.get(micOf(id)) ?? 0) + dice.around(0, 1),
          dice,
        ),
      ),
    ],
  };
}

/** Three people share the microphone of a room; two are at home. */
function wholeRoom(dice: Dice): Made {
  const people = names(5);
  const room = 'Room';
  const inRoom = people.slice(0, 3);
  const atHome = people.slice(3);
  return {
    title: 'a whole room on one input',
    length: usual,
    sources: conversation(people, usual, livelyManners, dice),
    microphones: [
      microphone(room, inRoom, dice, { noises: crowd(usual, dice) }),
      ...atHome.map((id) => microphone(micOf(id), [id], dice)),
    ],
    paths: [
      ...inRoom.map((id) => ({ ...ownPath(id, room, dice), gain: dice.between(-8, 0) })),
      ...atHome.map((id) => ownPath(id, micOf(id), dice)),
      ...(dice.is(0.5) ? echoes(atHome, room, () => dice.between(-14, -8), dice) : []),
    ],
  };
}

function crowd(length: Duration, dice: Dice): Microphone['noises'] {
  return times(0.7, length, dice).map((at) => ({
    at,
    power: applause(dice.between(2_000, 6_000), dice.between(-42, -30), dice),
  }));
}

/** Fan, keyboard, paper and door at the microphones of people who listen. */
function noisy(dice: Dice): Made {
  const stage = remote(dice, { manners: { ...plainManners, backchannels: 2 } });
  return {
    ...stage,
    title: 'fan, keyboard, paper, door',
    microphones: stage.microphones.map((mic, index) => ({
      ...mic,
      noise: index === 1 ? mic.gain - dice.between(14, 20) : mic.noise,
      noises: noises(mic.gain, 4, stage.length, dice.apart(mic.name)),
    })),
  };
}

/** So many noises a minute, as loud as they are beside a voice of `gain`. */
function noises(gain: number, aMinute: number, length: Duration, dice: Dice): Microphone['noises'] {
  return times(aMinute, length, dice).map((at) => ({ at, power: anyNoise(gain, dice) }));
}

function anyNoise(gain: number, dice: Dice): Power {
  const kind = dice.whole(5);
  if (kind < 2) return typing(dice.between(600, 6_000), gain + dice.between(-14, 0), dice);
  if (kind < 4) return paper(dice.between(200, 1_200), gain + dice.between(-16, -6), dice);
  return bang(gain + dice.between(-6, 8), dice);
}

/** Music and a film in inputs of their own, and once a radio at somebody's microphone. */
function withMusic(dice: Dice): Made {
  const stage = remote(dice, { manners: { ...livelyManners, laughs: 0 } });
  const parts = times(0.8, stage.length, dice).map((at) => ({
    at,
    power: music(dice.between(5_000, 25_000), dice.between(-30, -18), dice),
  }));
  const silent = { gain: -30, noise: -100, fader: 0 };
  const jingle = microphone('Music', [], dice, { ...silent, noises: parts });
  const radio = music(stage.length, -2, dice);
  return {
    ...stage,
    title: 'music',
    microphones: [
      ...stage.microphones.map((mic, index) =>
        index === 3
          ? { ...mic, noises: [{ at: 0, power: radio.map((value) => value * 10 ** ((mic.gain - 22) / 10)) }] }
          : mic,
      ),
      jingle,
    ],
  };
}

/** Very different gains, and some that level themselves. */
function gains(dice: Dice): Made {
  const stage = remote(dice, { manners: livelyManners });
  return {
    ...stage,
    title: 'very different gains, some automatic',
    microphones: stage.microphones.map((mic) => {
      const gain = dice.between(-48, -14);
      return { ...mic, gain, noise: gain - dice.between(20, 34), automatic: dice.is(0.5), fader: 0 };
    }),
  };
}

function clipping(dice: Dice): Made {
  const stage = remote(dice, { manners: livelyManners });
  return {
    ...stage,
    title: 'two microphones set too hot',
    microphones: stage.microphones.map((mic, index) => {
      if (index > 1) return mic;
      const gain = dice.between(-8, -2);
      return { ...mic, gain, noise: gain - dice.between(24, 34), fader: 0, ceiling: dice.is(0.5) ? 0 : -6 };
    }),
  };
}

/** The cable of one is out; what they say is heard in nobody's microphone. */
function dead(dice: Dice): Made {
  const stage = remote(dice, { manners: livelyManners });
  return {
    ...stage,
    title: 'a dead microphone',
    microphones: stage.microphones.map((mic, index) =>
      index === 1 ? { ...mic, dead: true, noise: -100 } : mic,
    ),
  };
}

/** One talks into a muted microphone: viewers do not hear it. */
function muted(dice: Dice): Made {
  const stage = remote(dice, { manners: livelyManners });
  return {
    ...stage,
    title: 'somebody talks into a muted microphone',
    microphones: stage.microphones.map((mic, index) => (index === 2 ? { ...mic, muted: true } : mic)),
  };
}

/** A guest on a poor line: much noise, and a quiet voice over it. */
function poorLine(dice: Dice): Made {
  const stage = remote(dice, { manners: { ...livelyManners, laughs: 0.2 } });
  return {
    ...stage,
    title: 'a guest on a poor line',
    microphones: stage.microphones.map((mic, index) => {
      if (index !== 3) return mic;
      return {
        ...mic,
        noise: mic.gain - dice.between(12, 18),
        noises: noises(mic.gain, 3, stage.length, dice.apart('line')),
      };
    }),
  };
}

/** A meeting program hands on three people as one input, levelled and gated; the host is in the studio. */
function meeting(dice: Dice): Made {
  const people = names(5);
  const call = people.slice(2);
  const studio = people.slice(0, 2);
  const feed = microphone('Call', call, dice, { automatic: true, gate: -50, gain: -30, noise: -58 });
  return {
    title: 'a meeting as one input, with its own gate',
    length: usual,
    sources: conversation(people, usual, livelyManners, dice),
    microphones: [...studio.map((id) => microphone(micOf(id), [id], dice)), feed],
    paths: [
      ...studio.map((id) => ownPath(id, micOf(id), dice)),
      ...bleeding(studio, () => -15 + dice.around(0, 1), dice),
      ...call.map((id) => ({ ...ownPath(id, 'Call', dice), gain: dice.between(-4, 2) })),
      ...(dice.is(0.6) ? echoes(studio, 'Call', () => dice.between(-14, -6), dice) : []),
    ],
  };
}

/** Every microphone has a gate or a noise filter of its own: between words some hand on nothing at all. */
function gated(dice: Dice): Made {
  const stage = remote(dice, { manners: livelyManners });
  return {
    ...stage,
    title: 'gates and noise filters on every microphone',
    microphones: stage.microphones.map((mic) => ({
      ...mic,
      noise: dice.is(0.3) ? -95 : mic.noise,
      gate: dice.is(0.7) ? mic.gain - dice.between(12, 24) : null,
      noises: noises(mic.gain, 1, stage.length, dice.apart(mic.name)),
    })),
  };
}

/** In the room sit two who are not in the segment, and talk. */
function outOfScope(dice: Dice): Made {
  return {
    ...oneRoom(dice, { bleed: -15 }),
    title: 'people outside the segment talk',
    outside: ['Mic 3', 'Mic 4'],
  };
}

/** As many inputs as a big show has: a few people talk, the others listen and rustle. */
function many(dice: Dice, count: number): Made {
  const people = names(count);
  const talking = people.slice(0, 8);
  const length = count > 20 ? 2 * minute : usual;
  const room = talking.slice(0, 4);
  return {
    title: `${count} inputs`,
    length,
    sources: conversation(talking, length, livelyManners, dice),
    microphones: people.map((id) => {
      const mic = microphone(micOf(id), [id], dice);
      return { ...mic, noises: noises(mic.gain, 0.4, length, dice.apart(mic.name)) };
    }),
    paths: [
      ...talking.map((id) => ownPath(id, micOf(id), dice)),
      ...bleeding(room, () => -18 + dice.around(0, 1), dice),
      ...echoes(talking, 'Mic 8', () => dice.between(-18, -10), dice),
    ],
  };
}

/** All of it at once, as on a real day: some in a room, some at home, one of them with an echo, all with noises. */
function hall(dice: Dice, length: Duration): Made {
  const count = 4 + dice.whole(3);
  const people = names(count);
  const room = people.slice(0, 2 + dice.whole(2));
  const echoing = dice.is(0.6) ? people.slice(-1) : [];
  const bleed = dice.between(-20, -12);
  const microphones = people.map((id) => {
    const inRoom = room.includes(id);
    const mic = microphone(micOf(id), [id], dice, inRoom ? { gain: dice.between(-29, -25), fader: 0 } : {});
    return {
      ...mic,
      automatic: !inRoom && dice.is(0.4),
      gate: !inRoom && dice.is(0.25) ? mic.gain - 22 : null,
      noises: noises(mic.gain, 1, length, dice.apart(mic.name)),
    };
  });
  const loudOf = new Map(microphones.map(({ name, gain, fader }) => [name, gain + fader]));
  const loud = (id: SpeakerId): number => loudOf.get(micOf(id)) ?? 0;
  return {
    title: `a panel of ${count}, ${room.length} in one room${echoing.length > 0 ? ', with an echo' : ''}`,
    length,
    sources: conversation(people, length, livelyManners, dice),
    microphones,
    paths: [
      ...people.map((id) => ownPath(id, micOf(id), dice)),
      ...bleeding(room, () => bleed + dice.around(0, 1), dice),
      ...echoing.flatMap((id) =>
        echoes(people, micOf(id), (from) => dice.between(-12, -3) + loud(from) - loud(id), dice),
      ),
    ],
  };
}
