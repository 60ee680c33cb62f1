import type { FitResult, Measure } from '../captions/fit';
import { fitCaption } from '../captions/fit';
import type { Colour, Palette } from '../captions/graphics';
import { defaultGraphics, paletteOf } from '../captions/graphics';
import type { CanvasSize, CaptionText } from '../captions/lowerThird';
import { captionBox, LOWER_THIRD } from '../captions/lowerThird';
import type { Known, OwnPart } from './known';
import { textParts } from './ownership';
import type { ObsRequest, WireData } from './protocol';
import { request } from './protocol';

/** A caption as OBS's own sources draw it: two coloured plates and three texts. */
export interface TextCaption {
  readonly fit: FitResult;
  /** Of the show's theme; OBS's own sources know no more of it. */
  readonly palette: Palette;
  readonly parts: Readonly<Record<(typeof textParts)[number], PartLayout>>;
}

interface PartLayout {
  readonly text: string | null;
  readonly sizePx: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** There on Windows and macOS, and mapped to a font of the same widths on Linux. */
const face = 'Arial';

/** `0xAABBGGRR`, as OBS wants colours. */
function abgr(colour: Colour): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0xff000000 + (blue ?? 0) * 0x10000 + (green ?? 0) * 0x100 + (red ?? 0);
}

/** Arial's widths in thousandths of the size, for the letters that differ most; others count as wide ones do. */
const thousandthsOf: ReadonlyMap<string, number> = new Map(
  (
    [
      ["ijl'|", 222],
      [' fItr.,:;!/()[]-', 333],
      ['Jcksvxyz', 500],
      ['abdeghnopquL0123456789_?', 556],
      ['FTZ', 611],
      ['ABEKPSVXY&', 667],
      ['wCDHNRU', 722],
      ['GOQ', 778],
      ['mM', 833],
      ['W@%', 1_000],
    ] as const
  ).flatMap(([letters, width]) => letters.split('').map((letter) => [letter, width] as const)),
);

/** How wide OBS sets a text where that was not measured: this is near, and the bounds of the item see to the rest. */
export const arialWidth: Measure = (text, fontPx, weight) => {
  let thousandths = 0;
  for (const letter of text.normalize('NFD')) {
    if (/\p{M}/u.test(letter)) continue;
    thousandths += thousandthsOf.get(letter) ?? (/\p{L}/u.test(letter) && letter < '\u2e80' ? 667 : 1_000);
  }
  return (thousandths / 1_000) * fontPx * (weight === 600 ? 1.07 : 1);
};

/** What OBS made of a whole name, for its parts: Arial's widths, in proportion. `width` in px at `sizePx`. */
export function widthsBy(name: string, sizePx: number, width: number): Measure {
  const reckoned = arialWidth(name, sizePx, LOWER_THIRD.name.weight);
  const proportion = reckoned === 0 ? 1 : width / reckoned;
  return (text, fontPx, weight) =>
    arialWidth(text, fontPx, weight) * (weight === LOWER_THIRD.name.weight ? proportion : 1);
}

/** The size at which names are measured on this canvas, px. */
export function fullNameSize(canvas: CanvasSize): number {
  return Math.round(captionBox(canvas).namePx);
}

/** Sets a caption for OBS's own sources, by the same rules as the drawn one. */
export function layOutText(
  caption: CaptionText,
  canvas: CanvasSize,
  widths: Measure,
  palette: Palette = paletteOf(defaultGraphics),
): TextCaption {
  // OBS's text sources know whole sizes only.
  const measure: Measure = (text, fontPx, weight) => widths(text, Math.round(fontPx), weight);
  const box = captionBox(canvas);
  const unit = box.unitPx;
  const fit = fitCaption(caption, measure, box);
  const { name, role, organisation } = LOWER_THIRD;
  const lines = [
    { part: 'name', text: fit.nameLines, px: box.namePx * fit.scale, ...name },
    { part: 'role', text: fit.roleLines, px: box.rolePx, ...role },
    { part: 'organisation', text: fit.orgLines, px: box.organisationPx, ...organisation },
  ] as const;
  const widest = Math.max(
    ...lines.flatMap(({ text, px, weight }) => text.map((line) => measure(line, px, weight))),
    box.namePx,
  );
  const textWidth = Math.min(box.widthPx, Math.ceil(widest));
  const gap =
    fit.nameLines.length > 0 && fit.roleLines.length + fit.orgLines.length > 0
      ? LOWER_THIRD.roleGap * unit
      : 0;
  const textHeight = lines.reduce(
    (sum, { text, px, lineHeight }) => sum + text.length * px * lineHeight,
    gap,
  );
  const key = Math.max(1, Math.round(LOWER_THIRD.keyWidth * unit));
  const plateWidth = Math.round(textWidth + (LOWER_THIRD.paddingStart + LOWER_THIRD.paddingEnd) * unit);
  const height = Math.round(
    textHeight + (LOWER_THIRD.paddingBlockStart + LOWER_THIRD.paddingBlockEnd) * unit,
  );
  const left = Math.round(LOWER_THIRD.insetInline * unit);
  const top = Math.round(canvas.height - LOWER_THIRD.insetBlockEnd * unit - height);

  let cursor = top + LOWER_THIRD.paddingBlockStart * unit;
  const texts = lines.map(({ part, text, px, lineHeight }) => {
    const layout: PartLayout = {
      text: text.join('\n'),
      sizePx: Math.round(px),
      left: left + key + Math.round(LOWER_THIRD.paddingStart * unit),
      top: Math.round(cursor),
      width: textWidth,
      height: Math.max(1, Math.round(text.length * px * lineHeight)),
    };
    cursor += text.length * px * lineHeight + (part === 'name' ? gap : 0);
    return layout;
  });
  const [nameLayout, roleLayout, organisationLayout] = texts;
  if (!nameLayout || !roleLayout || !organisationLayout) throw new Error('layOutText: three lines expected');
  const plate = { text: null, sizePx: 0, top, height };
  return {
    fit,
    palette,
    parts: {
      plate: { ...plate, left: left + key, width: plateWidth },
      key: { ...plate, left, width: key },
      name: nameLayout,
      role: roleLayout,
      organisation: organisationLayout,
    },
  };
}

/** The requests that put a caption into our text sources; empty while they are not all there. */
export function loadText(caption: TextCaption, known: Known): readonly ObsRequest[] {
  const scene = known.own.text;
  const items = scene === undefined ? undefined : known.items[scene];
  const requests: ObsRequest[] = [];
  for (const part of textParts) {
    const source = known.own[part];
    const item = items?.find((candidate) => candidate.source === source);
    if (scene === undefined || source === undefined || !item) return [];
    const layout = caption.parts[part];
    const data = {
      inputName: source,
      inputSettings: partSettings(part, layout, caption.palette, textKind(known)),
    };
    requests.push(request('SetInputSettings', data));
    requests.push(
      request('SetSceneItemTransform', {
        sceneName: scene,
        sceneItemId: item.id,
        sceneItemTransform: transformOf(layout),
      }),
    );
  }
  return requests;
}

/** The kind of OBS's text source on its machine; `null` where it has none. */
export function textKind(known: Pick<Known, 'inputKinds'>): string | null {
  const kinds = ['text_gdiplus_v3', 'text_gdiplus_v2', 'text_ft2_source_v2'];
  return kinds.find((kind) => known.inputKinds.includes(kind)) ?? null;
}

/** What a part is when it is made. */
export function partInput(part: OwnPart, known: Pick<Known, 'inputKinds'>): string | null {
  if (part === 'plate' || part === 'key') {
    return known.inputKinds.find((kind) => /^color_source_v\d+$/.test(kind)) ?? null;
  }
  return textKind(known);
}

function partSettings(
  part: (typeof textParts)[number],
  layout: PartLayout,
  palette: Palette,
  kind: string | null,
): WireData {
  const colour = abgr(part === 'key' ? palette.accent : palette[part]);
  if (layout.text === null) return { color: colour, width: layout.width, height: layout.height };
  const font = fontOf(part, layout.sizePx);
  return kind === 'text_ft2_source_v2'
    ? { text: layout.text, font, color1: colour, color2: colour }
    : { text: layout.text, font, color: colour % 0x1000000, opacity: 100 };
}

function fontOf(part: (typeof textParts)[number], size: number): WireData {
  const bold = part === 'name';
  return { face, size, style: bold ? 'Bold' : 'Regular', flags: bold ? 1 : 0 };
}

/** A name to be measured: in one line, in the font of the captions. */
export function nameSettings(name: string, sizePx: number): WireData {
  return { text: name, font: fontOf('name', sizePx) };
}

/** Left and middle of the room that it has, never larger than that. */
function transformOf({ left, top, width, height, text }: PartLayout): WireData {
  const place = { positionX: left, positionY: top, alignment: 5 };
  return text === null
    ? { ...place, boundsType: 'OBS_BOUNDS_NONE' }
    : {
        ...place,
        boundsType: 'OBS_BOUNDS_MAX_ONLY',
        boundsAlignment: 1,
        boundsWidth: width,
        boundsHeight: height,
      };
}
