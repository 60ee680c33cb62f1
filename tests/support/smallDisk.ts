import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until';

/** A disk of a megabyte that the kernel itself makes refuse, for programs other than this one too. */
export interface SmallDisk {
  readonly path: string;
  fill(): void;
  /** Takes away what `fill` put there. */
  empty(): void;
  /** The kernel refuses while a file is open for writing: waits until none is. */
  readOnly(on: boolean): Promise<void>;
  remove(): void;
}

/** `null` where this process may not mount one: that takes root, on Linux. */
export function smallDisk(): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'lectern-disk-'));
  const mount = (options: string): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'lectern-test', path], { stdio: 'ignore' });
  };
  try {
    mount('size=1m');
  } catch {
    rmdirSync(path);
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      const fd = openSync(filler, 'w');
      try {
        for (;;) writeSync(fd, Buffer.alloc(4_096));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(fd);
      }
    },
    empty: () => rmSync(filler, { force: true }),
    async readOnly(on) {
      await until('no file is open for writing', 5_000, () => {
        mount(`remount,size=1m,${on ? 'ro' : 'rw'}`);
        return true;
      });
    },
    remove() {
      execFileSync('umount', ['--lazy', path]);
      rmdirSync(path);
    },
  };
}
