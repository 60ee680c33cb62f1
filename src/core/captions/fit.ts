import type { LineWidth } from './lines';
import { balanced, pieces, shortened } from './lines';
import type { CaptionBox, CaptionText } from './lowerThird';
import { LOWER_THIRD } from './lowerThird';

export type FontWeight = 400 | 600;

/** The width in px of one line of text as the drawing at hand would set it. */
export type Measure = (text: string, fontPx: number, weight: FontWeight) => number;

/** How a caption's text is set inside its box. */
export interface FitResult {
  readonly nameLines: readonly string[];
  readonly roleLines: readonly string[];
  readonly orgLines: readonly string[];
  /** The name's size over its full size; 1 for most names. Role and organisation keep theirs. */
  readonly scale: number;
  /** The role or the organisation lost words. A name never does. */
  readonly shortened: boolean;
  /** The name came out under the size that is read with ease: it wants a shorter form. */
  readonly finding?: 'tooSmall';
}

/** A name in two lines is set at this percentage of its full size, so that the plate stays a lower third. */
const TWO_LINES_PERCENT = 82;
/** Under this a name is a finding; it then takes three lines, broken inside a word if need be. */
const SMALLEST_PERCENT = 60;
const ROLE_LINES = 2;
/** Role and organisation together. */
const LINES_BELOW_NAME = 3;

/**
 * Sets a caption in its box; every drawing goes through here. The name is whole always: one line at full
 * size, else two even lines at 82 %, shrinking to 60 %; under that it is a finding, yet still inside the box.
 * The role takes two lines at most, role and organisation three together, and either ends with an ellipsis
 * after a whole word where that is not enough. `measure` must grow with the text and with the size.
 */
export function fitCaption(text: CaptionText, measure: Measure, box: CaptionBox): FitResult {
  const name = fitName(text.name, measure, box);
  const role = fitBelow(text.role, ROLE_LINES, box.widthPx, (line) =>
    measure(line, box.rolePx, LOWER_THIRD.role.weight),
  );
  const left = Math.min(ROLE_LINES, LINES_BELOW_NAME - role.lines.length);
  const org = fitBelow(text.organisation, left, box.widthPx, (line) =>
    measure(line, box.organisationPx, LOWER_THIRD.organisation.weight),
  );
  return {
    nameLines: name.lines,
    roleLines: role.lines,
    orgLines: org.lines,
    scale: name.percent / 100,
    shortened: role.shortened || org.shortened,
    ...(name.percent < SMALLEST_PERCENT ? { finding: 'tooSmall' as const } : {}),
  };
}

interface FittedName {
  readonly lines: readonly string[];
  readonly percent: number;
}

function fitName(name: string, measure: Measure, box: CaptionBox): FittedName {
  if (name === '') return { lines: [], percent: 100 };
  const words = pieces(name, 'words');
  const breakable = [words, pieces(name, 'hyphens')];
  const anywhere = [...breakable, pieces(name, 'characters')];
  const at = (percent: number, maxLines: number, ways: readonly (readonly string[])[]): FittedName | null => {
    const width: LineWidth = (line) => measure(line, (box.namePx * percent) / 100, LOWER_THIRD.name.weight);
    const lines = firstOf(ways, (parts) => balanced(parts, maxLines, box.widthPx, width));
    return lines === null ? null : { lines, percent };
  };
  const inOneLine = at(100, 1, [words]);
  if (inOneLine !== null) return inOneLine;
  const inTwo = largest(SMALLEST_PERCENT, TWO_LINES_PERCENT, (percent) => at(percent, 2, breakable));
  if (inTwo !== null) return inTwo;
  const small = (percent: number): FittedName | null => at(percent, 3, anywhere);
  const inThree = largest(1, SMALLEST_PERCENT - 1, small);
  if (inThree !== null) return inThree;
  // Thousands of characters: nobody can read them, but nothing may run off the plate either.
  for (let percent = 0.5; percent > 1e-6; percent /= 2) {
    const tiny = small(percent);
    if (tiny !== null) return tiny;
  }
  // A box without any room: an answer all the same, for a drawing must not be what ends a show.
  return { lines: [name], percent: 0 };
}

/** The result for the largest whole percentage that has one; what fits at one size fits at every smaller. */
function largest<Found>(from: number, to: number, attempt: (percent: number) => Found | null): Found | null {
  let best = attempt(to);
  if (best !== null) return best;
  best = attempt(from);
  if (best === null) return null;
  let [fitting, tooLarge] = [from, to];
  while (tooLarge - fitting > 1) {
    const middle = Math.floor((fitting + tooLarge) / 2);
    const found = attempt(middle);
    if (found === null) tooLarge = middle;
    else [best, fitting] = [found, middle];
  }
  return best;
}

function firstOf<Option, Found>(
  options: readonly Option[],
  attempt: (option: Option) => Found | null,
): Found | null {
  for (const option of options) {
    const found = attempt(option);
    if (found !== null) return found;
  }
  return null;
}

interface FittedBelow {
  readonly lines: readonly string[];
  readonly shortened: boolean;
}

function fitBelow(text: string, maxLines: number, widthPx: number, width: LineWidth): FittedBelow {
  if (text === '') return { lines: [], shortened: false };
  const lines = firstOf(['words', 'hyphens'] as const, (at) =>
    balanced(pieces(text, at), maxLines, widthPx, width),
  );
  return lines === null
    ? { lines: shortened(text, maxLines, widthPx, width), shortened: true }
    : { lines, shortened: false };
}
