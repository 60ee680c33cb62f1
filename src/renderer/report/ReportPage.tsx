import { type ReactNode, useEffect } from 'react';
import type { RunRecord } from '../../core/asrun/record';
import { RunReport } from '../features/runs/RunReport';
import { beganWords } from '../features/runs/words';
import { t } from '../i18n/t';
import styles from './ReportPage.module.css';

/** The report of a run, for paper. */
export function ReportPage({ record }: { readonly record: RunRecord }): ReactNode {
  const { title } = record.show;
  useEffect(() => {
    document.title = `${title} – ${t('runs.report')}`;
  }, [title]);
  return (
    <main className={styles.page}>
      <header>
        <p>{t('runs.report')}</p>
        <h1 dir="auto">{title}</h1>
        <p>{beganWords(record)}</p>
      </header>
      <RunReport record={record} heading="h2" />
    </main>
  );
}
