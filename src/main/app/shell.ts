import type { Saved } from '../../contract/calls';
import type { KeyState } from '../../contract/published';
import type { Role } from '../../contract/roles';
import type { RunRecord } from '../../core/asrun/record';
import type { Result } from '../../core/result';
import type { NotSaved } from '../storage/savedFile';

/** What the app asks of whatever it runs in: Electron, or a plain Node process. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  /** Opens a window, or brings it to the front; `false` where there are no windows. */
  openWindow(role: Role): boolean;
  /** Shows the console's strip; `false` where there is none, or no run is live. */
  showStrip(): boolean;
  /** Makes the strip's window as large as its page. */
  fitStrip(size: { readonly width: number; readonly height: number }): void;
  /** The alarms that are on, by name: the taskbar is flagged for each that a producer elsewhere would miss. */
  tellAlarms(alarms: readonly string[]): void;
  /** Takes or gives back the system-wide keys; says which were to be had. */
  setSystemKeys(on: boolean): { readonly go: KeyState; readonly slate: KeyState };
  /** While a run is live the machine must not sleep. */
  setLive(live: boolean): void;
  /** Files that a person wants to have; `null` where there is nobody to be asked where to. */
  readonly files: ReportFiles | null;
}

export interface ReportFiles {
  /** Asks where to and writes there, all of it or nothing. `name` is what the file is called at first. */
  save(name: string, content: string | Uint8Array): Promise<Result<Saved, NotSaved>>;
  /** The report of a run as a PDF; `null` where none could be made. */
  print(record: RunRecord): Promise<Uint8Array | null>;
}

const noKeys = { accelerator: '', state: 'off' } as const;

/** A process without windows. */
export const headless: Shell = {
  kind: 'browser',
  openWindow: () => false,
  showStrip: () => false,
  fitStrip: () => {},
  tellAlarms: () => {},
  setSystemKeys: () => ({ go: noKeys, slate: noKeys }),
  setLive: () => {},
  files: null,
};
