import type { Answer, JsonObject } from './protocol';
import { Refusal } from './protocol';

/** Somebody at OBS itself, who does as they please. What they do is seen as events, like anybody's doing. */
export interface Person {
  readonly switchScene: (sceneName: string) => void;
  readonly addScene: (sceneName: string) => void;
  readonly renameScene: (sceneName: string, newSceneName: string) => void;
  readonly removeScene: (sceneName: string) => void;
  readonly setStudioMode: (studioModeEnabled: boolean) => void;
  readonly preview: (sceneName: string) => void;
  readonly setTransition: (transitionName: string, transitionDuration?: number) => void;
  /** A new source, of a colour, on top of a scene. */
  readonly addInput: (sceneName: string, inputName: string) => void;
  readonly renameInput: (inputName: string, newInputName: string) => void;
  readonly removeInput: (inputName: string) => void;
  readonly mute: (inputName: string, inputMuted: boolean) => void;
  readonly enableItem: (sceneName: string, sceneItemId: number, sceneItemEnabled: boolean) => void;
  /** Speech at a microphone: a linear multiplier, 0–1. */
  readonly speak: (inputName: string, level: number) => void;
  /**
   * Opens another scene collection, a new one with these scenes if there is none by that name; while it loads,
   * requests are refused with 207.
   */
  readonly openSceneCollection: (name: string, sceneNames: readonly string[]) => void;
}

interface PersonParts {
  readonly answer: (type: string, data: JsonObject) => Answer;
  readonly speak: Person['speak'];
  readonly openSceneCollection: Person['openSceneCollection'];
}

/** A person's hands go the way of the requests, past every fault. */
export function createPerson({ answer, speak, openSceneCollection }: PersonParts): Person {
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
    setTransition(transitionName, transitionDuration) {
      act('SetCurrentSceneTransition', { transitionName });
      if (transitionDuration !== undefined) act('SetCurrentSceneTransitionDuration', { transitionDuration });
    },
    addInput: (sceneName, inputName) =>
      act('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' }),
    renameInput: (inputName, newInputName) => act('SetInputName', { inputName, newInputName }),
    removeInput: (inputName) => act('RemoveInput', { inputName }),
    mute: (inputName, inputMuted) => act('SetInputMute', { inputName, inputMuted }),
    enableItem: (sceneName, sceneItemId, sceneItemEnabled) =>
      act('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled }),
    speak,
    openSceneCollection,
  };
}
