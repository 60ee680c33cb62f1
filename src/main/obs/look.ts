import type { Known } from '../../core/obs/known';
import type { ObsProblem } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import { realTimers } from '../app/timers';
import { readCatalogue, readItems, unread } from './catalogue';
import { openSocket } from './socket';
import type { Wire } from './wire';

const deadline: Duration = 5 * second;

/** One look at an OBS, with the items of these scenes: connects, reads, lets go. Changes nothing there. */
export async function lookAtObs(target: {
  readonly address: string;
  readonly password: string | null;
  readonly scenes: readonly string[];
}): Promise<Result<Known, ObsProblem | 'notReady'>> {
  const { address, password, scenes } = target;
  const opened = await openSocket({
    address,
    password,
    deadline,
    timers: realTimers,
    // What changes while it is being read is the next look's.
    listener: { event() {}, heard() {}, closed() {} },
  });
  if (!opened.ok) return opened;
  const read = await readCatalogue(opened.value, scenes, () => 0);
  if (read.ok) {
    const known = await withScenesWithin(opened.value, read.value.known, scenes);
    opened.value.terminate();
    return ok(known);
  }
  opened.value.terminate();
  return refused(read.problem === 'silent' ? 'notAnswering' : read.problem);
}

/** Scenes that are in others are looked into as well. */
async function withScenesWithin(wire: Wire, known: Known, scenes: readonly string[]): Promise<Known> {
  const missing = unread(known, scenes);
  const items = missing.length === 0 ? {} : await readItems(wire, missing);
  if (Object.keys(items).length === 0) return known;
  return withScenesWithin(wire, { ...known, items: { ...items, ...known.items } }, scenes);
}
