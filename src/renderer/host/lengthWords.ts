import type { Duration } from '../../core/time/units';
import { lengthParts } from '../../core/time/write';
import { t } from '../i18n/t';

/** A length written out: `10 minutes`, `1 hour 5 minutes`, `42 seconds`. */
export function lengthWords(length: Duration): string {
  const { hours, minutes, seconds } = lengthParts(length);
  const words = [
    hours > 0 && t('host.hours', { count: hours }),
    minutes > 0 && t('host.minutes', { count: minutes }),
    (seconds > 0 || hours + minutes === 0) && t('host.seconds', { count: seconds }),
  ];
  return words.filter(Boolean).join(' ');
}
