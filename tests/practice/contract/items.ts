import { expect } from 'vitest';
import { until } from '../../support/until';
import type { Data } from './client';
import { type Shape, expectShape } from './shape';
import { type Cases, take } from './subject';

const transform: Readonly<Record<string, Shape>> = {
  alignment: 'number',
  boundsAlignment: 'number',
  boundsHeight: 'number',
  boundsType: 'string',
  boundsWidth: 'number',
  cropBottom: 'number',
  cropLeft: 'number',
  cropRight: 'number',
  cropTop: 'number',
  height: 'number',
  positionX: 'number',
  positionY: 'number',
  rotation: 'number',
  scaleX: 'number',
  scaleY: 'number',
  sourceHeight: 'number',
  sourceWidth: 'number',
  width: 'number',
};

const item: Shape = {
  inputKind: 'string|null',
  isGroup: 'boolean|null',
  sceneItemBlendMode: 'string',
  sceneItemEnabled: 'boolean',
  sceneItemId: 'number',
  sceneItemIndex: 'number',
  sceneItemLocked: 'boolean',
  sceneItemTransform: transform,
  sourceName: 'string',
  sourceType: 'string',
};

const transformed = 1 << 19;

async function transformOf(
  client: { call(type: string, data: Data): Promise<Data> },
  at: Data,
): Promise<Data> {
  return (await client.call('GetSceneItemTransform', at))['sceneItemTransform'] as Data;
}

export const itemCases: Cases = (test) => {
  test('the list: bottom first, inputs and scenes', async ({ client, scene, input }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    const { inputName } = await input(sceneName, 'color_source_v3', { width: 400, height: 300 });
    await client.call('CreateSceneItem', { sceneName, sourceName: inner });
    const { sceneItems } = await client.call('GetSceneItemList', { sceneName });
    expectShape(sceneItems, [item]);
    expect(sceneItems).toMatchObject([
      {
        sceneItemId: 1,
        sceneItemIndex: 0,
        sourceName: inputName,
        sourceType: 'OBS_SOURCE_TYPE_INPUT',
        inputKind: 'color_source_v3',
        isGroup: null,
      },
      {
        sceneItemId: 2,
        sceneItemIndex: 1,
        sourceName: inner,
        sourceType: 'OBS_SOURCE_TYPE_SCENE',
        inputKind: null,
        isGroup: false,
      },
    ]);
  });

  test('an item comes in on top, and is told', async ({ client, scene, input }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    await input(sceneName, 'color_source_v3');
    // The window selects an item some time after it came: of the first, that is over before we look at the second.
    await client.event('SceneItemSelected');
    client.events.length = 0;
    expect(await client.call('CreateSceneItem', { sceneName, sourceName: inner })).toEqual({
      sceneItemId: 2,
    });
    expect(await client.event('SceneItemCreated')).toMatchObject({
      intent: 1 << 7,
      data: { sceneName, sourceName: inner, sceneItemId: 2, sceneItemIndex: 1 },
    });
    expect((await client.event('SceneItemSelected')).data).toEqual({ sceneName, sceneItemId: 2 });
  });

  test('an item made disabled says so', async ({ client, scene }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    await client.call('CreateSceneItem', { sceneName, sourceName: inner, sceneItemEnabled: false });
    expect((await client.event('SceneItemEnableStateChanged')).data).toEqual({
      sceneName,
      sceneItemId: 1,
      sceneItemEnabled: false,
    });
    expect(await client.call('GetSceneItemEnabled', { sceneName, sceneItemId: 1 })).toEqual({
      sceneItemEnabled: false,
    });
  });

  test('enabling is told once, when it changes', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3');
    client.events.length = 0;
    for (const sceneItemEnabled of [false, false, true]) {
      await client.call('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled });
    }
    await client.fence();
    const told = client.events.filter(({ type }) => type === 'SceneItemEnableStateChanged');
    expect(told.map(({ data }) => data['sceneItemEnabled'])).toEqual([false, true]);
  });

  test('locking is told', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3');
    await client.call('SetSceneItemLocked', { sceneName, sceneItemId, sceneItemLocked: true });
    expect((await client.event('SceneItemLockStateChanged')).data).toEqual({
      sceneName,
      sceneItemId,
      sceneItemLocked: true,
    });
    expect(await client.call('GetSceneItemLocked', { sceneName, sceneItemId })).toEqual({
      sceneItemLocked: true,
    });
  });

  test('ids: the first item of a source, the last, one further on', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { inputName: sourceName } = await input(sceneName, 'color_source_v3');
    await client.call('CreateSceneItem', { sceneName, sourceName });
    await client.call('CreateSceneItem', { sceneName, sourceName });
    const idOf = async (more: Data): Promise<unknown> =>
      (await client.call('GetSceneItemId', { sceneName, sourceName, ...more }))['sceneItemId'];
    expect(await idOf({})).toBe(1);
    expect(await idOf({ searchOffset: 1 })).toBe(2);
    expect(await idOf({ searchOffset: -1 })).toBe(3);
  });

  test('an id is never given again in its scene', async ({ client, scene }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    await client.call('CreateSceneItem', { sceneName, sourceName: inner });
    await client.call('RemoveSceneItem', { sceneName, sceneItemId: 1 });
    expect((await client.event('SceneItemRemoved')).data).toEqual({
      sceneName,
      sourceName: inner,
      sceneItemId: 1,
    });
    expect(await client.call('CreateSceneItem', { sceneName, sourceName: inner })).toEqual({
      sceneItemId: 2,
    });
  });

  test('the order: set, told whole, too high is the top', async ({ client, scene }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    for (let count = 0; count < 3; count += 1) {
      await client.call('CreateSceneItem', { sceneName, sourceName: inner });
    }
    await client.call('SetSceneItemIndex', { sceneName, sceneItemId: 1, sceneItemIndex: 99 });
    expect((await client.event('SceneItemListReindexed')).data).toEqual({
      sceneName,
      sceneItems: [
        { sceneItemId: 2, sceneItemIndex: 0 },
        { sceneItemId: 3, sceneItemIndex: 1 },
        { sceneItemId: 1, sceneItemIndex: 2 },
      ],
    });
    expect(await client.call('GetSceneItemIndex', { sceneName, sceneItemId: 1 })).toEqual({
      sceneItemIndex: 2,
    });
  });

  test('a copy of an item is told as a new one', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { sceneItemId, inputName } = await input(sceneName, 'color_source_v3');
    expect(await client.call('DuplicateSceneItem', { sceneName, sceneItemId })).toEqual({ sceneItemId: 2 });
    expect(
      await client.call('GetSceneItemId', { sceneName, sourceName: inputName, searchOffset: -1 }),
    ).toEqual({
      sceneItemId: 2,
    });
  });

  test('blend mode and private settings of an item', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3');
    const at = { sceneName, sceneItemId };
    expect(await client.call('GetSceneItemBlendMode', at)).toEqual({
      sceneItemBlendMode: 'OBS_BLEND_NORMAL',
    });
    await client.call('SetSceneItemPrivateSettings', { ...at, sceneItemSettings: { ours: true } });
    expect(await client.call('GetSceneItemPrivateSettings', at)).toEqual({
      sceneItemSettings: { ours: true },
    });
  });

  test('a transform: width is the source scaled, bounds do not count', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3', { width: 400, height: 300 });
    const at = { sceneName, sceneItemId };
    expectShape(await transformOf(client, at), transform);
    await client.call('SetSceneItemTransform', {
      ...at,
      sceneItemTransform: {
        positionX: 10,
        scaleX: 2,
        boundsType: 'OBS_BOUNDS_MAX_ONLY',
        boundsWidth: 100,
        boundsHeight: 50,
      },
    });
    await until(
      'the size of the next frame',
      2_000,
      async () => (await transformOf(client, at))['width'] === 800,
    );
    expect(await transformOf(client, at)).toMatchObject({
      positionX: 10,
      positionY: 0,
      sourceWidth: 400,
      sourceHeight: 300,
      width: 800,
      height: 300,
      boundsType: 'OBS_BOUNDS_MAX_ONLY',
      boundsWidth: 100,
      boundsHeight: 50,
      alignment: 5,
    });
  });

  test('a transform is told to who subscribed to it, and to nobody else', async ({
    client,
    another,
    scene,
    input,
  }) => {
    const sceneName = await scene();
    const { sceneItemId } = await input(sceneName, 'color_source_v3');
    const listener = await another(transformed);
    await take(client, sceneName);
    await client.call('SetSceneItemTransform', {
      sceneName,
      sceneItemId,
      sceneItemTransform: { positionX: 33 },
    });
    const told = await listener.event('SceneItemTransformChanged', (data) => data['sceneName'] === sceneName);
    expect(told.intent).toBe(transformed);
    expectShape(told.data, { sceneName: 'string', sceneItemId: 'number', sceneItemTransform: transform });
    await client.fence();
    expect(client.typesOf('SceneItemTransformChanged')).toEqual([]);
  });

  test('a scene is as large as the canvas', async ({ client, scene }) => {
    const [sceneName, inner] = [await scene(), await scene()];
    await client.call('CreateSceneItem', { sceneName, sourceName: inner });
    const { baseWidth, baseHeight } = await client.call('GetVideoSettings');
    expect(await transformOf(client, { sceneName, sceneItemId: 1 })).toMatchObject({
      sourceWidth: baseWidth,
      sourceHeight: baseHeight,
    });
  });

  test('what is on air is active, nested too; what is disabled is not', async ({ client, scene, input }) => {
    const [outer, inner] = [await scene(), await scene()];
    const shown = await input(inner, 'color_source_v3');
    const { sceneItemId } = await client.call('CreateSceneItem', { sceneName: outer, sourceName: inner });
    await take(client, outer);
    const active = async (): Promise<unknown> =>
      (await client.call('GetSourceActive', { sourceName: shown.inputName }))['videoActive'];
    await until('the nested source is active', 2_000, async () => (await active()) === true);
    await client.call('SetSceneItemEnabled', { sceneName: outer, sceneItemId, sceneItemEnabled: false });
    await until('the hidden source is not', 2_000, async () => (await active()) === false);
  });
};
