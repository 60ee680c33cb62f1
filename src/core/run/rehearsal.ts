import type { Result } from '../result';
import { ok, refused } from '../result';
import type { Show } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { dateOf } from '../time/zone';
import type { Command, Context, Refusal } from './commands';
import type { LecternEvent } from './events';
import type { Rehearsal, RehearsalObs, Run } from './model';
import { newRun } from './model';
import { nextSegment } from './order';
import { planInstants } from './plan';
import type { State } from './state';

/** A run that nobody sees: its own journal, its own clock. The reasons are in docs/decisions/0010-rehearsal.md. */

type Decision = Result<readonly LecternEvent[], Refusal>;

/** The show's OBS hears nothing of what this run does. */
export function isHandsOff({ rehearsal }: Pick<Run, 'rehearsal'>): boolean {
  return rehearsal !== null && rehearsal.obs !== 'practice';
}

/** How fast a rehearsal's clock may run at most, times as fast as the machine's. */
export const fastest = 60;
/** What of it is offered. */
export const speeds = [1, 2, 5, 10, 30, fastest] as const;

/** How fast its clock runs now: it stands until the first GO, so that nobody is late before they began. */
export function speedOf({ rehearsal, lastTakeAt }: Pick<Run, 'rehearsal' | 'lastTakeAt'>): number {
  return rehearsal === null ? 1 : lastTakeAt === null ? 0 : rehearsal.speed;
}

/** A span of the time of hands and of machines, in the time of the run: fingers are no faster in a fast rehearsal, ms. */
export function inRunTime({ rehearsal }: Pick<Run, 'rehearsal'>, real: Duration): Duration {
  return real * (rehearsal?.speed ?? 1);
}

export function setSpeed({ run }: State, speed: number): Decision {
  if (!run.rehearsal || run.rehearsal.speed === speed) return refused({ code: 'alreadySo' });
  return ok([{ type: 'rehearsalSpeedSet', speed }]);
}

/** The same show from before its first GO, in a log of its own. Nothing of it may take the place of a live show. */
export function startRehearsal(
  { run, document: { show } }: State,
  { obs }: Extract<Command, { type: 'startRehearsal' }>,
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): Decision {
  if (run.phase === 'live') return refused({ code: 'runIsLive' });
  if (run.pending.length > 0) return refused({ code: 'waitingForObs' });
  // It would stay there: from now on OBS may hear nothing.
  if (run.caption) return refused({ code: 'nameOnScreen' });
  if (run.slate && run.phase === 'before' && !run.rehearsal) return refused({ code: 'slateIsUp' });
  if (run.phase === 'before' && run.rehearsal?.obs === obs) return refused({ code: 'alreadySo' });
  if (!nextSegment(show, newRun(run.runId))) return refused({ code: 'nothingNext' });
  return ok([{ type: 'runReset', runId: newId(), rehearsal: rehearsalOf(show, obs, now) }]);
}

/** A new run before the show, which is no rehearsal. Its log stays. */
export function leaveRehearsal(
  { run }: State,
  { armed }: Extract<Command, { type: 'leaveRehearsal' }>,
  { newId }: Pick<Context, 'newId'>,
): Decision {
  if (!run.rehearsal) return refused({ code: 'alreadySo' });
  if (run.pending.length > 0) return refused({ code: 'waitingForObs' });
  if (run.phase === 'live' && !armed) return refused({ code: 'needsArming' });
  return ok([{ type: 'runReset', runId: newId(), rehearsal: null }]);
}

/** `now` is the machine's: what a show without times of its own begins at. */
export function rehearsalOf(show: Show, obs: RehearsalObs, now: Instant): Rehearsal {
  return { obs, speed: 1, from: plannedStart(show, now) ?? now };
}

/** When its first segment should begin: on the show's own day, be it past, or today. */
function plannedStart(show: Show, now: Instant): Instant | null {
  const first = nextSegment(show, newRun(''));
  const plan = planInstants(show, { date: show.date ?? dateOf(now, show.zone), shift: 0 });
  return first && (plan[show.segments.indexOf(first)]?.start ?? null);
}
