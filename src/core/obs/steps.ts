import type { PendingTake } from '../run/model';
import type { Duration } from '../time/units';
import type { Borrowed, TransitionChange } from './borrowed';
import type { Known } from './known';
import { durationOf } from './known';
import { ownItems, switchItem, visibleItems } from './ownership';
import type { ObsRequest } from './protocol';
import { request } from './protocol';

/** Why a request is sent. */
export type StepReason =
  | 'oldCaptionOut'
  | 'transition'
  | 'durationBefore'
  | 'duration'
  | 'scene'
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
  readonly borrowed: Borrowed | null;
  /** Requests that put the caption on may be under way: put it out even if it is not yet seen. */
  readonly captionUnderWay: boolean;
  /** Load the first name into the hidden source, so that showing it later is one switch. */
  readonly nextCaption: readonly ObsRequest[];
}

/**
 * The one batch of a take: our caption out, the transition where it is another, its duration, the scene, and
 * the next name loaded.
 *
 * The transition never goes back in this batch, and none is set while another runs: after either, real OBS
 * sends no `CurrentProgramSceneChanged` any more. A take that cuts into a transition therefore runs with the
 * one that is set. A transition that OBS was not known to have is tried all the same: one may have been made since,
 * and OBS says nothing of that.
 */
export function takeSteps(
  take: Pick<PendingTake, 'scene' | 'transition'>,
  { known, transitionUnderWay, borrowed, captionUnderWay, nextCaption }: TakeSurroundings,
): TakePlan {
  const steps: Step[] = (captionUnderWay ? ownItems(known) : visibleItems(known)).map((item) => ({
    request: switchItem(item, false),
    why: 'oldCaptionOut',
  }));
  if (take.scene === null) return { steps, change: null, transition: null, duration: 0 };

  // A take without a transition of its own means OBS's own, also while a borrowed one is not yet back.
  const wanted = transitionUnderWay ? null : (take.transition ?? borrowed);
  const isFixed = known.transitions.some(({ name, fixed }) => name === wanted?.name && fixed);
  const duration = isFixed ? null : (wanted?.duration ?? null);
  const changesName = wanted !== null && wanted.name !== known.currentTransition;
  const changesDuration = duration !== null && duration !== known.transitionDuration;
  if (changesName) {
    steps.push({
      request: request('SetCurrentSceneTransition', { transitionName: wanted.name }),
      why: 'transition',
    });
  }
  if (changesDuration) {
    // OBS does not tell its duration while a fixed transition is the current one: ask before changing it.
    if (known.transitionDuration === null) {
      steps.push({ request: request('GetCurrentSceneTransition'), why: 'durationBefore' });
    }
    steps.push({
      request: request('SetCurrentSceneTransitionDuration', { transitionDuration: duration }),
      why: 'duration',
    });
  }
  steps.push({ request: request('SetCurrentProgramScene', { sceneName: take.scene }), why: 'scene' });
  for (const load of nextCaption) steps.push({ request: load, why: 'nextCaptionReady' });

  const transition = wanted?.name ?? known.currentTransition;
  return {
    steps,
    change: wanted && (changesName || changesDuration) ? { chosen: wanted.name, changesDuration } : null,
    transition,
    duration: duration ?? durationOf(known, transition),
  };
}

/**
 * Gives a borrowed transition back: the duration first, since a fixed one takes none. Empty where a person has
 * chosen another since: theirs stays.
 */
export function giveBackSteps(borrowed: Borrowed, known: Pick<Known, 'currentTransition'>): readonly Step[] {
  if (known.currentTransition !== borrowed.chosen) return [];
  const steps: Step[] = [];
  if (borrowed.duration !== null) {
    const data = { transitionDuration: borrowed.duration };
    steps.push({ request: request('SetCurrentSceneTransitionDuration', data), why: 'durationBack' });
  }
  if (borrowed.name !== borrowed.chosen) {
    const data = { transitionName: borrowed.name };
    steps.push({ request: request('SetCurrentSceneTransition', data), why: 'transitionBack' });
  }
  return steps;
}
