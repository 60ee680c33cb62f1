import { findInput, findScene } from '../world/edit';
import type { Filter, Input, SceneItem, WorldSnapshot } from '../world/model';
import { numberSetting, sourceSize, textSetting } from '../world/size';
import { drawCamera, drawSlides } from './cameras';
import type { Frames } from '../world/media';
import { loadFilm } from './film';
import { loadImage } from './imageFile';
import { type Placement, placed } from './placement';
import { type Box, type Colour, type Raster, blank, drawRaster, fillBox } from './raster';
import { drawText } from './text';

/** The picture of a source by itself, as `GetSourceScreenshot` shows it. */
export function drawSource(
  world: WorldSnapshot,
  name: string,
  width: number,
  height: number,
  frames: Frames,
): Raster {
  const raster = blank(width, height);
  paintSource({ world, frames }, name, raster, { x: 0, y: 0, width, height }, 1);
  return raster;
}

/** What is to be seen: the world, and where its films are. */
interface Sight {
  readonly world: WorldSnapshot;
  readonly frames: Frames;
}

function paintSource(sight: Sight, name: string, onto: Raster, box: Box, opacity: number): void {
  const { world } = sight;
  const scene = findScene(world, name);
  if (scene !== undefined) {
    const see = opacity * opacityOf(scene.filters);
    for (const item of scene.items) if (item.enabled) paintItem(sight, item, onto, box, see);
    return;
  }
  const input = findInput(world, name);
  if (input !== undefined) paintInput(sight, input, onto, box, opacity * opacityOf(input.filters));
}

/** `box` is where the scene that holds the item is drawn; the item finds its place within. */
function paintItem(sight: Sight, item: SceneItem, onto: Raster, box: Box, opacity: number): void {
  const { world } = sight;
  const size = sourceSize(world, item.source);
  if (size.width === 0 || size.height === 0) return;
  const { baseWidth, baseHeight } = world.video;
  const { x, y, width, height }: Placement = placed(item.transform, size);
  const scaleX = box.width / baseWidth;
  const scaleY = box.height / baseHeight;
  const place = {
    x: box.x + x * scaleX,
    y: box.y + y * scaleY,
    width: width * scaleX,
    height: height * scaleY,
  };
  paintSource(sight, item.source, onto, place, opacity);
}

function paintInput({ frames }: Sight, input: Input, onto: Raster, box: Box, opacity: number): void {
  switch (input.kind) {
    case 'color_source_v3':
      fillBox(onto, box, faded(colourOf(numberSetting(input, 'color')), opacity));
      return;
    case 'image_source': {
      const picture = loadImage(textSetting(input, 'file'));
      if (picture !== null) drawRaster(onto, picture, box, opacity);
      return;
    }
    case 'ffmpeg_source': {
      const frame = frames.get(input.name);
      const picture =
        frame === undefined ? null : (loadFilm(textSetting(input, 'local_file'))?.picture(frame) ?? null);
      if (picture !== null) drawRaster(onto, picture, box, opacity);
      return;
    }
    case 'text_ft2_source_v2':
      drawText(
        onto,
        textSetting(input, 'text'),
        box,
        faded(colourOf(numberSetting(input, 'color1')), opacity),
      );
      return;
    case 'v4l2_input':
      drawCamera(onto, input.name, box);
      return;
    case 'xshm_input':
      drawSlides(onto, input.name, box);
      return;
    default:
      return;
  }
}

const faded = ([red, green, blue, alpha = 1]: Colour, opacity: number): Colour => [
  red,
  green,
  blue,
  alpha * opacity,
];

/** OBS keeps colours as 0xAABBGGRR. */
function colourOf(value: number): Colour {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) / 255];
}

/** How much of a source its colour filters let through. */
function opacityOf(filters: readonly Filter[]): number {
  return filters
    .filter((filter) => filter.enabled && filter.kind === 'color_filter_v2')
    .map((filter) => filter.settings['opacity'])
    .reduce<number>((all, each) => (typeof each === 'number' ? all * each : all), 1);
}
