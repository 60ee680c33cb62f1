import type { Frames } from '../world/media';
import type { WorldSnapshot } from '../world/model';
import { textSetting } from '../world/size';
import { drawSource } from './draw';
import { fileStamp } from './imageFile';
import { encodePng } from './png';

/** Finished pictures of the world as it is; a few sizes of a few scenes. */
const finished = new Map<string, string>();
let of: Pick<WorldSnapshot, 'scenes' | 'inputs' | 'video'> | null = null;
const most = 40;

/**
 * The picture of a source as a PNG in base64. Drawn once for as long as neither the scenes nor the files in them
 * change, and no film moves on: a console asks for the same two pictures over and over.
 */
export function pictureOf(
  world: WorldSnapshot,
  source: string,
  width: number,
  height: number,
  frames: Frames,
): string {
  if (of === null || of.scenes !== world.scenes || of.inputs !== world.inputs || of.video !== world.video) {
    finished.clear();
    of = world;
  }
  const key = `${width} ${height} ${fileStamps(world)} ${JSON.stringify([...frames])} ${source}`;
  const known = finished.get(key);
  if (known !== undefined) return known;
  if (finished.size >= most) finished.clear();
  const picture = encodePng(drawSource(world, source, width, height, frames)).toString('base64');
  finished.set(key, picture);
  return picture;
}

function fileStamps(world: WorldSnapshot): string {
  return world.inputs
    .filter(({ kind }) => kind === 'image_source')
    .map((input) => fileStamp(textSetting(input, 'file')))
    .join();
}
