import type { FieldPlace, FieldProblem, FileDamage, FileProblem } from '../../contract/fileProblem';
import { fieldProblems } from '../../contract/fileProblem';
import { largestShowFile } from '../../contract/limits';
import type { ShowFile } from '../../contract/showSchema';
import { showFileSchema, showFileVersion } from '../../contract/showSchema';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Document } from '../../core/run/state';
import type { FileSystem } from './fileSystem';
import { errorCode, onDisk } from './fileSystem';

/** The document as the text of a `.lectern` file. */
export function writeShowText({ revision, show }: Pick<Document, 'revision' | 'show'>): string {
  const file: ShowFile = { lectern: showFileVersion, revision, show };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads the text of a `.lectern` file, or says what is wrong with it. */
export function readShowText(text: string): Result<ShowFile, FileProblem> {
  const size = Buffer.byteLength(text);
  if (size > largestShowFile) return tooLarge(size);
  // Some editors put a byte order mark in front.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return refused({ code: 'fileEmpty' });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return damaged({ what: 'notWhole' });
  }
  if (typeof value !== 'object' || value === null || !('lectern' in value))
    return damaged({ what: 'noShow' });
  const version = value.lectern;
  if (typeof version === 'number' && version > showFileVersion)
    return refused({ code: 'fileNewer', version });
  const parsed = showFileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return damaged(damageOf(parsed.error.issues[0]));
  return ok(parsed.data);
}

/** Reads a `.lectern` file; `null` where there is none. A file that is too large is not read at all. */
export function readShowFile(fs: FileSystem, file: string): Result<ShowFile, FileProblem> | null {
  return onDisk(
    () => {
      const { size } = fs.statSync(file);
      if (size > largestShowFile) return tooLarge(size);
      const bytes = fs.readFileSync(file);
      if (bytes.length === 0) return refused({ code: 'fileEmpty' });
      return readShowText(bytes.toString());
    },
    (error) =>
      errorCode(error) === 'ENOENT' ? null : damaged({ what: 'unreadable', detail: error.message }),
  );
}

function damaged(damage: FileDamage): Result<never, FileProblem> {
  return refused({ code: 'fileDamaged', damage });
}

function tooLarge(size: number): Result<never, FileProblem> {
  return refused({ code: 'fileTooLarge', megabytes: Math.ceil(size / (1024 * 1024)) });
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
}

function damageOf(issue: Issue | undefined): FileDamage {
  if (!issue) return { what: 'noShow' };
  return { what: 'field', place: placeOf(issue.path), problem: problemOf(issue) };
}

/** The show's own rules are told by their names, the schema's by what kind they are. */
function problemOf({ code, message, input }: Issue): FieldProblem {
  const own = fieldProblems.find((name) => name === message);
  if (own) return own;
  switch (code) {
    case 'invalid_type':
      return input === undefined ? 'missing' : 'wrongKind';
    case 'unrecognized_keys':
      return 'unknown';
    case 'too_big':
      return 'tooLong';
    default:
      return 'wrong';
  }
}

function placeOf(path: readonly PropertyKey[]): FieldPlace {
  const [root, list, index, ...fields] = path;
  if (root === 'show' && (list === 'segments' || list === 'speakers') && typeof index === 'number') {
    return { list, number: index + 1, field: fields.map(String).join(' ') };
  }
  const own = root === 'show' ? path.slice(1) : path;
  return { list: null, number: 0, field: own.map(String).join(' ') };
}
