import type { Duration } from '../../core/time/units';
import { deltaKind, formatDelta } from '../../core/time/write';
import { t } from '../i18n/t';

/** Sign and word: `+1:40 over`. */
export function deltaWords(delta: Duration): string {
  const kind = deltaKind(delta);
  return kind === 'onTime' ? t('common.onTime') : t(`common.${kind}`, { delta: formatDelta(delta) });
}
