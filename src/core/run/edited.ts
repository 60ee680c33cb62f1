import { applyEdit } from '../show/edit';
import type { SegmentId, Show } from '../show/model';
import { completedEdit, completedShow } from '../show/older';
import type { Duration } from '../time/units';
import type { LecternEvent } from './events';
import type { Run } from './model';
import { nextProblem } from './order';
import type { Document, GaveWay, State, Undoable } from './state';

/** What an edit does to the document, and what of the run gives way to it. */

/** How many edits undo remembers. */
const undoDepth = 200;

export type DocumentEvent = Extract<
  LecternEvent,
  { type: 'showEdited' | 'editUndone' | 'editRedone' | 'showReplaced' }
>;

export function evolveDocument(state: State, event: DocumentEvent): State {
  const { undo, redo } = state.document;
  switch (event.type) {
    case 'showEdited':
      return edited(state, completedEdit(event.edit));
    case 'editUndone':
      return change(state, undo.at(-1), (inverse) => ({
        undo: undo.slice(0, -1),
        redo: [...redo, inverse],
      }));
    case 'editRedone':
      return change(state, redo.at(-1), (inverse) => ({
        undo: [...undo, inverse],
        redo: redo.slice(0, -1),
      }));
    case 'showReplaced': {
      const show = completedShow(event.show);
      const document = { show, revision: event.revision, undo: [], redo: [] };
      return { document, run: givingWay(state.document.show, show, state.run) };
    }
  }
}

/** As if a hand had made it. */
export function edited(state: State, edit: Undoable['edit']): State {
  return change(state, { edit, gaveWay: null }, (inverse) => ({
    undo: [...state.document.undo, inverse].slice(-undoDepth),
    redo: [],
  }));
}

function change(
  { document, run }: State,
  done: Undoable | undefined,
  stacks: (inverse: Undoable) => Pick<Document, 'undo' | 'redo'>,
): State {
  if (!done) return { document, run };
  const made = applyEdit(document.show, done.edit);
  if (!made.ok) return { document, run };
  const { show, inverse } = made.value;
  const left = givingWay(document.show, show, run);
  const gaveWay = whatGaveWay(run, left);
  return {
    document: { show, revision: document.revision + 1, ...stacks({ edit: inverse, gaveWay }) },
    run: comingBack(show, left, done.gaveWay),
  };
}

/** What a hand chose as Next and can no longer be taken gives way to what is planned; a given length to a newer one. */
function givingWay(before: Show, after: Show, run: Run): Run {
  return nextStands(after, lengthsEdited(before, after, run));
}

export function nextStands(show: Show, run: Run): Run {
  if (run.nextId === null || nextProblem(show, run, run.nextId) === null) return run;
  return { ...run, nextId: null };
}

/** A new planned length is the newest word on a segment that is still to come; the air is not surprised by it. */
function lengthsEdited(before: Show, after: Show, run: Run): Run {
  const changed = Object.keys(run.lengths).filter((id) => {
    if (run.onAir?.segment.id === id) return false;
    const [was, is] = [durationIn(before, id), durationIn(after, id)];
    // What was removed and is there again is no newer word.
    return was !== null && is !== null && was !== is;
  });
  return changed.length === 0 ? run : { ...run, lengths: without(run.lengths, changed) };
}

function durationIn({ segments }: Show, id: SegmentId): Duration | null {
  return segments.find((segment) => segment.id === id)?.duration ?? null;
}

function without(lengths: Run['lengths'], ids: readonly SegmentId[]): Run['lengths'] {
  return Object.fromEntries(Object.entries(lengths).filter(([id]) => !ids.includes(id)));
}

function whatGaveWay(before: Run, after: Run): GaveWay | null {
  if (after === before) return null;
  const { runId, onAir, nextId } = before;
  const lengths = without(before.lengths, Object.keys(after.lengths));
  return {
    runId,
    takeId: onAir?.takeId ?? null,
    lengths,
    nextId: after.nextId === nextId ? null : nextId,
  };
}

/** What gave way to an edit that is undone now: only in its own run, and where nothing newer has been said since. */
function comingBack(show: Show, run: Run, gaveWay: GaveWay | null): Run {
  if (gaveWay?.runId !== run.runId) return run;
  const ofAir = run.onAir ? [run.onAir.segment.id] : [];
  const isSameAir = gaveWay.takeId === (run.onAir?.takeId ?? null);
  const lengths = { ...without(gaveWay.lengths, ofAir), ...run.lengths };
  return nextStands(show, { ...run, lengths, nextId: run.nextId ?? (isSameAir ? gaveWay.nextId : null) });
}
