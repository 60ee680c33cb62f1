import { basename } from 'node:path';
import type { Saved, SaveProblem } from '../../contract/calls';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { FileSystem } from './fileSystem';
import { errorCode, rewriteFile } from './fileSystem';

export interface NotSaved {
  readonly code: 'notSaved';
  readonly problem: SaveProblem;
  readonly file: string;
}

/** Writes a file where a person chose to have it: all of it, or what was there before stays as it was. */
export async function saveFile(
  fs: FileSystem,
  file: string,
  content: string | Uint8Array,
): Promise<Result<Saved, NotSaved>> {
  try {
    await rewriteFile(fs, file, content, { aside: null, mode: 0o666 });
    return ok({ file });
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return refused({ code: 'notSaved', problem: problemOf(error), file: basename(file) });
  }
}

function problemOf(error: unknown): SaveProblem {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'diskFull';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'folderGone';
    // What another program holds open Windows gives as one or the other of these.
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
    case 'ETXTBSY':
    case 'EISDIR':
      return 'locked';
    default:
      return 'failed';
  }
}
