import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodePng, encodePng } from '../../../src/practice-obs/picture/png';
import { type Colour, type Raster, blank, fillBox } from '../../../src/practice-obs/picture/raster';
import { until } from '../../support/until';
import type { Client, Data } from './client';
import { type Cases, take } from './subject';

async function screenshot(client: Client, sourceName: string, more: Data = {}): Promise<Raster> {
  const { imageData } = await client.call('GetSourceScreenshot', { sourceName, imageFormat: 'png', ...more });
  const prefix = 'data:image/png;base64,';
  expect(String(imageData).startsWith(prefix)).toBe(true);
  const picture = decodePng(Buffer.from(String(imageData).slice(prefix.length), 'base64'));
  if (picture === null) throw new Error('the picture is no PNG of 8-bit RGBA');
  return picture;
}

type Pixel = readonly [number, number, number, number];

function pixel(raster: Raster, x: number, y: number): Pixel {
  const at = (Math.trunc(y * raster.height) * raster.width + Math.trunc(x * raster.width)) * 4;
  const [red = 0, green = 0, blue = 0, alpha = 0] = raster.data.subarray(at, at + 4);
  return [red, green, blue, alpha];
}

const near = (seen: Pixel, wanted: Pixel): boolean =>
  seen.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) <= 3);

/** Waits for the frame in which a place of the picture has this colour; places are shares of its sides. */
async function sees(client: Client, sourceName: string, x: number, y: number, wanted: Pixel): Promise<void> {
  let seen: Pixel = [0, 0, 0, 0];
  await until(`${sourceName} to show ${wanted.join(',')} at ${x},${y}`, 3_000, async () => {
    seen = pixel(await screenshot(client, sourceName, { imageWidth: 320 }), x, y);
    return near(seen, wanted);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; it shows ${seen.join(',')}`);
  });
}

const red: Pixel = [255, 0, 0, 255];
const green: Pixel = [0, 255, 0, 255];
const blue: Pixel = [0, 0, 255, 255];
/** A colour as OBS keeps it: 0xAABBGGRR. */
const abgr = ([r, g, b, a]: Pixel): number => ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
const colour = (of: Pixel, width = 1280, height = 720): Data => ({ color: abgr(of), width, height });

/** A transparent picture of the canvas's size with a plate low on the left, as a caption is. */
function caption(fill: Colour): Buffer {
  const raster = blank(1280, 720);
  fillBox(raster, { x: 80, y: 560, width: 480, height: 100 }, fill);
  return encodePng(raster);
}

export const pictureCases: Cases = (test) => {
  test('a scene is drawn with what is in it, at the size asked for', async ({ client, scene, input }) => {
    const sceneName = await scene();
    await input(sceneName, 'color_source_v3', colour(red));
    await sees(client, sceneName, 0.5, 0.5, red);
    const natural = await screenshot(client, sceneName);
    expect([natural.width, natural.height]).toEqual([1280, 720]);
    const wide = await screenshot(client, sceneName, { imageWidth: 64 });
    expect([wide.width, wide.height]).toEqual([64, 36]);
    const forced = await screenshot(client, sceneName, { imageWidth: 64, imageHeight: 64 });
    expect([forced.width, forced.height]).toEqual([64, 64]);
  });

  test('an input is drawn by itself', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'color_source_v3', colour(green, 400, 300));
    await sees(client, inputName, 0.5, 0.5, green);
    const picture = await screenshot(client, inputName, { imageWidth: 100 });
    expect([picture.width, picture.height]).toEqual([100, 75]);
  });

  test('an empty scene is transparent', async ({ client, scene }) => {
    const picture = await screenshot(client, await scene(), { imageWidth: 32 });
    expect(pixel(picture, 0.5, 0.5)[3]).toBe(0);
  });

  test('formats are those that it lists; svg is not one', async ({ client, scene }) => {
    const sourceName = await scene();
    const { supportedImageFormats } = await client.call('GetVersion');
    expect(supportedImageFormats).toContain('png');
    expect(supportedImageFormats).not.toContain('svg');
    expect(await client.ask('GetSourceScreenshot', { sourceName, imageFormat: 'svg' })).toMatchObject({
      code: 400,
      comment: 'Your specified image format is invalid or not supported by this system.',
    });
  });

  test('items lie where their transforms put them, the later above', async ({ client, scene, input }) => {
    const sceneName = await scene();
    await input(sceneName, 'color_source_v3', colour(red));
    const { sceneItemId } = await input(sceneName, 'color_source_v3', colour(blue, 320, 180));
    await client.call('SetSceneItemTransform', {
      sceneName,
      sceneItemId,
      sceneItemTransform: { positionX: 640, positionY: 360 },
    });
    await sees(client, sceneName, 0.6, 0.6, blue);
    await sees(client, sceneName, 0.25, 0.25, red);
    await client.call('SetSceneItemIndex', { sceneName, sceneItemId, sceneItemIndex: 0 });
    await sees(client, sceneName, 0.6, 0.6, red);
  });

  test('bounds shrink a source that is too large, and leave alone one that is not', async ({
    client,
    scene,
    input,
  }) => {
    const sceneName = await scene();
    await input(sceneName, 'color_source_v3', colour(red));
    const { sceneItemId, inputName } = await input(sceneName, 'color_source_v3', colour(blue, 2560, 1440));
    const sceneItemTransform = { boundsType: 'OBS_BOUNDS_MAX_ONLY', boundsWidth: 640, boundsHeight: 360 };
    await client.call('SetSceneItemTransform', { sceneName, sceneItemId, sceneItemTransform });
    await sees(client, sceneName, 0.25, 0.25, blue);
    await sees(client, sceneName, 0.75, 0.75, red);
    await client.call('SetInputSettings', { inputName, inputSettings: { width: 64, height: 36 } });
    // OBS centres what is smaller than its bounds only when told so: alignment 0 is the middle.
    await sees(client, sceneName, 0.25, 0.25, blue);
    await sees(client, sceneName, 0.05, 0.05, red);
  });

  test('a caption: a picture with alpha in a scene nested in two others', async ({
    client,
    scene,
    input,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-contract-'));
    try {
      const [names, one, two] = [await scene('Names'), await scene(), await scene()];
      await input(one, 'color_source_v3', colour(red));
      await input(two, 'color_source_v3', colour(blue));
      for (const sceneName of [one, two]) {
        await client.call('CreateSceneItem', { sceneName, sourceName: names });
      }
      const first = join(folder, 'first.png');
      writeFileSync(first, caption([0, 255, 0]));
      const { inputName, sceneItemId } = await input(names, 'image_source', { file: first });

      await sees(client, one, 0.2, 0.85, green);
      await sees(client, two, 0.2, 0.85, green);
      await sees(client, one, 0.8, 0.85, red);

      const second = join(folder, 'second.png');
      writeFileSync(second, caption([255, 255, 255]));
      await client.call('SetInputSettings', { inputName, inputSettings: { file: second } });
      await sees(client, one, 0.2, 0.85, [255, 255, 255, 255]);

      const at = { sceneName: names, sceneItemId };
      await client.call('SetSceneItemEnabled', { ...at, sceneItemEnabled: false });
      await sees(client, one, 0.2, 0.85, red);
      await sees(client, two, 0.2, 0.85, blue);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('in studio mode the picture of the scene on air is the scene as edited', async ({
    client,
    scene,
    input,
  }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3', colour(red));
    await take(client, sceneName);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await sees(client, sceneName, 0.5, 0.5, red);
    await client.call('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled: false });
    await sees(client, sceneName, 0.5, 0.5, [0, 0, 0, 0]);
  });

  test('a picture file that is not there shows nothing, and is no error', async ({
    client,
    scene,
    input,
  }) => {
    const sceneName = await scene();
    await input(sceneName, 'color_source_v3', colour(red));
    await input(sceneName, 'image_source', { file: '/nowhere/at/all.png' });
    await sees(client, sceneName, 0.5, 0.5, red);
  });

  test('an opacity filter on a scene lets through what is below it', async ({ client, scene, input }) => {
    const [outer, inner] = [await scene(), await scene()];
    await input(outer, 'color_source_v3', colour(red));
    await input(inner, 'color_source_v3', colour(green));
    await client.call('CreateSceneItem', { sceneName: outer, sourceName: inner });
    await sees(client, outer, 0.5, 0.5, green);
    await client.call('CreateSourceFilter', {
      sourceName: inner,
      filterName: 'Fader',
      filterKind: 'color_filter_v2',
      filterSettings: { opacity: 0 },
    });
    await sees(client, outer, 0.5, 0.5, red);
    await client.call('SetSourceFilterEnabled', {
      sourceName: inner,
      filterName: 'Fader',
      filterEnabled: false,
    });
    await sees(client, outer, 0.5, 0.5, green);
  });

  test('a text source draws its text, and is as large as it', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'text_ft2_source_v2', {
      text: 'Amal Chevreau',
      font: { face: 'DejaVu Sans', size: 48, style: '', flags: 0 },
    });
    await until('letters', 3_000, async () => {
      const { data } = await screenshot(client, inputName);
      return data.some((value, index) => index % 4 === 3 && value > 200);
    });
    const { width, height } = await screenshot(client, inputName);
    expect(width).toBeGreaterThan(height * 3);
  });
};
