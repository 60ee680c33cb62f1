import type { PendingTake } from '../run/model';
import type { Duration } from '../time/units';
import type { BorrowedTransition, TransitionChange } from './borrowed';
import { isByTake } from './borrowed';
import type { Known } from './known';
import { durationOf, shortestTransition } from './known';
import { ownItems, switchItem, visibleItems } from './ownership';
import type { ObsRequest } from './protocol';
import { request } from './protocol';
import type { MuteChange } from './sound';

/** Why a request is sent. */
export type StepReason =
  | 'oldCaptionOut'
  | 'soundFound'
  | 'sound'
  | 'transition'
  | 'transitionChosen'
  | 'durationBefore'
  | 'duration'
  | 'scene'
  | 'effect'
  | 'nextCaptionReady'
  | 'durationBack'
  | 'transitionBack';

export interface Step {
  readonly request: ObsRequest;
  readonly why: StepReason;
}

export interface TakePlan {
  /** One serial batch. A step that OBS refuses does not hold up the others: the scene is what counts. */
  readonly steps: readonly Step[];
  /** What the batch changes of OBS's current transition; `null` when that one does. */
  readonly change: TransitionChange | null;
  /** The transition that will run, as far as is known, and how long it takes, ms. */
  readonly transition: string | null;
  readonly duration: Duration;
}

export interface TakeSurroundings {
  readonly known: Known;
  /** A transition runs, or is about to: OBS must not be given another one meanwhile. */
  readonly transitionUnderWay: boolean;
  readonly borrowed: BorrowedTransition | null;
  /** Requests that put the caption on may be under way: put it out even if it is not yet seen. */
  readonly captionUnderWay: boolean;
  /** What the take does about sound. */
  readonly sound: readonly MuteChange[];
  /** What cues ask for along with it. */
  readonly effects: readonly ObsRequest[];
  /** Load the first name into the hidden source, so that showing it later is one switch. */
  readonly nextCaption: readonly ObsRequest[];
}

/**
 * The one batch of a take: our caption out, what is not to be heard muted, the transition where it is another, its
 * duration, the scene, what cues ask for, the next name loaded, and what is heard again.
 *
 * The transition never goes back in this batch, and none is set while another runs: after either, real OBS stays
 * between two scenes and sends no `CurrentProgramSceneChanged` any more. A take that cuts into a transition therefore
 * keeps the one that runs and gives it the length it wanted for its own. A transition that OBS was not known to have
 * is tried all the same: one may have been made since, and OBS says nothing of that.
 */
export function takeSteps(
  take: Pick<PendingTake, 'scene' | 'transition'>,
  around: TakeSurroundings,
): TakePlan {
  const { known, captionUnderWay, sound } = around;
  const effects = around.effects.map((asked): Step => ({ request: asked, why: 'effect' }));
  const loads = around.nextCaption.map((load): Step => ({ request: load, why: 'nextCaptionReady' }));
  const steps: Step[] = (captionUnderWay ? ownItems(known) : visibleItems(known)).map((item) => ({
    request: switchItem(item, false),
    why: 'oldCaptionOut',
  }));
  // Nobody is heard for a moment longer than they should be.
  steps.push(...soundSteps(sound.filter(({ muted }) => muted)));
  const heardAgain = soundSteps(sound.filter(({ muted }) => !muted));
  if (take.scene === null) {
    return {
      steps: [...steps, ...effects, ...loads, ...heardAgain],
      change: null,
      transition: null,
      duration: 0,
    };
  }

  const { transition, duration, changesName, changesDuration } = transitionFor(take, around);
  if (changesName && transition !== null) {
    steps.push({
      request: request('SetCurrentSceneTransition', { transitionName: transition }),
      why: 'transition',
    });
  }
  if (changesDuration && duration !== null) {
    // OBS does not tell its duration while a fixed transition is the current one: ask before changing it.
    if ((known.transitionDuration ?? around.borrowed?.duration ?? null) === null)
      steps.push(...askDuration(known));
    steps.push({
      request: request('SetCurrentSceneTransitionDuration', { transitionDuration: duration }),
      why: 'duration',
    });
  }
  steps.push({ request: request('SetCurrentProgramScene', { sceneName: take.scene }), why: 'scene' });
  steps.push(...effects, ...loads, ...heardAgain);

  const change =
    transition !== null && (changesName || changesDuration) ? { chosen: transition, changesDuration } : null;
  const asSet = durationOf(known, transition);
  // A scene that is being mixed already goes on at the length that it began with.
  const longest = around.transitionUnderWay ? Math.max(duration ?? 0, asSet) : (duration ?? asSet);
  return { steps, change, transition, duration: longest };
}

interface TransitionChoice {
  readonly transition: string | null;
  /** `null` leaves it as OBS has it. */
  readonly duration: Duration | null;
  readonly changesName: boolean;
  readonly changesDuration: boolean;
}

/** A take without a transition of its own means OBS's own, also while a borrowed one is not yet back. */
function wantedTransition(
  take: Pick<PendingTake, 'transition'>,
  { known, borrowed }: TakeSurroundings,
): WantedTransition | null {
  const wanted = take.transition ?? borrowed;
  if (!wanted) return null;
  const found = known.transitions.find(({ name }) => name === wanted.name);
  return {
    name: wanted.name,
    duration: found?.fixed === true ? null : wanted.duration,
    isCut: found?.kind === 'cut_transition',
  };
}

interface WantedTransition {
  readonly name: string;
  readonly duration: Duration | null;
  readonly isCut: boolean;
}

function transitionFor(
  take: Pick<PendingTake, 'scene' | 'transition'>,
  around: TakeSurroundings,
): TransitionChoice {
  const { scenes, currentTransition } = around.known;
  // OBS will refuse it: no transition is set for nothing, perhaps in the middle of somebody else's.
  if (take.scene !== null && !scenes.includes(take.scene))
    return { transition: currentTransition, duration: null, changesName: false, changesDuration: false };
  return around.transitionUnderWay ? keptTransition(take, around) : chosenTransition(take, around);
}

function chosenTransition(take: Pick<PendingTake, 'transition'>, around: TakeSurroundings): TransitionChoice {
  const { known } = around;
  const wanted = wantedTransition(take, around);
  // Where OBS may not have it, the length might be left to OBS's own, which could not be given back where it is not told.
  const isThere = known.transitions.some(({ name }) => name === wanted?.name);
  const canGoBack = isThere || (known.transitionDuration ?? around.borrowed?.duration ?? null) !== null;
  const duration = canGoBack ? (wanted?.duration ?? null) : null;
  return {
    transition: wanted?.name ?? known.currentTransition,
    duration,
    changesName: wanted !== null && wanted.name !== known.currentTransition,
    changesDuration: duration !== null && duration !== known.transitionDuration,
  };
}

/** The one that runs stays; a cut into it is as short as it can be. */
function keptTransition(take: Pick<PendingTake, 'transition'>, around: TakeSurroundings): TransitionChoice {
  const { known, borrowed } = around;
  const transition = borrowed?.chosen ?? known.currentTransition;
  const wanted = wantedTransition(take, around);
  const duration = wanted?.isCut ? shortestTransition : (wanted?.duration ?? null);
  const isFixed = known.transitions.some(({ name, fixed }) => name === transition && fixed);
  // What could not be given back is not changed.
  const isKnown = (known.transitionDuration ?? borrowed?.duration ?? null) !== null;
  const changesDuration = duration !== null && !isFixed && isKnown;
  return { transition, duration: changesDuration ? duration : null, changesName: false, changesDuration };
}

/**
 * OBS changes its transition in its window's thread and answers with the old one until then. A scene is set in the
 * same thread and waited for: the one that is there already, which changes nothing. (In studio mode it would be taken
 * again: there the answer counts if it is about the new transition.)
 */
function askDuration({ studioMode, program }: Known): readonly Step[] {
  const question: Step = { request: request('GetCurrentSceneTransition'), why: 'durationBefore' };
  if (studioMode || program === null) return [question];
  const again = request('SetCurrentProgramScene', { sceneName: program });
  return [{ request: again, why: 'transitionChosen' }, question];
}

/** Each change, and before it the question how OBS finds the input: what a person just changed is not our doing. */
export function soundSteps(changes: readonly MuteChange[]): readonly Step[] {
  return changes.flatMap(({ input, muted }): readonly Step[] => [
    { request: request('GetInputMute', { inputName: input }), why: 'soundFound' },
    { request: request('SetInputMute', { inputName: input, inputMuted: muted }), why: 'sound' },
  ]);
}

/**
 * Gives a borrowed transition back: the duration first, since a fixed one takes none. Empty where a person has
 * chosen another since: theirs stays.
 */
export function giveBackSteps(
  borrowed: BorrowedTransition,
  known: Pick<Known, 'currentTransition'>,
): readonly Step[] {
  if (!isByTake(borrowed, known.currentTransition)) return [];
  const steps: Step[] = [];
  if (borrowed.duration !== null) {
    const data = { transitionDuration: borrowed.duration };
    steps.push({ request: request('SetCurrentSceneTransitionDuration', data), why: 'durationBack' });
  }
  if (borrowed.name !== known.currentTransition) {
    const data = { transitionName: borrowed.name };
    steps.push({ request: request('SetCurrentSceneTransition', data), why: 'transitionBack' });
  }
  return steps;
}
