import { isDeepStrictEqual } from 'node:util';
import type { MeterFeed, ScenePicture } from '../../contract/messages';
import type { MeterFrame } from '../../core/captions/meters';
import type { CaptionDrawing } from '../../core/captions/drawing';
import { namedSoonest } from '../../core/captions/soonest';
import { isOnThisMachine } from '../../core/obs/address';
import { drawnWay } from '../../core/obs/captionSetup';
import { desired } from '../../core/obs/desired';
import type { Known } from '../../core/obs/known';
import type { CaptionWay, Observed, ObsLink, ObsProblem, ObsView } from '../../core/obs/observed';
import { observedOf, ownItem, pageKind } from '../../core/obs/ownership';
import { outputChange, outputNames } from '../../core/obs/outputs';
import type { ObsEvent } from '../../core/obs/protocol';
import { request, textOf } from '../../core/obs/protocol';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Report } from '../../core/run/commands';
import type { Stamped } from '../../core/run/events';
import type { State } from '../../core/run/state';
import { effectsOtherwise } from '../../core/run/inForce';
import { nextSegment } from '../../core/run/order';
import { isHandsOff } from '../../core/run/rehearsal';
import type { Speaker, SpeakerId } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import { createCaptionDrawings } from './captionDrawings';
import type { Captions } from './captions';
import { createCaptions } from './captions';
import { createConnection } from './connection';
import { createCues } from './cues';
import { createHealthWatch } from './health';
import { createLedger } from './ledger';
import { createLoan } from './loan';
import { createOutputs } from './outputs';
import { createPictures } from './pictures';
import { createPages } from './pages';
import type { CaptionPictures, ObsMemory, OverlayPages, Watched } from './ports';
import { createRuler } from './ruler';
import type { Session } from './session';
import { createSession } from './session';
import type { OpenSocket } from './socket';
import type { Sound } from './sound';
import { createSound } from './sound';
import type { Takes } from './takes';
import { createPreview } from './preview';
import { type Setup, createSetup } from './setup';
import { createTakes } from './takes';
import type { Voices } from './voices';
import { createVoices } from './voices';
import type { Wire } from './wire';

/** Leaving studio mode, OBS names the preview's scene as the program for a moment, in its replies too; ms. */
const studioModeSettles: Duration = 200;

/** Which OBS to drive. */
export interface ObsTarget {
  /** `ws://host:port`, as typed or as the practice OBS says. */
  readonly address: string;
  readonly practice: boolean;
  readonly password: string | null;
  /** Where that password is kept; `null` without one. */
  readonly passwordKept: ObsView['passwordKept'];
}

export interface ObsRoomDeps {
  /** The run's clock: wall instants that advance with monotonic time; in a rehearsal, its own. What is told of the run. */
  readonly now: () => Instant;
  /** The machine's: what OBS is and does by itself, which no rehearsal makes faster. */
  readonly machineNow: () => Instant;
  /** For spans of time: no setting of the clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  /** What OBS did. Never called within a call of the room. */
  readonly report: (report: Report) => void;
  /** The view changed; never called within a call of the room. */
  readonly viewChanged: (view: ObsView) => void;
  readonly picture: (picture: ScenePicture) => void;
  /** How loud it is, while a screen watches; `null` where nobody listens to this OBS. */
  readonly meters: ((feed: MeterFeed) => void) | null;
  readonly captionDrawn: (speakerId: SpeakerId, drawing: CaptionDrawing) => void;
  /** `null` where there is no Electron: OBS's own text sources then draw the captions. */
  readonly pictures: CaptionPictures | null;
  /** `null` for an OBS whose names never come by a page. */
  readonly pages: OverlayPages | null;
  readonly memory: ObsMemory;
  /** Resolves once the disk has all that was journalled so far, or has refused it. */
  readonly synced: () => Promise<void>;
  /** One line for the technical log. */
  readonly log: (line: string) => void;
}

/**
 * Everything between the run and one OBS: connects, keeps what it shows, carries out takes and captions, and
 * reports what really happened. Sends nothing that the run or a person at the console did not ask for, except
 * to clear its own leftovers.
 */
export interface ObsRoom extends Setup {
  readonly view: ObsView;
  /** Drives this OBS from now on; another one is let go of. */
  connect(target: ObsTarget): void;
  /** Lets go of its OBS, if it has one, and waits to be connected to another. Sends nothing. */
  leave(): void;
  /** Answers `passwordNeeded` and `passwordWrong`; connects at once. */
  givePassword(password: string, kept: 'keyring' | 'memory'): void;
  /** Tries again now, whatever the room was waiting for. */
  retry(): void;
  /**
   * The state after these events, or `null` without an open show; called right after they were journalled.
   * A requested take's bytes leave before this returns. Called once with no events when a show is opened.
   */
  update(state: State | null, events: readonly Stamped[]): void;
  /** Reads how stream, recording and virtual camera stand; whether OBS answered. */
  lookAtOutputs(): Promise<boolean>;
  /** Reads everything again. */
  readAgain(): Promise<Result<null, { readonly code: 'obsAway' }>>;
  watch(watched: Watched): void;
  /** Whether a screen shows how loud the inputs are. */
  watchMeters(on: boolean): void;
  /** Keeps how loud the inputs are from now on. */
  recordTrack(): Result<null, { readonly code: 'obsAway' | 'alreadySo' }>;
  /** What was kept, which ends it. */
  endTrack(): Result<readonly MeterFrame[], { readonly code: 'alreadySo' }>;
  /** Whether Next goes into OBS's preview, in studio mode. */
  previewNext(on: boolean): void;
  /** Lets go of OBS and of all timers. Sends nothing. */
  dispose(): Promise<void>;
}

export function createObsRoom(deps: ObsRoomDeps, open: OpenSocket): ObsRoom {
  const { now, machineNow, elapsed, timers } = deps;
  let target: ObsTarget | null = null;
  let state: State | null = null;
  let session: Session | null = null;
  /** Whether the session's first read is done, and OBS was told of. */
  let isUp = false;
  let observed: Observed | null = null;
  /** What was known of OBS when `observed` was last to be made. */
  let knownLast: Known | null = null;
  /** Whether more is known of OBS than the view says. */
  let isBehind = false;
  /** The transition to give back was borrowed before OBS or the app went away. */
  let owesFromBefore = false;
  let view: ObsView = {
    practice: false,
    address: '',
    link: { status: 'connecting' },
    observed: null,
    health: null,
    levels: 'notAsked',
    recordsSince: null,
    passwordKept: null,
  };
  /** The show, by its id, after whose drawing the pictures of earlier times were deleted. */
  let tidiedFor: string | null = null;
  let disposed = false;
  const later = createLater();

  const leavesAlone = (): boolean => state !== null && isHandsOff(state.run);
  const report = (what: Report): void => {
    if (!leavesAlone()) later(() => deps.report(what));
  };
  const usable = (): Session | null => (isUp && session && !session.frozen ? session : null);
  /** For all that changes anything in OBS: in a rehearsal that leaves it alone there is none. */
  const hands = (): Session | null => (leavesAlone() ? null : usable());

  const connection = createConnection({ now: machineNow, timers, open, linkChanged, opened, event, closed });
  const ledger = createLedger(deps.memory);
  const loan = createLoan({
    ledger,
    session: hands,
    underWay: () => takes.underWay || (session?.known.transitioning ?? null) !== null,
    log: deps.log,
    timers,
    tryAgain: () => void giveBack(),
  });
  const ruler = createRuler({
    timers,
    session: hands,
    takeUnderWay: () => takes.underWay,
    measured: (name) => drawings.measured(name),
  });
  const sound: Sound = createSound({
    now,
    timers,
    ledger,
    state: () => state,
    session: hands,
    takeUnderWay: () => takes.underWay,
    found: (off) => report({ type: 'soundFound', off }),
    gaveBack: (inputs) => {
      for (const name of inputs) report({ type: 'leftoverCleared', what: 'sound', name });
    },
    settled: () => takes.resume(),
  });
  const drawings = createCaptionDrawings({
    pictures: deps.pictures,
    ruler,
    log: deps.log,
    soonest,
    drawn: (speakerId, drawing) => later(() => deps.captionDrawn(speakerId, drawing)),
  });
  const cues = createCues({ elapsed, timers, report, session: hands, synced: deps.synced });
  const takes: Takes = createTakes({
    now,
    elapsed,
    timers,
    report,
    loan,
    sound,
    cues,
    session: hands,
    captionUnderWay: () => captions.underWay,
    nextCaption: (take) => captions.loadAhead(take),
    nextCaptionFailed: () => captions.loadFailed(),
    settled: afterTake,
  });
  const captions: Captions = createCaptions({
    now,
    elapsed,
    timers,
    report,
    drawings,
    page: deps.pages,
    state: () => state,
    session: hands,
    takeUnderWay: () => takes.underWay,
  });
  const pages =
    deps.pages &&
    createPages({
      pages: deps.pages,
      now,
      state: () => state,
      session: hands,
      isWay: () => captionWay() === 'page',
    });
  const outputs = createOutputs({ timers, report, session: hands, synced: deps.synced });
  const health = createHealthWatch({
    now: machineNow,
    session: usable,
    changed: (next) => {
      if (!isDeepStrictEqual(next, view.health)) publish({ ...view, health: next });
    },
  });
  const pictures = createPictures({
    now,
    elapsed,
    timers,
    session: usable,
    takeUnderWay: () => takes.underWay,
    picture: deps.picture,
    health,
  });

  const voices: Voices | null =
    deps.meters &&
    createVoices({
      now,
      elapsed,
      timers,
      state: () => state,
      session: () => (isUp ? session : null),
      heard: (who, inputs) => later(() => deps.report({ type: 'voicesHeard', voices: who, inputs })),
      meters: deps.meters,
      changed: (levels) => publish({ ...view, levels }),
    });

  let previewsNext = false;
  const preview = createPreview({
    timers,
    // Studio mode of an earlier rehearsal is given back after one that leaves OBS alone, not in it.
    session: () => (state?.run.rehearsal?.obs === 'untouched' ? null : usable()),
    wanted: inPreview,
    needsStudio: rehearsesInPreview,
    ledger,
    takeUnderWay: () => takes.underWay,
    log: deps.log,
  });
  const setup = createSetup({
    state: () => state,
    usable: hands,
    way: captionWay,
    addresses: () => deps.pages && { names: deps.pages.address('names'), cards: deps.pages.address('cards') },
  });

  function rehearsesInPreview(): boolean {
    return state?.run.rehearsal?.obs === 'preview';
  }

  function inPreview(): { readonly id: string; readonly scene: string | null } | null {
    if (!state) return null;
    if (rehearsesInPreview()) {
      const { runId, onAir, slate } = state.run;
      return { id: slate ? `${runId} slate` : (onAir?.takeId ?? runId), scene: desired(state).program };
    }
    return previewsNext && !leavesAlone() ? nextSegment(state.document.show, state.run) : null;
  }

  function captionWay(): CaptionWay {
    const isNear = target !== null && (target.practice || isOnThisMachine(target.address));
    const known = session?.known ?? knownLast;
    if (isNear && deps.pages?.wanted && known?.inputKinds.includes(pageKind)) return 'page';
    if (!deps.pictures || !isNear) return 'text';
    return known ? drawnWay(known) : 'pictures';
  }

  // --- the connection

  function linkChanged(link: ObsLink): void {
    publish({ ...view, link });
  }

  function opened(wire: Wire): void {
    session = createSession({
      wire,
      now: machineNow,
      timers,
      read: wasRead,
      event: happened,
      changed: observe,
      failed: (problem) => connection.drop(problem === 'tooOld' ? 'tooOld' : 'notAnswering'),
    });
  }

  function event(heard: ObsEvent): void {
    if (heard.name === 'InputVolumeMeters') voices?.event(heard.data);
    else session?.handle(heard);
  }

  function closed(problem: ObsProblem): void {
    if (letGo()) report({ type: 'obsLost', reason: problem });
  }

  /** Whether there was an OBS to let go of. */
  function letGo(): boolean {
    session?.close();
    session = null;
    if (!isUp) return false;
    isUp = false;
    voices?.closed();
    takes.closed();
    captions.closed();
    outputs.closed();
    sound.closed();
    cues.closed();
    health.forget();
    return true;
  }

  function wasRead(read: Session, meanwhile: readonly ObsEvent[]): void {
    if (!target) return;
    const isNew = !isUp;
    isUp = true;
    const { known } = read;
    captions.wasRead(isNew, captionWay(), read.catalogue.loaded);
    drawAhead();
    const seen = knownLast?.program ?? null;
    observe();
    const { program } = known;
    if (!isNew && program !== null && program !== seen && !takes.claims(program))
      report({ type: 'sceneChangedInObs', scene: program, since: now() });
    if (isNew) {
      const { practice, address } = target;
      ledger.connected(practice ? 'practice' : address);
      preview.connected();
      loan.connected();
      sound.connected();
      connection.ready();
      // A read tells new names only; that it is the same that has them was told while it was under way.
      for (const heard of meanwhile) tellRename(heard);
      report({ type: 'obsConnected', practice, version: known.version, program: known.program });
      owesFromBefore = loan.borrowed !== null;
    }
    report({ type: 'outputsRead', outputs: read.known.outputs });
    tellEffects(isNew);
    void giveBack();
    void sound.settle();
    settleByWhatIsShown(read);
    takes.resume();
    captions.follow();
    pages?.wasRead();
    ruler.follow();
    voices?.follow();
  }

  /** What OBS has otherwise than the cues in force. */
  function tellEffects(isNew: boolean): void {
    const at = usable();
    if (!at || !state) return;
    for (const event of effectsOtherwise(state.run, at.known, isNew)) report(event);
  }

  /** A take whose end fell into the time without OBS: what it shows now, once nothing runs, decides. */
  function settleByWhatIsShown({ known }: Session): void {
    const settling = state?.run.settling;
    if (!state || !settling || takes.underWay || known.transitioning) return;
    const asked = desired(state).program;
    const { program } = known;
    if (asked === null || asked === program) report({ type: 'takeFoundOnAir', takeId: settling.takeId });
    else if (program !== null) report({ type: 'sceneChangedInObs', scene: program, since: now() });
  }

  // --- what OBS says

  function happened(heard: ObsEvent, before: Known, told: boolean): void {
    if (!session || !isUp) return;
    const { program } = session.known;
    const isForeign =
      heard.name === 'CurrentProgramSceneChanged' && program !== null && !takes.claims(program);
    loan.event(heard);
    sound.event(heard);
    cues.event(heard);
    // What was found by asking is no word of OBS that a take has come to its end.
    if (told) takes.event(heard);
    captions.event(heard, before);
    preview.event(heard);
    for (const output of outputNames) {
      const to = outputChange(before.outputs[output], session.known.outputs[output]);
      if (to) report({ type: 'outputChanged', output, to });
    }
    if (isForeign) {
      const at = session;
      const since = now();
      if (before.studioMode) timers.after(studioModeSettles, () => void tellForeignChange(at, since, told));
      else void tellForeignChange(at, since, told);
    }
    tellRename(heard);
    tellEffects(false);
    if (heard.name === 'InputMuteStateChanged') void sound.settle();
    if (heard.name !== 'SceneTransitionEnded') return;
    settleByWhatIsShown(session);
    afterTake();
  }

  function tellRename({ name, data }: ObsEvent): void {
    if (name === 'SceneNameChanged') {
      const from = textOf(data, 'oldSceneName');
      const to = textOf(data, 'sceneName');
      if (from !== null && to !== null) report({ type: 'sceneRenamedInObs', from, to });
    }
    if (name === 'InputNameChanged') {
      const from = textOf(data, 'oldInputName');
      const to = textOf(data, 'inputName');
      if (from !== null && to !== null) report({ type: 'sourceRenamedInObs', from, to });
    }
    if (name === 'SourceFilterNameChanged') {
      const source = textOf(data, 'sourceName');
      const from = textOf(data, 'oldFilterName');
      const to = textOf(data, 'filterName');
      if (source !== null && from !== null && to !== null)
        report({ type: 'filterRenamedInObs', source, from, to });
    }
  }

  /** Where OBS answers, only what a read-back confirms is told. */
  async function tellForeignChange(at: Session, since: Instant, told: boolean): Promise<void> {
    if (at !== session) return;
    const { sent } = takes;
    const reply = await at.wire.call(request('GetCurrentProgramScene'), second);
    if (at !== session) return;
    // The answer may be older than that take.
    if (takes.sent !== sent) return tellForeignChange(at, since, told);
    // An OBS that does not answer has told its event all the same.
    const scene = reply.ok ? textOf(reply.value, 'currentProgramSceneName') : at.known.program;
    if (scene === null || scene !== at.known.program) return;
    report({ type: 'sceneChangedInObs', scene, since, ...(told ? {} : { unheard: true }) });
  }

  function afterTake(): void {
    void giveBack();
    void sound.settle();
    captions.follow();
    preview.follow();
    ruler.follow();
  }

  async function giveBack(): Promise<void> {
    const returned = await loan.giveBack();
    takes.resume();
    if (!returned) return;
    if (owesFromBefore) report({ type: 'leftoverCleared', what: 'transition', name: returned.name });
    owesFromBefore = false;
  }

  // --- what screens see

  /** OBS tells of twenty changes at once: they are one change of the view. */
  function observe(): void {
    if (!session || !isUp) return;
    knownLast = session.known;
    if (isBehind) return;
    isBehind = true;
    later(catchUp);
  }

  function catchUp(): void {
    if (!isBehind || !knownLast) return;
    isBehind = false;
    const next = observedOf(knownLast, captionWay(), state?.document.show ?? null);
    if (isDeepStrictEqual(next, observed)) return;
    observed = next;
    publish({ ...view, observed });
  }

  function forgetObserved(): void {
    observed = null;
    knownLast = null;
    isBehind = false;
  }

  function publish(next: ObsView): void {
    view = next;
    later(() => {
      if (view === next) deps.viewChanged(next);
    });
  }

  /** Whose clips are drawn: not of who is on screen, whose corrections are pictures and must not wait for a clip. */
  function soonest(): readonly Speaker[] {
    if (!state) return [];
    const { document, run } = state;
    return namedSoonest(document.show, run).filter(({ id }) => id !== run.caption?.speakerId);
  }

  function drawAhead(): void {
    if (!session || !isUp || !state) return;
    const { id, speakers, graphics, captionDuration } = state.document.show;
    const { known } = session;
    const clipsLast = ownItem(known, 'clip') ? captionDuration : null;
    drawings.update(speakers, captionWay(), known.canvas, graphics, clipsLast);
    if (id === tidiedFor) return;
    tidiedFor = id;
    void drawings.tidy(() => (usable() ? captions.files : null));
  }

  // --- what the run and the operator ask

  function connect(next: ObsTarget): void {
    letGo();
    if (next.address !== target?.address) ruler.forget();
    target = next;
    forgetObserved();
    const { address, practice, passwordKept } = next;
    publish({
      address,
      practice,
      passwordKept,
      observed: null,
      health: null,
      levels: 'notAsked',
      recordsSince: view.recordsSince,
      link: { status: 'connecting' },
    });
    connection.start(address, next.password);
  }

  function leave(): void {
    if (!target) return;
    letGo();
    connection.stop();
    target = null;
    forgetObserved();
    publish({
      ...view,
      address: '',
      passwordKept: null,
      observed: null,
      health: null,
      levels: 'notAsked',
      link: { status: 'connecting' },
    });
  }

  function update(next: State | null, events: readonly Stamped[]): void {
    const before = state;
    state = next;
    if (!before && next) captions.runOpened();
    // What was kept of a show that is closed nobody can ask for any more.
    if (!next && voices?.recorded()) publish({ ...view, recordsSince: null });
    if (before) sound.told();
    else if (next && isUp) sound.runOpened();
    for (const { event: journalled } of leavesAlone() ? [] : events) {
      if (journalled.type === 'outputAsked') outputs.ask(journalled);
      if (journalled.type === 'cueFired') {
        const { effect } = journalled.firing;
        if (effect.kind === 'mute') sound.named(effect.input);
        cues.fire([journalled.firing]);
      }
      if (journalled.type !== 'takeRequested') continue;
      const { take } = journalled;
      if (!next?.run.pending.some(({ takeId }) => takeId === take.takeId)) continue;
      if (isUp) takes.request(take);
      // It was asked for while the news that OBS is gone was on its way.
      else report({ type: 'takeClosed', takeId: take.takeId });
    }
    void sound.settle();
    tellEffects(false);
    // Before all others, for a corrected name on air is to be drawn first.
    captions.follow();
    pages?.follow();
    preview.follow();
    voices?.follow();
    if (before?.document.show === next?.document.show) {
      // A clip may be drawn now of whoever was on screen.
      if (before?.run.caption?.speakerId !== next?.run.caption?.speakerId) drawAhead();
      return;
    }
    drawAhead();
    observe();
  }

  async function lookAtOutputs(): Promise<boolean> {
    // To look is to tell OBS nothing: also in a rehearsal that leaves it alone.
    const answered = (await usable()?.readOutputs('as it says')) ?? false;
    if (answered && session) report({ type: 'outputsRead', outputs: session.known.outputs });
    return answered;
  }

  async function readAgain(): ReturnType<ObsRoom['readAgain']> {
    const at = usable();
    if (!at) return refused({ code: 'obsAway' });
    await at.readAgain();
    return ok(null);
  }

  return {
    get view() {
      catchUp();
      return view;
    },
    connect,
    leave,
    givePassword(password, kept) {
      if (target) connect({ ...target, password, passwordKept: kept });
    },
    retry: () => connection.retry(),
    update,
    ...setup,
    lookAtOutputs,
    readAgain,
    watch: (watched) => pictures.watch(watched),
    watchMeters: (on) => voices?.watch(on),
    recordTrack() {
      if (!voices || !isUp) return refused({ code: 'obsAway' });
      if (!voices.record()) return refused({ code: 'alreadySo' });
      publish({ ...view, recordsSince: machineNow() });
      return ok(null);
    },
    endTrack() {
      const frames = voices?.recorded() ?? null;
      if (!frames) return refused({ code: 'alreadySo' });
      publish({ ...view, recordsSince: null });
      return ok(frames);
    },
    previewNext(on) {
      previewsNext = on;
      if (on) preview.asked();
    },
    dispose: async () => {
      disposed = true;
      takes.dispose();
      captions.dispose();
      pictures.dispose();
      voices?.dispose();
      preview.dispose();
      sound.closed();
      cues.dispose();
      drawings.dispose();
      ruler.dispose();
      session?.close();
      session = null;
      isUp = false;
      connection.stop();
    },
  };

  /** Calls back once the caller has returned, in order: nobody is called from within their own call. */
  function createLater(): (what: () => void) => void {
    let waiting: readonly (() => void)[] = [];
    return (what) => {
      if (waiting.length === 0) queueMicrotask(callBack);
      waiting = [...waiting, what];
    };

    function callBack(): void {
      const due = waiting;
      waiting = [];
      for (const what of due) if (!disposed) what();
    }
  }
}
