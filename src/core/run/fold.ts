import type { LogLine } from '../asrun/log';
import { logLine } from '../asrun/log';
import type { Stamped } from './events';
import { evolve } from './evolve';
import type { State } from './state';
import { completed } from './state';
import type { Instant } from '../time/units';

/** A state together with the log of how it came about. */
export interface Folded {
  readonly state: State;
  readonly log: readonly LogLine[];
  /** When the last of its events was; `null` where there is none. */
  readonly lastAt: Instant | null;
}

/** Folds a journal's events onto the state that it began with. */
export function fold(begin: State, events: readonly Stamped[]): Folded {
  // A journal of earlier days begins with a run that lacks what is newer.
  let state: State = completed(begin);
  const log: LogLine[] = [];
  for (const stamped of events) {
    const line = logLine(state, stamped);
    if (line) log.push(line);
    state = evolve(state, stamped);
  }
  return { state, log, lastAt: events.at(-1)?.at ?? null };
}
