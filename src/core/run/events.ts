import type { Voice } from '../captions/director';
import type { OutputChange, OutputName } from '../obs/outputs';
import type { Edit } from '../show/edit';
import type { Segment, SegmentId, Show, Speaker, SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { CueId } from '../show/cues';
import type {
  AdvanceMissed,
  CaptionReason,
  CueFailure,
  CueMissed,
  Firing,
  NotShown,
  PendingTake,
  Rehearsal,
  Replan,
  TakeFailure,
  TakeId,
} from './model';

/** Everything that can happen to a show and its run. Past tense; journalled; never edited. */
export type LecternEvent =
  // --- the document
  | { readonly type: 'showEdited'; readonly edit: Edit }
  | { readonly type: 'editUndone' }
  | { readonly type: 'editRedone' }
  /** A newer file of the same show was found or opened: its document takes the place of this one. */
  | { readonly type: 'showReplaced'; readonly show: Show; readonly revision: number }
  // --- takes: requested before any byte leaves, then what OBS made of it
  | { readonly type: 'takeRequested'; readonly take: PendingTake }
  /** The reply, and a read-back that shows the scene. */
  | { readonly type: 'takeAccepted'; readonly takeId: TakeId; readonly after: Duration }
  /** OBS said that the transition began. */
  | { readonly type: 'takeTransition'; readonly takeId: TakeId; readonly after: Duration }
  /** OBS said that the transition ended. */
  | { readonly type: 'takeOnAir'; readonly takeId: TakeId; readonly after: Duration }
  /** The end was not heard of by its deadline, though OBS names the scene: an alarm. */
  | { readonly type: 'takeOnAirUnheard'; readonly takeId: TakeId }
  | {
      readonly type: 'takeFailed';
      readonly takeId: TakeId;
      readonly failure: TakeFailure;
      readonly still: string | null;
    }
  /** OBS is away, or went away in between: the show goes on without its word. */
  | {
      readonly type: 'takeNotConfirmed';
      readonly takeId: TakeId;
      readonly why: 'noObs' | 'closed' | 'restarted';
    }
  /** OBS is back, or answered after the alarm, and shows what the take asked for. */
  | { readonly type: 'takeConfirmedLater'; readonly takeId: TakeId }
  | { readonly type: 'failureDismissed' }
  | { readonly type: 'notUndoneDismissed' }
  // --- a person at OBS, and what the producer makes of it
  /** Cursor and clock went where OBS was; nothing was sent. */
  | {
      readonly type: 'segmentFollowed';
      readonly takeId: TakeId;
      readonly segment: Segment;
      readonly speakers: readonly Speaker[];
      readonly since: Instant;
      /** What is postponed from then on; journals from before anything was lack it. */
      readonly passed?: readonly SegmentId[];
    }
  | { readonly type: 'sceneAccepted'; readonly scene: string }
  // --- the run
  /** `rehearsal`: what the run that begins is; journals from before there were any lack it. */
  | { readonly type: 'runReset'; readonly runId: string; readonly rehearsal?: Rehearsal | null }
  | { readonly type: 'rehearsalSpeedSet'; readonly speed: number }
  /** `lastAt`: the last that its journal knew of; journals from before voices lack it. */
  | { readonly type: 'runResumed'; readonly lastAt?: Instant }
  /** Before the first take: whether a run before this one left inputs muted there. */
  | { readonly type: 'soundFound'; readonly off: boolean }
  /** It does not happen in this run … */
  | { readonly type: 'segmentDropped'; readonly segmentId: SegmentId }
  /** … and does after all. */
  | { readonly type: 'segmentRestored'; readonly segmentId: SegmentId }
  | { readonly type: 'replanned'; readonly replanId: string; readonly replan: Replan }
  /** Journals from before it was noted which lack it: then it is the latest. */
  | { readonly type: 'replanUndone'; readonly replanId?: string }
  /** The proposals were put away at this expected end. */
  | { readonly type: 'replanIgnored'; readonly end: Instant }
  /** Next, without a take; `null`: as planned. */
  | { readonly type: 'nextSet'; readonly segmentId: SegmentId | null }
  | { readonly type: 'holdSet'; readonly on: boolean }
  | { readonly type: 'endSet'; readonly endsAt: Instant; readonly by: Duration | null }
  | { readonly type: 'endUndone' }
  /** What is on air began then, as a hand says; what was before it ended then. */
  | { readonly type: 'startSet'; readonly startedAt: Instant }
  | { readonly type: 'startUndone' }
  /** The machine's clock was set: instants of the run move with it, elapsed time does not change. */
  | { readonly type: 'clockStepped'; readonly by: Duration }
  | { readonly type: 'slept'; readonly duration: Duration }
  // --- people and names
  | { readonly type: 'presenceSet'; readonly speakerId: SpeakerId; readonly here: boolean }
  | { readonly type: 'autoCaptionsSet'; readonly on: boolean }
  | {
      readonly type: 'captionRequested';
      readonly captionId: string;
      readonly speakerId: SpeakerId;
      readonly by: 'hand' | 'auto' | 'voice';
      /** Journals from before names followed voices lack it. */
      readonly why?: CaptionReason | null;
      readonly pinned: boolean;
    }
  | { readonly type: 'captionShown'; readonly captionId: string; readonly after: Duration }
  | { readonly type: 'captionFailed'; readonly captionId: string; readonly problem: CaptionProblem }
  | { readonly type: 'captionHidden'; readonly by: 'hand' | 'time' | 'obs' }
  /** A hand says of the name on screen that it stays: pinned, or from now on for its normal time. */
  | {
      readonly type: 'captionKept';
      readonly captionId: string;
      readonly speakerId: SpeakerId;
      readonly pinned: boolean;
    }
  | { readonly type: 'firstNameSettled' }
  // --- voices
  /** The set of who speaks has changed. `inputs`: what is listened to; missing where that is as before. */
  | { readonly type: 'voicesHeard'; readonly voices: readonly Voice[]; readonly inputs?: readonly string[] }
  /** Somebody talks into a muted microphone, or does not any more. */
  | {
      readonly type: 'mutedTalk';
      readonly input: string;
      readonly speakerId: SpeakerId | null;
      readonly on: boolean;
    }
  /** Said once a segment: whose name did not come by itself, and why. */
  | ({ readonly type: 'nameNotShown' } & NotShown)
  // --- cues of the segment on air; `takeId` is its take
  /** Before any byte leaves. What OBS is to do about it is in `firing`. */
  | {
      readonly type: 'cueFired';
      readonly takeId: TakeId;
      readonly firing: Firing;
      readonly by: 'time' | 'hand';
    }
  | {
      readonly type: 'cueDone';
      readonly takeId: TakeId;
      readonly fireId: string;
      readonly after: Duration;
    }
  | {
      readonly type: 'cueFailed';
      readonly takeId: TakeId;
      readonly fireId: string;
      readonly problem: CueFailure;
    }
  | {
      readonly type: 'cueUnknown';
      readonly takeId: TakeId;
      readonly fireId: string;
      readonly why: 'closed' | 'restarted';
    }
  | {
      readonly type: 'cueMissed';
      readonly takeId: TakeId;
      readonly cueId: CueId;
      readonly why: CueMissed;
    }
  /** It starts or stops an output: the producer is asked. */
  | { readonly type: 'cueAsked'; readonly takeId: TakeId; readonly cueId: CueId }
  | { readonly type: 'cueSkipped'; readonly takeId: TakeId; readonly cueId: CueId }
  /** Next was not taken by itself at the end of what is on air: it waits for a hand. */
  | {
      readonly type: 'advanceMissed';
      readonly takeId: TakeId;
      readonly endsAt: Instant;
      readonly why: AdvanceMissed;
    }
  // --- effects in force, by address
  /** OBS was connected and does not have it: the next take does it again where it should be so. */
  | { readonly type: 'effectLost'; readonly address: string }
  | { readonly type: 'effectChangedInObs'; readonly address: string; readonly changed: boolean }
  // --- the host
  | {
      readonly type: 'messageSent';
      readonly messageId: string;
      readonly text: string;
      readonly urgent: boolean;
    }
  | { readonly type: 'messageSeen'; readonly messageId: string }
  | { readonly type: 'messageCleared'; readonly messageId: string }
  // --- outputs: asked once, and what became of it
  | {
      readonly type: 'outputAsked';
      readonly askId: string;
      readonly output: OutputName;
      readonly on: boolean;
    }
  /** OBS or the app went away in between: nobody knows, and nothing is sent again. */
  | {
      readonly type: 'outputUnknown';
      readonly output: OutputName;
      readonly askId: string;
      readonly why: 'silent' | 'closed' | 'restarted';
    }
  | {
      readonly type: 'outputNotDone';
      readonly output: OutputName;
      readonly askId: string;
      readonly failure: OutputFailure;
    }
  /** By OBS's word, whoever asked for it. */
  | { readonly type: 'outputChanged'; readonly output: OutputName; readonly to: OutputChange }
  /** A look at OBS answers what was open: it runs, or it does not, as it was asked. */
  | { readonly type: 'outputFound'; readonly output: OutputName; readonly on: boolean }
  | { readonly type: 'outputDismissed'; readonly output: OutputName }
  // --- what OBS did, for the log
  /** Journals from before `program` was noted lack it. */
  | {
      readonly type: 'obsConnected';
      readonly practice: boolean;
      readonly version: string;
      readonly program?: string | null;
    }
  | { readonly type: 'obsLost'; readonly reason: string }
  /** Journals from before `since` was noted lack it: then it is when the event was written. */
  | {
      readonly type: 'sceneChangedInObs';
      readonly scene: string;
      readonly since?: Instant;
      readonly unheard?: true;
    }
  /** The run follows; the show follows by an edit of its own. */
  | { readonly type: 'sceneRenamedInObs'; readonly from: string; readonly to: string }
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
    };

export type OutputFailure =
  | { readonly why: 'refused'; readonly code: number; readonly comment: string }
  /** Nothing left. */
  | { readonly why: 'notSent' }
  /** OBS said yes, and nothing came of it. */
  | { readonly why: 'nothingCame' };

export type CaptionProblem = 'obsAway' | 'refused' | 'silent' | 'notSetUp' | 'notDrawn' | 'noPage';

/** An event as the journal holds it. */
export interface Stamped {
  /** 1, 2, 3 … within one journal. */
  readonly seq: number;
  readonly at: Instant;
  readonly event: LecternEvent;
}
