import { at, counted, type Ear } from './ear';
import { distanceOf } from './likeness';

/** What was found of an input that hands back, later, what was said at others. */
export interface EchoMemory {
  /** How often it was most like another, by how much later it was, ticks. */
  readonly votes: Float32Array;
  /** So much later, where that is known, ticks. */
  lag: number | null;
}

/** Longer than any echo that is looked for, ticks. */
const size = 64;

export function createEchoMemory(): EchoMemory {
  return { votes: new Float32Array(size), lag: null };
}

const distances = new Float32Array(size);
/** How far a copy is from what it is a copy of at most, and by how much any other lag must be further, dB. */
const close = 3.4;
const clearer = 0.6;
/** Chance votes for any lag; an echo for its own. */
const enough = 2.4;
const timesElsewhere = 3;
const fade = 0.97;
/** A lag under this is a voice in two microphones of one room, ticks. */
const leastLag = 2;

/**
 * Compares what an input shows, again and again while it sounds, with what every other showed up to `within` ticks
 * before. A room's delay is the same whoever speaks, so the votes for it add up; likeness by chance lies here and there.
 */
export function learnEcho(
  memory: EchoMemory,
  ear: Ear,
  ears: readonly Ear[],
  now: number,
  within: number,
): void {
  const lasted = now - ear.activeFrom + 1;
  if (ear.active[at(now)] !== 1 || lasted < 16 || lasted % 12 !== 4) return;
  const ticks = Math.min(24, lasted);
  const last = Math.min(within, size - 1);
  distances.fill(Number.POSITIVE_INFINITY);
  for (const other of ears) {
    if (other === ear || counted(other.active, now, 48) < 8) continue;
    for (let lag = 0; lag <= last; lag += 1)
      distances[lag] = Math.min(distances[lag] ?? 0, distanceOf(ear, other, lag, ticks, now));
  }
  const found = least(distances, last);
  const lag = found.at;
  if (lag < leastLag || found.value > close || found.elsewhere < found.value + clearer) return;
  vote(memory, lag, last);
}

function vote(memory: EchoMemory, lag: number, last: number): void {
  const { votes } = memory;
  for (let one = 0; one <= last; one += 1) votes[one] = (votes[one] ?? 0) * fade;
  for (let one = lag - 1; one <= Math.min(last, lag + 1); one += 1)
    votes[one] = (votes[one] ?? 0) + (one === lag ? 1 : 0.6);
  let [most, lagOfMost, elsewhere] = [0, 0, 0];
  for (let one = leastLag; one <= last; one += 1)
    if ((votes[one] ?? 0) > most) [most, lagOfMost] = [votes[one] ?? 0, one];
  for (let one = leastLag; one <= last; one += 1)
    if (Math.abs(one - lagOfMost) > 2) elsewhere = Math.max(elsewhere, votes[one] ?? 0);
  memory.lag = most >= enough && most > timesElsewhere * elsewhere ? lagOfMost : null;
}

/** The least of values, where it is, and the least of those that are not beside it. */
function least(
  values: Float32Array,
  last: number,
): { readonly at: number; readonly value: number; readonly elsewhere: number } {
  let where = 0;
  for (let one = 1; one <= last; one += 1) if ((values[one] ?? 0) < (values[where] ?? 0)) where = one;
  let elsewhere = Number.POSITIVE_INFINITY;
  for (let one = 0; one <= last; one += 1)
    if (Math.abs(one - where) > 2) elsewhere = Math.min(elsewhere, values[one] ?? 0);
  return { at: where, value: values[where] ?? 0, elsewhere };
}
