import { type CSSProperties, type ReactNode, memo } from 'react';
import type { SegmentTiming, ShowTiming } from '../../../core/run/timing';
import { formatClock } from '../../../core/time/write';
import type { AirLook } from '../../client/air';
import { airLook } from '../../client/air';
import type { Span } from '../../client/countdown';
import { onAirSpan, partOf } from '../../client/countdown';
import { useSession, useTick } from '../../client/react';
import { useTiming } from '../../client/timing';
import { useAir, useSlateIsUp } from '../../client/useAir';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import styles from './Timeline.module.css';

/** The whole show as one strip: widths are actual or expected lengths; what lies past the planned end is hatched. */
export function Timeline({ className }: { readonly className?: string }): ReactNode {
  const timing = useTiming();
  const segments = useSession((session) => session.show.segments);
  const look = airLook(useAir(), useSlateIsUp());
  const zone = useSession((session) => session.show.zone);
  const titles = new Map(segments.map((segment) => [segment.id, segment.title]));
  const late = lateShares(timing);
  const from = timing.segments[0]?.start ?? null;
  const label =
    from === null || timing.expectedEnd === null
      ? t('timeline.label')
      : t('timeline.labelTimes', {
          from: formatClock(from, zone, { seconds: false }),
          to: formatClock(timing.expectedEnd, zone, { seconds: true }),
        });
  const style: CSSProperties = {
    // A row of no length (a plan that has none yet) still has a place.
    gridTemplateColumns: timing.segments
      .map(({ length }) => `minmax(2px, ${Math.max(length / 1000, 1)}fr)`)
      .join(' '),
  };
  return (
    <nav className={className} aria-label={label}>
      <ol className={styles.timeline} style={style}>
        {timing.segments.map((segment) => (
          <Block
            key={segment.id}
            title={titles.get(segment.id) ?? ''}
            standing={segment.standing}
            look={segment.standing === 'onAir' ? look : null}
            plannedUntil={late.get(segment.id) ?? null}
          />
        ))}
      </ol>
    </nav>
  );
}

/** Of each segment that goes past the planned end: how much of it lies before, 0–1. */
function lateShares({ segments, plannedEnd }: ShowTiming): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  if (plannedEnd === null) return shares;
  for (const { id, start, end } of segments) {
    if (start === null || end === null || end - plannedEnd < 1000) continue;
    shares.set(id, end <= start ? 0 : Math.max(0, (plannedEnd - start) / (end - start)));
  }
  return shares;
}

interface BlockProps {
  readonly title: string;
  readonly standing: SegmentTiming['standing'];
  /** Of the one on air. */
  readonly look: AirLook | null;
  readonly plannedUntil: number | null;
}

const icons: Readonly<Record<Exclude<SegmentTiming['standing'], 'onAir'> | AirLook, IconName | null>> = {
  done: 'check',
  program: 'dot',
  practice: 'practice',
  current: 'ring',
  next: 'play',
  later: null,
};

const Block = memo(function Block({ title, standing, look, plannedUntil }: BlockProps): ReactNode {
  const state = standing === 'onAir' ? (look ?? 'current') : standing;
  const icon = icons[state];
  const style =
    plannedUntil === null ? undefined : ({ '--planned': `${plannedUntil * 100}%` } as CSSProperties);
  return (
    <li
      className={classes(styles.block, styles[standing], plannedUntil !== null && styles.late)}
      style={style}
      data-air={look ?? undefined}
      aria-label={t(`timeline.${state}`, { title })}
      aria-current={standing === 'onAir' ? 'step' : undefined}
      title={title}
    >
      {standing === 'onAir' && <Played />}
      {icon && <Icon name={icon} size={12} />}
      <span className={text.ellipsis}>{title}</span>
    </li>
  );
});

/** How far the segment on air has come; its edge is the line of now. */
function Played(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const span = onAirSpan(show, run);
  return span && <PlayedPart span={span} />;
}

function PlayedPart({ span }: { readonly span: Span }): ReactNode {
  const permille = useTick((now) => Math.round(partOf(span, now) * 1000));
  return (
    <>
      <i className={styles.played} style={{ transform: `scaleX(${permille / 1000})` }} />
      <i className={styles.now} style={{ insetInlineStart: `${permille / 10}%` }} />
    </>
  );
}
