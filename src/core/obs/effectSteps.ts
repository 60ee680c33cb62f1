import type { CueEffect, MediaAction } from '../show/cues';
import type { InputAudio, Known, KnownItem } from './known';
import { decibelsOf } from './known';
import type { RequestEffect } from './effects';
import type { ObsEvent, ObsRequest, WireData } from './protocol';
import { flagOf, listOf, request, textOf } from './protocol';

/** obs-websocket's `ObsMediaInputAction`. */
export const mediaActions: Readonly<Record<MediaAction, string>> = {
  play: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_PLAY',
  pause: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_PAUSE',
  restart: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART',
  stop: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_STOP',
};

/**
 * What is asked of OBS for an effect, all of it in one batch; empty where OBS has nothing of that name, or several of
 * it. A volume that takes its time is set in frames instead.
 */
export function effectRequests(effect: RequestEffect, known: Known): readonly ObsRequest[] {
  switch (effect.kind) {
    case 'visibility': {
      const { scene, source, on } = effect;
      return itemsNamed(known, scene, source).map(({ id }) =>
        request('SetSceneItemEnabled', { sceneName: scene, sceneItemId: id, sceneItemEnabled: on }),
      );
    }
    case 'mute':
      return ofInput(known, effect.input, (inputName) =>
        request('SetInputMute', { inputName, inputMuted: effect.on }),
      );
    case 'volume':
      return ofInput(known, effect.input, (inputName) => volumeRequest(inputName, effect.decibels));
    case 'media':
      return ofInput(known, effect.input, (inputName) =>
        request('TriggerMediaInputAction', { inputName, mediaAction: mediaActions[effect.action] }),
      );
    case 'filter': {
      const { source: sourceName, filter: filterName, on: filterEnabled } = effect;
      if (!known.filters[sourceName]?.some(({ name }) => name === filterName)) return [];
      return [request('SetSourceFilterEnabled', { sourceName, filterName, filterEnabled })];
    }
    case 'hotkey': {
      // One may have been made since OBS listed them; of several with one name OBS would take any.
      const named = known.hotkeys.filter((name) => name === effect.name);
      return named.length > 1 ? [] : [request('TriggerHotkeyByName', { hotkeyName: effect.name })];
    }
    case 'saveReplay':
      return [request('SaveReplayBuffer')];
  }
}

export function volumeRequest(inputName: string, decibels: number): ObsRequest {
  return request('SetInputVolume', { inputName, inputVolumeDb: decibels });
}

function ofInput(
  known: Known,
  input: string,
  make: (inputName: string) => ObsRequest,
): readonly ObsRequest[] {
  return known.inputs.some(({ name }) => name === input) ? [make(input)] : [];
}

/** A source may be in a scene more than once. */
function itemsNamed(known: Known, scene: string, source: string): readonly KnownItem[] {
  return known.items[scene]?.filter((item) => item.source === source) ?? [];
}

/** What OBS shows where an effect holds: on or off, dB; `null` where it has no such thing. */
export function shownAt(effect: CueEffect, known: Known): boolean | number | null {
  switch (effect.kind) {
    case 'visibility': {
      const items = itemsNamed(known, effect.scene, effect.source);
      return items.length === 0 ? null : items.some(({ enabled }) => enabled);
    }
    case 'mute':
      return audioOf(known, effect.input)?.muted ?? null;
    case 'volume':
      return audioOf(known, effect.input)?.decibels ?? null;
    case 'filter':
      return known.filters[effect.source]?.find(({ name }) => name === effect.filter)?.enabled ?? null;
    case 'scene':
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'media':
    case 'hotkey':
    case 'output':
    case 'saveReplay':
    case 'note':
      return null;
  }
}

function audioOf(known: Known, input: string): InputAudio | null {
  return known.inputs.find(({ name }) => name === input)?.audio ?? null;
}

/** Whether what OBS shows is what the effect asks for. */
export function isSo(effect: CueEffect, shown: boolean | number): boolean {
  if (effect.kind === 'volume') return typeof shown === 'number' && isAsLoud(effect.decibels, shown);
  return 'on' in effect && effect.on === shown;
}

/** OBS keeps a volume as a factor, and tells it rounded. */
export function isAsLoud(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.05;
}

/** What is asked where OBS did not tell that an effect came about, and the event that the answer stands for. */
export interface ReadBack {
  readonly request: ObsRequest;
  readonly event: (answer: WireData) => ObsEvent;
}

export function readBacks(effect: RequestEffect, known: Known): readonly ReadBack[] {
  switch (effect.kind) {
    case 'visibility':
      return itemsNamed(known, effect.scene, effect.source).map(({ id }) => {
        const at = { sceneName: effect.scene, sceneItemId: id };
        return {
          request: request('GetSceneItemEnabled', at),
          event: (data) => ({ name: 'SceneItemEnableStateChanged', data: { ...at, ...data } }),
        };
      });
    case 'mute': {
      const at = { inputName: effect.input };
      return [
        {
          request: request('GetInputMute', at),
          event: (data) => ({ name: 'InputMuteStateChanged', data: { ...at, ...data } }),
        },
      ];
    }
    case 'volume': {
      const at = { inputName: effect.input };
      return [
        {
          request: request('GetInputVolume', at),
          event: (data) => ({ name: 'InputVolumeChanged', data: { ...at, ...data } }),
        },
      ];
    }
    case 'filter': {
      const { source: sourceName, filter: filterName } = effect;
      return [
        {
          request: request('GetSourceFilterList', { sourceName }),
          event(data) {
            const found = listOf(data, 'filters').find((each) => textOf(each, 'filterName') === filterName);
            const filterEnabled = found ? flagOf(found, 'filterEnabled') : null;
            return {
              name: 'SourceFilterEnableStateChanged',
              data: { sourceName, filterName, filterEnabled },
            };
          },
        },
      ];
    }
    case 'media':
    case 'hotkey':
    case 'saveReplay':
      return [];
  }
}

/** What an event says of an input's volume, dB. */
export function volumeHeard({ name, data }: ObsEvent, input: string): number | null {
  const isOfInput = name === 'InputVolumeChanged' && textOf(data, 'inputName') === input;
  return isOfInput ? decibelsOf(data) : null;
}
