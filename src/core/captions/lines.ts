/**
 * Where a text may be broken, from the best places to the last resort: between words; also after a hyphen or
 * a slash; between any two characters that a reader takes for one each.
 */
export type BreakAt = 'words' | 'hyphens' | 'characters';

/** How wide a piece of one line is drawn, in px. */
export type LineWidth = (line: string) => number;

// The locale has no say here: only the rules of Unicode and the dictionaries for scripts without spaces count.
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

const ENDS_IN_SPACE = /[ \u3000]$/u;
const ENDS_IN_HYPHEN = /[\p{L}\p{N}][-\u2010\u2013\u2014/]$/u;
/** Scripts written without spaces, whose words a dictionary finds. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}「『（《]`, 'u');
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}\\p{M}ー、。・，；：」』）》]$`, 'u');

/** The characters of a text as its readers count them: an emoji family or a letter with its marks is one. */
export function graphemes(text: string): string[] {
  return Array.from(characters.segment(text), ({ segment }) => segment);
}

/** The pieces between which a text may be broken; together they are the text. */
export function pieces(text: string, at: BreakAt): string[] {
  if (at === 'characters') return graphemes(text);
  const found: string[] = [];
  let piece = '';
  for (const { segment } of words.segment(text)) {
    if (piece !== '' && mayBreak(piece, segment, at)) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return piece === '' ? found : [...found, piece];
}

function mayBreak(before: string, after: string, at: Exclude<BreakAt, 'characters'>): boolean {
  if (ENDS_IN_SPACE.test(after) && after.trim() === '') return false;
  if (ENDS_IN_SPACE.test(before)) return true;
  if (ENDS_UNSPACED.test(before) && STARTS_UNSPACED.test(after)) return true;
  return at === 'hyphens' && ENDS_IN_HYPHEN.test(before);
}

/**
 * The pieces of a text in at most `maxLines` lines, none wider than `widthPx` and all as even as can be; null
 * when it takes more. Like CSS's `text-wrap: balance`: the narrowest width at which the number of lines stays.
 */
export function balanced(
  parts: readonly string[],
  maxLines: number,
  widthPx: number,
  width: LineWidth,
): string[] | null {
  const widest = filled(parts, maxLines, widthPx, width);
  if (widest === null || widest.length < 2) return widest;
  let best = widest;
  let [tooNarrow, enough] = [widthPx / (widest.length + 1), widthPx];
  while (enough - tooNarrow > 1) {
    const middle = (tooNarrow + enough) / 2;
    const lines = filled(parts, widest.length, middle, width);
    if (lines === null) tooNarrow = middle;
    else [best, enough] = [lines, middle];
  }
  return best;
}

/** First fit: each line takes as many pieces as it holds. Null when a piece or the number of lines does not fit. */
function filled(
  parts: readonly string[],
  maxLines: number,
  widthPx: number,
  width: LineWidth,
): string[] | null {
  const lines: string[] = [];
  for (let from = 0; from < parts.length;) {
    if (lines.length === maxLines) return null;
    const count = longestPrefix(parts, from, (line) => width(line) <= widthPx);
    if (count === 0) return null;
    lines.push(lineOf(parts, from, count));
    from += count;
  }
  return lines;
}

/** How many pieces from `from` on make the longest line that fits. */
function longestPrefix(parts: readonly string[], from: number, fits: (line: string) => boolean): number {
  let [fitting, tooMany] = [0, parts.length - from + 1];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(lineOf(parts, from, middle))) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}

function lineOf(parts: readonly string[], from: number, count: number): string {
  return parts
    .slice(from, from + count)
    .join('')
    .trim();
}

/**
 * The most words of the text, with an ellipsis, that fit in at most `maxLines` lines; where not even the
 * first word does, the most characters. '…' alone when nothing fits.
 */
export function shortened(text: string, maxLines: number, widthPx: number, width: LineWidth): string[] {
  for (const at of ['words', 'characters'] as const) {
    const parts = pieces(text, at);
    const first = (count: number): string[] => pieces(withEllipsis(lineOf(parts, 0, count)), at);
    let [fitting, tooMany] = [0, parts.length];
    while (tooMany - fitting > 1) {
      const middle = Math.floor((fitting + tooMany) / 2);
      if (filled(first(middle), maxLines, widthPx, width) === null) tooMany = middle;
      else fitting = middle;
    }
    const kept = fitting > 0 ? balanced(first(fitting), maxLines, widthPx, width) : null;
    if (kept !== null) return kept;
  }
  return ['…'];
}

/** The ellipsis stands right after a word, never after the comma or dash that joined the next one. */
function withEllipsis(text: string): string {
  return `${text.replace(/[\s,;:،、(/\u2010-\u2014-]+$/u, '')}…`;
}
