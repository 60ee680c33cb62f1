import { join } from 'node:path';
import type { FileProblem } from '../../contract/fileProblem';
import type { ShowFile } from '../../contract/showSchema';
import { showFileVersion } from '../../contract/showSchema';
import type { Result } from '../../core/result';
import { ok } from '../../core/result';
import type { Document } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { FileSystem } from './fileSystem';
import { asideName, filesIn, replaceFile, stampOf } from './fileSystem';
import type { StorageHealth, Writer } from './health';
import { readShowFile, writeShowText } from './showFile';

type Saved = Pick<Document, 'revision' | 'show'>;

/** The folder of `.lectern` files, each known by its stem (its name without the ending). */
export interface ShowFiles {
  stems(): readonly string[];
  path(stem: string): string;
  /** The latest that was written, also where the disk has not taken it yet; `null` where there is no such file. */
  read(stem: string): Result<ShowFile, FileProblem> | null;
  /** Replaces the file as a whole, soon; the latest of several wins. Where the disk refuses, tries on. */
  write(stem: string, document: Saved): void;
  /** As `write`, for a file that is no good: it is kept under the name that is returned. */
  replaceDamaged(stem: string, document: Saved): string;
  /** Writes what is due and waits for it; what the disk refuses is tried on, but not waited for. */
  settled(): Promise<void>;
}

/** One file's writing: at most one write under way, and the latest document that waits. */
interface Slot {
  readonly writer: Writer;
  /** Calls off the write that is due. */
  callOff: (() => void) | null;
  waiting: Saved | null;
  /** Where the damaged file that stands in the way is to go. */
  aside: string | null;
  running: Promise<void> | null;
}

const ending = '.lectern';

/** Edits that come together are saved together, ms. Each of them is in the journal at once. */
const saveDelay: Duration = 300;

export function createShowFiles(
  folder: string,
  deps: {
    readonly fs: FileSystem;
    readonly now: () => Instant;
    readonly timers: Timers;
    readonly health: StorageHealth;
  },
): ShowFiles {
  const { fs } = deps;
  const slots = new Map<string, Slot>();
  const path = (stem: string): string => join(folder, stem + ending);
  /** A start looks whether a show's run is unfinished, then opens it: to check a long show twice is to wait twice. */
  let last: { readonly stamp: string | null; readonly read: Result<ShowFile, FileProblem> | null } | null =
    null;

  function slotOf(stem: string): Slot {
    const known = slots.get(stem);
    if (known) return known;
    const writer = deps.health.writer();
    const slot: Slot = { writer, callOff: null, waiting: null, aside: null, running: null };
    slots.set(stem, slot);
    return slot;
  }

  function run(stem: string, slot: Slot): void {
    slot.callOff?.();
    slot.callOff = null;
    if (slot.running || !slot.waiting) return;
    slot.running = write(stem, slot).finally(() => {
      slot.running = null;
    });
  }

  async function write(stem: string, slot: Slot): Promise<void> {
    for (let document = slot.waiting; document; document = slot.waiting) {
      try {
        await replaceFile(fs, path(stem), writeShowText(document), slot.aside);
        slot.aside = null;
      } catch (error) {
        slot.writer.failed(error, () => run(stem, slot));
        return;
      }
      if (slot.waiting === document) slot.waiting = null;
    }
    slot.writer.saved();
  }

  function save(stem: string, document: Saved): void {
    const slot = slotOf(stem);
    slot.waiting = document;
    // While a write is under way, or one is due, the latest document goes along.
    if (!slot.running) slot.callOff ??= deps.timers.after(saveDelay, () => run(stem, slot));
  }

  return {
    path,
    stems() {
      const onDisk = filesIn(fs, folder).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
      const waiting = [...slots].filter(([, slot]) => slot.waiting).map(([stem]) => stem);
      return [...new Set([...onDisk.map((name) => name.slice(0, -ending.length)), ...waiting])];
    },
    read(stem) {
      const waiting = slots.get(stem)?.waiting;
      if (waiting) return ok({ lectern: showFileVersion, revision: waiting.revision, show: waiting.show });
      const file = path(stem);
      const stamp = stampOf(fs, file);
      if (stamp === null || stamp !== last?.stamp) last = { stamp, read: readShowFile(fs, file) };
      return last.read;
    },
    write: save,
    replaceDamaged(stem, document) {
      const aside = asideName(fs, path(stem), 'damaged', deps.now());
      slotOf(stem).aside = aside;
      save(stem, document);
      return aside;
    },
    async settled() {
      for (const [stem, slot] of slots) run(stem, slot);
      for (const slot of slots.values()) await slot.running;
    },
  };
}
