import type { Graphics } from '../captions/graphics';
import { defaultGraphics } from '../captions/graphics';
import type { VoiceParameters } from '../captions/voiceParameters';
import { defaultVoiceParameters } from '../captions/voiceParameters';
import type { ProgramOutput } from '../obs/outputs';
import type { CalendarDate, Duration, TimeOfDay } from '../time/units';
import { minute, second } from '../time/units';
import type { Cue } from './cues';

export type SegmentId = string;
export type SpeakerId = string;

/** A person who may be named on screen. */
export interface Speaker {
  readonly id: SpeakerId;
  readonly name: string;
  /** What they do, e.g. `Research Fellow`. */
  readonly role: string;
  /** Where they do it, e.g. `European University Institute`. */
  readonly organisation: string;
  /** Where that is, e.g. `Florence, Italy`. */
  readonly place: string;
  /** How the host should say the name; empty where unknown. */
  readonly pronunciation: string;
  /** The OBS input that they speak into, spelled as in OBS; `null` while nobody said. */
  readonly microphone: string | null;
}

/** What kind of segment it is: gives the row its icon and word, nothing else. */
export type SegmentKind = 'slate' | 'host' | 'talk' | 'panel' | 'questions' | 'closing';

/** When a segment starts (docs/timing.md). */
export type StartRule =
  /** With the end of the one before it. */
  | { readonly kind: 'follows' }
  /** At a time of day that stays put. */
  | { readonly kind: 'fixed'; readonly at: TimeOfDay }
  /** It waits for GO: nobody can say when. */
  | { readonly kind: 'manual' };

/** How OBS gets to the segment's scene; `null` leaves whatever OBS has. */
export interface Transition {
  /** As OBS spells it, e.g. `Fade`. */
  readonly name: string;
  /** 50–20,000 ms; `null` for a fixed one such as Cut, or to leave OBS's own. */
  readonly duration: Duration | null;
}

/** Whether a segment is part of the show; an optional one may be dropped when time is short. */
export type Inclusion = 'always' | 'optional' | 'skipped';

export type Slots = Readonly<Record<SpeakerId, Duration>>;

/** Whether Next waits for GO, or is taken by itself when the end of this one comes. */
export type Advance = 'byHand' | 'atItsEnd';

export interface Segment {
  readonly id: SegmentId;
  readonly title: string;
  readonly kind: SegmentKind;
  readonly start: StartRule;
  readonly inclusion: Inclusion;
  readonly advance: Advance;
  /** Planned length, ms; > 0. */
  readonly duration: Duration;
  /** The OBS scene, spelled as in OBS; `null` leaves the scene alone. */
  readonly scene: string | null;
  readonly transition: Transition | null;
  /** In the order in which they are expected to speak. */
  readonly speakerIds: readonly SpeakerId[];
  /** Who of them has a time of their own, ms; > 0. Who has none shares the rest of the segment equally. */
  readonly slots: Slots;
  /** Show the first name by itself even where several people are in the segment. */
  readonly showsFirstName: boolean;
  /** Viewers hear none of the show's live inputs while it is on air. */
  readonly soundOff: boolean;
  /** What else happens in OBS and on the host's screen. */
  readonly cues: readonly Cue[];
  readonly notes: string;
  /** Time left at which the clock turns amber, ms. */
  readonly warnAt: Duration;
  /** Time left at which the clock turns red, ms. */
  readonly dangerAt: Duration;
}

/** When a name comes by itself because its owner speaks: docs/captions.md, "When a name comes". */
export interface VoicePolicy {
  /** At their first words in a segment. */
  readonly firstWords: boolean;
  /** Again once their name was off screen for so long, ms; `null`: not again. */
  readonly againAfter: Duration | null;
  /** Whenever another one begins to speak. */
  readonly onChange: boolean;
  /** No voice takes a name off screen before it was there for so long, ms. The longest is `captionDuration`. */
  readonly minimum: Duration;
}

/** How this show listens to its microphones. */
export interface VoiceSettings {
  readonly policy: VoicePolicy;
  readonly parameters: VoiceParameters;
}

/** The document: what is planned. A `.lectern` file holds one. */
export interface Show {
  readonly id: string;
  readonly title: string;
  /** The day of the show in its zone; `null` while it has none. */
  readonly date: CalendarDate | null;
  /** IANA zone in which all times of day are meant. */
  readonly zone: string;
  /** The time of day by which it must be over; `null` where nothing forces it. */
  readonly hardOut: TimeOfDay | null;
  readonly slateScene: string | null;
  readonly hostId: SpeakerId | null;
  /** How long a name stays on screen, ms. */
  readonly captionDuration: Duration;
  readonly voices: VoiceSettings;
  /** Slides or films that fill the screen: no name comes by itself over them. As OBS spells them. */
  readonly scenesWithoutNames: readonly string[];
  /** How far the expected end may move before the console proposes what to do about it, ms. */
  readonly tolerance: Duration;
  /** What has to run in OBS for viewers to see the show, and for it to be kept. */
  readonly outputs: readonly ProgramOutput[];
  /** How names look on screen. */
  readonly graphics: Graphics;
  /** Titles that the page in OBS shows by itself. */
  readonly cards: Cards;
  readonly speakers: readonly Speaker[];
  readonly segments: readonly Segment[];
}

/** Time left at which a clock turns amber and red unless the segment says otherwise. */
export const defaultThresholds = { warnAt: 2 * minute, dangerAt: 15 * second } as const;

export const defaultCaptionDuration: Duration = 10 * second;
export const defaultTolerance: Duration = minute;
export const defaultVoices: VoiceSettings = {
  policy: { firstWords: true, againAfter: 10 * minute, onChange: false, minimum: 3 * second },
  parameters: defaultVoiceParameters,
};

/** The longest a segment may be planned. */
export const longestSegment: Duration = 24 * 60 * minute;

export interface Cards {
  /** The show's title and the time that is left, on the slates before its first segment. */
  readonly countdown: boolean;
  /** A segment's title as it begins. */
  readonly segment: boolean;
}

export const noCards: Cards = { countdown: false, segment: false };

/** A show with nothing in it yet. */
export function newShow(id: string, title: string, zone: string): Show {
  return {
    id,
    title,
    date: null,
    zone,
    hardOut: null,
    slateScene: null,
    hostId: null,
    captionDuration: defaultCaptionDuration,
    voices: defaultVoices,
    scenesWithoutNames: [],
    tolerance: defaultTolerance,
    outputs: [],
    graphics: defaultGraphics,
    cards: noCards,
    speakers: [],
    segments: [],
  };
}

/** A segment of which nothing is said yet. */
export function newSegment(id: SegmentId, title: string): Segment {
  return {
    id,
    title,
    kind: 'talk',
    start: { kind: 'follows' },
    inclusion: 'always',
    advance: 'byHand',
    duration: 5 * minute,
    scene: null,
    transition: null,
    speakerIds: [],
    slots: {},
    showsFirstName: false,
    notes: '',
    soundOff: false,
    cues: [],
    ...defaultThresholds,
  };
}

export function findSegment(show: Show, id: SegmentId): Segment | undefined {
  return show.segments.find((segment) => segment.id === id);
}

export function findSpeaker(show: Show, id: SpeakerId): Speaker | undefined {
  return show.speakers.find((speaker) => speaker.id === id);
}
