import { hasRightToLeft } from './direction';

/** Why OBS's own text source would draw a text wrong. */
export type TextSourceProblem = 'rightToLeft' | 'emoji' | 'shaping';

const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3/u;

/** Scripts whose characters can be put side by side as they come, one glyph each. */
const SIDE_BY_SIDE =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;

/** What most names are written in. The patterns above take milliseconds to be made, so they are for the others. */
const PLAIN = /^[\u0020-\u007e\u00c0-\u024f]*$/;

/**
 * What OBS's text source (`text_ft2_source`) cannot draw of a text, or null when it comes out right. It lays
 * one glyph after the other from left to right: no bidirectional layout, no joining or stacking, no colour
 * glyphs. A script that its font lacks is not told here: that hangs on the fonts of OBS's own machine.
 */
export function textSourceProblem(text: string): TextSourceProblem | null {
  const composed = text.normalize('NFC');
  if (PLAIN.test(composed)) return null;
  if (hasRightToLeft(composed)) return 'rightToLeft';
  if (EMOJI.test(composed)) return 'emoji';
  for (const [character] of composed.matchAll(/[\p{L}\p{M}]/gu)) {
    // A mark that no composed character holds has to be placed over its letter, which takes shaping.
    if (/\p{M}/u.test(character) || !SIDE_BY_SIDE.test(character)) return 'shaping';
  }
  return null;
}

/**
 * Whether a text's lines need more height than Latin's: joined and stacked scripts, such as Arabic and
 * Devanagari, reach further up and down. Their letters must not be tracked either.
 */
export function needsTallLines(text: string): boolean {
  if (PLAIN.test(text)) return false;
  for (const [letter] of text.matchAll(/\p{L}/gu)) {
    if (!SIDE_BY_SIDE.test(letter) && !/\p{Script=Hebrew}/u.test(letter)) return true;
  }
  return false;
}
