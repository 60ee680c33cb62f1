import { speakersOnAir } from '../../core/captions/people';
import type { Run } from '../../core/run/model';
import { nextSegment } from '../../core/run/order';
import type { Show, Speaker } from '../../core/show/model';
import { findSpeaker } from '../../core/show/model';

/**
 * The people whom the keys 1–9 name, and with whom the captions panel begins: those in the segment on air, in
 * order; before the first take, those in Next.
 */
export function captionSlots(show: Show, run: Run): readonly Speaker[] {
  if (run.onAir) return speakersOnAir(show, run.onAir);
  const next = nextSegment(show, run);
  return next ? next.speakerIds.flatMap((id) => findSpeaker(show, id) ?? []) : [];
}
