import type { Result } from '../result';
import { ok, refused } from '../result';
import type { Duration, Instant, TimeOfDay } from './units';
import { day, hour, minute, second } from './units';
import { dateOf, instantOf, instantsOf } from './zone';

/** Times as people type them. What was read is shown back to them; nothing here guesses in silence. */

export type DurationProblem = 'empty' | 'negative' | 'notUnderstood';

/**
 * A typed length in ms. `10` is minutes; `1:30` is minutes and seconds (some tools read it as hours: show
 * the reading); `1:05:00`, `1h5m`, `1h05`, `90s`, `10'`, `1'30"`, `1.5`. Zero is read as zero: whether a
 * length may be that is the document's business.
 */
export function readDuration(text: string): Result<Duration, DurationProblem> {
  const typed = tidy(text);
  if (typed === '') return refused('empty');
  if (typed.startsWith('-')) {
    return readUnsigned(typed.slice(1).trim()) === null ? refused('notUnderstood') : refused('negative');
  }
  const duration = readUnsigned(typed);
  return duration === null ? refused('notUnderstood') : ok(duration);
}

/** A typed short time in ms, seconds unless it says otherwise: `0.3`, `0,3 s`, `300 ms`, `1s`. */
export function readSeconds(text: string): Result<Duration, DurationProblem> {
  const typed = tidy(text);
  if (typed === '') return refused('empty');
  const match = /^(-?)(\d{1,6})(?:[.,](\d{1,3}))? ?(ms|s|sec|secs|seconds?)?$/.exec(typed);
  if (!match) return refused('notUnderstood');
  const [, sign, whole, part = '0', unit] = match;
  if (sign === '-') return refused('negative');
  return ok(Math.round(Number(`${whole}.${part}`) * (unit === 'ms' ? 1 : second)));
}

/** What a typed start means: a time of day, or so much later (or earlier) than it is now planned. */
export type TimeReading =
  | { readonly kind: 'at'; readonly at: TimeOfDay }
  | { readonly kind: 'by'; readonly by: Duration };

export type TimeProblem = 'empty' | 'notUnderstood';

/**
 * A typed time of day: `16:05`, `16:05:30`, `4:05 PM`, `1605`, `16h05`, `16`; `9:00 +1` is the day after; `+5` and
 * `-5` move by minutes.
 */
export function readTime(text: string): Result<TimeReading, TimeProblem> {
  const typed = tidy(text);
  if (typed === '') return refused('empty');
  const sign = typed[0];
  if (sign === '+' || sign === '-') {
    const by = readUnsigned(typed.slice(1).trim());
    if (by === null) return refused('notUnderstood');
    return ok({ kind: 'by', by: sign === '-' ? 0 - by : by });
  }
  const nextDay = /^(.+?) ?\+ ?1(?: ?d| ?day)?$/.exec(typed);
  const at = readTimeOfDay(nextDay?.[1] ?? typed);
  return at === null ? refused('notUnderstood') : ok({ kind: 'at', at: nextDay ? at + day : at });
}

/** The first instant at or after `from` at which clocks in the zone show that time of day. */
export function nextInstantOf(time: TimeOfDay, zone: string, from: Instant): Instant {
  const today = dateOf(from, zone);
  const { instant } = instantOf(today, time, zone);
  // In an hour that comes twice it is shown again; a day may be an hour shorter: the next is counted by the calendar.
  const still = [instant, ...instantsOf(today, time, zone)].find((at) => at >= from);
  return still ?? instantOf(today, time + day, zone).instant;
}

/** One spelling for what keyboards offer: quotes, minus signs, wide digits, spaces. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2212\u2012\u2013\u2014]/g, '-')
    .replace(/[\u2019\u2032`\u00b4]/g, "'")
    .replace(/[\u201d\u2033]|''/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

function readUnsigned(typed: string): Duration | null {
  return readBareMinutes(typed) ?? readColons(typed) ?? readUnits(typed);
}

function readBareMinutes(typed: string): Duration | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(typed);
  if (!match) return null;
  return Math.round(Number(`${match[1]}.${match[2] ?? '0'}`) * 60) * second;
}

/** `m:ss`, as every clock here is written, or `h:mm:ss`. */
function readColons(typed: string): Duration | null {
  const match = /^(?:(\d{1,3}):([0-5]\d)|(\d{1,4})):([0-5]\d)$/.exec(typed);
  if (!match) return null;
  const [, hours = '0', minutesAfterHours, minutes = minutesAfterHours ?? '0', seconds = '0'] = match;
  return Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
}

const units =
  /^(?:(\d{1,4}) ?(?:h|hr|hrs|hour|hours)\.?)? ?(?:(\d{1,5}) ?(?:m|min|mins|minute|minutes|')\.?)? ?(?:(\d{1,6}) ?(?:s|sec|secs|second|seconds|")\.?)?$/;
/** The last unit may be left out where the one before it is there: `1h05`, `1'30`. */
const unitsWithoutLast = /^(\d{1,5}) ?(h|hr|hour|hours|m|min|') ?([0-5]?\d)$/;

function readUnits(typed: string): Duration | null {
  const short = unitsWithoutLast.exec(typed);
  if (short) {
    const inHours = short[2]?.startsWith('h') === true;
    const first = Number(short[1]) * (inHours ? hour : minute);
    return first + Number(short[3]) * (inHours ? minute : second);
  }
  const match = units.exec(typed);
  if (!match) return null;
  const [, hours, minutes, seconds] = match;
  if (hours === undefined && minutes === undefined && seconds === undefined) return null;
  return Number(hours ?? 0) * hour + Number(minutes ?? 0) * minute + Number(seconds ?? 0) * second;
}

function readTimeOfDay(typed: string): TimeOfDay | null {
  const match =
    /^(\d{1,2})(?:(?:[:.]|h ?)([0-5]\d)(?::([0-5]\d))?|h)? ?(?:([ap])\.?m\.?)?$/.exec(typed) ??
    /^(\d{1,2})([0-5]\d)() ?(?:([ap])\.?m\.?)?$/.exec(typed);
  if (!match) return null;
  const [, typedHour, minutes, seconds, half] = match;
  const hours = hourOfDay(Number(typedHour), half);
  if (hours === null) return null;
  const time = hours * hour + Number(minutes ?? 0) * minute + Number(seconds ?? 0) * second;
  return time < day ? time : time === day ? 0 : null;
}

/** 12 AM is midnight, 12 PM noon; without AM or PM the day has 24 hours, and 24:00 is midnight. */
function hourOfDay(typed: number, half: string | undefined): number | null {
  if (half === undefined) return typed <= 24 ? typed : null;
  if (typed < 1 || typed > 12) return null;
  return (typed % 12) + (half === 'p' ? 12 : 0);
}
