import { type ReactNode, useState } from 'react';
import type { Taken } from '../../../core/run/model';
import { nextInstantOf } from '../../../core/time/read';
import { day } from '../../../core/time/units';
import { formatClock } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import styles from './EndControls.module.css';
import { InstantForm } from './InstantForm';

/** Since when a segment is on air; pressed, it can be corrected. */
export function Since({ onAir }: { readonly onAir: Taken }): ReactNode {
  const presses = usePresses();
  const zone = useSession((session) => session.show.zone);
  const [typing, setTyping] = useState(false);
  const { takeId: expectedOnAir, startedAt, earlierStarts } = onAir;
  if (typing) {
    return (
      <InstantForm
        of={startedAt}
        words={{ label: t('deck.startAt'), hint: t('deck.startAtHint'), unread: t('deck.startAtUnread') }}
        // The last time that clocks showed it.
        instantAt={(at, now) => nextInstantOf(at, zone, now - day + 1)}
        set={(start) => presses.send('clock', 'setStart', { expectedOnAir, startedAt: start })}
        close={() => setTyping(false)}
      />
    );
  }
  return (
    <span className={styles.controls}>
      {earlierStarts.length > 0 && (
        <Button
          size="small"
          look="quiet"
          icon="undo"
          label={t('deck.undoStart')}
          onClick={() => presses.send('clock', 'undoStart', { expectedOnAir })}
        />
      )}
      <button
        type="button"
        className={styles.ends}
        title={t('deck.sinceHint')}
        onClick={() => setTyping(true)}
      >
        {t('deck.since', { time: formatClock(startedAt, zone, { seconds: true }) })}
      </button>
    </span>
  );
}
