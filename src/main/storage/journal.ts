import type { Stamped } from '../../core/run/events';

/** An open journal: append only. */
export interface Journal {
  readonly file: string;
  /**
   * When this returns, the line is in the kernel and survives a kill of the process. Never throws: where the
   * disk refuses, the line waits in memory and is written, in order, when the disk takes it.
   */
  append(stamped: Stamped): void;
  /** Tries once more to write what waits, syncs it to the disk and closes the file. */
  close(): Promise<void>;
}
