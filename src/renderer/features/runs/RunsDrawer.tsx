import { type ReactNode, useEffect, useState } from 'react';
import type { ListedRun, RunList } from '../../../contract/runRecord';
import { formatLength } from '../../../core/time/write';
import { useCall } from '../../client/react';
import { openRuns, useView } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import text from '../../ui/text.module.css';
import styles from './Run.module.css';
import { RunOver } from './RunReport';
import { RunView } from './RunView';
import { useFirstFocus } from './useFirstFocus';
import { beganWords, rehearsedWords, standingWords } from './words';

/** The runs of a show, or one of them. */
export function RunsDrawer(): ReactNode {
  const place = useView((view) => view.runsOf);
  if (!place) return null;
  const { showId, run } = place;
  return (
    <Drawer title={t(run === null ? 'runs.title' : 'runs.report')} wide>
      {run === null || run === 'latest' ? (
        <Runs key={showId} showId={showId} latest={run === 'latest'} />
      ) : (
        <RunView key={run} showId={showId} number={run} />
      )}
    </Drawer>
  );
}

interface RunsProps {
  readonly showId: string;
  /** Goes on to the latest one as soon as it is known. */
  readonly latest: boolean;
}

function Runs({ showId, latest }: RunsProps): ReactNode {
  const { call, refusal } = useCall();
  const [list, setList] = useState<RunList | null>(null);
  const place = useFirstFocus<HTMLOListElement>(list !== null);
  useEffect(() => {
    let gone = false;
    void call('listRuns', { showId }).then((reply) => {
      if (gone || !reply.ok) return;
      const [first] = reply.value.runs;
      if (latest && first) openRuns(showId, first.number);
      else setList(reply.value);
    });
    return () => {
      gone = true;
    };
  }, [call, showId, latest]);
  if (refusal) return <RefusalLine refusal={refusal} />;
  if (!list) return <p className={text.soft}>{t('runs.loading')}</p>;
  return (
    <>
      {list.runs.length === 0 ? (
        <p className={text.soft}>{t('runs.none')}</p>
      ) : (
        <ol ref={place} className={styles.runs} aria-label={t('runs.list')}>
          {list.runs.map((head) => (
            <Run key={head.number} showId={showId} head={head} />
          ))}
        </ol>
      )}
      {list.unreadable > 0 && (
        <p className={styles.unreadable}>
          <Icon name="warn" size={14} />
          {t('runs.unreadable', { count: list.unreadable })}
        </p>
      )}
    </>
  );
}

interface RunProps {
  readonly showId: string;
  readonly head: ListedRun;
}

function Run({ showId, head }: RunProps): ReactNode {
  const { number, startedAt, endedAt, practice, rehearsal, over, end } = head;
  // The clock of a rehearsal is that of the show: which one it was, the machine's says.
  const began = rehearsal === null ? beganWords(head) : rehearsedWords(head);
  return (
    <li className={styles.run}>
      <div>
        <b>{rehearsal === null ? began : t('runs.rehearsed', { began })}</b>
        <p>
          {standingWords(head)}
          {startedAt !== null && endedAt !== null && (
            <> · {t('runs.length', { length: formatLength(endedAt - startedAt) })}</>
          )}
        </p>
      </div>
      <span className={styles.marks}>
        {rehearsal !== null && <Tag tone="practice">{t('rehearsal.tag')}</Tag>}
        {rehearsal === null && practice !== 'none' && (
          <Tag tone="practice">{t(`runs.practice.${practice}`)}</Tag>
        )}
        {end !== 'whole' && <Tag tone="warn">{t('runs.cutShort')}</Tag>}
        {over !== null && <RunOver head={head} />}
      </span>
      <Button aria-label={t('runs.openNamed', { began })} onClick={() => openRuns(showId, number)}>
        {t('runs.open')}
      </Button>
    </li>
  );
}
