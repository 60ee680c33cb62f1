import type { ReactNode } from 'react';
import type { Backup } from '../../../contract/published';
import { useMirror } from '../../client/react';
import { openOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import { Stat } from './Stat';
import styles from './TopBar.module.css';

/** The second OBS: whether it is there, and as the first. Never red, for viewers do not see it. */
export function BackupStat(): ReactNode {
  const backup = useMirror((published) => published.backup);
  if (!backup) return null;
  const { look, icon, words } = faceOf(backup);
  return (
    <Stat label={t('topbar.backup')}>
      <button
        type="button"
        className={classes(styles.link, styles[look])}
        title={t('topbar.backupHint')}
        onClick={() => openOverlay('backup')}
      >
        <Icon name={icon} size={14} />
        {words}
      </button>
    </Stat>
  );
}

interface Face {
  readonly look: 'connected' | 'connecting' | 'differs';
  readonly icon: IconName;
  readonly words: string;
}

function faceOf({ obs: { link }, difference }: Backup): Face {
  switch (link.status) {
    case 'connecting':
      return { look: 'connecting', icon: 'spinner', words: t('topbar.connecting') };
    case 'retrying':
    case 'stopped':
      return { look: 'differs', icon: 'warn', words: t(`topbar.${link.status}`) };
    case 'connected':
      return difference
        ? { look: 'differs', icon: 'warn', words: t('topbar.backupDiffers') }
        : { look: 'connected', icon: 'check-circle', words: t('topbar.connected') };
  }
}
