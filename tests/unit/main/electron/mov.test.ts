import { describe, expect, it } from 'vitest';
import { movOf } from '../../../../src/main/electron/mov';

/** The content of the box at the end of this path. */
function boxAt(film: Buffer, ...path: readonly string[]): Buffer {
  let within = film;
  for (const wanted of path) {
    let at = 0;
    while (within.toString('latin1', at + 4, at + 8) !== wanted) {
      at += within.readUInt32BE(at);
      if (at >= within.length) throw new Error(`no ${wanted} of ${path.join(' ▸ ')}`);
    }
    within = within.subarray(at + 8, at + within.readUInt32BE(at));
  }
  return within;
}

const table = ['moov', 'trak', 'mdia', 'minf', 'stbl'] as const;

function numbers(content: Buffer): readonly number[] {
  return Array.from({ length: content.length / 4 }, (_, index) => content.readUInt32BE(index * 4));
}

describe('movOf', () => {
  const [one, two] = [Buffer.from('first picture'), Buffer.from('second')];
  const film = movOf(
    [
      { png: one, frames: 1 },
      { png: two, frames: 3 },
    ],
    { width: 640, height: 360 },
    30,
  );

  it('keeps each picture once; frames that are alike point at the same bytes', () => {
    expect(boxAt(film, 'mdat').toString()).toBe('first picturesecond');
    const [, count, ...offsets] = numbers(boxAt(film, ...table, 'stco'));
    const [, , samples, ...sizes] = numbers(boxAt(film, ...table, 'stsz'));
    expect([count, samples]).toEqual([4, 4]);
    expect(sizes).toEqual([one.length, two.length, two.length, two.length]);
    expect(offsets.map((at, index) => film.toString('latin1', at, at + (sizes[index] ?? 0)))).toEqual([
      'first picture',
      'second',
      'second',
      'second',
    ]);
  });

  it('gives every frame the same length: longer ones freeze in OBS, and each can be jumped to', () => {
    expect(numbers(boxAt(film, ...table, 'stts'))).toEqual([0, 1, 4, 20]);
    expect(() => boxAt(film, ...table, 'stss')).toThrow('no stss');
    // A scale of 600 ticks, and four frames of a thirtieth of a second.
    expect(numbers(boxAt(film, 'moov', 'mvhd')).slice(3, 5)).toEqual([600, 80]);
    expect(numbers(boxAt(film, 'moov', 'trak', 'mdia', 'mdhd')).slice(3, 5)).toEqual([600, 80]);
  });

  it('says that its pictures are PNG with transparency, and how large', () => {
    const format = boxAt(film, ...table, 'stsd').subarray(8);
    expect(format.readUInt32BE(0)).toBe(format.length);
    expect(format.toString('latin1', 4, 8)).toBe('png ');
    expect([format.readUInt16BE(32), format.readUInt16BE(34)]).toEqual([640, 360]);
    expect(format.readUInt16BE(82)).toBe(32);
  });
});
