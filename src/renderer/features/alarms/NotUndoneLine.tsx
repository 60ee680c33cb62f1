import type { ReactNode } from 'react';
import type { NotUndone } from '../../../core/run/model';
import { usePresses } from '../../actions/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { effectText } from '../cues/cueText';
import { useNameOf } from '../cues/useNameOf';
import { Line } from './Line';

/** What Back left as it was, by name: it acts at once, and says so after. */
export function NotUndoneLine({ notUndone }: { readonly notUndone: NotUndone }): ReactNode {
  const presses = usePresses();
  const nameOf = useNameOf();
  const { title, cues, named } = notUndone;
  const left = [
    ...cues.map(({ effect }) => effectText(effect, nameOf)),
    ...named.map((id) => t('alarms.nameSeen', { name: nameOf(id) })),
  ];
  return (
    <Line
      tone="warning"
      sentence="alarms.notUndone"
      values={{ title, left: left.join(', ') }}
      actions={
        <Button size="small" look="quiet" onClick={() => presses.send('app', 'dismissNotUndone', {})}>
          {t('alarms.dismiss')}
        </Button>
      }
    />
  );
}
