import type { CallRefusal } from '../../contract/calls';
import { largestShowFile } from '../../contract/limits';
import type { ShowFile } from '../../contract/showSchema';
import { showFileSchema, showFileVersion } from '../../contract/showSchema';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Document } from '../../core/run/state';
import type { FileSystem } from './fileSystem';
import { errorCode, onDisk } from './fileSystem';

/** Why a `.lectern` file cannot be opened, in the words of the contract. */
export type ShowFileProblem = Extract<
  CallRefusal,
  { code: 'fileDamaged' | 'fileNewer' | 'fileEmpty' | 'fileTooLarge' }
>;

/** The document as the text of a `.lectern` file. */
export function writeShowText({ revision, show }: Pick<Document, 'revision' | 'show'>): string {
  const file: ShowFile = { lectern: showFileVersion, revision, show };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads the text of a `.lectern` file, or says what is wrong with it. */
export function readShowText(text: string): Result<ShowFile, ShowFileProblem> {
  const size = Buffer.byteLength(text);
  if (size > largestShowFile) return tooLarge(size);
  // Some editors put a byte order mark in front.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return refused({ code: 'fileEmpty' });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return damaged('it is not a Lectern show, or it was cut short');
  }
  if (typeof value !== 'object' || value === null || !('lectern' in value))
    return damaged('it is not a Lectern show');
  const version = value.lectern;
  if (typeof version === 'number' && version > showFileVersion)
    return refused({ code: 'fileNewer', version });
  const parsed = showFileSchema.safeParse(value);
  if (!parsed.success) return damaged(inWords(parsed.error.issues[0]));
  return ok(parsed.data);
}

/** Reads a `.lectern` file; `null` where there is none. A file that is too large is not read at all. */
export function readShowFile(fs: FileSystem, file: string): Result<ShowFile, ShowFileProblem> | null {
  return onDisk(
    () => {
      const { size } = fs.statSync(file);
      if (size > largestShowFile) return tooLarge(size);
      const bytes = fs.readFileSync(file);
      if (bytes.length === 0) return refused({ code: 'fileEmpty' });
      return readShowText(bytes.toString());
    },
    (error) => (errorCode(error) === 'ENOENT' ? null : damaged(error.message)),
  );
}

function damaged(detail: string): Result<never, ShowFileProblem> {
  return refused({ code: 'fileDamaged', detail });
}

function tooLarge(size: number): Result<never, ShowFileProblem> {
  return refused({ code: 'fileTooLarge', megabytes: Math.ceil(size / (1024 * 1024)) });
}

/** `segment 3: the duration is not positive`: where, counted as people count, and what. */
function inWords(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): string {
  if (!issue) return 'it is not a Lectern show';
  const what = problems[issue.message] ?? issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  const where = placeInWords(issue.path);
  return where === '' ? what : `${where}: ${what}`;
}

const problems: Readonly<Record<string, string>> = {
  durationNotPositive: 'the duration is not positive',
  durationTooLong: 'the duration is longer than a day',
  startOutOfRange: 'the start is no time of day',
  thresholdOutOfRange: 'the warning time is out of range',
  transitionOutOfRange: 'the transition takes less than 50 ms or more than 20 s',
  zoneUnknown: 'the time zone is unknown',
  dateUnknown: 'the date is no date',
  idTaken: 'two segments or two speakers have the same id',
};

function placeInWords(path: readonly PropertyKey[]): string {
  const [root, list, index, ...fields] = path;
  if (root !== 'show') return path.join(' ');
  if ((list === 'segments' || list === 'speakers') && typeof index === 'number') {
    return [`${list === 'segments' ? 'segment' : 'speaker'} ${index + 1}`, ...fields.map(String)].join(', ');
  }
  return path.slice(1).join(' ');
}
