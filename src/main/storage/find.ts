import { isDeepStrictEqual } from 'node:util';
import type { ShowFile } from '../../contract/showSchema';
import type { Document } from '../../core/run/state';
import type { JournalReading } from './journalLines';

/** What reading one journal gave, whichever way it was read. */
type Read = { readonly kind: JournalReading['kind'] };

export interface Newest<Reading extends Read> {
  /** The newest journal that can be read. */
  readonly journal: { readonly file: string; readonly reading: Extract<Reading, { kind: 'journal' }> } | null;
  /** Those that are newer and cannot. Empty ones count as none at all. */
  readonly passed: readonly {
    readonly file: string;
    readonly reading: Extract<Reading, { kind: 'newer' | 'unreadable' }>;
  }[];
}

/** Looks through journals, newest first, for the first that can be read. */
export function newestJournal<Reading extends Read>(
  files: readonly string[],
  read: (file: string) => Reading,
): Newest<Reading> {
  const passed: Newest<Reading>['passed'][number][] = [];
  for (const file of files) {
    const reading = read(file);
    if (reading.kind === 'journal') {
      return { journal: { file, reading: reading as Extract<Reading, { kind: 'journal' }> }, passed };
    }
    if (reading.kind !== 'empty')
      passed.push({ file, reading: reading as Extract<Reading, { kind: 'newer' | 'unreadable' }> });
  }
  return { journal: null, passed };
}

/**
 * Whether a show's file takes the place of what its journal knows: it has a higher revision, or it was changed by
 * something that knows nothing of revisions.
 */
export function fileIsNewer(file: ShowFile, document: Pick<Document, 'revision' | 'show'>): boolean {
  if (file.revision !== document.revision) return file.revision > document.revision;
  return !isDeepStrictEqual(file.show, document.show);
}
