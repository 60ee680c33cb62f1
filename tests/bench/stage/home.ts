import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Show } from '../../../src/core/show/model';
import { homeWithRun } from '../../support/unfinishedRun';

/** The two windows side by side, at the sizes that figures are measured at. */
export const places = {
  producer: { x: 0, y: 0, width: 1600, height: 900, maximized: false, fullScreen: false },
  host: { x: 1600, y: 0, width: 1280, height: 720, maximized: false, fullScreen: false },
} as const;

/** A screen that holds both. */
export const screenSize = { width: 2880, height: 900 } as const;

/** A home in which a show's run was left in its first segment, with both windows open. */
export async function homeWith(show: Show): Promise<string> {
  const home = await homeWithRun(show, [Date.now()]);
  writeFileSync(join(home, 'windows.json'), JSON.stringify({ places, hostOpen: true }));
  return home;
}
