import type { Director, Voice } from '../../src/core/captions/director';
import type { Spoken } from '../../src/core/captions/track';
import { createTrial } from '../../src/core/captions/trial';
import type { SpeakerId, VoicePolicy } from '../../src/core/show/model';
import { defaultVoices } from '../../src/core/show/model';
import type { Duration, Instant } from '../../src/core/time/units';
import { second } from '../../src/core/time/units';
import { percentile } from '../bench/statistics';
import { show, speaker } from '../support/shows';
import type { MadeTrack } from './stage';

/** Says after each frame who speaks: the director, or a baseline. */
export type Listener = Director['hear'];

/** A name that was on air. */
export interface OnAir {
  readonly speakerId: SpeakerId;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Score {
  /** Names that appeared while their owner had been silent for 2 s. */
  readonly wrong: number;
  /** Names that appeared while only somebody else had spoken for 0.5 s. */
  readonly wrongNow: number;
  /** Names on air for less than the minimum. */
  readonly flicker: number;
  /** Names that appeared. */
  readonly shown: number;
  /** From the first words of each turn to the frame in which its speaker was named. */
  readonly delays: readonly Duration[];
  /** Turns of more than 3 s in which their speaker was never named. */
  readonly missed: number;
  readonly turns: number;
  /** Turns in which the name of their speaker was on air: whoever shows nobody is never wrong, and of no use. */
  readonly named: number;
}

/** A pause no longer than this belongs to the turn. */
const pause: Duration = 1_000;
const shortestTurn: Duration = 3_000;
const longSilence: Duration = 2_000;
const shortSilence: Duration = 500;

/** Plays a track to a listener and scores what it says, and what of it would be on air. */
export function scoreOf(track: MadeTrack, listener: Listener): Score {
  const { said, onAir } = played(track, listener);
  const told = toldTurns(track, said);
  const delays = told.flatMap(({ delay }) => delay ?? []);
  const isNamed = ({ turn }: (typeof told)[number]): boolean =>
    onAir.some(
      ({ speakerId, from, to }) => speakerId === turn.speakerId && from <= turn.to && to >= turn.from,
    );
  return {
    ...scoreOnAir(track, onAir, policy.minimum),
    delays,
    missed: told.length - delays.length,
    turns: told.length,
    named: told.filter(isNamed).length,
  };
}

/** Who was said to speak, frame by frame. */
export interface Said {
  readonly at: Instant;
  readonly heard: readonly Voice[];
}

/** Names at first words and on every change of speaker: the policy that shows most of them, and so most that are wrong. */
const policy: VoicePolicy = { firstWords: true, againAfter: null, onChange: true, minimum: 3 * second };

/** What a listener makes of a track, and which names the app would put on air by it. */
export function played(
  { frames, microphones }: MadeTrack,
  listener: Listener,
): { readonly said: readonly Said[]; readonly onAir: readonly OnAir[] } {
  const speakers = Object.entries(microphones).flatMap(([microphone, ids]) =>
    ids.map((id) => speaker(id, { microphone })),
  );
  const voices = { ...defaultVoices, policy };
  const said: Said[] = [];
  const trial = createTrial(show([], { speakers, voices }), speakers, frames[0]?.at ?? 0, (frame, theirs) => {
    const heard = listener(frame, theirs);
    said.push({ at: frame.at, heard });
    return heard;
  });
  for (const frame of frames) trial.hear(frame);
  // What is still on air at the end had no end yet.
  const onAir = trial
    .result()
    .shown.map(({ to, ...name }) => ({ ...name, to: to ?? Number.POSITIVE_INFINITY }));
  return { said, onAir };
}

/** What is on air against what was true when it appeared. */
export function scoreOnAir(
  track: Pick<MadeTrack, 'truth' | 'others'>,
  onAir: readonly OnAir[],
  minimum: Duration,
): Pick<Score, 'wrong' | 'wrongNow' | 'flicker' | 'shown'> {
  const spoke = spokeIn(track);
  const isWrongNow = ({ speakerId, from }: OnAir): boolean =>
    !spoke((id) => id === speakerId, from, shortSilence) &&
    spoke((id) => id !== speakerId, from, shortSilence);
  return {
    wrong: wrongNames(track, onAir).length,
    wrongNow: onAir.filter(isWrongNow).length,
    flicker: onAir.filter(({ from, to }) => to - from < minimum).length,
    shown: onAir.length,
  };
}

/** Names that appeared while their owner had been silent for 2 s. */
export function wrongNames(
  track: Pick<MadeTrack, 'truth' | 'others'>,
  onAir: readonly OnAir[],
): readonly OnAir[] {
  const spoke = spokeIn(track);
  return onAir.filter(({ speakerId, from }) => !spoke((id) => id === speakerId, from, longSilence));
}

type Spoke = (who: (id: SpeakerId) => boolean, at: Instant, within: Duration) => boolean;

function spokeIn({ truth, others }: Pick<MadeTrack, 'truth' | 'others'>): Spoke {
  const everybody = [...truth, ...others];
  return (who, at, within) =>
    everybody.some(({ speakerId, from, to }) => from <= at && to >= at - within && who(speakerId));
}

/** Each turn, and how soon it was told; `null`: never. Not of a shared microphone: there nobody can. */
export function toldTurns(
  { truth, microphones }: MadeTrack,
  said: readonly Said[],
): readonly { readonly turn: Spoken; readonly delay: Duration | null }[] {
  return turnsOf(truth.filter(({ input }) => microphones[input]?.length === 1)).map((turn) => {
    const first = said.find(
      ({ at, heard }) =>
        at >= turn.from &&
        at <= turn.to &&
        heard.some((voice) => voice.speakerId === turn.speakerId && !voice.muted),
    );
    return { turn, delay: first ? first.at - turn.from : null };
  });
}

/** Turns of more than 3 s, with the pauses for breath in them. */
export function turnsOf(truth: readonly Spoken[]): readonly Spoken[] {
  const all: Spoken[] = [];
  const open = new Map<SpeakerId, Spoken>();
  for (const part of truth.toSorted((a, b) => a.from - b.from)) {
    const before = open.get(part.speakerId);
    if (before && part.from - before.to <= pause) {
      open.set(part.speakerId, { ...before, to: Math.max(before.to, part.to) });
      continue;
    }
    if (before) all.push(before);
    open.set(part.speakerId, part);
  }
  return [...all, ...open.values()]
    .filter(({ from, to }) => to - from > shortestTurn)
    .toSorted((a, b) => a.from - b.from);
}

/** Several scores as one. */
export function together(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number): number => scores.reduce((total, score) => total + of(score), 0);
  return {
    wrong: sum(({ wrong }) => wrong),
    wrongNow: sum(({ wrongNow }) => wrongNow),
    flicker: sum(({ flicker }) => flicker),
    shown: sum(({ shown }) => shown),
    delays: scores.flatMap(({ delays }) => delays),
    missed: sum(({ missed }) => missed),
    turns: sum(({ turns }) => turns),
    named: sum(({ named }) => named),
  };
}

/** The figures of a score; `missed` and `named` as shares of all turns. */
export function figuresOf(
  score: Score,
): Readonly<
  Record<'wrong' | 'wrongNow' | 'p50' | 'p95' | 'missed' | 'flicker' | 'turns' | 'named' | 'shown', number>
> {
  const { wrong, wrongNow, flicker, shown, delays, missed, turns, named } = score;
  return {
    wrong,
    wrongNow,
    p50: percentile(delays, 0.5),
    p95: percentile(delays, 0.95),
    missed: turns === 0 ? 0 : missed / turns,
    flicker,
    turns,
    named: turns === 0 ? 0 : named / turns,
    shown,
  };
}
