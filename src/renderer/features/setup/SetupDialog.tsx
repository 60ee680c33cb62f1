import { type ReactNode, useEffect, useState } from 'react';
import type { CaptionSetupPlan } from '../../../contract/calls';
import type { Published } from '../../../contract/published';
import type { ObsView } from '../../../core/obs/observed';
import type { ScreenRefusal } from '../../client/client';
import { useClient, useMirror } from '../../client/react';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Setup.module.css';
import { stepWords } from './stepWords';

type Stage =
  | { readonly at: 'planning' }
  /** `refusal`: what OBS said when it was pressed before, and made a part of it or nothing. */
  | { readonly at: 'planned'; readonly plan: CaptionSetupPlan; readonly refusal: ScreenRefusal | null }
  | { readonly at: 'working'; readonly plan: CaptionSetupPlan }
  | { readonly at: 'done'; readonly plan: CaptionSetupPlan }
  | { readonly at: 'refused'; readonly refusal: ScreenRefusal };

export interface SetupDialogProps {
  /** Its sentences, and by them its calls. */
  readonly of: keyof typeof callsOf;
  readonly about: (plan: CaptionSetupPlan) => string;
  /** Below it, except while it works. */
  readonly children?: ReactNode;
}

function mainObs({ obs }: Published): ObsView | null {
  return obs;
}

function backupObs({ backup }: Published): ObsView | null {
  return backup?.obs ?? null;
}

const callsOf = {
  captionSetup: { plan: 'planCaptionSetup', make: 'setUpCaptions', there: mainObs },
  build: { plan: 'planBuild', make: 'buildObs', there: mainObs },
  buildBackup: { plan: 'planBackup', make: 'buildBackup', there: backupObs },
} as const;

/** What is to be made in OBS: shown first, made when the operator says so. */
export function SetupDialog({ of, about, children }: SetupDialogProps): ReactNode {
  const client = useClient();
  const [stage, setStage] = useState<Stage>({ at: 'planning' });
  // What OBS has may change while this is open: the plan is what would be made now.
  const calls = callsOf[of];
  const scenes = useMirror((all) => calls.there(all)?.observed?.scenes ?? null);
  const captions = useMirror((all) => calls.there(all)?.observed?.captions ?? null);
  const connected = useMirror((all) => calls.there(all)?.link.status === 'connected');

  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    void client.call(calls.plan, {}).then((reply) => {
      if (!current) return;
      setStage((now) => {
        if (now.at === 'working' || now.at === 'done') return now;
        if (!reply.ok) return { at: 'refused', refusal: reply.refusal };
        return { at: 'planned', plan: reply.value, refusal: now.at === 'planned' ? now.refusal : null };
      });
    });
    return () => {
      current = false;
    };
  }, [client, calls, scenes, captions, connected, asked]);

  async function make(made: CaptionSetupPlan): Promise<void> {
    setStage({ at: 'working', plan: made });
    const reply = await client.call(calls.make, {});
    if (reply.ok) return setStage({ at: 'done', plan: made });
    const { refusal } = reply;
    const left = await client.call(calls.plan, {});
    setStage(
      left.ok ? { at: 'planned', plan: left.value, refusal } : { at: 'refused', refusal: left.refusal },
    );
  }

  return (
    <Drawer title={t(`${of}.title`)}>
      <Shown
        of={of}
        about={about}
        stage={stage}
        make={(made) => void make(made)}
        again={() => setAsked(asked + 1)}
      />
      {stage.at !== 'working' && children}
    </Drawer>
  );
}

interface ShownProps extends Pick<SetupDialogProps, 'of' | 'about'> {
  readonly stage: Stage;
  readonly make: (plan: CaptionSetupPlan) => void;
  readonly again: () => void;
}

function Shown({ of, about, stage, make, again }: ShownProps): ReactNode {
  switch (stage.at) {
    case 'planning':
      return <p role="status">{t(`${of}.planning`)}</p>;
    case 'refused':
      return (
        <>
          <RefusalLine refusal={stage.refusal} className={styles.refusal} />
          <p className={styles.buttons}>
            <Button onClick={again}>{t(`${of}.lookAgain`)}</Button>
          </p>
        </>
      );
    case 'done':
      return <Done words={t(`${of}.done`)} />;
    case 'planned':
    case 'working':
      if (stage.plan.steps.length === 0) return <Done words={t(`${of}.complete`)} />;
      return <Plan of={of} about={about} stage={stage} make={make} />;
  }
}

interface PlanProps extends Pick<ShownProps, 'of' | 'about' | 'make'> {
  readonly stage: Extract<Stage, { at: 'planned' | 'working' }>;
}

function Plan({ of, about, stage, make }: PlanProps): ReactNode {
  const { plan } = stage;
  const working = stage.at === 'working';
  const refusal = stage.at === 'planned' ? stage.refusal : null;
  return (
    <>
      {refusal ? <RefusalLine refusal={refusal} className={styles.refusal} /> : <p>{about(plan)}</p>}
      <div>
        <h3 className={styles.head}>{t(`${of}.${refusal ? 'isLeft' : 'willMake'}`)}</h3>
        <ol className={styles.steps}>
          {plan.steps.map((step, index) => (
            <li key={index}>
              <Icon name="plus" size={14} />
              {stepWords(step)}
            </li>
          ))}
        </ol>
      </div>
      <p className={styles.hint}>{t(`${of}.nothingElse`)}</p>
      <p className={styles.buttons}>
        <Button look="quiet" onClick={closeOverlay}>
          {t('common.cancel')}
        </Button>
        <Button key={stage.at} look="primary" autoFocus disabled={working} onClick={() => make(plan)}>
          {t(working ? `${of}.working` : `${of}.make`)}
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
