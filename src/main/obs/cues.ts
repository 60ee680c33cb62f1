import type { RequestEffect } from '../../core/obs/effects';
import { isRequest } from '../../core/obs/effects';
import { effectRequests, isSo, mediaActions, readBacks, shownAt } from '../../core/obs/effectSteps';
import type { ObsEvent, ObsRequest } from '../../core/obs/protocol';
import { textOf } from '../../core/obs/protocol';
import { ok } from '../../core/result';
import type { Report } from '../../core/run/commands';
import type { CueFailure, Firing } from '../../core/run/model';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import { createFades } from './fades';
import type { Session } from './session';
import type { BatchReply } from './wire';

export interface CuesDeps {
  /** For spans of time: no setting of the clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  readonly report: (report: Report) => void;
  /** OBS as it is now, or `null` while nothing may be sent. */
  readonly session: () => Session | null;
  /** Resolves once the disk has what was journalled, or has refused it. */
  readonly synced: () => Promise<void>;
}

/** One run of an effect, and what OBS is asked for it. */
export interface EffectAsk {
  readonly firing: Firing & { readonly effect: RequestEffect };
  readonly requests: readonly ObsRequest[];
  /** What else is asked brings it about. */
  readonly waits: boolean;
  readonly at: Session;
  /** OBS told that it happened; of what lasts, how it is since it was asked. */
  heard: boolean;
}

/** Carries out what cues ask of OBS, each once, and says of each what OBS shows of it. */
export interface Cues {
  /** What was journalled as fired, in one batch. What is no request of its own is carried out elsewhere. */
  fire(firings: readonly Firing[]): void;
  /**
   * What there is to ask for these effects of a take, which leaves now; what OBS tells of them is heard from here on. Of
   * those that wait nothing is asked: the take's own sound brings them about.
   */
  ofTake(effects: readonly Firing[], waiting: readonly Firing[]): readonly EffectAsk[];
  /** The take was accepted: what OBS answered to `batchOf` them, or that it did not answer. */
  taken(asks: readonly EffectAsk[], reply: BatchReply, sentAt: Duration): void;
  /** The take is over, one way or another. */
  over(asks: readonly EffectAsk[]): void;
  event(event: ObsEvent): void;
  /** The connection closed: what was asked and not yet seen is not known. */
  closed(): void;
  dispose(): void;
}

export const cueDeadline: Duration = second;
/** OBS that said yes and shows nothing of it is looked at after this, ms. */
const seenWithin: Duration = 500;
/** Writing a replay took 0.7 to 1.1 s. */
const savedWithin: Duration = 10 * second;
/** What OBS itself answers while it cannot be asked. */
const notReady = 207;

/** An effect that was asked for, until it is known what came of it. */
interface Trial extends Pick<EffectAsk, 'firing' | 'at' | 'heard'> {
  readonly sentAt: Duration;
  answered: boolean;
  cancel: () => void;
}

export function createCues({ elapsed, timers, report, session, synced }: CuesDeps): Cues {
  let open: readonly Trial[] = [];
  /** Of takes that are not accepted yet. */
  let withTakes: readonly EffectAsk[] = [];
  const fades = createFades({ elapsed, session, ended });

  function begin({ firing, at, heard }: Pick<EffectAsk, 'firing' | 'at' | 'heard'>, sentAt: Duration): Trial {
    const trial: Trial = { firing, at, heard, sentAt, answered: false, cancel: () => {} };
    open = [...open, trial];
    return trial;
  }

  function end(trial: Trial): boolean {
    if (!open.includes(trial)) return false;
    trial.cancel();
    open = open.filter((other) => other !== trial);
    return true;
  }

  function done(trial: Trial): void {
    if (end(trial)) report({ type: 'cueDone', fireId: trial.firing.fireId, after: elapsed() - trial.sentAt });
  }

  function failed(trial: Trial, problem: CueFailure): void {
    if (end(trial)) report({ type: 'cueFailed', fireId: trial.firing.fireId, problem });
  }

  async function fire(firings: readonly Firing[]): Promise<void> {
    const asked = firings.filter(asksObs);
    if (asked.length === 0) return;
    const at = session();
    if (at && asked.some(({ effect }) => happensOnce(effect))) await synced();
    // Another connection is another OBS for all we know: what was meant for the one before is not sent to it.
    if (!at || at !== session()) {
      const problem: CueFailure = { why: 'refused', code: notReady, comment: '' };
      for (const { fireId } of asked) report({ type: 'cueFailed', fireId, problem });
      return;
    }
    const asks = asked.map((firing) => askOf(firing, at));
    const sentAt = elapsed();
    const trials = asks.map((ask) => begin(ask, sentAt));
    const requests = batchOf(asks);
    settle(asks, trials, requests.length === 0 ? ok([]) : await at.wire.batch(requests, cueDeadline));
  }

  function ofTake(effects: readonly Firing[], waiting: readonly Firing[]): readonly EffectAsk[] {
    const at = session();
    if (!at) return [];
    const asks = [
      ...effects.filter(asksObs).map((firing) => askOf(firing, at)),
      ...waiting.filter(asksObs).map((firing) => ({ ...askOf(firing, at), requests: [], waits: true })),
    ];
    withTakes = [...withTakes, ...asks];
    return asks;
  }

  function taken(asks: readonly EffectAsk[], reply: BatchReply, sentAt: Duration): void {
    settle(
      asks,
      asks.map((ask) => begin(ask, sentAt)),
      reply,
    );
  }

  /** What OBS answered to `batchOf` them. What is not in it is still to be begun, or cannot be. */
  function settle(asks: readonly EffectAsk[], trials: readonly Trial[], reply: BatchReply): void {
    let from = 0;
    for (const [index, { firing, requests, waits }] of asks.entries()) {
      const trial = trials[index];
      if (!trial) continue;
      if (requests.length === 0 && !waits) failed(trial, { why: 'notThere' });
      else if (isFade(firing.effect)) fades.start(firing.fireId, firing.effect);
      else {
        answered(trial, reply.ok ? ok(reply.value.slice(from, from + requests.length)) : reply);
        from += requests.length;
      }
    }
  }

  function answered(trial: Trial, reply: BatchReply): void {
    if (!open.includes(trial)) return;
    if (!reply.ok) {
      // What OBS told since counts, not what it answered. Of a close all are told at once.
      if (trial.heard && isSeen(trial)) done(trial);
      else if (reply.problem.why === 'silent') failed(trial, { why: 'silent' });
      return;
    }
    const refusal = reply.value.find((answer) => !answer.ok);
    if (refusal?.ok === false) {
      failed(trial, refusal.problem);
      return;
    }
    trial.answered = true;
    if (isSeen(trial)) done(trial);
    else {
      const wait = trial.firing.effect.kind === 'saveReplay' ? savedWithin : seenWithin;
      trial.cancel = timers.after(wait, () => void look(trial));
    }
  }

  function isSeen({ firing: { effect }, heard, answered: isAnswered, at }: Trial): boolean {
    switch (effect.kind) {
      case 'visibility':
      case 'mute':
      case 'volume':
      case 'filter': {
        const shown = shownAt(effect, at.known);
        return shown !== null && isSo(effect, shown);
      }
      case 'media':
      case 'saveReplay':
        return heard;
      case 'hotkey':
        // Nothing tells what a hotkey does.
        return isAnswered;
    }
  }

  /** OBS said yes, and nothing was heard since. */
  async function look(trial: Trial): Promise<void> {
    const { at, firing } = trial;
    const questions = at === session() ? readBacks(firing.effect, at.known) : [];
    const reply =
      questions.length === 0
        ? null
        : await at.wire.batch(
            questions.map((question) => question.request),
            cueDeadline,
          );
    if (!open.includes(trial)) return;
    for (const [index, question] of questions.entries()) {
      const answer = reply?.ok ? reply.value[index] : undefined;
      if (answer?.ok) at.learn(question.event(answer.value));
    }
    if (isSeen(trial)) done(trial);
    else failed(trial, { why: reply?.ok === false ? 'silent' : 'notSeen' });
  }

  /** A fade is over, one way or another. */
  function ended(fireId: string, reply: BatchReply): void {
    const trial = open.find(({ firing }) => firing.fireId === fireId);
    if (trial) answered(trial, reply);
  }

  function event(heard: ObsEvent): void {
    fades.event(heard);
    for (const ask of withTakes) ask.heard ||= tells(heard, ask.firing.effect);
    for (const trial of open) {
      trial.heard ||= tells(heard, trial.firing.effect);
      if (trial.answered && isSeen(trial)) done(trial);
    }
  }

  return {
    fire: (firings) => void fire(firings),
    ofTake,
    taken,
    over(asks) {
      withTakes = withTakes.filter((ask) => !asks.includes(ask));
    },
    event,
    closed() {
      fades.closed();
      withTakes = [];
      for (const trial of open) {
        if (end(trial)) report({ type: 'cueClosed', fireId: trial.firing.fireId });
      }
    },
    dispose() {
      fades.closed();
      for (const trial of open) end(trial);
    },
  };
}

/** What of a take's effects rides in its batch: a volume that takes its time comes after it. */
export function batchOf(asks: readonly EffectAsk[]): readonly ObsRequest[] {
  return asks.flatMap(({ firing, requests }) => (isFade(firing.effect) ? [] : requests));
}

function askOf(firing: EffectAsk['firing'], at: Session): EffectAsk {
  return { firing, at, requests: effectRequests(firing.effect, at.known), waits: false, heard: false };
}

/**
 * Of a take's effects those that go in its batch. The others go once it is accepted: what must not come twice, which
 * waits for the disk as the scene never does; and all of them where OBS was not known to have the scene.
 */
export function partedForTake(
  effects: readonly Firing[],
  sceneIsThere: boolean,
): { readonly within: readonly Firing[]; readonly after: readonly Firing[] } {
  const goesWithin = ({ effect }: Firing): boolean =>
    sceneIsThere && !(isRequest(effect) && happensOnce(effect));
  return {
    within: effects.filter(goesWithin),
    after: effects.filter((firing) => !goesWithin(firing)),
  };
}

function asksObs(firing: Firing): firing is EffectAsk['firing'] {
  return isRequest(firing.effect);
}

function isFade(effect: RequestEffect): effect is Extract<RequestEffect, { kind: 'volume' }> {
  return effect.kind === 'volume' && effect.over > 0;
}

/** What is not the same if it comes twice: on disk before a byte leaves. */
function happensOnce(effect: RequestEffect): boolean {
  switch (effect.kind) {
    case 'hotkey':
    case 'saveReplay':
      return true;
    case 'media':
      return effect.action === 'restart';
    case 'visibility':
    case 'mute':
    case 'volume':
    case 'filter':
      return false;
  }
}

/** Whether OBS says so that it did what happens and is over, or how it is now where the effect lasts. */
function tells({ name, data }: ObsEvent, effect: RequestEffect): boolean {
  switch (effect.kind) {
    case 'visibility':
      return name === 'SceneItemEnableStateChanged' && textOf(data, 'sceneName') === effect.scene;
    case 'mute':
      return name === 'InputMuteStateChanged' && textOf(data, 'inputName') === effect.input;
    case 'volume':
      return name === 'InputVolumeChanged' && textOf(data, 'inputName') === effect.input;
    case 'filter':
      return (
        name === 'SourceFilterEnableStateChanged' &&
        textOf(data, 'sourceName') === effect.source &&
        textOf(data, 'filterName') === effect.filter
      );
    case 'media':
      return (
        name === 'MediaInputActionTriggered' &&
        textOf(data, 'inputName') === effect.input &&
        textOf(data, 'mediaAction') === mediaActions[effect.action]
      );
    case 'saveReplay':
      return name === 'ReplayBufferSaved';
    case 'hotkey':
      return false;
  }
}
