import { mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPicture, pictureExists, prunePictures } from '../../../../src/main/electron/captionFiles';

let home: string;
let dir: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lectern-pictures-'));
  dir = join(home, 'captions');
});
afterEach(async () => rm(home, { recursive: true }));

const picture = (text: string): Buffer => Buffer.from(text);

describe('keepPicture', () => {
  it('makes the folder, writes the file and leaves nothing else', async () => {
    const file = await keepPicture(dir, picture('one'), 'png');
    expect(await readFile(file, 'utf8')).toBe('one');
    expect(await readdir(dir)).toHaveLength(1);
  });

  it('gives the same content the same file, without writing it again', async () => {
    const file = await keepPicture(dir, picture('one'), 'png');
    const { ino, mtimeMs } = await stat(file);
    expect(await keepPicture(dir, picture('one'), 'png')).toBe(file);
    expect(await stat(file)).toMatchObject({ ino, mtimeMs });
    expect(await keepPicture(dir, picture('two'), 'png')).not.toBe(file);
  });

  it('takes two of the same at once', async () => {
    const [one, other] = await Promise.all([
      keepPicture(dir, picture('x'), 'png'),
      keepPicture(dir, picture('x'), 'png'),
    ]);
    expect(one).toBe(other);
    expect(await readdir(dir)).toHaveLength(1);
  });

  it('replaces a file that a power cut left short', async () => {
    const file = await keepPicture(dir, picture('whole'), 'png');
    await truncate(file, 0);
    expect(await keepPicture(dir, picture('whole'), 'png')).toBe(file);
    expect(await readFile(file, 'utf8')).toBe('whole');
  });

  it('fails where the folder cannot be, and leaves nothing behind', async () => {
    await writeFile(dir, 'a file is in the way');
    await expect(keepPicture(dir, picture('one'), 'png')).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await readdir(home)).toEqual(['captions']);
  });
});

describe('prunePictures', () => {
  it('deletes all pictures but the ones to keep', async () => {
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map((text) => keepPicture(dir, picture(text), 'png')),
    );
    expect(await prunePictures(dir, new Set([two!]))).toEqual(expect.arrayContaining([one, three]));
    expect(await pictureExists(two!)).toBe(true);
    expect(await pictureExists(one!)).toBe(false);
    expect(await readdir(dir)).toHaveLength(1);
  });

  it('deletes what a killed process left half written, and nothing that is not ours', async () => {
    const file = await keepPicture(dir, picture('1'), 'png');
    await writeFile(`${file}.0a1b2c3d.tmp`, 'half');
    await writeFile(join(dir, 'logo.png'), 'theirs');
    expect(await prunePictures(dir, new Set([file]))).toEqual([`${file}.0a1b2c3d.tmp`]);
    expect((await readdir(dir)).toSorted()).toEqual([file.slice(dir.length + 1), 'logo.png'].toSorted());
  });

  it('has nothing to do where there is no folder', async () => {
    expect(await prunePictures(dir, new Set())).toEqual([]);
  });
});
