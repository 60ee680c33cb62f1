import { firstStrongDirection } from '../../core/captions/direction';
import type { FitResult, Measure } from '../../core/captions/fit';
import { fitCaption } from '../../core/captions/fit';
import type { CanvasSize, CaptionText, Room } from '../../core/captions/lowerThird';
import { captionBox, LOWER_THIRD } from '../../core/captions/lowerThird';
import { needsTallLines } from '../../core/captions/scripts';
import type { Look } from './look';

type Part = 'name' | 'role' | 'organisation';

const CLASS: Record<Part, string> = { name: 'lt-name', role: 'lt-role', organisation: 'lt-org' };

/**
 * Draws a caption, or two side by side, into an empty stage of the canvas's size, and says how each text was set. The
 * first stands on the side where its script begins, the second opposite.
 */
export function drawLowerThird(
  stage: HTMLElement,
  captions: readonly CaptionText[],
  canvas: CanvasSize,
  look: Look,
): readonly FitResult[] {
  const first = captions[0]?.dir === 'rtl' ? 'right' : 'left';
  const opposite = first === 'left' ? 'right' : 'left';
  const room = captions.length > 1 ? 'beside' : 'alone';
  stage.replaceChildren();
  const fits = captions.map((caption, index) =>
    drawPlate(stage, caption, canvas, { look, room, side: index === 0 ? first : opposite }),
  );
  if (look.theme === 'band') levelOut(stage);
  return fits;
}

/** Draws a card into the middle of a stage: a title, and what is said of it. */
export function drawCard(stage: HTMLElement, card: CaptionText, canvas: CanvasSize, look: Look): FitResult {
  stage.replaceChildren();
  return drawPlate(stage, card, canvas, { look, room: 'card', side: 'middle' });
}

interface Place {
  readonly look: Look;
  readonly room: Room;
  readonly side: 'left' | 'right' | 'middle';
}

function drawPlate(
  stage: HTMLElement,
  caption: CaptionText,
  canvas: CanvasSize,
  { look, room, side }: Place,
): FitResult {
  const { logo, palette, theme, fontFamily } = look;
  // Two names have no room for it.
  const logoSize = logo && room !== 'beside' ? logoUnits(logo) : null;
  const box = captionBox(canvas, room, logoSize ? logoSize.width + LOWER_THIRD.logo.gap : 0);
  const whole = (units: number): string => `${Math.max(1, Math.round(units * box.unitPx))}px`;
  const exact = (units: number): string => `${units * box.unitPx}px`;
  stage.style.width = `${canvas.width}px`;
  stage.style.height = `${canvas.height}px`;

  const lowerThird = element('div', 'lt');
  lowerThird.dir = caption.dir;
  lowerThird.dataset['theme'] = theme;
  lowerThird.dataset['side'] = side;
  lowerThird.dataset['room'] = room;
  for (const [name, value] of [
    ['--inset-inline', whole(LOWER_THIRD.insetInline)],
    ['--inset-block-end', whole(LOWER_THIRD.insetBlockEnd)],
    ['--key-width', whole(LOWER_THIRD.keyWidth)],
    ['--half', `${Math.ceil(canvas.width / 2)}px`],
    ['--padding-block-start', exact(LOWER_THIRD.paddingBlockStart)],
    ['--padding-block-end', exact(LOWER_THIRD.paddingBlockEnd)],
    ['--padding-start', exact(LOWER_THIRD.paddingStart)],
    ['--padding-end', exact(LOWER_THIRD.paddingEnd)],
    ['--role-gap', exact(LOWER_THIRD.roleGap)],
    ['--logo-gap', exact(LOWER_THIRD.logo.gap)],
    ['--accent', palette.accent],
    ['--on-accent', palette.onAccent],
    ['--plate', palette.plate],
    ['--name', palette.name],
    ['--role', palette.role],
    ['--organisation', palette.organisation],
    ['--font', fontFamily],
  ] as const) {
    lowerThird.style.setProperty(name, value);
  }
  stage.append(lowerThird);

  const probes = element('div', 'lt-probes');
  lowerThird.append(probes);
  const fit = fitCaption(caption, measureIn(probes, caption, box.namePx), box);
  probes.remove();
  const name = paragraph('name', caption.name, fit.nameLines, box.namePx * fit.scale);
  const below = [
    paragraph('role', caption.role, fit.roleLines, box.rolePx),
    paragraph('organisation', caption.organisation, fit.orgLines, box.organisationPx),
  ];
  const texts = [name, ...below].filter((part) => part !== null);
  if (texts.length === 0) {
    lowerThird.remove();
    return fit;
  }
  const boxes = theme === 'block' ? [[name], below] : [[name, ...below]];
  const plates = boxes
    .map((parts) => parts.filter((part) => part !== null))
    .filter((parts) => parts.length > 0)
    .map((parts) => plate(parts));
  // In a block what stands under the name has a plate of its own; without a name there is none of colour.
  if (theme === 'block' && name) plates[0]?.classList.add('lt-head');
  const column = element('div', 'lt-column');
  column.append(...plates);
  lowerThird.append(element('span', 'lt-key'), ...logoIn(logo, logoSize, exact), column);
  endOnWholePixels(lowerThird);
  if (side === 'middle') centre(lowerThird, canvas);
  return fit;
}

/** The body is what moves; the box around it cuts off what is not in yet. */
function plate(parts: readonly HTMLElement[]): HTMLElement {
  const box = element('div', 'lt-box');
  const body = element('div', 'lt-body');
  body.append(...parts);
  box.append(body);
  return box;
}

function logoUnits(logo: HTMLImageElement): { readonly width: number; readonly height: number } {
  const { height, maxWidth } = LOWER_THIRD.logo;
  const ratio = logo.naturalWidth / Math.max(1, logo.naturalHeight);
  const width = Math.min(maxWidth, height * ratio);
  return { width, height: width / Math.max(ratio, 0.01) };
}

function logoIn(
  logo: HTMLImageElement | null,
  size: { readonly width: number; readonly height: number } | null,
  exact: (units: number) => string,
): readonly HTMLElement[] {
  if (!logo || !size) return [];
  const image = logo.cloneNode() as HTMLImageElement;
  image.className = 'lt-logo';
  image.style.width = exact(size.width);
  image.style.height = exact(size.height);
  const box = plate([image]);
  box.classList.add('lt-mark');
  return [box];
}

/** Asks the browser itself, with the very styles that the line will have. */
function measureIn(probes: HTMLElement, caption: CaptionText, fullNamePx: number): Measure {
  const probe = (part: Part): ((line: string, fontPx: number) => number) => {
    const line = element('span', 'lt-line');
    const holder = styled(part, caption[part], fullNamePx);
    holder.append(line);
    probes.append(holder);
    return (text, fontPx) => {
      holder.style.setProperty('--size', `${fontPx}px`);
      line.textContent = text;
      return line.getBoundingClientRect().width;
    };
  };
  const name = probe('name');
  const below = probe('role');
  return (text, fontPx, weight) => (weight === LOWER_THIRD.name.weight ? name : below)(text, fontPx);
}

function paragraph(part: Part, text: string, lines: readonly string[], fontPx: number): HTMLElement | null {
  if (lines.length === 0) return null;
  const holder = styled(part, text, fontPx);
  holder.append(
    ...lines.map((line) => {
      const span = element('span', 'lt-line');
      span.textContent = line;
      return span;
    }),
  );
  return holder;
}

/** A part's own look. Each runs its own way: an English role under an Arabic name still reads in order. */
function styled(part: Part, text: string, fontPx: number): HTMLElement {
  const { weight, lineHeight, tallLineHeight } = LOWER_THIRD[part];
  const tall = needsTallLines(text);
  const holder = element('p', CLASS[part]);
  holder.classList.toggle('tall', tall);
  holder.dir = firstStrongDirection(text) ?? 'ltr';
  holder.style.setProperty('--size', `${fontPx}px`);
  holder.style.setProperty('--weight', String(weight));
  holder.style.setProperty('--line-height', String(tall ? tallLineHeight : lineHeight));
  return holder;
}

/** An edge between two pixels would be half transparent. */
function endOnWholePixels(lowerThird: HTMLElement): void {
  // What stands beside the texts is as high as they have become by then.
  for (const box of [...lowerThird.querySelectorAll<HTMLElement>('.lt-box')].toReversed()) {
    const { width, height } = box.getBoundingClientRect();
    box.style.width = `${Math.ceil(width)}px`;
    box.style.height = `${Math.ceil(height)}px`;
  }
}

/** Halves of one band are one band. */
function levelOut(stage: HTMLElement): void {
  const boxes = [...stage.querySelectorAll<HTMLElement>('.lt-column > .lt-box')];
  const height = Math.max(...boxes.map((box) => box.offsetHeight));
  for (const box of boxes) box.style.height = `${height}px`;
}

/** A margin of `auto` could end between two pixels. */
function centre(lowerThird: HTMLElement, canvas: CanvasSize): void {
  const { width, height } = lowerThird.getBoundingClientRect();
  lowerThird.style.top = `${Math.round((canvas.height - height) / 2)}px`;
  if (lowerThird.dataset['theme'] !== 'band')
    lowerThird.style.left = `${Math.round((canvas.width - width) / 2)}px`;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
