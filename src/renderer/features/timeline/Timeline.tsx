import { type CSSProperties, type ReactNode, memo, useMemo } from 'react';
import type { SegmentTiming, ShowTiming } from '../../../core/run/timing';
import { heldEnd } from '../../../core/run/timing';
import type { SegmentId } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';
import { second } from '../../../core/time/units';
import { formatClock, formatLength } from '../../../core/time/write';
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
import type { Stretch } from './stretches';
import { stretchesOf } from './stretches';
import styles from './Timeline.module.css';

/** The whole show as one strip: widths are actual or expected lengths; what lies past the planned end is hatched. */
export function Timeline({ className }: { readonly className?: string }): ReactNode {
  const timing = useTiming();
  const segments = useSession((session) => session.show.segments);
  const agreedEnd = useSession((session) => session.run.agreedEnd);
  const look = airLook(useAir(), useSlateIsUp());
  const zone = useSession((session) => session.show.zone);
  const titles = useMemo(() => new Map(segments.map(({ id, title }) => [id, title])), [segments]);
  const stretches = stretchesOf(timing.segments);
  const from = timing.segments.find(({ start }) => start !== null)?.start ?? null;
  const label =
    from === null || timing.expectedEnd === null
      ? t('timeline.label')
      : t('timeline.labelTimes', {
          from: formatClock(from, zone, { seconds: false }),
          to: formatClock(timing.expectedEnd, zone, { seconds: true }),
        });
  const spare = spareOf(timing);
  const lengths = stretches.map(({ length }) => length);
  const style: CSSProperties = {
    // A row of no length (a plan that has none yet) still has a place.
    gridTemplateColumns: stretches
      .map(({ length, standing }) => `minmax(${leastWidth(standing)}px, ${Math.max(length / 1000, 1)}fr)`)
      .join(' ')
      .concat(isSeen(spare, lengths) ? ` minmax(4px, ${spare / 1000}fr)` : ''),
  };
  return (
    <nav className={className} aria-label={label}>
      <ol className={styles.timeline} style={style}>
        {stretches.map((stretch) => (
          <Block
            key={stretch.first}
            title={titleOf(stretch, titles)}
            standing={stretch.standing}
            look={stretch.standing === 'onAir' ? look : null}
            plannedUntil={lateShare(stretch, heldEnd({ agreedEnd }, timing))}
            hardOut={placeIn(stretch, timing.hardOut?.at ?? null)}
          />
        ))}
        {isSeen(spare, lengths) && (
          <li className={styles.spare} title={t('timeline.spare', { by: formatLength(spare) })}>
            <span className={text.unseen}>{t('timeline.spare', { by: formatLength(spare) })}</span>
            <i className={styles.hardOut} style={{ insetInlineStart: '100%' }} />
          </li>
        )}
      </ol>
    </nav>
  );
}

/** What is left between the expected end and the hard out, ms. */
function spareOf({ hardOut }: ShowTiming): Duration {
  return Math.max(0, -(hardOut?.over ?? 0));
}

/** A hard out that is far away is no part of the strip: it would press the show together. */
function isSeen(spare: Duration, lengths: readonly Duration[]): boolean {
  return spare >= second && spare <= lengths.reduce((sum, length) => sum + length, 0) / 4;
}

/** Among a thousand, what is on air and what is next are still seen. */
function leastWidth(standing: Stretch['standing']): number {
  return standing === 'onAir' || standing === 'next' ? 10 : 2;
}

function titleOf({ first, last }: Stretch, titles: ReadonlyMap<SegmentId, string>): string {
  const title = titles.get(first) ?? '';
  return first === last ? title : t('timeline.stretch', { first: title, last: titles.get(last) ?? '' });
}

/** How much of what goes past the planned end lies before, 0–1; `null` for what does not. */
function lateShare({ start, end }: Stretch, plannedEnd: ShowTiming['plannedEnd']): number | null {
  if (plannedEnd === null || start === null || end === null || end - plannedEnd < 1000) return null;
  return end <= start ? 0 : Math.max(0, (plannedEnd - start) / (end - start));
}

/** Where in a block an instant lies, 0–1; `null` where it does not. */
function placeIn({ start, end }: Stretch, at: Instant | null): number | null {
  if (at === null || start === null || end === null || at <= start || at > end) return null;
  return (at - start) / (end - start);
}

interface BlockProps {
  readonly title: string;
  readonly standing: SegmentTiming['standing'];
  /** Of the one on air. */
  readonly look: AirLook | null;
  readonly plannedUntil: number | null;
  /** Where in it the show must be over. */
  readonly hardOut: number | null;
}

const icons: Readonly<Record<Exclude<SegmentTiming['standing'], 'onAir'> | AirLook, IconName | null>> = {
  done: 'check',
  program: 'dot',
  practice: 'practice',
  rehearsal: 'practice',
  current: 'ring',
  next: 'play',
  later: null,
  jumpedOver: 'skip',
  postponed: 'clock',
  dropped: null,
  skipped: null,
};

const Block = memo(function Block({ title, standing, look, plannedUntil, hardOut }: BlockProps): ReactNode {
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
      {hardOut !== null && (
        <i
          className={styles.hardOut}
          title={t('timeline.hardOut')}
          style={{ insetInlineStart: `${hardOut * 100}%` }}
        />
      )}
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
