import { firstStrongDirection } from '../../core/captions/direction';
import type { FitResult, Measure } from '../../core/captions/fit';
import { fitCaption } from '../../core/captions/fit';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import { captionBox, LOWER_THIRD } from '../../core/captions/lowerThird';
import { needsTallLines } from '../../core/captions/scripts';

type Part = 'name' | 'role' | 'organisation';

const CLASS: Record<Part, string> = { name: 'lt-name', role: 'lt-role', organisation: 'lt-org' };

/** Draws one caption into an empty stage of the canvas's size, and says how its text was set. */
export function drawLowerThird(stage: HTMLElement, caption: CaptionText, canvas: CanvasSize): FitResult {
  const box = captionBox(canvas);
  const whole = (units: number): string => `${Math.max(1, Math.round(units * box.unitPx))}px`;
  const exact = (units: number): string => `${units * box.unitPx}px`;
  stage.style.width = `${canvas.width}px`;
  stage.style.height = `${canvas.height}px`;

  const lowerThird = element('div', 'lt');
  lowerThird.dir = caption.dir;
  for (const [name, value] of [
    ['--inset-inline', whole(LOWER_THIRD.insetInline)],
    ['--inset-block-end', whole(LOWER_THIRD.insetBlockEnd)],
    ['--key-width', whole(LOWER_THIRD.keyWidth)],
    ['--padding-block-start', exact(LOWER_THIRD.paddingBlockStart)],
    ['--padding-block-end', exact(LOWER_THIRD.paddingBlockEnd)],
    ['--padding-start', exact(LOWER_THIRD.paddingStart)],
    ['--padding-end', exact(LOWER_THIRD.paddingEnd)],
    ['--role-gap', exact(LOWER_THIRD.roleGap)],
  ] as const) {
    lowerThird.style.setProperty(name, value);
  }
  const plate = element('div', 'lt-plate');
  const body = element('div', 'lt-body');
  plate.append(body);
  lowerThird.append(element('span', 'lt-key'), plate);
  stage.replaceChildren(lowerThird);

  const fit = fitCaption(caption, measureIn(body, caption, box.namePx), box);
  const parts = [
    paragraph('name', caption.name, fit.nameLines, box.namePx * fit.scale),
    paragraph('role', caption.role, fit.roleLines, box.rolePx),
    paragraph('organisation', caption.organisation, fit.orgLines, box.organisationPx),
  ].filter((part) => part !== null);
  body.replaceChildren(...parts);

  if (parts.length === 0) stage.replaceChildren();
  else endOnWholePixels(body);
  return fit;
}

/** Asks the browser itself, with the very styles that the line will have. */
function measureIn(body: HTMLElement, caption: CaptionText, fullNamePx: number): Measure {
  const probe = (part: Part): ((line: string, fontPx: number) => number) => {
    const line = element('span', 'lt-line');
    const holder = styled(part, caption[part], fullNamePx);
    holder.classList.add('lt-probe');
    holder.append(line);
    body.append(holder);
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
function endOnWholePixels(body: HTMLElement): void {
  const { width, height } = body.getBoundingClientRect();
  body.style.width = `${Math.ceil(width)}px`;
  body.style.height = `${Math.ceil(height)}px`;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
