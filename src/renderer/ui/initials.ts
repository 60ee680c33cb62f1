// Made for the first name: it takes longer than the rest of a page's start.
let graphemes: Intl.Segmenter | null = null;

/** First letters of the first and last part of a name that begin with a letter; `?` where there is none. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /\p{L}/u.test(part));
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  const letters = ends.map((part) => first((part ?? '').replace(/^[^\p{L}]+/u, '')));
  return letters.join('').toLocaleUpperCase() || '?';
}

function first(text: string): string {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) return segment;
  return '';
}
