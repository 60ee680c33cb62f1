import { type ReactNode, useId, useState } from 'react';
import type { RehearsalObs } from '../../../core/run/model';
import { useCall, useSession } from '../../client/react';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Rehearse.module.css';

const kinds = ['untouched', 'preview', 'practice'] as const satisfies readonly RehearsalObs[];

/** What a rehearsal is, and what OBS is to do in it. */
export function RehearseDialog(): ReactNode {
  const name = useId();
  const { call, refusal } = useCall();
  const isLive = useSession(({ run }) => run.phase === 'live');
  const [obs, setObs] = useState<RehearsalObs>('untouched');
  return (
    <Drawer title={t('rehearsal.title')}>
      <p className={styles.how}>{t('rehearsal.how')}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void call('startRehearsal', { obs }).then((reply) => reply.ok && closeOverlay());
        }}
      >
        <fieldset className={styles.kinds}>
          <legend>{t('rehearsal.obs')}</legend>
          {kinds.map((kind) => (
            <label key={kind} className={styles.kind} htmlFor={`${name}-${kind}`}>
              <input
                type="radio"
                id={`${name}-${kind}`}
                name={name}
                checked={obs === kind}
                autoFocus={obs === kind}
                aria-describedby={`${name}-${kind}-how`}
                onChange={() => setObs(kind)}
              />
              <span>{t(`rehearsal.kind.${kind}`)}</span>
              <span id={`${name}-${kind}-how`} className={styles.how}>
                {t(`rehearsal.kindHow.${kind}`)}
              </span>
            </label>
          ))}
        </fieldset>
        <RefusalLine refusal={refusal} />
        {isLive && <p className={styles.how}>{t('rehearsal.live')}</p>}
        <Button type="submit" look="primary" icon="repeat" disabled={isLive}>
          {t('rehearsal.start')}
        </Button>
      </form>
    </Drawer>
  );
}
