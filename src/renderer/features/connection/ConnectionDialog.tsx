import { type ReactNode, useId } from 'react';
import type { Health } from '../../../core/obs/health';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { gigabytes } from '../../ui/gigabytes';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import { AddressForm } from './AddressForm';
import { BackupChoice } from './BackupChoice';
import styles from './Connection.module.css';
import { InUse } from './InUse';
import { LinkState } from './LinkState';
import { PasswordForm } from './PasswordForm';
import { asksPassword } from './obsWords';

/** Which OBS the show drives, how that goes, and its password. */
export function ConnectionDialog(): ReactNode {
  return <Dialog first="obs" />;
}

/** The same, opened for the backup: that is what has the focus. */
export function BackupDialog(): ReactNode {
  return <Dialog first="backup" />;
}

interface DialogProps {
  readonly first: 'obs' | 'backup';
}

function Dialog({ first }: DialogProps): ReactNode {
  const asks = useMirror(({ obs }) => asksPassword(obs));
  return (
    <Drawer title={t('connection.title')}>
      <State />
      {asks && <PasswordForm of="obs" />}
      <Choice first={first} />
    </Drawer>
  );
}

function State(): ReactNode {
  const obs = useMirror((published) => published.obs);
  return (
    <LinkState obs={obs} retry="retryObs">
      {obs.health && (
        <p className={styles.kept} aria-live="off">
          <Icon name="wrench" size={14} />
          {healthWords(obs.health)}
        </p>
      )}
    </LinkState>
  );
}

function healthWords({ cpu, disk, dropped }: Health): string {
  if (disk === null) return t('outputs.healthNoDisk', { cpu, count: dropped });
  return t('outputs.health', { cpu, gigabytes: gigabytes(disk), count: dropped });
}

function Choice({ first }: DialogProps): ReactNode {
  const id = useId();
  const { call, refusal } = useCall();
  const practice = useMirror(({ obs }) => obs.practice);
  const address = useMirror(({ obs }) => obs.address);
  const isOpen = useMirror(({ session }) => session !== null);
  const real = !practice && address !== '';

  return (
    <>
      <section className={classes(styles.choice, real && styles.chosen)} aria-labelledby={`${id}-real`}>
        <h3 id={`${id}-real`}>
          {t('connection.real')}
          {real && <InUse />}
        </h3>
        <AddressForm of="obs" used={real ? address : null} autoFocus={false} />
      </section>
      {isOpen && <BackupChoice isFirst={first === 'backup'} />}
      <section
        className={classes(styles.choice, practice && styles.chosen)}
        aria-labelledby={`${id}-practice`}
      >
        <h3 id={`${id}-practice`}>
          {t('connection.practiceObs')}
          {practice && <InUse />}
        </h3>
        <div className={styles.row}>
          <p className={styles.how}>{t('connection.practiceHow')}</p>
          {!practice && (
            <Button onClick={() => void call('usePracticeObs', {})}>{t('connection.usePractice')}</Button>
          )}
        </div>
      </section>
      <RefusalLine refusal={refusal} />
    </>
  );
}
