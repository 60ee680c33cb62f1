import type { Stamped } from '../../core/run/events';
import type { State } from '../../core/run/state';
import { completed } from '../../core/run/state';
import type { Instant } from '../../core/time/units';
import { crc32 } from './crc32';

/**
 * A journal is JSON lines, each `["<CRC-32 of what follows, hex>",<JSON>]`: first the state it begins with, then
 * the events since, numbered 1, 2, 3 … without a gap.
 */

/** Grows when a journal of this version could no longer be read by the one before. */
export const journalVersion = 1;

export interface JournalHeader {
  readonly lectern: 'journal';
  readonly version: number;
  readonly openedAt: Instant;
  readonly state: State;
}

export type JournalReading =
  | {
      readonly kind: 'journal';
      readonly header: JournalHeader;
      readonly events: readonly Stamped[];
      /** Bytes of the first line. */
      readonly headerLength: number;
      /** Bytes that are good, from the start. */
      readonly goodLength: number;
      /** What comes after them: nothing, the last line cut short, or more than that. */
      readonly rest: 'nothing' | 'torn' | 'damaged';
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'newer'; readonly version: number }
  /** Not even the first line can be read. */
  | { readonly kind: 'unreadable' };

const newline = 0x0a;
const prefixLength = '["00000000",'.length;

export function writeLine(value: JournalHeader | Stamped): Buffer {
  const json = JSON.stringify(value);
  const line = Buffer.from(`["00000000",${json}]\n`);
  line.write(checksum(line.subarray(prefixLength, -2)), 2, 'latin1');
  return line;
}

/** Reads as much as is whole. Never throws, whatever the bytes are, and never gives what was not written. */
export function readJournal(bytes: Buffer): JournalReading {
  if (bytes.length === 0) return { kind: 'empty' };
  let goodLength = 0;
  let header: JournalHeader | null = null;
  let headerLength = 0;
  const events: Stamped[] = [];
  while (goodLength < bytes.length) {
    const end = bytes.indexOf(newline, goodLength);
    if (end < 0) break;
    const value = readLine(bytes.subarray(goodLength, end));
    if (header === null) {
      const version = versionOf(value);
      if (version === null) break;
      if (version > journalVersion) return { kind: 'newer', version };
      const read = value as JournalHeader;
      header = { ...read, state: completed(read.state) };
      headerLength = end + 1;
    } else {
      if (!isEvent(value, events.length + 1)) break;
      events.push(value);
    }
    goodLength = end + 1;
  }
  if (header === null) return { kind: 'unreadable' };
  return { kind: 'journal', header, events, headerLength, goodLength, rest: restAfter(bytes, goodLength) };
}

function restAfter(bytes: Buffer, goodLength: number): 'nothing' | 'torn' | 'damaged' {
  if (goodLength === bytes.length) return 'nothing';
  const end = bytes.indexOf(newline, goodLength);
  return end < 0 || end === bytes.length - 1 ? 'torn' : 'damaged';
}

/** The value of a line whose checksum is right; `undefined` for any other. */
function readLine(line: Buffer): unknown {
  if (line.length <= prefixLength) return undefined;
  const json = line.subarray(prefixLength, -1);
  // Compared whole, so that a flipped bit of the frame counts as well.
  if (line.toString('latin1', 0, prefixLength) !== `["${checksum(json)}",` || line.at(-1) !== 0x5d)
    return undefined;
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** The checksum vouches that we wrote it; which of our lines it is has still to be seen. */
function versionOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('lectern' in value) || value.lectern !== 'journal')
    return null;
  return 'version' in value && typeof value.version === 'number' ? value.version : null;
}

function isEvent(value: unknown, seq: number): value is Stamped {
  return (
    typeof value === 'object' && value !== null && 'seq' in value && value.seq === seq && 'event' in value
  );
}
