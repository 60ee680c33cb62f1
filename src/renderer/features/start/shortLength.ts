import type { Duration } from '../../../core/time/units';
import { minute } from '../../../core/time/units';
import { lengthParts } from '../../../core/time/write';
import { t } from '../../i18n/t';

/** A length as one says it in passing: `41 min`, `1 h 15 min`; seconds only where there is nothing else. */
export function shortLength(length: Duration): string {
  if (length > 0 && length < minute) return t('start.seconds', { seconds: Math.round(length / 1_000) });
  const { hours, minutes } = lengthParts(Math.round(length / minute) * minute);
  if (hours === 0) return t('start.minutes', { minutes });
  return minutes === 0 ? t('start.hours', { hours }) : t('start.hoursMinutes', { hours, minutes });
}
