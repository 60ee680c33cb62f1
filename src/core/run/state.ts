import type { Edit } from '../show/edit';
import type { SegmentId, Show } from '../show/model';
import { completedEdit, completedSegment, completedShow, completedSpeaker } from '../show/older';
import type {
  OutputsNews,
  PendingTake,
  Run,
  ShownCaption,
  StandingReplan,
  Taken,
  TakeId,
  Turn,
  UndoPoint,
} from './model';
import { newRun } from './model';

/** The document and what undo and redo would do to it. */
export interface Document {
  readonly show: Show;
  /** Grows by one with every edit, undo and redo; a file with a higher one is newer. */
  readonly revision: number;
  readonly undo: readonly Undoable[];
  readonly redo: readonly Undoable[];
}

/** An edit that undo or redo would make, and what of the run it brings back with it. */
export interface Undoable {
  readonly edit: Edit;
  /** `null`: nothing gave way to the edit that it undoes. */
  readonly gaveWay: GaveWay | null;
}

/** What of the run gave way to an edit, and where the run was. */
export interface GaveWay {
  readonly runId: string;
  readonly takeId: TakeId | null;
  /** What re-plans had given. */
  readonly lengths: Run['lengths'];
  /** Next, as a hand had chosen it. */
  readonly nextId: SegmentId | null;
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
    document: {
      ...document,
      show: completedShow(document.show),
      undo: document.undo.map(completedUndoable),
      redo: document.redo.map(completedUndoable),
    },
    run: completedRun({ ...newRun(run.runId), ...run }),
  };
}

/** A journal of earlier days has the edit alone. */
function completedUndoable(one: Undoable | Edit): Undoable {
  const { edit, gaveWay } = 'kind' in one ? { edit: one, gaveWay: null } : one;
  return { edit: completedEdit(edit), gaveWay };
}

const firstOfUndo = { passed: [], nextId: null, putIn: null } as const satisfies Partial<UndoPoint>;

const firstOfReplan = { overruled: [] } as const;
const firstOfCaption = { why: null } as const satisfies Partial<ShownCaption>;

function completedRun(run: Run): Run {
  // Without it nothing is known to have changed since.
  const first = { ...firstOfUndo, inForce: run.inForce };
  return {
    ...run,
    onAir: run.onAir && completedTaken(run.onAir),
    caption: run.caption && { ...firstOfCaption, ...run.caption },
    pending: run.pending.map(completedTake),
    failed: run.failed && { ...run.failed, take: completedTake(run.failed.take) },
    outputs: completedOutputs(run.outputs),
    replans: run.replans.map((standing): StandingReplan => ({ ...firstOfReplan, ...standing })),
    undo: run.undo.map((point): UndoPoint => ({
      ...first,
      ...point,
      onAir: point.onAir && completedTaken(point.onAir),
    })),
  };
}

function completedOutputs(outputs: OutputsNews): OutputsNews {
  const first = { why: 'closed' } as const;
  return Object.fromEntries(
    Object.entries(outputs).map(([output, news]) => [
      output,
      news.kind === 'unknown' ? { ...first, ...news } : news,
    ]),
  );
}

const firstOfTurn = { voiced: 0 } as const satisfies Partial<Turn>;

function completedTaken(taken: Taken): Taken {
  const { segment, speakers, startedAt } = taken;
  const first = {
    shown: null,
    carried: [],
    cues: {},
    cuesFrom: startedAt,
    advanceMissed: null,
    earlierStarts: [],
    voiced: {},
    together: { length: 0, since: null },
    lastVoice: null,
    hushed: [],
    notShown: [],
  };
  return {
    ...first,
    ...taken,
    turns: (taken.turns ?? []).map((turn) => ({ ...firstOfTurn, ...turn })),
    segment: completedSegment(segment),
    speakers: speakers.map(completedSpeaker),
  };
}

export function completedTake(take: PendingTake): PendingTake {
  const { segment, speakers } = take;
  const first = {
    soundOff: false,
    effects: [],
    carried: [],
    cueId: null,
    passed: [],
    unplanned: false,
    byItself: false,
  };
  return {
    ...first,
    ...take,
    segment: segment && completedSegment(segment),
    speakers: speakers.map(completedSpeaker),
  };
}
