import type { Known } from '../../core/obs/known';
import { durationOf, longestTransition } from '../../core/obs/known';
import type { ObsEvent, ObsRequest } from '../../core/obs/protocol';
import { numberOf, request, textOf } from '../../core/obs/protocol';
import type { SoundOfTake } from '../../core/obs/sound';
import type { StepReason, TakePlan } from '../../core/obs/steps';
import { takeSteps } from '../../core/obs/steps';
import { ok } from '../../core/result';
import type { Report } from '../../core/run/commands';
import type { Firing, PendingTake, TakeFailure } from '../../core/run/model';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Cues, EffectAsk } from './cues';
import { batchOf, partedForTake } from './cues';
import type { Loan } from './loan';
import type { Session } from './session';
import type { Sound } from './sound';
import { soundFoundIn } from './sound';
import type { BatchReply, Reply, Wire } from './wire';

export interface TakesDeps {
  readonly now: () => Instant;
  /** Everything between two steps of a take is counted by it: the clock may be set meanwhile, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  readonly report: (report: Report) => void;
  /** OBS as it is now, or `null` while nothing may be sent. */
  readonly session: () => Session | null;
  readonly loan: Loan;
  readonly sound: Sound;
  readonly cues: Pick<Cues, 'fire' | 'ofTake' | 'taken' | 'over'>;
  readonly captionUnderWay: () => boolean;
  /** Loads the name that comes first after this take, where that can be done ahead. */
  readonly nextCaption: (take: PendingTake) => readonly ObsRequest[];
  readonly nextCaptionFailed: () => void;
  /** A take ended, one way or another. */
  readonly settled: () => void;
}

/** Carries out takes, and says of each what OBS made of it. */
export interface Takes {
  /** A take is on its way, or its transition has not ended. */
  readonly underWay: boolean;
  /** How many were sent. */
  readonly sent: number;
  /** Its bytes leave before this returns, unless OBS is changing its scene collection. */
  request(take: PendingTake): void;
  /** Whether a change to this scene is one of ours. */
  claims(scene: string): boolean;
  event(event: ObsEvent): void;
  /** OBS may be sent to again. */
  resume(): void;
  closed(): void;
  dispose(): void;
}

/** For the reply and the read-back together, ms. */
export const takeDeadline: Duration = second;
/** After the transition's length OBS has this long to say that it ended, ms. */
export const onAirGrace: Duration = second;
/**
 * obs-websocket works on messages in several threads: two that leave in one breath could change places, and a
 * transition given back in the middle of a take leaves OBS between two scenes. A take waits for the answer to the
 * one before it and to what goes back, but no longer than this, ms.
 */
const orderWait: Duration = 100;

/** What OBS itself answers while it cannot be asked. */
const notReady = 207;

interface Flight {
  /** Its scene is what OBS calls it now. */
  take: PendingTake;
  stage: 'held' | 'sent' | 'accepted';
  plan: TakePlan | null;
  effects: readonly EffectAsk[];
  /** Effects that wait until it is accepted. */
  afterwards: readonly Firing[];
  /** What OBS answered to them. */
  effectsReply: BatchReply;
  sentAt: Instant;
  /** Its number among all that were sent. */
  order: number;
  /** When OBS said that the scene is on air; it may say so before it was read back. */
  onAirAt: Instant | null;
  wasOnAir: boolean;
  /** OBS said that its transition began. */
  began: boolean;
  duration: Duration;
  cancel: () => void;
}

export function createTakes(deps: TakesDeps): Takes {
  const { now, elapsed, timers, report, loan } = deps;
  let flights: readonly Flight[] = [];
  /** The scene of a take that ends just now, by a look of our own. */
  let lookedAt: string | null = null;
  let sent = 0;

  function underWay(): boolean {
    return flights.some((flight) => flight.stage !== 'held');
  }

  function end(flight: Flight): void {
    flight.cancel();
    deps.cues.over(flight.effects);
    flights = flights.filter((other) => other !== flight);
    deps.settled();
  }

  function fail(flight: Flight, failure: TakeFailure): void {
    const { takeId, scene } = flight.take;
    const still = failure.why === 'mismatch' ? failure.shown : (deps.session()?.known.program ?? null);
    report({ type: 'takeFailed', takeId, failure, still });
    // Somebody brought its scene on air: that was not told while it was taken for ours.
    if (scene !== null && still === scene) report({ type: 'sceneBackInObs', scene, since: now() });
    end(flight);
  }

  function start(take: PendingTake): void {
    const flight: Flight = {
      take,
      stage: 'held',
      plan: null,
      effects: [],
      afterwards: [],
      effectsReply: ok([]),
      sentAt: elapsed(),
      order: 0,
      onAirAt: null,
      wasOnAir: false,
      began: false,
      duration: 0,
      cancel: () => {},
    };
    const unanswered =
      loan.returning ||
      deps.sound.returning ||
      flights.some((other) => other.stage === 'sent' && elapsed() - other.sentAt < orderWait);
    flights = [...flights, flight];
    if (deps.session() && !unanswered) {
      send(flight);
      return;
    }
    flight.cancel = timers.after(deps.session() ? orderWait : takeDeadline, () => {
      if (deps.session()) send(flight);
      else fail(flight, { why: 'refused', code: notReady, comment: '' });
    });
  }

  function resume(): void {
    for (const flight of flights) {
      if (flight.stage === 'held' && deps.session()) send(flight);
    }
  }

  function send(flight: Flight): void {
    const session = deps.session();
    if (!session) return;
    flight.cancel();
    const { known, wire } = session;
    const sound = deps.sound.begin(flight.take);
    const { scene } = flight.take;
    const isThere = scene === null || known.scenes.includes(scene);
    const { within, after } = partedForTake(sound.effects, isThere);
    const effects = deps.cues.ofTake(within, sound.waiting);
    flight.afterwards = after;
    const plan = takeSteps(flight.take, {
      known: loan.returning ? { ...known, currentTransition: null } : known,
      transitionUnderWay: known.transitioning !== null || underWay(),
      borrowed: loan.borrowed,
      captionUnderWay: deps.captionUnderWay(),
      sound: sound.changes,
      effects: batchOf(effects),
      nextCaption: deps.nextCaption(flight.take),
    });
    sent += 1;
    flight.order = sent;
    flight.stage = 'sent';
    flight.plan = plan;
    flight.effects = effects;
    flight.duration = plan.duration;
    flight.sentAt = elapsed();
    flight.wasOnAir =
      known.program === flight.take.scene && known.transitioning === null && !othersUnderWay(flight);
    if (plan.steps.length === 0) {
      accept(flight, elapsed());
      return;
    }
    const reply = wire.batch(
      plan.steps.map((step) => step.request),
      takeDeadline,
    );
    loan.took(plan.change, known);
    void follow(flight, plan, sound, wire, reply);
  }

  async function follow(
    flight: Flight,
    plan: TakePlan,
    sound: SoundOfTake,
    wire: Wire,
    answered: Promise<BatchReply>,
  ): Promise<void> {
    const reply = await answered;
    deps.sound.answered(sound, reply.ok ? soundFoundIn(plan.steps, reply.value) : null);
    if (!reply.ok || plan.steps.some(({ why }, at) => why === 'nextCaptionReady' && !reply.value[at]?.ok)) {
      deps.nextCaptionFailed();
    }
    if (!isInFlight(flight)) return;
    flight.effectsReply = reply.ok
      ? ok(reply.value.filter((_, at) => plan.steps[at]?.why === 'effect'))
      : reply;
    if (!reply.ok) {
      loan.unanswered();
      unanswered(flight, reply.problem.why);
      return;
    }
    const answerTo = (why: StepReason): Reply | undefined =>
      reply.value[plan.steps.findIndex((step) => step.why === why)];
    if (answerTo('transition')?.ok === false) {
      loan.notChosen();
      flight.duration = longestTransition;
    }
    const before = answerTo('durationBefore');
    const isOfChosen = before?.ok && textOf(before.value, 'transitionName') === plan.transition;
    const duration = isOfChosen ? numberOf(before.value, 'transitionDuration') : null;
    if (duration !== null) loan.hadDuration(duration);

    const { scene } = flight.take;
    if (scene === null) {
      accept(flight, elapsed());
      return;
    }
    const done = answerTo('scene');
    if (!done?.ok) {
      const { code, comment } = done?.problem.why === 'refused' ? done.problem : { code: 0, comment: '' };
      fail(flight, { why: 'refused', code, comment });
      return;
    }
    resume();
    const left = Math.max(50, flight.sentAt + takeDeadline - elapsed());
    const readBack = await wire.call(request('GetCurrentProgramScene'), left);
    if (!isInFlight(flight)) return;
    if (!readBack.ok) {
      // The scene was not refused, only the question: it stands as if it had not been answered.
      unanswered(flight, readBack.problem.why === 'closed' ? 'closed' : 'silent');
      return;
    }
    const shown = textOf(readBack.value, 'currentProgramSceneName');
    // A later take may have changed the scene already: then the reply has to do.
    if (shown === flight.take.scene || flight.order < sent) accept(flight, elapsed());
    else fail(flight, { why: 'mismatch', shown });
  }

  function unanswered(flight: Flight, why: 'silent' | 'closed'): void {
    if (why === 'silent') {
      // What OBS did counts, not what it answered.
      if (flight.onAirAt !== null) accept(flight, elapsed());
      else {
        fail(flight, { why: 'silent' });
        void look();
      }
      return;
    }
    report({ type: 'takeClosed', takeId: flight.take.takeId });
    end(flight);
  }

  function accept(flight: Flight, at: Duration): void {
    const { takeId, scene } = flight.take;
    flight.stage = 'accepted';
    report({ type: 'takeAccepted', takeId, after: at - flight.sentAt });
    deps.cues.taken(flight.effects, flight.effectsReply, flight.sentAt);
    deps.cues.fire(flight.afterwards);
    // What an earlier take was waiting for will not come any more.
    for (const earlier of flights.slice(0, flights.indexOf(flight))) {
      if (earlier.stage === 'accepted') end(earlier);
    }
    // OBS that begins a transition to the scene it names already was in the middle of something.
    if (scene === null || (flight.wasOnAir && !flight.began)) onAir(flight, at);
    else if (flight.onAirAt !== null) onAir(flight, flight.onAirAt);
    else if (isPast(flight)) end(flight);
    else waitForEnd(flight);
  }

  /** OBS answered late: a take that was sent after this one has come to its end already. */
  function isPast({ order }: Flight): boolean {
    return order < sent && !flights.some((later) => later.order > order);
  }

  function onAir(flight: Flight, at: Duration): void {
    const { takeId, scene } = flight.take;
    loan.carriedOut();
    report({ type: 'takeOnAir', takeId, after: at - flight.sentAt });
    if (scene !== null) report({ type: 'sceneBackInObs', scene, since: now() - (elapsed() - at) });
    end(flight);
  }

  function waitForEnd(flight: Flight): void {
    flight.cancel();
    const due = flight.sentAt + flight.duration + onAirGrace - elapsed();
    flight.cancel = timers.after(Math.max(0, due), () => void readBackEnd(flight));
  }

  /** The end was not heard of: an alarm, unless it is another scene, which is a person's doing. OBS is asked until it answers. */
  async function readBackEnd(flight: Flight): Promise<void> {
    const shown = await askProgram();
    if (!isInFlight(flight)) return;
    const { takeId, scene } = flight.take;
    if (shown === null || shown === scene) report({ type: 'takeOnAirUnheard', takeId });
    if (shown !== null && shown === scene) report({ type: 'sceneBackInObs', scene, since: now() });
    if (shown === null) {
      flight.cancel = timers.after(takeDeadline, () => void readBackEnd(flight));
      return;
    }
    end(flight);
    if (shown === scene || isNew(shown)) learn(shown, shown === scene);
    // Known already, and by now nothing else is to come.
    else report({ type: 'sceneChangedInObs', scene: shown, since: now() });
  }

  /** What became of a take that was not answered: its event may have been lost as well. */
  async function look(): Promise<void> {
    const shown = await askProgram();
    if (shown !== null && isNew(shown)) learn(shown, false);
  }

  /** Whether it is another scene than OBS told of. */
  function isNew(shown: string): boolean {
    return shown !== deps.session()?.known.program;
  }

  async function askProgram(): Promise<string | null> {
    const session = deps.session();
    const reply = await session?.wire.call(request('GetCurrentProgramScene'), takeDeadline);
    if (session !== deps.session()) return null;
    return reply?.ok ? textOf(reply.value, 'currentProgramSceneName') : null;
  }

  function learn(shown: string, isOurs: boolean): void {
    const session = deps.session();
    lookedAt = isOurs ? shown : null;
    session?.learn({ name: 'CurrentProgramSceneChanged', data: { sceneName: shown } });
    lookedAt = null;
  }

  function isInFlight(flight: Flight): boolean {
    return flights.includes(flight);
  }

  function othersUnderWay(flight: Flight): boolean {
    return flights.some((other) => other !== flight && other.stage !== 'held');
  }

  function event({ name, data }: ObsEvent, known: Known): void {
    if (name === 'SceneNameChanged') {
      const [from, to] = [textOf(data, 'oldSceneName'), textOf(data, 'sceneName')];
      for (const flight of flights) {
        if (to !== null && flight.take.scene === from) flight.take = { ...flight.take, scene: to };
      }
    }
    if (name === 'CurrentProgramSceneChanged') {
      const scene = textOf(data, 'sceneName');
      const flight = flights.findLast((sent) => sent.stage !== 'held' && sent.take.scene === scene);
      if (!flight) return;
      flight.onAirAt ??= elapsed();
      if (flight.stage === 'accepted') onAir(flight, flight.onAirAt);
    }
    if (name === 'SceneTransitionStarted') {
      // A scene may have a transition of its own in OBS, longer than the one that was set.
      const transition = textOf(data, 'transitionName');
      const flight = flights.findLast((sent) => sent.stage !== 'held');
      if (flight && !flight.began && flight.take.scene !== null) {
        flight.began = true;
        const after = elapsed() - flight.sentAt;
        report({ type: 'takeTransition', takeId: flight.take.takeId, after });
      }
      if (!flight || transition === null || transition === flight.plan?.transition) return;
      const isCut = durationOf(known, transition) === 0;
      flight.duration = Math.max(flight.duration, isCut ? 0 : longestTransition);
      if (flight.stage === 'accepted') waitForEnd(flight);
    }
  }

  return {
    get underWay() {
      return underWay();
    },
    get sent() {
      return sent;
    },
    request: start,
    claims: (scene) => scene === lookedAt || flights.some((flight) => flight.take.scene === scene),
    event: (heard) => {
      const session = deps.session();
      if (session) event(heard, session.known);
    },
    resume,
    closed() {
      for (const flight of flights) {
        if (flight.stage !== 'accepted') {
          report({ type: 'takeClosed', takeId: flight.take.takeId });
        }
        flight.cancel();
      }
      flights = [];
    },
    dispose() {
      for (const flight of flights) flight.cancel();
      flights = [];
    },
  };
}
