import type { Settings } from '../storage/settings';
import type { WindowMemory } from './windows';

/** Remembers our windows in the settings. */
export function rememberIn(settings: Settings): WindowMemory {
  const keys = { producer: 'producerWindow', host: 'hostWindow' } as const;
  return {
    place: (role) => settings.get(keys[role]),
    keep: (role, place) => settings.set(keys[role], place),
    hostOpen: () => settings.get('hostOpen'),
    keepHostOpen: (open) => settings.set('hostOpen', open),
  };
}
