import type { ReactNode } from 'react';
import type { RecordRow, RunRecord } from '../../../core/asrun/record';
import type { Instant } from '../../../core/time/units';
import { deltaKind, formatClock } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { Delta } from '../../ui/Delta';
import text from '../../ui/text.module.css';
import { deltaWords } from '../../ui/deltaWords';
import styles from './Run.module.css';
import { lateFrom } from './late';
import type { Scale } from './scale';
import { placeOf, scaleOf } from './scale';

/**
 * Plan and actual as bars over one another: planned is an outline, actual is filled, what goes past its end
 * is striped, what was taken back is dashed. Told apart without colour. The table says the same in figures.
 */
export function RunChart({ record }: { readonly record: RunRecord }): ReactNode {
  const { rows, lastAt, show } = record;
  const scale = scaleOf(rows, lastAt, show.zone);
  if (!scale) return null;
  return (
    <figure className={styles.chart} aria-label={t('runs.chart')}>
      <figcaption className={styles.legend}>
        <b>{t('runs.chart')}</b>
        <Legend />
      </figcaption>
      <div className={styles.chartRow} aria-hidden="true">
        <span />
        <svg className={styles.axis}>
          {scale.ticks.map((at) => (
            <text key={at} x={`${placeOf(at, scale)}%`} y="11" textAnchor="middle">
              {formatClock(at, show.zone, { seconds: false })}
            </text>
          ))}
        </svg>
        <span />
      </div>
      <ol aria-hidden="true">
        {rows.map((row, index) => (
          <li key={index} className={styles.chartRow} data-state={row.state}>
            <span className={text.ellipsis} title={row.title} dir="auto">
              {row.title}
            </span>
            <Bars row={row} scale={scale} lastAt={lastAt} />
            <span className={styles.chartOff}>
              {row.lengthOff === null ? (
                t(`runs.short.${row.state}`)
              ) : (
                <Delta direction={deltaKind(row.lengthOff)}>{deltaWords(row.lengthOff)}</Delta>
              )}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Legend(): ReactNode {
  return (
    <ul>
      {(['planned', 'actual', 'late', 'back'] as const).map((what) => (
        <li key={what}>
          <svg width="26" height="12" aria-hidden="true">
            {what === 'planned' && <rect className={styles.planned} x="1" y="3" width="24" height="6" />}
            {what === 'actual' && <rect className={styles.actual} x="1" y="1" width="24" height="10" />}
            {what === 'back' && <rect className={styles.back} x="1" y="1" width="24" height="10" />}
            {what === 'late' && <Late x1="1" x2="25" y={6} />}
          </svg>
          {t(`runs.legend.${what}`)}
        </li>
      ))}
    </ul>
  );
}

interface BarsProps {
  readonly row: RecordRow;
  readonly scale: Scale;
  readonly lastAt: Instant;
}

function Bars({ row, scale, lastAt }: BarsProps): ReactNode {
  const { plannedStart, plannedEnd, actualStart } = row;
  const actualEnd = actualStart === null ? null : (row.actualEnd ?? lastAt);
  const stood = row.state === 'done' || row.state === 'onAir';
  const late = lateFrom(row, lastAt);
  return (
    <svg className={styles.bars}>
      {scale.ticks.map((at) => (
        <line
          key={at}
          className={styles.tick}
          x1={`${placeOf(at, scale)}%`}
          x2={`${placeOf(at, scale)}%`}
          y2="30"
        />
      ))}
      {plannedStart !== null && plannedEnd !== null && (
        <rect className={styles.planned} {...between(plannedStart, plannedEnd, scale)} y="4" height="7" />
      )}
      {actualStart !== null && actualEnd !== null && (
        <rect
          className={stood ? styles.actual : styles.back}
          {...between(actualStart, late ?? actualEnd, scale)}
          y="14"
          height="12"
        />
      )}
      {late !== null && actualEnd !== null && (
        <Late x1={`${placeOf(late, scale)}%`} x2={`${placeOf(actualEnd, scale)}%`} y={20} />
      )}
    </svg>
  );
}

interface LateProps {
  readonly x1: string;
  readonly x2: string;
  readonly y: number;
}

/** Stripes as one dashed line: sharp on paper, where a pattern would be printed as a picture. */
function Late(ends: LateProps): ReactNode {
  const { y, ...across } = ends;
  return (
    <>
      <line className={styles.late} {...across} y1={y} y2={y} />
      <line className={styles.lateEdge} {...across} y1={y - 5.5} y2={y - 5.5} />
      <line className={styles.lateEdge} {...across} y1={y + 5.5} y2={y + 5.5} />
    </>
  );
}

function between(from: Instant, to: Instant, scale: Scale): { readonly x: string; readonly width: string } {
  const x = placeOf(from, scale);
  // What lasted a moment is still to be seen.
  return { x: `${x}%`, width: `${Math.max(0.2, placeOf(to, scale) - x)}%` };
}
