import { type FormEvent, type ReactNode, useState } from 'react';
import { minute } from '../../../core/time/units';
import { nextInstantOf, readTime } from '../../../core/time/read';
import type { Instant } from '../../../core/time/units';
import { formatClock } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useClient, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Field } from '../../ui/Field';
import styles from './EndControls.module.css';

export interface EndControlsProps {
  readonly endsAt: Instant;
  readonly title: string;
}

/** When what is on air ends: a minute less, a minute more, or at a time that is typed. */
export function EndControls({ endsAt, title }: EndControlsProps): ReactNode {
  const presses = usePresses();
  const zone = useSession((session) => session.show.zone);
  const takeId = useSession(({ run }) => run.onAir?.takeId ?? null);
  const [typing, setTyping] = useState(false);
  if (takeId === null) return null;
  if (typing) return <EndField endsAt={endsAt} takeId={takeId} close={() => setTyping(false)} />;
  return (
    <span className={styles.controls}>
      <button
        type="button"
        className={styles.step}
        aria-label={t('deck.minuteLessLabel', { title })}
        aria-keyshortcuts="-"
        onClick={() => presses.adjustEnd(-minute)}
      >
        {t('deck.minuteLess')}
        <i>{t('deck.seconds')}</i>
      </button>
      <button
        type="button"
        className={styles.step}
        aria-label={t('deck.minuteMoreLabel', { title })}
        aria-keyshortcuts="plus"
        onClick={() => presses.adjustEnd(minute)}
      >
        {t('deck.minuteMore')}
        <i>{t('deck.seconds')}</i>
      </button>
      <button
        type="button"
        className={styles.ends}
        title={t('deck.endsHint')}
        onClick={() => setTyping(true)}
      >
        {t('deck.ends', { time: formatClock(endsAt, zone, { seconds: true }) })}
      </button>
    </span>
  );
}

interface EndFieldProps {
  readonly endsAt: Instant;
  readonly takeId: string;
  readonly close: () => void;
}

function EndField({ endsAt, takeId, close }: EndFieldProps): ReactNode {
  const client = useClient();
  const presses = usePresses();
  const zone = useSession((session) => session.show.zone);
  const [unread, setUnread] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('end');
    const reading = readTime(typeof typed === 'string' ? typed : '');
    if (!reading.ok) {
      setUnread(true);
      return;
    }
    const end =
      reading.value.kind === 'by'
        ? endsAt + reading.value.by
        : nextInstantOf(reading.value.at, zone, client.now());
    presses.send('clock', 'setEnd', { expectedOnAir: takeId, endsAt: end });
    close();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        name="end"
        aria-label={t('deck.endAt')}
        placeholder={t('deck.endAtHint')}
        aria-invalid={unread}
        title={unread ? t('deck.endAtUnread') : undefined}
        autoFocus
        className={styles.field}
        onBlur={(event) => {
          if (!event.currentTarget.form?.contains(event.relatedTarget)) close();
        }}
      />
      <button type="submit" className={styles.step}>
        {t('deck.setEnd')}
      </button>
    </form>
  );
}
