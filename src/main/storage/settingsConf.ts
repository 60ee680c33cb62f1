import Conf from 'conf';
import type { FileSystem } from './fileSystem';
import type { SettingsDeps } from './settings';
import { setSettingsAside } from './settings';

/** Settings in `<folder>/settings.json`, without Electron. */
export function settingsInConf(
  folder: string,
  fs: FileSystem,
  now: () => number,
): Omit<SettingsDeps, 'health'> {
  return {
    open() {
      const conf = new Conf({
        cwd: folder,
        configName: 'settings',
        accessPropertiesByDotNotation: false,
        configFileMode: 0o600,
      });
      return {
        get all() {
          return conf.store;
        },
        set: (key, value) => conf.set(key, value),
      };
    },
    setAside: () => setSettingsAside(folder, fs, now),
  };
}
