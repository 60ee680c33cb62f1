import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useMemo } from 'react';
import { seams } from '../../../core/run/plan';
import type { SegmentId, Show } from '../../../core/show/model';
import { usePreflight } from '../../client/preflight';
import { useSession } from '../../client/react';
import { useTiming } from '../../client/timing';
import { useAir, useSlateIsUp } from '../../client/useAir';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { useVirtualRows } from '../../ui/useVirtualRows';
import { dropOf } from './drag';
import { EditRow, editRowId } from './EditRow';
import styles from './EditMode.module.css';
import { dropAt } from './editing';
import type { MakeEdit } from './useEdit';

const usualRow = 36;
const headHeight = 28;

/** The plan as a list to pick from and to put in order. */
export function SegmentList({ show, edit }: { readonly show: Show; readonly edit: MakeEdit }): ReactNode {
  const { segments } = show;
  const times = useTiming().segments;
  const unplanned = useSession(({ run }) => run.unplanned);
  const joins = useMemo(() => seams(show, { unplanned }), [show, unplanned]);
  const { withoutScene } = usePreflight();
  const air = useAir();
  const slate = useSlateIsUp();
  const people = useMemo(
    () => new Map(show.speakers.map((speaker) => [speaker.id, speaker])),
    [show.speakers],
  );
  const { scroller, room, items, measure, scrollTo } = useVirtualRows<HTMLDivElement>({
    count: segments.length,
    keyOf: (index) => segments[index]?.id ?? index,
    usualHeight: usualRow,
    headHeight,
  });
  useFollowSelection(show, scroller, scrollTo);
  useDrops(show, scroller, edit);

  return (
    <div ref={scroller} className={styles.scroller}>
      <div className={styles.head} aria-hidden="true">
        <span />
        <span>{t('edit.column.start')}</span>
        <span>{t('edit.column.length')}</span>
        <span />
        <span>{t('edit.column.segment')}</span>
        <span>{t('edit.column.speakers')}</span>
        <span>{t('edit.column.scene')}</span>
      </div>
      {segments.length === 0 && <p className={styles.empty}>{t('edit.empty')}</p>}
      <ol style={room}>
        {items.map(({ index, key }) => {
          const segment = segments[index];
          const timing = times[index];
          return (
            segment && (
              <EditRow
                key={key}
                index={index}
                count={segments.length}
                segment={segment}
                plannedTime={timing?.plannedTime ?? null}
                standing={timing?.standing ?? 'later'}
                seam={joins[index] !== null}
                people={people}
                air={timing?.standing === 'onAir' ? air : null}
                slate={timing?.standing === 'onAir' && slate}
                missing={withoutScene.has(segment.id)}
                measure={measure}
              />
            )
          );
        })}
      </ol>
    </div>
  );
}

/** The selected row stays in view; it takes the focus only from the list itself, never from a field. */
function useFollowSelection(
  { segments }: Show,
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number, align: 'auto') => void,
): void {
  const id = useView((view) => view.selectedSegment);
  const index = segments.findIndex((segment) => segment.id === id);
  const follow = useEffectEvent(() => {
    if (index >= 0) scrollTo(index, 'auto');
  });
  useEffect(() => {
    if (id === null) return undefined;
    follow();
    const frame = requestAnimationFrame(() => {
      const focused = document.activeElement;
      if (focused !== document.body && !scroller.current?.contains(focused)) return;
      document.getElementById(editRowId(id))?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
    // Where it moved to counts too.
  }, [id, index, scroller]);
}

/** How near to an edge of the list a dragged row makes it scroll, px. */
const scrollZone = 32;

/** Dropping a row moves its segment; near the ends the list goes along. */
function useDrops(show: Show, scroller: RefObject<HTMLDivElement | null>, edit: MakeEdit): void {
  const drop = useEffectEvent((id: SegmentId, target: SegmentId, edge: 'before' | 'after') => {
    const move = dropAt(show, id, target, edge);
    if (move) void edit(move);
  });
  useEffect(
    () =>
      monitorForElements({
        onDrag: ({ location }) => {
          const list = scroller.current;
          if (!list) return;
          const { top, bottom } = list.getBoundingClientRect();
          const { clientY } = location.current.input;
          if (clientY < top + scrollZone) list.scrollBy({ top: -usualRow / 2 });
          if (clientY > bottom - scrollZone) list.scrollBy({ top: usualRow / 2 });
        },
        onDrop: ({ source, location }) => {
          const found = dropOf(source.data, location.current.dropTargets[0]?.data);
          if (found) drop(found.id, found.target, found.edge);
        },
      }),
    [scroller],
  );
}
