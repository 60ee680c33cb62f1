import type { Result } from '../result';
import { ok, refused } from '../result';
import type { Instant } from '../time/units';
import type { Command, Context, Refusal } from './commands';
import type { LecternEvent } from './events';
import type { Run } from './model';
import { takesInFlight } from './model';
import { endReading, isIgnored, numbersHoldFor } from './replan';
import { inRunTime } from './rehearsal';
import { endAfter, holds, latestReplan } from './replanned';
import { spareBefore } from './spare';
import type { State } from './state';
import { timing } from './timing';

type Decision = Result<readonly LecternEvent[], Refusal>;

/**
 * Applied with exactly the numbers that were on screen, also where the clock has gone on since they were reckoned;
 * refused where they are no longer possible, or something else would come of them.
 */
export function applyReplan(
  { run, document: { show } }: State,
  { replan, at, expectedEnd, expectedOnAir }: Extract<Command, { type: 'applyReplan' }>,
  { now, newId }: Context,
): Decision {
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  if (run.onAir?.takeId !== expectedOnAir) return refused({ code: 'stale' });
  if (run.phase !== 'live' || now > at + inRunTime(run, numbersHoldFor) || !holds(show, run, replan, now))
    return refused({ code: 'replanStale' });
  if (endAfter(show, run, replan, at) !== expectedEnd) return refused({ code: 'replanStale' });
  return ok([{ type: 'replanned', replanId: newId(), replan }]);
}

export function undoReplan(run: Run, replanId: string): Decision {
  const last = latestReplan(run);
  if (!last) return refused({ code: 'nothingToUndo' });
  return last.replanId === replanId ? ok([{ type: 'replanUndone', replanId }]) : refused({ code: 'stale' });
}

export function ignoreReplan({ run, document: { show } }: State, now: Instant): Decision {
  const times = timing(show, run, now);
  const reading = endReading(show, run, times);
  if (reading)
    return isIgnored(show, run, reading)
      ? refused({ code: 'alreadySo' })
      : ok([{ type: 'replanIgnored', end: reading.expectedEnd }]);
  const spare = spareBefore(show, run, times);
  if (!spare || spare.at === run.ignoredEnd) return refused({ code: 'alreadySo' });
  return ok([{ type: 'replanIgnored', end: spare.at }]);
}
