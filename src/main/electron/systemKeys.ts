import { globalShortcut } from 'electron';
import type { KeyState } from '../../contract/published';

export type SystemKey = 'go' | 'slate';

/** Off the letters, and off what desktops use themselves (Ctrl+Alt+F keys switch consoles). */
const accelerators: Readonly<Record<SystemKey, string>> = {
  go: 'Control+Shift+F12',
  slate: 'Control+Shift+F11',
};

export interface SystemKeys {
  /** Takes the keys or gives them back, and says which are ours. */
  set(on: boolean): Readonly<Record<SystemKey, KeyState>>;
}

/** Keys that reach us whichever program is in front. */
export function createSystemKeys(pressed: (key: SystemKey) => void): SystemKeys {
  function set(key: SystemKey, on: boolean): KeyState {
    const accelerator = accelerators[key];
    if (globalShortcut.isRegistered(accelerator)) globalShortcut.unregister(accelerator);
    if (!on) return { accelerator, state: 'off' };
    const ours = globalShortcut.register(accelerator, () => pressed(key));
    return { accelerator, state: ours ? 'on' : 'taken' };
  }
  return { set: (on) => ({ go: set('go', on), slate: set('slate', on) }) };
}
