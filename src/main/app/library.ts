import type { CallRefusal } from '../../contract/calls';
import type { Notice, RecentShow } from '../../contract/published';
import type { Result } from '../../core/result';
import type { Folded } from '../../core/run/fold';
import type { Document, State } from '../../core/run/state';
import type { Show } from '../../core/show/model';
import type { Journal } from '../storage/journal';

/**
 * All shows of one data folder: `shows/<id>.lectern` the documents, `runs/<id>/<number>.jsonl` the journals.
 */
export interface Library {
  /** Latest opened first. Reads only what changed since it last looked. */
  recent(): readonly RecentShow[];
  /** The show whose run was left unfinished, the latest opened first; `null` when all are done. */
  unfinished(): RecentShow | null;
  open(showId: string): Result<OpenedShow, OpenProblem>;
  /** Puts a new show into the library. Its id must be new. */
  create(show: Show): void;
  /** The text of a `.lectern` file that a person chose becomes a show of the library; then `open` it. */
  importText(fileName: string, text: string): Result<Imported, OpenProblem>;
  /** The bundled show, put into the library where it is not there yet; then `open` it. */
  demo(): string;
  /** Writes what is still to be written and closes every file. */
  close(): Promise<void>;
}

export type OpenProblem = Extract<
  CallRefusal,
  { code: 'showMissing' | 'fileDamaged' | 'fileNewer' | 'fileEmpty' | 'fileTooLarge' }
>;

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
  /** The last line of a journal was cut short; `file` holds it. */
  | 'journalTorn'
  /** A journal was damaged; what follows the damage is set aside in `file`. */
  | 'journalDamaged'
  /** A journal of a newer version (`version`) was left alone. */
  | 'journalNewer'
  /** The show's file could not be read (`detail`) and was set aside as `file`; the last good state is open. */
  | 'showFileDamaged'
  /** The file that was opened is older than the library's show or differs from it: opened as a copy. */
  | 'openedAsCopy'
  /** The settings could not be read and were set aside as `file`; defaults are in use. */
  | 'settingsDamaged';
