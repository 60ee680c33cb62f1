/** How a show's captions look. A show file holds it; pictures, clips and the overlay page draw from it. */
export interface Graphics {
  readonly theme: ThemeName;
  /** In place of the theme's own; `null` for those. */
  readonly colours: Colours | null;
  readonly logo: Logo | null;
  /** A font family of the machine that draws, e.g. `Source Serif 4`; `null` for the one that comes with the app. */
  readonly font: string | null;
  /** An OGraf name strap that draws names on the page in OBS; the theme draws them everywhere else. */
  readonly ograf: { readonly id: string; readonly name: string } | null;
}

/** `bar`: a dark plate with a bar of colour; `block`: the name on a block of colour; `band`: across the picture. */
export const themeNames = ['bar', 'block', 'band'] as const;
export type ThemeName = (typeof themeNames)[number];

/** `#rrggbb`. */
export type Colour = string;

export interface Colours {
  /** The bar, the block or the line. */
  readonly accent: Colour;
  /** What the text stands on. */
  readonly plate: Colour;
  readonly text: Colour;
}

/** A picture that is kept in the show file. */
export interface Logo {
  /** Of the file that it came from, for saying so. */
  readonly name: string;
  /** `data:image/…;base64,…` */
  readonly data: string;
}

export const defaultGraphics: Graphics = { theme: 'bar', colours: null, logo: null, font: null, ograf: null };

/** Every colour of a caption. All are opaque: OBS draws half-transparent pixels darker than they are. */
export interface Palette {
  readonly accent: Colour;
  readonly onAccent: Colour;
  readonly plate: Colour;
  readonly name: Colour;
  readonly role: Colour;
  readonly organisation: Colour;
}

const palettes: Readonly<Record<ThemeName, Palette>> = {
  bar: {
    accent: '#2fd4ec',
    onAccent: '#080c14',
    plate: '#080c14',
    name: '#fbfcfd',
    role: '#e6e8ec',
    organisation: '#c7cbd1',
  },
  block: {
    accent: '#2f3fc4',
    onAccent: '#ffffff',
    plate: '#f7f7f5',
    name: '#14161f',
    role: '#14161f',
    organisation: '#4b5060',
  },
  band: {
    accent: '#f2b33d',
    onAccent: '#10241f',
    plate: '#10241f',
    name: '#fffdf6',
    role: '#e9ece4',
    organisation: '#c3ccc3',
  },
};

/** The theme's colours, or the show's own with what follows from them. */
export function paletteOf({ theme, colours }: Pick<Graphics, 'theme' | 'colours'>): Palette {
  if (!colours) return palettes[theme];
  const { accent, plate, text } = colours;
  return {
    accent,
    onAccent: contrast('#ffffff', accent) >= leastContrast ? '#ffffff' : '#000000',
    plate,
    name: text,
    role: quieter(text, plate, 0.08),
    organisation: quieter(text, plate, 0.2),
  };
}

/** The three colours that a person may set, as they are now. */
export function coloursOf(graphics: Pick<Graphics, 'theme' | 'colours'>): Colours {
  const { accent, plate, name } = paletteOf(graphics);
  return { accent, plate, text: name };
}

/** WCAG 2.2, 1.4.3: the least for text that is not large; on a small stream no text is. */
export const leastContrast = 4.5;

/** How far two colours are apart, 1–21 (WCAG 2.2, contrast ratio). */
export function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The contrast of a show's own text on its plate, where it is too low to be read; else `null`. */
export function lowContrast(graphics: Pick<Graphics, 'theme' | 'colours'>): number | null {
  const { name, plate } = paletteOf(graphics);
  const found = contrast(name, plate);
  return found < leastContrast ? found : null;
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** A step from the text towards the plate, where that can still be read. */
function quieter(text: Colour, plate: Colour, share: number): Colour {
  const behind = channels(plate);
  const mixed = channels(text).map((channel, at) =>
    Math.round(channel + ((behind[at] ?? 0) - channel) * share),
  );
  const colour = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  return contrast(colour, plate) >= leastContrast ? colour : text;
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/** What a font family may be called here: nothing that means something else in a style. */
export function isFontName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u.test(text);
}

/** The largest picture that a show file takes as a logo, bytes: every screen is sent it, and the log keeps it. */
export const largestLogo = 128 * 1024;

export type LogoProblem = 'logoTooLarge' | 'logoNoPicture';

/** What is wrong with a logo, by its size and by what it begins with: names and types of files can be wrong. */
export function logoProblem(data: string): LogoProblem | null {
  const [, type = '', text = ''] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(data) ?? [];
  if (text.length > Math.ceil(largestLogo / 3) * 4) return 'logoTooLarge';
  return type !== '' && pictureType(firstBytes(text, 12)) === type ? null : 'logoNoPicture';
}

/** The type of a picture by its first 12 bytes; `null` where it is none that can be a logo. */
export function pictureType(bytes: ArrayLike<number>): string | null {
  const has = (at: number, ...expected: readonly number[]): boolean =>
    expected.every((byte, offset) => bytes[at + offset] === byte);
  if (has(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (has(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (has(0, 0x52, 0x49, 0x46, 0x46) && has(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function firstBytes(text: string, count: number): readonly number[] {
  const bits = text
    .slice(0, Math.ceil((count * 8) / 6))
    .split('')
    .map((letter) => base64.indexOf(letter).toString(2).padStart(6, '0'))
    .join('');
  return Array.from({ length: count }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
}
