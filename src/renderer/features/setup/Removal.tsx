import { type ReactNode, useEffect, useState } from 'react';
import type { RemovalPlan } from '../../../contract/calls';
import type { ScreenRefusal } from '../../client/client';
import { useClient, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Setup.module.css';

/** What was made in this OBS, and the way to take it away: folded, since it is seldom wanted. */
export function Removal(): ReactNode {
  const client = useClient();
  const [plan, setPlan] = useState<RemovalPlan | null>(null);
  const [working, setWorking] = useState(false);
  const [removed, setRemoved] = useState(false);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);
  const observed = useMirror(({ obs }) => obs.observed);
  const scenes = observed?.scenes ?? null;
  const program = observed?.program ?? null;
  const captions = observed?.captions ?? null;
  const sources = observed?.sources ?? null;

  useEffect(() => {
    let current = true;
    void client.call('planRemoval', {}).then((reply) => {
      // While a run is live, or OBS is away, there is nothing to be removed.
      if (current) setPlan(reply.ok ? reply.value : null);
    });
    return () => {
      current = false;
    };
  }, [client, scenes, program, captions, sources]);

  async function remove(): Promise<void> {
    setWorking(true);
    const reply = await client.call('removeBuilt', {});
    setWorking(false);
    setRemoved(reply.ok);
    setRefusal(reply.ok ? null : reply.refusal);
  }

  if (removed) {
    return (
      <p className={styles.done} role="status">
        <Icon name="check-circle" size={20} />
        {t('build.removed')}
      </p>
    );
  }
  if (plan === null || plan.removes.length + plan.keeps.length === 0) return null;
  return (
    <details className={styles.made}>
      <summary>{t('build.made')}</summary>
      {plan.removes.length > 0 && (
        <>
          <p className={styles.hint}>{t('build.removes')}</p>
          <ul className={styles.steps}>
            {plan.removes.map((scene) => (
              <li key={scene}>
                <Icon name="minus" size={14} />
                {t('common.scene', { scene })}
              </li>
            ))}
          </ul>
        </>
      )}
      {plan.keeps.length > 0 && (
        <>
          <p className={styles.hint}>{t('build.keeps')}</p>
          <ul className={styles.steps}>
            {plan.keeps.map((kept) => (
              <li key={kept.scene}>
                <Icon name="lock" size={14} />
                {t(`build.stays.${kept.why}`, { ...kept })}
              </li>
            ))}
          </ul>
        </>
      )}
      {refusal && <RefusalLine refusal={refusal} className={styles.refusal} />}
      {plan.removes.length > 0 && (
        <p className={styles.buttons}>
          <Button look="danger" disabled={working} onClick={() => void remove()}>
            {t(working ? 'build.removing' : 'build.remove')}
          </Button>
        </p>
      )}
    </details>
  );
}
