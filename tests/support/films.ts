import type { CanvasSize } from '../../src/core/captions/lowerThird';
import { refused } from '../../src/core/result';
import { movOf } from '../../src/main/electron/mov';
import { encodePng } from '../../src/main/electron/png';
import type { CaptionPictures } from '../../src/main/obs/ports';

export type Rgb = readonly [red: number, green: number, blue: number];

/** A bar where captions are, so much of it as `share` says from the left, on nothing. */
export async function barPicture(
  { width, height }: CanvasSize,
  [red, green, blue]: Rgb,
  share: number,
): Promise<Buffer> {
  const frame = Buffer.alloc(width * height * 4);
  const bar = Buffer.alloc(Math.round(width * 0.5 * share) * 4, Buffer.from([blue, green, red, 255]));
  for (let y = Math.floor(height * 0.83); y < height * 0.95; y += 1) {
    bar.copy(frame, (y * width + Math.round(width * 0.05)) * 4);
  }
  return encodePng(frame, width, { width, height });
}

/** A film, 30 frames a second: for so many frames so much of the bar. */
export async function barFilm(
  canvas: CanvasSize,
  colour: Rgb,
  shots: readonly { readonly share: number; readonly frames: number }[],
): Promise<Buffer> {
  const drawn = await Promise.all(
    shots.map(async ({ share, frames }) => ({ frames, png: await barPicture(canvas, colour, share) })),
  );
  return movOf(drawn, canvas, 30);
}

/** Of an app that has drawn no clips: names are shown as pictures. */
export const noClips: CaptionPictures['renderClip'] = async () =>
  refused({ kind: 'notDrawn', detail: 'for the test' });
