import type { Clock } from './clock';
import { type JsonObject, intent } from './protocol';
import type { WorldSnapshot } from './world/model';
import { practiceWorld } from './world/practiceWorld';

/** Milliseconds that a scene collection takes to open, about as a small one does. */
const loading = 60;

interface CollectionParts {
  readonly world: () => WorldSnapshot;
  readonly update: (next: WorldSnapshot) => void;
  readonly emit: (type: string, intent: number, data: JsonObject) => void;
  readonly clock: Clock;
}

/** Changing scene collections: everything goes, then everything comes, and in between OBS is not ready. */
export interface Collections {
  readonly open: (name: string, sceneNames: readonly string[]) => void;
  readonly ready: () => boolean;
}

export function createCollections({ world, update, emit, clock }: CollectionParts): Collections {
  let ready = true;

  function open(name: string, sceneNames: readonly string[]): void {
    const before = world();
    ready = false;
    emit('CurrentSceneCollectionChanging', intent.config, { sceneCollectionName: before.sceneCollection });
    for (const scene of before.scenes) emit('SceneRemoved', intent.scenes, { sceneName: scene.name, isGroup: false });
    for (const input of before.inputs) emit('InputRemoved', intent.inputs, { inputName: input.name });
    clock.after(loading, () => load(name, sceneNames, before));
  }

  function load(name: string, sceneNames: readonly string[], before: WorldSnapshot): void {
    const { baseWidth: width, baseHeight: height } = before.video;
    const known = before.sceneCollections.includes(name);
    update({
      ...practiceWorld(sceneNames, { width, height }),
      sceneCollection: name,
      sceneCollections: known ? before.sceneCollections : [...before.sceneCollections, name].toSorted(),
      profile: before.profile,
      profiles: before.profiles,
      video: before.video,
    });
    for (const sceneName of sceneNames) emit('SceneCreated', intent.scenes, { sceneName, isGroup: false });
    if (!known) {
      emit('SceneCollectionListChanged', intent.config, { sceneCollections: world().sceneCollections });
    }
    emit('CurrentSceneCollectionChanged', intent.config, { sceneCollectionName: name });
    ready = true;
  }

  return { open, ready: () => ready };
}
