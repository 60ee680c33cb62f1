import { type ReactNode, useEffect, useState } from 'react';
import type { RunRecord } from '../../core/asrun/record';
import { useCall, useLink } from '../client/react';
import { t } from '../i18n/t';
import { Button } from '../ui/Button';
import { RefusalLine } from '../ui/RefusalLine';
import { ReportPage } from './ReportPage';
import styles from './ReportPage.module.css';

/** In a browser: the run that the page's address names, with a button to print it. */
export function AskedReport({ search }: { readonly search: string }): ReactNode {
  const { call, refusal } = useCall();
  const link = useLink();
  const [record, setRecord] = useState<RunRecord | null>(null);
  const asked = new URLSearchParams(search);
  const showId = asked.get('show') ?? '';
  const number = Number(asked.get('run'));
  const isAsked = showId !== '' && Number.isSafeInteger(number) && number > 0;
  useEffect(() => {
    if (link !== 'connected' || !isAsked) return;
    void call('readRun', { showId, number }).then((reply) => reply.ok && setRecord(reply.value));
  }, [call, link, showId, number, isAsked]);

  if (record)
    return (
      <>
        <header className={styles.bar}>
          <Button look="primary" onClick={() => window.print()}>
            {t('runs.print')}
          </Button>
          <p>{t('runs.printHow')}</p>
        </header>
        <ReportPage record={record} />
      </>
    );
  return (
    <main className={styles.page}>
      {refusal ? <RefusalLine refusal={refusal} /> : <p>{words(isAsked, link)}</p>}
    </main>
  );
}

function words(isAsked: boolean, link: ReturnType<typeof useLink>): string {
  if (!isAsked) return t('runs.noteOfPage');
  if (link === 'otherVersion') return t('console.otherVersion');
  return t(link === 'lost' ? 'console.lost' : 'runs.loading');
}
