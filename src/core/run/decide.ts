import { speakersOnAir } from '../captions/people';
import { hasName, nextToName, speakerOf } from '../captions/policy';
import type { Result } from '../result';
import { ok, refused } from '../result';
import type { Edit } from '../show/edit';
import { applyEdit } from '../show/edit';
import type { Segment, SegmentId, Show, SpeakerId } from '../show/model';
import { findSegment, findSpeaker, newSegment } from '../show/model';
import { completedEdit } from '../show/older';
import type { Duration, Instant } from '../time/units';
import { hour, minute, second } from '../time/units';
import type { Command, Context, Refusal } from './commands';
import type { LecternEvent } from './events';
import { cuesOfBack } from './backCues';
import { effectsOfTake, runCue, skipCue } from './cues';
import { followable } from './follow';
import { isOn } from '../obs/outputs';
import { isSoundOff } from '../obs/sound';
import { asksFirst, lacks } from './outputs';
import type { CaptionChange, PendingTake, Run, ShownCaption, Taken, TakeId } from './model';
import { takesInFlight } from './model';
import { anchorForStart, anchorOf } from './plan';
import type { State } from './state';
import { nextInPlan, nextProblem, nextSegment, passedWith, positionInPlan } from './order';
import { applyReplan, ignoreReplan, undoReplan } from './replanCommands';
import {
  inRunTime,
  isHandsOff,
  leaveRehearsal,
  rehearsalOf,
  setSpeed,
  speedOf,
  startRehearsal,
} from './rehearsal';
import { endOfOnAir, fixedStart } from './timing';

type Decision = Result<readonly LecternEvent[], Refusal>;

/** A GO within this time of the last is refused, ms. */
export const takeGuard: Duration = second;
/** Up to here Back acts at once, ms after its GO. */
export const backAtOnce: Duration = 20 * second;
/** A GO earlier than this (or a third of the segment on air) before Next is due asks first, ms. */
const earlyAtMost: Duration = 2 * minute;
const longestMessage = 280;

/** What a command does to the state at `now`, or why it may not. Pure: time, ids and OBS come in with the context. */
export function decide(state: State, command: Command, context: Context): Decision {
  const { run, document } = state;
  const { show } = document;
  switch (command.type) {
    case 'takeNext':
      return takeNext(state, command, context);
    case 'startNow':
      if (run.phase !== 'before') return refused({ code: 'stale' });
      return takeNext(
        state,
        { type: 'takeNext', expectedOnAir: null, expectedNext: command.expectedNext },
        context,
        true,
      );
    case 'takeSegment':
      return takeSegment(state, command, context);
    case 'takeUnplanned':
      return takeUnplanned(state, command, context);
    case 'dropSegment':
      return dropSegment(state, command.segmentId);
    case 'restoreSegment':
      return run.dropped.includes(command.segmentId)
        ? ok([{ type: 'segmentRestored', segmentId: command.segmentId }])
        : refused({ code: 'alreadySo' });
    case 'applyReplan':
      return applyReplan(state, command, context);
    case 'undoReplan':
      return undoReplan(run, command.replanId);
    case 'ignoreReplan':
      return ignoreReplan(state, context.now);
    case 'setNext':
      return setNext(state, command);
    case 'runCue':
      return runCue(state, command, context);
    case 'skipCue':
      return skipCue(state, command);
    case 'endShow':
      return endShow(state, command, context);
    case 'back':
      return back(state, command, context);
    case 'takeAgain':
      return takeAgain(state, command.expectedOnAir, context);
    case 'follow':
      return follow(state, command, context);
    case 'acceptObs':
      return acceptObs(state, command, context);
    case 'setSlate':
      return setSlate(state, command.on, context);
    case 'dismissFailure':
      return run.failed ? ok([{ type: 'failureDismissed' }]) : refused({ code: 'alreadySo' });
    case 'dismissNotUndone':
      return run.notUndone ? ok([{ type: 'notUndoneDismissed' }]) : refused({ code: 'alreadySo' });
    case 'resetRun':
      if (run.phase === 'before') return refused({ code: 'alreadySo' });
      // OBS would do it all the same, and nobody would know whose it was.
      if (run.pending.length > 0) return refused({ code: 'waitingForObs' });
      if (run.phase === 'live' && !command.armed) return refused({ code: 'needsArming' });
      return ok([{ type: 'runReset', runId: context.newId(), rehearsal: again(show, run) }]);
    case 'startRehearsal':
      return startRehearsal(state, command, context);
    case 'setRehearsalSpeed':
      return setSpeed(state, command.speed);
    case 'leaveRehearsal':
      return leaveRehearsal(state, command, context);
    case 'setHold':
      return run.held === command.on
        ? refused({ code: 'alreadySo' })
        : ok([{ type: 'holdSet', on: command.on }]);
    case 'adjustEnd': {
      const end = endOfOnAir(show, run);
      if (end === null) return refused({ code: 'nothingOnAir' });
      return setEnd(run, command.expectedOnAir, end + command.by, command.by, context.now);
    }
    case 'setEnd':
      return setEnd(run, command.expectedOnAir, command.endsAt, null, context.now);
    case 'undoEnd':
      if (run.onAir?.takeId !== command.expectedOnAir) return refused({ code: 'stale' });
      return run.onAir.earlierEnds.length > 0
        ? ok([{ type: 'endUndone' }])
        : refused({ code: 'nothingToUndo' });
    case 'setStart':
      return setStart(run, command, context.now);
    case 'undoStart':
      if (run.onAir?.takeId !== command.expectedOnAir) return refused({ code: 'stale' });
      return run.onAir.earlierStarts.length > 0
        ? ok([{ type: 'startUndone' }])
        : refused({ code: 'nothingToUndo' });
    case 'setPresence': {
      const { speakerId, here } = command;
      if (!speakerOf(show, run, speakerId)) return refused({ code: 'speakerGone' });
      if (run.absent.includes(speakerId) === !here) return refused({ code: 'alreadySo' });
      return ok([{ type: 'presenceSet', speakerId, here }]);
    }
    case 'setAutoCaptions':
      if (run.autoCaptions === command.on) return refused({ code: 'alreadySo' });
      return ok([{ type: 'autoCaptionsSet', on: command.on }]);
    case 'showCaption':
      return showCaption(state, command, context);
    case 'hideCaption':
      return hideCaption(run, command, context.now);
    case 'nextCaption': {
      const { expected } = command;
      if (run.caption && changedByItself(run, expected, 'on', context.now)) return keep(run.caption, false);
      if (nextToName(show, run)?.id !== expected) return refused({ code: 'stale' });
      return requestCaption(state, expected, false, context);
    }
    case 'sendMessage': {
      const text = command.text.trim();
      if (text === '') return refused({ code: 'messageEmpty' });
      if (text.length > longestMessage) return refused({ code: 'messageTooLong' });
      return ok([{ type: 'messageSent', messageId: context.newId(), text, urgent: command.urgent }]);
    }
    case 'seeMessage':
      if (run.message?.messageId !== command.messageId) return refused({ code: 'stale' });
      if (run.message.seenAt !== null) return refused({ code: 'alreadySo' });
      return ok([{ type: 'messageSeen', messageId: command.messageId }]);
    case 'clearMessage':
      if (run.message?.messageId !== command.messageId) return refused({ code: 'stale' });
      return ok([{ type: 'messageCleared', messageId: command.messageId }]);
    case 'setOutput':
      return setOutput(run, command, context);
    case 'dismissOutput': {
      const news = run.outputs[command.output];
      if (!news) return refused({ code: 'alreadySo' });
      if (news.kind === 'asked') return refused({ code: 'waitingForObs' });
      return ok([{ type: 'outputDismissed', output: command.output }]);
    }
    case 'edit': {
      const edit = completedEdit(command.edit);
      const edited = applyEdit(show, edit);
      return edited.ok ? ok([{ type: 'showEdited', edit }]) : refused(edited.problem);
    }
    case 'undoEdit':
      return document.undo.length > 0 ? ok([{ type: 'editUndone' }]) : refused({ code: 'nothingToUndo' });
    case 'redoEdit':
      return document.redo.length > 0 ? ok([{ type: 'editRedone' }]) : refused({ code: 'nothingToUndo' });
  }
}

/**
 * How far before its expected start a GO for `next` at `now` comes, ms; 0 when it is not too early. One that waits for
 * GO is never early, nor is a fixed start whose time has come.
 */
export function earlyBy(state: State, next: Segment, now: Instant): Duration {
  const { run, document } = state;
  const end = endOfOnAir(document.show, run);
  if (!run.onAir || end === null || !document.show.segments.includes(next)) return 0;
  const fixed = fixedStart(document.show, run, next);
  if (next.start.kind === 'manual' || (fixed !== null && fixed <= now)) return 0;
  const before = end - now;
  const tolerated = Math.min(earlyAtMost, (end - run.onAir.startedAt) / 3);
  return before > tolerated ? before : 0;
}

function takeNext(
  state: State,
  command: Extract<Command, { type: 'takeNext' }>,
  context: Context,
  startsNow = false,
): Decision {
  const { run, document } = state;
  const { now } = context;
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (onAirId(run) !== command.expectedOnAir) return refused({ code: 'stale' });
  const next = nextSegment(document.show, run);
  if (!next) return refused({ code: 'nothingNext' });
  if (next.id !== command.expectedNext) return refused({ code: 'stale' });
  const left = guardLeft(run, now);
  if (left > 0) return refused({ code: 'tooSoon', left });
  const by = context.obs.practice ? 0 : earlyBy(state, next, now);
  if (by > 0 && !command.early) return refused({ code: 'early', by });
  return goTo(state, next, context, { startsNow });
}

/** How long a GO is refused for still, in the time of hands, ms. */
function guardLeft(run: Run, now: Instant): Duration {
  if (run.lastTakeAt === null) return 0;
  return takeGuard - (now - run.lastTakeAt) / inRunTime(run, 1);
}

/** Any segment, also one that was on air already. It is a jump, so it asks first, unless it is Next. */
function takeSegment(
  state: State,
  { expectedOnAir, segmentId, armed }: Extract<Command, { type: 'takeSegment' }>,
  context: Context,
): Decision {
  const { run, document } = state;
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (onAirId(run) !== expectedOnAir || run.phase === 'ended') return refused({ code: 'stale' });
  const segment = document.show.segments.find(({ id }) => id === segmentId);
  if (!segment) return refused({ code: 'segmentGone' });
  if (run.onAir?.segment.id === segmentId) return refused({ code: 'alreadySo' });
  const left = guardLeft(run, context.now);
  if (left > 0) return refused({ code: 'tooSoon', left });
  if (!armed) return refused({ code: 'needsArming' });
  return goTo(state, segment, context);
}

/** Into the plan and on air in one. Who asks has said what goes on air, so it asks no second time. */
function takeUnplanned(
  state: State,
  { expectedOnAir, segment: { title, scene, duration } }: Extract<Command, { type: 'takeUnplanned' }>,
  context: Context,
): Decision {
  const { run, document } = state;
  if (run.phase === 'ended') return refused({ code: 'showEnded' });
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (!run.onAir) return refused({ code: 'nothingOnAir' });
  if (run.onAir.takeId !== expectedOnAir) return refused({ code: 'stale' });
  const left = guardLeft(run, context.now);
  if (left > 0) return refused({ code: 'tooSoon', left });
  if (title.trim() === '') return refused({ code: 'titleMissing' });
  // With the scene the sound stays as it is: nobody who asks for a pause means to open the microphones behind it.
  const shown = desiredScene(state) ?? context.obs.program;
  const stays = scene === null || scene === shown || scene === document.show.slateScene;
  const soundOff = stays && isSoundOff(run);
  const segment: Segment = { ...newSegment(context.newId(), title.trim()), scene, duration, soundOff };
  const edit: Edit = { kind: 'addSegment', segment, index: positionInPlan(document.show, run) + 1 };
  const edited = applyEdit(document.show, edit);
  if (!edited.ok) return refused(edited.problem);
  const withIt: State = { run, document: { ...document, show: edited.value.show } };
  const taken = goTo(withIt, segment, context, { unplanned: true });
  return taken.ok ? ok([{ type: 'showEdited', edit }, ...taken.value]) : taken;
}

/** Only what has not been on air, and is not on its way there. */
function dropSegment({ run, document }: State, segmentId: SegmentId): Decision {
  if (!findSegment(document.show, segmentId)) return refused({ code: 'segmentGone' });
  if (run.dropped.includes(segmentId)) return refused({ code: 'alreadySo' });
  if (run.pending.some(({ segment }) => segment?.id === segmentId)) return refused({ code: 'waitingForObs' });
  const taken = [run.onAir?.segment.id, ...run.done.map(({ segment }) => segment.id)];
  if (taken.includes(segmentId)) return refused({ code: 'alreadyTaken' });
  return ok([{ type: 'segmentDropped', segmentId }]);
}

/** What GO takes, without taking it: any segment that was not on air in this run. */
function setNext(
  { run, document }: State,
  { expectedOnAir, expectedNext, segmentId }: Extract<Command, { type: 'setNext' }>,
): Decision {
  const { show } = document;
  if (run.phase === 'ended') return refused({ code: 'showEnded' });
  // It moves Next itself.
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  const next = nextSegment(show, run)?.id ?? null;
  if (onAirId(run) !== expectedOnAir || next !== expectedNext) return refused({ code: 'stale' });
  if (segmentId === null || segmentId === nextInPlan(show, run)?.id)
    return run.nextId === null ? refused({ code: 'alreadySo' }) : ok([{ type: 'nextSet', segmentId: null }]);
  const problem = nextProblem(show, run, segmentId);
  if (problem) return refused({ code: problem });
  return segmentId === next ? refused({ code: 'alreadySo' }) : ok([{ type: 'nextSet', segmentId }]);
}

interface How {
  /** The plan moves to now. */
  readonly startsNow?: boolean;
  /** It was put into the plan with this take. */
  readonly unplanned?: boolean;
  /** Nobody pressed it. */
  readonly byItself?: boolean;
}

/** Puts a segment on air: whether it may go there is decided by who asks. */
export function goTo(
  { run, document }: State,
  segment: Segment,
  context: Context,
  { startsNow = false, unplanned = false, byItself = false }: How = {},
): Decision {
  const { show } = document;
  const { now, newId } = context;
  const first = run.phase === 'before';
  const dated = startsNow ? null : anchorOf(show, run, now);
  const anchor = first ? (dated ?? anchorForStart(show, segment.id, now)) : null;
  const speakers = segment.speakerIds.flatMap((id) => findSpeaker(show, id) ?? []);
  const { scene, transition, soundOff } = segment;
  const { effects, carried } = effectsOfTake(show, run, segment, newId);
  return take(context, {
    kind: 'go',
    scene,
    transition,
    segment,
    speakers,
    anchor,
    soundOff,
    effects,
    carried,
    unplanned,
    byItself,
    passed: passedWith(show, run, segment.id),
  });
}

function endShow(state: State, command: Extract<Command, { type: 'endShow' }>, context: Context): Decision {
  const { run, document } = state;
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (!run.onAir || run.onAir.takeId !== command.expectedOnAir) return refused({ code: 'stale' });
  if (nextSegment(document.show, run)) return refused({ code: 'stale' });
  if (!command.armed) return refused({ code: 'needsArming' });
  return take(context, { kind: 'end', scene: document.show.slateScene, transition: null, soundOff: true });
}

function back(state: State, command: Extract<Command, { type: 'back' }>, context: Context): Decision {
  const { run } = state;
  const point = run.undo.at(-1);
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (onAirId(run) !== command.expectedOnAir) return refused({ code: 'stale' });
  if (!point) return refused({ code: 'nothingToUndo' });
  const scene = sceneOfBack(state.document.show, run);
  if (context.now - point.takenAt > inRunTime(run, backAtOnce) && !command.late) {
    return refused({ code: 'late', title: point.onAir?.segment.title ?? null, scene });
  }
  const isSlate = run.slate !== null || point.slate !== null;
  const transition = isSlate ? null : point.onAir ? sceneOf(point.onAir).transition : null;
  const { phase, onAir } = point;
  const soundOff = isSlate || isSoundOff({ ...run, pending: [], phase, onAir });
  const { restored } = cuesOfBack(run);
  const effects = restored.map(({ id, effect }) => ({ fireId: context.newId(), cueId: id, effect }));
  return take(context, { kind: 'back', scene, transition, soundOff, effects, carried: restored });
}

/**
 * What Back would put on air: the slate where the GO left it, else what was there before; `null` leaves the scene
 * alone. A slate that is up was put there for a reason that undoing a GO does not end: it stays.
 */
export function sceneOfBack(show: Show, run: Run): string | null {
  const point = run.undo.at(-1);
  if (!point || run.slate || point.followed) return null;
  if (point.slate) return show.slateScene;
  return point.onAir ? sceneOf(point.onAir).scene : point.scene;
}

function takeAgain(state: State, expectedOnAir: TakeId | null, context: Context): Decision {
  const { run } = state;
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (onAirId(run) !== expectedOnAir) return refused({ code: 'stale' });
  if (!context.obs.connected) return refused({ code: 'obsAway' });
  const scene = desiredScene(state);
  if (scene === null) return refused({ code: 'nothingOnAir' });
  const isSlate = run.slate !== null || run.phase === 'ended';
  const transition = isSlate || !run.onAir ? null : sceneOf(run.onAir).transition;
  const soundOff = isSlate || (run.onAir?.segment.soundOff ?? false);
  return take(context, { kind: 'again', scene, transition, soundOff });
}

/** Refused where it is no longer what was offered. Nothing is sent: viewers see it already. */
function follow(state: State, command: Extract<Command, { type: 'follow' }>, context: Context): Decision {
  const { run, document } = state;
  if (run.pending.length > 0) return refused({ code: 'waitingForObs' });
  if (!context.obs.connected) return refused({ code: 'obsAway' });
  if (onAirId(run) !== command.expectedOnAir) return refused({ code: 'stale' });
  const offered = followable(document.show, run);
  if (!offered || offered.segment.id !== command.segmentId || offered.since !== command.since)
    return refused({ code: 'stale' });
  const { segment, since } = offered;
  if (segment.scene !== context.obs.program) return refused({ code: 'stale' });
  const speakers = segment.speakerIds.flatMap((id) => findSpeaker(document.show, id) ?? []);
  const passed = passedWith(document.show, run, segment.id);
  return ok([{ type: 'segmentFollowed', takeId: context.newId(), segment, speakers, since, passed }]);
}

/** A take that OBS carried out after its alarm counts; any other scene is left to the person who chose it. */
function acceptObs(
  state: State,
  { expectedOnAir, shows }: Extract<Command, { type: 'acceptObs' }>,
  { obs }: Context,
): Decision {
  const { run } = state;
  // While a transition of ours runs, OBS still names the scene before it.
  if (run.pending.length > 0 || run.settling) return refused({ code: 'waitingForObs' });
  if (!obs.connected) return refused({ code: 'obsAway' });
  if (onAirId(run) !== expectedOnAir || obs.program !== shows) return refused({ code: 'stale' });
  if (run.failed?.take.scene === shows)
    return ok([{ type: 'takeConfirmedLater', takeId: run.failed.take.takeId }]);
  const wanted = desiredScene(state);
  const differs = wanted !== null && wanted !== shows;
  const isAccepted = run.changedInObs?.scene === shows && run.changedInObs.accepted;
  if (!run.failed && !run.unheard && (!differs || isAccepted)) return refused({ code: 'alreadySo' });
  return ok([{ type: 'sceneAccepted', scene: shows }]);
}

/** Slate never waits and is never guarded: it is the way out. One that is on its way is not asked for twice. Leaving it may wait. */
function setSlate(state: State, on: boolean, context: Context): Decision {
  const { run, document } = state;
  const last = run.pending.at(-1)?.kind;
  const willBeUp = last === 'slate' || (last !== 'leaveSlate' && run.slate !== null);
  if (on === willBeUp) return refused({ code: 'alreadySo' });
  // What it would leave for is not known before a GO or Back under way is: the slate can wait for that where it is.
  if (!on && run.pending.some(({ kind }) => kind === 'go' || kind === 'back'))
    return refused({ code: 'waitingForObs' });
  if (on) {
    if (document.show.slateScene === null) return refused({ code: 'noSlateScene' });
    return take(context, {
      kind: 'slate',
      scene: document.show.slateScene,
      transition: null,
      soundOff: true,
    });
  }
  const to = run.onAir ? sceneOf(run.onAir) : { scene: run.slate?.priorScene ?? null, transition: null };
  const soundOff = isSoundOff({ ...run, pending: [], slate: null });
  return take(context, { kind: 'leaveSlate', ...to, soundOff });
}

/** A rehearsal that is reset is rehearsed again. */
function again(show: Show, { rehearsal }: Run): Run['rehearsal'] {
  return rehearsal && { ...rehearsalOf(show, rehearsal.obs, rehearsal.from), speed: rehearsal.speed };
}

type Aim = Pick<PendingTake, 'kind' | 'scene' | 'transition' | 'soundOff'> &
  Partial<
    Pick<
      PendingTake,
      'segment' | 'speakers' | 'anchor' | 'effects' | 'carried' | 'unplanned' | 'byItself' | 'passed'
    >
  >;

/** Requested first; without OBS the show goes on at once, marked not confirmed. */
function take({ now, newId, obs }: Context, aim: Aim): Decision {
  const requested: PendingTake = {
    takeId: newId(),
    requestedAt: now,
    priorScene: obs.connected ? obs.program : null,
    segment: null,
    speakers: [],
    anchor: null,
    effects: [],
    carried: [],
    unplanned: false,
    byItself: false,
    passed: [],
    cueId: null,
    ...aim,
  };
  const events: LecternEvent[] = [{ type: 'takeRequested', take: requested }];
  if (!obs.connected) events.push({ type: 'takeNotConfirmed', takeId: requested.takeId, why: 'noObs' });
  return ok(events);
}

function setEnd(
  run: Run,
  expectedOnAir: TakeId,
  endsAt: Instant,
  by: Duration | null,
  now: Instant,
): Decision {
  if (!run.onAir) return refused({ code: 'nothingOnAir' });
  if (run.onAir.takeId !== expectedOnAir) return refused({ code: 'stale' });
  if (endsAt <= run.onAir.startedAt || (by === null && endsAt <= now))
    return refused({ code: 'endBeforeNow' });
  if (endsAt - run.onAir.startedAt > 24 * hour) return refused({ code: 'endTooFar' });
  return ok([{ type: 'endSet', endsAt, by }]);
}

/** When it really began: never in time to come, nor before what was on air before it. */
function setStart(
  { onAir, done }: Run,
  { expectedOnAir, startedAt }: Extract<Command, { type: 'setStart' }>,
  now: Instant,
): Decision {
  if (!onAir) return refused({ code: 'nothingOnAir' });
  if (onAir.takeId !== expectedOnAir) return refused({ code: 'stale' });
  if (startedAt === onAir.startedAt) return refused({ code: 'alreadySo' });
  if (startedAt > now) return refused({ code: 'startAfterNow' });
  const before = done.at(-1)?.startedAt ?? -Infinity;
  if (startedAt < Math.max(before, now - 24 * hour)) return refused({ code: 'startTooEarly' });
  if (onAir.endsAt !== null && startedAt >= onAir.endsAt) return refused({ code: 'startAfterEnd' });
  return ok([{ type: 'startSet', startedAt }]);
}

/** A press so soon after a change that came by itself is agreement with it, where both want the same, ms. */
export const agreesWithin: Duration = 600;

/** Whether this name came up by itself, or left so, too lately for a press to be about anything else. */
function changedByItself(run: Run, speakerId: SpeakerId, to: CaptionChange['to'], now: Instant): boolean {
  const last = run.captionChange;
  if (last?.by !== 'itself' || last.speakerId !== speakerId || last.to !== to) return false;
  return now - last.at <= inRunTime(run, agreesWithin);
}

/** The name on screen becomes the hand's. Nothing is sent: OBS shows it. */
function keep({ captionId, speakerId }: ShownCaption, pinned: boolean): Decision {
  return ok([{ type: 'captionKept', captionId, speakerId, pinned }]);
}

/** A hand beats what came by itself meanwhile, but not what another hand did, unseen. */
function showCaption(
  state: State,
  { speakerId, pinned, expected }: Extract<Command, { type: 'showCaption' }>,
  context: Context,
): Decision {
  const { run } = state;
  const { caption, captionChange } = run;
  // Where the clock stands, its time would never come.
  const stays = pinned || speedOf(run) === 0;
  if (caption?.speakerId === speakerId) {
    const isSo = caption.pinned === stays && caption.by === 'hand';
    return isSo ? refused({ code: 'alreadySo' }) : keep(caption, stays);
  }
  if (expected !== (caption?.speakerId ?? null) && captionChange?.by === 'hand')
    return refused({ code: 'captionStale' });
  // It has just left by itself: that is what the press was for.
  if (!pinned && changedByItself(run, speakerId, 'off', context.now)) return refused({ code: 'alreadySo' });
  return requestCaption(state, speakerId, stays, context);
}

function hideCaption(
  run: Run,
  { expected, toggles }: Extract<Command, { type: 'hideCaption' }>,
  now: Instant,
): Decision {
  const { caption } = run;
  if (!caption) return refused({ code: 'alreadySo' });
  if (caption.speakerId !== expected) return refused({ code: 'captionStale' });
  if (toggles && changedByItself(run, expected, 'on', now)) return keep(caption, caption.pinned);
  return ok([{ type: 'captionHidden', by: 'hand' }]);
}

function requestCaption(
  { run, document }: State,
  speakerId: string,
  pinned: boolean,
  context: Context,
): Decision {
  const { show } = document;
  const known =
    findSpeaker(show, speakerId) ??
    (run.onAir && speakersOnAir(show, run.onAir).find((speaker) => speaker.id === speakerId));
  if (!known) return refused({ code: 'speakerGone' });
  if (!hasName(known)) return refused({ code: 'nameMissing' });
  if (!context.obs.connected) return refused({ code: 'obsAway' });
  if (!context.obs.captionsReady) return refused({ code: 'captionsNotSetUp' });
  return ok([{ type: 'captionRequested', captionId: context.newId(), speakerId, by: 'hand', pinned }]);
}

/** Asked of OBS once: whether it was done is OBS's to say. */
function setOutput(
  run: Run,
  { output, on, armed }: Extract<Command, { type: 'setOutput' }>,
  { obs, newId }: Context,
): Decision {
  if (isHandsOff(run)) return refused({ code: 'obsUntouched' });
  if (!obs.connected) return refused({ code: 'obsAway' });
  const { status } = obs.outputs[output];
  if (status === 'unavailable') return refused(lacks(output));
  if (run.outputs[output]?.kind === 'asked') return refused({ code: 'waitingForObs' });
  if (on === isOn(obs.outputs[output])) return refused({ code: 'alreadySo' });
  if (asksFirst(output, on) && !armed) return refused({ code: 'needsArming' });
  return ok([{ type: 'outputAsked', askId: newId(), output, on }]);
}

/** The scene that should be on air; `null` where the run names none. */
export function desiredScene({ run, document }: State): string | null {
  if (run.slate) return document.show.slateScene;
  if (run.phase === 'ended') return document.show.slateScene;
  return run.onAir ? sceneOf(run.onAir).scene : null;
}

/** What is to be on air of a segment that was taken: its own scene, or the one that a cue of it brought since. */
export function sceneOf({ segment, shown }: Taken): Pick<Segment, 'scene' | 'transition'> {
  return shown ?? { scene: segment.scene, transition: segment.transition };
}

function onAirId(run: Run): TakeId | null {
  return run.onAir?.takeId ?? null;
}
