import type { DurationProblem } from '../../../core/time/read';
import type { Duration } from '../../../core/time/units';
import { lengthParts } from '../../../core/time/write';
import { t } from '../../i18n/t';

/** A length written out, so that nobody has to guess how what was typed was read: `1 min 30 s`. */
export function lengthWords(length: Duration): string {
  const { hours, minutes, seconds } = lengthParts(length);
  const parts = [
    hours > 0 && t('edit.length.hours', { count: hours }),
    minutes > 0 && t('edit.length.minutes', { count: minutes }),
    seconds > 0 && t('edit.length.seconds', { count: seconds }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' ') : t('edit.length.nothing');
}

/** Why what was typed is no length, and what to do. */
export function readingProblem(problem: DurationProblem, hint: string, kept: string): string {
  switch (problem) {
    case 'empty':
      return t('edit.problem.empty', { kept });
    case 'negative':
      return t('edit.problem.negative');
    case 'notUnderstood':
      return t('edit.problem.notUnderstood', { hint });
  }
}
