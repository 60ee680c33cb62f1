import type { Session } from '../../../contract/published';
import { newSegment } from '../../../core/show/model';
import type { Presses } from '../../actions/presses';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { addAfter, duplicate, moveBy, neighbour } from './editing';
import { newId } from './newId';

/** What buttons and keys of the edit mode do to the selected segment. A refusal is said in the alarm strip's place. */

export function addSegment(presses: Presses, { show }: Session): void {
  const segment = newSegment(newId(), t('edit.newSegment'));
  presses.send('app', 'edit', { edit: addAfter(show, useView.getState().selectedSegment, segment) });
  useView.setState({ selectedSegment: segment.id, freshSegment: segment.id });
}

export function duplicateSegment(presses: Presses, { show }: Session): void {
  const of = show.segments.find(({ id }) => id === useView.getState().selectedSegment);
  if (!of) return;
  const id = newId();
  const edit = duplicate(show, of.id, id, t('edit.copyOf', { title: of.title }));
  if (!edit) return;
  presses.send('app', 'edit', { edit });
  useView.setState({ selectedSegment: id, freshSegment: id });
}

export function removeSegment(presses: Presses, { show }: Session): void {
  const id = useView.getState().selectedSegment;
  if (id === null || !show.segments.some((segment) => segment.id === id)) return;
  presses.send('app', 'edit', { edit: { kind: 'removeSegment', id } });
  useView.setState({ selectedSegment: neighbour(show, id) });
}

export function moveSegment(presses: Presses, { show }: Session, by: 1 | -1): void {
  const id = useView.getState().selectedSegment;
  const edit = id === null ? null : moveBy(show, id, by);
  if (edit) presses.send('app', 'edit', { edit });
}
