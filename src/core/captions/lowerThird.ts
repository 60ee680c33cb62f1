import type { Direction } from './direction';
import { firstStrongDirection } from './direction';

/** What a lower third says: three texts, cleaned, and the side it stands on. An absent text is ''. */
export interface CaptionText {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly dir: Direction;
}

/** The part of a speaker that a caption shows. */
export interface CaptionSpeaker {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly place?: string | undefined;
}

/** OBS's canvas (`GetVideoSettings.baseWidth`, `baseHeight`), in pixels. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The drawing in units of one hundredth of a 16:9 picture's width (19.2 px at 1080p). The page, the text
 * sources and the fit take every measure from here. Line heights are multiples of the type size; `tall` ones
 * are for scripts that need more room above and below than Latin does.
 */
export const LOWER_THIRD = {
  insetInline: 5,
  insetBlockEnd: 4.2,
  maxWidth: 58,
  keyWidth: 0.42,
  paddingStart: 1.5,
  paddingEnd: 2.2,
  paddingBlockStart: 1.05,
  paddingBlockEnd: 1.15,
  roleGap: 0.3,
  logo: { height: 4.2, maxWidth: 9, gap: 1.4 },
  /** Between two names that stand side by side. */
  besideGap: 3,
  card: { maxWidth: 72, nameScale: 1.6, roleScale: 1.6 },
  name: { size: 2.75, lineHeight: 1.16, tallLineHeight: 1.4, weight: 600 },
  role: { size: 1.56, lineHeight: 1.32, tallLineHeight: 1.55, weight: 400 },
  organisation: { size: 1.4, lineHeight: 1.36, tallLineHeight: 1.55, weight: 400 },
} as const;

/** The room that a caption's text has on one canvas, and the full sizes of its three kinds of line; in px. */
export interface CaptionBox {
  /** One hundredth of the width of the 16:9 picture that the drawing is made for. */
  readonly unitPx: number;
  /** The widest that a line of text may be. */
  readonly widthPx: number;
  readonly namePx: number;
  readonly rolePx: number;
  readonly organisationPx: number;
}

/** A caption by itself, one of two side by side, or a card in the middle of the picture. */
export type Room = 'alone' | 'beside' | 'card';

/**
 * The drawing scales with the canvas's width. A canvas wider than 16:9 is scaled by its height, so that the
 * plate keeps its share of the picture; an upright one draws half as large again, for it is seen on a phone.
 * `logo` is the room that a logo needs beside the text, in units: the plate is wider by that where the picture is.
 */
export function captionBox(canvas: CanvasSize, room: Room = 'alone', logo = 0): CaptionBox {
  const upright = canvas.height > canvas.width ? 1.5 : 1;
  const unitPx = (Math.min(canvas.width, (canvas.height * 16) / 9) / 100) * upright;
  const { keyWidth, paddingStart, paddingEnd, name, role, organisation, card } = LOWER_THIRD;
  const widest = widthOf(room, canvas.width / unitPx, logo);
  const [nameScale, roleScale] = room === 'card' ? [card.nameScale, card.roleScale] : [1, 1];
  return {
    unitPx,
    // Whole pixels: the plate's edges are rounded outwards to them, and the text must never gain from that.
    widthPx: Math.floor((widest - keyWidth - paddingStart - paddingEnd - logo) * unitPx),
    namePx: name.size * unitPx * nameScale,
    rolePx: role.size * unitPx * roleScale,
    organisationPx: organisation.size * unitPx * roleScale,
  };
}

/** The widest that a plate may be, in units, on a picture of this width. */
function widthOf(room: Room, picture: number, logo: number): number {
  const { maxWidth, insetInline, besideGap, card } = LOWER_THIRD;
  const between = picture - 2 * insetInline;
  switch (room) {
    case 'alone':
      return Math.min(maxWidth + logo, Math.max(between, maxWidth));
    case 'beside':
      return Math.min(maxWidth, (between - besideGap) / 2);
    case 'card':
      return Math.min(card.maxWidth + logo, between);
  }
}

/**
 * The caption of a speaker. The second line is the role as written; the third is the organisation and the
 * place, which is left out where the organisation already ends with it. Blank texts become ''. The name's
 * first letter decides the side; without a letter the role's does, then the organisation's.
 */
export function captionText(speaker: CaptionSpeaker): CaptionText {
  const name = cleaned(speaker.name);
  const role = cleaned(speaker.role);
  const organisation = joined(cleaned(speaker.organisation), cleaned(speaker.place ?? ''));
  const dir =
    firstStrongDirection(name) ?? firstStrongDirection(role) ?? firstStrongDirection(organisation) ?? 'ltr';
  return { name, role, organisation, dir };
}

function joined(organisation: string, place: string): string {
  if (organisation === '' || place === '') return organisation + place;
  if (organisation.endsWith(place)) return organisation;
  return `${organisation}${/\p{Script=Arabic}/u.test(organisation) ? '،' : ','} ${place}`;
}

/**
 * One line of plain text: composed characters, single spaces, nothing invisible that could turn or break a
 * line (controls, bidi embeddings and isolates, halves of a surrogate pair). No-break spaces and joiners stay:
 * Persian names and emoji families are spelled with them.
 */
function cleaned(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/[\s\u0085]/gu, (space) => (space === '\u00a0' || space === '\u202f' ? space : ' '))
    .replace(/[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/ +/gu, ' ')
    .replace(/^[ \u00a0\u202f]+|[ \u00a0\u202f]+$/gu, '');
}
