import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../contract/roles';
import { roles } from '../../contract/roles';
import type { WindowPlace } from './placement';

/** Our windows: one for each role, and the console's strip. */
export type WindowName = Role | 'strip';
const names: readonly WindowName[] = [...roles, 'strip'];

const themes = ['dark', 'light', 'system'] as const;
type Theme = (typeof themes)[number];

/** What is remembered of our windows between starts. */
export interface WindowMemory {
  place(name: WindowName): WindowPlace | null;
  keep(name: WindowName, place: WindowPlace): void;
  readonly hostOpen: boolean;
  keepHostOpen(open: boolean): void;
  /** The theme that windows open in: to change it once they are there would draw them twice. */
  readonly theme: Theme;
  keepTheme(theme: Theme): void;
}

interface Kept {
  readonly places: Readonly<Partial<Record<WindowName, WindowPlace>>>;
  readonly hostOpen: boolean;
  readonly theme: Theme;
}

/**
 * Remembers windows in `<home>/windows.json`. A file of its own, apart from the settings: it is read before anything
 * else, so that the windows open while the rest of the app is still being loaded. One that is damaged counts as none,
 * and one that cannot be written costs no more than the places of our windows.
 */
export function openWindowMemory(home: string): WindowMemory {
  const file = join(home, 'windows.json');
  let kept = read(file);

  function keep(next: Kept): void {
    kept = next;
    try {
      writeFileSync(file, JSON.stringify(kept));
    } catch {
      // A disk that refuses is the storage's to report.
    }
  }

  return {
    place: (name) => kept.places[name] ?? null,
    keep: (name, place) => keep({ ...kept, places: { ...kept.places, [name]: place } }),
    get hostOpen() {
      return kept.hostOpen;
    },
    keepHostOpen(open) {
      if (open !== kept.hostOpen) keep({ ...kept, hostOpen: open });
    },
    get theme() {
      return kept.theme;
    },
    keepTheme(theme) {
      if (theme !== kept.theme) keep({ ...kept, theme });
    },
  };
}

function read(file: string): Kept {
  try {
    const { places, hostOpen, theme } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const entries = names.map((name) => [name, (places as Record<string, unknown>)[name]] as const);
    return {
      places: Object.fromEntries(entries.filter(([, place]) => isPlace(place))),
      hostOpen: hostOpen === true,
      theme: themes.find((one) => one === theme) ?? 'dark',
    };
  } catch {
    return { places: {}, hostOpen: false, theme: 'dark' };
  }
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximized, fullScreen } = value as Record<string, unknown>;
  return (
    [x, y, width, height].every(Number.isSafeInteger) &&
    typeof maximized === 'boolean' &&
    typeof fullScreen === 'boolean'
  );
}
