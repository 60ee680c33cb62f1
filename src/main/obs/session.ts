import type { Known } from '../../core/obs/known';
import { evolveKnown, longestTransition } from '../../core/obs/known';
import type { ObsEvent } from '../../core/obs/protocol';
import { numberOf, request, textOf } from '../../core/obs/protocol';
import type { Duration, Instant } from '../../core/time/units';
import { looksOf } from '../../core/obs/outputs';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Catalogue, ReadProblem } from './catalogue';
import { readAudio, readCatalogue, readItems, readOutputs } from './catalogue';
import type { Wire } from './wire';

/** Of an output that comes up or goes down a look tells nothing until it has: it may be left at that. */
export type OutputsLook = 'as it says' | 'on its way stays';

export interface SessionDeps {
  readonly wire: Wire;
  readonly now: () => Instant;
  readonly timers: Timers;
  /** Read, for the first time or again. `meanwhile`: what OBS told during the first read; later, `event` tells it. */
  readonly read: (session: Session, meanwhile: readonly ObsEvent[]) => void;
  /** An event, after what is known was brought up to it; not called for what a read covers.
   * `told`: by OBS itself, not found out by asking. */
  readonly event: (event: ObsEvent, before: Known, told: boolean) => void;
  /** What is known changed, for whatever reason. */
  readonly changed: () => void;
  readonly failed: (problem: ReadProblem) => void;
}

/** One connection's knowledge of OBS: read once, then kept by its events. */
export interface Session {
  readonly wire: Wire;
  /** The latest that is known; stands still while frozen. */
  readonly known: Known;
  readonly catalogue: Catalogue;
  /** OBS changes its scene collection (requests now could crash it), or is being read again after that. */
  readonly frozen: boolean;
  handle(event: ObsEvent): void;
  /** Takes in what a reply said, as if OBS had sent the event. */
  learn(event: ObsEvent): void;
  readAgain(): Promise<void>;
  /** Reads how the outputs stand; whether OBS answered. */
  readOutputs(how: OutputsLook): Promise<boolean>;
  close(): void;
}

/** OBS that is still loading is asked again after this, ms, so many times. */
const notReadyWait: Duration = 250;
const notReadyTimes = 40;
/** A scene collection that takes longer to load is looked at anyway, ms. */
const longestFreeze: Duration = 10 * second;
/** How long after its due end OBS is asked whether a transition is over although it did not say so, ms. */
export const transitionGrace: Duration = second;
/** How often an OBS that did not tell which scene it shows is asked, until it tells of one again, ms. */
const untoldWait: Duration = 2 * second;

/** After these a scene may matter that was not read yet. */
const namesScenes: ReadonlySet<ObsEvent['name']> = new Set([
  'SceneListChanged',
  'SceneNameChanged',
  'SceneItemCreated',
  'CurrentProgramSceneChanged',
]);

/** Starts to read; `read` is called when there is something to know. */
export function createSession(deps: SessionDeps): Session {
  const { wire, now, timers } = deps;
  let catalogue: Catalogue | null = null;
  let known: Known | null = null;
  let frozen = false;
  let closed = false;
  /** Events that come while a read is under way: the read may or may not know of them. */
  let held: ObsEvent[] | null = [];
  let reads = 0;
  /** Whether OBS named the new scene since the transition began. */
  let heardProgram = false;
  /** A transition began right at the end of another, whose own end OBS is still to tell. */
  let owesEnd = false;
  let cancelThaw: () => void = () => {};
  let cancelOverdue: () => void = () => {};
  let cancelUntold: () => void = () => {};
  let cancelWait: () => void = () => {};

  const session: Session = {
    wire,
    get known() {
      if (!known) throw new Error('session: asked before it was read');
      return known;
    },
    get catalogue() {
      if (!catalogue) throw new Error('session: asked before it was read');
      return catalogue;
    },
    get frozen() {
      return frozen || held !== null;
    },
    handle,
    learn(event) {
      if (known && !held) fold(event, false);
    },
    readAgain: async () => read(),
    readOutputs: lookAtOutputs,
    close() {
      closed = true;
      cancelThaw();
      cancelOverdue();
      cancelUntold();
      cancelWait();
    },
  };

  async function read(times = 0): Promise<void> {
    const mine = ++reads;
    held ??= [];
    const result = await readCatalogue(wire, now);
    if (closed || mine !== reads || frozen) return;
    if (!result.ok) {
      if (result.problem === 'notReady' && times < notReadyTimes) {
        cancelWait = timers.after(notReadyWait, () => void read(times + 1));
      } else deps.failed(result.problem);
      return;
    }
    const isFirst = known === null;
    catalogue = result.value;
    known = result.value.known;
    const missed = held ?? [];
    held = null;
    if (isFirst) for (const event of missed) known = evolveKnown(known, event, now());
    watchTransition();
    deps.read(session, isFirst ? missed : []);
    // Somebody may be waiting for one of these.
    if (!isFirst) for (const event of missed) fold(event);
    await readMore();
  }

  function handle(event: ObsEvent): void {
    if (event.name === 'CurrentSceneCollectionChanging') freeze();
    else if (event.name === 'CurrentSceneCollectionChanged') thaw();
    else if (event.name === 'CurrentProfileChanged' || isNewTransition(event)) readAfter(event);
    // Item ids in the events of a collection change are wrong, and all is read again after it.
    else if (frozen) return;
    else if (held) held.push(event);
    else if (known) fold(event);
  }

  /** OBS does not say that a transition was made; only that it is the current one. */
  function isNewTransition({ name, data }: ObsEvent): boolean {
    if (name !== 'CurrentSceneTransitionChanged' || !known || held) return false;
    return !known.transitions.some((transition) => transition.name === textOf(data, 'transitionName'));
  }

  function readAfter(event: ObsEvent): void {
    if (frozen) return;
    void read();
    held?.push(event);
  }

  function fold(event: ObsEvent, told = true): void {
    if (!known || isOfEarlier(event)) return;
    const before = known;
    known = evolveKnown(before, event, now());
    if (event.name === 'SceneTransitionStarted') {
      owesEnd = heardProgram;
      heardProgram = false;
    }
    if (event.name === 'CurrentProgramSceneChanged') {
      heardProgram = true;
      watchUntold(told);
    }
    if (event.name === 'SceneTransitionStarted' || event.name === 'SceneTransitionEnded') watchTransition();
    if (event.name === 'SceneTransitionEnded' && !heardProgram) void lookAtProgram(told);
    if (event.name === 'SceneTransitionEnded') heardProgram = false;
    deps.event(event, before, told);
    if (known !== before) deps.changed();
    if (namesScenes.has(event.name)) void readMore();
    if (event.name === 'StudioModeStateChanged' && before.studioMode !== known.studioMode) endUntold(told);
    if (event.name === 'InputCreated') void learnAudio(textOf(event.data, 'inputName'));
  }

  /** The end of the transition before, told when the next has begun: that one runs on. */
  function isOfEarlier({ name }: ObsEvent): boolean {
    const earlier = name === 'SceneTransitionEnded' && owesEnd;
    if (earlier) owesEnd = false;
    return earlier;
  }

  /** With studio mode on or off OBS cuts to the end of the transition that runs, and never says that it ended. */
  function endUntold(told: boolean): void {
    if (!known?.transitioning) return;
    owesEnd = false;
    fold({ name: 'SceneTransitionEnded', data: { transitionName: known.transitioning.name } }, told);
  }

  /** OBS does not always say that a transition ended: when it must have, look. */
  function watchTransition(): void {
    cancelOverdue();
    if (!known?.transitioning) return;
    const { startedAt, duration } = known.transitioning;
    // Of a length that OBS has not told: its cursor tells soon.
    const expected = duration === longestTransition ? 0 : duration;
    const whole = expected + transitionGrace;
    // Where the clock was set back meanwhile it would be waited for as long.
    const due = Math.min(whole, startedAt + whole - now());
    cancelOverdue = timers.after(Math.max(0, due), () => void lookWhetherOver(startedAt));
  }

  /** A scene may have a transition of its own, of a length that OBS does not tell: its cursor says how far it is. */
  async function lookWhetherOver(startedAt: Instant): Promise<void> {
    const reply = await wire.call(request('GetCurrentSceneTransitionCursor'), second);
    const running = known?.transitioning;
    if (closed || frozen || held || !known || running?.startedAt !== startedAt) return;
    const progress = (reply.ok ? numberOf(reply.value, 'transitionCursor') : null) ?? 1;
    if (progress <= 0 || progress >= 1) {
      owesEnd = false;
      fold({ name: 'SceneTransitionEnded', data: { transitionName: running.name } }, false);
      return;
    }
    const elapsed = now() - startedAt;
    const duration = Math.min(elapsed / progress, elapsed + longestTransition);
    known = { ...known, transitioning: { ...running, duration: Math.round(duration) } };
    watchTransition();
    deps.changed();
  }

  /** One event in some thousands never comes: read the scene back. */
  async function lookAtProgram(told: boolean): Promise<void> {
    const reply = await wire.call(request('GetCurrentProgramScene'), second);
    const scene = reply.ok ? textOf(reply.value, 'currentProgramSceneName') : null;
    if (closed || frozen || held || heardProgram) return;
    if (scene === null) return watchUntold(false);
    // The next one has begun: OBS names its scene from the start.
    if (known?.transitioning) return;
    // The same one, and not a word of OBS that it got there: it may be stuck between two.
    if (scene === known?.program && told) return;
    fold({ name: 'CurrentProgramSceneChanged', data: { sceneName: scene } }, told);
  }

  /** OBS that does not say what it shows may be stuck between two scenes, and then tells of no change of them. */
  function watchUntold(told: boolean): void {
    cancelUntold();
    if (!told) cancelUntold = timers.after(untoldWait, () => void lookAgain());
  }

  async function lookAgain(): Promise<void> {
    const reply = await wire.call(request('GetCurrentProgramScene'), second);
    if (closed) return;
    const scene = reply.ok ? textOf(reply.value, 'currentProgramSceneName') : null;
    const isNew = !frozen && !held && scene !== null && !known?.transitioning && scene !== known?.program;
    if (isNew) fold({ name: 'CurrentProgramSceneChanged', data: { sceneName: scene } }, false);
    else watchUntold(false);
  }

  /** Reads the items of scenes that were made since. */
  async function readMore(): Promise<void> {
    if (!known || held || frozen || closed) return;
    const at = known;
    const missing = at.scenes.filter((scene) => !at.items[scene]);
    if (missing.length === 0) return;
    const items = await readItems(wire, missing);
    if (closed || held || frozen || Object.keys(items).length === 0) return;
    known = { ...known, items: { ...items, ...known.items } };
    deps.changed();
  }

  /** OBS does not say of a new input whether it has sound. */
  async function learnAudio(name: string | null): Promise<void> {
    if (name === null) return;
    const audio = await readAudio(wire, name);
    if (!audio || closed || held || frozen || !known) return;
    known = {
      ...known,
      inputs: known.inputs.map((input) => (input.name === name ? { ...input, audio } : input)),
    };
    deps.changed();
  }

  async function lookAtOutputs(how: OutputsLook): Promise<boolean> {
    const outputs = await readOutputs(wire, now);
    if (closed || held || frozen || !known || !outputs) return false;
    known = { ...known, outputs: how === 'as it says' ? outputs : looksOf(known.outputs, outputs) };
    deps.changed();
    return true;
  }

  function freeze(): void {
    frozen = true;
    reads += 1;
    cancelWait();
    cancelOverdue();
    cancelThaw();
    cancelThaw = timers.after(longestFreeze, thaw);
    deps.changed();
  }

  function thaw(): void {
    cancelThaw();
    frozen = false;
    held = [];
    void read();
  }

  void read();
  return session;
}
