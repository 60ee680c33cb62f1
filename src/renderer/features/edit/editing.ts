import type { Edit } from '../../../core/show/edit';
import type { Segment, SegmentId, Show, Speaker, SpeakerId } from '../../../core/show/model';

/** The edits behind the buttons and keys of the edit mode. Pure: new ids and names are handed in. */

export function blankSpeaker(id: SpeakerId, name: string): Speaker {
  return { id, name, role: '', organisation: '', place: '', pronunciation: '', microphone: null };
}

/** After the given segment; at the end where there is none. */
export function addAfter(show: Show, after: SegmentId | null, segment: Segment): Edit {
  const index = indexOf(show, after);
  return { kind: 'addSegment', segment, index: index < 0 ? show.segments.length : index + 1 };
}

/** Right after its original. A fixed start stays with the original: two cannot start at one time. */
export function duplicate(show: Show, of: SegmentId, id: SegmentId, title: string): Edit | null {
  const segment = show.segments[indexOf(show, of)];
  if (!segment) return null;
  const cues = segment.cues.map((cue, index) => ({ ...cue, id: `${id}-${index}` }));
  return addAfter(show, of, { ...segment, id, title, cues, start: { kind: 'follows' } });
}

/** One place up or down; `null` at either end. */
export function moveBy(show: Show, id: SegmentId, by: 1 | -1): Edit | null {
  const index = indexOf(show, id);
  const to = index + by;
  return index < 0 || to < 0 || to >= show.segments.length ? null : { kind: 'moveSegment', id, index: to };
}

/** Dropped before or after another one; `null` where it already is. */
export function dropAt(show: Show, id: SegmentId, target: SegmentId, edge: 'before' | 'after'): Edit | null {
  const from = indexOf(show, id);
  const place = indexOf(show, target);
  if (from < 0 || place < 0) return null;
  const gap = edge === 'before' ? place : place + 1;
  const index = from < gap ? gap - 1 : gap;
  return index === from ? null : { kind: 'moveSegment', id, index };
}

/** Who is selected once a segment is gone: the one after it, else the one before. */
export function neighbour(show: Show, id: SegmentId): SegmentId | null {
  const index = indexOf(show, id);
  return (show.segments[index + 1] ?? show.segments[index - 1])?.id ?? null;
}

/** A new person who is in this segment, as one step for undo. */
export function addSpeakerTo(show: Show, segment: Segment, speaker: Speaker): Edit {
  return {
    kind: 'together',
    edits: [
      { kind: 'addSpeaker', speaker, index: show.speakers.length },
      { kind: 'setSegment', id: segment.id, patch: { speakerIds: [...segment.speakerIds, speaker.id] } },
    ],
  };
}

/** One of a list moved by one place; the list itself at either end. */
export function moved<Item>(items: readonly Item[], index: number, by: 1 | -1): readonly Item[] {
  const item = items[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}

function indexOf(show: Show, id: SegmentId | null): number {
  return show.segments.findIndex((segment) => segment.id === id);
}
