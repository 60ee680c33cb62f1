import type { Run } from '../run/model';
import { nextSegment } from '../run/order';
import type { Show, Speaker } from '../show/model';
import { findSpeaker } from '../show/model';
import { hasName, speakersNamed } from './policy';

/** Whom a show names on screen and who has a name: those of the segment on air, of the next, then all in their order. */
export function namedSoonest(show: Show, run: Run): readonly Speaker[] {
  const soon = [run.onAir?.segment, nextSegment(show, run)].flatMap((segment) => segment?.speakerIds ?? []);
  const found = soon.flatMap((id) => findSpeaker(show, id) ?? []);
  return [...new Set([...found, ...speakersNamed(show)])].filter(hasName);
}
