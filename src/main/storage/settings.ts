import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { StorageNotice } from '../app/library';
import type { FileSystem } from './fileSystem';
import { asideName } from './fileSystem';
import type { StorageHealth } from './health';

const borrowed = z.object({
  obs: z.string(),
  transition: z
    .object({
      name: z.string(),
      duration: z.number().nullable(),
      chosen: z.string(),
      earlier: z.array(z.string()).readonly(),
    })
    .nullable(),
  muted: z.array(z.string()).readonly(),
  studioMode: z.boolean().default(false),
});

/** What is kept between starts besides shows and runs. A key that is missing or not understood has its default. */
export const settingsFields = {
  theme: z.enum(['dark', 'light', 'system']).default('dark'),
  /** Single-letter keys in the console. */
  letterKeys: z.boolean().default(true),
  /** Put Next into OBS's preview, in studio mode. */
  previewNext: z.boolean().default(false),
  /** The strip comes while another program is in front of the console. */
  strip: z.boolean().default(true),
  /** System-wide keys for GO and Slate. */
  systemKeys: z.boolean().default(false),
  /** `practice`: the built-in OBS; `address` is kept for when the person comes back to a real one. */
  obs: z
    .object({ address: z.string(), practice: z.boolean() })
    .default({ address: 'ws://127.0.0.1:4455', practice: true }),
  /** The OBS each show used last, by show: a show that ran on a real one never falls back to practice. */
  obsOfShow: z.record(z.string(), z.object({ address: z.string(), practice: z.boolean() })).default({}),
  /** The address of each show's second OBS, by show; it follows every take. */
  backupOfShow: z.record(z.string(), z.string()).default({}),
  /** What takes changed in each OBS, and what has still to go back to it. */
  borrowed: z.record(z.string(), borrowed).default({}),
  /** The pages in OBS: whether they are wanted, and where OBS knows them to be. */
  overlay: z
    .object({
      on: z.boolean(),
      port: z.number().int().min(0).max(65_535),
      token: z.string().min(32).nullable(),
    })
    .default({ on: false, port: 0, token: null }),
  /** The practice OBS's own memory, as it snapshots itself. */
  practiceWorld: z.unknown().default(null),
  /** Passwords by OBS address, encrypted by the system's keyring, base64. Never in clear. */
  passwords: z.record(z.string(), z.string()).default({}),
} as const;

export type SettingsValues = {
  readonly [Key in keyof typeof settingsFields]: z.infer<(typeof settingsFields)[Key]>;
};
export type SettingsKey = keyof SettingsValues;

/** Settings as the app sees them, however they are stored. */
export interface Settings {
  get<Key extends SettingsKey>(key: Key): SettingsValues[Key];
  /** In force at once; written to disk as soon as the disk takes it. Never throws. */
  set<Key extends SettingsKey>(key: Key, value: SettingsValues[Key]): void;
}

/** Where settings are kept: `conf` or `electron-store`, each a file of JSON. */
export interface SettingsStore {
  /** Everything that is in the file. */
  readonly all: Readonly<Record<string, unknown>>;
  set(key: string, value: unknown): void;
}

export interface SettingsDeps {
  /** Opens the file; throws a `SyntaxError` for one that is no JSON, and whatever the disk says. */
  readonly open: () => SettingsStore;
  /** Puts a file that is no JSON out of the way; returns its new name. */
  readonly setAside: () => string;
  readonly health: StorageHealth;
}

export function createSettings(deps: SettingsDeps): {
  readonly settings: Settings;
  readonly notices: readonly StorageNotice[];
} {
  const writer = deps.health.writer();
  const unsaved = new Set<SettingsKey>();
  const notices: StorageNotice[] = [];
  let store: SettingsStore | null = null;
  try {
    store = openOrReplace();
  } catch (error) {
    // Nothing can be read: defaults, until the disk takes what is set.
    writer.failed(error, save);
  }
  const stored = store?.all ?? {};
  const values = Object.fromEntries(
    Object.entries(settingsFields).map(([key, field]) => [key, readField(field, stored[key])]),
  ) as Record<SettingsKey, unknown>;

  function openOrReplace(): SettingsStore {
    try {
      return deps.open();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      notices.push({ key: 'settingsDamaged', tone: 'warning', values: { file: basename(deps.setAside()) } });
      return deps.open();
    }
  }

  function save(): void {
    try {
      store ??= deps.open();
      for (const key of unsaved) {
        store.set(key, values[key]);
        unsaved.delete(key);
      }
    } catch (error) {
      writer.failed(error, save);
      return;
    }
    writer.saved();
  }

  return {
    notices,
    settings: {
      get<Key extends SettingsKey>(key: Key) {
        return values[key] as SettingsValues[Key];
      },
      set(key, value) {
        if (isDeepStrictEqual(values[key], value)) return;
        values[key] = value;
        unsaved.add(key);
        save();
      },
    },
  };
}

function readField(field: z.ZodType, stored: unknown): unknown {
  const parsed = field.safeParse(stored);
  return parsed.success ? parsed.data : field.parse(undefined);
}

/** Puts `<folder>/settings.json` out of the way; returns its new name. */
export function setSettingsAside(folder: string, fs: FileSystem, now: () => number): string {
  const file = join(folder, 'settings.json');
  const aside = asideName(fs, file, 'damaged', now());
  fs.renameSync(file, aside);
  return aside;
}
