import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { SegmentId } from '../../../core/show/model';

export type Edge = 'before' | 'after';

type Data = Readonly<Record<string | symbol, unknown>>;

/** What was dropped where; `null` for what is no segment. */
export function dropOf(
  source: Data,
  target: Data | undefined,
): { readonly id: SegmentId; readonly target: SegmentId; readonly edge: Edge } | null {
  if (typeof source.segment !== 'string' || typeof target?.segment !== 'string') return null;
  return { id: source.segment, target: target.segment, edge: target.edge === 'after' ? 'after' : 'before' };
}

export interface RowDrag {
  readonly id: SegmentId;
  readonly row: HTMLElement;
  readonly handle: HTMLElement;
  /** At which edge of this row a drop would land; `null` when it would not. */
  readonly over: (edge: Edge | null) => void;
  readonly dragging: (on: boolean) => void;
}

/** Lets a row be dragged by its handle, and others be dropped before or after it. */
export function makeDraggable({ id, row, handle, over, dragging }: RowDrag): () => void {
  const edgeAt = (clientY: number): Edge => {
    const { top, height } = row.getBoundingClientRect();
    return clientY < top + height / 2 ? 'before' : 'after';
  };
  return combine(
    draggable({
      element: row,
      dragHandle: handle,
      getInitialData: () => ({ segment: id }),
      onDragStart: () => dragging(true),
      onDrop: () => dragging(false),
    }),
    dropTargetForElements({
      element: row,
      canDrop: ({ source }) => typeof source.data.segment === 'string' && source.data.segment !== id,
      getData: ({ input }) => ({ segment: id, edge: edgeAt(input.clientY) }),
      onDrag: ({ self }) => over(self.data.edge === 'after' ? 'after' : 'before'),
      onDragLeave: () => over(null),
      onDrop: () => over(null),
    }),
  );
}
