import { type ReactNode, useEffect, useState } from 'react';
import type { CaptionSetupPlan } from '../../../contract/calls';
import type { ScreenRefusal } from '../../client/client';
import { useClient, useMirror } from '../../client/react';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './CaptionSetup.module.css';
import { stepWords } from './stepWords';

type Stage =
  | { readonly at: 'planning' }
  | { readonly at: 'planned'; readonly plan: CaptionSetupPlan }
  | { readonly at: 'working'; readonly plan: CaptionSetupPlan }
  | { readonly at: 'done'; readonly plan: CaptionSetupPlan }
  | { readonly at: 'refused'; readonly refusal: ScreenRefusal };

/** What the captions need in OBS: shown first, made when the operator says so. */
export function CaptionSetupDialog(): ReactNode {
  const client = useClient();
  const [stage, setStage] = useState<Stage>({ at: 'planning' });
  // What OBS has may change while this is open: the plan is what would be made now.
  const captions = useMirror(({ obs }) => obs.observed?.captions ?? null);
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');

  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    void client.call('planCaptionSetup', {}).then((reply) => {
      if (!current) return;
      setStage((now) => {
        if (now.at === 'working' || now.at === 'done') return now;
        return reply.ok ? { at: 'planned', plan: reply.value } : { at: 'refused', refusal: reply.refusal };
      });
    });
    return () => {
      current = false;
    };
  }, [client, captions, connected, asked]);

  async function make(made: CaptionSetupPlan): Promise<void> {
    setStage({ at: 'working', plan: made });
    const reply = await client.call('setUpCaptions', {});
    setStage(reply.ok ? { at: 'done', plan: made } : { at: 'refused', refusal: reply.refusal });
  }

  return (
    <Drawer title={t('captionSetup.title')}>
      <Shown stage={stage} make={(made) => void make(made)} again={() => setAsked(asked + 1)} />
    </Drawer>
  );
}

interface ShownProps {
  readonly stage: Stage;
  readonly make: (plan: CaptionSetupPlan) => void;
  readonly again: () => void;
}

function Shown({ stage, make, again }: ShownProps): ReactNode {
  switch (stage.at) {
    case 'planning':
      return <p role="status">{t('captionSetup.planning')}</p>;
    case 'refused':
      return (
        <>
          <RefusalLine refusal={stage.refusal} className={styles.refusal} />
          <p className={styles.buttons}>
            <Button onClick={again}>{t('captionSetup.lookAgain')}</Button>
          </p>
        </>
      );
    case 'done':
      return <Done words={t('captionSetup.done')} />;
    case 'planned':
    case 'working':
      if (stage.plan.steps.length === 0) return <Done words={t('captionSetup.complete')} />;
      return <Plan plan={stage.plan} working={stage.at === 'working'} make={make} />;
  }
}

interface PlanProps {
  readonly plan: CaptionSetupPlan;
  readonly working: boolean;
  readonly make: (plan: CaptionSetupPlan) => void;
}

function Plan({ plan, working, make }: PlanProps): ReactNode {
  return (
    <>
      <p>{t(`captionSetup.way.${plan.way}`)}</p>
      <div>
        <h3 className={styles.head}>{t('captionSetup.willMake')}</h3>
        <ol className={styles.steps}>
          {plan.steps.map((step, index) => (
            <li key={index}>
              <Icon name="plus" size={14} />
              {stepWords(step)}
            </li>
          ))}
        </ol>
      </div>
      <p className={styles.hint}>{t('captionSetup.nothingElse')}</p>
      <p className={styles.buttons}>
        <Button look="quiet" onClick={closeOverlay}>
          {t('common.cancel')}
        </Button>
        <Button look="primary" data-first disabled={working} onClick={() => make(plan)}>
          {t(working ? 'captionSetup.working' : 'captionSetup.make')}
        </Button>
      </p>
    </>
  );
}

function Done({ words }: { readonly words: string }): ReactNode {
  return (
    <>
      <p className={styles.done} role="status">
        <Icon name="check-circle" size={20} />
        {words}
      </p>
      <p className={styles.buttons}>
        <Button autoFocus onClick={closeOverlay}>
          {t('common.close')}
        </Button>
      </p>
    </>
  );
}
