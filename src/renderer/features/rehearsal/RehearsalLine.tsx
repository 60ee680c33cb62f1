import type { ReactNode } from 'react';
import { speeds } from '../../../core/run/rehearsal';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Line } from '../alarms/Line';
import styles from './RehearsalLine.module.css';

/** That this is no show, what OBS does meanwhile, how fast the clock runs, and the way out: as long as it lasts. */
export function RehearsalLine(): ReactNode {
  const rehearsal = useSession(({ run }) => run.rehearsal);
  const presses = usePresses();
  if (rehearsal === null) return null;
  const { obs, speed } = rehearsal;
  return (
    <Line
      tone="information"
      sentence={`rehearsal.strip.${obs}`}
      actions={
        <>
          <span className={styles.speeds} role="group" aria-label={t('rehearsal.speed')}>
            {speeds.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === speed}
                onClick={() => presses.send('app', 'setRehearsalSpeed', { speed: one })}
              >
                {t('rehearsal.times', { speed: one })}
              </button>
            ))}
          </span>
          <Button size="small" onClick={() => presses.leaveRehearsal()}>
            {t('rehearsal.leave')}
          </Button>
        </>
      }
    />
  );
}
