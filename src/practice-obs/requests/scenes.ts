import { type JsonObject, Refusal, intent, status } from '../protocol';
import { changeScene, isSource, itemsOf, orphans, renameSource, withoutItemsOf } from '../world/edit';
import { type WorldSnapshot, emptyScene } from '../world/model';
import { number, optional, scene, string } from './fields';
import { type Obs, type RequestTable, ask, request } from './request';

/** OBS numbers its scenes from the bottom of its list. */
export function sceneList(world: WorldSnapshot): JsonObject {
  const scenes = [...world.scenes].reverse().map(({ name }, sceneIndex) => ({ sceneIndex, sceneName: name }));
  return { scenes };
}

const studioModeOff = new Refusal(status.studioModeNotActive);

/** A scene that leaves takes its items in other scenes along, and the inputs that only it held. */
function removeScene(obs: Obs, name: string): void {
  const before = obs.world();
  const place = before.scenes.findIndex((candidate) => candidate.name === name);
  const rest = before.scenes.filter((candidate) => candidate.name !== name);
  // OBS's list selects the row below the one that went, or the one above when there is none below.
  const heir = rest[Math.min(place, rest.length - 1)];
  if (heir === undefined) return;

  const nested = itemsOf(before, name).filter(({ sceneName }) => sceneName !== name);
  const kept = withoutItemsOf({ ...before, scenes: rest }, name);
  const gone = orphans(kept);
  const preview = kept.preview === name ? heir.name : kept.preview;
  obs.update({ ...kept, preview, inputs: kept.inputs.filter((input) => !gone.includes(input)) });

  obs.emit('SceneRemoved', intent.scenes, { sceneName: name, isGroup: false });
  if (before.program === name) obs.stage.take(heir.name);
  obs.emit('SceneListChanged', intent.scenes, sceneList(obs.world()));
  for (const { sceneName, item } of nested) {
    obs.emit('SceneItemRemoved', intent.sceneItems, { sceneName, sourceName: name, sceneItemId: item.id });
  }
  for (const input of gone) obs.emit('InputRemoved', intent.inputs, { inputName: input.name });
}

export const sceneRequests: RequestTable = {
  GetSceneList: ask((obs) => ({
    currentProgramSceneName: obs.world().program,
    currentPreviewSceneName: obs.world().preview,
    ...sceneList(obs.world()),
  })),

  GetGroupList: ask(() => ({ groups: [] })),

  GetCurrentProgramScene: ask((obs) => ({ currentProgramSceneName: obs.world().program })),

  SetCurrentProgramScene: request({ wanted: scene() }, ({ wanted }, obs) => {
    obs.stage.take(wanted.name);
    return undefined;
  }),

  GetCurrentPreviewScene: ask((obs) => {
    const { preview } = obs.world();
    return preview === null ? studioModeOff : { currentPreviewSceneName: preview };
  }),

  SetCurrentPreviewScene: (data, obs) => {
    if (obs.world().preview === null) return studioModeOff;
    return setPreview(data, obs);
  },

  CreateScene: request({ sceneName: string('sceneName') }, ({ sceneName }, obs) => {
    const world = obs.world();
    if (isSource(world, sceneName)) {
      return new Refusal(status.resourceAlreadyExists, 'A source already exists by that scene name.');
    }
    obs.update({ ...world, scenes: [...world.scenes, emptyScene(sceneName)] });
    obs.emit('SceneCreated', intent.scenes, { sceneName, isGroup: false });
    obs.emit('SceneListChanged', intent.scenes, sceneList(obs.world()));
    return undefined;
  }),

  RemoveScene: request({ doomed: scene() }, ({ doomed }, obs) => {
    if (obs.world().scenes.length < 2) {
      return new Refusal(status.notEnoughResources, 'You cannot remove the last scene in the collection.');
    }
    removeScene(obs, doomed.name);
    return undefined;
  }),

  SetSceneName: request(
    { old: scene(), newSceneName: string('newSceneName') },
    ({ old, newSceneName }, obs) => {
      if (isSource(obs.world(), newSceneName)) {
        return new Refusal(status.resourceAlreadyExists, 'A source already exists by that new scene name.');
      }
      obs.update(renameSource(obs.world(), old.name, newSceneName));
      obs.stage.renamed(old.name, newSceneName);
      obs.emit('SceneNameChanged', intent.scenes, { oldSceneName: old.name, sceneName: newSceneName });
      return undefined;
    },
  ),

  GetSceneSceneTransitionOverride: request({ of: scene() }, ({ of }) => ({
    transitionName: of.transitionOverride.name,
    transitionDuration: of.transitionOverride.duration,
  })),

  SetSceneSceneTransitionOverride: request(
    {
      of: scene(),
      name: optional('transitionName', string('transitionName'), null),
      duration: optional('transitionDuration', number('transitionDuration', 50, 20_000), null),
    },
    ({ of, name, duration }, obs) => {
      obs.update(
        changeScene(obs.world(), of.name, (old) => ({ ...old, transitionOverride: { name, duration } })),
      );
      return undefined;
    },
  ),
};

const setPreview = request({ wanted: scene() }, ({ wanted }, obs) => {
  const world = obs.world();
  if (world.preview === wanted.name) return undefined;
  obs.update({ ...world, preview: wanted.name });
  obs.emit('CurrentPreviewSceneChanged', intent.scenes, { sceneName: wanted.name });
  return undefined;
});
