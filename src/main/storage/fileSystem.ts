import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../core/time/units';

/** The part of `node:fs` that storage uses; a collaborator, so that tests can fill the disk. */
export type FileSystem = Pick<
  typeof fs,
  | 'closeSync'
  | 'fstatSync'
  | 'fsync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'truncateSync'
  | 'writeSync'
>;

export const realFileSystem: FileSystem = { ...fs, mkdirSync: makeFolder as typeof fs.mkdirSync };

/**
 * As `mkdirSync`, but says why. Where the disk refuses a folder on the way, Node itself tells ENOENT of the whole path
 * instead of what the disk said.
 */
function makeFolder(folder: string, options: fs.MakeDirectoryOptions): void {
  try {
    fs.mkdirSync(folder, options);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || options.recursive !== true || dirname(folder) === folder)
      throw error;
    makeFolder(dirname(folder), options);
    fs.mkdirSync(folder);
  }
}

/** Why a disk does not take what is written, as far as the operator can do something about it. */
export type StorageProblem = 'diskFull' | 'readOnly' | 'failed';

export function storageProblemOf(error: unknown): StorageProblem {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'diskFull';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'readOnly';
    default:
      return 'failed';
  }
}

/** The errno name of a file system error; `null` for anything else. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * Runs something that touches the disk; an error of the file system is what `refused` makes of it, any other
 * error is a bug and passes through.
 */
export function onDisk<Value, Otherwise>(
  act: () => Value,
  refused: (error: Error) => Otherwise,
): Value | Otherwise {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && errorCode(error) !== null) return refused(error);
    throw error;
  }
}

/** A whole file; `null` where there is none. */
export function readIfThere(fs: FileSystem, file: string): Buffer | null {
  return onDisk(
    () => fs.readFileSync(file),
    (error) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    },
  );
}

/** Files of a folder by name, sorted; none where there is no such folder. */
export function filesIn(fs: FileSystem, folder: string): readonly string[] {
  return onDisk(
    () => fs.readdirSync(folder).toSorted(),
    () => [],
  );
}

/** Writes all bytes; returns how many went in before the disk refused, and why. */
export function writeBytes(
  fs: FileSystem,
  fd: number,
  bytes: Uint8Array,
): { readonly written: number; readonly error: Error | null } {
  let written = 0;
  const error = onDisk(
    () => {
      while (written < bytes.length) {
        const count = fs.writeSync(fd, bytes, written, bytes.length - written);
        if (count === 0) throw Object.assign(new Error('the disk takes nothing'), { code: 'EIO' });
        written += count;
      }
      return null;
    },
    (refusal) => refusal,
  );
  return { written, error };
}

/**
 * Replaces a file as a whole: whoever reads it, also after a power cut, finds the old one or the new one. What was
 * there is kept as `aside` where one is named. Throws what the disk says and leaves no litter behind.
 */
export async function replaceFile(
  fs: FileSystem,
  file: string,
  content: string,
  aside: string | null,
): Promise<void> {
  fs.mkdirSync(dirname(file), { recursive: true });
  await rewriteFile(fs, file, content, { aside, mode: 0o600 });
}

/** The same, in a folder that is there; `mode` is whose the file is. */
export async function rewriteFile(
  fs: FileSystem,
  file: string,
  content: string | Uint8Array,
  { aside, mode }: { readonly aside: string | null; readonly mode: number },
): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const fd = fs.openSync(temporary, 'wx', mode);
    try {
      const { error } = writeBytes(fs, fd, Buffer.from(content));
      if (error) throw error;
      await synced(fs, fd);
    } finally {
      fs.closeSync(fd);
    }
    if (aside !== null) fs.renameSync(file, aside);
    fs.renameSync(temporary, file);
  } catch (error) {
    onDisk(
      () => fs.rmSync(temporary, { force: true }),
      () => undefined,
    );
    throw error;
  }
}

/** Waits until the disk has it. File systems that cannot say so are taken at their word. */
export function synced(fs: FileSystem, fd: number): Promise<void> {
  return new Promise((done, failed) => {
    fs.fsync(fd, (error) => {
      if (error && !['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(error.code ?? '')) failed(error);
      else done();
    });
  });
}

/** A free name beside `file` that says what happened to it, and when. */
export function asideName(fs: FileSystem, file: string, why: 'torn' | 'damaged', time: Instant): string {
  const stamp = asideStamp(time);
  for (let count = 1; ; count++) {
    const name = `${file}.${why}-${stamp}${count === 1 ? '' : `-${count}`}`;
    if (!isThere(fs, name)) return name;
  }
}

/** An instant in the name of a file; sorts as time does. */
export function asideStamp(time: Instant): string {
  return new Date(time).toISOString().replaceAll(/[:.]/g, '-');
}

function isThere(fs: FileSystem, file: string): boolean {
  return onDisk(
    () => fs.statSync(file) !== undefined,
    () => false,
  );
}

/** Differs whenever the file does; `null` where there is none to be seen. */
export function stampOf(fs: FileSystem, path: string): string | null {
  return onDisk(
    () => {
      const { mtimeMs, size } = fs.statSync(path);
      return `${basename(path)}:${mtimeMs}:${size}`;
    },
    () => null,
  );
}
