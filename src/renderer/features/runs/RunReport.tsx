import type { ReactNode } from 'react';
import type { RecordRow, RunHead, RunRecord } from '../../../core/asrun/record';
import { deltaKind, formatClock, formatLength } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { Delta } from '../../ui/Delta';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import { logSentence, toneIcon } from '../asrun/sentence';
import { deltaWords } from '../../ui/deltaWords';
import styles from './Run.module.css';
import { RunChart } from './RunChart';
import { clockWords, rangeWords, slotsWords, standingWords, whysOf, zoneWords } from './words';

export interface RunReportProps {
  readonly record: RunRecord;
  /** Of its parts, below the heading that it stands under. */
  readonly heading: 'h2' | 'h3';
}

/** All that is known of a run: on the screen and on paper. */
export function RunReport({ record, heading }: RunReportProps): ReactNode {
  const { end, practice, rehearsal } = record;
  return (
    <>
      {end !== 'whole' && <Notice tone="warning">{t(`runs.cut.${end}`)}</Notice>}
      {rehearsal !== null && (
        <p className={styles.practice}>
          <Icon name="practice" size={14} />
          {t(`runs.facts.rehearsal.${rehearsal}`)}
        </p>
      )}
      {rehearsal === null && practice !== 'none' && (
        <p className={styles.practice}>
          <Icon name="practice" size={14} />
          {t(practice === 'all' ? 'runs.facts.practice' : 'runs.facts.practiceSome')}
        </p>
      )}
      <Facts record={record} />
      <RunChart record={record} />
      <Rows record={record} />
      <Lines record={record} heading={heading} />
    </>
  );
}

function Facts({ record }: { readonly record: RunRecord }): ReactNode {
  const { show, plannedStart, plannedEnd, startedAt, endedAt } = record;
  return (
    <div className={styles.facts}>
      <dl>
        <div>
          <dt>{t('runs.facts.planned')}</dt>
          <dd>{rangeWords(plannedStart, plannedEnd, show.zone)}</dd>
        </div>
        <div>
          <dt>{t('runs.facts.actual')}</dt>
          <dd>{rangeWords(startedAt, endedAt, show.zone)}</dd>
        </div>
        <div>
          <dt>{standingWords(record)}</dt>
          <dd>
            <RunOver head={record} />
          </dd>
        </div>
      </dl>
      <p>{zoneWords(record)}</p>
    </div>
  );
}

/** By how much it ended over or under; a dash where nobody can know. */
export function RunOver({ head: { over } }: { readonly head: RunHead }): ReactNode {
  if (over === null) return t('runs.facts.unknown');
  return <Delta direction={deltaKind(over)}>{deltaWords(over)}</Delta>;
}

function Rows({ record: { rows, show, rehearsal } }: { readonly record: RunRecord }): ReactNode {
  return (
    <table className={styles.rows}>
      <caption>{t('runs.rows')}</caption>
      <thead>
        <tr>
          {(
            [
              'number',
              'segment',
              'plannedStart',
              'actualStart',
              'plannedLength',
              'actualLength',
              'off',
            ] as const
          ).map((name) => (
            <th key={name} scope="col">
              {t(`runs.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={index} row={row} zone={show.zone} mark={markOf(rehearsal)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: RecordRow;
  readonly zone: string;
  /** What stands at what did not go live. */
  readonly mark: string;
}

function markOf(rehearsal: RunRecord['rehearsal']): string {
  return t(rehearsal === null ? 'common.practice' : 'rehearsal.tag');
}

function Row({ row, zone, mark }: RowProps): ReactNode {
  const why = [...(row.state === 'done' ? [] : [t(`runs.state.${row.state}`)]), whysOf(row)]
    .filter((words) => words !== '')
    .join('; ');
  const slots = slotsWords(row);
  const unknown = t('runs.facts.unknown');
  return (
    <tr data-state={row.state}>
      <td>{row.number ?? unknown}</td>
      <th scope="row">
        <span dir="auto">{row.title}</span>
        {row.practice && <Tag tone="practice">{mark}</Tag>}
        {why !== '' && <p>{why}</p>}
        {slots !== '' && <p dir="auto">{slots}</p>}
      </th>
      <td>{clockWords(row.plannedStart, zone) || unknown}</td>
      <td>{clockWords(row.actualStart, zone) || unknown}</td>
      <td>{row.plannedLength === null ? unknown : formatLength(row.plannedLength)}</td>
      <td>{row.actualLength === null ? unknown : formatLength(row.actualLength)}</td>
      <td>
        {row.lengthOff === null ? (
          unknown
        ) : (
          <Delta direction={deltaKind(row.lengthOff)}>{deltaWords(row.lengthOff)}</Delta>
        )}
      </td>
    </tr>
  );
}

function Lines({ record: { lines, show, rehearsal }, heading: Heading }: RunReportProps): ReactNode {
  return (
    <section className={styles.lines} aria-labelledby="run-lines">
      <Heading id="run-lines">{t('runs.lines')}</Heading>
      <ol>
        {lines.map((line) => (
          <li key={line.seq} className={classes(styles.line, styles[line.tone])}>
            <Icon name={toneIcon[line.tone]} size={12} />
            <time>{formatClock(line.at, show.zone, { seconds: true })}</time>
            <span>{logSentence(line, show.zone)}</span>
            {line.practice && <Tag tone="practice">{markOf(rehearsal)}</Tag>}
          </li>
        ))}
      </ol>
    </section>
  );
}
