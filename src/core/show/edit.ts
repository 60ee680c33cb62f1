import type { LogoProblem } from '../captions/graphics';
import { logoProblem } from '../captions/graphics';
import type { Result } from '../result';
import { ok, refused } from '../result';
import { day } from '../time/units';
import { isZone, parseDate } from '../time/zone';
import type { Cue, CueCorrection, CueProblemCode, Renaming } from './cues';
import { correctedCue, cueProblem, renamedInCue } from './cues';
import type { Segment, SegmentId, Show, Speaker, SpeakerId, Transition } from './model';
import { longestSegment } from './model';

/** What one edit does to the document. Every edit has an inverse that is an edit, so undo is data. */
export type Edit =
  | { readonly kind: 'setShow'; readonly patch: Partial<ShowFields> }
  | { readonly kind: 'setSegment'; readonly id: SegmentId; readonly patch: Partial<SegmentFields> }
  | { readonly kind: 'addSegment'; readonly segment: Segment; readonly index: number }
  | { readonly kind: 'removeSegment'; readonly id: SegmentId }
  | { readonly kind: 'moveSegment'; readonly id: SegmentId; readonly index: number }
  | { readonly kind: 'setSpeaker'; readonly id: SpeakerId; readonly patch: Partial<SpeakerFields> }
  | { readonly kind: 'addSpeaker'; readonly speaker: Speaker; readonly index: number }
  | { readonly kind: 'removeSpeaker'; readonly id: SpeakerId }
  /** Whatever names this of OBS names another from now on. */
  | Renaming
  | CueCorrection
  /** The same for a transition; `null` leaves it to OBS. */
  | { readonly kind: 'renameTransition'; readonly from: string; readonly to: string | null }
  /** Several edits that are one to the person who made them. */
  | { readonly kind: 'together'; readonly edits: readonly Edit[] };

export type ShowFields = Omit<Show, 'id' | 'speakers' | 'segments'>;
export type SegmentFields = Omit<Segment, 'id'>;
export type SpeakerFields = Omit<Speaker, 'id'>;

export type EditProblem =
  | { readonly code: 'segmentGone' }
  | { readonly code: 'speakerGone' }
  | { readonly code: 'idTaken' }
  | { readonly code: 'durationNotPositive' }
  | { readonly code: 'durationTooLong' }
  | { readonly code: 'startOutOfRange' }
  | { readonly code: 'thresholdOutOfRange' }
  | { readonly code: 'zoneUnknown' }
  | { readonly code: 'dateUnknown' }
  | { readonly code: 'transitionOutOfRange' }
  | { readonly code: 'slotOutOfRange' }
  | { readonly code: LogoProblem }
  | { readonly code: CueProblemCode };

export interface Edited {
  readonly show: Show;
  readonly inverse: Edit;
}

/** Applies one edit, or says why not. Never changes its argument; what an edit leaves alone keeps its identity. */
export function applyEdit(show: Show, edit: Edit): Result<Edited, EditProblem> {
  switch (edit.kind) {
    case 'setShow': {
      const problem = showProblem(edit.patch);
      if (problem) return refused(problem);
      return ok({
        show: { ...show, ...edit.patch },
        inverse: { kind: 'setShow', patch: pickFrom(show, edit.patch) },
      });
    }
    case 'setSegment': {
      const index = show.segments.findIndex((segment) => segment.id === edit.id);
      const segment = show.segments[index];
      if (!segment) return refused({ code: 'segmentGone' });
      const problem = segmentProblem(edit.patch) ?? cueTaken(show, segment, edit.patch.cues ?? []);
      if (problem) return refused(problem);
      const patch = withSlots(segment, edit.patch);
      return ok({
        show: { ...show, segments: show.segments.with(index, { ...segment, ...patch }) },
        inverse: { kind: 'setSegment', id: edit.id, patch: pickFrom(segment, patch) },
      });
    }
    case 'addSegment': {
      if (show.segments.some((segment) => segment.id === edit.segment.id))
        return refused({ code: 'idTaken' });
      const { segment } = edit;
      const problem = segmentProblem(segment) ?? cueTaken(show, null, segment.cues);
      if (problem) return refused(problem);
      return ok({
        show: { ...show, segments: insert(show.segments, edit.index, edit.segment) },
        inverse: { kind: 'removeSegment', id: edit.segment.id },
      });
    }
    case 'removeSegment': {
      const index = show.segments.findIndex((segment) => segment.id === edit.id);
      const segment = show.segments[index];
      if (!segment) return refused({ code: 'segmentGone' });
      return ok({
        show: { ...show, segments: without(show.segments, index) },
        inverse: { kind: 'addSegment', segment, index },
      });
    }
    case 'moveSegment': {
      const index = show.segments.findIndex((segment) => segment.id === edit.id);
      const segment = show.segments[index];
      if (!segment) return refused({ code: 'segmentGone' });
      return ok({
        show: { ...show, segments: insert(without(show.segments, index), edit.index, segment) },
        inverse: { kind: 'moveSegment', id: edit.id, index },
      });
    }
    case 'setSpeaker': {
      const index = show.speakers.findIndex((speaker) => speaker.id === edit.id);
      const speaker = show.speakers[index];
      if (!speaker) return refused({ code: 'speakerGone' });
      return ok({
        show: { ...show, speakers: show.speakers.with(index, { ...speaker, ...edit.patch }) },
        inverse: { kind: 'setSpeaker', id: edit.id, patch: pickFrom(speaker, edit.patch) },
      });
    }
    case 'addSpeaker': {
      if (show.speakers.some((speaker) => speaker.id === edit.speaker.id))
        return refused({ code: 'idTaken' });
      return ok({
        show: { ...show, speakers: insert(show.speakers, edit.index, edit.speaker) },
        inverse: { kind: 'removeSpeaker', id: edit.speaker.id },
      });
    }
    case 'removeSpeaker':
      return removeSpeaker(show, edit.id);
    case 'renameScene':
    case 'renameSource':
    case 'renameFilter':
      return applyTogether(show, renameEdits(show, edit));
    case 'renameInCues':
      return applyTogether(
        show,
        cueEdits(show, (cue) => correctedCue(cue, edit)),
      );
    case 'renameTransition':
      return applyTogether(show, transitionEdits(show, edit.from, edit.to));
    case 'together':
      return applyTogether(show, edit.edits);
  }
}

/** Whether anything in the show names what got another name. */
export function renameChanges(show: Show, renaming: Renaming): boolean {
  return renameEdits(show, renaming).length > 0;
}

/** One edit a place: the inverse then leaves alone what named `to` before. */
function renameEdits(show: Show, renaming: Renaming): readonly Edit[] {
  return [...fieldEdits(show, renaming), ...cueEdits(show, (cue) => renamedInCue(cue, renaming))];
}

/** What is named beside cues. */
function fieldEdits(show: Show, { kind, from, to }: Renaming): readonly Edit[] {
  switch (kind) {
    case 'renameScene':
      return [
        ...(show.slateScene === from ? [{ kind: 'setShow', patch: { slateScene: to } } as const] : []),
        ...withoutNamesEdits(show, from, to),
        ...show.segments
          .filter((segment) => segment.scene === from)
          .map(({ id }): Edit => ({ kind: 'setSegment', id, patch: { scene: to } })),
      ];
    case 'renameSource':
      return show.speakers
        .filter(({ microphone }) => microphone === from)
        .map(({ id }): Edit => ({ kind: 'setSpeaker', id, patch: { microphone: to } }));
    case 'renameFilter':
      return [];
  }
}

function withoutNamesEdits({ scenesWithoutNames }: Show, from: string, to: string): readonly Edit[] {
  if (!scenesWithoutNames.includes(from)) return [];
  const renamed = scenesWithoutNames.map((scene) => (scene === from ? to : scene));
  return [{ kind: 'setShow', patch: { scenesWithoutNames: [...new Set(renamed)] } }];
}

/** `null` takes a cue out. */
function cueEdits(show: Show, change: (cue: Cue) => Cue | null): readonly Edit[] {
  return show.segments.flatMap(({ id, cues }): readonly Edit[] => {
    const changed = cues.flatMap((cue) => change(cue) ?? []);
    const isSame = changed.length === cues.length && changed.every((cue, index) => cue === cues[index]);
    return isSame ? [] : [{ kind: 'setSegment', id, patch: { cues: changed } }];
  });
}

function transitionEdits(show: Show, from: string, to: string | null): readonly Edit[] {
  const now = (transition: Transition | null): Transition | null =>
    transition?.name !== from ? transition : to === null ? null : { ...transition, name: to };
  const inCue = (cue: Cue): Cue => {
    const { effect } = cue;
    if (effect.kind !== 'scene' || effect.transition?.name !== from) return cue;
    return { ...cue, effect: { ...effect, transition: now(effect.transition) } };
  };
  return [
    ...show.segments.flatMap(({ id, transition }): readonly Edit[] =>
      transition?.name === from ? [{ kind: 'setSegment', id, patch: { transition: now(transition) } }] : [],
    ),
    ...cueEdits(show, inCue),
  ];
}

/** A person goes from every segment, every cue and from the host's chair too; the inverse brings all of it back. */
function removeSpeaker(show: Show, id: SpeakerId): Result<Edited, EditProblem> {
  const index = show.speakers.findIndex((speaker) => speaker.id === id);
  const speaker = show.speakers[index];
  if (!speaker) return refused({ code: 'speakerGone' });
  const back: Edit[] = [{ kind: 'addSpeaker', speaker, index }];
  const segments = show.segments.map((segment) => {
    const { speakerIds, slots, cues } = segment;
    const namesThem = ({ effect }: Cue): boolean => effect.kind === 'showCaption' && effect.speakerId === id;
    if (!speakerIds.includes(id) && !cues.some(namesThem)) return segment;
    back.push({ kind: 'setSegment', id: segment.id, patch: { speakerIds, slots, cues } });
    return {
      ...segment,
      ...withSlots(segment, { speakerIds: speakerIds.filter((other) => other !== id) }),
      cues: cues.filter((cue) => !namesThem(cue)),
    };
  });
  if (show.hostId === id) back.push({ kind: 'setShow', patch: { hostId: id } });
  return ok({
    show: {
      ...show,
      hostId: show.hostId === id ? null : show.hostId,
      speakers: without(show.speakers, index),
      segments,
    },
    inverse: { kind: 'together', edits: back },
  });
}

function applyTogether(show: Show, edits: readonly Edit[]): Result<Edited, EditProblem> {
  const inverses: Edit[] = [];
  let current = show;
  for (const edit of edits) {
    const applied = applyEdit(current, edit);
    if (!applied.ok) return applied;
    current = applied.value.show;
    inverses.unshift(applied.value.inverse);
  }
  return ok({ show: current, inverse: { kind: 'together', edits: inverses } });
}

function showProblem(patch: Partial<ShowFields>): EditProblem | null {
  if (typeof patch.hardOut === 'number' && !(patch.hardOut >= 0 && patch.hardOut < 2 * day))
    return { code: 'startOutOfRange' };
  if (patch.zone !== undefined && !isZone(patch.zone)) return { code: 'zoneUnknown' };
  if (typeof patch.date === 'string' && parseDate(patch.date) === null) return { code: 'dateUnknown' };
  const logo = patch.graphics?.logo ? logoProblem(patch.graphics.logo.data) : null;
  if (logo) return { code: logo };
  return null;
}

/** What makes a segment's fields impossible; also asked of every segment of a file that is opened. */
export function segmentProblem(patch: Partial<SegmentFields>): EditProblem | null {
  const { duration, start, warnAt, dangerAt, transition, cues, slots } = patch;
  if (duration !== undefined && !(duration > 0)) return { code: 'durationNotPositive' };
  if (duration !== undefined && duration > longestSegment) return { code: 'durationTooLong' };
  if (start?.kind === 'fixed' && !(start.at >= 0 && start.at < 2 * day)) return { code: 'startOutOfRange' };
  for (const threshold of [warnAt, dangerAt]) {
    if (threshold !== undefined && !(threshold >= 0 && threshold <= longestSegment))
      return { code: 'thresholdOutOfRange' };
  }
  // OBS: "SetCurrentSceneTransitionDuration", 50–20,000 ms.
  if (
    transition &&
    transition.duration !== null &&
    !(transition.duration >= 50 && transition.duration <= 20_000)
  )
    return { code: 'transitionOutOfRange' };
  for (const slot of Object.values(slots ?? {})) {
    if (!(slot > 0 && slot <= longestSegment)) return { code: 'slotOutOfRange' };
  }
  if (cues && new Set(cues.map(({ id }) => id)).size < cues.length) return { code: 'idTaken' };
  for (const cue of cues ?? []) {
    const problem = cueProblem(cue);
    if (problem) return problem;
  }
  return null;
}

/** A new cue has the id of another one in the show: what is in force goes by it. */
function cueTaken(show: Show, of: Segment | null, cues: readonly Cue[]): EditProblem | null {
  const old = new Set(of?.cues.map(({ id }) => id));
  const added = new Set(cues.map(({ id }) => id).filter((id) => !old.has(id)));
  if (added.size === 0) return null;
  const isTaken = show.segments.some((segment) => segment.cues.some(({ id }) => added.has(id)));
  return isTaken ? { code: 'idTaken' } : null;
}

/** Who leaves a segment takes their set time along. */
function withSlots(segment: Segment, patch: Partial<SegmentFields>): Partial<SegmentFields> {
  const { speakerIds } = patch;
  if (!speakerIds) return patch;
  const slots = Object.entries(patch.slots ?? segment.slots);
  const kept = slots.filter(([id]) => speakerIds.includes(id));
  return kept.length === slots.length ? patch : { ...patch, slots: Object.fromEntries(kept) };
}

function pickFrom<Whole extends object, Part extends Partial<Whole>>(whole: Whole, part: Part): Part {
  const keys = Object.keys(part) as (keyof Whole)[];
  return Object.fromEntries(keys.map((key) => [key, whole[key]])) as Part;
}

function insert<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.toSpliced(Math.max(0, Math.min(index, items.length)), 0, item);
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.toSpliced(index, 1);
}
