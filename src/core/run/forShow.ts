import type { ForShow, Run } from './model';
import { newRun } from './model';

/** What was set for the show before its first GO stays as it is through a rehearsal, whatever is set in that. */

/** As a rehearsal begins: of a run that is over only what every new run keeps. */
export function keptForShow(run: Run): ForShow {
  if (run.rehearsal) return run.forShow ?? keepsAlways(run);
  return run.phase === 'before' ? setIn(run) : keepsAlways(run);
}

/** As a rehearsal is left. A journal from before this was kept has nothing to give back. */
export function givenBack({ forShow }: Run): Partial<Run> {
  return forShow ?? {};
}

function keepsAlways({ absent, autoCaptions }: Run): ForShow {
  return { ...setIn(newRun('')), absent, autoCaptions };
}

function setIn(run: Run): ForShow {
  const { absent, autoCaptions, dropped, lengths, agreedEnd, replans, ignoredEnd, nextId, held, message } =
    run;
  return { absent, autoCaptions, dropped, lengths, agreedEnd, replans, ignoredEnd, nextId, held, message };
}
