import { type ReactNode, useState } from 'react';
import { useClient, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { RefusalLine } from '../../ui/RefusalLine';
import type { ScreenRefusal } from '../../client/client';
import { Switch } from '../../ui/Switch';
import { SetupDialog } from './SetupDialog';

/** What the captions need in OBS. */
export function CaptionSetupDialog(): ReactNode {
  return (
    <SetupDialog of="captionSetup" about={({ way }) => t(`captionSetup.way.${way}`)}>
      <PageChoice />
    </SetupDialog>
  );
}

/** Whether names come by a page, where OBS has browser sources. */
function PageChoice(): ReactNode {
  const client = useClient();
  const captions = useMirror(({ obs }) => obs.observed?.captions ?? null);
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);
  if (!captions?.canPage) return null;
  return (
    <div>
      <Switch
        checked={captions.way === 'page'}
        onChange={(on) =>
          void client
            .call('setCaptionPage', { on })
            .then((reply) => setRefusal(reply.ok ? null : reply.refusal))
        }
      >
        {t('captionSetup.byPage')}
      </Switch>
      {refusal && <RefusalLine refusal={refusal} />}
    </div>
  );
}
