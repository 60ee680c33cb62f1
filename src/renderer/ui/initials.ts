// Made for the first name: it takes longer than the rest of a page's start.
let graphemes: Intl.Segmenter | null = null;

/** Of the names in use: where rows come and go, each is asked for again and again. */
const known = new Map<string, string>();
const mostKnown = 2_000;

/** First letters of the first and last part of a name that begin with a letter; `?` where there is none. */
export function initials(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const made = make(name);
  known.set(name, made);
  return made;
}

function make(name: string): string {
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
