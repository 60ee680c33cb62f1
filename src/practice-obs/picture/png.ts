import { deflateSync, inflateSync } from 'node:zlib';
import type { Raster } from './raster';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Table of the CRC that PNG asks for; zlib's own came only with Node 20.15. */
const table = Int32Array.from({ length: 256 }, (_, value) => {
  let rest = value;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let rest = -1;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return ~rest >>> 0;
}

function chunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, 'latin1');
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}

/** A raster as a PNG file: 8-bit RGBA, each row told by its difference to the one above. */
export function encodePng({ width, height, data }: Raster): Buffer {
  const stride = width * 4;
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const at = y * (stride + 1);
    rows[at] = y === 0 ? 0 : 2;
    for (let x = 0; x < stride; x += 1) {
      const above = y === 0 ? 0 : (data[(y - 1) * stride + x] ?? 0);
      rows[at + 1 + x] = (data[y * stride + x] ?? 0) - above;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Bytes a pixel of the colour types that we read: RGB and RGBA. */
const channelsOf = new Map([
  [2, 3],
  [6, 4],
]);

/** Reads an 8-bit RGB or RGBA PNG that is not interlaced; null for anything else. */
export function decodePng(file: Buffer): Raster | null {
  if (file.length < 33 || !file.subarray(0, 8).equals(signature)) return null;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = channelsOf.get(file[25] ?? -1);
  if (channels === undefined || file[24] !== 8 || file[28] !== 0) return null;
  if (width === 0 || height === 0 || width * height > 64_000_000) return null;

  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const packed = inflate(Buffer.concat(parts));
  if (packed === null || packed.length < (width * channels + 1) * height) return null;
  return { width, height, data: toRgba(unfilter(packed, width * channels, height, channels), channels) };
}

/** Null for damaged data: a file may be read while somebody still writes it. */
function inflate(packed: Buffer): Buffer | null {
  try {
    return inflateSync(packed);
  } catch {
    return null;
  }
}

function unfilter(packed: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    const filter = packed[from - 1];
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (out[to + x - channels] ?? 0);
      const above = y === 0 ? 0 : (out[to + x - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (out[to + x - stride - channels] ?? 0);
      out[to + x] = (packed[from + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const toLeft = Math.abs(above - corner);
      const toAbove = Math.abs(left - corner);
      const toCorner = Math.abs(left + above - 2 * corner);
      if (toLeft <= toAbove && toLeft <= toCorner) return left;
      return toAbove <= toCorner ? above : corner;
    }
    default:
      return 0;
  }
}

function toRgba(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return pixels;
  const out = new Uint8Array((pixels.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
    out.set(pixels.subarray(from, from + 3), to);
  }
  return out;
}
