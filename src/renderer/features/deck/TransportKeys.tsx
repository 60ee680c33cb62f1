import type { ReactNode } from 'react';
import { nextToName } from '../../../core/captions/policy';
import type { Action } from '../../actions/registry';
import { back, hold, nextCue, slate } from '../../actions/registry';
import { ariaKeys, capOf } from '../../actions/keys';
import { usePressState, useRun } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { backFace } from './backFace';
import styles from './TransportKeys.module.css';

/** Beside GO, Slate furthest away from it. */
export function TransportKeys(): ReactNode {
  const backArmed = usePressState((state) => state.armed?.what === 'back');
  return (
    <div className={styles.keys} role="group" aria-label={t('deck.transport')} data-back-armed={backArmed}>
      <NextCueKey />
      <HoldKey />
      <BackKey armed={backArmed} />
      <SlateKey />
    </div>
  );
}

interface TransportKeyProps {
  readonly action: Action;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  /** Where the key is too small for all that it would do. */
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
}

function TransportKey(props: TransportKeyProps): ReactNode {
  const { action, icon, title, detail, hint, pressed, disabled, className } = props;
  const run = useRun();
  const [press] = action.keys;
  return (
    <button
      type="button"
      data-testid={action.id}
      className={classes(styles.key, className)}
      aria-pressed={pressed}
      aria-disabled={disabled}
      aria-keyshortcuts={press && ariaKeys(press)}
      title={hint}
      onClick={() => run(action)}
    >
      <span className={styles.title}>
        <Icon name={icon} size={14} />
        <span className={text.ellipsis}>{title}</span>
      </span>
      {press && <Kbd>{capOf(press)}</Kbd>}
      <span className={classes(styles.detail, text.ellipsis)}>{detail}</span>
    </button>
  );
}

function NextCueKey(): ReactNode {
  const name = useSession(({ show, run }) => nextToName(show, run)?.name ?? null);
  return (
    <TransportKey
      action={nextCue}
      icon="caption"
      title={t('deck.nextCue')}
      detail={name ?? t('deck.noNextCue')}
      disabled={name === null}
      className={styles.cue}
    />
  );
}

function HoldKey(): ReactNode {
  const held = useSession((session) => session.run.held);
  return (
    <TransportKey
      action={hold}
      icon="pause"
      title={t(held ? 'deck.held' : 'deck.hold')}
      detail={t(held ? 'deck.heldHow' : 'deck.holdHow')}
      pressed={held}
      className={styles.hold}
    />
  );
}

/** Armed, it grows over its neighbours (not over Slate) to name what goes on air. */
function BackKey({ armed }: { readonly armed: boolean }): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const log = useSession((session) => session.log);
  const face = backFace(show, run, log);
  const title = face?.title ?? t('deck.backBefore');
  return (
    <TransportKey
      action={back}
      icon="undo"
      title={armed ? t('deck.backAgain', { title }) : t('deck.back')}
      detail={face ? (armed ? face.armedDetail : face.detail) : t('deck.backNothing')}
      hint={face?.armedDetail}
      disabled={!face}
      className={classes(styles.back, armed && styles.armed)}
    />
  );
}

export function SlateKey(): ReactNode {
  const on = useSession((session) => session.run.slate !== null);
  const scene = useSession((session) => session.show.slateScene);
  const returnsTo = useSession(({ run }) => (run.onAir ? run.onAir.segment.title : null));
  return (
    <TransportKey
      action={slate}
      icon="slate"
      title={t(on ? 'deck.leaveSlate' : 'deck.slate')}
      detail={on ? leaveWords(returnsTo) : (scene ?? t('deck.noSlate'))}
      hint={on && returnsTo !== null ? t('deck.leaveSlateHint', { title: returnsTo }) : undefined}
      pressed={on}
      disabled={!on && scene === null}
      className={styles.slate}
    />
  );
}

function leaveWords(title: string | null): string {
  return title === null ? t('deck.leaveSlateHow') : t('deck.leaveSlateFor', { title });
}
