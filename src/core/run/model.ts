import type { Voice } from '../captions/director';
import type { Decibels } from '../captions/meters';
import type { OutputName } from '../obs/outputs';
import type { Cue, CueEffect, CueId } from '../show/cues';
import type { CaptionProblem } from './events';
import type { Segment, SegmentId, Speaker, SpeakerId } from '../show/model';
import type { CalendarDate, Duration, Instant } from '../time/units';

export type TakeId = string;

/**
 * What ties the plan's times of day to real instants: a date in the show's zone, and how far the whole
 * plan was moved by "Start now" (0 for a show that runs at its own times).
 */
export interface Anchor {
  readonly date: CalendarDate;
  readonly shift: Duration;
}

/** How sure we are that OBS carried out a take. */
export type Confirmation =
  | 'accepted'
  /** Taken without OBS. */
  | 'notConfirmed'
  /** The connection or the app went away in between: a read-back will decide. */
  | 'undecided';

/** A segment that was taken: a copy, so that edits of the plan cannot surprise the air. */
export interface Taken {
  readonly takeId: TakeId;
  readonly segment: Segment;
  readonly speakers: readonly Speaker[];
  /** The instant of the request, once accepted (or, without OBS, of the command). */
  readonly startedAt: Instant;
  readonly confirmation: Confirmation;
  /** OBS said that the transition ended; `null` until then. */
  readonly onAirAt: Instant | null;
  /** The end that a hand gave it; `null` while it follows from the plan. */
  readonly endsAt: Instant | null;
  /** Ends given before, latest last: what "undo" of a length goes back to. */
  readonly earlierEnds: readonly (Instant | null)[];
  /** Starts that were corrected since, latest last: what "undo" of a correction goes back to. */
  readonly earlierStarts: readonly Instant[];
  /** Who was named on screen while it was on air, in order. */
  readonly named: readonly SpeakerId[];
  /** Who spoke from when on, by the names on screen (docs/slots.md), in order. */
  readonly turns: readonly Turn[];
  /** How long each of those who are listened to spoke, by their voice. */
  readonly voiced: Readonly<Record<SpeakerId, Voiced>>;
  /** How long anybody of them did. */
  readonly together: Spell;
  /** Who of them began to speak last. */
  readonly lastVoice: { readonly speakerId: SpeakerId; readonly at: Instant } | null;
  /** Whose name a hand took off screen: in this segment it does not come back by itself. */
  readonly hushed: readonly SpeakerId[];
  /** Names that a voice did not bring, as it was said once in this segment. */
  readonly notShown: readonly NotShown[];
  /** Whether its first name may still come by itself. */
  readonly firstName: 'waiting' | 'settled';
  /** The scene of a cue since; `null` while it is the segment's own. */
  readonly shown: (Pick<Segment, 'transition'> & { readonly scene: string }) | null;
  /** Cues of other segments that its take made true again. */
  readonly carried: readonly Cue[];
  /** What came of its cues; missing for one that is still to come. */
  readonly cues: Readonly<Record<CueId, CueNews>>;
  /** What was due before this is due at it: its end was moved past what came before its end. */
  readonly cuesFrom: Instant;
  /** Next was not taken by itself at this end of it; `null` while that did not happen. */
  readonly advanceMissed: { readonly endsAt: Instant; readonly why: AdvanceMissed } | null;
}

/** Why Next was not taken by itself. */
export type AdvanceMissed =
  | 'held'
  | 'slate'
  | 'obsAway'
  /** Of the take before, OBS has not said that it is on air. */
  | 'failed'
  | 'changedInObs'
  /** Nobody saw to it in time, or its end was past when it was moved. */
  | 'late'
  | 'appAway';

/** From when their name came up until the next one's did, a person speaks as far as anybody knows. */
export interface Turn {
  readonly speakerId: SpeakerId;
  readonly at: Instant;
  /** How long voices were heard in the segment before, ms: whom nobody listens to does not speak while others do. */
  readonly voiced: Duration;
}

/** Time that adds up. */
export interface Spell {
  /** What is over, ms. */
  readonly length: Duration;
  /** It is under way, since then; `null` while it is not. */
  readonly since: Instant | null;
}

export interface Voiced extends Spell {
  /** Their first words in the segment; `null` before. */
  readonly start: Instant | null;
}

/** One run of a cue: never sent a second time by itself. */
export interface Firing {
  readonly fireId: string;
  readonly cueId: CueId;
  readonly effect: CueEffect;
}

/** What came of a cue of the segment on air, and when. */
export type CueNews =
  /** It is due, and starts or stops an output: the producer is asked, once. */
  | { readonly kind: 'asking'; readonly at: Instant }
  | { readonly kind: 'sent'; readonly at: Instant; readonly fireId: string }
  /** `after`: how long OBS took, ms; `null` for what the run does itself. */
  | { readonly kind: 'done'; readonly at: Instant; readonly after: Duration | null }
  | { readonly kind: 'failed'; readonly at: Instant; readonly problem: CueFailure }
  /** Sent, and OBS or the app went away before it was heard what became of it. */
  | { readonly kind: 'unknown'; readonly at: Instant }
  /** It was due while it could not run, and does not run late by itself. */
  | { readonly kind: 'missed'; readonly at: Instant; readonly why: CueMissed }
  | { readonly kind: 'skipped'; readonly at: Instant };

export type CueMissed = 'obsAway' | 'appAway' | 'held' | 'slate' | 'late' | 'followed' | 'passed';

export type CueFailure =
  | { readonly why: 'refused'; readonly code: number; readonly comment: string }
  | { readonly why: 'silent' }
  /** OBS said yes, and shows something else. */
  | { readonly why: 'notSeen' }
  /** A name that did not come up. */
  | { readonly why: 'caption'; readonly problem: CaptionProblem }
  /** OBS has nothing of that name. */
  | { readonly why: 'notThere' }
  /** OBS was gone before anything left. */
  | { readonly why: 'notSent' };

export interface DoneSegment {
  readonly takeId: TakeId;
  readonly segment: Segment;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

export type TakeKind = 'go' | 'back' | 'slate' | 'leaveSlate' | 'again' | 'end' | 'cue';

/** A take whose bytes may have left, and of which OBS has not yet been heard. */
export interface PendingTake {
  readonly takeId: TakeId;
  readonly kind: TakeKind;
  readonly requestedAt: Instant;
  /** The scene asked for; `null` where the take leaves the scene alone. */
  readonly scene: string | null;
  readonly transition: Segment['transition'];
  /** For `go`: the copy that goes on air once accepted. */
  readonly segment: Segment | null;
  readonly speakers: readonly Speaker[];
  /** For `go`: it is in no plan, and was put there with it. */
  readonly unplanned: boolean;
  /** For `go`: nobody pressed it; the end of what was on air had come. */
  readonly byItself: boolean;
  /** For `go`: what is postponed from then on. */
  readonly passed: readonly SegmentId[];
  /** For the first `go`: what ties the plan to the clock from then on. */
  readonly anchor: Anchor | null;
  /** What OBS showed when it was asked; where Back of a first take goes. */
  readonly priorScene: string | null;
  /** Viewers hear none of the live inputs from then on; or hear again what they heard before. */
  readonly soundOff: boolean;
  /** What else is done in the same batch. */
  readonly effects: readonly Firing[];
  /** Those of them that are cues of other segments. */
  readonly carried: readonly Cue[];
  /** For `cue`: whose scene it is. */
  readonly cueId: CueId | null;
}

/** Why a take did not happen, as OBS or its silence told. */
export type TakeFailure =
  | { readonly why: 'refused'; readonly code: number; readonly comment: string }
  | { readonly why: 'silent' }
  | { readonly why: 'mismatch'; readonly shown: string | null };

/**
 * How far the latest take has come: it was sent; OBS accepted it; OBS began its transition; it is on air as intended.
 * Times in ms since it was sent; `null` for what has not come.
 */
export interface TakeStages {
  readonly takeId: TakeId;
  readonly scene: string | null;
  readonly accepted: Duration | null;
  readonly transition: Duration | null;
  readonly onAir: Duration | null;
}

/** The alarm of a failed take; stays until the next take or until it is put away. */
export interface FailedTake {
  readonly take: PendingTake;
  readonly failure: TakeFailure;
  readonly at: Instant;
  /** What OBS showed when the take failed. */
  readonly still: string | null;
}

/** The state before a GO: what Back returns to. */
export interface UndoPoint {
  readonly takeId: TakeId;
  readonly takenAt: Instant;
  readonly phase: RunPhase;
  readonly anchor: Anchor | null;
  readonly onAir: Taken | null;
  readonly done: readonly DoneSegment[];
  readonly passed: readonly SegmentId[];
  /** Next, where a hand had chosen it. */
  readonly nextId: SegmentId | null;
  /** What its GO put into the plan: Back takes it out again. */
  readonly putIn: SegmentId | null;
  /** What was in force then. */
  readonly inForce: InForce;
  /** A GO may have left it: then Back puts it up again, since it hid something. */
  readonly slate: Slate | null;
  readonly scene: string | null;
  /** A segment was followed, not taken: what OBS showed then. Back of it sends nothing either. */
  readonly followed: ChangedInObs | null;
}

/** A scene that somebody put on air in OBS itself, in place of the one that the run names. */
export interface ChangedInObs {
  readonly scene: string;
  /** When OBS said so; where it was found so after a time without OBS, when it was found. */
  readonly since: Instant;
  /** The producer said that it is right: no alarm, until the next take that names a scene. */
  readonly accepted: boolean;
}

export interface Slate {
  readonly since: Instant;
  readonly confirmation: Confirmation;
  /** Where leaving goes while nothing was taken yet. */
  readonly priorScene: string | null;
}

/** Why a voice brought a name. */
export interface CaptionReason {
  readonly kind: 'firstWords' | 'again' | 'onChange';
  readonly input: string;
  readonly decibels: Decibels;
  /** From their first words until the name was asked for, ms. */
  readonly heardFor: Duration;
}

/** A name that somebody might have expected, and why it did not come by itself. */
export interface NotShown {
  readonly input: string;
  /** `null`: the microphone is shared, and nobody can know whose voice it is. */
  readonly speakerId: SpeakerId | null;
  readonly why: NotShownWhy;
}

export type NotShownWhy =
  | 'autoOff'
  | 'held'
  | 'slate'
  | 'sceneWithoutNames'
  /** A hand shows another name. */
  | 'byHand'
  /** A hand had taken this name off screen in this segment. */
  | 'hushed'
  | 'cannotKnow'
  /** OBS has nothing to show names with. */
  | 'notSetUp'
  /** It was asked for, and did not come up. */
  | 'failed'
  /** They talk into a muted microphone. */
  | 'muted'
  /** Others are listened to; of this microphone OBS tells no level: it is gone there, or in no scene that is on. */
  | 'notHeard';

/** Somebody talks into a muted microphone. */
export interface MutedTalk {
  readonly input: string;
  /** `null`: one of those who share it. */
  readonly speakerId: SpeakerId | null;
  /** They fell silent then, and may go on; `null` while they talk. */
  readonly quietSince: Instant | null;
}

export interface ShownCaption {
  readonly captionId: string;
  readonly speakerId: SpeakerId;
  /** `auto`: by a cue, or the first name of a segment. */
  readonly by: 'hand' | 'auto' | 'voice';
  /** `null` where no voice brought it. */
  readonly why: CaptionReason | null;
  readonly pinned: boolean;
  readonly requestedAt: Instant;
  /** OBS said that it is visible; `null` until then. */
  readonly shownAt: Instant | null;
  /** When it goes by itself; `null` while pinned or not yet shown. */
  readonly until: Instant | null;
}

/** A name was asked for, or left the screen. */
export interface CaptionChange {
  readonly at: Instant;
  readonly speakerId: SpeakerId;
  readonly to: 'on' | 'off';
  /** `take`: no name rides along. */
  readonly by: 'hand' | 'itself' | 'take';
}

export interface HostMessage {
  readonly messageId: string;
  readonly text: string;
  readonly urgent: boolean;
  readonly sentAt: Instant;
  readonly seenAt: Instant | null;
}

/**
 * The last that is to be said of an output: what was asked of it and is still open, or what went wrong. An ask is
 * never sent a second time by itself.
 */
export type OutputNews =
  /** `on`: what was asked for, to run or not to. */
  | { readonly kind: 'asked'; readonly askId: string; readonly on: boolean; readonly at: Instant }
  /** Asked, and it was not heard what became of it. */
  | {
      readonly kind: 'unknown';
      readonly askId: string;
      readonly on: boolean;
      readonly at: Instant;
      readonly why: OutputUnknown;
    }
  | {
      readonly kind: 'refused';
      readonly on: boolean;
      readonly at: Instant;
      readonly code: number;
      readonly comment: string;
    }
  /** OBS was gone before anything left. */
  | { readonly kind: 'notSent'; readonly on: boolean; readonly at: Instant }
  /** It never came up. */
  | { readonly kind: 'failed'; readonly at: Instant }
  /** It stopped although nobody stopped it. */
  | { readonly kind: 'dropped'; readonly at: Instant };

/** OBS went away, or did not answer; the app went away; or OBS said yes to a stop and runs on. */
export type OutputUnknown = 'closed' | 'silent' | 'restarted' | 'nothingCame';

export type OutputsNews = Readonly<Partial<Record<OutputName, OutputNews>>>;

/** By address (see core/obs/effects). */
export type InForce = Readonly<Record<string, InForceCue>>;

export interface InForceCue {
  readonly cueId: CueId;
  readonly effect: CueEffect;
  /** A person changed it in OBS since: theirs, until a take or a cue names its address. */
  readonly changed?: true;
}

export type RunPhase = 'before' | 'live' | 'ended';

/**
 * What a rehearsal does in OBS: nothing; what would be on air goes into its preview; or all of it, in the practice OBS.
 */
export type RehearsalObs = 'untouched' | 'preview' | 'practice';

export interface Rehearsal {
  readonly obs: RehearsalObs;
  /** How many times as fast as the machine's its clock runs. */
  readonly speed: number;
  /** Where its clock stands until the first GO. */
  readonly from: Instant;
}

/** What may be set for a show before its first GO. */
export type ForShow = Pick<
  Run,
  | 'absent'
  | 'autoCaptions'
  | 'dropped'
  | 'lengths'
  | 'agreedEnd'
  | 'replans'
  | 'ignoredEnd'
  | 'nextId'
  | 'held'
  | 'message'
>;

/** The live run of a show, folded from its events. */
export interface Run {
  readonly runId: string;
  readonly phase: RunPhase;
  /** `null`: it is the show. */
  readonly rehearsal: Rehearsal | null;
  /** In a rehearsal: what leaving it gives back to the show. */
  readonly forShow: ForShow | null;
  /** Nothing of it goes live: the OBS it last spoke to was the practice one, or a rehearsal speaks to none. */
  readonly onPractice: boolean;
  readonly anchor: Anchor | null;
  readonly onAir: Taken | null;
  readonly done: readonly DoneSegment[];
  /** What a take jumped over; what of it was taken since is a fact of its own. */
  readonly passed: readonly SegmentId[];
  /** What a hand took out of this run. */
  readonly dropped: readonly SegmentId[];
  /** What this run gives a segment in place of its planned length, ms. */
  readonly lengths: Readonly<Record<SegmentId, Duration>>;
  /** The end that was agreed on in place of the planned one. */
  readonly agreedEnd: Instant | null;
  /** Re-plans that stand, latest last: what "Undo" takes back. */
  readonly replans: readonly StandingReplan[];
  /** The expected end at which the proposals were put away; `null` while they were not. */
  readonly ignoredEnd: Instant | null;
  /** Next, chosen by hand: always one that may be taken. `null` while it is as planned; a take makes it so. */
  readonly nextId: SegmentId | null;
  /** What was put in during the run: it has no planned time, and no length in the plan. */
  readonly unplanned: readonly SegmentId[];
  readonly endedAt: Instant | null;
  readonly pending: readonly PendingTake[];
  readonly failed: FailedTake | null;
  /** The latest settled take whose transition OBS has not yet said to have ended. */
  readonly settling: Pick<PendingTake, 'takeId' | 'kind' | 'requestedAt' | 'scene'> | null;
  /** `null` where the latest take was the scene of a cue. */
  readonly stages: TakeStages | null;
  /** OBS did not say that its last transition ended: viewers may see something else than it names. */
  readonly unheard: boolean;
  /** The scene on air is a person's; `null` while OBS shows what the run names, or is not known. */
  readonly changedInObs: ChangedInObs | null;
  /** The latest take but a slate, for the guard against a doubled GO. */
  readonly lastTakeAt: Instant | null;
  readonly undo: readonly UndoPoint[];
  readonly slate: Slate | null;
  /** Sound was off when it began, by what was on air then: it stays so until its first take. */
  readonly beganQuiet: boolean;
  /** Which cue of the plan each address in OBS has its value from. */
  readonly inForce: InForce;
  readonly held: boolean;
  readonly autoCaptions: boolean;
  readonly caption: ShownCaption | null;
  /** How the name on screen changed last. */
  readonly captionChange: CaptionChange | null;
  readonly lastNamed: SpeakerId | null;
  /** Until when each name was on screen last. */
  readonly lastSeen: Readonly<Record<SpeakerId, Instant>>;
  /** Who speaks, as far as OBS's meters tell; nobody while nothing is heard of them. */
  readonly voices: readonly Voice[];
  /** Who is to be told that viewers do not hear them. */
  readonly mutedTalk: readonly MutedTalk[];
  /** The microphones of the segment that OBS tells the level of; `null` while it tells of none. */
  readonly listensTo: readonly string[] | null;
  readonly absent: readonly SpeakerId[];
  readonly message: HostMessage | null;
  readonly outputs: OutputsNews;
  /** What the latest Back did not undo; `null` where nothing is left, and once it was read or the show goes on. */
  readonly notUndone: NotUndone | null;
}

/** Exactly what a re-plan changes in a run. `from` is how it was when that was proposed. */
export interface Replan {
  readonly kind: ReplanKind;
  readonly lengths: readonly LengthChange[];
  readonly dropped: readonly SegmentId[];
  /** Dropped before, and in again. */
  readonly restored: readonly SegmentId[];
  readonly agreedEnd: { readonly from: Instant | null; readonly to: Instant } | null;
}

/** ms */
export interface LengthChange {
  readonly segmentId: SegmentId;
  readonly from: Duration;
  readonly to: Duration;
}

export const replanKinds = [
  /** Over: from one segment; from all that is left, in proportion; out of what is on air. */
  'take',
  'spread',
  'shorten',
  'drop',
  'push',
  /** Under. */
  'give',
  'bringIn',
  'finishEarly',
] as const;
export type ReplanKind = (typeof replanKinds)[number];

export interface StandingReplan {
  readonly replanId: string;
  readonly at: Instant;
  readonly replan: Replan;
  /** What its segments had in `lengths` before; `null` for their planned length. */
  readonly before: Readonly<Record<SegmentId, Duration | null>>;
  /** What it dropped or brought in, and a hand has put back or dropped since: that stays as the hand left it. */
  readonly overruled: readonly SegmentId[];
}

export interface NotUndone {
  /** Of the segment that Back took off air. */
  readonly title: string;
  readonly cues: readonly Cue[];
  /** Viewers saw their names. */
  readonly named: readonly SpeakerId[];
}

/** Whether a take is on its way that others wait for. The scene of a cue is in nobody's way. */
export function takesInFlight({ pending }: Pick<Run, 'pending'>): boolean {
  return pending.some(({ kind }) => kind !== 'cue');
}

export function newRun(runId: string): Run {
  return {
    runId,
    phase: 'before',
    rehearsal: null,
    forShow: null,
    onPractice: false,
    anchor: null,
    onAir: null,
    done: [],
    passed: [],
    dropped: [],
    lengths: {},
    agreedEnd: null,
    replans: [],
    ignoredEnd: null,
    nextId: null,
    unplanned: [],
    endedAt: null,
    pending: [],
    failed: null,
    settling: null,
    stages: null,
    unheard: false,
    changedInObs: null,
    lastTakeAt: null,
    undo: [],
    slate: null,
    beganQuiet: false,
    inForce: {},
    held: false,
    autoCaptions: true,
    caption: null,
    captionChange: null,
    lastNamed: null,
    lastSeen: {},
    voices: [],
    mutedTalk: [],
    listensTo: null,
    absent: [],
    message: null,
    outputs: {},
    notUndone: null,
  };
}
