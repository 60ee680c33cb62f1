/** Which way a text runs. */
export type Direction = 'ltr' | 'rtl';

/** The first letter decides; digits, signs and marks have no direction of their own (UAX #9, rule P2). */
const STRONG = /[\p{L}\u200e\u200f]/u;

/** Blocks whose letters run right to left: Hebrew … Arabic Extended-A, presentation forms, SMP blocks. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The direction that the first strong character gives, or null when the text has none. */
export function firstStrongDirection(text: string): Direction | null {
  const strong = STRONG.exec(text)?.[0];
  if (strong === undefined) return null;
  return RIGHT_TO_LEFT.test(strong) ? 'rtl' : 'ltr';
}

/** Whether any letter of the text runs right to left, wherever it stands. */
export function hasRightToLeft(text: string): boolean {
  for (const [strong] of text.matchAll(/[\p{L}\u200f]/gu)) if (RIGHT_TO_LEFT.test(strong)) return true;
  return false;
}
