import { t } from '../i18n/t';

/** What OBS answers while it changes its scene collection. */
const notReady = 207;

/**
 * Why OBS refused: in its own words, or by the number of its error where it gave none. Without the full stop that OBS
 * gives some of them: the sentence that it stands in has its own.
 */
export function obsReason({ code, comment }: { readonly code: number; readonly comment: string }): string {
  if (comment !== '') return comment.replace(/\.$/, '');
  return code === notReady ? t('connection.changingCollection') : t('connection.error', { code });
}
