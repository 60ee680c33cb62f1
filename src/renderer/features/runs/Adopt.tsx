import { type ReactNode, useState } from 'react';
import type { RunRecord } from '../../../core/asrun/record';
import type { Show } from '../../../core/show/model';
import { formatLength } from '../../../core/time/write';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { RefusalLine } from '../../ui/RefusalLine';
import text from '../../ui/text.module.css';
import styles from './Run.module.css';
import type { Adoptable } from './adopt';
import { adoptable, adoption, isNews } from './adopt';

/** What was rehearsed, beside the plan: each time can be taken over, as an edit like any other. */
export function Adopt({ record }: { readonly record: RunRecord }): ReactNode {
  const show = useMirror(({ session }) => session?.show ?? null);
  return (
    <section className={styles.adopt} aria-labelledby="run-adopt">
      <h4 id="run-adopt">{t('runs.adopt.title')}</h4>
      {show === null && <p className={text.soft}>{t('runs.adopt.notOpen')}</p>}
      {show !== null && show.id !== record.show.id && <p className={text.soft}>{t('runs.adopt.other')}</p>}
      {show?.id === record.show.id && <Times all={adoptable(record, show)} show={show} />}
    </section>
  );
}

function Times({ all, show }: { readonly all: readonly Adoptable[]; readonly show: Show }): ReactNode {
  const { call, refusal } = useCall();
  const canUndo = useMirror(({ session }) => session?.canUndo ?? false);
  /** Edits made here: what was edited before is undone where it was edited. */
  const [made, setMade] = useState(0);
  const news = all.filter(isNews);
  const use = (some: readonly Adoptable[]): void =>
    void call('edit', { edit: adoption(some) }).then((reply) => reply.ok && setMade((count) => count + 1));
  const undo = (): void =>
    void call('undoEdit', {}).then((reply) => reply.ok && setMade((count) => count - 1));
  if (all.length === 0) return <p className={text.soft}>{t('runs.adopt.none')}</p>;
  return (
    <>
      <ul aria-label={show.title}>
        {all.map((one) => (
          <li key={one.segmentId}>
            <span className={text.ellipsis} dir="auto" title={one.title}>
              {one.title}
            </span>
            <span className={styles.lengths}>
              {one.planned !== null && isNews(one)
                ? t('runs.adopt.lengths', {
                    planned: formatLength(one.planned),
                    rehearsed: formatLength(one.rehearsed),
                  })
                : formatLength(one.rehearsed)}
            </span>
            <Take one={one} use={use} />
          </li>
        ))}
      </ul>
      <RefusalLine refusal={refusal} />
      <p className={styles.fileButtons}>
        {news.length > 1 && (
          <Button onClick={() => use(news)}>{t('runs.adopt.all', { count: news.length })}</Button>
        )}
        {canUndo && made > 0 && (
          <Button look="quiet" icon="undo" onClick={undo}>
            {t('actions.undoEdit')}
          </Button>
        )}
      </p>
    </>
  );
}

interface TakeProps {
  readonly one: Adoptable;
  readonly use: (some: readonly Adoptable[]) => void;
}

function Take({ one, use }: TakeProps): ReactNode {
  if (one.planned === null) return <span className={text.soft}>{t('runs.adopt.gone')}</span>;
  const length = formatLength(one.rehearsed);
  const isSo = !isNews(one);
  // One button throughout: it keeps the focus when it has done what it says.
  return (
    <Button
      size="small"
      look={isSo ? 'quiet' : 'plain'}
      icon={isSo ? 'check' : undefined}
      aria-disabled={isSo || undefined}
      aria-label={t(isSo ? 'runs.adopt.isSoNamed' : 'runs.adopt.useNamed', { length, title: one.title })}
      onClick={() => !isSo && use([one])}
    >
      {isSo ? t('runs.adopt.isSo') : t('runs.adopt.use', { length })}
    </Button>
  );
}
