import type { Run } from '../../core/run/model';
import { reckoningInstant } from '../../core/run/reckoning';
import type { ShowTiming } from '../../core/run/timing';
import { timing } from '../../core/run/timing';
import type { Show } from '../../core/show/model';
import type { Instant } from '../../core/time/units';
import { useSession, useTick } from './react';

/**
 * Planned, actual and expected times of the open show: reckoned anew only when one of them can have changed,
 * and once for all who ask.
 */
export function useTiming(): ShowTiming {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const at = useTick((now) => instantAt(show, run, now));
  return timingAt(show, run, at);
}

interface Reckoned<Value> {
  readonly show: Show;
  readonly run: Run;
  readonly at: Instant;
  readonly value: Value;
}

/** Remembers the last answer: within one beat everybody asks the same. */
export function once<Value>(reckon: (show: Show, run: Run, at: Instant) => Value) {
  let last: Reckoned<Value> | null = null;
  return (show: Show, run: Run, at: Instant): Value => {
    if (last?.show !== show || last.run !== run || last.at !== at) {
      last = { show, run, at, value: reckon(show, run, at) };
    }
    return last.value;
  };
}

const instantAt = once(reckoningInstant);
const timingAt = once(timing);
