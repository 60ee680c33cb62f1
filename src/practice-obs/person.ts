import type { Answer, JsonObject } from './protocol';
import { Refusal } from './protocol';
import type { OutputName } from './world/outputs';

/** Somebody at OBS itself, who does as they please. What they do is seen as events, like anybody's doing. */
export interface Person {
  readonly switchScene: (sceneName: string) => void;
  readonly addScene: (sceneName: string) => void;
  readonly renameScene: (sceneName: string, newSceneName: string) => void;
  readonly removeScene: (sceneName: string) => void;
  readonly setStudioMode: (studioModeEnabled: boolean) => void;
  readonly preview: (sceneName: string) => void;
  /** Scales what is sent and recorded, pixels. OBS tells nobody. */
  readonly setOutputSize: (outputWidth: number, outputHeight: number) => void;
  readonly setTransition: (transitionName: string, transitionDuration?: number) => void;
  /** A new source on top of a scene; of a colour, unless said otherwise. */
  readonly addInput: (sceneName: string, inputName: string, inputKind?: string) => void;
  /** Shows what is there in a scene as well. */
  readonly addItem: (sceneName: string, sourceName: string) => void;
  readonly renameInput: (inputName: string, newInputName: string) => void;
  readonly removeInput: (inputName: string) => void;
  readonly mute: (inputName: string, inputMuted: boolean) => void;
  readonly setVolume: (inputName: string, inputVolumeDb: number) => void;
  readonly addFilter: (sourceName: string, filterName: string) => void;
  readonly enableFilter: (sourceName: string, filterName: string, filterEnabled: boolean) => void;
  readonly renameFilter: (sourceName: string, filterName: string, newFilterName: string) => void;
  readonly removeFilter: (sourceName: string, filterName: string) => void;
  readonly enableItem: (sceneName: string, sceneItemId: number, sceneItemEnabled: boolean) => void;
  /** Speech at a microphone: a linear multiplier, 0–1. */
  readonly speak: (inputName: string, level: number) => void;
  /**
   * Opens another scene collection, a new one with these scenes if there is none by that name; while it loads,
   * requests are refused with 207.
   */
  readonly openSceneCollection: (name: string, sceneNames: readonly string[]) => void;
  readonly startOutput: (output: OutputName) => void;
  readonly stopOutput: (output: OutputName) => void;
  /** The server that OBS streams to comes or goes; a stream that runs then reconnects. */
  readonly streamServer: (up: boolean | 'silent') => void;
  /** Chooses where to stream to, as OBS's settings do: all of it anew. OBS tells nobody. */
  readonly setStreamService: (type: string, settings: JsonObject) => void;
  /** An output ends although nobody stopped it. */
  readonly breakOff: (output: OutputName) => void;
}

interface PersonParts {
  readonly streamServer: Person['streamServer'];
  readonly breakOff: Person['breakOff'];
  readonly setStreamService: Person['setStreamService'];
  readonly answer: (type: string, data: JsonObject) => Answer;
  readonly speak: Person['speak'];
  readonly openSceneCollection: Person['openSceneCollection'];
}

/** A person's hands go the way of the requests, past every fault. */
export function createPerson(parts: PersonParts): Person {
  const { answer, speak, openSceneCollection, streamServer, breakOff, setStreamService } = parts;

  function act(type: string, data: JsonObject): void {
    const result = answer(type, data);
    if (result instanceof Refusal) throw new Error(`${type}: ${result.comment ?? result.code}`);
  }

  return {
    switchScene: (sceneName) => act('SetCurrentProgramScene', { sceneName }),
    addScene: (sceneName) => act('CreateScene', { sceneName }),
    renameScene: (sceneName, newSceneName) => act('SetSceneName', { sceneName, newSceneName }),
    removeScene: (sceneName) => act('RemoveScene', { sceneName }),
    setStudioMode: (studioModeEnabled) => act('SetStudioModeEnabled', { studioModeEnabled }),
    preview: (sceneName) => act('SetCurrentPreviewScene', { sceneName }),
    setOutputSize: (outputWidth, outputHeight) => act('SetVideoSettings', { outputWidth, outputHeight }),
    setTransition(transitionName, transitionDuration) {
      act('SetCurrentSceneTransition', { transitionName });
      if (transitionDuration !== undefined) act('SetCurrentSceneTransitionDuration', { transitionDuration });
    },
    addInput: (sceneName, inputName, inputKind = 'color_source_v3') =>
      act('CreateInput', { sceneName, inputName, inputKind }),
    addItem: (sceneName, sourceName) => act('CreateSceneItem', { sceneName, sourceName }),
    renameInput: (inputName, newInputName) => act('SetInputName', { inputName, newInputName }),
    removeInput: (inputName) => act('RemoveInput', { inputName }),
    mute: (inputName, inputMuted) => act('SetInputMute', { inputName, inputMuted }),
    setVolume: (inputName, inputVolumeDb) => act('SetInputVolume', { inputName, inputVolumeDb }),
    addFilter: (sourceName, filterName) =>
      act('CreateSourceFilter', { sourceName, filterName, filterKind: 'color_filter_v2' }),
    enableFilter: (sourceName, filterName, filterEnabled) =>
      act('SetSourceFilterEnabled', { sourceName, filterName, filterEnabled }),
    renameFilter: (sourceName, filterName, newFilterName) =>
      act('SetSourceFilterName', { sourceName, filterName, newFilterName }),
    removeFilter: (sourceName, filterName) => act('RemoveSourceFilter', { sourceName, filterName }),
    enableItem: (sceneName, sceneItemId, sceneItemEnabled) =>
      act('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled }),
    speak,
    openSceneCollection,
    startOutput: (output) => act(`Start${requestWord[output]}`, {}),
    stopOutput: (output) => act(`Stop${requestWord[output]}`, {}),
    streamServer,
    setStreamService,
    breakOff,
  };
}

/** obs-websocket spells the camera in two ways. */
const requestWord: Readonly<Record<OutputName, string>> = {
  Record: 'Record',
  Stream: 'Stream',
  Virtualcam: 'VirtualCam',
  ReplayBuffer: 'ReplayBuffer',
};
