import { create } from 'zustand';
import type { RunPhase } from '../../core/run/model';

/**
 * What is this window's own: which mode it is in and what is open. Nothing of it is true of the show, and
 * nothing of it outlives the window.
 */
export interface View {
  readonly mode: 'live' | 'edit' | 'preflight';
  /** Where the edit mode opens; `null` where it was left to itself. */
  readonly editAt: EditPlace | null;
  readonly open: Overlay | null;
  /** Grows by one when the field for a message to the host is to take the focus. */
  readonly messageFocus: number;
  /** Grows by one when the rundown is to bring what is on air into sight (Alt+L). */
  readonly onAirFocus: number;
  /** The row that Alt+↑/↓ stand on. */
  readonly selectedSegment: string | null;
  /** Whose runs are looked at, and which of them; `'latest'` where none was chosen yet. */
  readonly runsOf: RunsPlace | null;
  /** Just added in the edit mode: its title takes the focus. */
  readonly freshSegment: string | null;
  readonly voicesTab: VoicesTab;
}

export type VoicesTab = 'microphones' | 'policy' | 'hearing' | 'track';

export interface RunsPlace {
  readonly showId: string;
  readonly run: number | 'latest' | null;
}

export type EditPlace =
  | { readonly tab: 'segment'; readonly segment: string | null }
  | { readonly tab: 'people'; readonly person: string }
  | { readonly tab: 'show' };

/** At most one of these lies over the screen. */
export type Overlay =
  | 'palette'
  | 'log'
  | 'runs'
  | 'connection'
  | 'backup'
  | 'captionSetup'
  | 'build'
  | 'buildBackup'
  | 'rehearse'
  | 'voices'
  /** A strip under the rundown: it lies over nothing. */
  | 'putIn'
  | 'settings';

export const useView = create<View>(() => ({
  mode: 'live',
  editAt: null,
  open: null,
  messageFocus: 0,
  onAirFocus: 0,
  selectedSegment: null,
  runsOf: null,
  freshSegment: null,
  voicesTab: 'microphones',
}));

export function openOverlay(open: Overlay): void {
  useView.setState({ open });
}

export function closeOverlay(): void {
  useView.setState({ open: null });
}

/** Before the show the check has the screen to itself; on air nothing may hide what GO does. */
export function isDeckHidden(mode: View['mode'], phase: RunPhase): boolean {
  return mode === 'preflight' && phase === 'before';
}

export function setMode(mode: View['mode']): void {
  useView.setState({ mode, editAt: null, open: null });
}

/** Brings what is on air into sight, with what hangs under it. */
export function showOnAir(): void {
  useView.setState(({ onAirFocus }) => ({ mode: 'live', open: null, onAirFocus: onAirFocus + 1 }));
}

/** Opens the edit mode where something is to be put right. */
export function editAt(place: EditPlace): void {
  const selected =
    place.tab === 'segment' && place.segment !== null ? { selectedSegment: place.segment } : {};
  useView.setState({ mode: 'edit', editAt: place, open: null, ...selected });
}

/** Opens the runs of a show, or one of them. */
export function openRuns(showId: string, run: RunsPlace['run'] = null): void {
  useView.setState({ open: 'runs', runsOf: { showId, run } });
}

/** Opens what there is to set of voices. */
export function openVoices(voicesTab: VoicesTab): void {
  useView.setState({ open: 'voices', voicesTab });
}
