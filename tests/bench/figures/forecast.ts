import { timing } from '../../../src/core/run/timing';
import type { Segment } from '../../../src/core/show/model';
import { day, minute, second } from '../../../src/core/time/units';
import type { Figure, Measured } from '../figure';
import { now } from '../stage/clock';
import { liveRun, longShow } from '../stage/longRun';
import { percentile } from '../statistics';

const forecasts = 2_000;

/** The live run of a long show: every second the segment on air runs over, all times are reckoned anew. */
export const forecast: Figure = {
  key: 'forecast',
  what: 'a live run of a thousand segments, three hundred done: all times reckoned anew, with why',
  limits: { p50: 2, p99: 10 },
  measure(): Promise<Measured> {
    const at = Date.now();
    const { document, run } = liveRun(
      longShow(at, (index) => ({ start: startOf(index) })),
      at,
    );
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
function startOf(index: number): Segment['start'] {
  if (index % 20 === 0) return { kind: 'fixed', at: (index * 7 * minute) % day };
  return { kind: index % 30 === 7 ? 'manual' : 'follows' };
}
