import {
  type ReactNode,
  type RefObject,
  Suspense,
  lazy,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
} from 'react';
import { useShallow } from 'zustand/react/shallow';
import { plannedOnClock } from '../../../core/run/plan';
import type { SegmentId, SpeakerId } from '../../../core/show/model';
import { usePreflight } from '../../client/preflight';
import { useSession } from '../../client/react';
import { markedPeople } from '../../client/speaking';
import { useTiming } from '../../client/timing';
import { useAir, useSlateIsUp } from '../../client/useAir';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { Panel } from '../../ui/Panel';
import { useVirtualRows } from '../../ui/useVirtualRows';
import type { ReplanView, RowPreview } from '../replan/view';
import { useReplanView } from '../replan/view';
import styles from './Rundown.module.css';
import { SegmentRow, rowId } from './SegmentRow';
import type { RundownRows } from './rows';
import { rundownRows } from './rows';
import { titlesOf, whyWords } from './why';

/** Before the first take there is nothing to re-plan. */
const ReplanStrip = lazy(async () => ({ default: (await import('../replan/ReplanStrip')).ReplanStrip }));

/** Of a row that was not drawn yet, px; rows are measured when they are. */
const usualRow = 36;
const nobody: readonly SpeakerId[] = [];
/** The names of the columns stay above the rows, px. */
const headHeight = 28;

/** The plan and the air, row by row. Only the rows in view exist, so a show may have thousands. */
export function Rundown(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const times = useTiming();
  const rows = useMemo(() => rundownRows(show, run, times), [show, run, times]);
  const air = useAir();
  const slate = useSlateIsUp();
  const { withoutScene } = usePreflight();
  const people = useMemo(
    () => new Map(show.speakers.map((speaker) => [speaker.id, speaker])),
    [show.speakers],
  );
  const titleOf = titlesOf(show.segments, run.onAir?.segment ?? null);
  const previews = useReplanView((view) => view.rows);
  // A new one would have every row of the list reckoned anew at each scroll.
  const keyOf = useCallback((index: number) => rows.at(index)?.id ?? index, [rows]);
  const marked = useSession(useShallow((session) => markedPeople(session.show, session.run)));

  const { scroller, room, items, measure, scrollTo } = useVirtualRows<HTMLDivElement>({
    count: rows.count,
    keyOf,
    usualHeight: usualRow,
    headHeight,
  });
  useKeepOnAirInView(rows.onAir, run.onAir?.takeId ?? null, scrollTo);
  useFollowSelection(rows, scrollTo);
  useJumpToOnAir(rows, scrollTo);
  useFollowPreview(rows, previews, scroller, scrollTo);

  return (
    <Panel title={t('rundown.title')} hiddenHead className={styles.panel}>
      {rows.count === 0 ? (
        <p className={styles.empty}>{t('rundown.empty')}</p>
      ) : (
        <div ref={scroller} className={styles.scroller}>
          <Head />
          <ol style={room}>
            {items.map(({ index, key }) => {
              const row = rows.at(index);
              if (!row) return null;
              const { segment, timing, tooLate, removed } = row;
              const { standing } = timing;
              const coming = standing === 'next' || standing === 'later';
              return (
                <SegmentRow
                  key={key}
                  index={index}
                  count={rows.count}
                  entry={index === Math.max(0, rows.onAir)}
                  segment={segment}
                  standing={standing}
                  plannedTime={plannedOnClock(timing, run.anchor, show.zone)}
                  start={timing.start}
                  end={standing === 'onAir' ? timing.end : null}
                  length={timing.length}
                  earliest={timing.earliest}
                  latest={timing.latest}
                  tooLate={tooLate}
                  why={whyWords(timing, titleOf)}
                  removed={removed}
                  people={people}
                  marked={standing === 'onAir' ? marked : nobody}
                  zone={show.zone}
                  missing={coming && withoutScene.has(segment.id)}
                  air={standing === 'onAir' ? air : null}
                  slate={standing === 'onAir' && slate}
                  chosen={segment.id === run.nextId}
                  open={run.phase !== 'ended' && !removed}
                  preview={previews?.get(segment.id) ?? null}
                  measure={measure}
                />
              );
            })}
          </ol>
        </div>
      )}
      {run.phase === 'live' && (
        <Suspense>
          <ReplanStrip />
        </Suspense>
      )}
    </Panel>
  );
}

function Head(): ReactNode {
  return (
    <div className={styles.head} aria-hidden="true">
      <span />
      <span>{t('rundown.column.planned')}</span>
      <span>{t('rundown.column.actual')}</span>
      <span>{t('rundown.column.length')}</span>
      <span>{t('rundown.column.segment')}</span>
      <span>{t('rundown.column.speakers')}</span>
      <span>{t('rundown.column.scene')}</span>
      <span>{t('rundown.column.state')}</span>
    </div>
  );
}

type ScrollTo = ReturnType<typeof useVirtualRows>['scrollTo'];

/** After each take the row on air comes into view, below the one before it, with what follows to be seen. */
function useKeepOnAirInView(onAir: number, takeId: string | null, scrollTo: ScrollTo): void {
  const bringIntoView = useEffectEvent(() => {
    if (onAir >= 0) scrollTo(Math.max(0, onAir - 1), 'start');
  });
  useEffect(() => {
    if (takeId !== null) bringIntoView();
  }, [takeId]);
}

/** The selected segment comes into view and takes the focus, so that it is read out. */
function useFollowSelection({ indexOf }: RundownRows, scrollTo: ScrollTo): void {
  const id = useView((view) => view.selectedSegment);
  const bringIntoView = useEffectEvent(() => {
    const index = id === null ? -1 : indexOf(id);
    if (index >= 0) scrollTo(index, 'auto');
  });
  // Coming back from the edit mode, what is on air comes first, not what was edited.
  const isFirst = useRef(true);
  useEffect(() => {
    const moved = !isFirst.current;
    isFirst.current = false;
    if (id === null || !moved) return undefined;
    bringIntoView();
    return focusNextFrame(id);
  }, [id]);
}

/** Alt+L. */
function useJumpToOnAir({ onAir, at }: RundownRows, scrollTo: ScrollTo): void {
  const asked = useView((view) => view.onAirFocus);
  const jump = useEffectEvent(() => {
    const id = at(onAir)?.id;
    if (id === undefined) return undefined;
    scrollTo(Math.max(0, onAir - 1), 'start');
    return focusNextFrame(id);
  });
  useEffect(() => (asked > 0 ? jump() : undefined), [asked]);
}

/** What a re-plan that is looked at would change comes into view; then the rows are where they were, unless a hand scrolled on. */
function useFollowPreview(
  { indexOf }: RundownRows,
  previews: ReplanView['rows'],
  scroller: RefObject<HTMLElement | null>,
  scrollTo: ScrollTo,
): void {
  const changed = previews && [...previews].find(([, { was, ...is }]) => isChanged(was, is));
  const id = changed?.[0] ?? null;
  const bringIntoView = useEffectEvent((segmentId: SegmentId) => {
    const index = indexOf(segmentId);
    if (index >= 0) scrollTo(index, 'auto');
  });
  useEffect(() => {
    const list = scroller.current;
    if (id === null || !list) return undefined;
    const from = list.scrollTop;
    bringIntoView(id);
    return () => {
      if (isInView(document.getElementById(rowId(id)), list)) list.scrollTop = from;
    };
  }, [id, scroller]);
}

function isInView(row: HTMLElement | null, list: HTMLElement): boolean {
  if (!row) return false;
  const [seen, all] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  return seen.bottom > all.top && seen.top < all.bottom;
}

/** All that comes after it starts at another time: that is not what it does. */
function isChanged(was: RowPreview['was'], is: Omit<RowPreview, 'was'>): boolean {
  return was.length !== is.length || was.standing !== is.standing;
}

/** A row that was out of sight exists from the next drawing on. */
function focusNextFrame(id: string): () => void {
  const frame = requestAnimationFrame(() => {
    document.getElementById(rowId(id))?.focus({ preventScroll: true });
  });
  return () => cancelAnimationFrame(frame);
}
