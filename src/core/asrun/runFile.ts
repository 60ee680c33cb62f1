import { formatClock } from '../time/write';
import { dateOf } from '../time/zone';
import type { RunHead, RunRecord } from './record';

/** The newest format of the JSON file of a run that this version writes. */
export const runFileVersion = 1;

/** A run as the text of its JSON file; what it must be is `runFileSchema` of the contract. */
export function writeRunFile(record: RunRecord): string {
  return `${JSON.stringify({ lectern: 'run', version: runFileVersion, ...record }, null, 2)}\n`;
}

/** What the files of a run are called: its show, and when it began in the show's zone. */
export function reportName({ show, startedAt, lastAt }: RunHead): string {
  const at = startedAt ?? lastAt;
  const time = formatClock(at, show.zone, { seconds: false }).replace(':', '.');
  return `${show.title} ${dateOf(at, show.zone)} ${time}`;
}
