import type { ReactNode } from 'react';
import { isHandsOff } from '../../../core/run/rehearsal';
import { offEnd } from '../../../core/run/timing';
import { deltaKind, formatClock, formatDelta } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { useTiming } from '../../client/timing';
import { openRuns } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Delta } from '../../ui/Delta';
import styles from './AirClock.module.css';
import { OutputsAfter } from './OutputsAfter';

/** After the end: when it was, how it went against the end that was agreed on, and the way to begin again. */
export function AfterShow(): ReactNode {
  const presses = usePresses();
  const endedAt = useSession((session) => session.run.endedAt);
  const zone = useSession((session) => session.show.zone);
  const showId = useSession((session) => session.show.id);
  const handsOff = useSession((session) => isHandsOff(session.run));
  const agreedEnd = useSession((session) => session.run.agreedEnd);
  const over = offEnd({ agreedEnd }, useTiming());
  return (
    <div className={styles.clock}>
      <div className={styles.note}>
        {endedAt !== null && (
          <p className={styles.ended}>
            {t('deck.endedAt', { time: formatClock(endedAt, zone, { seconds: true }) })}
            {over !== null && (
              <Delta direction={deltaKind(over)}>
                {t(`common.${deltaKind(over)}`, { delta: formatDelta(over) })}
              </Delta>
            )}
          </p>
        )}
        {!handsOff && <OutputsAfter />}
        <div className={styles.buttons}>
          <Button size="small" icon="file" onClick={() => openRuns(showId, 'latest')}>
            {t('deck.openReport')}
          </Button>
          <Button size="small" onClick={() => presses.resetRun()}>
            {t('deck.resetRun')}
          </Button>
        </div>
      </div>
    </div>
  );
}
