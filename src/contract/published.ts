import type { LogLine } from '../core/asrun/log';
import type { CaptionDrawing } from '../core/captions/drawing';
import type { BackupDifference } from '../core/obs/backup';
import type { ObsView } from '../core/obs/observed';
import type { Run } from '../core/run/model';
import type { Show, SpeakerId } from '../core/show/model';
import type { Pace } from '../core/time/pace';
import type { CalendarDate, Duration, Instant } from '../core/time/units';
import type { FileProblem } from './fileProblem';

/** What the host publishes and every screen mirrors. JSON all through. */
export interface Published {
  readonly session: Session | null;
  readonly obs: ObsView;
  /** `null` where the show has no second OBS, or it rests: beside the practice OBS there is none. */
  readonly backup: Backup | null;
  readonly storage: StorageState;
  /** How many host views are connected now. */
  readonly hostsOnline: number;
  readonly library: Library;
  readonly settings: PublishedSettings;
  /** Things to say once, oldest first; a screen puts them away with `dismissNotice`. */
  readonly notices: readonly Notice[];
  readonly app: AppInfo;
}

/** A second OBS, which follows every take. */
export interface Backup {
  readonly obs: ObsView;
  /** How it is not as the main one, once that has stood for a moment. */
  readonly difference: BackupDifference | null;
}

/** An open show and its run. */
export interface Session {
  readonly show: Show;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly run: Run;
  /** The clock of a rehearsal, beside the host's; `null`: what time it is is the host's word. */
  readonly pace: Pace | null;
  readonly log: readonly LogLine[];
  /** How each person's caption came out; missing until drawn or measured. */
  readonly captions: Readonly<Record<SpeakerId, CaptionDrawing>>;
}

export type StorageState =
  | { readonly status: 'saved' }
  | {
      readonly status: 'notSaving';
      readonly problem: 'diskFull' | 'readOnly' | 'failed';
      readonly since: Instant;
    };

export interface Library {
  readonly recent: readonly RecentShow[];
}

export interface RecentShow {
  readonly id: string;
  readonly title: string;
  readonly date: CalendarDate | null;
  readonly zone: string;
  /** Of all segments together, ms. */
  readonly length: Duration;
  readonly segments: number;
  readonly people: number;
  /** Lengths for the strip, with titles. */
  readonly strip: readonly { readonly title: string; readonly duration: Duration }[];
  readonly openedAt: Instant;
  /** `rehearsing`: a rehearsal was left unfinished. */
  readonly run: 'none' | 'unfinished' | 'rehearsing' | 'ended';
  /** Expected or actual end less planned end of its last ended run, ms. */
  readonly over: Duration | null;
  /** The file, for the producer to recognise it. */
  readonly fileName: string;
}

export interface PublishedSettings {
  readonly theme: 'dark' | 'light' | 'system';
  /** System-wide keys for GO and Slate; `taken` where another program has the key. */
  readonly systemKeys: { readonly on: boolean; readonly go: KeyState; readonly slate: KeyState };
  /** Single-letter keys in the console (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  /** Next goes into OBS's preview, in studio mode. */
  readonly previewNext: boolean;
  /** The strip comes while another program is in front of the console. */
  readonly strip: boolean;
}

export interface KeyState {
  readonly accelerator: string;
  readonly state: 'off' | 'on' | 'taken';
}

/** One sentence for the operator: `key` is an i18n key under `notice.`, `values` its words. */
export interface Notice {
  readonly id: string;
  readonly tone: 'information' | 'warning' | 'danger';
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** What was wrong with a file that this is about; the sentence calls it `problem`. */
  readonly problem?: FileProblem;
}

export interface AppInfo {
  readonly version: string;
  /** Whether this is the Electron app or the headless server; some actions exist only in one. */
  readonly shell: 'electron' | 'browser';
}
