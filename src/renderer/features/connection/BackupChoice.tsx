import { type ReactNode, useId } from 'react';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { RefusalLine } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import { AddressForm } from './AddressForm';
import styles from './Connection.module.css';
import { InUse } from './InUse';
import { LinkState } from './LinkState';
import { PasswordForm } from './PasswordForm';
import { asksPassword } from './obsWords';

/** A second OBS for the open show: which, how that goes, and the way to be without. */
export function BackupChoice({ isFirst }: { readonly isFirst: boolean }): ReactNode {
  const id = useId();
  const { call, refusal } = useCall();
  const practice = useMirror(({ obs }) => obs.practice);
  const backup = useMirror((published) => published.backup?.obs ?? null);
  const asks = backup !== null && asksPassword(backup);
  return (
    <section className={classes(styles.choice, backup && styles.chosen)} aria-labelledby={id}>
      <h3 id={id}>
        {t('connection.backup')}
        {backup && <InUse />}
      </h3>
      {practice ? (
        <p className={styles.how}>{t('connection.backupOfPractice')}</p>
      ) : (
        <>
          <p className={styles.how}>{t('connection.backupHow')}</p>
          {backup && <LinkState obs={backup} retry="retryBackup" />}
          {asks && <PasswordForm of="backup" />}
          <AddressForm of="backup" used={backup?.address ?? null} autoFocus={isFirst && !asks} />
          {backup && (
            <p className={styles.row}>
              <Button onClick={() => void call('stopBackup', {})}>{t('connection.stopBackup')}</Button>
            </p>
          )}
          <RefusalLine refusal={refusal} />
        </>
      )}
    </section>
  );
}
