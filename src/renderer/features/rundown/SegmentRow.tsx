import { type ReactNode, memo, useState } from 'react';
import type { SegmentTiming } from '../../../core/run/timing';
import type { Segment, SegmentId, Speaker, SpeakerId } from '../../../core/show/model';
import { type Instant, day } from '../../../core/time/units';
import { deltaKind, formatClock, formatDelta, formatLength, formatTimeOfDay } from '../../../core/time/write';
import { usePressState, usePresses } from '../../actions/react';
import type { Air } from '../../client/air';
import { airLook } from '../../client/air';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { AirTag } from '../../ui/AirTag';
import { Avatar } from '../../ui/Avatar';
import { Delta } from '../../ui/Delta';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import type { RowPreview } from '../replan/view';
import { kindIcon } from './kindIcon';
import { OnAirDetail } from './OnAirDetail';
import styles from './Rundown.module.css';
import { rowLabel } from './rowLabel';
import type { RundownRow } from './rows';
import { lengthDelta } from './rows';

export interface SegmentRowProps {
  readonly index: number;
  readonly count: number;
  /** Where Tab comes in while no row is selected. */
  readonly entry: boolean;
  readonly segment: Segment;
  /** One field at a time, so that a row is drawn again only when one of its own times changed. */
  readonly standing: SegmentTiming['standing'];
  readonly plannedTime: SegmentTiming['plannedTime'];
  readonly start: SegmentTiming['start'];
  readonly end: SegmentTiming['end'];
  readonly length: SegmentTiming['length'];
  readonly earliest: SegmentTiming['earliest'];
  readonly latest: SegmentTiming['latest'];
  readonly tooLate: RundownRow['tooLate'];
  /** Why it has these times, in words. */
  readonly why: string;
  readonly removed: boolean;
  readonly people: ReadonlyMap<SpeakerId, Speaker>;
  /** Whose initials stand out: they speak. */
  readonly marked: readonly SpeakerId[];
  readonly zone: string;
  readonly missing: boolean;
  readonly air: Air | null;
  readonly slate: boolean;
  /** It is Next by a hand, not by the plan. */
  readonly chosen: boolean;
  /** What a re-plan that is looked at would make of it. */
  readonly preview: RowPreview | null;
  /** The run goes on, and it is in the plan: hands may do something about it. */
  readonly open: boolean;
  readonly measure: (row: HTMLElement | null) => void;
}

export function rowId(id: string): string {
  return `segment-${id}`;
}

/** Initials beyond this many are counted. */
const mostAvatars = 4;

/** One segment in the live rundown: no form, only what is so. */
export const SegmentRow = memo(function SegmentRow(props: SegmentRowProps): ReactNode {
  const { index, count, segment, standing, plannedTime, start, end, length, people, marked, zone, missing } =
    props;
  const { air, slate, removed, chosen, open, measure, entry, earliest, latest, why, preview } = props;
  const selected = useView((view) => view.selectedSegment === segment.id);
  const reachable = useView((view) =>
    view.selectedSegment === null ? entry : view.selectedSegment === segment.id,
  );
  // What has the focus may be a press that goes with the standing: the page is not told that it lost it.
  const [focused, setFocused] = useState<typeof standing | null>(null);
  const armed = usePressState((state) => state.armed?.what === `take ${segment.id}`);
  // Most rows have none on screen, and a list that is scrolled makes hundreds of rows a second.
  const picked = selected || focused === standing || armed;
  const speakers = segment.speakerIds.flatMap((id) => people.get(id) ?? []);
  const delta = lengthDelta(segment, { standing, length });
  const shownStart = preview ? preview.start : start;
  const names = speakers.map(({ name }) => name);
  const shown = speakers.length > mostAvatars ? speakers.slice(0, mostAvatars - 1) : speakers;

  return (
    <li
      ref={measure}
      id={rowId(segment.id)}
      data-index={index}
      data-air={standing === 'onAir' ? airLook(air, slate) : undefined}
      className={classes(styles.row, styles[standing], selected && styles.selected)}
      aria-label={rowLabel({
        segment,
        timing: { standing, plannedTime, start, end, length, earliest, latest },
        why,
        names,
        zone,
        delta,
        missing,
        air,
        slate,
      })}
      aria-current={standing === 'onAir' ? 'step' : undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      tabIndex={reachable ? 0 : -1}
      onClick={() => useView.setState({ selectedSegment: segment.id })}
      onFocus={() => setFocused(standing)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(null);
      }}
    >
      <div className={styles.line}>
        <Icon name={kindIcon[segment.kind]} />
        <span className={styles.time}>
          {plannedTime !== null && formatTimeOfDay(plannedTime)}
          {plannedTime !== null && plannedTime >= day && <sup title={t('rundown.nextDay')}>+1</sup>}
        </span>
        <span className={styles.time} title={why}>
          <Changed is={preview !== null && preview.start !== preview.was.start}>
            {shownStart !== null && startWords(shownStart, zone, earliest)}
          </Changed>
        </span>
        <span className={styles.time}>
          <Changed is={preview !== null && preview.length !== preview.was.length}>
            {formatLength(preview?.length ?? length)}
          </Changed>
        </span>
        <span className={classes(styles.title, preview?.standing === 'dropped' && styles.out)}>
          <b className={text.ellipsis}>{segment.title}</b>
          <span className={classes(removed ? styles.removed : styles.kind, text.ellipsis)}>
            {removed ? t('rundown.removed') : t(`common.kind.${segment.kind}`)}
          </span>
          {segment.inclusion === 'optional' && coming.includes(standing) && !preview && (
            <span className={styles.optional}>{t('rundown.optional')}</span>
          )}
          {segment.advance === 'atItsEnd' && standing !== 'done' && index < count - 1 && (
            <span className={styles.optional} title={t('rundown.byItselfHint')}>
              {t('rundown.byItself')}
            </span>
          )}
          {standing !== 'onAir' && segment.cues.length > 0 && (
            <span className={styles.cueCount} title={t('cues.count', { count: segment.cues.length })}>
              <Icon name="cue" size={12} />
              {segment.cues.length}
            </span>
          )}
          {preview && <span className={styles.preview}>{previewWords(preview, zone)}</span>}
          {open && !preview && standing !== 'onAir' && (
            <RowPresses id={segment.id} title={segment.title} {...{ standing, chosen, picked }} />
          )}
        </span>
        <span className={styles.avatars} title={names.join(', ')}>
          {shown.map((speaker) => (
            <Avatar key={speaker.id} name={speaker.name} size="small" strong={marked.includes(speaker.id)} />
          ))}
          {speakers.length > shown.length && (
            <span className={styles.more}>+{speakers.length - shown.length}</span>
          )}
        </span>
        <Where scene={segment.scene} missing={missing} />
        <span className={styles.state}>
          <State standing={standing} air={air} slate={slate} />
          <TooLate by={props.tooLate} latest={latest} zone={zone} />
          {delta !== null && <Delta direction={deltaKind(delta)}>{formatDelta(delta)}</Delta>}
        </span>
      </div>
      {standing === 'onAir' && <OnAirDetail />}
    </li>
  );
});

function Changed({ is, children }: { readonly is: boolean; readonly children: ReactNode }): ReactNode {
  return is ? <span className={styles.changed}>{children}</span> : children;
}

/** Old → new: the length where that changes, else when it starts; or that it is in or out of the show. */
function previewWords({ standing, length, was }: RowPreview, zone: string): string {
  if (standing !== was.standing && (standing === 'dropped' || was.standing === 'dropped'))
    return t(standing === 'dropped' ? 'replan.row.out' : 'replan.row.in');
  if (length !== was.length) return `${formatLength(was.length)} → ${formatLength(length)}`;
  const clock = (at: Instant | null): string =>
    at === null ? '–' : formatClock(at, zone, { seconds: true });
  return t('replan.row.was', { time: clock(was.start) });
}

interface TooLateProps extends Pick<SegmentRowProps, 'latest' | 'zone'> {
  readonly by: RundownRow['tooLate'];
}

/** By how much a segment starts too late for the hard out. */
function TooLate({ by, latest, zone }: TooLateProps): ReactNode {
  if (by === null || latest === null) return null;
  return (
    <span title={t('rundown.latest', { time: formatClock(latest, zone, { seconds: true }) })}>
      <Delta direction="over">{formatDelta(by)}</Delta>
    </span>
  );
}

/** What is not known to the second is not written so. */
function startWords(start: Instant, zone: string, earliest: boolean): string {
  const time = formatClock(start, zone, { seconds: !earliest });
  return earliest ? t('rundown.earliest', { time }) : time;
}

/** What is not over, and not on air. */
const coming: readonly SegmentTiming['standing'][] = ['next', 'later', 'jumpedOver', 'postponed'];

interface RowPressesProps extends Pick<SegmentRowProps, 'standing' | 'chosen'> {
  readonly picked: boolean;
  readonly id: SegmentId;
  readonly title: string;
}

/**
 * What hands may do about a segment. They are there where its row is picked, never under a hand that only points, and
 * on one that waits for a decision.
 */
function RowPresses({ id, title, standing, chosen, picked }: RowPressesProps): ReactNode {
  const presses = usePresses();
  const all = picked || standing === 'postponed';
  const isComing = coming.includes(standing);
  return (
    <>
      {chosen && (
        <span className={styles.rowPresses}>
          <Press
            icon="undo"
            word={t('rundown.asPlanned')}
            label={t('rundown.asPlannedOf', { title })}
            act={() => presses.nextAsPlanned()}
          />
        </span>
      )}
      {all && (
        <span className={styles.rowPresses}>
          {isComing && standing !== 'next' && (
            <Press
              icon="play"
              word={t('rundown.makeNext')}
              label={t('rundown.makeNextOf', { title })}
              act={() => presses.makeNext(id)}
            />
          )}
          {standing !== 'next' && <Take id={id} title={title} />}
          {isComing && (
            <Press
              icon="skip"
              word={t('rundown.drop')}
              label={t('rundown.dropOf', { title })}
              act={() => presses.send('app', 'dropSegment', { segmentId: id })}
            />
          )}
          {standing === 'dropped' && (
            <Press
              icon="undo"
              word={t('rundown.restore')}
              label={t('rundown.restoreOf', { title })}
              act={() => presses.send('app', 'restoreSegment', { segmentId: id })}
            />
          )}
        </span>
      )}
    </>
  );
}

interface PressProps {
  readonly icon: IconName;
  readonly word: string;
  /** The same with the segment's name: for screen readers, and where only the icon has room. */
  readonly label: string;
  readonly act: () => void;
}

function Press({ icon, word, label, act }: PressProps): ReactNode {
  return (
    <button
      type="button"
      className={styles.press}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        act();
      }}
    >
      <Icon name={icon} size={12} />
      <span>{word}</span>
    </button>
  );
}

/** Puts this segment on air out of turn; the first press asks. */
function Take({ id, title }: { readonly id: SegmentId; readonly title: string }): ReactNode {
  const presses = usePresses();
  const armed = usePressState((state) => state.armed?.what === `take ${id}`);
  return (
    <button
      type="button"
      className={classes(styles.press, armed && styles.armed)}
      aria-label={t(armed ? 'cues.takeAgainOf' : 'cues.takeOf', { title })}
      onClick={(event) => {
        event.stopPropagation();
        presses.takeSegment(id);
      }}
    >
      {t(armed ? 'cues.takeAgain' : 'cues.take')}
    </button>
  );
}

function Where({ scene, missing }: { readonly scene: string | null; readonly missing: boolean }): ReactNode {
  if (!missing) {
    return (
      <span className={styles.where} title={scene ?? undefined}>
        <span className={text.ellipsis}>{scene ?? '—'}</span>
      </span>
    );
  }
  return (
    <span className={classes(styles.where, styles.missing)} title={scene ?? undefined}>
      <Icon name="stop" size={14} />
      <span>
        <span className={text.ellipsis}>{scene}</span>
        <b>{t('rundown.notInObs')}</b>
      </span>
    </span>
  );
}

function State({ standing, air, slate }: Pick<SegmentRowProps, 'standing' | 'air' | 'slate'>): ReactNode {
  switch (standing) {
    case 'done':
      return (
        <Tag tone="dim" icon="check">
          {t('rundown.done')}
        </Tag>
      );
    case 'onAir':
      return air && <AirTag air={air} slate={slate} />;
    case 'next':
      return <Tag tone="next">{t('common.next')}</Tag>;
    case 'later':
      return (
        <Tag tone="dim" icon="ring">
          {t('rundown.later')}
        </Tag>
      );
    case 'jumpedOver':
      return (
        <Tag tone="dim" icon="skip">
          {t('rundown.jumpedOver')}
        </Tag>
      );
    case 'postponed':
      return (
        <Tag tone="neutral" icon="clock">
          {t('rundown.postponed')}
        </Tag>
      );
    case 'dropped':
    case 'skipped':
      return (
        <Tag tone="dim" icon="skip">
          {t(`rundown.${standing}`)}
        </Tag>
      );
  }
}
