import type { Known } from '../../core/obs/known';
import type { ObsProblem } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import { realTimers } from '../app/timers';
import { readCatalogue } from './catalogue';
import { createRuler } from './ruler';
import { openSocket } from './socket';

const deadline: Duration = 5 * second;

/** What one look found. */
export interface Look {
  readonly known: Known;
  /** How wide names come out in OBS's text source, px; empty where OBS has nothing of ours to measure with. */
  readonly widths: ReadonlyMap<string, number>;
}

/**
 * One look at an OBS: connects, reads, measures names where the captions are text sources, lets go. Changes nothing
 * there but the text in which names are measured, which no scene shows.
 */
export async function lookAtObs(
  target: { readonly address: string; readonly password: string | null },
  measure: (known: Known) => { readonly names: readonly string[]; readonly sizePx: number },
): Promise<Result<Look, ObsProblem | 'notReady'>> {
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
  const wire = opened.value;
  const read = await readCatalogue(wire, () => 0);
  if (!read.ok) {
    wire.terminate();
    return refused(read.problem === 'silent' ? 'notAnswering' : read.problem);
  }
  const { known } = read.value;
  const { names, sizePx } = measure(known);
  const at = { wire, known };
  const ruler = createRuler({
    timers: realTimers,
    session: () => at,
    takeUnderWay: () => false,
    measured: () => {},
  });
  await ruler.want(names, sizePx);
  ruler.dispose();
  wire.terminate();
  const widths = names.flatMap((name) => {
    const width = ruler.widthOf(name, sizePx);
    return width === null ? [] : [[name, width] as const];
  });
  return ok({ known, widths: new Map(widths) });
}
