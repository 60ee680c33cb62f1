import { type ReactNode, useState } from 'react';
import type { RecentShow } from '../../../contract/published';
import { dateOf } from '../../../core/time/zone';
import { deltaKind, formatDelta } from '../../../core/time/write';
import { useMirror, useTick } from '../../client/react';
import { openRuns } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Delta } from '../../ui/Delta';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { writeDate } from '../../ui/writeDate';
import { shortLength } from './shortLength';
import styles from './RecentShows.module.css';
import type { Start } from './useStart';

/** With more shows than this, finding one by eye is work. */
const few = 6;

/** The shows on this machine, the latest first and largest. */
export function RecentShows({ start }: { readonly start: Start }): ReactNode {
  const recent = useMirror((published) => published.library.recent);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLocaleLowerCase();
  const found = recent.filter((show) => show.title.toLocaleLowerCase().includes(wanted));
  const [first, ...older] = found;
  return (
    <section className={styles.recent} aria-labelledby="recent-head">
      <div className={styles.head}>
        <h2 id="recent-head">{t('start.recent')}</h2>
        {recent.length > few && (
          <Field
            type="search"
            className={styles.find}
            aria-label={t('start.find')}
            placeholder={t('start.find')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
      {first ? (
        <Latest show={first} start={start} />
      ) : (
        <p className={styles.none}>{t(recent.length === 0 ? 'start.noRecent' : 'start.noneFound')}</p>
      )}
      <ul className={styles.older}>
        {older.map((show) => (
          <li key={show.id}>
            <Older show={show} start={start} />
            <RunsButton show={show} dense />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ShowProps {
  readonly show: RecentShow;
  readonly start: Start;
}

function Latest({ show, start }: ShowProps): ReactNode {
  const unfinished = show.run === 'unfinished' || show.run === 'rehearsing';
  return (
    <article className={styles.latest}>
      <div>
        <h3 dir="auto">{show.title}</h3>
        <p className={styles.when}>
          <When show={show} />
        </p>
      </div>
      {show.strip.length > 0 && <Strip show={show} />}
      <div className={styles.act}>
        <Standing show={show} />
        <span className={styles.buttons}>
          <RunsButton show={show} />
          {!unfinished && (
            <Button icon="repeat" disabled={start.busy} onClick={() => start.rehearse(show)}>
              {t('start.rehearseThis')}
            </Button>
          )}
          <Button look="primary" disabled={start.busy} onClick={() => start.open(show.id)}>
            {t(unfinished ? 'start.goOn' : 'start.openThis')}
          </Button>
        </span>
      </div>
    </article>
  );
}

interface RunsButtonProps {
  readonly show: RecentShow;
  /** In a row, where the title needs the room. */
  readonly dense?: boolean;
}

/** What a show was, where it was run. */
function RunsButton({ show, dense = false }: RunsButtonProps): ReactNode {
  if (show.run === 'none' && show.over === null) return null;
  return (
    <Button
      {...(dense ? { size: 'small', look: 'quiet' } : { icon: 'file' })}
      aria-label={t('start.runsOf', { title: show.title })}
      onClick={() => openRuns(show.id)}
    >
      {t('start.runs')}
    </Button>
  );
}

function Older({ show, start }: ShowProps): ReactNode {
  return (
    <button type="button" className={styles.old} disabled={start.busy} onClick={() => start.open(show.id)}>
      <span className={styles.oldWords}>
        <b className={text.ellipsis} dir="auto">
          {show.title}
        </b>
        <span className={text.ellipsis} title={show.fileName}>
          <When show={show} />
        </span>
      </span>
      <Standing show={show} />
    </button>
  );
}

/** `27 October 2023 · 1 h 25 min`; today is said so. */
function When({ show }: { readonly show: RecentShow }): ReactNode {
  const today = useTick((now) => show.date !== null && show.date === dateOf(now, show.zone));
  const date = show.date === null ? t('start.undated') : today ? t('start.today') : writeDate(show.date);
  return [date, shortLength(show.length)].join(' · ');
}

function Strip({ show }: { readonly show: RecentShow }): ReactNode {
  const columns = show.strip.map(({ duration }) => `minmax(0, ${duration}fr)`).join(' ');
  const counts = [
    t('start.segments', { count: show.segments }),
    t('start.people', { count: show.people }),
  ].join(' · ');
  return (
    <div>
      <ol className={styles.strip} style={{ gridTemplateColumns: columns }} aria-label={t('start.strip')}>
        {show.strip.map(({ title }, index) => (
          <li key={index} title={title}>
            <span>{title}</span>
          </li>
        ))}
      </ol>
      <p className={styles.counts}>
        <span className={text.ellipsis} title={show.fileName}>
          {show.fileName}
        </span>
        <span>{counts}</span>
      </p>
    </div>
  );
}

/** How its last run went: not yet, still going, or ended and by how much over. */
function Standing({ show }: { readonly show: RecentShow }): ReactNode {
  switch (show.run) {
    case 'none':
      return (
        <span className={styles.standing}>
          <Icon name="edit" size={12} />
          {t('start.draft')}
        </span>
      );
    case 'rehearsing':
      return <Tag tone="practice">{t('rehearsal.tag')}</Tag>;
    case 'unfinished':
      return <Tag tone="warn">{t('start.unfinished')}</Tag>;
    case 'ended':
      return (
        <span className={classes(styles.standing, text.numbers)}>
          <Icon name="check" size={12} />
          {t('start.asRun')}
          {show.over !== null && (
            <Delta direction={deltaKind(show.over)}>
              {t(`common.${deltaKind(show.over)}`, { delta: formatDelta(show.over) })}
            </Delta>
          )}
        </span>
      );
  }
}
