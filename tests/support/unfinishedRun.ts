import { randomUUID } from 'node:crypto';
import { noOutputs } from '../../src/core/obs/outputs';
import { nextSegment } from '../../src/core/run/order';
import type { Show } from '../../src/core/show/model';
import type { Instant } from '../../src/core/time/units';
import { createLibrary } from '../../src/main/app/library';
import { createShowHost } from '../../src/main/app/showHost';
import { realTimers } from '../../src/main/app/timers';
import { realFileSystem } from '../../src/main/storage/fileSystem';
import { createStorageHealth } from '../../src/main/storage/health';
import { temporaryHome } from './electronApp';
import { steadyClock } from './steadyClock';

/**
 * A home in which a show's run was left unfinished: its segments were taken at these instants, one after the other,
 * each confirmed by a practice OBS. The app goes on with it when it starts.
 */
export async function homeWithRun(show: Show, takenAt: readonly Instant[]): Promise<string> {
  const home = temporaryHome();
  let clock = takenAt[0] ?? Date.now();
  const now = (): Instant => clock;
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
    clock: steadyClock(now),
    newId: randomUUID,
    timers: realTimers,
    obs: () => ({ connected: true, practice: true, program: null, captionsReady: false, outputs: noOutputs }),
    newJournal: (state) => opened.value.newJournal(state),
    act: () => {},
    publish: () => {},
  });
  for (const at of takenAt) {
    clock = at;
    const { run } = host.state;
    const taken = host.submit({
      type: 'takeNext',
      expectedOnAir: run.onAir?.takeId ?? null,
      expectedNext: nextSegment(show, run)?.id ?? '',
    });
    if (!taken.ok) throw new Error(`a take was refused: ${taken.problem.code}`);
    for (const { takeId } of host.state.run.pending) {
      host.report({ type: 'takeAccepted', takeId, after: 4 });
      host.report({ type: 'takeOnAir', takeId, after: 310 });
    }
  }
  host.dispose();
  await opened.value.close();
  await library.close();
  return home;
}
