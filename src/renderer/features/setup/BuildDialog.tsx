import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { Removal } from './Removal';
import { SetupDialog } from './SetupDialog';

/** All that the show needs in OBS; and what was made there, to be taken away again. */
export function BuildDialog(): ReactNode {
  return (
    <SetupDialog of="build" about={() => t('build.about')}>
      <Removal />
    </SetupDialog>
  );
}
