import { appendFile, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Takes one line for the technical log. Never throws, never waits for the disk. */
export type Log = (line: string) => void;

/** A log grows to this, and then starts anew beside the one before. Bytes. */
const largest = 1024 * 1024;

/** Appends to `lectern.log` in `home`, each line with its time. Where the disk refuses, lines are lost. */
export function openLog(home: string): Log {
  const file = join(home, 'lectern.log');
  try {
    mkdirSync(home, { recursive: true });
    const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
    if (size > largest) renameSync(file, `${file}.1`);
  } catch {
    // The log is a help, never a hindrance.
  }
  return (line) => {
    appendFile(file, `${new Date().toISOString()} ${line}\n`, () => {});
  };
}

/** Logs what nobody caught and goes on: a bug in one corner must not take the show off the screen. */
export function outliveBugs(log: Log): void {
  const say = (error: unknown): void => {
    log(`bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  process.on('uncaughtException', say);
  process.on('unhandledRejection', say);
}
