import type { Action } from '../../actions/registry';
import { editing } from '../../actions/keys';
import { useView } from '../../client/view';
import { addSegment, duplicateSegment, moveSegment, removeSegment } from './planEdits';

const inEditMode = (): boolean => useView.getState().mode === 'edit';

const withSelection: Action['available'] = ({ session }) =>
  inEditMode() && session.show.segments.some(({ id }) => id === useView.getState().selectedSegment);

/** Whether the focus is among the fields of what is selected. */
function isInPane(): boolean {
  const focused = document.activeElement;
  return focused !== null && focused.closest('[role="tabpanel"]') !== null;
}

/** What the edit mode adds to keys and command list. */
export const addSegmentAction: Action = {
  id: 'addSegment',
  label: 'edit.addSegment',
  icon: 'plus',
  keys: [],
  available: inEditMode,
  run: (presses, { session }) => addSegment(presses, session),
};

export const duplicateSegmentAction: Action = {
  id: 'duplicateSegment',
  label: 'edit.duplicate',
  icon: 'copy',
  keys: [{ key: 'd', ctrl: true, in: editing }],
  available: withSelection,
  run: (presses, { session }) => duplicateSegment(presses, session),
};

export const moveUpAction: Action = {
  id: 'moveSegmentUp',
  label: 'edit.moveUp',
  icon: 'up',
  keys: [{ key: 'ArrowUp', ctrl: true, alt: true, in: editing, repeats: true }],
  available: withSelection,
  run: (presses, { session }) => moveSegment(presses, session, -1),
};

export const moveDownAction: Action = {
  id: 'moveSegmentDown',
  label: 'edit.moveDown',
  icon: 'down',
  keys: [{ key: 'ArrowDown', ctrl: true, alt: true, in: editing, repeats: true }],
  available: withSelection,
  run: (presses, { session }) => moveSegment(presses, session, 1),
};

export const removeSegmentAction: Action = {
  id: 'removeSegment',
  label: 'edit.removeSelected',
  icon: 'trash',
  keys: [{ key: 'Delete', in: ['edit'] }],
  // Beside a cue or a person it would take more than what is looked at.
  available: (situation) => withSelection(situation) && !isInPane(),
  run: (presses, { session }) => removeSegment(presses, session),
};

export const editActions: readonly Action[] = [
  addSegmentAction,
  duplicateSegmentAction,
  moveUpAction,
  moveDownAction,
  removeSegmentAction,
];
