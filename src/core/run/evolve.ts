import type { CueId } from '../show/cues';
import type { Edit } from '../show/edit';
import { applyEdit } from '../show/edit';
import { completedEdit, completedSegment, completedShow, completedSpeaker } from '../show/older';
import type { Duration, Instant } from '../time/units';
import { desiredScene } from './decide';
import type { LecternEvent, Stamped } from './events';
import type {
  ChangedInObs,
  Confirmation,
  CueFailure,
  CueNews,
  PendingTake,
  Run,
  ShownCaption,
  Taken,
  TakeStages,
  UndoPoint,
} from './model';
import { newRun } from './model';
import { evolveOutputs } from './outputs';
import { renameInRun } from './renamed';
import { evolveCues, newsOfTake } from './cues';
import type { Document, State } from './state';
import { completedTake } from './state';

/** How many edits undo remembers. */
const undoDepth = 200;

/** Folds one event into the state. Total: an event that no longer applies changes nothing. */
export function evolve(state: State, { event, at }: Pick<Stamped, 'event' | 'at'>): State {
  switch (event.type) {
    case 'showEdited':
    case 'editUndone':
    case 'editRedone':
    case 'showReplaced': {
      const document = evolveDocument(state.document, event);
      return document === state.document ? state : { ...state, document };
    }
    default: {
      const run = agreed({ ...state, run: evolveRun(state, event, at) });
      return run === state.run ? state : { ...state, run };
    }
  }
}

/** Where OBS shows what the run names, nothing is changed in OBS. */
function agreed(state: State): Run {
  const { run } = state;
  if (run.changedInObs === null || run.changedInObs.scene !== desiredScene(state)) return run;
  return { ...run, changedInObs: null };
}

type DocumentEvent = Extract<
  LecternEvent,
  { type: 'showEdited' | 'editUndone' | 'editRedone' | 'showReplaced' }
>;
type RunEvent = Exclude<LecternEvent, DocumentEvent>;

function evolveDocument(document: Document, event: DocumentEvent): Document {
  switch (event.type) {
    case 'showEdited':
      return change(document, completedEdit(event.edit), (inverse) => ({
        undo: [...document.undo, inverse].slice(-undoDepth),
        redo: [],
      }));
    case 'editUndone':
      return change(document, document.undo.at(-1), (inverse) => ({
        undo: document.undo.slice(0, -1),
        redo: [...document.redo, inverse],
      }));
    case 'editRedone':
      return change(document, document.redo.at(-1), (inverse) => ({
        undo: [...document.undo, inverse],
        redo: document.redo.slice(0, -1),
      }));
    case 'showReplaced':
      return { show: completedShow(event.show), revision: event.revision, undo: [], redo: [] };
  }
}

function change(
  document: Document,
  edit: Edit | undefined,
  stacks: (inverse: Edit) => Pick<Document, 'undo' | 'redo'>,
): Document {
  if (!edit) return document;
  const edited = applyEdit(document.show, edit);
  if (!edited.ok) return document;
  return { show: edited.value.show, revision: document.revision + 1, ...stacks(edited.value.inverse) };
}

function evolveRun({ run, document }: State, event: RunEvent, at: Instant): Run {
  switch (event.type) {
    case 'takeRequested': {
      const take = completedTake(event.take);
      // A name never rides along: every take puts our caption out in its own batch.
      return {
        ...run,
        pending: [...run.pending, take],
        failed: null,
        caption: null,
        stages: newlySent(take),
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
      return reached(settled({ ...run, unheard: false }, event.takeId, at), event.takeId, {
        onAir: event.after,
      });
    case 'takeOnAirUnheard':
      return settled({ ...run, unheard: true }, event.takeId, at);
    case 'takeFailed': {
      const take = run.pending.find((pending) => pending.takeId === event.takeId);
      if (take) {
        const pending = run.pending.filter((other) => other !== take);
        const failed = { take, failure: event.failure, at, still: event.still };
        return cueOfTake({ ...run, pending, failed }, take, {
          kind: 'failed',
          at,
          problem: cueFailure(event),
        });
      }
      return takeBackUndecided(run, event, at);
    }
    case 'failureDismissed':
      return { ...run, failed: null };
    case 'runReset':
      return {
        ...newRun(event.runId),
        onPractice: run.onPractice,
        absent: run.absent,
        autoCaptions: run.autoCaptions,
        outputs: run.outputs,
      };
    case 'runResumed':
      // What was due while the app was away is past: no name comes up minutes late.
      return settleFirstName(run);
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
      const { captionId, speakerId, by, pinned } = event;
      const caption: ShownCaption = {
        captionId,
        speakerId,
        by,
        pinned,
        requestedAt: at,
        shownAt: null,
        until: null,
      };
      return { ...settleFirstName(run), caption };
    }
    case 'captionShown':
      return captionShown(run, event.captionId, at, document.show.captionDuration);
    case 'captionFailed':
      return run.caption?.captionId === event.captionId ? { ...run, caption: null } : run;
    case 'captionHidden':
      return { ...run, caption: null };
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
        ...run,
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
      return outputs === run.outputs ? run : { ...run, outputs };
    }
    case 'cueFired':
    case 'cueDone':
    case 'cueFailed':
    case 'cueUnknown':
    case 'cueMissed':
    case 'cueAsked':
    case 'cueSkipped':
      return evolveCues(run, event, at);
    case 'sceneRenamedInObs':
      return renameInRun(run, 'scene', event.from, event.to);
    case 'sourceRenamedInObs':
      return renameInRun(run, 'source', event.from, event.to);
    case 'slept':
    case 'obsLost':
    case 'leftoverCleared':
      return run;
  }
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

/** As if it had been taken when OBS changed: but nothing was sent, so no name comes by itself. */
function followed(run: Run, event: Extract<LecternEvent, { type: 'segmentFollowed' }>, at: Instant): Run {
  const { takeId, since } = event;
  const point = {
    ...undoPoint(run, { takeId, requestedAt: at, priorScene: null }),
    followed: run.changedInObs,
  };
  return {
    ...run,
    onAir: { ...newlyFollowed(event, at), onAirAt: since, firstName: 'settled' },
    done: finish(run, since),
    failed: null,
    settling: null,
    stages: null,
    changedInObs: null,
    lastTakeAt: at,
    slate: null,
    lastNamed: null,
    undo: [...run.undo, point],
  };
}

/** The slate is the way out: it is not guarded, and guards nothing. Nor does the scene of a cue. */
function isGuarded({ kind }: PendingTake): boolean {
  return kind !== 'slate' && kind !== 'leaveSlate' && kind !== 'cue';
}

/** What became of the scene of a cue, where this take is one and its segment is still on air. */
function cueOfTake(run: Run, { cueId }: PendingTake, news: CueNews): Run {
  if (cueId === null || run.onAir?.cues[cueId]?.kind !== 'sent') return run;
  return { ...run, onAir: { ...run.onAir, cues: { ...run.onAir.cues, [cueId]: news } } };
}

function cueFailure({ failure }: Extract<LecternEvent, { type: 'takeFailed' }>): CueFailure {
  return failure.why === 'mismatch' ? { why: 'notSeen' } : failure;
}

/** A pending take becomes what is on air: accepted by OBS, or gone on without its word. */
function settle(run: Run, takeId: string, confirmation: Confirmation, at: Instant): Run {
  const take = run.pending.find((pending) => pending.takeId === takeId);
  if (!take) return run;
  const { kind, requestedAt, scene } = take;
  const rest: Run = {
    ...run,
    pending: run.pending.filter((pending) => pending !== take),
    settling: confirmation === 'accepted' ? { takeId, kind, requestedAt, scene } : null,
    changedInObs: scene === null ? run.changedInObs : null,
  };
  switch (take.kind) {
    case 'go':
      return settleGo(rest, take, confirmation, at);
    case 'back':
      return settleBack(rest, confirmation);
    case 'slate':
      return {
        ...rest,
        slate: { since: take.requestedAt, confirmation, priorScene: take.priorScene },
      };
    case 'leaveSlate':
      return { ...rest, slate: null, onAir: rest.onAir && { ...rest.onAir, confirmation } };
    case 'again':
      return rest.slate
        ? { ...rest, slate: { ...rest.slate, confirmation } }
        : { ...rest, onAir: rest.onAir && { ...rest.onAir, confirmation } };
    case 'cue': {
      const { onAir } = rest;
      if (!onAir || take.scene === null) return rest;
      const shown = { scene: take.scene, transition: take.transition };
      const news: CueNews = { kind: confirmation === 'accepted' ? 'done' : 'unknown', at };
      return cueOfTake({ ...rest, onAir: { ...onAir, shown, confirmation } }, take, news);
    }
    case 'end':
      return {
        ...rest,
        phase: 'ended',
        onAir: null,
        slate: null,
        done: finish(rest, take.requestedAt),
        endedAt: take.requestedAt,
        undo: [...rest.undo, undoPoint(rest, take)],
      };
  }
}

function settleGo(run: Run, take: PendingTake, confirmation: Confirmation, at: Instant): Run {
  const { takeId, segment, speakers, carried, effects } = take;
  if (!segment) return run;
  const onAir: Taken = {
    ...newlyTaken({ takeId, segment, speakers }, take.requestedAt, confirmation),
    carried,
    cues: newsOfTake(effects, confirmation === 'accepted', at),
  };
  return {
    ...run,
    phase: 'live',
    anchor: run.anchor ?? take.anchor,
    onAir,
    done: finish(run, take.requestedAt),
    slate: null,
    lastNamed: null,
    undo: [...run.undo, undoPoint(run, take)],
  };
}

/** Nothing was sent: what would have gone with the take has not. */
function newlyFollowed(event: Extract<LecternEvent, { type: 'segmentFollowed' }>, at: Instant): Taken {
  const segment = completedSegment(event.segment);
  const speakers = event.speakers.map(completedSpeaker);
  const withTake = segment.cues.filter(({ trigger }) => trigger.kind === 'take');
  const cues = Object.fromEntries(
    withTake.map(({ id }): [CueId, CueNews] => [id, { kind: 'missed', at, why: 'followed' }]),
  );
  return { ...newlyTaken({ takeId: event.takeId, segment, speakers }, event.since, 'accepted'), cues };
}

function newlyTaken(
  { takeId, segment, speakers }: Pick<Taken, 'takeId' | 'segment' | 'speakers'>,
  startedAt: Instant,
  confirmation: Confirmation,
): Taken {
  return {
    takeId,
    segment,
    speakers,
    startedAt,
    confirmation,
    onAirAt: null,
    endsAt: null,
    earlierEnds: [],
    named: [],
    firstName: 'waiting',
    shown: null,
    carried: [],
    cues: {},
    cuesFrom: startedAt,
  };
}

/** Cursor and clock as if the GO had not been. The name that was on screen then does not come back. */
function settleBack(run: Run, confirmation: Confirmation): Run {
  const point = run.undo.at(-1);
  if (!point) return run;
  const before = restore(run, point, confirmation);
  if (!run.slate) return before;
  const { changedInObs } = run;
  // The slate stays; once it is left with nothing on air, that leads where it did before the GO.
  const priorScene = point.slate ? point.slate.priorScene : point.scene;
  return { ...before, changedInObs, slate: { ...run.slate, priorScene } };
}

function restore(run: Run, point: UndoPoint, confirmation: Confirmation | null): Run {
  return {
    ...run,
    phase: point.phase,
    anchor: point.anchor,
    onAir: point.onAir && {
      ...point.onAir,
      confirmation: confirmation ?? point.onAir.confirmation,
      firstName: 'settled',
    },
    done: point.done,
    endedAt: null,
    slate: point.slate ? { ...point.slate, confirmation: confirmation ?? point.slate.confirmation } : null,
    undo: run.undo.slice(0, -1),
    changedInObs: run.changedInObs ?? point.followed ?? null,
  };
}

function undoPoint(run: Run, take: Pick<PendingTake, 'takeId' | 'requestedAt' | 'priorScene'>): UndoPoint {
  const { phase, anchor, onAir, done, slate } = run;
  const { takeId, requestedAt, priorScene } = take;
  const takenAt = requestedAt;
  return { takeId, takenAt, phase, anchor, onAir, done, slate, scene: priorScene, followed: null };
}

function finish(run: Run, endedAt: Instant): Run['done'] {
  if (!run.onAir) return run.done;
  const { takeId, segment, startedAt } = run.onAir;
  return [...run.done, { takeId, segment, startedAt, endedAt }];
}

function confirmLater(run: Run, takeId: string, at: Instant): Run {
  const late = run.failed?.take;
  if (late?.takeId === takeId) {
    const counts = settle({ ...run, pending: [...run.pending, late], failed: null }, takeId, 'accepted', at);
    return { ...settleFirstName(counts), settling: null };
  }
  if (run.settling?.takeId === takeId) return { ...settleFirstName(run), settling: null };
  if (run.slate && takeId === slateTakeId)
    return { ...run, slate: { ...run.slate, confirmation: 'accepted' } };
  if (run.onAir?.takeId !== takeId) return run;
  return { ...settleFirstName(run), onAir: { ...run.onAir, confirmation: 'accepted', firstName: 'settled' } };
}

/** Stands for the take of the slate where a confirmation names it. */
export const slateTakeId = 'slate';

/** The read-back decided: a GO that was cut short never reached OBS, so it has not been. */
function takeBackUndecided(run: Run, event: Extract<LecternEvent, { type: 'takeFailed' }>, at: Instant): Run {
  const point = run.undo.at(-1);
  if (!run.onAir || run.onAir.takeId !== event.takeId || point?.takeId !== event.takeId) return run;
  const { segment, speakers, startedAt } = run.onAir;
  const take: PendingTake = {
    takeId: event.takeId,
    kind: 'go',
    requestedAt: startedAt,
    scene: segment.scene,
    transition: segment.transition,
    segment,
    speakers,
    anchor: run.anchor,
    priorScene: point.scene,
    soundOff: segment.soundOff,
    effects: [],
    carried: [],
    cueId: null,
  };
  return {
    ...restore(run, point, null),
    failed: { take, failure: event.failure, at, still: event.still },
  };
}

function captionShown(run: Run, captionId: string, at: Instant, lasts: Duration): Run {
  if (run.caption?.captionId !== captionId) return run;
  const { speakerId, pinned } = run.caption;
  const onAir = run.onAir && {
    ...run.onAir,
    named: [...run.onAir.named.filter((id) => id !== speakerId), speakerId],
  };
  const caption = { ...run.caption, shownAt: at, until: pinned ? null : at + lasts };
  return { ...run, onAir, caption, lastNamed: speakerId };
}

function settleFirstName(run: Run): Run {
  return run.onAir?.firstName === 'waiting' ? { ...run, onAir: { ...run.onAir, firstName: 'settled' } } : run;
}

/** The machine's clock was set by `by`: what counts elapsed time moves along; times already logged stay. */
function stepClock(run: Run, by: Duration): Run {
  const onAir = run.onAir && stepTaken(run.onAir, by);
  const { caption, slate } = run;
  return {
    ...run,
    onAir,
    lastTakeAt: run.lastTakeAt === null ? null : run.lastTakeAt + by,
    pending: run.pending.map((take) => ({ ...take, requestedAt: take.requestedAt + by })),
    undo: run.undo.map((point) => ({
      ...point,
      takenAt: point.takenAt + by,
      onAir: point.onAir && stepTaken(point.onAir, by),
      slate: stepSince(point.slate, by),
      followed: stepSince(point.followed, by),
    })),
    changedInObs: stepSince(run.changedInObs, by),
    slate: stepSince(slate, by),
    caption: caption && {
      ...caption,
      requestedAt: caption.requestedAt + by,
      shownAt: caption.shownAt === null ? null : caption.shownAt + by,
      until: caption.until === null ? null : caption.until + by,
    },
  };
}

function stepSince<Thing extends { readonly since: Instant }>(
  thing: Thing | null,
  by: Duration,
): Thing | null {
  return thing ? { ...thing, since: thing.since + by } : null;
}

function stepTaken(taken: Taken, by: Duration): Taken {
  const step = (at: Instant | null): Instant | null => (at === null ? null : at + by);
  return {
    ...taken,
    startedAt: taken.startedAt + by,
    cuesFrom: taken.cuesFrom + by,
    onAirAt: step(taken.onAirAt),
    endsAt: step(taken.endsAt),
    earlierEnds: taken.earlierEnds.map(step),
  };
}
