import type { Graphics, Palette, ThemeName } from '../../core/captions/graphics';
import { paletteOf } from '../../core/captions/graphics';

/** A show's graphics, ready to be drawn with. */
export interface Look {
  readonly theme: ThemeName;
  readonly palette: Palette;
  /** For CSS. */
  readonly fontFamily: string;
  readonly logo: HTMLImageElement | null;
}

const own = 'Inter';

/**
 * What these words need is there once this resolves: the part of the font, until which they would be drawn as blanks,
 * and the logo. A missing font file or a damaged logo must not take the name off the air: the fallbacks draw it.
 */
export async function lookFor(graphics: Graphics, words: string): Promise<Look> {
  const family = `'${graphics.font ?? own}'`;
  const fonts = [400, 600].map(async (weight) => document.fonts.load(`${weight} 40px ${family}`, words));
  const [logo] = await Promise.all([loaded(graphics.logo?.data ?? null), Promise.allSettled(fonts)]);
  const { theme } = graphics;
  // Latin letters of a font that is not there are drawn with our own.
  const fontFamily = graphics.font === null ? family : `${family}, '${own}'`;
  return { theme, palette: paletteOf(graphics), fontFamily, logo };
}

async function loaded(data: string | null): Promise<HTMLImageElement | null> {
  if (data === null) return null;
  const image = new Image();
  image.src = data;
  return image.decode().then(
    () => image,
    () => null,
  );
}
