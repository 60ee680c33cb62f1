import { endOfOnAir } from '../run/timing';
import { nextSegment } from '../run/order';
import type { Run } from '../run/model';
import type { Show } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';

/** A title on screen: of the show before it begins, or of a segment as it begins. */
export type Card =
  /** Until the first segment that is no slate; `endsAt` is `null` where nobody knows when that comes. */
  | {
      readonly kind: 'countdown';
      readonly id: string;
      readonly title: string;
      readonly endsAt: Instant | null;
    }
  | {
      readonly kind: 'segment';
      readonly id: string;
      readonly title: string;
      /** Who is in it, by name. */
      readonly names: readonly string[];
      readonly until: Instant;
    };

/** How long the title of a segment stays, ms. */
export const cardStays: Duration = 6 * second;

/** The card that is to be on screen; it changes with the run, and by itself only at its end. */
export function cardOf(show: Show, run: Run, now: Instant): Card | null {
  const { onAir } = run;
  if (run.phase !== 'live' || run.slate || run.rehearsal || !onAir) return null;
  const { segment, takeId } = onAir;
  if (segment.kind === 'slate') {
    if (!show.cards.countdown || run.done.some((done) => done.segment.kind !== 'slate')) return null;
    const endsAt = nextSegment(show, run) ? endOfOnAir(show, run) : null;
    return { kind: 'countdown', id: takeId, title: show.title, endsAt };
  }
  if (!show.cards.segment || onAir.onAirAt === null || segment.title.trim() === '') return null;
  if (segment.scene !== null && show.scenesWithoutNames.includes(segment.scene)) return null;
  const until = onAir.onAirAt + cardStays;
  if (until <= now) return null;
  const names = segment.speakerIds
    .filter((id) => !run.absent.includes(id))
    .flatMap(
      (id) => (findSpeaker(show, id) ?? onAir.speakers.find((speaker) => speaker.id === id))?.name ?? [],
    )
    .filter((name) => name.trim() !== '');
  return { kind: 'segment', id: takeId, title: segment.title, names, until };
}
