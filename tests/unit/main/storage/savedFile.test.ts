import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../../../src/main/storage/fileSystem';
import { realFileSystem } from '../../../../src/main/storage/fileSystem';
import { saveFile } from '../../../../src/main/storage/savedFile';
import { FaultyDisk, folder, realDisk } from '../../../support/storage';

describe('a file that a person saves', () => {
  it('is there whole, for others to read as well', async () => {
    const file = join(folder(), 'run.csv');
    expect(await saveFile(realFileSystem, file, 'Index,Title')).toEqual({ ok: true, value: { file } });
    expect(fs.readFileSync(file, 'utf8')).toBe('Index,Title');
    // As any program of this person would write it, not as secret as our own files.
    expect(fs.statSync(file).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('on a full disk: said so, what was there before stays whole, and there is no litter', async () => {
    const disk = realDisk();
    const file = join(disk.path, 'run.csv');
    fs.writeFileSync(file, 'before');
    disk.full(true);
    const saved = await saveFile(disk.fs, file, 'x'.repeat(10_000));
    expect(saved).toEqual({ ok: false, problem: { code: 'notSaved', problem: 'diskFull', file: 'run.csv' } });
    disk.full(false);
    expect(fs.readFileSync(file, 'utf8')).toBe('before');
    expect(fs.readdirSync(disk.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('in a folder that is gone: said so, and the folder is not made again', async () => {
    const gone = join(folder(), 'stick');
    const saved = await saveFile(realFileSystem, join(gone, 'run.csv'), 'x');
    expect(saved).toEqual({
      ok: false,
      problem: { code: 'notSaved', problem: 'folderGone', file: 'run.csv' },
    });
    expect(fs.existsSync(gone)).toBe(false);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'open in another program, which Windows tells as %s: said so, and that file stays as it was',
    async (code) => {
      const dir = folder();
      const file = join(dir, 'run.csv');
      fs.writeFileSync(file, 'before');
      const held: FileSystem = {
        ...realFileSystem,
        renameSync: () => {
          throw Object.assign(new Error(code), { code });
        },
      };
      const saved = await saveFile(held, file, 'after');
      expect(saved).toEqual({ ok: false, problem: { code: 'notSaved', problem: 'locked', file: 'run.csv' } });
      expect(fs.readFileSync(file, 'utf8')).toBe('before');
      expect(fs.readdirSync(dir)).toEqual(['run.csv']);
    },
  );

  it('on a disk that fails otherwise', async () => {
    const disk = new FaultyDisk();
    disk.refusal = 'EIO';
    const saved = await saveFile(disk.fs, join(folder(), 'run.csv'), 'x');
    expect(saved).toMatchObject({ ok: false, problem: { problem: 'failed' } });
  });
});
