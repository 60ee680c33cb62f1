import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { SetupDialog } from './SetupDialog';

/** What the show needs in its second OBS. */
export function BuildBackupDialog(): ReactNode {
  return <SetupDialog of="buildBackup" about={() => t('buildBackup.about')} />;
}
