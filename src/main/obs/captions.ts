import { speakerOf } from '../../core/captions/policy';
import type { Known } from '../../core/obs/known';
import type { CaptionWay } from '../../core/obs/observed';
import type { OwnItem } from '../../core/obs/ownership';
import { neededPart, ownItem, shownPart, switchItem, visibleItems } from '../../core/obs/ownership';
import type { ObsEvent, ObsRequest } from '../../core/obs/protocol';
import { flagOf, numberOf, request, textOf } from '../../core/obs/protocol';
import { loadText } from '../../core/obs/textCaption';
import type { Report } from '../../core/run/commands';
import type { CaptionProblem } from '../../core/run/events';
import type { PendingTake, ShownCaption } from '../../core/run/model';
import type { State } from '../../core/run/state';
import type { Speaker } from '../../core/show/model';
import { findSpeaker } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { CaptionDrawings, ReadyCaption } from './captionDrawings';
import type { LoadedFiles } from './catalogue';
import { createClipPlayer } from './clipPlayer';
import type { OverlayPages, PageAnswer } from './ports';
import type { Session } from './session';

export interface CaptionsDeps {
  readonly now: () => Instant;
  /** For spans of time in OBS, which no rehearsal makes faster, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  readonly report: (report: Report) => void;
  readonly state: () => State | null;
  readonly session: () => Session | null;
  readonly drawings: CaptionDrawings;
  /** Where names can come by a page. */
  readonly page: Pick<OverlayPages, 'name'> | null;
  /** A take is on its way or its transition has not ended: no name goes in. */
  readonly takeUnderWay: () => boolean;
}

/**
 * Makes OBS's caption follow the run's: looks at both, does one thing, waits for what came of it, and looks
 * again. So whatever happens meanwhile is seen, and nothing is ever done on top of something unsure.
 */
export interface Captions {
  /** The pictures and clips that OBS holds, as files. */
  readonly files: readonly string[];
  /** Requests are on their way whose outcome is not known. */
  readonly underWay: boolean;
  /** Something changed: does what is to be done now. */
  follow(): void;
  event(event: ObsEvent, before: Known): void;
  /** OBS was read: for the first time since it was connected, or again. */
  wasRead(isNew: boolean, way: CaptionWay, loaded: LoadedFiles): void;
  closed(): void;
  /** Another run begins to be followed: what it has on screen was put there before. */
  runOpened(): void;
  /** Loads the first name of a take's segment ahead, where that is one request. */
  loadAhead(take: PendingTake): readonly ObsRequest[];
  /** What was to be loaded ahead may not have been. */
  loadFailed(): void;
  dispose(): void;
}

const deadline: Duration = second;
/** A name that would not go out is tried again after this, ms: it must not stay on air. */
const hideAgain: Duration = second;
/** A clip and the caption's time end together: one of them may be this much sooner, ms. */
const endsTogether: Duration = second;

export function createCaptions(deps: CaptionsDeps): Captions {
  const { now, elapsed, timers, report, drawings } = deps;
  let way: CaptionWay = 'pictures';
  let busy = false;
  /** Counts what was begun, so that the end of something given up is not taken for another's. */
  let begun = 0;
  /** The name on screen is there by us; what a person switches on is theirs. */
  let ours = false;
  /** A name was sent and not answered: OBS may still bring it in. */
  let mayCome = false;
  /** What each source of ours holds, as `ReadyCaption.key` or the file; `null` where that is not known. */
  let loaded: Loaded = nothingLoaded;
  /** What showed the last caption. */
  let lastShown: ShownPart = 'picture';
  const player = createClipPlayer({ elapsed, timers, over: () => (wanted() ? void look() : follow()) });
  /** The caption that OBS has as it should be, by `captionId` and content. */
  let settled: string | null = null;
  /** Being drawn. */
  let awaited: string | null = null;
  /** Leftovers are looked for once a connection, as soon as there is a run to know them by. */
  let lookedForLeftovers = false;
  /** What is being put out was found so, from before the app or OBS went away. */
  let isLeftover = false;
  let cancelAgain: () => void = () => {};
  /** The name that the page was told of last, and when that goes; `undefined` while it is not known what it has. */
  let onPage: { readonly captionId: string; readonly until: Instant | null } | null | undefined;

  function wanted(): ShownCaption | null {
    return deps.state()?.run.caption ?? null;
  }

  function follow(): void {
    const session = deps.session();
    if (!session || busy) return;
    if (!lookedForLeftovers) {
      if (!deps.state()) return;
      lookedForLeftovers = true;
      afterConnect(session);
      if (clipOnScreen(session.known)) {
        void look();
        return;
      }
    }
    const caption = wanted();
    if (caption) show(session, caption);
    else {
      settled = null;
      if (visibleItems(session.known).length === 0) {
        ours = mayCome;
        void clearPage();
      } else if (ours && !deps.takeUnderWay()) putOut(session);
    }
  }

  /** A caption past its time is ours to clear; every other difference is told, not mended. */
  function afterConnect(session: Session): void {
    const caption = wanted();
    const isVisible = visibleItems(session.known).length > 0;
    lastShown = visiblePart(session.known);
    if (!caption) {
      ours = isVisible;
      isLeftover = isVisible;
      return;
    }
    if (caption.shownAt === null) fail(caption, 'obsAway');
    else if (!isVisible) report({ type: 'captionGone' });
    ours = isVisible;
    settled = keyOf(caption);
  }

  function visiblePart(known: Known): ShownPart {
    const visible = visibleItems(known).map(({ source }) => source);
    const parts = ['clip', 'picture', 'page', 'text'] as const;
    return parts.find((part) => visible.includes(known.own[part] ?? '')) ?? neededPart(way);
  }

  /** A clip goes as it came where that is known to work; all else is cut. */
  function putOut(session: Session): void {
    const { known } = session;
    const [item, ...others] = visibleItems(known);
    const isClip = item !== undefined && others.length === 0 && item.source === known.own.clip;
    switch (isClip ? player.wayOut() : 'none') {
      case 'underWay':
        return;
      case 'open':
        void leave(session);
        return;
      case 'none':
        void hide(session);
    }
  }

  /** Sends the clip to its way out. Where OBS does not do that, the next look cuts it. */
  async function leave(session: Session): Promise<void> {
    await act(session, async (isCurrent) => {
      const inputName = session.known.own.clip;
      const reply = await session.wire.call(
        request('SetMediaInputCursor', { inputName, mediaCursor: Math.round(player.leavesAt) }),
        deadline,
      );
      if (!isCurrent()) return;
      if (!reply.ok) {
        player.forget();
        return;
      }
      player.leaves();
      tellLeftover(session);
    });
  }

  function tellLeftover({ known }: Session): void {
    if (isLeftover) report({ type: 'leftoverCleared', what: 'caption', name: nameOfLoaded(known) });
    isLeftover = false;
  }

  /**
   * Asks what the clip on screen does, where it has ended or should have, and where it was found. One that has ended is
   * switched off: left on, it would play again when its scene comes back.
   */
  async function look(): Promise<void> {
    const session = deps.session();
    if (!session || busy || !clipOnScreen(session.known)) return;
    await act(session, async (isCurrent) => {
      const inputName = session.known.own.clip;
      const reply = await session.wire.call(request('GetMediaInputStatus', { inputName }), deadline);
      if (!isCurrent()) return;
      const cursor = reply.ok ? numberOf(reply.value, 'mediaCursor') : null;
      const length = reply.ok ? numberOf(reply.value, 'mediaDuration') : null;
      if (cursor !== null && length !== null) {
        player.foundAt(cursor, length);
        return;
      }
      player.forget();
      // Nothing of it is on air, whatever the item says.
      isLeftover = false;
      const caption = wanted();
      if (!caption || caption.shownAt === null) return;
      // The run is about to say so itself.
      if (caption.until !== null && caption.until - now() <= endsTogether) return;
      report({ type: 'captionGone' });
    });
  }

  function clipOnScreen(known: Known): OwnItem | null {
    const item = ownItem(known, 'clip');
    return item?.enabled ? item : null;
  }

  async function hide(session: Session): Promise<void> {
    const items = visibleItems(session.known);
    cancelAgain();
    await act(session, async (isCurrent) => {
      if (way === 'page') {
        await clearPage();
        if (!isCurrent()) return;
      }
      const reply = await session.wire.batch(
        items.map((item) => switchItem(item, false)),
        deadline,
      );
      if (!isCurrent()) return;
      ours = false;
      mayCome = false;
      if (!reply.ok || !reply.value.every((answer) => answer.ok)) {
        cancelAgain = timers.after(hideAgain, () => {
          ours = visibleItems(session.known).length > 0;
          follow();
        });
        return;
      }
      for (const item of items) learnSwitched(session, item.scene, item.id, false);
      tellLeftover(session);
    });
  }

  function show(session: Session, caption: ShownCaption): void {
    if (deps.takeUnderWay() || session.known.transitioning !== null) return;
    const item = ownItem(session.known, neededPart(way));
    const drawn = drawnNow(session.known, caption);
    if (settled !== null && settled === keyOf(caption) && !outlasts(session.known, caption)) {
      if (drawn && onPage?.until !== caption.until) void putOnPage(caption, drawn);
      return;
    }
    if (!item) {
      settled = keyOf(caption);
      fail(caption, 'notSetUp');
      return;
    }
    if (drawn) {
      void bringIn(session, caption, drawn);
      return;
    }
    void awaitDrawing(caption);
  }

  /** A name that was to go with its clip and is to stay goes on as a picture. */
  function outlasts(known: Known, { until }: ShownCaption): boolean {
    return clipOnScreen(known) !== null && player.leavesWithin(until === null ? Infinity : until - now());
  }

  async function awaitDrawing(caption: ShownCaption): Promise<void> {
    const speaker = speakerWith(caption);
    const key = keyOf(caption);
    if (!speaker || awaited === key) return;
    awaited = key;
    const drawn = await drawings.hurry(speaker);
    if (awaited === key) awaited = null;
    const still = wanted();
    if (!drawn && still && keyOf(still) === key) {
      settled = key;
      fail(caption, 'notDrawn');
    }
    follow();
  }

  /** Loads what differs and switches it on, in one batch. */
  async function bringIn(session: Session, caption: ShownCaption, drawn: ReadyCaption): Promise<void> {
    const { known, wire } = session;
    const part = shownPart(drawn.way);
    const item = ownItem(known, part);
    if (!item) return;
    const content = contentOf(drawn);
    const others = visibleItems(known).filter((other) => other.id !== item.id);
    const requests = [
      // New settings of a clip on screen play it from its start, too.
      ...(content === loaded[part] && !(part === 'clip' && item.enabled) ? [] : load(drawn, known)),
      ...(item.enabled ? [] : [switchItem(item, true)]),
      ...others.map((other) => switchItem(other, false)),
    ];
    const key = keyOf(caption);
    ours = true;
    isLeftover = false;
    lastShown = part;
    cancelAgain();
    await act(session, async (isCurrent) => {
      const reply = requests.length === 0 ? null : await wire.batch(requests, deadline);
      if (!isCurrent()) return;
      loaded = { ...loaded, [part]: content };
      settled = key;
      mayCome = reply?.ok === false;
      if (reply && !reply.ok) {
        loaded = nothingLoaded;
        fail(caption, reply.problem.why === 'closed' ? 'obsAway' : 'silent');
        return;
      }
      if (reply?.ok && reply.value.some((answer) => !answer.ok)) {
        loaded = nothingLoaded;
        fail(caption, 'refused');
        return;
      }
      if (drawn.way === 'clips') player.started(drawn.clip);
      else player.forget();
      const isOn = await isSwitchedOn(session, item.scene, item.id);
      if (!isCurrent()) return;
      // A take or a hand may have put it out since; the next look sees to that.
      if (wanted()?.captionId !== caption.captionId) return;
      if (isOn === null) {
        // It may be on air, and nobody would know.
        fail(caption, 'silent');
        mayCome = true;
        await wire.batch([switchItem(item, false)], deadline);
      } else if (!isOn) fail(caption, 'refused');
      else {
        const answer = await putOnPage(caption, drawn);
        if (!isCurrent() || wanted()?.captionId !== caption.captionId) return;
        if (answer !== 'shown') fail(caption, answer);
        else if (caption.shownAt === null) {
          report({ type: 'captionShown', captionId: caption.captionId, after: now() - caption.requestedAt });
        }
      }
    });
  }

  /** Success is what OBS shows, not its reply: its event, else a read-back. `null` when it does not say. */
  async function isSwitchedOn(session: Session, scene: string, id: number): Promise<boolean | null> {
    const { known, wire } = session;
    if (known.items[scene]?.some((item) => item.id === id && item.enabled)) return true;
    const reply = await wire.call(
      request('GetSceneItemEnabled', { sceneName: scene, sceneItemId: id }),
      deadline,
    );
    const enabled = reply.ok ? flagOf(reply.value, 'sceneItemEnabled') : null;
    if (enabled !== null) learnSwitched(session, scene, id, enabled);
    return enabled;
  }

  function learnSwitched(session: Session, scene: string, id: number, enabled: boolean): void {
    if (session !== deps.session()) return;
    session.learn({
      name: 'SceneItemEnableStateChanged',
      data: { sceneName: scene, sceneItemId: id, sceneItemEnabled: enabled },
    });
  }

  /** Tells the page of a name, or when it goes; done at once where no page draws it. */
  async function putOnPage(caption: ShownCaption, drawn: ReadyCaption): Promise<PageAnswer> {
    const show = deps.state()?.document.show;
    if (drawn.way !== 'page' || !show) return 'shown';
    const { captionId, pinned, until } = caption;
    onPage = { captionId, until };
    // Nobody has said yet that it is seen, and from then on its time counts: should the app die, it goes all the same.
    const leavesIn = until !== null ? until - now() : pinned ? null : show.captionDuration;
    const name = { id: captionId, texts: [drawn.text], leavesIn };
    return (await deps.page?.name(name, show.graphics)) ?? 'noPage';
  }

  async function clearPage(): Promise<void> {
    const show = deps.state()?.document.show;
    if (way !== 'page' || onPage === null || !show) return;
    onPage = null;
    await deps.page?.name(null, show.graphics);
  }

  async function act(session: Session, what: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++begun;
    const isCurrent = (): boolean => mine === begun;
    busy = true;
    await what(isCurrent);
    if (!isCurrent()) return;
    busy = false;
    if (session === deps.session()) follow();
  }

  function load(drawn: ReadyCaption, known: Known): readonly ObsRequest[] {
    switch (drawn.way) {
      case 'pictures':
        return known.own.picture === undefined
          ? []
          : [
              request('SetInputSettings', {
                inputName: known.own.picture,
                inputSettings: { file: drawn.file },
              }),
            ];
      case 'page':
        return [];
      case 'clips':
        return loadClip(drawn.clip.file, known);
      case 'text':
        return loadText(drawn.text, known);
    }
  }

  function loadClip(file: string, { own }: Known): readonly ObsRequest[] {
    if (own.clip === undefined) return [];
    return [request('SetInputSettings', { inputName: own.clip, inputSettings: { local_file: file } })];
  }

  function speakerWith(caption: ShownCaption): Speaker | null {
    const state = deps.state();
    return state && speakerOf(state.document.show, state.run, caption.speakerId);
  }

  /** A clip where it is to come in and to end by itself: not where it is on screen already, or stays. */
  function drawnNow(known: Known, caption: ShownCaption): ReadyCaption | null {
    const speaker = speakerWith(caption);
    if (!speaker) return null;
    const moves = caption.shownAt === null && !caption.pinned && ownItem(known, 'clip') !== null;
    return (moves ? drawings.clip(speaker) : null) ?? drawings.ready(speaker);
  }

  /** The caption and what it says now: another key after a correction. */
  function keyOf(caption: ShownCaption): string {
    const speaker = speakerWith(caption);
    return JSON.stringify([caption.captionId, speaker && drawings.keyOf(speaker)]);
  }

  function fail(caption: ShownCaption, problem: CaptionProblem): void {
    report({ type: 'captionFailed', captionId: caption.captionId, problem });
  }

  function nameOfLoaded(known: Known): string {
    return drawings.nameOf(loaded[lastShown] ?? '') ?? known.own[lastShown] ?? '';
  }

  /** Our caption went dark or away without us. */
  async function lookWhetherGone(session: Session): Promise<void> {
    const caption = wanted();
    const item = ownItem(session.known, lastShown);
    if (!caption || caption.shownAt === null || busy) return;
    const isOn = item ? await isSwitchedOn(session, item.scene, item.id) : false;
    if (isOn === false && wanted()?.captionId === caption.captionId && !busy) report({ type: 'captionGone' });
  }

  return {
    get files() {
      const held = deps.session()?.catalogue.loaded;
      const files = [held?.picture, held?.clip, loaded.picture, loaded.clip];
      return files.flatMap((file) => file || []);
    },
    get underWay() {
      return busy;
    },
    follow,
    event({ name, data }, before) {
      const session = deps.session();
      if (!session) return;
      const clip = session.known.own.clip;
      if (name === 'MediaInputPlaybackEnded' && textOf(data, 'inputName') === clip) void look();
      if (clipOnScreen(before) && !clipOnScreen(session.known)) player.forget();
      if (name === 'SceneTransitionEnded' || name === 'SceneItemCreated') follow();
      const wasVisible = visibleItems(before).length > 0;
      const isVisible = visibleItems(session.known).length > 0;
      if (wasVisible && !isVisible) void lookWhetherGone(session);
      if (!wasVisible && isVisible && mayCome) follow();
    },
    wasRead(isNew, nextWay, files) {
      begun += 1;
      busy = false;
      way = nextWay;
      loaded = { ...nothingLoaded, ...files };
      onPage = undefined;
      const caption = wanted();
      const session = deps.session();
      if (!isNew) {
        // The scene that it was in may have gone with its collection.
        if (caption?.shownAt && session && visibleItems(session.known).length === 0)
          report({ type: 'captionGone' });
        return;
      }
      settled = null;
      ours = false;
      mayCome = false;
      isLeftover = false;
      lookedForLeftovers = false;
      player.forget();
    },
    closed() {
      begun += 1;
      busy = false;
      cancelAgain();
      const caption = wanted();
      if (caption?.shownAt === null) fail(caption, 'obsAway');
    },
    runOpened() {
      lookedForLeftovers = false;
    },
    loadAhead(take) {
      const session = deps.session();
      const state = deps.state();
      if (!session || !state || busy || way === 'text' || way === 'page') return [];
      const first = take.segment?.speakerIds.find((id) => !state.run.absent.includes(id));
      const speaker = first === undefined ? undefined : findSpeaker(state.document.show, first);
      const clip = speaker && ownItem(session.known, 'clip') ? drawings.clip(speaker) : null;
      const drawn = clip ?? (speaker && drawings.ready(speaker));
      if (!drawn) return [];
      const part = shownPart(drawn.way);
      if (contentOf(drawn) === loaded[part]) return [];
      const requests = load(drawn, session.known);
      if (requests.length > 0) loaded = { ...loaded, [part]: contentOf(drawn) };
      return requests;
    },
    loadFailed() {
      loaded = nothingLoaded;
    },
    dispose() {
      cancelAgain();
      player.forget();
    },
  };
}

type ShownPart = ReturnType<typeof shownPart>;

type Loaded = LoadedFiles & Readonly<Record<'text' | 'page', string | null>>;

const nothingLoaded: Loaded = { picture: null, clip: null, text: null, page: null };

function contentOf(drawn: ReadyCaption): string {
  switch (drawn.way) {
    case 'pictures':
      return drawn.file;
    case 'clips':
      return drawn.clip.file;
    case 'text':
    case 'page':
      return drawn.key;
  }
}
