import type { Cue, CueEffect, CueId, CueTrigger } from '../../../core/show/cues';
import type { Segment, Show } from '../../../core/show/model';
import { minute, second } from '../../../core/time/units';

/** The edits behind the list of cues. Pure; each gives the whole list, which is one step for undo. */

export type EffectKind = CueEffect['kind'];
export type TriggerKind = CueTrigger['kind'];

const effectKinds = [
  'scene',
  'visibility',
  'showCaption',
  'nextCaption',
  'hideCaption',
  'mute',
  'volume',
  'media',
  'filter',
  'hotkey',
  'output',
  'saveReplay',
  'note',
] as const satisfies readonly EffectKind[];

const triggerKinds = ['take', 'afterStart', 'beforeEnd', 'hand'] as const satisfies readonly TriggerKind[];

/** Where nobody is, nobody can be named. */
export function kindsFor({ speakers }: Show): readonly EffectKind[] {
  return speakers.length > 0 ? effectKinds : effectKinds.filter((kind) => kind !== 'showCaption');
}

/** A take has its segment's scene: another one comes later. */
export function triggersFor({ kind }: CueEffect): readonly TriggerKind[] {
  return kind === 'scene' ? triggerKinds.filter((trigger) => trigger !== 'take') : triggerKinds;
}

/** With nothing chosen that could hit the wrong microphone; when, as such a cue is mostly wanted. */
export function blankCue(id: CueId, kind: EffectKind, about: CueAbout): Cue {
  return { id, trigger: usualTrigger(kind), effect: blankEffect(kind, about) };
}

/** What a new cue is about where nobody said. */
export interface CueAbout {
  readonly show: Show;
  readonly segment: Segment;
  /** Words for the host; no note is empty. */
  readonly note: string;
}

function usualTrigger(kind: EffectKind): CueTrigger {
  switch (kind) {
    case 'scene':
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
      return blankTrigger('afterStart');
    case 'note':
      return blankTrigger('beforeEnd');
    case 'saveReplay':
      return { kind: 'hand' };
    case 'visibility':
    case 'mute':
    case 'volume':
    case 'media':
    case 'filter':
    case 'hotkey':
    case 'output':
      return { kind: 'take' };
  }
}

export function blankTrigger(kind: TriggerKind): CueTrigger {
  switch (kind) {
    case 'take':
    case 'hand':
      return { kind };
    case 'afterStart':
      return { kind, offset: 30 * second };
    case 'beforeEnd':
      return { kind, offset: 5 * minute };
  }
}

function blankEffect(kind: EffectKind, { show, segment, note }: CueAbout): CueEffect {
  switch (kind) {
    case 'scene':
      return { kind, scene: '', transition: null };
    case 'showCaption':
      return { kind, speakerId: segment.speakerIds[0] ?? show.speakers[0]?.id ?? '' };
    case 'nextCaption':
    case 'hideCaption':
    case 'saveReplay':
      return { kind };
    case 'visibility':
      return { kind, scene: segment.scene ?? '', source: '', on: true };
    case 'mute':
      return { kind, input: '', on: true };
    case 'volume':
      return { kind, input: '', decibels: 0, over: 0 };
    case 'media':
      return { kind, input: '', action: 'restart' };
    case 'filter':
      return { kind, source: '', filter: '', on: true };
    case 'hotkey':
      return { kind, name: '' };
    case 'output':
      return { kind, output: 'record', on: true };
    case 'note':
      return { kind, text: note, urgent: false };
  }
}

/** The same cue doing something else; what both have, e.g. the input, stays. */
export function withKind(cue: Cue, kind: EffectKind, about: CueAbout): Cue {
  const effect = blankEffect(kind, about);
  const trigger = triggersFor(effect).includes(cue.trigger.kind) ? cue.trigger : usualTrigger(kind);
  const before = cue.effect;
  if ('input' in effect && 'input' in before)
    return { ...cue, trigger, effect: { ...effect, input: before.input } };
  if ('scene' in effect && 'scene' in before)
    return { ...cue, trigger, effect: { ...effect, scene: before.scene } };
  return { ...cue, trigger, effect };
}

export function replaceCue(cues: readonly Cue[], cue: Cue): readonly Cue[] {
  return cues.map((other) => (other.id === cue.id ? cue : other));
}

export function removeCue(cues: readonly Cue[], id: CueId): readonly Cue[] {
  return cues.filter((cue) => cue.id !== id);
}

/** Right after its original, so that with the same time it stays there. */
export function duplicateCue(cues: readonly Cue[], id: CueId, newId: CueId): readonly Cue[] {
  return cues.flatMap((cue) => (cue.id === id ? [cue, { ...cue, id: newId }] : [cue]));
}
