import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { Taken, Turn } from './model';
import { lengthAt } from './voiced';

/** For how long a person spoke in a segment, as far as anybody knows. */
export interface Spoken {
  readonly start: Instant;
  /** Everything together, ms; `null` while it may still go on. */
  readonly length: Duration | null;
  readonly by: 'voice' | 'name';
}

/**
 * From when on, and for how long, each speaker of a segment spoke that ended at `end` (`null`: nobody knows when): by
 * their voice where they are listened to, else by their name on screen.
 */
export function spokenIn(taken: Taken, end: Instant | null): ReadonlyMap<SpeakerId, Spoken> {
  const spoken = new Map<SpeakerId, Spoken>();
  for (const span of spansOf(taken, end ?? Infinity)) {
    const { speakerId, at } = span;
    if (isListenedTo(taken, speakerId)) continue;
    const { start, length } = spoken.get(speakerId) ?? { start: at, length: 0 };
    const isKnown = length !== null && span.end !== Infinity;
    spoken.set(speakerId, { start, length: isKnown ? length + span.length : null, by: 'name' });
  }
  for (const [speakerId, voiced] of Object.entries(taken.voiced)) {
    if (voiced.start === null) continue;
    const start = Math.max(voiced.start, taken.startedAt);
    if (end !== null && start > end) continue;
    const isKnown = end !== null || voiced.since === null;
    const length = isKnown ? Math.round(lengthAt(voiced, end ?? start)) : null;
    spoken.set(speakerId, { start, length, by: 'voice' });
  }
  return spoken;
}

/** Their voice tells how long they speak: their name on screen tells nothing. */
export function isListenedTo({ voiced }: Taken, speakerId: SpeakerId): boolean {
  return Object.hasOwn(voiced, speakerId);
}

export interface Span extends Turn {
  readonly end: Instant;
  /** Of it, what nobody else's voice was heard in, ms. */
  readonly length: Duration;
}

/** Each turn lasts until the next one; the last until `end`. None begins before its segment does. */
export function spansOf({ turns, startedAt, together }: Taken, end: Instant): readonly Span[] {
  const starts = turns.map(({ at }) => Math.min(Math.max(at, startedAt), end));
  return turns.map((turn, index) => {
    const at = starts[index] ?? end;
    const until = starts[index + 1] ?? end;
    const voiced = (turns[index + 1]?.voiced ?? lengthAt(together, until)) - turn.voiced;
    const length = Math.max(0, until - at - Math.max(0, voiced));
    return { ...turn, at, end: until, length };
  });
}
