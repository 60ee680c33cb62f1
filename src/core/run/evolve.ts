import { isFailure } from '../captions/policy';
import { isSoundOff } from '../obs/sound';
import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { stepClock } from './clockStep';
import { desiredScene } from './decide';
import type { DocumentEvent } from './edited';
import { edited, evolveDocument, nextStands } from './edited';
import type { LecternEvent, Stamped } from './events';
import type {
  CaptionChange,
  ChangedInObs,
  Confirmation,
  CueFailure,
  CueNews,
  OutputNews,
  NotShown,
  PendingTake,
  Run,
  ShownCaption,
  TakeStages,
} from './model';
import { newRun } from './model';
import type { OutputEvent } from './outputs';
import { evolveOutputs } from './outputs';
import { evolveMutedTalk, mutedTalkGoesOn } from './mutedTalk';
import { renameInRun, renamingOf } from './renamed';
import { staysIgnored } from './replan';
import { overruled, replanUndone, replanned } from './replanned';
import { cueFoundDone, cueHeard, evolveCues } from './cues';
import { givenBack, keptForShow } from './forShow';
import { evolveEffects } from './inForce';
import type { State } from './state';
import { completedTake } from './state';
import { endOfOnAir } from './timing';
import { lengthAt, withSpeakingTime } from './voiced';
import {
  confirmLater,
  cueOfTake,
  followed,
  isCurrent,
  settle,
  settleFirstName,
  takeBackUndecided,
} from './settle';

/** Folds one event into the state. Total: an event that no longer applies changes nothing. */
export function evolve(state: State, stamped: Pick<Stamped, 'event' | 'at'>): State {
  const { event, at } = stamped;
  const after = withSpeakingTime(state, evolveState(state, stamped), event, at);
  const { document, run } = after;
  if (run.ignoredEnd === null || !movesEnd(state, after)) return after;
  return staysIgnored(document.show, run, at) ? after : { document, run: { ...run, ignoredEnd: null } };
}

/** Whether the expected end may be another one by it. That the clock goes on is no event. */
function movesEnd(before: State, after: State): boolean {
  const [was, is] = [before.run, after.run];
  return (
    before.document.show !== after.document.show ||
    was.onAir !== is.onAir ||
    was.passed !== is.passed ||
    was.dropped !== is.dropped ||
    was.lengths !== is.lengths ||
    was.nextId !== is.nextId
  );
}

function evolveState(state: State, { event, at }: Pick<Stamped, 'event' | 'at'>): State {
  switch (event.type) {
    case 'showEdited':
    case 'editUndone':
    case 'editRedone':
    case 'showReplaced': {
      const after = evolveDocument(state, event);
      return after.document === state.document ? state : endMoved(state, after, at);
    }
    case 'nextSet':
    case 'segmentDropped':
    case 'segmentRestored': {
      const { document } = state;
      const run = nextStands(document.show, evolveRun(state, event, at));
      return endMoved(state, { document, run }, at);
    }
    case 'replanned': {
      const { document } = state;
      const run = nextStands(document.show, replanned(state.run, event.replanId, event.replan, at));
      return endMoved(state, { document, run }, at);
    }
    case 'replanUndone':
      return endMoved(state, { ...state, run: replanUndone(state.run, event.replanId) }, at);
    default: {
      const after = nextStands(state.document.show, evolveRun(state, event, at));
      const passed = captionPassed(state.run, after, at);
      const changed = captionChanged(state.run, agreed({ ...state, run: passed }), event, at);
      const run = mutedTalkGoesOn(state.run, changed, at);
      const keeps = event.type === 'runReset' && state.run.rehearsal === null;
      if (run === state.run) return state;
      return keeps ? { document: state.document, run } : planAfter(state, run);
    }
  }
}

/** A name that a cue asked for gave way to something else before it was there. */
function captionPassed(before: Run, after: Run, at: Instant): Run {
  const captionId = before.caption?.captionId;
  if (captionId === undefined || after.caption?.captionId === captionId) return after;
  return cueHeard(after, captionId, { kind: 'skipped', at });
}

/** Another name than before is on screen, or on its way there, or none. */
function captionChanged({ caption: before }: Run, run: Run, event: LecternEvent, at: Instant): Run {
  const { caption } = run;
  if (before?.captionId === caption?.captionId) return run;
  const isSeen = before && before.shownAt !== null && before.speakerId !== caption?.speakerId;
  const lastSeen = isSeen ? { ...run.lastSeen, [before.speakerId]: at } : run.lastSeen;
  const speakerId = (caption ?? before)?.speakerId;
  if (speakerId === undefined || event.type === 'runReset') return run;
  const change = caption
    ? ({ to: 'on', by: caption.by === 'hand' ? 'hand' : 'itself' } as const)
    : ({ to: 'off', by: goneBy(event) } as const);
  return { ...run, lastSeen, captionChange: { at, speakerId, ...change } };
}

function goneBy(event: LecternEvent): CaptionChange['by'] {
  if (event.type === 'takeRequested') return 'take';
  return event.type === 'captionHidden' && event.by !== 'time' ? 'hand' : 'itself';
}

/** Where OBS shows what the run names, nothing is changed in OBS. */
function agreed(state: State): Run {
  const { run } = state;
  if (run.changedInObs === null || run.changedInObs.scene !== desiredScene(state)) return run;
  return { ...run, changedInObs: null };
}

/** An edit, a re-plan or another Next moved the end of what is on air: cues before it that are past by that run now. */
function endMoved(before: State, after: State, at: Instant): State {
  const { onAir } = after.run;
  const hasCues = onAir?.segment.cues.some(({ trigger }) => trigger.kind === 'beforeEnd') ?? false;
  if (!onAir || !hasCues || endOf(before) === endOf(after)) return after;
  return { ...after, run: { ...after.run, onAir: { ...onAir, cuesFrom: at } } };
}

function endOf({ document, run }: State): Instant | null {
  return endOfOnAir(document.show, run);
}

/**
 * What a GO put into the plan, Back of it takes out again, and so does the end of a rehearsal: an edit, as if a hand had
 * made it.
 */
function planAfter({ document, run: before }: State, run: Run): State {
  const after: State = { document, run };
  if (before.unplanned === run.unplanned) return after;
  const gone = before.unplanned.filter((id) => !run.unplanned.includes(id));
  return gone.reduce((state, id) => edited(state, { kind: 'removeSegment', id }), after);
}

type RunEvent = Exclude<LecternEvent, DocumentEvent | { type: 'replanned' | 'replanUndone' }>;

function evolveRun({ run, document }: State, event: RunEvent, at: Instant): Run {
  switch (event.type) {
    case 'takeRequested': {
      const take = completedTake(event.take);
      // A name never rides along: every take puts our caption out in its own batch.
      return {
        ...run,
        pending: [...run.pending, take],
        failed: null,
        notUndone: null,
        unplanned: take.unplanned && take.segment ? [...run.unplanned, take.segment.id] : run.unplanned,
        caption: null,
        // They stand beside the segment on air: what becomes of a cue's scene is said at the cue.
        stages: take.kind === 'cue' ? null : newlySent(take),
        lastTakeAt: isGuarded(take) ? at : run.lastTakeAt,
      };
    }
    case 'takeAccepted':
      return reached(settle(run, event.takeId, 'accepted', at), event.takeId, { accepted: event.after });
    case 'takeTransition':
      return reached(run, event.takeId, { transition: event.after });
    case 'takeNotConfirmed':
      return settle(run, event.takeId, unconfirmed(run, event), at);
    case 'takeConfirmedLater':
      return confirmLater(run, event.takeId, at);
    case 'takeOnAir':
      return reached(
        settled({ ...run, unheard: run.unheard && isSceneless(run) }, event.takeId, at),
        event.takeId,
        {
          onAir: event.after,
        },
      );
    case 'takeOnAirUnheard':
      return settled({ ...run, unheard: true }, event.takeId, at);
    case 'takeFailed': {
      const take = run.pending.find((pending) => pending.takeId === event.takeId);
      if (take) {
        const pending = run.pending.filter((other) => other !== take);
        const failed = { take, failure: event.failure, at, still: event.still };
        const news: CueNews = { kind: 'failed', at, problem: cueFailure(event) };
        // The scene of a cue that a later take has made past is no alarm any more.
        const isPast = take.kind === 'cue' && (pending.length > 0 || !isCurrent(run, take));
        return cueOfTake({ ...run, pending, failed: isPast ? run.failed : failed }, take, news);
      }
      return takeBackUndecided(run, event, at);
    }
    case 'failureDismissed':
      return { ...run, failed: null };
    case 'notUndoneDismissed':
      return { ...run, notUndone: null };
    case 'runReset': {
      const first = {
        ...newRun(event.runId),
        absent: run.absent,
        autoCaptions: run.autoCaptions,
        beganQuiet: isSoundOff(run),
      };
      if (event.rehearsal)
        return { ...first, rehearsal: event.rehearsal, forShow: keptForShow(run), onPractice: true };
      // What was asked of outputs in a rehearsal was asked of no OBS of the show.
      return run.rehearsal
        ? { ...first, ...givenBack(run) }
        : { ...first, onPractice: run.onPractice, outputs: run.outputs };
    }
    case 'rehearsalSpeedSet':
      return { ...run, rehearsal: run.rehearsal && { ...run.rehearsal, speed: event.speed } };
    case 'soundFound':
      return { ...run, beganQuiet: event.off };
    case 'segmentDropped':
      return overruled({ ...run, dropped: [...run.dropped, event.segmentId] }, event.segmentId);
    case 'segmentRestored':
      return overruled(
        { ...run, dropped: run.dropped.filter((id) => id !== event.segmentId) },
        event.segmentId,
      );
    case 'nextSet':
      return { ...run, nextId: event.segmentId };
    case 'runResumed':
      // What was due while the app was away is past: no name comes up minutes late.
      return settleFirstName({ ...run, voices: [], listensTo: null });
    case 'replanIgnored':
      return { ...run, ignoredEnd: event.end };
    case 'holdSet':
      return { ...run, held: event.on };
    case 'endSet':
      return run.onAir
        ? {
            ...run,
            onAir: {
              ...run.onAir,
              endsAt: event.endsAt,
              earlierEnds: [...run.onAir.earlierEnds, run.onAir.endsAt],
              cuesFrom: at,
            },
          }
        : run;
    case 'endUndone': {
      const before = run.onAir?.earlierEnds.at(-1);
      if (!run.onAir || before === undefined) return run;
      return {
        ...run,
        onAir: {
          ...run.onAir,
          endsAt: before,
          earlierEnds: run.onAir.earlierEnds.slice(0, -1),
          cuesFrom: at,
        },
      };
    }
    case 'startSet':
      return run.onAir
        ? startedAt(run, event.startedAt, [...run.onAir.earlierStarts, run.onAir.startedAt])
        : run;
    case 'startUndone': {
      const before = run.onAir?.earlierStarts.at(-1);
      if (before === undefined) return run;
      return startedAt(run, before, run.onAir?.earlierStarts.slice(0, -1) ?? []);
    }
    case 'clockStepped':
      return stepClock(run, event.by);
    case 'presenceSet':
      return {
        ...run,
        absent: event.here
          ? run.absent.filter((id) => id !== event.speakerId)
          : [...run.absent.filter((id) => id !== event.speakerId), event.speakerId],
      };
    case 'autoCaptionsSet':
      return { ...run, autoCaptions: event.on };
    case 'captionRequested': {
      const { captionId, speakerId, by, pinned, why = null } = event;
      const caption: ShownCaption = {
        captionId,
        speakerId,
        by,
        why,
        pinned,
        requestedAt: at,
        shownAt: null,
        until: null,
      };
      const settledRun = settleFirstName(run);
      return { ...(by === 'hand' ? unhushed(settledRun, speakerId) : settledRun), caption };
    }
    case 'captionShown':
      return captionShown(
        cueHeard(run, event.captionId, { kind: 'done', at, after: event.after }),
        event.captionId,
        at,
        document.show.captionDuration,
      );
    case 'captionFailed': {
      const { captionId, problem } = event;
      if (run.caption?.captionId !== captionId) return run;
      const news: CueNews = { kind: 'failed', at, problem: { why: 'caption', problem } };
      return { ...didNotCome(cueHeard(run, captionId, news), run.caption), caption: null };
    }
    case 'captionHidden':
      return { ...(event.by === 'time' ? run : hushed(run)), caption: null };
    case 'captionKept': {
      const { captionId, pinned } = event;
      if (run.caption?.captionId !== captionId) return run;
      const { shownAt, speakerId } = run.caption;
      const until = pinned || shownAt === null ? null : at + document.show.captionDuration;
      return { ...unhushed(run, speakerId), caption: { ...run.caption, by: 'hand', pinned, until } };
    }
    case 'voicesHeard': {
      const { voices, inputs } = event;
      return { ...run, voices, listensTo: inputs ?? run.listensTo };
    }
    case 'mutedTalk':
      return evolveMutedTalk(run, event);
    case 'nameNotShown': {
      const { input, speakerId, why } = event;
      return notShown(run, { input, speakerId, why });
    }
    case 'firstNameSettled':
      return settleFirstName(run);
    case 'messageSent': {
      const { messageId, text, urgent } = event;
      return { ...run, message: { messageId, text, urgent, sentAt: at, seenAt: null } };
    }
    case 'messageSeen':
      return run.message?.messageId === event.messageId
        ? { ...run, message: { ...run.message, seenAt: at } }
        : run;
    case 'messageCleared':
      return run.message?.messageId === event.messageId ? { ...run, message: null } : run;
    case 'obsConnected':
      return {
        ...tryAgain(run),
        onPractice: event.practice,
        changedInObs: event.program === undefined ? run.changedInObs : foundInObs(run, event.program, at),
      };
    case 'sceneChangedInObs':
      // What a take was still waiting for is not what is on air now.
      return {
        ...run,
        unheard: event.unheard === true,
        settling: null,
        changedInObs: shownInObs(run, event.scene, event.since ?? at),
      };
    case 'sceneAccepted':
      return {
        ...run,
        unheard: false,
        failed: null,
        settling: null,
        changedInObs: { scene: event.scene, since: run.changedInObs?.since ?? at, accepted: true },
      };
    case 'segmentFollowed':
      return followed(run, event, at);
    case 'outputAsked':
    case 'outputUnknown':
    case 'outputNotDone':
    case 'outputChanged':
    case 'outputFound':
    case 'outputDismissed': {
      const outputs = evolveOutputs(run.outputs, event, at);
      return outputs === run.outputs
        ? run
        : afterOutput({ ...run, outputs }, event, run.outputs[event.output], at);
    }
    case 'cueFired':
    case 'cueDone':
    case 'cueFailed':
    case 'cueUnknown':
    case 'cueMissed':
    case 'cueAsked':
    case 'cueSkipped':
      return evolveCues(run, event, at);
    case 'advanceMissed': {
      const { takeId, endsAt, why } = event;
      if (run.onAir?.takeId !== takeId) return run;
      return { ...run, onAir: { ...run.onAir, advanceMissed: { endsAt, why } } };
    }
    case 'effectLost':
    case 'effectChangedInObs':
      return evolveEffects(run, event);
    case 'sceneRenamedInObs':
    case 'sourceRenamedInObs':
    case 'filterRenamedInObs':
      return renameInRun(run, renamingOf(event));
    case 'obsLost':
      // What is not heard any more speaks no more.
      return { ...run, voices: [], listensTo: null };
    case 'slept':
    case 'leftoverCleared':
      return run;
  }
}

/** What was on air before ended when this began. Cues that are past by then are missed, not played late. */
function startedAt(run: Run, at: Instant, earlierStarts: readonly Instant[]): Run {
  const { onAir, done } = run;
  if (!onAir) return run;
  const last = done.at(-1);
  const joins = last?.endedAt === onAir.startedAt;
  return {
    ...run,
    onAir: { ...onAir, startedAt: at, earlierStarts },
    done: joins ? [...done.slice(0, -1), { ...last, endedAt: at }] : done,
  };
}

/** What a cue asked of an output is done, or not, by what becomes of that ask: the two go by one name. */
function afterOutput(run: Run, event: OutputEvent, ask: OutputNews | undefined, at: Instant): Run {
  switch (event.type) {
    case 'outputChanged':
    case 'outputFound': {
      if (ask?.kind === 'unknown')
        return ask.on === runsNow(event) ? cueFoundDone(run, event.output, ask.on, at) : run;
      if (ask?.kind !== 'asked') return run;
      const didNotComeUp = run.outputs[event.output] !== undefined && ask.on;
      const problem: CueFailure = { why: 'notSeen' };
      const news: CueNews = didNotComeUp
        ? { kind: 'failed', at, problem }
        : { kind: 'done', at, after: null };
      return cueHeard(run, ask.askId, news);
    }
    case 'outputUnknown':
      return cueHeard(run, event.askId, { kind: 'unknown', at });
    case 'outputNotDone': {
      const { failure } = event;
      const problem: CueFailure = failure.why === 'nothingCame' ? { why: 'notSeen' } : failure;
      return cueHeard(run, event.askId, { kind: 'failed', at, problem });
    }
    case 'outputAsked':
    case 'outputDismissed':
      return run;
  }
}

/** Whether the output runs by what was heard of it or found. */
function runsNow(event: Extract<OutputEvent, { type: 'outputChanged' | 'outputFound' }>): boolean {
  if (event.type === 'outputFound') return event.on;
  return event.to !== 'stopped' && event.to !== 'failed' && event.to !== 'dropped';
}

/**
 * Only a GO is taken back when the read-back shows that it never reached OBS. Any other take stands, and what OBS
 * shows instead is told as a difference: there the read-back would decide on a GO that OBS had accepted long before.
 */
function unconfirmed(run: Run, event: Extract<LecternEvent, { type: 'takeNotConfirmed' }>): Confirmation {
  const isGo = run.pending.some(({ takeId, kind }) => takeId === event.takeId && kind === 'go');
  return isGo && event.why !== 'noObs' ? 'undecided' : 'notConfirmed';
}

function newlySent({ takeId, scene }: PendingTake): TakeStages {
  return { takeId, scene, accepted: null, transition: null, onAir: null };
}

/** The latest take has come this far; what is said of an earlier one is past. */
function reached(run: Run, takeId: string, stage: Partial<TakeStages>): Run {
  return run.stages?.takeId === takeId ? { ...run, stages: { ...run.stages, ...stage } } : run;
}

/** What comes to its end left the scene alone: nothing was heard of what viewers see. */
function isSceneless({ settling }: Run): boolean {
  return settling !== null && settling.scene === null;
}

/** The transition of a take is no longer waited for. */
function settled(run: Run, takeId: string, at: Instant): Run {
  return {
    ...run,
    settling: run.settling?.takeId === takeId ? null : run.settling,
    onAir: run.onAir?.takeId === takeId ? { ...run.onAir, onAirAt: at } : run.onAir,
  };
}

/** Another scene than before is another change; the same one is still as accepted as it was. */
function shownInObs(run: Run, scene: string | null, since: Instant): ChangedInObs | null {
  if (scene === null) return null;
  return run.changedInObs?.scene === scene ? run.changedInObs : { scene, since, accepted: false };
}

/** What OBS shows after a time away. Where the last take was not confirmed, that it shows another is nobody's doing. */
function foundInObs(run: Run, scene: string | null, at: Instant): ChangedInObs | null {
  const isConfirmed = (run.slate ?? run.onAir)?.confirmation === 'accepted';
  return isConfirmed || run.changedInObs?.scene === scene ? shownInObs(run, scene, at) : null;
}

/** The slate is the way out: it is not guarded, and guards nothing. Nor does the scene of a cue. */
function isGuarded({ kind }: PendingTake): boolean {
  return kind !== 'slate' && kind !== 'leaveSlate' && kind !== 'cue';
}

function cueFailure({ failure }: Extract<LecternEvent, { type: 'takeFailed' }>): CueFailure {
  return failure.why === 'mismatch' ? { why: 'notSeen' } : failure;
}

/** A hand took the name off screen, here or in OBS: in this segment it does not come back by itself. */
function hushed(run: Run): Run {
  const { onAir, caption } = run;
  if (!onAir || !caption || onAir.hushed.includes(caption.speakerId)) return run;
  return { ...run, onAir: { ...onAir, hushed: [...onAir.hushed, caption.speakerId] } };
}

function unhushed(run: Run, speakerId: SpeakerId): Run {
  const { onAir } = run;
  if (!onAir?.hushed.includes(speakerId)) return run;
  return { ...run, onAir: { ...onAir, hushed: onAir.hushed.filter((id) => id !== speakerId) } };
}

function notShown(run: Run, one: NotShown): Run {
  return run.onAir ? { ...run, onAir: { ...run.onAir, notShown: [...run.onAir.notShown, one] } } : run;
}

/** A voice asked for it: it does not ask again and again. */
function didNotCome(run: Run, { speakerId, why }: ShownCaption): Run {
  return why ? notShown(run, { input: why.input, speakerId, why: 'failed' }) : run;
}

/** What OBS did not show before it was connected anew may come up now. */
function tryAgain(run: Run): Run {
  if (!run.onAir?.notShown.some(({ why }) => isFailure(why))) return run;
  const others = run.onAir.notShown.filter(({ why }) => !isFailure(why));
  return { ...run, onAir: { ...run.onAir, notShown: others } };
}

function captionShown(run: Run, captionId: string, at: Instant, lasts: Duration): Run {
  if (run.caption?.captionId !== captionId) return run;
  const { speakerId, pinned } = run.caption;
  const onAir = run.onAir && {
    ...run.onAir,
    named: [...run.onAir.named.filter((id) => id !== speakerId), speakerId],
    turns:
      run.onAir.turns.at(-1)?.speakerId === speakerId
        ? run.onAir.turns
        : [...run.onAir.turns, { speakerId, at, voiced: lengthAt(run.onAir.together, at) }],
  };
  const caption = { ...run.caption, shownAt: at, until: pinned ? null : at + lasts };
  return { ...run, onAir, caption, lastNamed: speakerId };
}
