import type { Known } from '../../core/obs/known';
import type { ObsProblem } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import { realTimers } from '../app/timers';
import { readCatalogue } from './catalogue';
import { openSocket } from './socket';

const deadline: Duration = 5 * second;

/** One look at an OBS: connects, reads, lets go. Changes nothing there. */
export async function lookAtObs(target: {
  readonly address: string;
  readonly password: string | null;
}): Promise<Result<Known, ObsProblem | 'notReady'>> {
  const { address, password } = target;
  const opened = await openSocket({
    address,
    password,
    deadline,
    timers: realTimers,
    // What changes while it is being read is the next look's.
    listener: { event() {}, heard() {}, closed() {} },
  });
  if (!opened.ok) return opened;
  const read = await readCatalogue(opened.value, () => 0);
  opened.value.terminate();
  if (read.ok) return ok(read.value.known);
  return refused(read.problem === 'silent' ? 'notAnswering' : read.problem);
}
