import type { Show } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { minute, second } from '../time/units';
import { replansOver, replansUnder } from './givers';
import type { Replan, Run } from './model';
import { inRunTime } from './rehearsal';
import { endAfter } from './replanned';
import { spareBefore } from './spare';
import type { ShowTiming } from './timing';
import { endOfOnAir, heldEnd, timing } from './timing';

/** What may be done about an end that moves away: see docs/replan.md. All of it is reckoned by `timing`. */

/** While what is on air runs over, the end moves with the clock: numbers are held for this long, ms. */
export const numbersHoldFor: Duration = minute / 2;
/** … and in a fast rehearsal for this long of hands, ms. */
const handsHoldFor: Duration = 5 * second;
const mostProposals = 3;

/** By how much the show will end too late or too early, and against what. */
export interface EndReading {
  readonly kind: 'over' | 'under' | 'pastHardOut';
  readonly expectedEnd: Instant;
  /** The hard out; else the end that was agreed on; else the planned one. */
  readonly against: Instant;
  /** ms, > 0. */
  readonly by: Duration;
}

export interface Proposal {
  readonly replan: Replan;
  /** It was reckoned for this instant: what is on air over its time is taken to end then. */
  readonly at: Instant;
  /** What comes of it. */
  readonly expectedEnd: Instant;
  /** Expected end less what it is held against, after it: positive is still over, ms. */
  readonly leaves: Duration;
}

/**
 * Whether the end has moved so far that something is to be said: by more than the tolerance from the hard out, from
 * what was agreed on, or from the plan. Past a hard out that is what counts. `null` also before the first take, after
 * the end, and where nothing fixes the end.
 */
export function endReading(show: Show, run: Run, times: ShowTiming): EndReading | null {
  const { expectedEnd } = times;
  if (run.phase !== 'live' || !run.onAir || expectedEnd === null) return null;
  const hardOut = times.hardOut?.at ?? null;
  const agreed = heldEnd(run, times);
  const off = agreed === null ? 0 : expectedEnd - agreed;
  const past = hardOut === null ? 0 : expectedEnd - hardOut;
  if (Math.max(Math.abs(off), past) <= show.tolerance) return null;
  if (hardOut !== null && past >= second)
    return { kind: 'pastHardOut', expectedEnd, against: hardOut, by: past };
  if (agreed === null) return null;
  return { kind: off > 0 ? 'over' : 'under', expectedEnd, against: agreed, by: Math.abs(off) };
}

/** Whether a hand put the proposals away, and the end has not moved by another tolerance since. */
export function isIgnored(show: Show, run: Run, { expectedEnd }: EndReading): boolean {
  return run.ignoredEnd !== null && Math.abs(expectedEnd - run.ignoredEnd) <= show.tolerance;
}

/** Whether what a hand put away stays so: the end, or the time to spare, is about what it was then. */
export function staysIgnored(show: Show, run: Run, now: Instant): boolean {
  const times = timing(show, run, now);
  const { expectedEnd } = times;
  const end = run.ignoredEnd;
  if (end === null || expectedEnd === null) return false;
  return Math.abs(expectedEnd - end) <= show.tolerance || spareBefore(show, run, times)?.at === end;
}

/** The instant that `proposals` hang on at `now`: it stands still for a while, so that numbers can be read and pressed. */
export function proposalInstant(show: Show, run: Run, now: Instant): Instant {
  const end = endOfOnAir(show, run);
  const step = Math.max(numbersHoldFor, inRunTime(run, handsHoldFor));
  return end === null ? now : end + Math.ceil((now - end) / step) * step;
}

/**
 * At most three ways to bring the end back, best first, each with exactly the numbers that it applies; none where
 * nothing is to be said, or nothing is left to give. None breaks a fixed start, none touches what is done, what waits to
 * be taken or dropped by a hand, or an end that a hand has set. `now` in ms since 1970.
 */
export function proposals(show: Show, run: Run, now: Instant): readonly Proposal[] {
  const at = proposalInstant(show, run, now);
  const times = timing(show, run, at);
  const reading = endReading(show, run, times);
  if (!reading) return [];
  const { expectedEnd, against } = reading;
  const amount = Math.round(reading.by / second) * second;
  const need = { show, run, times, at, amount };
  const found = reading.kind === 'under' ? replansUnder(need) : replansOver(need);
  const agreed: Replan = {
    ...nothing,
    kind: reading.kind === 'under' ? 'finishEarly' : 'push',
    agreedEnd: { from: run.agreedEnd, to: expectedEnd },
  };
  // A hard out is not pushed.
  const mayAgree = reading.kind !== 'pastHardOut';
  const most = mayAgree ? mostProposals - 1 : mostProposals;
  const last = Math.min(against + show.tolerance, times.hardOut?.at ?? Infinity);
  const kept: Proposal[] = [];
  for (const { replan, moves } of found) {
    if (kept.length === most) break;
    const end = moves === null ? endAfter(show, run, replan, at, times) : expectedEnd + moves;
    const helps =
      end !== null && Math.abs(end - against) < reading.by && (reading.kind !== 'under' || end <= last);
    if (helps) kept.push({ replan, at, expectedEnd: end, leaves: end - against });
  }
  return mayAgree ? [...kept, { replan: agreed, at, expectedEnd, leaves: 0 }] : kept;
}

const nothing = { lengths: [], dropped: [], restored: [] } as const;
