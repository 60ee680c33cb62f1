import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { SetupDialog } from './SetupDialog';

/** What the captions need in OBS. */
export function CaptionSetupDialog(): ReactNode {
  return <SetupDialog of="captionSetup" about={({ way }) => t(`captionSetup.way.${way}`)} />;
}
