import { proposals as proposalsOf } from '../../../src/core/run/replan';
import type { Segment } from '../../../src/core/show/model';
import { second } from '../../../src/core/time/units';
import { timeOfDayOf } from '../../../src/core/time/zone';
import type { Figure, Measured } from '../figure';
import { now } from '../stage/clock';
import { liveRun, longShow } from '../stage/longRun';
import { percentile } from '../statistics';

const asked = 2_000;

/** What is on air runs over: what may be done about it, at one instant after another. */
export const proposals: Figure = {
  key: 'proposals',
  what: 'a live run of a thousand segments, three hundred done and one over: what may be done about the end',
  limits: { p50: 2, p99: 10 },
  measure(): Promise<Measured> {
    // By a clock of its own: at some hours the plan of a thousand segments ends on another day.
    const at = Date.UTC(2026, 0, 15, 1, 30);
    const { document, run } = liveRun(
      longShow(at, (index) => fieldsOf(index, at)),
      at,
    );
    let found = 0;
    const times = Array.from({ length: asked }, (_, index) => {
      const from = now();
      found += proposalsOf(document.show, run, at + 120 * second + index * second).length;
      return now() - from;
    });
    // All three each time: else the figure says little.
    if (found !== 3 * asked) throw new Error(`only ${found} proposals in ${asked} times`);
    const fields = { p50: percentile(times, 0.5), p99: percentile(times, 0.99), n: times.length };
    return Promise.resolve({ fields, intervals: {} });
  },
};

const kinds: readonly Segment['kind'][] = ['talk', 'panel', 'questions', 'host'];

/** Nothing fixed stands in the way, so that all that is left can give; one in ten is optional. */
function fieldsOf(index: number, at: number): Partial<Segment> {
  return {
    kind: kinds[index % kinds.length] ?? 'talk',
    inclusion: index % 10 === 3 ? 'optional' : 'always',
    start: index === 0 ? { kind: 'fixed', at: timeOfDayOf(at, 'Europe/Paris') } : { kind: 'follows' },
  };
}
