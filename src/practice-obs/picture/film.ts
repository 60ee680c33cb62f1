import { readFileSync } from 'node:fs';
import { fileStamp } from './imageFile';
import { decodePng } from './png';
import type { Raster } from './raster';

/** A QuickTime film of PNG pictures, the only kind that the practice OBS can play. */
export interface Film {
  readonly width: number;
  readonly height: number;
  /** Milliseconds. */
  readonly length: number;
  /** Which frame is seen at this time of the film, ms; the last one after its end. */
  readonly frameAt: (time: number) => number;
  readonly picture: (frame: number) => Raster | null;
}

interface Known {
  readonly stamp: string;
  readonly film: Film | null;
}

/** The films last asked for, by path. */
const known = new Map<string, Known>();
const most = 8;

/** The film in a file; null when there is none that can be read. */
export function loadFilm(path: string): Film | null {
  const stamp = fileStamp(path);
  if (stamp === null) return null;
  const before = known.get(path);
  if (before?.stamp === stamp) return before.film;
  const film = readFilm(readFileSync(path));
  known.delete(path);
  known.set(path, { stamp, film });
  const oldest = known.keys().next();
  if (known.size > most && oldest.done !== true) known.delete(oldest.value);
  return film;
}

/** Reads films whose every frame is a chunk of its own and lasts as long as the others. */
function readFilm(file: Buffer): Film | null {
  const table = boxAt(file, 'moov', 'trak', 'mdia', 'minf', 'stbl');
  const clock = boxAt(file, 'moov', 'trak', 'mdia', 'mdhd');
  const [format, times, sizes, offsets] = ['stsd', 'stts', 'stsz', 'stco'].map(
    (name) => table && boxAt(table, name),
  );
  if (!clock || !format || !times || !sizes || !offsets) return null;
  const count = numberAt(offsets, 1);
  const frame = (1_000 * numberAt(times, 3)) / numberAt(clock, 3);
  if (format.toString('latin1', 12, 16) !== 'png ' || !(count > 0) || !(frame > 0)) return null;
  const drawn = new Map<number, Raster | null>();
  return {
    width: format.readUInt16BE(40),
    height: format.readUInt16BE(42),
    length: count * frame,
    frameAt: (time) => Math.min(count - 1, Math.max(0, Math.floor(time / frame))),
    picture(at) {
      const from = numberAt(offsets, 2 + at);
      // Frames that are alike lie in one place.
      const before = drawn.get(from);
      if (before !== undefined) return before;
      const picture = decodePng(file.subarray(from, from + numberAt(sizes, 3 + at)));
      drawn.clear();
      drawn.set(from, picture);
      return picture;
    },
  };
}

function numberAt(content: Buffer, index: number): number {
  return content.length >= (index + 1) * 4 ? content.readUInt32BE(index * 4) : 0;
}

/** The content of the box at the end of this path. */
function boxAt(file: Buffer, ...path: readonly string[]): Buffer | null {
  let within = file;
  for (const wanted of path) {
    let found: Buffer | null = null;
    for (let at = 0; at + 8 <= within.length && found === null;) {
      const length = Math.max(8, within.readUInt32BE(at));
      if (within.toString('latin1', at + 4, at + 8) === wanted) found = within.subarray(at + 8, at + length);
      at += length;
    }
    if (found === null) return null;
    within = found;
  }
  return within;
}
