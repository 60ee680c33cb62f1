import { readFileSync, statSync } from 'node:fs';
import { decodePng } from './png';
import type { Raster } from './raster';

interface Known {
  readonly stamp: string;
  readonly picture: Raster | null;
}

/** The pictures last asked for, by path; a caption set is small, and an old one may go. */
const known = new Map<string, Known>();
const most = 24;

/**
 * The picture in a PNG file; null when there is none to read. Read again when the file has changed, as a real
 * `image_source` does.
 */
export function loadImage(path: string): Raster | null {
  const stamp = fileStamp(path);
  if (stamp === null) return null;
  const before = known.get(path);
  if (before?.stamp === stamp) return before.picture;
  const picture = decodePng(readFileSync(path));
  known.delete(path);
  known.set(path, { stamp, picture });
  const oldest = known.keys().next();
  if (known.size > most && oldest.done !== true) known.delete(oldest.value);
  return picture;
}

/** Changes when the file does; null when there is none. */
export function fileStamp(path: string): string | null {
  if (path === '') return null;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? `${found.mtimeMs} ${found.size} ${found.ino}` : null;
}
