import { basename, dirname, join } from 'node:path';
import type { State } from '../../core/run/state';
import type { Instant } from '../../core/time/units';
import { asideName, asideStamp, filesIn, onDisk, readIfThere } from './fileSystem';
import type { Journal, JournalDeps, OpenedJournal } from './journal';
import { createJournal, openJournal } from './journal';
import type { JournalReading } from './journalLines';
import { readJournal } from './journalLines';

/**
 * All journals of all shows: `<folder>/<stem>/<number>.jsonl`. The highest number is the one in use; those before
 * it are earlier runs.
 */
export interface Journals {
  stems(): readonly string[];
  /** Files of a show's journals, newest first. */
  files(stem: string): readonly string[];
  /** What is at this place; `null` where no journal is. */
  file(stem: string, number: number): string | null;
  /** What was cut off a journal, begun at `openedAt`, and set aside since: nothing, a torn line, or more. */
  cutOff(file: string, openedAt: Instant): 'nothing' | 'torn' | 'damaged';
  /** What a journal holds, also where the disk has not taken it yet. Changes nothing. */
  read(file: string): JournalReading;
  /** Opens a journal to write on; one that is open already just goes on. */
  open(file: string): OpenedJournal;
  /** Begins a show's next journal. */
  create(stem: string, state: State): Journal;
  /** Puts a journal that cannot be read out of the way; returns its new name. */
  setAside(file: string): string;
}

const ending = '.jsonl';

export function createJournals(folder: string, deps: JournalDeps): Journals {
  const { fs } = deps;
  /** Journals of this process: what they hold may not be on the disk yet. */
  const open = new Map<string, Journal>();

  function files(stem: string): readonly string[] {
    const onDisk = filesIn(fs, join(folder, stem)).filter((name) => /^\d+\.jsonl$/.test(name));
    const found = new Set(onDisk.map((name) => join(folder, stem, name)));
    for (const file of open.keys()) if (file.startsWith(join(folder, stem, '/'))) found.add(file);
    return [...found].toSorted().toReversed();
  }

  return {
    files,
    file: (stem, number) => files(stem).find((file) => numberOf(file) === number) ?? null,
    cutOff(file, openedAt) {
      const asides = filesIn(fs, dirname(file)).filter((name) => isAsideOf(basename(file), name, openedAt));
      if (asides.some((name) => name.includes('.damaged-'))) return 'damaged';
      return asides.length > 0 ? 'torn' : 'nothing';
    },
    stems: () => filesIn(fs, folder).filter((stem) => files(stem).length > 0),
    read(file) {
      return onDisk(
        () => readJournal(open.get(file)?.content() ?? readIfThere(fs, file) ?? Buffer.alloc(0)),
        () => ({ kind: 'unreadable' }),
      );
    },
    open(file) {
      const known = open.get(file);
      if (known) {
        const reading = readJournal(known.content());
        return reading.kind === 'journal' ? { ...reading, journal: known, aside: null } : reading;
      }
      const opened = onDisk(
        () => openJournal(file, deps),
        () => ({ kind: 'unreadable' }) as const,
      );
      if (opened.kind === 'journal') open.set(file, opened.journal);
      return opened;
    },
    create(stem, state) {
      const [last] = files(stem);
      const number = last === undefined ? 1 : numberOf(last) + 1;
      const file = join(folder, stem, String(number).padStart(6, '0') + ending);
      const journal = createJournal(file, state, deps);
      open.set(file, journal);
      return journal;
    },
    setAside(file) {
      const aside = asideName(fs, file, 'damaged', deps.now());
      // Where that is refused, the file stays where it is: a later number goes before it.
      onDisk(
        () => fs.renameSync(file, aside),
        () => undefined,
      );
      return aside;
    },
  };
}

/** The number that a journal has in its show. */
export function numberOf(file: string): number {
  return Number(basename(file, ending));
}

/** A journal that was set aside whole left its number to the one behind it: what is older is not that one's. */
function isAsideOf(file: string, name: string, openedAt: Instant): boolean {
  const match = /^(.+)\.(?:torn|damaged)-([\dTZ-]+?Z)/.exec(name);
  return match?.[1] === file && (match[2] ?? '') > asideStamp(openedAt);
}
