import type { CalendarDate, Instant, TimeOfDay } from './units';
import { day, hour, minute, second } from './units';

/**
 * Wall-clock arithmetic over the runtime's own time-zone tables (`Intl`). Pure: the same arguments
 * give the same answer for the same table.
 */

/** en-US knows few European abbreviations; en-GB knows CET and CEST. */
const european = 'en-GB';

// To make one takes milliseconds, so one serves both readings of a zone: its wall clock and its name.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string, language = european): Intl.DateTimeFormat {
  const key = `${language}|${zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(language, {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** Whether the runtime knows this IANA zone name, e.g. `Europe/Paris`. */
export function isZone(zone: string): boolean {
  try {
    formatterFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock at an instant, written as if it were UTC, in ms. */
function wallOf(instant: Instant, zone: string): number {
  const found: Record<string, number> = {};
  for (const part of formatterFor(zone).formatToParts(instant)) found[part.type] = Number(part.value);
  const { year = 1970, month = 1, day: date = 1, hour: h = 0, minute: m = 0, second: s = 0 } = found;
  const millisecond = ((instant % second) + second) % second;
  return Date.UTC(year, month - 1, date, h, m, s) + millisecond;
}

// Offsets change on quarter hours at the earliest, so one look-up serves a whole quarter.
const offsets = new Map<string, number>();
const offsetsKept = 5_000;

function offsetAt(instant: Instant, zone: string): number {
  const quarter = Math.floor(instant / (15 * minute));
  const key = `${zone}|${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const start = quarter * 15 * minute;
  const offset = wallOf(start, zone) - start;
  if (offsets.size >= offsetsKept) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** Midnight of a calendar date, written as if it were UTC, in ms; `null` for what is no date. */
export function parseDate(date: CalendarDate): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return writeDate(at) === date ? at : null;
}

function writeDate(utc: number): CalendarDate {
  // Civil-from-days (H. Hinnant): core may not construct a Date.
  const days = Math.floor(utc / day) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export interface ZonedInstant {
  readonly instant: Instant;
  /** The time of day does not exist on that date: the zone's clocks jump over it. */
  readonly skipped: boolean;
}

/**
 * The instant of a time of day on a date in a zone. A time that a clock change skips is read with the
 * offset from before the change (02:30 becomes 03:30); of a time that comes twice, the first counts.
 * This is what RFC 5545 and Temporal's "compatible" do.
 */
export function instantOf(date: CalendarDate, time: TimeOfDay, zone: string): ZonedInstant {
  const wall = (parseDate(date) ?? 0) + time;
  const [first] = instantsAt(wall, zone);
  return first === undefined
    ? { instant: wall - offsetAt(wall - day, zone), skipped: true }
    : { instant: first, skipped: false };
}

/** Each instant at which clocks show that time of day on that date: none, one, or two where it comes twice. */
export function instantsOf(date: CalendarDate, time: TimeOfDay, zone: string): readonly Instant[] {
  return instantsAt((parseDate(date) ?? 0) + time, zone);
}

/** `wall`: written as if it were UTC. */
function instantsAt(wall: number, zone: string): readonly Instant[] {
  const before = wall - offsetAt(wall - day, zone);
  const after = wall - offsetAt(wall + day, zone);
  const candidates = before === after ? [before] : [Math.min(before, after), Math.max(before, after)];
  return candidates.filter((candidate) => candidate + offsetAt(candidate, zone) === wall);
}

/** The date in a zone at an instant. */
export function dateOf(instant: Instant, zone: string): CalendarDate {
  return writeDate(instant + offsetAt(instant, zone));
}

/** The time of day in a zone at an instant, 0 ≤ t < 24 h. */
export function timeOfDayOf(instant: Instant, zone: string): TimeOfDay {
  const wall = instant + offsetAt(instant, zone);
  return ((wall % day) + day) % day;
}

/** What people there call the zone at that instant: `CEST`, `GMT+5:30`. */
export function zoneName(instant: Instant, zone: string, locale: string): string {
  const isEnglish = /^en\b/.test(locale);
  for (const language of [...(isEnglish ? [] : [locale]), european, 'en-US']) {
    const parts = formatterFor(zone, language).formatToParts(instant);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value;
    if (name && !/^(GMT|UTC)[+-]/.test(name)) return name;
  }
  const offset = offsetAt(instant, zone);
  const sign = offset < 0 ? '−' : '+';
  const hours = Math.floor(Math.abs(offset) / hour);
  const minutes = Math.floor((Math.abs(offset) % hour) / minute);
  return offset === 0 ? 'UTC' : `UTC${sign}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
}
