import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pictureOf } from '../../../src/practice-obs/picture/cache';
import { noFrames } from '../../../src/practice-obs/world/media';
import { drawSource } from '../../../src/practice-obs/picture/draw';
import { loadImage } from '../../../src/practice-obs/picture/imageFile';
import { placed } from '../../../src/practice-obs/picture/placement';
import { decodePng, encodePng } from '../../../src/practice-obs/picture/png';
import { type Raster, blank, fillBox } from '../../../src/practice-obs/picture/raster';
import { textSize } from '../../../src/practice-obs/picture/text';
import { untouched } from '../../../src/practice-obs/world/model';
import { bundledScenes, practiceWorld } from '../../../src/practice-obs/world/practiceWorld';

const canvas = { width: 1280, height: 720 };

/** A PNG of one row filter throughout, made by the book, to hold the decoder to. */
function pngBy(filter: number, channels: 3 | 4, width: number, pixels: Uint8Array): Buffer {
  const stride = width * channels;
  const height = pixels.length / stride;
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (pixels[y * stride + x] ?? 0));
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    rows.push(filter);
    for (let x = 0; x < stride; x += 1) {
      const [a, b, c] = [at(x - channels, y), at(x, y - 1), x < channels ? 0 : at(x - channels, y - 1)];
      const p = a + b - c;
      const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      const guess = [0, a, b, Math.floor((a + b) / 2), paeth][filter] ?? 0;
      rows.push((at(x, y) - guess) & 0xff);
    }
  }
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 4 ? 6 : 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const pixels = (channels: number, width: number) =>
  fc.uint8Array({ minLength: channels * width * 3, maxLength: channels * width * 3 });

describe('a PNG', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(pixels(4, 5), (data) => {
        expect(decodePng(encodePng({ width: 5, height: 3, data }))).toEqual({ width: 5, height: 3, data });
      }),
    );
  });

  it.each([0, 1, 2, 3, 4])('is read whatever its rows are told by: filter %i', (filter) => {
    fc.assert(
      fc.property(pixels(4, 5), (data) => {
        expect(decodePng(pngBy(filter, 4, 5, data))?.data).toEqual(data);
      }),
    );
  });

  it('without alpha is opaque', () => {
    const picture = decodePng(pngBy(4, 3, 2, Uint8Array.from([1, 2, 3, 4, 5, 6])));
    expect(picture?.data).toEqual(Uint8Array.from([1, 2, 3, 255, 4, 5, 6, 255]));
  });

  it('that is cut off or damaged is none, and no error', () => {
    const whole = encodePng(blank(20, 20));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (place, value) => {
        const damaged = Buffer.from(whole);
        damaged[place] = value;
        decodePng(damaged);
        expect(decodePng(whole.subarray(0, Math.min(place, whole.length - 25)))).toBeNull();
      }),
    );
  });

  it('is checked by its CRC', () => {
    const file = encodePng(blank(1, 1));
    expect(file.readUInt32BE(29)).toBe(crc32(file.subarray(12, 29)));
  });
});

describe('a picture file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-pictures-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read again when it changes', () => {
    const file = join(folder, 'caption.png');
    writeFileSync(file, encodePng(blank(2, 2)));
    expect(loadImage(file)).toMatchObject({ width: 2 });
    writeFileSync(file, encodePng(blank(3, 3)));
    utimesSync(file, 1, 1);
    expect(loadImage(file)).toMatchObject({ width: 3 });
  });

  it('that is a folder, missing or empty is none', () => {
    writeFileSync(join(folder, 'empty.png'), '');
    for (const path of [folder, join(folder, 'none.png'), join(folder, 'empty.png'), '']) {
      expect(loadImage(path)).toBeNull();
    }
  });
});

describe('a place on the canvas', () => {
  const source = { width: 200, height: 100 };
  it.each([
    ['as it is', {}, { x: 0, y: 0, width: 200, height: 100 }],
    ['scaled and moved', { positionX: 10, scaleX: 2 }, { x: 10, y: 0, width: 400, height: 100 }],
    [
      'by its middle',
      { alignment: 0, positionX: 100, positionY: 50 },
      { x: 0, y: 0, width: 200, height: 100 },
    ],
    [
      'by its lower right',
      { alignment: 10, positionX: 200, positionY: 100 },
      { x: 0, y: 0, width: 200, height: 100 },
    ],
    [
      'stretched to bounds',
      { boundsType: 'OBS_BOUNDS_STRETCH', boundsWidth: 50, boundsHeight: 50 },
      { x: 0, y: 0, width: 50, height: 50 },
    ],
    [
      'fitted into bounds, in the middle',
      { boundsType: 'OBS_BOUNDS_SCALE_INNER', boundsWidth: 400, boundsHeight: 400 },
      { x: 0, y: 100, width: 400, height: 200 },
    ],
    [
      'small enough for its bounds, left alone',
      { boundsType: 'OBS_BOUNDS_MAX_ONLY', boundsWidth: 400, boundsHeight: 400 },
      { x: 100, y: 150, width: 200, height: 100 },
    ],
    [
      'too large for its bounds, shrunk',
      { boundsType: 'OBS_BOUNDS_MAX_ONLY', boundsWidth: 100, boundsHeight: 100 },
      { x: 0, y: 25, width: 100, height: 50 },
    ],
  ])('%s', (_what, change, box) => {
    expect(placed({ ...untouched, ...change }, source)).toEqual(box);
  });
});

describe('the practice scenes', () => {
  const world = practiceWorld(bundledScenes, canvas);
  const opaque = ({ data }: Raster): boolean =>
    data.every((value, index) => index % 4 !== 3 || value === 255);

  it('fill the picture, each in its own way', () => {
    const pictures = bundledScenes.map((name) => drawSource(world, name, 320, 180, noFrames));
    expect(pictures.every(opaque)).toBe(true);
    expect(new Set(pictures.map(({ data }) => Buffer.from(data).toString('base64'))).size).toBe(
      bundledScenes.length,
    );
  });

  it('look the same every time', () => {
    for (const name of bundledScenes) {
      expect(drawSource(world, name, 64, 36, noFrames)).toEqual(drawSource(world, name, 64, 36, noFrames));
    }
  });

  it('are furnished whatever they are called', () => {
    const names = ['نور', '', 'Interview', 'x'.repeat(200), 'Break'].map((name, index) => `${name}${index}`);
    const any = practiceWorld(names, canvas);
    for (const name of names) expect(opaque(drawSource(any, name, 64, 36, noFrames))).toBe(true);
  });

  it('are drawn once while nothing changes', () => {
    const first = pictureOf(world, 'Panel', 32, 18, noFrames);
    expect(pictureOf(world, 'Panel', 32, 18, noFrames)).toBe(first);
    const other = {
      ...world,
      inputs: world.inputs.map((input) => ({ ...input, settings: { color: 0xff0000ff } })),
    };
    expect(pictureOf(other, 'Panel', 32, 18, noFrames)).not.toBe(first);
  });
});

describe('drawing', () => {
  it('softens an edge that lies between pixels', () => {
    const raster = blank(2, 1);
    fillBox(raster, { x: 0, y: 0, width: 1.5, height: 1 }, [255, 255, 255]);
    expect([raster.data[3], raster.data[7]]).toEqual([255, 127]);
  });

  it('leaves alone what lies outside', () => {
    const raster = blank(4, 4);
    fillBox(raster, { x: -10, y: -10, width: 5, height: 5 }, [255, 0, 0]);
    fillBox(raster, { x: 10, y: 10, width: 5, height: 5 }, [255, 0, 0]);
    expect(raster.data.every((value) => value === 0)).toBe(true);
  });

  it('gives a text its size by its longest line', () => {
    expect(textSize('', 10)).toEqual({ width: 0, height: 0 });
    expect(textSize('abc', 10)).toEqual({ width: 18, height: 10 });
    expect(textSize('abc\nabcdef', 10)).toEqual({ width: 36, height: 20 });
  });
});
