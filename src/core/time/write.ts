import type { Duration, Instant, TimeOfDay } from './units';
import { day, second } from './units';
import { dateOf, parseDate, timeOfDayOf } from './zone';

/**
 * Times as a console writes them: 24 h, whole seconds, the same in every language. Figures only; the words
 * around them ("over", "left") belong to the screens.
 */

/** U+2212: as wide as a plus, so signed figures line up. */
const minus = '−';

interface ClockOptions {
  readonly seconds: boolean;
}

/** The time of day in a zone at an instant: `16:05`, with seconds `16:05:09`. */
export function formatClock(instant: Instant, zone: string, options: ClockOptions): string {
  return formatTimeOfDay(timeOfDayOf(instant, zone), options);
}

/** An instant as a zone's wall clock after ISO 8601, with its offset: `2023-10-27T16:00:20.123+02:00`. */
export function formatIso(instant: Instant, zone: string): string {
  const date = dateOf(instant, zone);
  const time = timeOfDayOf(instant, zone);
  const offset = Math.round(((parseDate(date) ?? 0) + time - instant) / second / 60);
  const sign = offset < 0 ? '-' : '+';
  const ms = String(Math.floor(time % second)).padStart(3, '0');
  const away = `${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${date}T${formatTimeOfDay(time, { seconds: true })}.${ms}${sign}${away}`;
}

/** A time of day: `16:05`. 24 h and more is written as the next day's time, without saying so. */
export function formatTimeOfDay(time: TimeOfDay, { seconds }: ClockOptions = { seconds: false }): string {
  const total = Math.floor((((time % day) + day) % day) / second);
  const text = `${two(Math.floor(total / 3_600))}:${two(Math.floor(total / 60) % 60)}`;
  return seconds ? `${text}:${two(total % 60)}` : text;
}

/** A time of day as it is typed: `16:05`, with seconds where it has any; 24 h and more as `09:00 +1`. */
export function formatTypedTime(time: TimeOfDay): string {
  const text = formatTimeOfDay(time, { seconds: time % (60 * second) !== 0 });
  return time < day ? text : `${text} +1`;
}

/**
 * What is left of a countdown, ms: whole seconds by ceiling, so that `0:00` comes exactly at zero and
 * `+0:01` a full second later.
 */
export function formatCountdown(left: Duration): string {
  const seconds = Math.ceil(left / second);
  return seconds < 0 ? `+${figures(-seconds)}` : figures(seconds);
}

/** What has passed, ms: whole seconds by floor, so that it and the countdown beside it add up. */
export function formatElapsed(elapsed: Duration): string {
  return figures(Math.floor(Math.max(0, elapsed) / second));
}

/** A length, ms, to the nearest second: `35:00`, `1:05:00`. The leading hour is hidden. */
export function formatLength(length: Duration): string {
  return figures(Math.round(Math.max(0, length) / second));
}

/** A length that is no promise, ms, to the nearest ten seconds: `8:40`. */
export function formatAbout(length: Duration): string {
  return formatLength(Math.round(length / (10 * second)) * 10 * second);
}

/** A difference, ms, to the nearest second, with its sign: `+1:40`, `−0:25`, `0:00`. */
export function formatDelta(delta: Duration): string {
  const seconds = Math.round(Math.abs(delta) / second);
  const sign = seconds === 0 ? '' : delta < 0 ? minus : '+';
  return sign + figures(seconds);
}

/** Which word belongs beside `formatDelta`: never "over" beside `0:00`. */
export function deltaKind(delta: Duration): 'over' | 'under' | 'onTime' {
  if (Math.round(Math.abs(delta) / second) === 0) return 'onTime';
  return delta < 0 ? 'under' : 'over';
}

/** A short time, ms, in seconds with one decimal at most: `0.3`, `3.1`, `10`. */
export function formatSeconds(time: Duration): string {
  return String(Math.round(time / 100) / 10);
}

export interface LengthParts {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** A length, ms, to the nearest second, in parts, for writing it out: 1 h 5 min 30 s. */
export function lengthParts(length: Duration): LengthParts {
  const total = Math.round(Math.max(0, length) / second);
  return { hours: Math.floor(total / 3_600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

function figures(seconds: number): string {
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
