import type { CallInput, CallName, CallRefusal } from '../../contract/calls';
import { isRunCall } from '../../contract/calls';
import type { FromHost } from '../../contract/messages';
import type { Notice, Published, StorageState } from '../../contract/published';
import type { LogLine } from '../../core/asrun/log';
import type { CaptionDrawing } from '../../core/captions/drawing';
import type { Observed, ObsView } from '../../core/obs/observed';
import { microphonesOf } from '../../core/captions/people';
import { isSoundOff } from '../../core/obs/sound';
import { noOutputs } from '../../core/obs/outputs';
import { newSlate, scenesNamed, scenesRead } from '../../core/obs/ownership';
import { sourcesNamed } from '../../core/obs/sourcesNamed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Command, ObsFacts, Refusal, Report } from '../../core/run/commands';
import type { Stamped } from '../../core/run/events';
import type { Document, State } from '../../core/run/state';
import { nextSegment } from '../../core/run/order';
import { isHandsOff } from '../../core/run/rehearsal';
import { standInAnswers, standInFacts } from '../../core/run/standIn';
import type { SpeakerId } from '../../core/show/model';
import type { Duration } from '../../core/time/units';
import type { ObsRoom, ObsRoomDeps } from '../obs/room';
import type { OgrafStore } from '../lan/ografStore';
import type { Overlay } from '../lan/overlay';
import type { Secrets } from '../storage/secrets';
import type { Settings } from '../storage/settings';
import { createAppCalls } from './appCalls';
import { createBackup } from './backup';
import type { BackupNotice } from './backupLink';
import { createBackupLink } from './backupLink';
import type { Clock } from './clock';
import type { Library, OpenedShow, OpenProblem, StorageNotice } from './library';
import type { ObsLinkDeps } from './obsLink';
import { createObsLinker } from './obsLink';
import type { Publisher } from './publisher';
import { createPublisher } from './publisher';
import type { Shell } from './shell';
import { createShowClock } from './showClock';
import type { ShowHost } from './showHost';
import { createShowHost } from './showHost';
import type { Timers } from './timers';
import type { Screen, ScreenHost } from './transport';

export interface AppDeps {
  readonly version: string;
  readonly shell: Shell;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly openLibrary: (storageChanged: (state: StorageState) => void) => Library;
  readonly openRoom: (
    of: 'main' | 'backup',
    deps: Pick<
      ObsRoomDeps,
      | 'now'
      | 'machineNow'
      | 'elapsed'
      | 'timers'
      | 'report'
      | 'viewChanged'
      | 'picture'
      | 'meters'
      | 'captionDrawn'
      | 'synced'
      | 'log'
    >,
  ) => ObsRoom;
  readonly overlay: Pick<Overlay, 'want' | 'start' | 'forgive' | 'dispose'>;
  readonly graphics: Pick<OgrafStore, 'bring'>;
  readonly given: ObsLinkDeps['given'];
  readonly startPractice: ObsLinkDeps['startPractice'];
  readonly log: (line: string) => void;
}

export interface App extends ScreenHost {
  /** Opens what was left unfinished; at the very first start the bundled show; else the start screen. */
  start(): Promise<void>;
  /** The machine is about to sleep, or woke. */
  setAsleep(is: boolean): void;
  /** A system-wide key: the console does what its own key would do, arming included. */
  press(key: 'go' | 'slate'): void;
  /** Closing the console was armed: the console says so. */
  closeArmed(lasts: Duration): void;
  /** Something that the operator should know came up outside, e.g. damaged settings. */
  notify(notice: StorageNotice): void;
  dispose(): Promise<void>;
}

interface OpenSession {
  readonly opened: OpenedShow;
  readonly host: ShowHost;
  /** OBS hears of it: not before it is known which one, nor while it is being closed. */
  isLinked: boolean;
  /** What the show's file has, or is being given. */
  saved: Document;
  captions: Readonly<Record<SpeakerId, CaptionDrawing>>;
}

/** The app around one open show: wires the show host, OBS, storage and every screen together. */
export function createApp(deps: AppDeps): App {
  const { settings, clock, timers, shell } = deps;
  const showClock = createShowClock(clock, timers);
  const screens = new Set<Screen>();
  let session: OpenSession | null = null;
  let live = false;
  let isAsleep = false;
  /** The rehearsal that OBS was connected for, by its run. */
  let rehearsed: string | null = null;

  const surroundings = {
    now: showClock.now,
    machineNow: () => clock.now(),
    elapsed: () => clock.elapsed(),
    timers,
    synced: async () => session?.host.synced(),
  };
  const room = deps.openRoom('main', {
    ...surroundings,
    report,
    viewChanged,
    picture: (picture) => {
      for (const screen of screens) if (screen.watchesPictures) screen.send({ type: 'picture', ...picture });
    },
    meters: (feed) => {
      for (const screen of screens) if (screen.watchesMeters) screen.send({ type: 'meters', ...feed });
    },
    captionDrawn,
    log: deps.log,
  });
  const backup = createBackup({
    ...surroundings,
    newId: deps.newId,
    openRoom: ({ report: reported, viewChanged: seen }) =>
      deps.openRoom('backup', {
        ...surroundings,
        report: reported,
        viewChanged: seen,
        picture: () => {},
        // Who speaks, too.
        meters: null,
        // How names come out is told of the OBS that viewers see.
        captionDrawn: () => {},
        log: (line) => deps.log(`backup: ${line}`),
      }),
    main: () => room.view,
    changed: (now) => publisher.update({ backup: now }),
  });
  for (const one of [room, backup]) one.previewNext(settings.get('previewNext'));
  const library = deps.openLibrary((storage) => publisher.update({ storage }));
  const backupLink = createBackupLink({
    backup,
    settings,
    secrets: deps.secrets,
    given: { backup: deps.given.backup, main: deps.given },
    notify,
  });
  const linker = createObsLinker({
    backup: backupLink,
    room,
    settings,
    secrets: deps.secrets,
    given: deps.given,
    named() {
      if (!session) return null;
      const { show } = session.host.state.document;
      return { scenes: scenesRead(show), sources: sourcesNamed(show) };
    },
    startPractice: deps.startPractice,
    timers,
  });
  const publisher: Publisher = createPublisher({
    session: null,
    obs: room.view,
    backup: null,
    storage: { status: 'saved' },
    hostsOnline: 0,
    library: { recent: [] },
    settings: publishedSettings(),
    notices: [],
    app: { version: deps.version, shell: shell.kind },
  });
  const appCalls = createAppCalls({
    shell,
    settings,
    library,
    linker,
    room,
    backup,
    backupLink,
    newId: deps.newId,
    publisher,
    state: () => session?.host.state ?? null,
    openShow,
    closeShow,
    nameSlate,
    notify,
    overlay: deps.overlay,
    graphics: deps.graphics,
    publishSettings: () => publisher.update({ settings: publishedSettings() }),
    watch: followPictures,
    watchMeters: followMeters,
  });

  function publishedSettings(): Published['settings'] {
    const on = settings.get('systemKeys');
    return {
      theme: settings.get('theme'),
      letterKeys: settings.get('letterKeys'),
      previewNext: settings.get('previewNext'),
      strip: settings.get('strip'),
      systemKeys: { on, ...shell.setSystemKeys(on) },
    };
  }

  async function openShow(showId: string, rehearse = false): Promise<Result<null, OpenProblem | Refusal>> {
    const found = library.open(showId);
    if (!found.ok) return found;
    const opened = found.value;
    const { run } = opened.folded.state;
    if (rehearse && run.phase === 'live' && !run.rehearsal) {
      await opened.close();
      return refused({ code: 'runIsLive' });
    }
    const host = createShowHost({
      opened: opened.folded,
      lastSeq: opened.lastSeq,
      journal: opened.journal,
      clock: showClock,
      newId: deps.newId,
      timers: showClock.timers,
      obs: obsFacts,
      newJournal: (state) => opened.newJournal(state),
      act,
      publish,
    });
    // Only a rehearsal that is under way is gone on with.
    if (run.phase !== 'live') {
      const began = host.submit(
        rehearse ? { type: 'startRehearsal', obs: 'practice' } : { type: 'leaveRehearsal' },
      );
      // Who asked for a rehearsal is not let into the show itself.
      if (rehearse && !began.ok && began.problem.code !== 'alreadySo') {
        host.dispose();
        await opened.close();
        return began;
      }
    }
    session = { opened, host, isLinked: false, saved: opened.folded.state.document, captions: {} };
    const { link } = room.view;
    // First the OBS: nothing of this run may reach the one that another show has left connected.
    const linked = linker.openedShow(showId, host.state.run.rehearsal?.obs ?? null);
    session.isLinked = true;
    rehearsed = host.state.run.rehearsal && host.state.run.runId;
    showClock.follow(host.state.run, host.log.at(-1)?.at);
    room.update(host.state, []);
    backup.update(host.state, []);
    standIn(host.state, host);
    linker.talk(talking(host.state));
    host.report({ type: 'resumed', lastAt: opened.folded.lastAt });
    publish(host.state, host.log);
    for (const notice of opened.notices) notify(notice);
    await linked;
    if (room.view.link === link) hearOfObs(host);
    return ok(null);
  }

  /** OBS was there before the show was: its run hears of it as of a connection. */
  function hearOfObs(host: ShowHost): void {
    const { practice, link, observed } = room.view;
    if (link.status !== 'connected' || !observed) return;
    const { version, program } = observed;
    if (isHandsOff(host.state.run)) return;
    host.report({ type: 'obsConnected', practice, version, program });
    host.report({ type: 'outputsRead', outputs: observed.outputs });
  }

  function nameSlate(): void {
    if (session?.host.state.document.show.slateScene !== null) return;
    session.host.submit({ type: 'edit', edit: { kind: 'setShow', patch: { slateScene: newSlate } } });
  }

  async function closeShow(): Promise<void> {
    const closing = session;
    if (!closing) return;
    closing.isLinked = false;
    closing.host.submit({ type: 'leaveRehearsal', armed: true });
    session = null;
    showClock.follow(null);
    closing.host.dispose();
    room.update(null, []);
    backup.update(null, []);
    linker.talk([]);
    setLive(false);
    linker.closedShow();
    await closing.opened.close();
    publisher.update({ session: null, library: { recent: library.recent() } });
  }

  /** Runs before the screens hear of it: a take's bytes leave at once. */
  function act(state: State, events: readonly Stamped[]): void {
    if (!session?.isLinked) return;
    followRehearsal(state);
    showClock.follow(state.run);
    room.update(state, events);
    backup.update(state, events);
    standIn(state, session.host);
    if (state.document !== session.saved) session.opened.save(state.document);
    session.saved = state.document;
    // Since when outputs run was reckoned by the clock as it was.
    if (events.some(({ event }) => event.type === 'clockStepped')) void room.lookAtOutputs();
    setLive(state.run.phase === 'live');
    followPictures(state);
    linker.talk(talking(state));
  }

  /** Which OBS hears of a run changes with a rehearsal, before any of it is told there. */
  function followRehearsal({ run }: State): void {
    const now = run.rehearsal && run.runId;
    if (now === rehearsed) return;
    rehearsed = now;
    void linker.rehearse(run.rehearsal?.obs ?? null);
  }

  /** Who would speak now: nobody while nobody is to be heard. */
  function talking({ document: { show }, run }: State): readonly string[] {
    return run.phase !== 'live' || isSoundOff(run) ? [] : Object.keys(microphonesOf(show, run));
  }

  function standIn(state: State, host: ShowHost): void {
    if (isHandsOff(state.run)) for (const answer of standInAnswers(state)) host.report(answer);
  }

  function publish(state: State, log: readonly LogLine[]): void {
    const { show, undo, redo } = state.document;
    publisher.update({
      // What the run heard of OBS just now its view says in the same breath: a moment later, OBS would seem to differ.
      obs: room.view,
      session: {
        show,
        canUndo: undo.length > 0,
        canRedo: redo.length > 0,
        run: state.run,
        pace: showClock.pace,
        log,
        captions: session?.captions ?? {},
      },
    });
  }

  function setLive(now: boolean): void {
    if (now === live) return;
    live = now;
    shell.setLive(now);
  }

  function report(next: Report): void {
    session?.host.report(next);
  }

  function viewChanged(view: ObsView): void {
    publisher.update({ obs: view });
    backup.mainChanged();
    furnishPractice(view);
  }

  /** The practice OBS is ours: captions are set up there without asking. */
  function furnishPractice({ practice, observed, link }: ObsView): void {
    if (
      !practice ||
      !session ||
      isHandsOff(session.host.state.run) ||
      link.status !== 'connected' ||
      !observed
    )
      return;
    const plan = room.planCaptionSetup();
    if (plan.ok && plan.value.steps.length > 0) void room.setUpCaptions();
  }

  function captionDrawn(speakerId: SpeakerId, drawing: CaptionDrawing): void {
    if (!session) return;
    session.captions = { ...session.captions, [speakerId]: drawing };
    publish(session.host.state, session.host.log);
  }

  function obsFacts(): ObsFacts {
    if (session && isHandsOff(session.host.state.run)) return standInFacts(session.host.state);
    const { practice, link, observed } = room.view;
    const connected = link.status === 'connected' && observed !== null;
    const program = observed?.program ?? null;
    const captionsReady = connected && observed.captions.sceneReady && hasCaptions(program, observed);
    return { connected, practice, program, captionsReady, outputs: observed?.outputs ?? noOutputs };
  }

  /** Whether a name would be seen over this scene. What the show does not name was never set up, nor looked into. */
  function hasCaptions(scene: string | null, { captions }: Observed): boolean {
    if (scene === null) return true;
    const named = session ? scenesNamed(session.host.state.document.show) : [];
    return named.includes(scene) && !captions.missingIn.includes(scene);
  }

  function followPictures(state: State | null = session?.host.state ?? null): void {
    const watched = [...screens].some((screen) => screen.watchesPictures);
    const next = state && nextSegment(state.document.show, state.run);
    room.watch({ program: watched, next: watched ? (next?.scene ?? null) : null });
  }

  function followMeters(): void {
    room.watchMeters([...screens].some((screen) => screen.watchesMeters));
  }

  function notify(notice: StorageNotice | BackupNotice): void {
    const added: Notice = { ...notice, id: deps.newId() };
    publisher.update({ notices: [...publisher.published.notices, added] });
  }

  function checkClock(): void {
    if (!session) {
      clock.check();
      return;
    }
    session.host.checkClock();
    const { host } = session;
    // Nothing came of it in the run, and yet the screens have another clock to go by.
    if (publisher.published.session?.pace !== showClock.pace) {
      publish(host.state, host.log);
      void room.lookAtOutputs();
    }
  }

  function setAsleep(is: boolean): void {
    isAsleep = is;
    showClock.setAsleep(is);
    checkClock();
  }

  /** Synchronous up to here, so that a GO is on its way to OBS before anything else is looked at. */
  function call(name: CallName, input: unknown, screen: Screen): Promise<Result<unknown, CallRefusal>> {
    // Whoever presses has a machine that is awake, also where it never said that it woke.
    if (isAsleep) setAsleep(false);
    else checkClock();
    if (!isRunCall(name)) return appCalls(name, input as CallInput<typeof name>, screen);
    if (!session) return Promise.resolve(refused({ code: 'noShow' }));
    // The contract's schemas are the commands' own shapes.
    return Promise.resolve(session.host.submit({ type: name, ...(input as object) } as Command));
  }

  return {
    publisher,
    now: () => {
      checkClock();
      return clock.now();
    },
    call,
    joined(screen) {
      screens.add(screen);
      countHosts();
    },
    left(screen) {
      screens.delete(screen);
      countHosts();
      followPictures();
      followMeters();
    },
    async start() {
      // Once its pages can be reached, names come by them.
      void deps.overlay.start().then(async (isServed) => {
        if (isServed) await room.readAgain();
      });
      const unfinished = library.unfinished();
      if (unfinished) {
        await openShow(unfinished.id);
        return;
      }
      const recent = library.recent();
      if (recent.length === 0) await openShow(library.demo());
      else publisher.update({ library: { recent } });
    },
    setAsleep,
    press: (key) => toConsoles({ type: 'press', key }),
    closeArmed: (lasts) => toConsoles({ type: 'closeArmed', lasts }),
    notify,
    async dispose() {
      const open = session;
      session = null;
      open?.host.dispose();
      await Promise.all([room.dispose(), backup.dispose()]);
      await Promise.all([linker.dispose(), deps.overlay.dispose()]);
      await open?.opened.close();
      await library.close();
    },
  };

  function toConsoles(message: FromHost): void {
    for (const screen of screens) if (screen.role === 'producer') screen.send(message);
  }

  function countHosts(): void {
    publisher.update({ hostsOnline: [...screens].filter((screen) => screen.role === 'host').length });
  }
}
