import type { KeyState } from '../../contract/published';

/** What the app asks of whatever it runs in: Electron, or a plain Node process. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  /** Opens the host's window, or brings it to the front; `false` where there are no windows. */
  openHostWindow(): boolean;
  /** Takes or gives back the system-wide keys; says which were to be had. */
  setSystemKeys(on: boolean): { readonly go: KeyState; readonly slate: KeyState };
  /** While a run is live the machine must not sleep. */
  setLive(live: boolean): void;
}

const noKeys = { accelerator: '', state: 'off' } as const;

/** A process without windows. */
export const headless: Shell = {
  kind: 'browser',
  openHostWindow: () => false,
  setSystemKeys: () => ({ go: noKeys, slate: noKeys }),
  setLive: () => {},
};
