import type { CanvasSize } from '../../core/captions/lowerThird';

/** A picture of a film, and for how many frames it stands. */
export interface Shot {
  readonly png: Uint8Array;
  readonly frames: number;
}

/** Ticks of QuickTime's clock in a second. */
const timescale = 600;

/**
 * A QuickTime film of PNG pictures, which keep their transparency (QuickTime File Format, "Movie Atoms"): the pictures
 * first, then the tables. Frames that are alike point at the same bytes; each has the same length, because OBS
 * skips or freezes on longer ones. `fps` divides 600.
 */
export function movOf(shots: readonly Shot[], { width, height }: CanvasSize, fps: number): Buffer {
  const first = box('ftyp', text('qt  '), u32(0x20050300), text('qt  '));
  const mediaHead = first.length + 8;
  const ticks = timescale / fps;
  const offsets: number[] = [];
  const sizes: number[] = [];
  let at = mediaHead;
  for (const { png, frames } of shots) {
    for (let frame = 0; frame < frames; frame += 1) {
      offsets.push(at);
      sizes.push(png.length);
    }
    at += png.length;
  }
  const count = offsets.length;
  const lasts = u32(count * ticks);
  const times = u32(0, 0, timescale);
  const sampleTable = box(
    'stbl',
    box('stsd', u32(0, 1), pictureFormat(width, height)),
    box('stts', u32(0, 1, count, ticks)),
    box('stsc', u32(0, 1, 1, 1, 1)),
    box('stsz', u32(0, 0, count, ...sizes)),
    box('stco', u32(0, count, ...offsets)),
  );
  const dataHere = box('dinf', box('dref', u32(0, 1), box('alis', u32(1))));
  const media = box(
    'mdia',
    box('mdhd', u32(0), times, lasts, u32(0)),
    box('hdlr', u32(0), text('mhlrvide'), u32(0, 0, 0), u8(0)),
    box(
      'minf',
      box('vmhd', u32(1), u16(0x40, 0x8000, 0x8000, 0x8000)),
      box('hdlr', u32(0), text('dhlralis'), u32(0, 0, 0), u8(0)),
      dataHere,
      sampleTable,
    ),
  );
  const track = box(
    'trak',
    // Enabled, in the movie and its preview; track 1.
    box('tkhd', u32(0xf, 0, 0, 1, 0), lasts, u32(0, 0, 0, 0), matrix, u32(width * 0x10000, height * 0x10000)),
    media,
  );
  const movie = box(
    'moov',
    box(
      'mvhd',
      u32(0),
      times,
      lasts,
      u32(0x10000),
      u16(0x100, 0),
      u32(0, 0),
      matrix,
      u32(0, 0, 0, 0, 0, 0, 2),
    ),
    track,
  );
  const pictures = shots.map(({ png }) => png);
  return Buffer.concat([first, u32(at - mediaHead + 8), text('mdat'), ...pictures, movie]);
}

/** As it is: nothing turned or scaled. */
const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** 32 bits a pixel: without it players take the pictures for opaque. */
function pictureFormat(width: number, height: number): Buffer {
  const name = Buffer.alloc(32);
  name.write('\x03PNG', 'latin1');
  return box(
    'png ',
    u32(0),
    u16(0, 1, 0, 0),
    u32(0, 512, 512),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    name,
    u16(32, 0xffff),
  );
}

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), text(type), ...parts]);
}

function text(ascii: string): Buffer {
  return Buffer.from(ascii, 'latin1');
}

function u8(value: number): Buffer {
  return Buffer.from([value]);
}

function u16(...values: readonly number[]): Buffer {
  const made = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => made.writeUInt16BE(value, index * 2));
  return made;
}

function u32(...values: readonly number[]): Buffer {
  const made = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => made.writeUInt32BE(value >>> 0, index * 4));
  return made;
}
