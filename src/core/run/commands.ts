import type { Voice } from '../captions/director';
import type { OutputChange, OutputName, Outputs } from '../obs/outputs';
import type { Edit, EditProblem } from '../show/edit';
import type { Segment, SegmentId, SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { CueId } from '../show/cues';
import type { CaptionProblem, OutputFailure } from './events';
import type { CueFailure, RehearsalObs, Replan, TakeFailure, TakeId } from './model';

/** What a person asks for. Commands on the air carry what that person saw, so a stale press is refused. */
export type Command =
  | {
      readonly type: 'takeNext';
      readonly expectedOnAir: TakeId | null;
      readonly expectedNext: SegmentId;
      /** The second press: the operator was told that it is early. */
      readonly early?: boolean | undefined;
    }
  /** Any segment, wherever it stands: what must be true there becomes true, not the sum of what was jumped over. */
  | {
      readonly type: 'takeSegment';
      readonly expectedOnAir: TakeId | null;
      readonly segmentId: SegmentId;
      readonly armed?: boolean | undefined;
    }
  /** A segment that nobody planned: into the plan right after what is on air, and on air. */
  | {
      readonly type: 'takeUnplanned';
      readonly expectedOnAir: TakeId;
      readonly segment: Pick<Segment, 'title' | 'scene' | 'duration'>;
    }
  /** Out of this run: what is still to come, or postponed. */
  | { readonly type: 'dropSegment'; readonly segmentId: SegmentId }
  | { readonly type: 'restoreSegment'; readonly segmentId: SegmentId }
  /** A proposal, with exactly the numbers that were on screen, and the end that was said to come of it. */
  | {
      readonly type: 'applyReplan';
      readonly expectedOnAir: TakeId;
      readonly replan: Replan;
      readonly at: Instant;
      readonly expectedEnd: Instant;
    }
  /** Carries which re-plan the operator saw as the latest. */
  | { readonly type: 'undoReplan'; readonly replanId: string }
  | { readonly type: 'ignoreReplan' }
  /** What GO takes, without a take; `null`: as planned. */
  | {
      readonly type: 'setNext';
      readonly expectedOnAir: TakeId | null;
      readonly expectedNext: SegmentId | null;
      readonly segmentId: SegmentId | null;
    }
  /** By hand: one that waits for it, or that was missed or failed. `armed`: the yes to one that asked for it. */
  | {
      readonly type: 'runCue';
      readonly expectedOnAir: TakeId;
      readonly cueId: CueId;
      readonly armed?: boolean | undefined;
    }
  /** It does not run, and is not asked about again. */
  | { readonly type: 'skipCue'; readonly expectedOnAir: TakeId; readonly cueId: CueId }
  /** The first take of a show that has no date left: its plan moves to now. */
  | { readonly type: 'startNow'; readonly expectedNext: SegmentId }
  | { readonly type: 'endShow'; readonly expectedOnAir: TakeId; readonly armed?: boolean | undefined }
  | { readonly type: 'back'; readonly expectedOnAir: TakeId | null; readonly late?: boolean | undefined }
  | { readonly type: 'takeAgain'; readonly expectedOnAir: TakeId | null }
  /** We are already in it: cursor and clock go where OBS is. Carries what the operator was offered. */
  | {
      readonly type: 'follow';
      readonly expectedOnAir: TakeId | null;
      readonly segmentId: SegmentId;
      readonly since: Instant;
    }
  /** What OBS shows is right. Carries the scene that the operator saw. */
  | { readonly type: 'acceptObs'; readonly expectedOnAir: TakeId | null; readonly shows: string }
  | { readonly type: 'setSlate'; readonly on: boolean }
  | { readonly type: 'dismissFailure' }
  | { readonly type: 'dismissNotUndone' }
  | { readonly type: 'resetRun'; readonly armed?: boolean | undefined }
  | { readonly type: 'startRehearsal'; readonly obs: RehearsalObs }
  /** A whole number up to `fastest`. */
  | { readonly type: 'setRehearsalSpeed'; readonly speed: number }
  | { readonly type: 'leaveRehearsal'; readonly armed?: boolean | undefined }
  | { readonly type: 'setHold'; readonly on: boolean }
  | { readonly type: 'adjustEnd'; readonly expectedOnAir: TakeId; readonly by: Duration }
  | { readonly type: 'setEnd'; readonly expectedOnAir: TakeId; readonly endsAt: Instant }
  | { readonly type: 'undoEnd'; readonly expectedOnAir: TakeId }
  | { readonly type: 'setStart'; readonly expectedOnAir: TakeId; readonly startedAt: Instant }
  | { readonly type: 'undoStart'; readonly expectedOnAir: TakeId }
  | { readonly type: 'setPresence'; readonly speakerId: SpeakerId; readonly here: boolean }
  | { readonly type: 'setAutoCaptions'; readonly on: boolean }
  /** `expected`: whom the operator saw on screen. */
  | {
      readonly type: 'showCaption';
      readonly speakerId: SpeakerId;
      readonly pinned: boolean;
      readonly expected: SpeakerId | null;
    }
  /** `toggles`: the same press would have shown this name, had it not been on screen. */
  | {
      readonly type: 'hideCaption';
      readonly expected: SpeakerId;
      readonly toggles?: boolean | undefined;
    }
  /** The cued one; carries whom the operator saw as next. */
  | { readonly type: 'nextCaption'; readonly expected: SpeakerId }
  | { readonly type: 'sendMessage'; readonly text: string; readonly urgent: boolean }
  | { readonly type: 'seeMessage'; readonly messageId: string }
  | { readonly type: 'clearMessage'; readonly messageId: string }
  /** Once only. `armed`: the operator was asked. */
  | {
      readonly type: 'setOutput';
      readonly output: OutputName;
      readonly on: boolean;
      readonly armed?: boolean | undefined;
    }
  | { readonly type: 'dismissOutput'; readonly output: OutputName }
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'undoEdit' }
  | { readonly type: 'redoEdit' };

/** What the OBS room and the clock report; never sent by a screen. */
export type Report =
  | { readonly type: 'takeAccepted'; readonly takeId: TakeId; readonly after: Duration }
  | { readonly type: 'takeTransition'; readonly takeId: TakeId; readonly after: Duration }
  | { readonly type: 'takeOnAir'; readonly takeId: TakeId; readonly after: Duration }
  /** OBS is there again and shows it. */
  | { readonly type: 'takeFoundOnAir'; readonly takeId: TakeId }
  | { readonly type: 'takeOnAirUnheard'; readonly takeId: TakeId }
  | {
      readonly type: 'takeFailed';
      readonly takeId: TakeId;
      readonly failure: TakeFailure;
      readonly still: string | null;
    }
  | { readonly type: 'takeClosed'; readonly takeId: TakeId }
  | { readonly type: 'captionShown'; readonly captionId: string; readonly after: Duration }
  | { readonly type: 'captionFailed'; readonly captionId: string; readonly problem: CaptionProblem }
  /**
   * Who speaks, and which of the microphones of the segment are listened to: told anew whenever either changes, and
   * once OBS is connected. Instants are the show's clock's.
   */
  | {
      readonly type: 'voicesHeard';
      readonly voices: readonly Voice[];
      readonly inputs: readonly string[];
    }
  /** Somebody switched our caption off in OBS. */
  | { readonly type: 'captionGone' }
  | {
      readonly type: 'obsConnected';
      readonly practice: boolean;
      readonly version: string;
      readonly program: string | null;
    }
  | { readonly type: 'obsLost'; readonly reason: string }
  /** `since`: when OBS said so; `unheard`: it did not, and was asked. */
  | {
      readonly type: 'sceneChangedInObs';
      readonly scene: string;
      readonly since: Instant;
      readonly unheard?: true;
    }
  /** The scene of a take of ours, where somebody may have shown another one since. */
  | { readonly type: 'sceneBackInObs'; readonly scene: string; readonly since: Instant }
  /** Read as they stand: at a connection, and when somebody asked for a look. */
  | { readonly type: 'outputsRead'; readonly outputs: Outputs }
  | { readonly type: 'outputChanged'; readonly output: OutputName; readonly to: OutputChange }
  | {
      readonly type: 'outputUnknown';
      readonly output: OutputName;
      readonly askId: string;
      readonly why: 'silent' | 'closed';
    }
  | {
      readonly type: 'outputNotDone';
      readonly output: OutputName;
      readonly askId: string;
      readonly failure: OutputFailure;
    }
  | { readonly type: 'cueDone'; readonly fireId: string; readonly after: Duration }
  | { readonly type: 'cueFailed'; readonly fireId: string; readonly problem: CueFailure }
  /** The connection closed before OBS had answered. */
  | { readonly type: 'cueClosed'; readonly fireId: string }
  | { readonly type: 'effectLost'; readonly address: string }
  | { readonly type: 'effectChangedInObs'; readonly address: string; readonly changed: boolean }
  | { readonly type: 'sceneRenamedInObs'; readonly from: string; readonly to: string }
  /** An input, or another source that is no scene. */
  | { readonly type: 'sourceRenamedInObs'; readonly from: string; readonly to: string }
  | {
      readonly type: 'filterRenamedInObs';
      readonly source: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly type: 'leftoverCleared';
      readonly what: 'caption' | 'transition' | 'sound';
      readonly name: string;
    }
  /** A run that has taken nothing was opened, or finds this OBS: whether inputs there are muted by us. */
  | { readonly type: 'soundFound'; readonly off: boolean }
  | { readonly type: 'woke' }
  /** The app was started again. `lastAt`: the last that the journal knows of; `null` for a new one. */
  | { readonly type: 'resumed'; readonly lastAt: Instant | null }
  | { readonly type: 'clockStepped'; readonly by: Duration }
  | { readonly type: 'slept'; readonly duration: Duration };

/** Why a command was not admitted; a value that the screen puts into words. */
export type Refusal =
  /** What the operator saw is no longer so. */
  | { readonly code: 'stale' }
  /** Another name is on screen than the operator saw, or none. */
  | { readonly code: 'captionStale' }
  /** The times have changed since it was proposed. */
  | { readonly code: 'replanStale' }
  | { readonly code: 'waitingForObs' }
  | { readonly code: 'tooSoon'; readonly left: Duration }
  | { readonly code: 'early'; readonly by: Duration }
  /** Back more than 20 s after its GO: press again. */
  | { readonly code: 'late'; readonly title: string | null; readonly scene: string | null }
  | { readonly code: 'needsArming' }
  | { readonly code: 'nothingNext' }
  /** The run has come to its end. */
  | { readonly code: 'showEnded' }
  | { readonly code: 'titleMissing' }
  /** It is dropped, or skipped. */
  | { readonly code: 'notInRun' }
  /** It is on air, or was. */
  | { readonly code: 'alreadyTaken' }
  | { readonly code: 'nothingOnAir' }
  | { readonly code: 'nothingToUndo' }
  | { readonly code: 'alreadySo' }
  | { readonly code: 'noSlateScene' }
  | { readonly code: 'endBeforeNow' }
  | { readonly code: 'endTooFar' }
  | { readonly code: 'startAfterNow' }
  /** Before what was on air before it began, or a day ago. */
  | { readonly code: 'startTooEarly' }
  /** A hand set its end to before that. */
  | { readonly code: 'startAfterEnd' }
  | { readonly code: 'runIsLive' }
  /** A name of ours is on screen, which a rehearsal could not take down. */
  | { readonly code: 'nameOnScreen' }
  /** The show's own slate is on air: afterwards nobody would know that it is to be left. */
  | { readonly code: 'slateIsUp' }
  /** Nothing is sent to OBS in this rehearsal. */
  | { readonly code: 'obsUntouched' }
  | { readonly code: 'speakerGone' }
  | { readonly code: 'nameMissing' }
  | { readonly code: 'obsAway' }
  | { readonly code: 'captionsNotSetUp' }
  /** This OBS has no such output. */
  | { readonly code: 'noVirtualCamera' }
  | { readonly code: 'noReplayBuffer' }
  | { readonly code: 'cueGone' }
  | { readonly code: 'messageEmpty' }
  | { readonly code: 'messageTooLong' }
  | EditProblem;

/** What of OBS a decision needs to know. */
export interface ObsFacts {
  readonly connected: boolean;
  readonly practice: boolean;
  readonly program: string | null;
  readonly captionsReady: boolean;
  readonly outputs: Outputs;
}

/** Everything a decision gets from outside: time, new ids, and OBS. */
export interface Context {
  readonly now: Instant;
  readonly newId: () => string;
  readonly obs: ObsFacts;
}
