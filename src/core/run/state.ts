import type { Edit } from '../show/edit';
import type { Show } from '../show/model';
import { newShow } from '../show/model';
import type { Run } from './model';
import { newRun } from './model';

/** The document and what undo and redo would do to it. */
export interface Document {
  readonly show: Show;
  /** Grows by one with every edit, undo and redo; a file with a higher one is newer. */
  readonly revision: number;
  readonly undo: readonly Edit[];
  readonly redo: readonly Edit[];
}

/** All that a journal folds to. */
export interface State {
  readonly document: Document;
  readonly run: Run;
}

export function openState(show: Show, revision: number, runId: string): State {
  return { document: { show, revision, undo: [], redo: [] }, run: newRun(runId) };
}

/** A state as it was journalled; what a version before did not know yet has its first value. */
export function completed({ document, run }: State): State {
  return {
    document: { ...document, show: completedShow(document.show) },
    run: { ...newRun(run.runId), ...run },
  };
}

export function completedShow(show: Show): Show {
  return { ...newShow(show.id, show.title, show.zone), ...show };
}
