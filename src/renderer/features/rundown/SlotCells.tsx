import type { ReactNode } from 'react';
import type { SpeakerId } from '../../../core/show/model';
import { second } from '../../../core/time/units';
import { formatClock, formatDelta, formatLength } from '../../../core/time/write';
import { useSlot } from '../../client/slots';
import { t } from '../../i18n/t';
import { Delta } from '../../ui/Delta';
import { expectedStart, lengthNow, overPlanned, plannedBeside } from './slots';
import styles from './Rundown.module.css';

interface SlotProps {
  readonly speakerId: SpeakerId;
}

/** When a person who is to come is expected to begin. */
export function SlotStart({ speakerId, zone }: SlotProps & { readonly zone: string }): ReactNode {
  const start = useSlot(speakerId, expectedStart);
  return (
    start !== null && <span className={styles.expected}>{formatClock(start, zone, { seconds: true })}</span>
  );
}

/** How long they spoke, or have. */
export function SlotLength({ speakerId }: SlotProps): ReactNode {
  const length = useSlot(speakerId, lengthNow);
  const planned = useSlot(speakerId, (slot) => slot.planned && slot.planned.length);
  if (length === null) return null;
  const title = planned === null ? undefined : t('rundown.slotPlanned', { time: formatLength(planned) });
  return <span title={title}>{formatLength(length)}</span>;
}

/** What the plan gave them, where it is another length, and by how much they are, or were, over their time. */
export function SlotBeside({ speakerId }: SlotProps): ReactNode {
  const planned = useSlot(speakerId, plannedBeside);
  const over = useSlot(speakerId, overPlanned);
  return (
    <span className={styles.slotBeside}>
      {planned !== null && (
        <span className={styles.slotPlanned}>
          {t('rundown.slotPlanned', { time: formatLength(planned) })}
        </span>
      )}
      {over !== null && over >= second && <Delta direction="over">{formatDelta(over)}</Delta>}
    </span>
  );
}
