import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StorageState } from '../../src/contract/published';
import type { LecternEvent, Stamped } from '../../src/core/run/events';
import type { Timers } from '../../src/main/app/timers';
import type { FileSystem } from '../../src/main/storage/fileSystem';
import { errorCode, writeBytes } from '../../src/main/storage/fileSystem';
import { createStorageHealth } from '../../src/main/storage/health';

/** A folder that goes with the test. */
export function folder(): string {
  const path = fs.mkdtempSync(join(tmpdir(), 'lectern-'));
  onTestFinished(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A clock and its timers, moved by hand. */
export class HandClock implements Timers {
  time = Date.UTC(2026, 10, 23, 15, 0);
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  readonly now = (): number => this.time;

  after(delay: number, callback: () => void): () => void {
    const timer = { at: this.time + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves on, calling back what falls due on the way, in order. */
  wait(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.callback();
    }
    this.time = end;
  }
}

/** A disk that refuses when it is told to, as a real one does: by an errno, wherever something would be written. */
export class FaultyDisk {
  /** What every write says; `null` while the disk is well. */
  refusal: 'ENOSPC' | 'EROFS' | 'EIO' | null = null;
  /** Bytes that still go in before the refusal: writes are cut short. */
  room = 0;
  refusesSync = false;
  /** How often a sync has ended well. */
  syncs = 0;

  readonly fs: FileSystem = {
    ...fs,
    openSync: (path, flags, mode) => {
      if (this.refusal === 'EROFS' && flags !== 'r') this.#refuse();
      return fs.openSync(path, flags, mode);
    },
    mkdirSync: ((path: string, options: fs.MakeDirectoryOptions) => {
      if (this.refusal && !fs.existsSync(path)) this.#refuse();
      return fs.mkdirSync(path, options);
    }) as typeof fs.mkdirSync,
    renameSync: (from, to) => {
      if (this.refusal === 'EROFS') this.#refuse();
      fs.renameSync(from, to);
    },
    truncateSync: (path, length) => {
      if (this.refusal === 'EROFS') this.#refuse();
      fs.truncateSync(path, length);
    },
    writeSync: ((fd: number, bytes: Uint8Array, offset: number, length: number) => {
      if (!this.refusal) return fs.writeSync(fd, bytes, offset, length);
      const fits = Math.min(this.room, length);
      if (fits === 0) this.#refuse();
      this.room -= fits;
      return fs.writeSync(fd, bytes, offset, fits);
    }) as typeof fs.writeSync,
    fsync: ((fd: number, callback: (error: NodeJS.ErrnoException | null) => void) => {
      if (this.refusesSync) queueMicrotask(() => callback(errno('EIO')));
      else
        fs.fsync(fd, (error) => {
          if (!error) this.syncs += 1;
          callback(error);
        });
    }) as typeof fs.fsync,
  };

  #refuse(): never {
    throw errno(this.refusal ?? 'EIO');
  }
}

function errno(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: the disk refuses`), { code });
}

/** A disk that the kernel itself makes refuse. */
export interface RealDisk {
  readonly path: string;
  readonly fs: FileSystem;
  full(on: boolean): void;
  readOnly(on: boolean): void;
}

/**
 * A small disk of its own where this process may mount one. Elsewhere the kernel's `/dev/full` stands in for writes,
 * and `/proc`, which takes no files from anybody, for opening.
 */
export function realDisk(): RealDisk {
  const path = fs.mkdtempSync(join(tmpdir(), 'lectern-disk-'));
  const mount = (...options: string[]): boolean => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', ...options, 'lectern-test', path], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (!mount('-o', 'size=64k')) return kernelDisk(path);
  const filler = join(path, 'filler');
  onTestFinished(() => {
    // Lazily: a failed test may have left a file open.
    execFileSync('umount', ['-l', path]);
    fs.rmdirSync(path);
  });
  return {
    path,
    fs,
    full(on) {
      fs.rmSync(filler, { force: true });
      if (!on) return;
      const fd = fs.openSync(filler, 'w');
      const { error } = writeBytes(fs, fd, Buffer.alloc(128 * 1024));
      fs.closeSync(fd);
      if (errorCode(error) !== 'ENOSPC') throw new Error('the disk did not fill up', { cause: error });
    },
    readOnly(on) {
      if (!mount('-o', `remount,${on ? 'ro' : 'rw'}`)) throw new Error('could not be mounted again');
    },
  };
}

function kernelDisk(path: string): RealDisk {
  const devFull = fs.openSync('/dev/full', 'w');
  onTestFinished(() => {
    fs.closeSync(devFull);
    fs.rmSync(path, { recursive: true, force: true });
  });
  let isFull = false;
  let isReadOnly = false;
  return {
    path,
    fs: {
      ...fs,
      openSync: (file, flags, mode) => fs.openSync(isReadOnly ? '/proc/lectern' : file, flags, mode),
      writeSync: ((fd: number, bytes: Uint8Array, offset: number, length: number) =>
        fs.writeSync(isFull ? devFull : fd, bytes, offset, length)) as typeof fs.writeSync,
    },
    full: (on) => {
      isFull = on;
    },
    readOnly: (on) => {
      isReadOnly = on;
    },
  };
}

/** Everything that storage is given, on a disk that can be made to refuse. */
export function surroundings() {
  const clock = new HandClock();
  const disk = new FaultyDisk();
  const said: StorageState[] = [];
  const health = createStorageHealth({ now: clock.now, timers: clock, changed: (state) => said.push(state) });
  let ids = 0;
  const newId = (): string => `id-${++ids}`;
  return { clock, disk, said, health, deps: { fs: disk.fs, now: clock.now, timers: clock, newId, health } };
}

/** The `seq`th event of a journal. */
export function stamped(seq: number, event: LecternEvent = { type: 'holdSet', on: seq % 2 === 1 }): Stamped {
  return { seq, at: Date.UTC(2026, 10, 23, 15, 0, seq), event };
}
