import { type ReactNode, useState } from 'react';
import { minute } from '../../../core/time/units';
import { nextInstantOf } from '../../../core/time/read';
import type { Instant } from '../../../core/time/units';
import { formatClock } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import styles from './EndControls.module.css';
import { InstantForm } from './InstantForm';

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
  if (typing) {
    return (
      <InstantForm
        of={endsAt}
        words={{ label: t('deck.endAt'), hint: t('deck.endAtHint'), unread: t('deck.endAtUnread') }}
        instantAt={(at, now) => nextInstantOf(at, zone, now)}
        set={(end) => presses.send('clock', 'setEnd', { expectedOnAir: takeId, endsAt: end })}
        close={() => setTyping(false)}
      />
    );
  }
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
