import type { Run } from '../../../core/run/model';
import { nextSegment } from '../../../core/run/order';
import type { Show, Speaker, SpeakerId } from '../../../core/show/model';
import { captionSlots } from '../../actions/captionSlots';

export interface CaptionPeople {
  /** Whose segment it is: on air, or Next's while nothing is. */
  readonly of: 'onAir' | 'next' | 'nobody';
  /** In the order in which they are expected to speak; the first nine have the keys 1–9. */
  readonly inSegment: readonly Speaker[];
  readonly others: readonly Speaker[];
}

/** How many people have a key of their own. */
export const keyedPeople = 9;

/** Who may be named now, and everybody else. */
export function captionPeople(show: Show, run: Run): CaptionPeople {
  const inSegment = captionSlots(show, run);
  const ids = new Set(inSegment.map((speaker) => speaker.id));
  const of = run.onAir ? 'onAir' : nextSegment(show, run) ? 'next' : 'nobody';
  return { of, inSegment, others: show.speakers.filter((speaker) => !ids.has(speaker.id)) };
}

/** How a person's name stands: on screen, cued, said already. */
export type NameState = 'sent' | 'onAir' | 'pinned' | 'done' | 'notHere' | 'next' | 'later';

/** `next` is whom `C` would name. */
export function nameState({ caption, onAir, absent }: Run, id: SpeakerId, next: SpeakerId | null): NameState {
  if (caption?.speakerId === id) {
    if (caption.shownAt === null) return 'sent';
    return caption.pinned ? 'pinned' : 'onAir';
  }
  if (absent.includes(id)) return 'notHere';
  if (onAir?.named.includes(id)) return 'done';
  return id === next ? 'next' : 'later';
}
