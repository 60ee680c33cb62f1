import type { OutputName } from '../obs/outputs';
import type { Duration } from '../time/units';
import type { SpeakerId, Transition } from './model';

export type CueId = string;

/** When a cue runs. Offsets in ms, > 0. */
export type CueTrigger =
  /** With the take of its segment; a name, once the transition has ended. */
  | { readonly kind: 'take' }
  | { readonly kind: 'afterStart'; readonly offset: Duration }
  /** Follows the end wherever it goes; at the start where the segment is shorter. */
  | { readonly kind: 'beforeEnd'; readonly offset: Duration }
  | { readonly kind: 'hand' };

export type MediaAction = 'play' | 'pause' | 'restart' | 'stop';

/** What a cue does. Names are spelled as in OBS. */
export type CueEffect =
  /** Another scene within the segment: it stays on air until the next take. */
  | { readonly kind: 'scene'; readonly scene: string; readonly transition: Transition | null }
  | { readonly kind: 'showCaption'; readonly speakerId: SpeakerId }
  | { readonly kind: 'nextCaption' }
  | { readonly kind: 'hideCaption' }
  /** A source of one scene: each scene has its own switch for it. */
  | { readonly kind: 'visibility'; readonly scene: string; readonly source: string; readonly on: boolean }
  | { readonly kind: 'mute'; readonly input: string; readonly on: boolean }
  /** `decibels`: −100 (silent) to 26; reached in `over` ms, 0 at once. */
  | {
      readonly kind: 'volume';
      readonly input: string;
      readonly decibels: number;
      readonly over: Duration;
    }
  | { readonly kind: 'media'; readonly input: string; readonly action: MediaAction }
  | { readonly kind: 'filter'; readonly source: string; readonly filter: string; readonly on: boolean }
  /** By OBS's own name of it, which must be the only one of that name. */
  | { readonly kind: 'hotkey'; readonly name: string }
  /** Asked of the producer when it is due, and of OBS once. */
  | { readonly kind: 'output'; readonly output: OutputName; readonly on: boolean }
  | { readonly kind: 'saveReplay' }
  | { readonly kind: 'note'; readonly text: string; readonly urgent: boolean };

/** One effect within a segment, and when it runs. */
export interface Cue {
  readonly id: CueId;
  readonly trigger: CueTrigger;
  readonly effect: CueEffect;
}

/** OBS's own range of a volume, dB. */
export const quietest = -100;
export const loudest = 26;

/** The longest a volume may take to get where it goes, ms. */
export const longestFade: Duration = 60_000;

/** What makes a cue impossible; `null` where it can be. */
export function cueProblem({ trigger, effect }: Cue): { readonly code: CueProblemCode } | null {
  if ('offset' in trigger && !(trigger.offset > 0 && trigger.offset <= 24 * 3_600_000))
    return { code: 'cueOffsetOutOfRange' };
  // A take has its segment's scene.
  if (effect.kind === 'scene' && trigger.kind === 'take') return { code: 'cueSceneWithTake' };
  if (effect.kind !== 'volume') return null;
  const { decibels, over } = effect;
  const isInRange = decibels >= quietest && decibels <= loudest && over >= 0 && over <= longestFade;
  return isInRange ? null : { code: 'cueVolumeOutOfRange' };
}

export type CueProblemCode = 'cueOffsetOutOfRange' | 'cueSceneWithTake' | 'cueVolumeOutOfRange';

/** What of OBS has another name from now on. */
export type Renaming =
  | { readonly kind: 'renameScene'; readonly from: string; readonly to: string }
  /** An input, or any other source that is no scene. */
  | { readonly kind: 'renameSource'; readonly from: string; readonly to: string }
  /** A filter has its name on its source alone. */
  | {
      readonly kind: 'renameFilter';
      readonly source: string;
      readonly from: string;
      readonly to: string;
    };

/** What cues name has another name there, and nothing beside these cues: it means something else elsewhere. */
export interface CueCorrection {
  readonly kind: 'renameInCues';
  /** A source of the scene `within`, an input, or a hotkey. */
  readonly what: 'source' | 'input' | 'hotkey';
  readonly within: string | null;
  readonly from: string;
  readonly to: string;
}

/** The cue as it was meant; itself where it does not name that. */
export function correctedCue(cue: Cue, { what, within, from, to }: CueCorrection): Cue {
  const { effect } = cue;
  switch (effect.kind) {
    case 'visibility': {
      const isMeant = what === 'source' && effect.scene === within && effect.source === from;
      return isMeant ? { ...cue, effect: { ...effect, source: to } } : cue;
    }
    case 'mute':
    case 'volume':
    case 'media':
      return what === 'input' && effect.input === from ? { ...cue, effect: { ...effect, input: to } } : cue;
    case 'hotkey':
      return what === 'hotkey' && effect.name === from ? { ...cue, effect: { ...effect, name: to } } : cue;
    case 'scene':
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'filter':
    case 'output':
    case 'saveReplay':
    case 'note':
      return cue;
  }
}

/** The same cue under the names that OBS has now; itself where it names nothing that was renamed. */
export function renamedInCue(cue: Cue, renaming: Renaming): Cue {
  const { effect } = cue;
  const effectNow = renamedInEffect(effect, renaming);
  return effectNow === effect ? cue : { ...cue, effect: effectNow };
}

/** What a cue does, under the names that OBS has now. */
export function renamedInEffect(effect: CueEffect, renaming: Renaming): CueEffect {
  const { kind, from, to } = renaming;
  if (kind === 'renameFilter') {
    const isMeant = effect.kind === 'filter' && effect.source === renaming.source && effect.filter === from;
    return isMeant ? { ...effect, filter: to } : effect;
  }
  switch (effect.kind) {
    case 'scene':
      return kind === 'renameScene' && effect.scene === from ? { ...effect, scene: to } : effect;
    case 'visibility': {
      // A scene may be a source of another scene, or have filters.
      const scene = kind === 'renameScene' && effect.scene === from ? to : effect.scene;
      const source = effect.source === from ? to : effect.source;
      return scene === effect.scene && source === effect.source ? effect : { ...effect, scene, source };
    }
    case 'filter':
      return effect.source === from ? { ...effect, source: to } : effect;
    case 'mute':
    case 'volume':
    case 'media':
      return kind === 'renameSource' && effect.input === from ? { ...effect, input: to } : effect;
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'hotkey':
    case 'output':
    case 'saveReplay':
    case 'note':
      return effect;
  }
}
