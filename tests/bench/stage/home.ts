import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextSegment } from '../../../src/core/run/timing';
import type { Show } from '../../../src/core/show/model';
import { createLibrary } from '../../../src/main/app/library';
import { createShowHost } from '../../../src/main/app/showHost';
import { realTimers } from '../../../src/main/app/timers';
import { realFileSystem } from '../../../src/main/storage/fileSystem';
import { createStorageHealth } from '../../../src/main/storage/health';
import { temporaryHome } from '../../support/electronApp';

/** The two windows side by side, at the sizes that figures are measured at. */
export const places = {
  producer: { x: 0, y: 0, width: 1600, height: 900, maximized: false, fullScreen: false },
  host: { x: 1600, y: 0, width: 1280, height: 720, maximized: false, fullScreen: false },
} as const;

/** A screen that holds both. */
export const screenSize = { width: 2880, height: 900 } as const;

/**
 * A home in which a show's run was left unfinished, in its first segment, with both windows open: the app goes on
 * with it when it starts.
 */
export async function homeWith(show: Show): Promise<string> {
  const home = temporaryHome();
  const now = (): number => Date.now();
  const health = createStorageHealth({ now, timers: realTimers, changed: () => {} });
  const library = createLibrary({
    dir: home,
    fs: realFileSystem,
    now,
    newId: randomUUID,
    timers: realTimers,
    health,
  });
  library.create(show);
  const opened = library.open(show.id);
  if (!opened.ok) throw new Error(`the show does not open: ${opened.problem.code}`);
  const host = createShowHost({
    opened: opened.value.folded,
    lastSeq: opened.value.lastSeq,
    journal: opened.value.journal,
    now,
    newId: randomUUID,
    timers: realTimers,
    obs: () => ({ connected: false, practice: false, program: null, captionsReady: false }),
    newJournal: (state) => opened.value.newJournal(state),
    act: () => {},
    publish: () => {},
  });
  const first = nextSegment(show, host.state.run);
  const taken = host.submit({ type: 'takeNext', expectedOnAir: null, expectedNext: first?.id ?? '' });
  if (!taken.ok) throw new Error(`the first take was refused: ${taken.problem.code}`);
  host.dispose();
  await opened.value.close();
  await library.close();
  writeFileSync(join(home, 'windows.json'), JSON.stringify({ places, hostOpen: true }));
  return home;
}
