import { type JsonObject, Refusal, intent, status } from '../protocol';
import { changeItem, changeScene, findInput, findScene, itemsOf, reaches } from '../world/edit';
import { type Scene, type SceneItem, type Transform, type WorldSnapshot, newItem } from '../world/model';
import { sourceSize } from '../world/size';
import {
  type ItemInScene,
  boolean,
  itemInScene,
  number,
  object,
  optional,
  scene,
  source,
  string,
} from './fields';
import { type Obs, type RequestTable, request } from './request';
import { readTransform } from './transform';

/** A transform as OBS reports it: `width` and `height` are the source's, scaled; bounds do not count. */
function reported(world: WorldSnapshot, item: SceneItem): JsonObject {
  const size = sourceSize(world, item.source);
  return {
    ...item.transform,
    sourceWidth: size.width,
    sourceHeight: size.height,
    width: size.width * item.transform.scaleX,
    height: size.height * item.transform.scaleY,
  };
}

function listed(world: WorldSnapshot, item: SceneItem, sceneItemIndex: number): JsonObject {
  const isScene = findScene(world, item.source) !== undefined;
  return {
    sceneItemId: item.id,
    sceneItemIndex,
    sceneItemEnabled: item.enabled,
    sceneItemLocked: item.locked,
    sceneItemTransform: reported(world, item),
    sceneItemBlendMode: item.blendMode,
    sourceName: item.source,
    sourceType: isScene ? 'OBS_SOURCE_TYPE_SCENE' : 'OBS_SOURCE_TYPE_INPUT',
    inputKind: findInput(world, item.source)?.kind ?? null,
    isGroup: isScene ? false : null,
  };
}

/** Puts a source on top of a scene and says so; returns the item's id. */
export function addItem(obs: Obs, sceneName: string, sourceName: string, enabled: boolean): number {
  const into = findScene(obs.world(), sceneName);
  if (into === undefined) throw new Error(`no scene ${sceneName}`);
  const sceneItemId = into.nextItemId;
  obs.update(
    changeScene(obs.world(), sceneName, (old) => ({
      ...old,
      nextItemId: sceneItemId + 1,
      items: [...old.items, newItem(sceneItemId, sourceName, enabled)],
    })),
  );
  const sceneItemIndex = into.items.length;
  obs.emit('SceneItemCreated', intent.sceneItems, { sceneName, sourceName, sceneItemId, sceneItemIndex });
  if (!enabled) sayEnabled(obs, sceneName, sceneItemId, false);
  obs.emit('SceneItemSelected', intent.sceneItems, { sceneName, sceneItemId });
  return sceneItemId;
}

function sayEnabled(obs: Obs, sceneName: string, sceneItemId: number, sceneItemEnabled: boolean): void {
  obs.emit('SceneItemEnableStateChanged', intent.sceneItems, { sceneName, sceneItemId, sceneItemEnabled });
}

function edit(obs: Obs, { scene: within, item }: ItemInScene, change: Partial<SceneItem>): void {
  obs.update(changeItem(obs.world(), within.name, item.id, (old) => ({ ...old, ...change })));
}

function reindex(obs: Obs, within: Scene, items: readonly SceneItem[]): void {
  obs.update(changeScene(obs.world(), within.name, (old) => ({ ...old, items })));
  obs.emit('SceneItemListReindexed', intent.sceneItems, {
    sceneName: within.name,
    sceneItems: items.map(({ id }, sceneItemIndex) => ({ sceneItemId: id, sceneItemIndex })),
  });
}

/** OBS lets go of an input when its last item goes. */
function releaseInput(obs: Obs, name: string): void {
  const world = obs.world();
  if (findInput(world, name) === undefined || itemsOf(world, name).length > 0) return;
  obs.update({ ...world, inputs: world.inputs.filter((input) => input.name !== name) });
  obs.emit('InputRemoved', intent.inputs, { inputName: name });
}

export const sceneItemRequests: RequestTable = {
  GetSceneItemList: request({ of: scene() }, ({ of }, obs) => ({
    sceneItems: of.items.map((item, index) => listed(obs.world(), item, index)),
  })),

  GetSceneItemId: request(
    {
      of: scene(),
      sourceName: string('sourceName'),
      offset: optional('searchOffset', number('searchOffset', -1), 0),
    },
    ({ of, sourceName, offset }) => {
      const found = of.items.filter((item) => item.source === sourceName).at(offset);
      return found === undefined
        ? new Refusal(
            status.resourceNotFound,
            'No scene items were found in the specified scene by that name or offset.',
          )
        : { sceneItemId: found.id };
    },
  ),

  CreateSceneItem: request(
    {
      into: scene(),
      sourceName: source(),
      enabled: optional('sceneItemEnabled', boolean('sceneItemEnabled'), true),
    },
    ({ into, sourceName, enabled }, obs) => {
      if (sourceName === into.name) {
        return new Refusal(status.cannotAct, 'You cannot create scene item of a scene within itself.');
      }
      if (reaches(obs.world(), sourceName, into.name)) {
        return new Refusal(status.resourceCreationFailed, 'Failed to create the scene item.');
      }
      return { sceneItemId: addItem(obs, into.name, sourceName, enabled) };
    },
  ),

  RemoveSceneItem: request({ at: itemInScene() }, ({ at }, obs) => {
    const { scene: within, item } = at;
    const items = within.items.filter((other) => other.id !== item.id);
    obs.update(changeScene(obs.world(), within.name, (old) => ({ ...old, items })));
    obs.emit('SceneItemRemoved', intent.sceneItems, {
      sceneName: within.name,
      sourceName: item.source,
      sceneItemId: item.id,
    });
    releaseInput(obs, item.source);
    return undefined;
  }),

  DuplicateSceneItem: request({ at: itemInScene() }, ({ at }, obs) => {
    const sceneItemId = addItem(obs, at.scene.name, at.item.source, at.item.enabled);
    const { transform, blendMode } = at.item;
    obs.update(
      changeItem(obs.world(), at.scene.name, sceneItemId, (copy) => ({ ...copy, transform, blendMode })),
    );
    return { sceneItemId };
  }),

  GetSceneItemEnabled: request({ at: itemInScene() }, ({ at }) => ({ sceneItemEnabled: at.item.enabled })),

  SetSceneItemEnabled: request(
    { at: itemInScene(), enabled: boolean('sceneItemEnabled') },
    ({ at, enabled }, obs) => {
      if (at.item.enabled === enabled) return undefined;
      edit(obs, at, { enabled });
      sayEnabled(obs, at.scene.name, at.item.id, enabled);
      return undefined;
    },
  ),

  GetSceneItemLocked: request({ at: itemInScene() }, ({ at }) => ({ sceneItemLocked: at.item.locked })),

  SetSceneItemLocked: request(
    { at: itemInScene(), locked: boolean('sceneItemLocked') },
    ({ at, locked }, obs) => {
      if (at.item.locked === locked) return undefined;
      edit(obs, at, { locked });
      obs.emit('SceneItemLockStateChanged', intent.sceneItems, {
        sceneName: at.scene.name,
        sceneItemId: at.item.id,
        sceneItemLocked: locked,
      });
      return undefined;
    },
  ),

  GetSceneItemIndex: request({ at: itemInScene() }, ({ at }) => ({
    sceneItemIndex: at.scene.items.indexOf(at.item),
  })),

  SetSceneItemIndex: request(
    { at: itemInScene(), index: number('sceneItemIndex', 0, 8192) },
    ({ at, index }, obs) => {
      const others = at.scene.items.filter((item) => item.id !== at.item.id);
      reindex(obs, at.scene, others.toSpliced(index, 0, at.item));
      return undefined;
    },
  ),

  GetSceneItemTransform: request({ at: itemInScene() }, ({ at }, obs) => ({
    sceneItemTransform: reported(obs.world(), at.item),
  })),

  SetSceneItemTransform: request(
    { at: itemInScene(), wanted: object('sceneItemTransform', 'not empty') },
    ({ at, wanted }, obs) => {
      const change = readTransform(wanted);
      if (change instanceof Refusal) return change;
      const transform: Transform = { ...at.item.transform, ...change };
      edit(obs, at, { transform });
      obs.emit('SceneItemTransformChanged', intent.sceneItemTransformChanged, {
        sceneName: at.scene.name,
        sceneItemId: at.item.id,
        sceneItemTransform: reported(obs.world(), { ...at.item, transform }),
      });
      return undefined;
    },
  ),

  GetSceneItemBlendMode: request({ at: itemInScene() }, ({ at }) => ({
    sceneItemBlendMode: at.item.blendMode,
  })),

  GetSceneItemPrivateSettings: request({ at: itemInScene() }, ({ at }) => ({
    sceneItemSettings: at.item.privateSettings,
  })),

  SetSceneItemPrivateSettings: request(
    { at: itemInScene(), settings: object('sceneItemSettings', 'may be empty') },
    ({ at, settings }, obs) => {
      edit(obs, at, { privateSettings: { ...at.item.privateSettings, ...settings } });
      return undefined;
    },
  ),
};
