import type { CueEffect } from './cues';
import type { SpeakerId } from './model';

/** What a cue does as a sentence-to-be, for screens and log: its key under `cues.effect`, with its values. */
export interface CueWords {
  readonly what: CueWord;
  readonly values: Readonly<Record<string, string | number>>;
}

export type CueWord = (typeof cueWordNames)[number];

export const cueWordNames = [
  'scene',
  'showCaption',
  'nextCaption',
  'hideCaption',
  'show',
  'hide',
  'mute',
  'unmute',
  'volume',
  'fade',
  'play',
  'pause',
  'restart',
  'stop',
  'filterOn',
  'filterOff',
  'hotkey',
  'startOutput',
  'stopOutput',
  'saveReplay',
  'note',
  'urgentNote',
] as const;

/** Names as they are in the show; `decibels` and `over` (ms) as numbers. */
export function cueWords(effect: CueEffect, nameOf: (id: SpeakerId) => string): CueWords {
  switch (effect.kind) {
    case 'scene':
      return { what: 'scene', values: { scene: effect.scene } };
    case 'showCaption':
      return { what: 'showCaption', values: { name: nameOf(effect.speakerId) } };
    case 'nextCaption':
    case 'hideCaption':
    case 'saveReplay':
      return { what: effect.kind, values: {} };
    case 'visibility':
      return {
        what: effect.on ? 'show' : 'hide',
        values: { source: effect.source, scene: effect.scene },
      };
    case 'mute':
      return { what: effect.on ? 'mute' : 'unmute', values: { input: effect.input } };
    case 'volume': {
      const { input, decibels, over } = effect;
      return over > 0
        ? { what: 'fade', values: { input, decibels, over } }
        : { what: 'volume', values: { input, decibels } };
    }
    case 'media':
      return { what: effect.action, values: { input: effect.input } };
    case 'filter':
      return {
        what: effect.on ? 'filterOn' : 'filterOff',
        values: { filter: effect.filter, source: effect.source },
      };
    case 'hotkey':
      return { what: 'hotkey', values: { name: effect.name } };
    case 'output':
      return { what: effect.on ? 'startOutput' : 'stopOutput', values: { output: effect.output } };
    case 'note':
      return { what: effect.urgent ? 'urgentNote' : 'note', values: { text: effect.text } };
  }
}
