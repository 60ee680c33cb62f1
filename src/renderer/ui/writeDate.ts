import type { CalendarDate } from '../../core/time/units';
import { parseDate } from '../../core/time/zone';
import { language } from '../i18n/t';

/** A calendar date in words: `27 October 2023`. */
export function writeDate(date: CalendarDate): string {
  const at = parseDate(date);
  if (at === null) return date;
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  // English dates are written day first, as in the rest of the app.
  const locale = language() === 'en' ? 'en-GB' : language();
  return new Intl.DateTimeFormat(locale, options).format(at);
}
