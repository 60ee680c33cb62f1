import type { Duration, Instant } from '../time/units';
import type { Health } from './health';
import type { Outputs } from './outputs';

/** Where the connection to OBS stands. */
export type ObsLink =
  | { readonly status: 'connecting' }
  | { readonly status: 'connected'; readonly since: Instant }
  /** Lost or never had; tried again by itself. */
  | {
      readonly status: 'retrying';
      readonly problem: ObsProblem;
      readonly retryAt: Instant;
      readonly since: Instant;
    }
  /** Asks the operator; never retried by itself. */
  | { readonly status: 'stopped'; readonly problem: ObsProblem };

export type ObsProblem =
  | 'addressWrong'
  | 'unreachable'
  | 'notObs'
  | 'passwordNeeded'
  | 'passwordWrong'
  | 'tooOld'
  | 'closed'
  | 'notAnswering';

export interface ObsTransition {
  readonly name: string;
  /** A fixed one (Cut) has no duration of its own to set. */
  readonly fixed: boolean;
}

/** A transition under way in OBS. */
export interface Transitioning {
  readonly name: string;
  readonly startedAt: Instant;
  readonly duration: Duration;
}

/**
 * `clips`: names come and go by themselves, and are pictures while they have no clip; `pictures` cut. Both are drawn by
 * the app. `text`: OBS's own text sources. `page`: a page of ours in OBS's browser source, where the producer wants it.
 */
export type CaptionWay = 'clips' | 'pictures' | 'text' | 'page';

/** What "Set up captions in OBS" has made, and has still to make. */
export interface CaptionSetup {
  readonly way: CaptionWay;
  /** Names are measured by themselves: pictures where they are drawn, text sources with a ruler in OBS. */
  readonly measures: boolean;
  /** The caption scene and its items are there. */
  readonly sceneReady: boolean;
  /** OBS has browser sources: names can come by a page. */
  readonly canPage?: true;
  /** Scenes the show names, known to OBS, that lack the caption item. */
  readonly missingIn: readonly string[];
}

/** What OBS is set to, as far as a show hangs on it; from the last read, since OBS tells no changes of it. */
export interface ObsSettings {
  /** What is sent and recorded, pixels. */
  readonly output: { readonly width: number; readonly height: number };
  /** Frames a second. */
  readonly fps: number;
  /** Where recordings go, bytes; `null` where OBS does not say. */
  readonly freeDisk: number | null;
  /** `null` where OBS does not say. */
  readonly recordFolder: string | null;
  /** `null` where OBS does not say. */
  readonly streamTarget: StreamTarget | null;
}

/** Whether OBS knows where to stream to. Its key is a secret: only whether there is one is kept. */
export type StreamTarget = 'set' | 'noService' | 'noKey';

export interface ObservedInput {
  readonly name: string;
  readonly kind: string;
  /** `null` where it has no sound. */
  readonly muted: boolean | null;
  /** To a tenth. */
  readonly decibels: number | null;
}

/** What OBS said it is, folded from a first read and its events. `null` for what was not read yet. */
export interface Observed {
  readonly version: string;
  readonly program: string | null;
  /** The preview scene in studio mode; `null` without it. */
  readonly preview: string | null;
  readonly studioMode: boolean;
  readonly transitioning: Transitioning | null;
  readonly scenes: readonly string[];
  /** Scenes the show names that show nothing, captions aside. */
  readonly emptyScenes: readonly string[];
  readonly transitions: readonly ObsTransition[];
  /** All but our own, in OBS's order. */
  readonly inputs: readonly ObservedInput[];
  /** What is in each scene, ours left out, from the top down; each once. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** Of these, what is switched off. */
  readonly sourcesOff: Readonly<Record<string, readonly string[]>>;
  /** The scenes that hold groups: what is in a group is not among their sources. */
  readonly scenesWithGroups: readonly string[];
  /** What viewers hear, by scene: of the one on air, and of those that the show takes with its sound off. */
  readonly heard: Readonly<Record<string, readonly string[]>>;
  /** The filters of each source that has some. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly filtersOff: Readonly<Record<string, readonly string[]>>;
  /** Those whose name says which is meant. */
  readonly hotkeys: readonly string[];
  /** Names that several have: OBS would take any of them. */
  readonly ambiguousHotkeys: readonly string[];
  readonly currentTransition: string | null;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly settings: ObsSettings;
  readonly captions: CaptionSetup;
  /** Whether the caption is switched on inside its scene. */
  readonly captionVisible: boolean;
  readonly outputs: Outputs;
}

/** Whether OBS tells how loud its inputs are; `none`: it was asked, and tells nothing. */
export type LevelsTold = 'notAsked' | 'coming' | 'none';

/** OBS as every screen sees it. */
export interface ObsView {
  readonly practice: boolean;
  /** `ws://host:port`; the practice OBS has one too. */
  readonly address: string;
  readonly link: ObsLink;
  /** The last that was observed; stays while the link is down, and is then only a memory. */
  readonly observed: Observed | null;
  /** OBS's own statistics; `null` while nobody looks. */
  readonly health: Health | null;
  /** Names follow voices only by these. */
  readonly levels: LevelsTold;
  /** Since when they are kept, for a meter track; `null` while they are not. By the machine's clock. */
  readonly recordsSince: Instant | null;
  /** Where the password is kept; `null` while none was given. */
  readonly passwordKept: 'keyring' | 'memory' | null;
}
