import type { Clock } from '../clock';
import { type JsonObject, intent } from '../protocol';
import { type SceneCollection, type VideoSettings, type WorldSnapshot, emptyScene } from './model';
import { practiceWorld } from './practiceWorld';
import type { Stage } from './stage';

/** Changing scene collections: everything goes, then everything comes, and in between OBS is not ready. */
export interface Collections {
  /** Opens a collection that is shelved, or a new one with one empty scene. */
  readonly open: (name: string) => void;
  /** The same as a person does it: it takes a moment, and meanwhile requests are refused. At least one scene. */
  readonly openSlowly: (name: string, sceneNames: readonly string[]) => void;
  readonly ready: () => boolean;
}

/** Milliseconds that a small collection takes to load. */
const loading = 60;

interface CollectionParts {
  readonly world: () => WorldSnapshot;
  readonly update: (next: WorldSnapshot) => void;
  readonly emit: (type: string, intent: number, data: JsonObject) => void;
  readonly stage: Stage;
  readonly clock: Clock;
}

export function collectionNames(world: WorldSnapshot): readonly string[] {
  return [world.sceneCollection, ...world.shelved.map(({ name }) => name)].toSorted();
}

/** One empty scene is what OBS makes; more are furnished, so that there is something to see. */
function newCollection(name: string, sceneNames: readonly string[], video: VideoSettings): SceneCollection {
  if (sceneNames.length === 1) {
    const [program = 'Scene'] = sceneNames;
    return { name, scenes: [emptyScene(program)], inputs: [], program };
  }
  const { scenes, inputs, program } = practiceWorld(sceneNames, {
    width: video.baseWidth,
    height: video.baseHeight,
  });
  return { name, scenes, inputs, program };
}

export function createCollections({ world, update, emit, stage, clock }: CollectionParts): Collections {
  let ready = true;

  function leave(): void {
    ready = false;
    stage.reset();
    const { sceneCollection, scenes, inputs } = world();
    emit('CurrentSceneCollectionChanging', intent.config, { sceneCollectionName: sceneCollection });
    for (const { name } of scenes) emit('SceneRemoved', intent.scenes, { sceneName: name, isGroup: false });
    for (const { name } of inputs) emit('InputRemoved', intent.inputs, { inputName: name });
  }

  function enter(name: string, sceneNames: readonly string[]): void {
    const { sceneCollection, scenes, inputs, program, shelved, ...rest } = world();
    const left: SceneCollection = { name: sceneCollection, scenes, inputs, program };
    const known = shelved.find((each) => each.name === name);
    const entered = known ?? newCollection(name, sceneNames, rest.video);
    update({
      ...rest,
      sceneCollection: name,
      shelved: [...shelved.filter((each) => each !== known), left],
      scenes: entered.scenes,
      inputs: entered.inputs,
      program: entered.program,
      preview: rest.preview === null ? null : entered.program,
    });
    for (const scene of entered.scenes)
      emit('SceneCreated', intent.scenes, { sceneName: scene.name, isGroup: false });
    if (known === undefined) {
      emit('SceneCollectionListChanged', intent.config, { sceneCollections: collectionNames(world()) });
    }
    emit('CurrentSceneCollectionChanged', intent.config, { sceneCollectionName: name });
    ready = true;
  }

  return {
    open(name) {
      leave();
      enter(name, ['Scene']);
    },
    openSlowly(name, sceneNames) {
      if (!ready || name === world().sceneCollection) return;
      leave();
      clock.after(loading, () => enter(name, sceneNames));
    },
    ready: () => ready,
  };
}
