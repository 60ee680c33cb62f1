/** Milliseconds since 1970-01-01T00:00Z. Always handed in: nothing in core reads a clock. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Duration = number;

/** Milliseconds since local midnight in the show's own zone; 24 h and more is the next day. */
export type TimeOfDay = number;

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

export const second: Duration = 1_000;
export const minute: Duration = 60 * second;
export const hour: Duration = 60 * minute;
export const day: Duration = 24 * hour;
