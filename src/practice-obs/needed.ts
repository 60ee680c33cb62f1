import type { Answer, JsonObject } from './protocol';
import type { WorldSnapshot } from './world/model';
import { findInput, findScene, isSource } from './world/edit';

/** What a show names beside scenes: by what it is wanted for. */
export interface NeededSources {
  readonly microphones: readonly string[];
  /** Where they are heard. */
  readonly scenes: readonly string[];
  readonly media: readonly string[];
  readonly signs: readonly { readonly scene: string; readonly source: string }[];
  readonly filters: readonly { readonly source: string; readonly filter: string }[];
}

/** Makes what is not there yet, by requests as a person's hands would; what has no scene of its own goes into the first. */
export function makeSources(
  world: () => WorldSnapshot,
  ask: (type: string, data: JsonObject) => Answer,
  { microphones, scenes, media, signs, filters }: NeededSources,
): void {
  const first = world().scenes[0]?.name ?? '';

  function make(inputName: string, inputKind: string, sceneName: string, more: JsonObject): void {
    if (!isSource(world(), inputName)) ask('CreateInput', { sceneName, inputName, inputKind, ...more });
  }

  for (const name of microphones) {
    make(name, 'pulse_input_capture', first, {});
    // Who speaks is heard whichever scene is on air.
    if (findInput(world(), name)?.kind !== 'pulse_input_capture') continue;
    for (const sceneName of scenes) {
      const isThere = findScene(world(), sceneName)?.items.some(({ source }) => source === name) ?? true;
      if (!isThere) ask('CreateSceneItem', { sceneName, sourceName: name });
    }
  }
  for (const name of media) make(name, 'ffmpeg_source', first, { sceneItemEnabled: false });
  for (const { scene, source } of signs) {
    const into = findScene(world(), scene);
    if (!into || into.items.some((item) => item.source === source)) continue;
    const settings = { inputSettings: { text: source }, sceneItemEnabled: false };
    if (isSource(world(), source)) {
      ask('CreateSceneItem', { sceneName: scene, sourceName: source, sceneItemEnabled: false });
    } else make(source, 'text_ft2_source_v2', scene, settings);
  }
  for (const { source, filter } of filters) {
    make(source, 'text_ft2_source_v2', first, { inputSettings: { text: source }, sceneItemEnabled: false });
    ask('CreateSourceFilter', { sourceName: source, filterName: filter, filterKind: 'color_filter_v2' });
  }
}
