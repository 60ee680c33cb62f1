import type { Ear } from './ear';
import { at } from './ear';
import { type Decibels, silence } from './meters';

/** No tick counts for more than this: one that is missed is not everything, dB. */
const most: Decibels = 15;

/**
 * How far the last `ticks` of `ear` are from what `other` showed `lag` ticks before, raised or lowered by what fits best
 * and over the noise of `ear`: the mean distance, dB. Infinite where the other was silent most of that time.
 */
export function distanceOf(ear: Ear, other: Ear, lag: number, ticks: number, now: number): Decibels {
  let [sum, count, heard] = [0, 0, 0];
  for (let back = 0; back < ticks; back += 1) {
    const tick = now - back;
    if (ear.active[at(tick)] !== 1) continue;
    sum += (ear.smooth[at(tick)] ?? silence) - levelOf(other, tick - lag);
    heard += other.active[at(tick - lag)] ?? 0;
    count += 1;
  }
  if (count === 0 || heard < count * 0.5) return Number.POSITIVE_INFINITY;
  const gain = sum / count;
  let far = 0;
  for (let back = 0; back < ticks; back += 1) {
    const tick = now - back;
    const copy = Math.max(ear.floor, gain + levelOf(other, tick - lag));
    far += Math.min(most, Math.abs(levelOf(ear, tick) - copy));
  }
  return far / ticks;
}

/** Nothing is quieter than the noise. */
function levelOf({ smooth, floor }: Ear, tick: number): Decibels {
  return Math.max(floor, smooth[at(tick)] ?? silence);
}

/** Whether the same is heard at both, at once; what they hand on may be a tick apart. */
export function areAlike(ear: Ear, other: Ear, ticks: number, now: number, limit: Decibels): boolean {
  return (
    distanceOf(ear, other, 0, ticks, now) < limit ||
    distanceOf(ear, other, 1, ticks, now) < limit ||
    distanceOf(other, ear, 1, ticks, now) < limit
  );
}
