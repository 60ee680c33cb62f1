import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { captionText } from '../../src/core/captions/lowerThird';
import type { CanvasSize, CaptionText } from '../../src/core/captions/lowerThird';
import {
  type RunningApp,
  launchApp,
  repository,
  startAppScreen,
  temporaryHome,
} from '../support/electronApp';
import type { Screen } from '../support/xvfb';
import type { PictureFacts, Rendering } from './captionPicturesApp';

const hd: CanvasSize = { width: 1280, height: 720 };
const fullHd: CanvasSize = { width: 1920, height: 1080 };

const caption = (name: string, role = '', organisation = '', place = ''): CaptionText =>
  captionText({ name, role, organisation, place });
const morshed = caption(
  'Morshed Mannan',
  'Research Fellow, Robert Schuman Centre for Advanced Studies',
  'European University Institute',
  'Florence, Italy',
);

let screen: Screen;
/** The folder of the small app that makes pictures and nothing else. */
let path: string;

beforeAll(async () => {
  screen = await startAppScreen();
  path = temporaryHome();
  await build({
    configFile: false,
    logLevel: 'warn',
    root: repository,
    // It runs where there are no packages.
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: join(import.meta.dirname, 'captionPicturesApp.ts'),
      outDir: path,
      emptyOutDir: false,
      target: 'node18',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'main.cjs' } },
    },
  });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'pictures', main: 'main.cjs' }));
});
afterAll(async () => screen.stop());

interface Studio {
  readonly app: RunningApp;
  readonly dir: string;
  render(text: CaptionText, canvas: CanvasSize, urgency?: 'urgent' | 'ahead'): Promise<Rendering>;
}

async function openStudio(
  options: { readonly pageUrl?: string; readonly flags?: string } = {},
): Promise<Studio> {
  const page = pathToFileURL(join(repository, 'out/renderer/overlay/index.html')).href;
  const app = await launchApp({
    screen,
    path,
    env: { PICTURES_PAGE: options.pageUrl ?? page, PICTURES_FLAGS: options.flags ?? '' },
  });
  return {
    app,
    dir: join(app.home, 'captions'),
    render: async (text, canvas, urgency = 'ahead') =>
      app.app.evaluate(async (_electron, wanted) => globalThis.renderPicture(...wanted), [
        text,
        canvas,
        urgency,
      ] as const),
  };
}

/** What the file of a rendering shows. */
async function look(studio: Studio, rendering: Rendering): Promise<PictureFacts> {
  if (!rendering.ok) throw new Error(JSON.stringify(rendering.problem));
  return studio.app.app.evaluate(async (_electron, file) => globalThis.lookAt(file), rendering.value.file);
}

const run = promisify(execFile);

/** Of each frame of a clip, how much of the picture's opaque part is opaque in it, 0–1. */
async function shares(clip: string, still: string): Promise<readonly number[]> {
  const [sums, [whole = 0]] = await Promise.all([opacities(clip), opacities(still)]);
  return sums.map((sum) => sum / whole);
}

async function opacities(file: string): Promise<readonly number[]> {
  const alpha = ['-vf', 'format=rgba,alphaextract', '-f', 'rawvideo', '-'];
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, ...alpha], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  });
  const size = hd.width * hd.height;
  return Array.from({ length: stdout.length / size }, (_, frame) =>
    stdout.subarray(frame * size, (frame + 1) * size).reduce((sum, value) => sum + value, 0),
  );
}

describe('caption pictures', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await openStudio();
  });
  afterAll(async () => studio.app.close());

  it('draws the plate where the mock has it, and nothing half transparent', async () => {
    const facts = await look(studio, await studio.render(morshed, fullHd));
    expect(facts).toMatchObject({ width: 1920, height: 1080, halfTransparent: 0 });
    expect(facts.plate).toMatchObject({ left: 96, bottom: 1080 - 81 });
    // The plate's other two edges, read off the mock's picture.
    expect(Math.abs(facts.plate!.right - 1072)).toBeLessThan(12);
    expect(Math.abs(facts.plate!.top - 814)).toBeLessThan(4);
  });

  it('mirrors a name that runs right to left', async () => {
    const { plate, halfTransparent } = await look(
      studio,
      await studio.render(caption('مرشد منان', 'زميل باحث'), hd),
    );
    expect(plate!.right).toBe(1280 - 64);
    expect(plate!.left).toBeGreaterThan(640);
    expect(halfTransparent).toBe(0);
  });

  it.each([
    ['a long name', 'María de los Ángeles Fernández‑Villaseñor y Montemayor'],
    ['200 characters', 'M'.repeat(200)],
    ['emoji', 'Ada Lovelace 👩‍💻🇬🇧'.repeat(12)],
    ['Chinese', '欧阳锋'.repeat(30)],
    ['Hindi', 'डॉ. अमिताभ श्रीवास्तव '.repeat(6)],
  ])('keeps %s inside the title-safe width, whole', async (_what, name) => {
    const text = caption(name, 'Research Fellow', 'Institute');
    const rendering = await studio.render(text, hd);
    const { plate, halfTransparent } = await look(studio, rendering);
    expect(plate!.right).toBeLessThanOrEqual(64 + 0.58 * 1280 + 1);
    expect(plate!.top).toBeGreaterThan(720 / 2);
    expect(halfTransparent).toBe(0);
    if (!rendering.ok) throw new Error('unreachable');
    expect(rendering.value.fit.nameLines.join('').replace(/\s/gu, '')).toBe(text.name.replace(/\s/gu, ''));
  });

  it('draws nothing at all for a caption without text', async () => {
    expect(await look(studio, await studio.render(caption('', ''), hd))).toMatchObject({ plate: null });
  });

  it('never gives one caption the picture of another, however fast they follow', async () => {
    const widths = Array.from({ length: 24 }, (_, index) => 'n'.repeat(index + 3));
    const together = await Promise.all(widths.map((name) => studio.render(caption(name), hd)));
    const facts = await Promise.all(together.map((rendering) => look(studio, rendering)));
    const rights = facts.map(({ plate }) => plate!.right);
    expect(rights).toEqual(rights.toSorted((a, b) => a - b));
    expect(new Set(rights).size).toBe(widths.length);
    expect(new Set(together.map((rendering) => rendering.ok && rendering.value.file)).size).toBe(
      widths.length,
    );
  });

  it('follows the canvas from one size to another and back', async () => {
    for (const canvas of [hd, fullHd, { width: 1080, height: 1920 }, { width: 1024, height: 768 }, hd]) {
      const facts = await look(studio, await studio.render(caption(`At ${canvas.width}`), canvas));
      expect(facts).toMatchObject({ ...canvas, halfTransparent: 0 });
    }
  });

  it('draws letters that few names have when they are first needed', async () => {
    const fresh = await openStudio();
    const text = caption('Łucja Żółć-Dvořáková', 'Členka výboru');
    const first = await fresh.render(text, hd);
    // With all of the font there, and this picture to be drawn anew: it is named by what is in it.
    await fresh.app.app.evaluate(async ({ webContents }) => {
      const [page] = webContents.getAllWebContents();
      await page!.executeJavaScript('document.fonts.load("600 40px Inter", "Ł").then(() => null)');
      await globalThis.prunePictures([]);
    });
    expect(await fresh.render(text, hd)).toEqual(first);
    await fresh.app.close();
  });

  it('makes the same picture once, and again when its file has gone', async () => {
    const text = caption('Only Once');
    const [first, second] = await Promise.all([studio.render(text, hd), studio.render(text, hd)]);
    expect(first).toEqual(second);
    if (!first.ok) throw new Error('unreachable');
    const { file } = first.value;
    const madeAt = statSync(file).mtimeMs;
    await studio.render(text, hd);
    expect(statSync(file).mtimeMs).toBe(madeAt);

    const deleted = await studio.app.app.evaluate(async () => globalThis.prunePictures([]));
    expect(deleted).toContain(file);
    const left = await readdir(dirname(file));
    expect(left.filter((name) => name.endsWith('.png'))).toEqual([]);
    expect(await studio.render(text, hd)).toEqual(first);
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  it('takes a corrected name before the ones that wait', async () => {
    const ahead = Array.from({ length: 8 }, (_, index) => ({
      text: caption(`Waiting ${index}`),
      urgency: 'ahead' as const,
    }));
    const urgent = [caption('Waiting 7'), caption('Corrected')].map((text) => ({
      text,
      urgency: 'urgent' as const,
    }));
    // Asked for in one go, so that none is done before the last is asked for.
    const order = await studio.app.app.evaluate(
      async (_electron, [wanted, canvas]) => {
        const done: string[] = [];
        await Promise.all(
          wanted.map(async ({ text, urgency }) => {
            await globalThis.renderPicture(text, canvas, urgency);
            done.push(text.name);
          }),
        );
        return done;
      },
      [[...ahead, ...urgent], hd] as const,
    );
    // The first was on the drawing board; the last that waited is the same as one that hurries.
    expect(order.slice(0, 5)).toEqual(['Waiting 0', 'Corrected', 'Waiting 7', 'Waiting 7', 'Waiting 1']);
  });

  it('opens a new page after the graphics process or the page itself was killed', async () => {
    await studio.render(caption('Before'), hd);
    await studio.app.app.evaluate(async () => globalThis.killChild('GPU'));
    expect(await look(studio, await studio.render(caption('After graphics'), hd))).toMatchObject({
      width: 1280,
    });
    await studio.app.app.evaluate(async () => globalThis.killChild('Tab'));
    expect(await look(studio, await studio.render(caption('After the page'), hd))).toMatchObject({
      width: 1280,
    });
  });

  it('says so when the picture cannot be written, and writes the next', async () => {
    const made = await studio.render(caption('Room'), hd);
    if (!made.ok) throw new Error('unreachable');
    await studio.app.app.evaluate(async () => globalThis.blockFolder(true));
    expect(await studio.render(caption('No room'), hd)).toMatchObject({
      ok: false,
      problem: { kind: 'notWritten' },
    });
    await studio.app.app.evaluate(async () => globalThis.blockFolder(false));
    expect(await studio.render(caption('No room'), hd)).toMatchObject({ ok: true });
  });

  it.skipIf(whyNot('ffmpeg') !== null)(
    'draws a clip of it that comes in, stands still and goes, and lets a corrected name go first',
    async () => {
      const order: string[] = [];
      const clip = studio.app.app.evaluate(
        async (_electron, [text, canvas]) => globalThis.renderClip(text, canvas, 2_000),
        [morshed, hd] as const,
      );
      const noted = clip.then(() => order.push('clip'));
      await studio.render(caption('Corrected Meanwhile'), hd, 'urgent').then(() => order.push('picture'));
      await noted;
      expect(order).toEqual(['picture', 'clip']);
      const [still, moving] = await Promise.all([studio.render(morshed, hd), clip]);
      if (!still.ok || !moving.ok) throw new Error(JSON.stringify([still, moving]));
      expect(moving.value.fit).toEqual(still.value.fit);
      const seen = await shares(moving.value.file, still.value.file);
      // In 740 ms, to be seen for 2 s, out within 460 ms, and three clear frames.
      expect(seen).toHaveLength(60 + 14 + 3);
      expect(seen[0]).toBe(0);
      expect(seen.slice(0, 20)).toEqual(seen.slice(0, 20).toSorted((a, b) => a - b));
      expect(seen.slice(23, 60).every((share) => share === 1)).toBe(true);
      expect(seen.slice(64, 74)).toEqual(seen.slice(64, 74).toSorted((a, b) => b - a));
      expect(seen[73]).toBeLessThan(0.02);
      expect(seen.slice(-3)).toEqual([0, 0, 0]);
    },
  );

  it('is ready in time for a corrected name to be on air within half a second', async () => {
    await studio.render(caption('Warm'), hd);
    const times: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const name = caption(`Corrected Name ${index}`, morshed.role, morshed.organisation);
      times.push(
        await studio.app.app.evaluate(async (_electron, text) => globalThis.timePicture(text), name),
      );
    }
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(350);
  });
});

describe('caption pictures, otherwise', () => {
  it('come out in the same place on a scaled screen', async () => {
    const [plain, scaled] = await Promise.all([
      openStudio(),
      openStudio({ flags: 'force-device-scale-factor=1.5' }),
    ]);
    const facts = async (studio: Studio): Promise<PictureFacts> =>
      look(studio, await studio.render(morshed, hd));
    const [one, other] = [await facts(plain), await facts(scaled)];
    await Promise.all([plain.app.close(), scaled.app.close()]);
    expect(other).toMatchObject({ width: 1280, height: 720, halfTransparent: 0 });
    for (const edge of ['left', 'right', 'top', 'bottom'] as const) {
      expect(Math.abs(other.plate![edge] - one.plate![edge])).toBeLessThanOrEqual(1);
    }
  });

  it('are refused with a reason when the page is not there, does not draw, or all is closed', async () => {
    const missing = await openStudio({ pageUrl: 'file:///nowhere/overlay.html' });
    expect(await missing.render(morshed, hd)).toMatchObject({ ok: false, problem: { kind: 'notDrawn' } });
    await missing.app.close();

    const silent = join(temporaryHome(), 'silent.html');
    writeFileSync(silent, '<script>window.lecternDraw = () => new Promise(() => {});</script>');
    const hanging = await openStudio({ pageUrl: pathToFileURL(silent).href });
    expect(await hanging.render(morshed, hd)).toMatchObject({ ok: false, problem: { kind: 'tooSlow' } });
    await hanging.app.app.evaluate(async () => globalThis.disposePictures());
    expect(await hanging.render(morshed, hd)).toMatchObject({ ok: false, problem: { kind: 'closed' } });
    await hanging.app.close();
  });
});
