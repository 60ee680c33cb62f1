import { evolve } from '../../../src/core/run/evolve';
import type { PendingTake } from '../../../src/core/run/model';
import type { State } from '../../../src/core/run/state';
import { openState } from '../../../src/core/run/state';
import { timing } from '../../../src/core/run/timing';
import type { Segment, Show } from '../../../src/core/show/model';
import { day, minute, second } from '../../../src/core/time/units';
import { dateOf } from '../../../src/core/time/zone';
import { segment, show } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { now } from '../stage/clock';
import { percentile } from '../statistics';

const segments = 1_000;
const taken = 300;
const forecasts = 2_000;

/** The live run of a long show: every second the segment on air runs over, all times are reckoned anew. */
export const forecast: Figure = {
  key: 'forecast',
  what: 'a live run of a thousand segments, three hundred done: all times reckoned anew, with why',
  limits: { p50: 2, p99: 10 },
  measure(): Promise<Measured> {
    const at = Date.now();
    const { document, run } = liveRun(longShow(at), at);
    const times = Array.from({ length: forecasts }, (_, index) => {
      const from = now();
      timing(document.show, run, at + index * second);
      return now() - from;
    });
    const fields = { p50: percentile(times, 0.5), p99: percentile(times, 0.99), n: times.length };
    return Promise.resolve({ fields, intervals: {} });
  },
};

/** A fixed start in every twentieth row, one in thirty that waits for GO: there is most to reckon. */
function longShow(at: number): Show {
  const rows = Array.from({ length: segments }, (_, index) =>
    segment(`s${index}`, { duration: (3 + (index % 7)) * minute, start: startOf(index) }),
  );
  const plan = show(rows);
  return { ...plan, date: dateOf(at, plan.zone) };
}

function startOf(index: number): Segment['start'] {
  if (index % 20 === 0) return { kind: 'fixed', at: (index * 7 * minute) % day };
  return { kind: index % 30 === 7 ? 'manual' : 'follows' };
}

/** Each segment was on air for its own length; the last of them is, and its time is up. */
function liveRun(plan: Show, at: number): State {
  let state = openState(plan, 1, 'run-1');
  const done = plan.segments.slice(0, taken);
  let start = at - done.reduce((sum, { duration }) => sum + duration, 0);
  for (const [index, one] of done.entries()) {
    const take: PendingTake = {
      takeId: `take-${index}`,
      kind: 'go',
      requestedAt: start,
      scene: one.scene,
      transition: null,
      segment: one,
      speakers: [],
      anchor: index === 0 ? { date: dateOf(start, plan.zone), shift: 0 } : null,
      priorScene: null,
      soundOff: false,
      effects: [],
      carried: [],
      passed: [],
      cueId: null,
    };
    state = evolve(state, { at: start, event: { type: 'takeRequested', take } });
    state = evolve(state, { at: start, event: { type: 'takeAccepted', takeId: take.takeId, after: 0 } });
    start += one.duration;
  }
  return state;
}
