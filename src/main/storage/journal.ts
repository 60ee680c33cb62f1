import { dirname } from 'node:path';
import type { Stamped } from '../../core/run/events';
import type { State } from '../../core/run/state';
import type { Instant } from '../../core/time/units';
import type { FileSystem } from './fileSystem';
import { asideName, onDisk, readIfThere, synced, writeBytes } from './fileSystem';
import type { StorageHealth } from './health';
import type { JournalHeader, JournalReading } from './journalLines';
import { journalVersion, readJournal, writeLine } from './journalLines';

/** A journal that is being written: append only. */
export interface Journal {
  readonly file: string;
  /**
   * When this returns, the line is in the kernel and survives a kill of the process. Never throws: where the
   * disk refuses, the line waits in memory and is written, in order, when the disk takes it.
   */
  append(stamped: Stamped): void;
  /** Resolves once the disk has all that was appended, or has refused it: then the lines wait in memory. */
  synced(): Promise<void>;
  /** All that was appended: what the file holds and what still waits for the disk. */
  content(): Buffer;
  /**
   * Lets go of the file once the disk has everything. Waits for that, except where the disk refuses: then the lines
   * are kept and tried on. A later `append` opens the file again.
   */
  close(): Promise<void>;
}

export interface JournalDeps {
  readonly fs: FileSystem;
  readonly now: () => Instant;
  readonly health: StorageHealth;
}

/** A journal that is not there yet, beginning with `state`. Never throws, as `append`. */
export function createJournal(file: string, state: State, deps: JournalDeps): Journal {
  const header: JournalHeader = { lectern: 'journal', version: journalVersion, openedAt: deps.now(), state };
  const journal = startWriting(file, deps, { length: 0, aside: null });
  journal.write(writeLine(header));
  return journal;
}

/** What an existing journal holds, and how to write on. */
export type OpenedJournal =
  | (Extract<JournalReading, { kind: 'journal' }> & {
      readonly journal: Journal;
      /** The file that holds what was cut off; `null` for a whole journal. */
      readonly aside: string | null;
    })
  | Exclude<JournalReading, { kind: 'journal' }>;

/**
 * Opens a journal to write on. What follows its last good line is put into a file of its own (`*.torn-<time>`,
 * `*.damaged-<time>`) before the first write; until the disk takes that, nothing of the file is touched. Throws where
 * the file cannot be read at all.
 */
export function openJournal(file: string, deps: JournalDeps): OpenedJournal {
  const bytes = readIfThere(deps.fs, file) ?? Buffer.alloc(0);
  const reading = readJournal(bytes);
  if (reading.kind !== 'journal') return reading;
  const { goodLength: length, rest } = reading;
  if (rest === 'nothing')
    return { ...reading, aside: null, journal: startWriting(file, deps, { length, aside: null }) };
  const name = asideName(deps.fs, file, rest, deps.now());
  const journal = startWriting(file, deps, { length, aside: { name, bytes: bytes.subarray(length) } });
  journal.flush();
  return { ...reading, aside: name, journal };
}

interface Standing {
  /** Bytes of the file that are ours and whole. */
  readonly length: number;
  /** What stands after them and has to go first. */
  readonly aside: { readonly name: string; readonly bytes: Buffer } | null;
}

function startWriting(file: string, { fs, health }: JournalDeps, standing: Standing) {
  const writer = health.writer();
  let { length, aside } = standing;
  /** Lines, or the rest of one, that the disk has not taken yet. */
  const waiting: Buffer[] = [];
  let fd: number | null = null;
  let isOurs = standing.length > 0;
  /** The disk refused, so the file may hold more than was reported. */
  let unsure = false;
  let syncing: Promise<void> | null = null;
  let unsynced = false;
  let syncPlanned = false;
  let syncFailed = false;
  let closing = false;
  /** Those who wait for the disk. */
  let awaiting: readonly (() => void)[] = [];

  function flush(): void {
    try {
      fd ??= open();
      makeWhole();
      for (let line = waiting[0]; line && fd !== null; line = waiting[0]) {
        const { written, error } = writeBytes(fs, fd, line);
        // Only this process appends, so the rest of a line that went in by half follows its first half.
        length += written;
        if (written === line.length) waiting.shift();
        else waiting[0] = line.subarray(written);
        if (error) throw error;
      }
    } catch (error) {
      letGo();
      writer.failed(error, flush);
      tellAwaiting();
      return;
    }
    if (!syncFailed) writer.saved();
    syncSoon();
  }

  function open(): number {
    fs.mkdirSync(dirname(file), { recursive: true });
    // A new journal never takes over a file that is there already.
    const opened = fs.openSync(file, isOurs ? 'a' : 'ax', 0o600);
    isOurs = true;
    return opened;
  }

  /** After an error nothing is known of the file; a disk that comes back may want it opened anew. */
  function letGo(): void {
    unsure = true;
    if (fd === null) return;
    const broken = fd;
    fd = null;
    const close = (): void =>
      onDisk(
        () => fs.closeSync(broken),
        () => undefined,
      );
    // Never under a sync: its descriptor could be another file's by then.
    if (syncing) void syncing.then(close);
    else close();
  }

  /** What stands after our last whole byte goes, so that no line can be torn in the middle of the file. */
  function makeWhole(): void {
    if (aside) {
      keepAside(aside.name, aside.bytes);
      fs.truncateSync(file, length);
      aside = null;
    }
    if (unsure && fd !== null) {
      const { size } = fs.fstatSync(fd);
      if (size < length) throw new Error('the disk no longer has what was written');
      // By its path: on Windows a descriptor that appends may not shorten.
      if (size > length) fs.truncateSync(file, length);
      unsure = false;
    }
  }

  function keepAside(name: string, bytes: Buffer): void {
    const kept = fs.openSync(name, 'wx', 0o600);
    const { error } = writeBytes(fs, kept, bytes);
    fs.closeSync(kept);
    if (!error) return;
    fs.rmSync(name, { force: true });
    throw error;
  }

  /** Once those who act on what was written have done so: to begin a sync takes longer than to write a line. */
  function syncSoon(): void {
    unsynced = true;
    if (syncPlanned) return;
    syncPlanned = true;
    setImmediate(() => {
      syncPlanned = false;
      if (unsynced) sync();
    });
  }

  /** One fsync at a time, for all that was written meanwhile; nobody waits for it but `close`. */
  function sync(): void {
    unsynced = true;
    if (syncing || fd === null) return;
    unsynced = false;
    syncing = synced(fs, fd).then(
      () => {
        syncFailed = false;
        if (waiting.length === 0) writer.saved();
        syncEnded();
      },
      (error: unknown) => {
        syncFailed = true;
        writer.failed(error, flush);
        syncEnded();
      },
    );
  }

  function syncEnded(): void {
    syncing = null;
    if (unsynced && !syncFailed) {
      sync();
      return;
    }
    tellAwaiting();
    if (closing) finish();
  }

  function tellAwaiting(): void {
    const told = awaiting;
    awaiting = [];
    for (const tell of told) tell();
  }

  function finish(): void {
    if (fd === null || syncing || aside || waiting.length > 0 || syncFailed) return;
    fs.closeSync(fd);
    fd = null;
  }

  function write(line: Buffer): void {
    closing = false;
    waiting.push(line);
    flush();
  }

  return {
    file,
    write,
    flush,
    append(stamped: Stamped): void {
      write(writeLine(stamped));
    },
    synced(): Promise<void> {
      const isRefused = waiting.length > 0 || syncFailed;
      if (isRefused || (!unsynced && !syncing)) return Promise.resolve();
      return new Promise((tell) => {
        awaiting = [...awaiting, tell];
      });
    },
    content(): Buffer {
      const onDisk = readIfThere(fs, file) ?? Buffer.alloc(0);
      return Buffer.concat([onDisk.subarray(0, length), ...waiting]);
    },
    async close(): Promise<void> {
      closing = true;
      if (fd !== null || aside || waiting.length > 0) flush();
      sync();
      while (syncing) await syncing;
      finish();
    },
  };
}
