import type { Ear } from './ear';
import { at } from './ear';
import { type Decibels, silence } from './meters';

/** Of somebody who was never heard before, a voice low over the noise counts as no less usual than this, dB. */
const leastUsual: Decibels = -4;

/**
 * How much the last `ticks` of an input are like speech: it stays within 20 dB of its loudest but not at it, goes up and
 * down without falling to nothing between bursts as laughter, coughs and keys do, and is as loud as its person usually
 * is. A weighted sum; speech is above −4.5 four times out of five.
 */
export function likeSpeech(ear: Ear, now: number, ticks: number, aboveFloor: Decibels): number {
  let peak = silence;
  for (let back = 0; back < ticks; back += 1) peak = Math.max(peak, ear.raw[at(now - back)] ?? silence);
  const least = Math.max(ear.floor, peak - 30);
  const level = (back: number): Decibels => Math.max(least, ear.raw[at(now - back)] ?? silence);
  let [near, atPeak, sum, squares, steps] = [0, 0, 0, 0, 0];
  for (let back = 0; back < ticks; back += 1) {
    if (level(back) >= Math.max(ear.floor + aboveFloor, peak - 20)) near += 1;
    if (level(back) >= Math.max(ear.floor + 6, peak - 10)) atPeak += 1;
    sum += level(back);
    squares += level(back) ** 2;
    if (back > 0) steps += Math.abs(level(back) - level(back - 1));
  }
  const mean = sum / ticks;
  const variance = Math.max(0.01, squares / ticks - mean ** 2);
  let product = 0;
  for (let back = 1; back < ticks; back += 1) product += (level(back) - mean) * (level(back - 1) - mean);
  const swing = Math.sqrt(variance);
  const step = steps / (ticks - 1);
  // A level that stays is noise, however it came.
  if (swing < 1.5 || step < 0.8) return -100;
  const again = product / ticks / variance;
  const loud = ear.loud[at(now)] ?? silence;
  const usual = Number.isNaN(ear.voiceLevel)
    ? Math.min(0, Math.max(leastUsual, loud - ear.floor - 30))
    : Math.min(3, Math.max(-12, loud - ear.voiceLevel));
  return (
    (7 * near) / ticks - (7.3 * atPeak) / ticks - 1.14 * swing + 0.33 * step + 1.87 * again + 0.43 * usual
  );
}
