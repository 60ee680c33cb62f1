import { type ReactNode, memo, useEffect, useRef, useState } from 'react';
import type { SegmentTiming } from '../../../core/run/timing';
import type { Inclusion, Segment, Speaker, SpeakerId } from '../../../core/show/model';
import type { TimeOfDay } from '../../../core/time/units';
import { minute } from '../../../core/time/units';
import { formatLength, formatTimeOfDay } from '../../../core/time/write';
import type { Air } from '../../client/air';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { AirTag } from '../../ui/AirTag';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { kindIcon } from '../rundown/kindIcon';
import type { Edge } from './drag';
import { makeDraggable } from './drag';
import styles from './EditMode.module.css';

export interface EditRowProps {
  readonly index: number;
  readonly count: number;
  readonly segment: Segment;
  readonly plannedTime: SegmentTiming['plannedTime'];
  readonly standing: SegmentTiming['standing'];
  /** Its fixed start leaves a gap before it, or too little room. */
  readonly seam: boolean;
  readonly people: ReadonlyMap<SpeakerId, Speaker>;
  readonly missing: boolean;
  /** Of the segment on air: what may be said of it, or of the slate over it. */
  readonly air: Air | null;
  readonly slate: boolean;
  readonly measure: (row: HTMLElement | null) => void;
}

const mostAvatars = 3;

export function editRowId(id: string): string {
  return `edit-${id}`;
}

/** One segment of the plan: picked by click or Alt+↑/↓, moved by its handle or Alt+Ctrl+↑/↓. */
export const EditRow = memo(function EditRow(props: EditRowProps): ReactNode {
  const { index, count, segment, plannedTime, standing, seam, people, missing, air, slate, measure } = props;
  const { id, title, kind, start, duration, scene } = segment;
  const selected = useView((view) => view.selectedSegment === id);
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(
    () =>
      row.current && handle.current
        ? makeDraggable({
            id,
            row: row.current,
            handle: handle.current,
            over: setEdge,
            dragging: setDragging,
          })
        : undefined,
    [id],
  );
  const speakers = segment.speakerIds.flatMap((speakerId) => people.get(speakerId) ?? []);
  const shown = speakers.length > mostAvatars ? speakers.slice(0, mostAvatars - 1) : speakers;
  const fixed = start.kind === 'fixed';
  const manual = start.kind === 'manual';
  return (
    <li
      ref={(element) => {
        row.current = element;
        measure(element);
      }}
      id={editRowId(id)}
      data-index={index}
      className={classes(
        styles.row,
        selected && styles.selected,
        dragging && styles.dragging,
        edge === 'before' && styles.dropBefore,
        edge === 'after' && styles.dropAfter,
      )}
      tabIndex={selected ? 0 : -1}
      aria-current={selected || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={rowLabel(props)}
      onClick={() => useView.setState({ selectedSegment: id })}
    >
      <span ref={handle} className={styles.handle} title={t('edit.drag', { title })}>
        <Icon name="drag" />
      </span>
      <span
        className={classes(styles.time, fixed && styles.fixed)}
        title={fixed ? t('edit.fixedTitle') : manual ? t('edit.manualTitle') : undefined}
      >
        {plannedTime === null ? '–' : planned(plannedTime)}
        {fixed && <Icon name={seam ? 'warn' : 'lock'} size={12} />}
        {manual && <Icon name="pause" size={12} />}
      </span>
      <span className={styles.time}>{formatLength(duration)}</span>
      <Icon name={kindIcon[kind]} />
      <span className={styles.title}>
        <b className={text.ellipsis}>{title}</b>
        <Standing standing={standing} air={air} slate={slate} inclusion={segment.inclusion} />
      </span>
      <span className={styles.avatars} title={speakers.map(({ name }) => name).join(', ')}>
        {shown.map((speaker) => (
          <Avatar key={speaker.id} name={speaker.name} size="small" />
        ))}
        {speakers.length > shown.length && <span>+{speakers.length - shown.length}</span>}
      </span>
      <span className={classes(styles.scene, missing && styles.missing)} title={scene ?? undefined}>
        {missing && <Icon name="stop" size={14} />}
        <span className={text.ellipsis}>{missing ? t('edit.notInObs', { scene }) : (scene ?? '–')}</span>
      </span>
    </li>
  );
});

interface StandingProps extends Pick<EditRowProps, 'standing' | 'air' | 'slate'> {
  readonly inclusion: Inclusion;
}

function Standing({ standing, air, slate, inclusion }: StandingProps): ReactNode {
  if (standing === 'onAir') return air && <AirTag air={air} slate={slate} />;
  if (
    standing === 'skipped' ||
    standing === 'dropped' ||
    standing === 'jumpedOver' ||
    standing === 'postponed'
  ) {
    return (
      <Tag tone="dim" icon={standing === 'postponed' ? 'clock' : 'skip'}>
        {t(`rundown.${standing}`)}
      </Tag>
    );
  }
  if (standing !== 'done') return inclusion === 'optional' && <Tag tone="dim">{t('rundown.optional')}</Tag>;
  return (
    <Tag tone="dim" icon="check">
      {t('edit.doneAlready')}
    </Tag>
  );
}

function rowLabel({ index, segment, plannedTime, missing }: EditRowProps): string {
  const { title, duration, scene } = segment;
  const time = plannedTime === null ? null : planned(plannedTime);
  const start = time && t(segment.start.kind === 'fixed' ? 'edit.rowFixed' : 'edit.rowStart', { time });
  return t('edit.row', {
    number: index + 1,
    title,
    start: segment.start.kind === 'manual' ? t('edit.rowManual') : (start ?? t('edit.rowNoStart')),
    length: formatLength(duration),
    scene: sceneWords(scene, missing),
  });
}

/** Seconds only where there are some. */
function planned(time: TimeOfDay): string {
  return formatTimeOfDay(time, { seconds: time % minute !== 0 });
}

function sceneWords(scene: string | null, missing: boolean): string {
  if (scene === null) return t('common.sceneLeftAlone');
  return missing ? t('rundown.row.missing', { scene }) : t('common.scene', { scene });
}
