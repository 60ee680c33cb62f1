import type { SpeakerId } from '../../src/core/show/model';
import type { Duration, Instant } from '../../src/core/time/units';
import type { Dice } from './chance';
import {
  add,
  anyVoice,
  backchannel,
  cough,
  gained,
  laugh,
  type Power,
  powerOf,
  quiet,
  speech,
  type Voice,
} from './sound';
import type { Source } from './stage';

/** How people talk with each other; shares are from 0 to 1. */
export interface Manners {
  /** Of all turns, how many begin before the one before has ended. */
  readonly overlap: number;
  /** Of all turns, how many begin together with somebody who gives up after a second. */
  readonly together: number;
  /** How often somebody else says "mm-hm", a minute. */
  readonly backchannels: number;
  /** Laughter of several, a minute. */
  readonly laughs: number;
  /** Coughs of anybody, a minute. */
  readonly coughs: number;
  /** Of all pauses inside what a person says, how many last 2 to 8 s. */
  readonly longPauses: number;
  /** Median length of a turn. */
  readonly turn: Duration;
  /** Whether one leads through it and speaks after every other. */
  readonly hosted: boolean;
}

export const plainManners: Manners = {
  overlap: 0,
  together: 0,
  backchannels: 0,
  laughs: 0,
  coughs: 0,
  longPauses: 0,
  turn: 9_000,
  hosted: false,
};

export const livelyManners: Manners = {
  overlap: 0.2,
  together: 0.06,
  backchannels: 4,
  laughs: 0.6,
  coughs: 0.5,
  longPauses: 0.08,
  turn: 9_000,
  hosted: true,
};

interface Talker {
  readonly id: SpeakerId;
  readonly voice: Voice;
  /** How loud this one speaks beside others, dB. */
  readonly loud: number;
  readonly power: Power;
  readonly spoken: { readonly from: Instant; readonly to: Instant }[];
}

/** People who talk for `length`: who says what when, and the rest that they let be heard. */
export function conversation(
  people: readonly SpeakerId[],
  length: Duration,
  manners: Manners,
  dice: Dice,
): readonly Source[] {
  const talkers = people.map((id): Talker => {
    const own = dice.apart(id);
    return { id, voice: anyVoice(own), loud: own.around(0, 1.5), power: quiet(length), spoken: [] };
  });
  const script = dice.apart('script');
  let at = script.between(600, 3_000);
  let last: Talker | null = null;
  let turns = 0;
  while (at < length - 1_500) {
    const next = whoIsNext(talkers, last, turns, manners, script);
    const from = last && script.is(manners.overlap) ? at - script.between(300, 2_000) : at;
    const to = turn(next, Math.max(0, from), length, manners, script);
    if (script.is(manners.together)) {
      const other = script.one(talkers);
      if (other !== next)
        say(other, Math.max(0, from + script.between(-250, 250)), script.between(500, 1_400), script);
    }
    at = Math.max(at, to) + Math.max(60, script.ratio(380, 0.7));
    last = next;
    turns += 1;
  }
  sounds(talkers, length, manners, dice.apart('sounds'));
  return talkers.map(({ id, power, spoken }) => ({ id, power, spoken: joined(spoken) }));
}

function whoIsNext(
  talkers: readonly Talker[],
  last: Talker | null,
  turns: number,
  { hosted }: Manners,
  dice: Dice,
): Talker {
  const [host] = talkers;
  if (host && hosted && last !== host && turns % 2 === 0) return host;
  const others = talkers.filter((talker) => talker !== last);
  return dice.one(others.length > 0 ? others : talkers);
}

/** One turn: most are sentences, some a word or two, some a speech. When it ended. */
function turn(talker: Talker, from: Instant, length: Duration, manners: Manners, dice: Dice): Instant {
  const wanted = dice.is(0.15) ? dice.between(700, 2_500) : Math.min(60_000, dice.ratio(manners.turn, 0.8));
  let at = from;
  let left = Math.max(700, Math.min(wanted, length - from - 500));
  while (left > 0) {
    const part = dice.is(manners.longPauses * 2) ? Math.min(left, dice.between(1_500, 6_000)) : left;
    at = say(talker, at, part, dice);
    left -= part;
    if (left <= 700) break;
    at += dice.between(2_000, 8_000);
  }
  return at;
}

function say(talker: Talker, from: Instant, length: Duration, dice: Dice): Instant {
  const { power, breaths } = speech(talker.voice, length, dice);
  add(talker.power, power, from, powerOf(talker.loud + dice.around(0, 1)));
  for (const breath of breaths) talker.spoken.push({ from: from + breath.from, to: from + breath.to });
  return from + (breaths.at(-1)?.to ?? 0);
}

/** What is heard of people besides their words. */
function sounds(talkers: readonly Talker[], length: Duration, manners: Manners, dice: Dice): void {
  for (const at of times(manners.backchannels, length, dice))
    add(dice.one(talkers).power, backchannel(dice), at);
  for (const at of times(manners.coughs, length, dice)) add(dice.one(talkers).power, cough(dice), at);
  for (const at of times(manners.laughs, length, dice)) {
    const how = dice.between(700, 3_500);
    const who = talkers.filter(() => dice.is(0.6));
    const alone = who.length < 2;
    for (const talker of who) {
      const sound = laugh(alone ? Math.min(how, 1_200) : how * dice.between(0.5, 1), dice);
      add(talker.power, gained(sound, dice.around(-1, 2.5)), at + dice.between(0, 350));
    }
  }
}

/** So many moments a minute, by chance. */
export function times(aMinute: number, length: Duration, dice: Dice): readonly Instant[] {
  const all: Instant[] = [];
  if (aMinute <= 0) return all;
  for (let at = 0; ;) {
    at += (-60_000 / aMinute) * Math.log(1 - dice.upTo(1));
    if (at > length - 2_000) return all;
    all.push(at);
  }
}

/** A pause shorter than this is none: it is heard inside words too. */
const gap: Duration = 300;

function joined(spoken: Talker['spoken']): Source['spoken'] {
  const all: { from: Instant; to: Instant }[] = [];
  for (const part of spoken.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && part.from - last.to < gap) last.to = Math.max(last.to, part.to);
    else all.push({ ...part });
  }
  return all;
}
