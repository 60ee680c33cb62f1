import { goesIn } from '../../core/captions/motion';
import { speakerOf } from '../../core/captions/policy';
import type { Known } from '../../core/obs/known';
import type { CaptionWay } from '../../core/obs/observed';
import { ownItem, shownPart, switchItem, visibleItems } from '../../core/obs/ownership';
import type { ObsEvent, ObsRequest } from '../../core/obs/protocol';
import { flagOf, request } from '../../core/obs/protocol';
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
import type { OverlayPages, PageAnswer } from './ports';
import type { Session } from './session';

export interface CaptionsDeps {
  readonly now: () => Instant;
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
  /** The pictures that OBS holds, as files. */
  readonly files: readonly string[];
  /** Requests are on their way whose outcome is not known. */
  readonly underWay: boolean;
  /** Something changed: does what is to be done now. */
  follow(): void;
  event(event: ObsEvent, before: Known): void;
  /** OBS was read: for the first time since it was connected, or again. */
  wasRead(isNew: boolean, way: CaptionWay, loadedPicture: string | null): void;
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

export function createCaptions(deps: CaptionsDeps): Captions {
  const { now, timers, report, drawings } = deps;
  let way: CaptionWay = 'pictures';
  let busy = false;
  /** Counts what was begun, so that the end of something given up is not taken for another's. */
  let begun = 0;
  /** The name on screen is there by us; what a person switches on is theirs. */
  let ours = false;
  /** A name was sent and not answered: OBS may still bring it in. */
  let mayCome = false;
  /** What our source holds, as `ReadyCaption.key` or the picture's file; `null` where that is not known. */
  let loaded: string | null = null;
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
    }
    const caption = wanted();
    if (caption) show(session, caption);
    else {
      settled = null;
      if (visibleItems(session.known).length === 0) {
        ours = mayCome;
        clearPage();
      } else if (ours && !deps.takeUnderWay()) void hide(session);
    }
  }

  /** A caption past its time is ours to clear; every other difference is told, not mended. */
  function afterConnect(session: Session): void {
    const caption = wanted();
    const isVisible = visibleItems(session.known).length > 0;
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

  async function hide(session: Session): Promise<void> {
    const items = visibleItems(session.known);
    cancelAgain();
    await act(session, async (isCurrent) => {
      if (way === 'page') {
        clearPage();
        await new Promise<void>((done) => timers.after(goesIn, done));
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
      if (isLeftover) report({ type: 'leftoverCleared', what: 'caption', name: nameOfLoaded(session.known) });
      isLeftover = false;
    });
  }

  function show(session: Session, caption: ShownCaption): void {
    if (deps.takeUnderWay() || session.known.transitioning !== null) return;
    const item = ownItem(session.known, shownPart(way));
    const drawn = drawnNow(caption);
    if (settled !== null && settled === keyOf(caption)) {
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
    const item = ownItem(known, shownPart(way));
    if (!item) return;
    const content = contentOf(drawn);
    const others = visibleItems(known).filter((other) => other.id !== item.id);
    const requests = [
      ...(content === loaded ? [] : load(drawn, known)),
      ...others.map((other) => switchItem(other, false)),
      ...(item.enabled ? [] : [switchItem(item, true)]),
    ];
    const key = keyOf(caption);
    ours = true;
    isLeftover = false;
    cancelAgain();
    await act(session, async (isCurrent) => {
      const reply = requests.length === 0 ? null : await wire.batch(requests, deadline);
      if (!isCurrent()) return;
      loaded = content;
      settled = key;
      mayCome = reply?.ok === false;
      if (reply && !reply.ok) {
        loaded = null;
        fail(caption, reply.problem.why === 'closed' ? 'obsAway' : 'silent');
        return;
      }
      if (reply?.ok && reply.value.some((answer) => !answer.ok)) {
        loaded = null;
        fail(caption, 'refused');
        return;
      }
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

  function clearPage(): void {
    const show = deps.state()?.document.show;
    if (way !== 'page' || onPage === null || !show) return;
    onPage = null;
    void deps.page?.name(null, show.graphics);
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
      case 'text':
        return loadText(drawn.text, known);
    }
  }

  function speakerWith(caption: ShownCaption): Speaker | null {
    const state = deps.state();
    return state && speakerOf(state.document.show, state.run, caption.speakerId);
  }

  function drawnNow(caption: ShownCaption): ReadyCaption | null {
    const speaker = speakerWith(caption);
    return speaker && drawings.ready(speaker);
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
    return (loaded !== null ? drawings.nameOf(loaded) : null) ?? known.own[shownPart(way)] ?? '';
  }

  /** Our caption went dark or away without us. */
  async function lookWhetherGone(session: Session): Promise<void> {
    const caption = wanted();
    const item = ownItem(session.known, shownPart(way));
    if (!caption || caption.shownAt === null || busy) return;
    const isOn = item ? await isSwitchedOn(session, item.scene, item.id) : false;
    if (isOn === false && wanted()?.captionId === caption.captionId && !busy) report({ type: 'captionGone' });
  }

  return {
    get files() {
      const held = deps.session()?.catalogue.loadedPicture ?? null;
      return [held, loaded].filter((file) => file !== null);
    },
    get underWay() {
      return busy;
    },
    follow,
    event({ name }, before) {
      const session = deps.session();
      if (!session) return;
      if (name === 'SceneTransitionEnded' || name === 'SceneItemCreated') follow();
      const wasVisible = visibleItems(before).length > 0;
      const isVisible = visibleItems(session.known).length > 0;
      if (wasVisible && !isVisible) void lookWhetherGone(session);
      if (!wasVisible && isVisible && mayCome) follow();
    },
    wasRead(isNew, nextWay, loadedPicture) {
      begun += 1;
      busy = false;
      way = nextWay;
      loaded = nextWay === 'pictures' ? loadedPicture : null;
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
      if (!session || !state || busy || way !== 'pictures') return [];
      const first = take.segment?.speakerIds.find((id) => !state.run.absent.includes(id));
      const speaker = first === undefined ? undefined : findSpeaker(state.document.show, first);
      const drawn = speaker && drawings.ready(speaker);
      if (!drawn || contentOf(drawn) === loaded) return [];
      const requests = load(drawn, session.known);
      if (requests.length > 0) loaded = contentOf(drawn);
      return requests;
    },
    loadFailed() {
      loaded = null;
    },
    dispose: () => cancelAgain(),
  };
}

function contentOf(drawn: ReadyCaption): string {
  return drawn.way === 'pictures' ? drawn.file : drawn.key;
}
