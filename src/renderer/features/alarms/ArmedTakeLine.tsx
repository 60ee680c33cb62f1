import type { ReactNode } from 'react';
import { jumpedOver } from '../../../core/run/order';
import type { SegmentId } from '../../../core/show/model';
import { findSegment } from '../../../core/show/model';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { useNameOf } from '../cues/useNameOf';
import { besidesSentence, takeBesides } from '../deck/besides';
import { Line } from './Line';

/** Before a take out of turn: what goes on air, in place of what, and what it jumps over. */
export function ArmedTakeLine({ segmentId }: { readonly segmentId: SegmentId }): ReactNode {
  const presses = usePresses();
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const nameOf = useNameOf();
  const segment = findSegment(show, segmentId);
  const title = segment?.title ?? '';
  const besides = segment ? besidesSentence(takeBesides(show, run, segment), nameOf) : '';
  const how = howText(run.onAir?.segment.title ?? null, jumpedOver(show, run, segmentId));
  return (
    <Line
      tone="warning"
      sentence="cues.takeArmed"
      values={{ title, how: [how, besides].filter(Boolean).join(' ') }}
      actions={
        <>
          <Button size="small" look="recommended" onClick={() => presses.takeSegment(segmentId)}>
            {t('cues.takeOf', { title })}
          </Button>
          <Button size="small" onClick={() => presses.disarm()}>
            {t('alarms.cancel')}
          </Button>
        </>
      }
    />
  );
}

function howText(onAir: string | null, over: readonly { readonly title: string }[]): string {
  if (onAir === null) return t('cues.takeFirst');
  const [first] = over;
  return first
    ? t('cues.takeOver', { onAir, count: over.length, over: first.title })
    : t('cues.takeInPlace', { onAir });
}
