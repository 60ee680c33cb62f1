/** A small Electron app around the caption pictures alone, for their test to call. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, nativeImage } from 'electron';
import { defaultGraphics } from '../../src/core/captions/graphics';
import type { CanvasSize, CaptionText } from '../../src/core/captions/lowerThird';
import type { CaptionPicture, CaptionPictureProblem } from '../../src/main/electron/captionPictures';
import { createCaptionPictures } from '../../src/main/electron/captionPictures';
import type { Result } from '../../src/core/result';

export type Rendering = Result<CaptionPicture, CaptionPictureProblem>;

/** What a picture shows: its size, where its opaque part is (edges in px, right and bottom exclusive). */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly halfTransparent: number;
  readonly plate: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  } | null;
}

declare global {
  var renderPicture: (
    text: CaptionText,
    canvas: CanvasSize,
    urgency: 'urgent' | 'ahead',
  ) => Promise<Rendering>;
  var renderClip: (text: CaptionText, canvas: CanvasSize, lasts: number) => Promise<Rendering>;
  var timePicture: (text: CaptionText) => Promise<number>;
  var lookAt: (file: string) => PictureFacts;
  var prunePictures: (keep: readonly string[]) => Promise<readonly string[]>;
  var disposePictures: () => void;
  var killChild: (type: 'GPU' | 'Tab') => Promise<void>;
  var blockFolder: (blocked: boolean) => void;
}

for (const flag of (process.env['PICTURES_FLAGS'] ?? '').split(' ').filter(Boolean)) {
  const [name = '', value] = flag.split('=');
  app.commandLine.appendSwitch(name, value);
}
// The hidden window is the only one: closing it must not end the app.
app.on('window-all-closed', () => {});

const dir = join(process.env['LECTERN_HOME'] ?? '', 'captions');
const pictures = createCaptionPictures({
  pageUrl: process.env['PICTURES_PAGE'] ?? '',
  dir,
  drawnBy: 'the test',
});

globalThis.renderPicture = async (text, canvas, urgency) =>
  pictures.render(text, canvas, defaultGraphics, urgency);
globalThis.renderClip = async (text, canvas, lasts) =>
  pictures.renderClip(text, canvas, defaultGraphics, lasts);
globalThis.prunePictures = async (keep) => pictures.prune(keep);
globalThis.disposePictures = () => pictures.dispose();

globalThis.timePicture = async (text) => {
  const start = performance.now();
  const rendering = await pictures.render(text, { width: 1280, height: 720 }, defaultGraphics, 'urgent');
  if (!rendering.ok) throw new Error(rendering.problem.detail);
  return performance.now() - start;
};

globalThis.lookAt = (file) => {
  const image = nativeImage.createFromPath(file);
  const { width, height } = image.getSize();
  const pixels = image.toBitmap();
  let halfTransparent = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const alpha = pixels[(y * width + x) * 4 + 3];
      if (alpha === 0) continue;
      if (alpha !== 255) halfTransparent += 1;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  return { width, height, halfTransparent, plate: right === 0 ? null : { left, top, right, bottom } };
};

/** Kills Electron's own child of a kind, and resolves when Electron knows. */
globalThis.killChild = async (type) => {
  const child = app.getAppMetrics().find((metric) => metric.type === type);
  if (child === undefined) throw new Error(`there is no ${type} process`);
  const known = new Promise<void>((done) => {
    if (type === 'GPU') app.once('child-process-gone', () => done());
    else app.once('render-process-gone', () => done());
  });
  process.kill(child.pid, 'SIGKILL');
  await known;
};

/** Puts a file where the folder of the pictures is, or takes it away. */
globalThis.blockFolder = (blocked) => {
  if (blocked) {
    renameSync(dir, `${dir}.aside`);
    writeFileSync(dir, 'in the way');
  } else {
    rmSync(dir);
    mkdirSync(`${dir}.aside`, { recursive: true });
    renameSync(`${dir}.aside`, dir);
  }
};
