import { evolve } from '../../../src/core/run/evolve';
import type { PendingTake } from '../../../src/core/run/model';
import type { State } from '../../../src/core/run/state';
import { openState } from '../../../src/core/run/state';
import type { Segment, Show } from '../../../src/core/show/model';
import { minute } from '../../../src/core/time/units';
import { dateOf } from '../../../src/core/time/zone';
import { segment, show } from '../../support/shows';

/** A live run of a long show, for what is reckoned anew again and again. */
const segments = 1_000;
const taken = 300;

/** A thousand rows; the fields of each as the figure wants them. */
export function longShow(at: number, fieldsOf: (index: number) => Partial<Segment>): Show {
  const rows = Array.from({ length: segments }, (_, index) =>
    segment(`s${index}`, { duration: (3 + (index % 7)) * minute, ...fieldsOf(index) }),
  );
  const plan = show(rows);
  return { ...plan, date: dateOf(at, plan.zone) };
}

/** Each segment was on air for its own length; the last of them is, and its time is up. */
export function liveRun(plan: Show, at: number): State {
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
      unplanned: false,
      byItself: false,
      passed: [],
      cueId: null,
    };
    state = evolve(state, { at: start, event: { type: 'takeRequested', take } });
    state = evolve(state, { at: start, event: { type: 'takeAccepted', takeId: take.takeId, after: 0 } });
    start += one.duration;
  }
  return state;
}
