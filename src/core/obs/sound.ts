import type { Firing, PendingTake, Run } from '../run/model';
import { quietest } from '../show/cues';
import type { Show } from '../show/model';
import type { Known, KnownInput } from './known';
import type { Observed } from './observed';
import type { ObsEvent } from './protocol';
import { flagOf, textOf } from './protocol';

/** One input, and whether it is to be muted. */
export interface MuteChange {
  readonly input: string;
  readonly muted: boolean;
}

/** The sound that we hold: a take muted it, and it goes back when what is on air is heard again. */
export interface HeldSound {
  /** Inputs that we muted. What a person changes of one of them since makes it theirs. */
  readonly muted: readonly string[];
  /** Changes of ours that OBS has still to tell of, in the order in which they were sent: it tells of each, news or not. */
  readonly echoes: readonly Echo[];
}

interface Echo extends MuteChange {
  /** It was not answered: OBS may never tell of it. */
  readonly doubtful?: true;
}

type WithSound = Pick<Known, 'inputs'>;
type Microphones = Pick<Show, 'speakers'>;

/** OBS's kinds of microphones and line-ins on each system; sound of the desktop is `…_output_capture`. */
const capture = /_input_capture(_v\d+)?$/;

/** Whether it is one of the show's live inputs: a microphone of its people, or one that OBS captures. */
export function isLive(
  { name, kind }: Pick<KnownInput, 'name' | 'kind'>,
  { speakers }: Microphones,
): boolean {
  return capture.test(kind) || speakers.some(({ microphone }) => microphone === name);
}

type RunSound = Pick<Run, 'pending' | 'slate' | 'phase' | 'onAir' | 'beganQuiet'>;

/**
 * Whether viewers hear none of the live inputs by what the run says is on air. A take that is under way counts. Before
 * the first take it is as the run found it: what was on air then still is.
 */
export function isSoundOff(run: RunSound): boolean {
  const last = run.pending.at(-1);
  if (last) return last.soundOff;
  if (isUntaken(run)) return run.beganQuiet;
  return run.phase === 'ended' || run.slate !== null || (run.onAir?.segment.soundOff ?? false);
}

/** Whether the run has put nothing on air: then it says nothing of what viewers see and hear. */
export function isUntaken({ phase, slate }: Pick<Run, 'phase' | 'slate'>): boolean {
  return phase === 'before' && slate === null;
}

/** The scenes that a show takes with its sound off, each once. */
export function scenesWithoutSound({ segments, slateScene }: Show): readonly string[] {
  const quiet = segments.flatMap(({ soundOff, scene }) => (soundOff ? [scene] : []));
  return [...new Set([slateScene, ...quiet].filter((scene) => scene !== null))];
}

/** The inputs that viewers hear of a scene: not muted, not turned down to nothing, and in it or everywhere; in OBS's order. */
export function heardIn(
  { inputs, items, everywhere }: Pick<Known, 'inputs' | 'items' | 'everywhere'>,
  scene: string,
): readonly string[] {
  const within = new Set(everywhere);
  const looked = new Set<string>();
  const look = (at: string): void => {
    if (looked.has(at)) return;
    looked.add(at);
    for (const { source, enabled } of items[at] ?? []) {
      if (!enabled) continue;
      within.add(source);
      look(source);
    }
  };
  look(scene);
  return inputs.flatMap(({ name, audio }) =>
    audio && !audio.muted && audio.decibels > quietest && within.has(name) ? [name] : [],
  );
}

/** What viewers hear although the run says that sound is off; nothing while a take is on its way there. */
export function stillHeard(
  run: Run,
  { program, heard, transitioning }: Pick<Observed, 'program' | 'heard' | 'transitioning'>,
): readonly string[] {
  const isThere = run.pending.length === 0 && run.settling === null && transitioning === null;
  return isThere && program !== null && !isUntaken(run) && isSoundOff(run) ? (heard[program] ?? []) : [];
}

/** Whether it is muted once all that was sent is done; `null` where OBS has no such input with sound. */
function willBeMuted(input: string, { inputs }: WithSound, { echoes }: HeldSound): boolean | null {
  const audio = inputs.find(({ name }) => name === input)?.audio;
  if (!audio) return null;
  return echoes.findLast((echo) => echo.input === input)?.muted ?? audio.muted;
}

/**
 * Whether a take has to ask for it. To mute once too often is safe; to give back what is on its way back already could
 * undo what a person does meanwhile.
 */
function isNeeded(change: MuteChange, known: WithSound, held: HeldSound): boolean {
  const will = willBeMuted(change.input, known, held);
  if (will === null || will !== change.muted || !change.muted) return will === !change.muted;
  const contrary = { input: change.input, muted: false };
  const isHeard = known.inputs.some(({ name, audio }) => name === change.input && audio?.muted === false);
  return isHeard || held.echoes.some((echo) => isSame(echo, contrary));
}

function isSame(a: MuteChange, b: MuteChange): boolean {
  return a.input === b.input && a.muted === b.muted;
}

export interface SoundOfTake {
  readonly changes: readonly MuteChange[];
  /** The effects of the take that OBS is asked for. */
  readonly effects: readonly Firing[];
  /** Those that wait, muted by us: nothing more is asked for them. */
  readonly waiting: readonly Firing[];
  /** What we hold once it is sent. */
  readonly held: HeldSound;
  /** Inputs that are ours by this take alone: where OBS says that they were muted already, a person was faster. */
  readonly fresh: readonly string[];
}

/**
 * What a take does about sound. One that goes to what is not heard mutes every live input; any other gives back what we
 * muted. An input that a cue of its own segment mutes or unmutes is left to that cue and no longer ours. A cue of
 * another segment by which a live input should be heard there waits until what is on air is heard again.
 */
export function planSound(
  take: Pick<PendingTake, 'soundOff' | 'effects' | 'carried'>,
  show: Microphones,
  known: WithSound,
  before: HeldSound,
): SoundOfTake {
  const { soundOff } = take;
  const live = new Set(known.inputs.flatMap((input) => (isLive(input, show) ? [input.name] : [])));
  const carried = new Set(take.carried.map(({ id }) => id));
  const waits = ({ cueId, effect }: Firing): boolean =>
    soundOff && carried.has(cueId) && effect.kind === 'mute' && !effect.on && live.has(effect.input);

  const spoken = new Set<string>();
  const owed: string[] = [];
  const effects: Firing[] = [];
  const waiting: Firing[] = [];
  for (const firing of take.effects) {
    const { effect } = firing;
    if (effect.kind === 'mute' && waits(firing)) {
      owed.push(effect.input);
      waiting.push({ ...firing, effect: { ...effect, on: true } });
    } else {
      if (effect.kind === 'mute') spoken.add(effect.input);
      effects.push(firing);
    }
  }
  const mine = [...before.muted, ...owed].filter((input) => !spoken.has(input));
  const concerned = soundOff ? [...live, ...mine] : mine;
  const changes = [...new Set(concerned)]
    .map((input): MuteChange => ({ input, muted: soundOff }))
    .filter((change) => !spoken.has(change.input) && isNeeded(change, known, before));
  const muted = [...new Set([...mine, ...changes.flatMap((change) => (change.muted ? [change.input] : []))])];
  return {
    changes,
    effects,
    waiting,
    held: { muted, echoes: [...before.echoes, ...changes] },
    fresh: muted.filter(
      (input) => !before.muted.includes(input) || willBeMuted(input, known, before) === false,
    ),
  };
}

/**
 * What is still to be sent while no take is under way: back what we muted, or muted again what a take gave back that
 * then did not happen. What is found to have gone back is held no longer.
 */
export function settleSound(
  soundOff: boolean,
  known: WithSound,
  before: HeldSound,
): Pick<SoundOfTake, 'changes' | 'held'> {
  const isMuted = mutedIn(known);
  const isToCome = (change: MuteChange): boolean => before.echoes.some((echo) => isSame(echo, change));
  // An input that is not there is one of another scene collection: it may come back, as muted as it was.
  const muted = soundOff
    ? before.muted
    : before.muted.filter((input) => isMuted(input) !== false || isToCome({ input, muted: true }));
  const changes = muted.flatMap((input): readonly MuteChange[] => {
    const change = { input, muted: soundOff };
    return isMuted(input) === !soundOff && !isToCome(change) ? [change] : [];
  });
  return { changes, held: { muted, echoes: [...before.echoes, ...changes] } };
}

/** Whether an input is muted; `null` where OBS has none of that name with sound. */
function mutedIn({ inputs }: WithSound): (input: string) => boolean | null {
  const sounds = new Map(inputs.map(({ name, audio }) => [name, audio?.muted ?? null]));
  return (input) => sounds.get(input) ?? null;
}

/** What is held of an OBS that is there again: what is not muted any more a person has taken from us. */
export function soundFound(muted: readonly string[], known: WithSound): HeldSound {
  const isMuted = mutedIn(known);
  return { muted: muted.filter((input) => isMuted(input) !== false), echoes: [] };
}

/** After OBS's answers to these changes: how it found each input before (`null` where it could not say). */
export function soundAnswered(
  held: HeldSound,
  { changes, fresh }: Pick<SoundOfTake, 'changes'> & Partial<Pick<SoundOfTake, 'fresh'>>,
  found: readonly (boolean | null)[],
): HeldSound {
  let { muted, echoes } = held;
  for (const [index, change] of changes.entries()) {
    const was = found[index] ?? null;
    if (was === null) {
      // There is no such input: OBS has nothing to tell.
      const echo = echoes.findLastIndex((other) => isSame(other, change));
      if (echo >= 0) echoes = echoes.toSpliced(echo, 1);
    }
    const isTheirs = was !== false && change.muted && fresh?.includes(change.input);
    if (isTheirs) muted = muted.filter((input) => input !== change.input);
  }
  return { muted, echoes };
}

/**
 * OBS did not answer: what it was to mute it may still mute, and that is ours then; what it was to give back is asked for
 * again.
 */
export function soundUnanswered(held: HeldSound, changes: readonly MuteChange[]): HeldSound {
  const echoes = held.echoes
    .filter((echo) => echo.muted || !changes.includes(echo))
    .map((echo): Echo => (changes.includes(echo) ? { ...echo, doubtful: true } : echo));
  return { ...held, echoes };
}

/** After an event of OBS: a change that is not ours is a person's, and theirs to keep. */
export function evolveSound(held: HeldSound, { name, data }: ObsEvent): HeldSound {
  const input = textOf(data, 'inputName');
  switch (name) {
    case 'InputMuteStateChanged': {
      const muted = flagOf(data, 'inputMuted');
      // OBS tells of them in order: what does not come in its turn is a person's.
      const echo = held.echoes.findIndex(
        (change) => change.input === input && (change.muted === muted || !change.doubtful),
      );
      if (held.echoes[echo]?.muted === muted)
        return { ...held, echoes: held.echoes.filter((change, at) => change.input !== input || at > echo) };
      // Our own word to the contrary came after theirs.
      const isOverruled = held.echoes.some((change) => change.input === input);
      return isOverruled ? held : letGo(held, input);
    }
    case 'InputRemoved':
      return letGo(held, input);
    case 'InputNameChanged': {
      const from = textOf(data, 'oldInputName');
      if (from === null || input === null) return held;
      const now = (before: string): string => (before === from ? input : before);
      return {
        muted: held.muted.map(now),
        echoes: held.echoes.map((change) => ({ ...change, input: now(change.input) })),
      };
    }
    default:
      return held;
  }
}

/** A cue says from now on whether this one is muted; or a person does. */
export function letGo(held: HeldSound, input: string | null): HeldSound {
  if (input === null || !held.muted.includes(input)) return held;
  return { ...held, muted: held.muted.filter((other) => other !== input) };
}
