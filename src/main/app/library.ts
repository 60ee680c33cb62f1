import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FileProblem } from '../../contract/fileProblem';
import type { Notice, RecentShow } from '../../contract/published';
import type { RunList } from '../../contract/runRecord';
import type { JournalEnd, RunRecord } from '../../core/asrun/record';
import { isRun, recordOf } from '../../core/asrun/record';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { LecternEvent } from '../../core/run/events';
import { evolve } from '../../core/run/evolve';
import type { Folded } from '../../core/run/fold';
import { fold } from '../../core/run/fold';
import type { Document, State } from '../../core/run/state';
import { openState } from '../../core/run/state';
import type { Show } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';
import { bundledShow } from '../storage/bundledShow';
import type { FileSystem } from '../storage/fileSystem';
import { stampOf } from '../storage/fileSystem';
import { fileIsNewer, newestJournal } from '../storage/find';
import type { StorageHealth } from '../storage/health';
import type { Journal } from '../storage/journal';
import type { JournalReading } from '../storage/journalLines';
import { createJournals, numberOf } from '../storage/journals';
import { createRecentIndex } from '../storage/recentIndex';
import { readShowText } from '../storage/showFile';
import { createShowFiles } from '../storage/showFiles';
import { stemOf } from '../storage/stems';
import { overOfLastEnd, summaryOf } from '../storage/summary';
import type { Timers } from './timers';

/**
 * All shows of one data folder: `shows/<id>.lectern` the documents, `runs/<id>/<number>.jsonl` the journals. A show
 * is there as long as one of the two is; where they differ, the higher revision wins.
 */
export interface Library {
  /** Latest opened first. Reads only what changed since it last looked. */
  recent(): readonly RecentShow[];
  /** The show whose run was left unfinished, the latest opened first, else a rehearsal; `null` when all are done. */
  unfinished(): RecentShow | null;
  open(showId: string): Result<OpenedShow, OpenProblem>;
  /** Puts a new show into the library. Its id must be new. */
  create(show: Show): void;
  /** The text of a `.lectern` file that a person chose becomes a show of the library; then `open` it. */
  importText(fileName: string, text: string): Result<Imported, OpenProblem>;
  /** The bundled show, put into the library where it is not there yet; then `open` it. */
  demo(): string;
  /** The runs of a show, the latest first: those that are over, and the one that goes on. */
  runs(showId: string): RunList;
  /** One of them, by its number; `null` where there is none, or its journal cannot be read. */
  run(showId: string, number: number): RunRecord | null;
  /** Writes what is still to be written and closes every file. */
  close(): Promise<void>;
}

export type OpenProblem = FileProblem | { readonly code: 'showMissing' };

export interface Imported {
  readonly showId: string;
  readonly notices: readonly StorageNotice[];
}

/** A show that is open: its journal is being written. One show is open at a time, by one ShowHost. */
export interface OpenedShow {
  readonly showId: string;
  readonly folded: Folded;
  /** Seq of the last event in the journal. */
  readonly lastSeq: number;
  readonly journal: Journal;
  /** What the operator has to be told about opening it. */
  readonly notices: readonly StorageNotice[];
  /** A new run begins with `state`: the old journal is closed and kept. */
  newJournal(state: State): Journal;
  /** Writes the document to the show's file, soon and whole; the latest one wins. */
  save(document: Document): void;
  close(): Promise<void>;
}

/** Something to say about stored files; the app gives it an id. */
export type StorageNotice = Omit<Notice, 'id' | 'key'> & { readonly key: StorageNoticeKey };

export type StorageNoticeKey =
  | 'graphicFailed'
  /** The last line of a journal was cut short; `file` holds it. */
  | 'journalTorn'
  /** A journal was damaged; what follows the damage is set aside in `file`. */
  | 'journalDamaged'
  /** A journal of a newer version (`version`) was left alone. */
  | 'journalNewer'
  /** The show's file could not be read (`problem`) and was set aside as `file`; the last good state is open. */
  | 'showFileDamaged'
  /** The file that was opened is older than the library's show or differs from it: opened as a copy. */
  | 'openedAsCopy'
  /** The settings could not be read and were set aside as `file`; defaults are in use. */
  | 'settingsDamaged';

export interface LibraryDeps {
  /** The data folder. Nothing else may write in it meanwhile. */
  readonly dir: string;
  readonly fs: FileSystem;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly timers: Timers;
  readonly health: StorageHealth;
}

/** A journal of a run that has not begun is begun anew beyond this, bytes: there is only editing in it. */
const longEditing = 1024 * 1024;

export function createLibrary(deps: LibraryDeps): Library {
  const { dir, fs, now, newId } = deps;
  const files = createShowFiles(join(dir, 'shows'), deps);
  const journals = createJournals(join(dir, 'runs'), deps);
  const index = createRecentIndex(dir, fs);
  const open = new Set<OpenedShow>();

  /** A show as it is stored, without changing anything; `null` where there is none. */
  function look(stem: string): Result<Stored, FileProblem> | null {
    const file = files.read(stem);
    const { journal } = newestJournal(journals.files(stem), (path) => journals.read(path));
    if (!journal) return file && (file.ok ? ok({ document: file.value, journal: null }) : file);
    if (file && !file.ok && file.problem.code === 'fileNewer') return file;
    const { header, events } = journal.reading;
    const { state } = fold(header.state, events);
    const document = file?.ok && fileIsNewer(file.value, state.document) ? file.value : state.document;
    return ok({ document, journal: { ...journal, state } });
  }

  function openShow(showId: string): Result<OpenedShow, OpenProblem> {
    const stem = stemOf(showId);
    const file = files.read(stem);
    if (file && !file.ok && file.problem.code === 'fileNewer') return file;
    const { journal: newest, passed } = newestJournal(journals.files(stem), (path) => journals.open(path));
    if (!newest && !file) return refused({ code: 'showMissing' });
    if (!newest && file && !file.ok) return file;

    const notices: StorageNotice[] = [];
    for (const { file: path, reading } of passed) {
      if (reading.kind === 'newer')
        notices.push({ key: 'journalNewer', tone: 'warning', values: { version: reading.version } });
      else notices.push(damagedJournal(journals.setAside(path)));
    }

    let folded: Folded;
    let lastSeq = 0;
    let journal: Journal | null = null;
    if (newest) {
      const { reading } = newest;
      folded = fold(reading.header.state, reading.events);
      if (reading.aside !== null) {
        const torn = reading.rest === 'torn';
        notices.push(torn ? tornJournal(reading.aside) : damagedJournal(reading.aside));
      }
      // Behind one that was passed over, or to leave a long time of editing behind, a new journal begins.
      if (passed.length === 0 && !isLongEditing(reading, folded.state)) {
        journal = reading.journal;
        lastSeq = reading.events.length;
      } else folded = { ...folded, log: [] };
    } else {
      // Neither is missing nor damaged here, or we would have returned.
      if (!file?.ok) return refused({ code: 'showMissing' });
      folded = { state: openState(file.value.show, file.value.revision, newId()), log: [], lastAt: null };
    }
    const before = folded.state.document;
    const replaced =
      file?.ok && newest && fileIsNewer(file.value, before) ? replacement(file.value, before) : null;
    if (replaced) folded = { ...folded, state: evolve(folded.state, { at: now(), event: replaced }) };
    if (!journal) journal = journals.create(stem, folded.state);
    else if (replaced) journal.append({ seq: ++lastSeq, at: now(), event: replaced });

    const { document } = folded.state;
    if (file && !file.ok) {
      const aside = files.replaceDamaged(stem, document);
      const values = { file: basename(aside) };
      notices.push({ key: 'showFileDamaged', tone: 'warning', values, problem: file.problem });
    } else if (file?.value.revision !== document.revision) files.write(stem, document);

    remember(stem, document.show, { openedAt: now() }, !replaced && file?.ok === true);
    const opened = follow(stem, { showId, folded, lastSeq, journal, notices });
    open.add(opened);
    return ok(opened);
  }

  function follow(
    stem: string,
    first: Pick<OpenedShow, 'showId' | 'folded' | 'lastSeq' | 'journal' | 'notices'>,
  ): OpenedShow {
    let { journal } = first;
    const closing: Promise<void>[] = [];
    const self: OpenedShow = {
      ...first,
      newJournal(state) {
        closing.push(journal.close());
        journal = journals.create(stem, state);
        return journal;
      },
      save: (document) => files.write(stem, document),
      async close() {
        open.delete(self);
        await Promise.all([...closing, journal.close()]);
        await files.settled();
      },
    };
    return self;
  }

  function importText(fileName: string, text: string): Result<Imported, OpenProblem> {
    const read = readShowText(text);
    if (!read.ok) return read;
    const imported = read.value;
    const { id } = imported.show;
    const stem = stemOf(id);
    const own = look(stem);
    if (!own) return ok(add(imported, fileName));
    if (!own.ok) {
      if (own.problem.code === 'fileNewer') return own;
      files.replaceDamaged(stem, imported);
      return ok({ showId: id, notices: [] });
    }
    if (isDeepStrictEqual(own.value.document.show, imported.show)) return ok({ showId: id, notices: [] });
    if (imported.revision > own.value.document.revision) return ok(add(imported, fileName));
    // An older state of a show that is here, or one that went its own way: neither may take the other's place.
    const copy = add({ ...imported, show: { ...imported.show, id: newId() } }, fileName);
    const notice: StorageNotice = {
      key: 'openedAsCopy',
      tone: 'information',
      values: { title: imported.show.title, file: fileName },
    };
    return ok({ ...copy, notices: [notice] });
  }

  function add({ show, revision }: Pick<Document, 'show' | 'revision'>, fileName: string): Imported {
    const stem = stemOf(show.id);
    files.write(stem, { show, revision });
    remember(stem, show, { fileName });
    return { showId: show.id, notices: [] };
  }

  /**
   * Keeps what only the list knows; the rest is read again when the list is asked for, unless the show is `asStored`
   * and its files are as they were.
   */
  function remember(
    stem: string,
    show: Show,
    facts: Partial<Pick<RecentShow, 'openedAt' | 'fileName'>>,
    asStored = false,
  ): void {
    const entry = index.get(stem);
    if (entry && asStored) {
      index.set(stem, { ...entry, recent: { ...entry.recent, ...facts } });
      return;
    }
    const known = entry?.recent;
    const summary = summaryOf(show, null, {
      openedAt: known?.openedAt ?? now(),
      over: known?.over ?? null,
      fileName: known?.fileName ?? `${stem}.lectern`,
      ...facts,
    });
    index.set(stem, { stamp: '', recent: summary });
  }

  function recent(): readonly RecentShow[] {
    const stems = new Set([...files.stems(), ...journals.stems()]);
    return [...stems].map(recentOf).toSorted((a, b) => b.openedAt - a.openedAt);
  }

  function recentOf(stem: string): RecentShow {
    const stamp = [files.path(stem), journals.files(stem)[0]]
      .map((path) => (path === undefined ? null : stampOf(fs, path)) ?? 'none')
      .join(' ');
    const known = index.get(stem);
    if (known?.stamp === stamp && stamp !== 'none none') return known.recent;
    const found = look(stem);
    const stored = found?.ok ? found.value : null;
    const facts = {
      openedAt: known?.recent.openedAt ?? stored?.journal?.reading.header.openedAt ?? 0,
      over: known?.recent.over ?? null,
      fileName: known?.recent.fileName ?? `${stem}.lectern`,
    };
    // One that cannot be read stays in the list: opening it says why.
    if (!stored) return known?.recent ?? unreadable(stem);
    const over = stored.journal ? overOf(stem, stored.journal) : null;
    const summary = summaryOf(stored.document.show, stored.journal?.state.run ?? null, { ...facts, over });
    index.set(stem, { stamp, recent: summary });
    return summary;
  }

  /** Of the last run that came to its end, in whichever journal that is. */
  function overOf(stem: string, newest: NonNullable<Stored['journal']>): Duration | null {
    for (const file of journals.files(stem)) {
      const reading = file === newest.file ? newest.reading : journals.read(file);
      if (reading.kind !== 'journal') continue;
      const over = overOfLastEnd(reading.header.state, reading.events, now());
      if (over !== null) return over;
    }
    return null;
  }

  function runs(showId: string): RunList {
    const found: RunList['runs'][number][] = [];
    let unreadable = 0;
    for (const file of journals.files(stemOf(showId))) {
      const reading = journals.read(file);
      if (reading.kind === 'empty') continue;
      if (reading.kind !== 'journal') {
        unreadable += 1;
        continue;
      }
      const record = recordIn(file, reading);
      if (!isRun(record)) continue;
      const { rows: _rows, lines: _lines, ...head } = record;
      found.push({ ...head, number: numberOf(file), openedAt: reading.header.openedAt });
    }
    return { runs: found, unreadable };
  }

  function run(showId: string, number: number): RunRecord | null {
    const file = journals.file(stemOf(showId), number);
    const reading = file === null ? null : journals.read(file);
    return file !== null && reading?.kind === 'journal' ? recordIn(file, reading) : null;
  }

  function recordIn(file: string, reading: Extract<JournalReading, { kind: 'journal' }>): RunRecord {
    const { header, events, rest } = reading;
    const cut = rest === 'nothing' ? journals.cutOff(file, header.openedAt) : rest;
    const end: JournalEnd = cut === 'nothing' ? 'whole' : cut;
    return recordOf(header.state, events, end);
  }

  return {
    recent,
    runs,
    run,
    unfinished() {
      const all = recent();
      const left = (as: RecentShow['run']): RecentShow | undefined => all.find(({ run: how }) => how === as);
      return left('unfinished') ?? left('rehearsing') ?? null;
    },
    open: openShow,
    create(show) {
      add({ show, revision: 0 }, `${stemOf(show.id)}.lectern`);
    },
    importText,
    demo() {
      const show = bundledShow();
      const stem = stemOf(show.id);
      const own = look(stem);
      if (!own) add({ show, revision: 0 }, `${stem}.lectern`);
      else if (!own.ok && own.problem.code !== 'fileNewer') files.replaceDamaged(stem, { show, revision: 0 });
      return show.id;
    },
    async close() {
      for (const show of open) await show.close();
      await files.settled();
      await index.settled();
    },
  };
}

interface Stored {
  readonly document: Pick<Document, 'show' | 'revision'>;
  readonly journal: {
    readonly file: string;
    readonly reading: Extract<JournalReading, { kind: 'journal' }>;
    readonly state: State;
  } | null;
}

/** A file of the same revision was changed by another hand: from here on it counts as an edit. */
function replacement(file: Pick<Document, 'show' | 'revision'>, before: Document): LecternEvent {
  const revision = Math.max(file.revision, before.revision + 1);
  return { type: 'showReplaced', show: file.show, revision };
}

/** Worth it only where the events, not the show itself, are what is long. */
function isLongEditing(
  reading: { readonly headerLength: number; readonly goodLength: number },
  { run }: State,
): boolean {
  if (run.phase !== 'before' || run.pending.length > 0) return false;
  return reading.goodLength > longEditing && reading.goodLength > 2 * reading.headerLength;
}

function tornJournal(aside: string): StorageNotice {
  return { key: 'journalTorn', tone: 'information', values: { file: basename(aside) } };
}

function damagedJournal(aside: string): StorageNotice {
  return { key: 'journalDamaged', tone: 'warning', values: { file: basename(aside) } };
}

function unreadable(stem: string): RecentShow {
  const fileName = `${stem}.lectern`;
  const nothing = { date: null, zone: 'UTC', length: 0, segments: 0, people: 0, strip: [] };
  return { id: stem, title: fileName, ...nothing, openedAt: 0, run: 'none', over: null, fileName };
}
