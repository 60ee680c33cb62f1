import type { ReactNode } from 'react';
import type { ObsView } from '../../../core/obs/observed';
import type { Instant } from '../../../core/time/units';
import { formatCountdown } from '../../../core/time/write';
import { MachineTicking, useCall } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Connection.module.css';
import { mayRetry, obsAdvice, obsSentence, obsTone } from './obsWords';

interface LinkStateProps {
  readonly obs: ObsView;
  readonly retry: 'retryObs' | 'retryBackup';
  readonly children?: ReactNode;
}

/** Where the connection to an OBS stands, and what to do about it. */
export function LinkState({ obs, retry, children }: LinkStateProps): ReactNode {
  const { call, refusal } = useCall();
  const { link } = obs;
  const tone = obsTone(obs);
  const problem = link.status === 'retrying' || link.status === 'stopped' ? link.problem : null;
  return (
    <div className={styles.state} aria-live="polite">
      <p className={styles.sentence}>
        <span className={styles[tone.look]}>
          <Icon name={tone.icon} size={20} />
        </span>
        <b>{obsSentence(obs)}</b>
      </p>
      {problem !== null && <p>{obsAdvice(problem)}</p>}
      {mayRetry(obs) && (
        <p className={styles.row}>
          {link.status === 'retrying' && <NextTry at={link.retryAt} />}
          <Button size="small" onClick={() => void call(retry, {})}>
            {t('connection.tryNow')}
          </Button>
        </p>
      )}
      {children}
      {link.status === 'connected' && !obs.practice && obs.passwordKept !== null && (
        <p className={styles.kept}>
          <Icon name="lock" size={14} />
          {t(`connection.kept.${obs.passwordKept}`)}
        </p>
      )}
      <RefusalLine refusal={refusal} />
    </div>
  );
}

/** Counts, so it is no part of what is read aloud. */
function NextTry({ at }: { readonly at: Instant }): ReactNode {
  return (
    <span className={styles.count} aria-live="off">
      <MachineTicking
        text={(now) =>
          at > now ? t('connection.nextTry', { time: formatCountdown(at - now) }) : t('connection.tryingNow')
        }
      />
    </span>
  );
}
