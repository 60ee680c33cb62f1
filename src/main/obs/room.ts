import type { CaptionSetupPlan } from '../../contract/calls';
import type { ScenePicture } from '../../contract/messages';
import type { CaptionDrawing } from '../../core/captions/drawing';
import type { FitResult } from '../../core/captions/fit';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import type { Borrowed } from '../../core/obs/borrowed';
import type { ObsView } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import type { Report } from '../../core/run/commands';
import type { Stamped } from '../../core/run/events';
import type { State } from '../../core/run/state';
import type { SpeakerId } from '../../core/show/model';
import type { Instant } from '../../core/time/units';
import type { Timers } from '../app/timers';

/** Which OBS to drive. */
export interface ObsTarget {
  /** `ws://host:port`, as typed or as the practice OBS says. */
  readonly address: string;
  readonly practice: boolean;
  readonly password: string | null;
  /** Where that password is kept; `null` without one. */
  readonly passwordKept: ObsView['passwordKept'];
}

/** Draws captions as pictures; Electron only. */
export interface CaptionPictures {
  render(
    caption: CaptionText,
    canvas: CanvasSize,
    urgency: 'urgent' | 'ahead',
  ): Promise<
    Result<
      { readonly file: string; readonly fit: FitResult },
      { readonly kind: string; readonly detail: string }
    >
  >;
}

/** What outlives a killed process: the transition that OBS is still to get back. */
export interface ObsMemory {
  get(): Borrowed | null;
  set(borrowed: Borrowed | null): void;
}

export interface ObsRoomDeps {
  /** The app's clock: wall instants that advance with monotonic time. */
  readonly now: () => Instant;
  readonly timers: Timers;
  /** What OBS did. Never called within a call of the room. */
  readonly report: (report: Report) => void;
  /** The view changed; never called within a call of the room. */
  readonly viewChanged: (view: ObsView) => void;
  readonly picture: (picture: ScenePicture) => void;
  readonly captionDrawn: (speakerId: SpeakerId, drawing: CaptionDrawing) => void;
  /** `null` where there is no Electron: OBS's own text sources then draw the captions. */
  readonly pictures: CaptionPictures | null;
  readonly memory: ObsMemory;
  /** One line for the technical log. */
  readonly log: (line: string) => void;
}

/** Which scenes to take pictures of; `program: false, next: null` when nobody looks. */
export interface Watched {
  readonly program: boolean;
  readonly next: string | null;
}

export type CaptionSetupProblem =
  | { readonly code: 'obsAway' }
  | { readonly code: 'noShow' }
  | { readonly code: 'captionSetupFailed'; readonly detail: string };

/**
 * Everything between the run and one OBS: connects, keeps what it shows, carries out takes and captions, and
 * reports what really happened. Sends nothing that the run or a person at the console did not ask for, except
 * to clear its own leftovers.
 */
export interface ObsRoom {
  readonly view: ObsView;
  /** Drives this OBS from now on; another one is let go of. */
  connect(target: ObsTarget): void;
  /** Answers `passwordNeeded` and `passwordWrong`; connects at once. */
  givePassword(password: string, kept: 'keyring' | 'memory'): void;
  /** Tries again now, whatever the room was waiting for. */
  retry(): void;
  /**
   * The state after these events, or `null` without an open show; called right after they were journalled.
   * A requested take's bytes leave before this returns. Called once with no events when a show is opened.
   */
  update(state: State | null, events: readonly Stamped[]): void;
  /** Exactly what `setUpCaptions` would make now. */
  planCaptionSetup(): Result<CaptionSetupPlan, CaptionSetupProblem>;
  /** Makes what is missing of the caption set-up; nothing when all is there. */
  setUpCaptions(): Promise<Result<null, CaptionSetupProblem>>;
  watch(watched: Watched): void;
  /** Lets go of OBS and of all timers. Sends nothing. */
  dispose(): Promise<void>;
}
