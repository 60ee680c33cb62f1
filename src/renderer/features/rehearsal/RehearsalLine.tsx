import type { ReactNode } from 'react';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Line } from '../alarms/Line';

/** That this is no show, what OBS does meanwhile, and the way out. It stands as long as the rehearsal does. */
export function RehearsalLine(): ReactNode {
  const obs = useSession(({ run }) => run.rehearsal?.obs ?? null);
  const presses = usePresses();
  if (obs === null) return null;
  return (
    <Line
      tone="information"
      sentence={`rehearsal.strip.${obs}`}
      actions={
        <Button size="small" onClick={() => presses.leaveRehearsal()}>
          {t('rehearsal.leave')}
        </Button>
      }
    />
  );
}
