import type { Decibels } from '../../../core/captions/meters';

/** What a meter shows, dBFS: below it, a voice is none. */
const lowest: Decibels = -60;

/** Where a level lies on a meter, 0–1. Amber begins at −18 dB, which is 0.7, and danger at −6 dB, 0.9. */
export function shareOf(decibels: Decibels): number {
  return Math.min(1, Math.max(0, (decibels - lowest) / -lowest));
}
