import ElectronStore from 'electron-store';
import type { FileSystem } from '../storage/fileSystem';
import type { SettingsDeps } from '../storage/settings';
import { setSettingsAside } from '../storage/settings';

/** Settings in `<folder>/settings.json`, where the headless server keeps them too. */
export function settingsInElectron(
  folder: string,
  fs: FileSystem,
  now: () => number,
): Omit<SettingsDeps, 'health'> {
  return {
    open() {
      const store = new ElectronStore({
        cwd: folder,
        name: 'settings',
        accessPropertiesByDotNotation: false,
        configFileMode: 0o600,
      });
      return {
        get all() {
          return store.store;
        },
        set: (key, value) => store.set(key, value),
      };
    },
    setAside: () => setSettingsAside(folder, fs, now),
  };
}
