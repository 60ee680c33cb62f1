import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../../src/main/electron/png';

describe('encodePng', () => {
  it('writes red, green, blue, alpha in rows without a filter, and only the part asked for', async () => {
    const blue = [255, 0, 0, 255];
    const clear = [0, 0, 0, 0];
    const orange = [0, 128, 255, 255];
    const beside = [9, 9, 9, 255];
    const frame = Buffer.from([clear, clear, beside, blue, orange, beside, beside, beside, beside].flat());
    const png = await encodePng(frame, 3, { width: 2, height: 2 });
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(png.readUInt32BE(16)).toBe(2);
    expect(png.readUInt32BE(20)).toBe(2);
    expect([...png.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
    const length = png.readUInt32BE(33);
    expect(png.toString('latin1', 37, 41)).toBe('IDAT');
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 128, 0, 255,
    ]);
    // The last chunk is the same in every PNG, its checksum with it.
    expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });

  it('gives half-transparent pixels the colour that they had before Electron multiplied it', async () => {
    const frame = Buffer.from([20, 60, 100, 128]);
    const png = await encodePng(frame, 1, { width: 1, height: 1 });
    expect([...inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))]).toEqual([0, 199, 120, 40, 128]);
  });
});
