import type { Ear } from './ear';
import { at } from './ear';
import type { Decibels } from './meters';

/** How far what one input shows is from a copy of another, over the last `ticks`: mean distance in dB. */
interface Likeness {
  readonly distance: Decibels;
  /** How much louder than what it is a copy of. */
  readonly gain: Decibels;
}

/** Whether the last `ticks` of `ear` may be what `other` showed `lag` ticks before: no further from it than `limit`. */
export function isCopy(
  ear: Ear,
  other: Ear,
  lag: number,
  ticks: number,
  now: number,
  limit: Decibels,
): boolean {
  const found = likeness(ear, other, lag, ticks, now);
  return found !== null && found.distance < limit;
}

/**
 * Compares the last `ticks` of `ear` with what `other` showed `lag` ticks before, raised or lowered by what fits best
 * and over the noise of `ear`. Null where the other was not heard.
 */
function likeness(ear: Ear, other: Ear, lag: number, ticks: number, now: number): Likeness | null {
  let sum = 0;
  let count = 0;
  let otherActive = 0;
  for (let back = 0; back < ticks; back += 1) {
    const t = now - back;
    if (ear.active[at(t)] !== 1) continue;
    const mine = ear.smooth[at(t)] ?? -100;
    const theirs = Math.max(other.floor, other.smooth[at(t - lag)] ?? -100);
    otherActive += other.active[at(t - lag)] ?? 0;
    sum += mine - theirs;
    count += 1;
  }
  if (count === 0 || otherActive < count * 0.5) return null;
  const gain = sum / count;
  let far = 0;
  for (let back = 0; back < ticks; back += 1) {
    const t = now - back;
    const mine = Math.max(ear.floor, ear.smooth[at(t)] ?? -100);
    const copy = Math.max(ear.floor, gain + Math.max(other.floor, other.smooth[at(t - lag)] ?? -100));
    far += Math.min(15, Math.abs(mine - copy));
  }
  return { distance: far / ticks, gain };
}
