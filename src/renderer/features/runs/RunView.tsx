import { type ReactNode, useEffect, useState } from 'react';
import type { RunRecord } from '../../../core/asrun/record';
import { useCall, useClient, useMirror } from '../../client/react';
import type { ScreenRefusal } from '../../client/client';
import { openRuns } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import text from '../../ui/text.module.css';
import { Adopt } from './Adopt';
import styles from './Run.module.css';
import { RunReport } from './RunReport';
import type { TextFormat } from './save';
import { fileIn, saveText } from './save';
import { useFirstFocus } from './useFirstFocus';
import { beganWords } from './words';

interface RunViewProps {
  readonly showId: string;
  readonly number: number;
}

/** One run: what it was, and the files it can be had as. */
export function RunView({ showId, number }: RunViewProps): ReactNode {
  const { call, refusal } = useCall();
  const [record, setRecord] = useState<RunRecord | null>(null);
  const head = useFirstFocus<HTMLDivElement>(true);
  useEffect(() => {
    let gone = false;
    void call('readRun', { showId, number }).then((reply) => {
      if (!gone && reply.ok) setRecord(reply.value);
    });
    return () => {
      gone = true;
    };
  }, [call, showId, number]);
  return (
    <>
      <div ref={head} className={styles.head}>
        <Button size="small" look="quiet" icon="undo" onClick={() => openRuns(showId)}>
          {t('runs.all')}
        </Button>
        {record && <h3 dir="auto">{record.show.title}</h3>}
        {record && <span className={text.soft}>{beganWords(record)}</span>}
      </div>
      <RefusalLine refusal={refusal} />
      {!record && !refusal && <p className={text.soft}>{t('runs.loading')}</p>}
      {record && <Files record={record} showId={showId} number={number} />}
      {record && record.rehearsal !== null && <Adopt record={record} />}
      {record && <RunReport record={record} heading="h3" />}
    </>
  );
}

interface FilesProps extends RunViewProps {
  readonly record: RunRecord;
}

type Outcome =
  | { readonly kind: 'none' | 'working' | 'downloaded' }
  | { readonly kind: 'saved'; readonly file: string }
  | { readonly kind: 'refused'; readonly refusal: ScreenRefusal };

function Files({ record, showId, number }: FilesProps): ReactNode {
  const client = useClient();
  const inApp = useMirror(({ app }) => app.shell === 'electron');
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const busy = outcome.kind === 'working';

  async function save(format: TextFormat | 'pdf'): Promise<void> {
    if (busy) return;
    setOutcome({ kind: 'working' });
    const reply =
      format === 'pdf'
        ? await client.call('saveRunPdf', { showId, number })
        : await saveText(client, record, format, inApp);
    if (reply === 'downloaded') setOutcome({ kind: 'downloaded' });
    else if (!reply.ok) setOutcome({ kind: 'refused', refusal: reply.refusal });
    else {
      const file = fileIn(reply.value);
      setOutcome(file === null ? { kind: 'none' } : { kind: 'saved', file });
    }
  }

  // They keep the focus while the file is made: they only do nothing meanwhile.
  const button = (format: TextFormat | 'pdf', words: string): ReactNode => (
    <Button icon="file" aria-disabled={busy || undefined} onClick={() => void save(format)}>
      {words}
    </Button>
  );
  return (
    <div className={styles.files}>
      <div className={styles.fileButtons}>
        {inApp && button('pdf', t('runs.savePdf'))}
        {button('csv', t('runs.saveCsv'))}
        {button('json', t('runs.saveJson'))}
        {!inApp && (
          <Button icon="external" onClick={() => window.open(pageOf(showId, number), '_blank', 'noopener')}>
            {t('runs.openPage')}
          </Button>
        )}
      </div>
      {!inApp && <p className={text.soft}>{t('runs.pdfNeedsApp')}</p>}
      <p className={styles.outcome} role="status">
        {outcome.kind === 'working' && t('runs.working')}
        {outcome.kind === 'downloaded' && t('runs.downloaded')}
        {outcome.kind === 'saved' && (
          <>
            <Icon name="check" size={14} />
            {t('runs.saved', { file: outcome.file })}
          </>
        )}
      </p>
      {outcome.kind === 'refused' && <RefusalLine refusal={outcome.refusal} />}
    </div>
  );
}

function pageOf(showId: string, number: number): string {
  return `/report/?${new URLSearchParams({ show: showId, run: String(number) }).toString()}`;
}
