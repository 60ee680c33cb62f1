import { expect } from 'vitest';
import type { Data } from './client';
import { type Cases, take } from './subject';

/** The names of OBS's scenes, in the order of its own list. */
function namesOf(reply: Data): readonly unknown[] {
  const scenes = reply['scenes'] as readonly Data[];
  expect(scenes.map(({ sceneIndex }) => sceneIndex)).toEqual(scenes.map((_, index) => index));
  return scenes.map(({ sceneName }) => sceneName).reverse();
}

export const sceneCases: Cases = (test) => {
  test('a new scene ends the list, which counts from the bottom', async ({ client, scene }) => {
    const [first, second] = [await scene(), await scene()];
    expect(namesOf(await client.call('GetSceneList')).slice(-2)).toEqual([first, second]);
    const changed = await client.event('SceneListChanged', (data) => namesOf(data).at(-1) === second);
    expect(changed.intent).toBe(1 << 2);
  });

  test('a rename is told and followed', async ({ client, scene, fresh }) => {
    const [sceneName, outer] = [await scene(), await scene()];
    await client.call('CreateSceneItem', { sceneName: outer, sourceName: sceneName });
    await take(client, sceneName);
    const newSceneName = fresh('Renamed');
    await client.call('SetSceneName', { sceneName, newSceneName });
    const renamed = await client.event('SceneNameChanged');
    expect(renamed).toMatchObject({
      intent: 1 << 2,
      data: { oldSceneName: sceneName, sceneName: newSceneName },
    });
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: newSceneName });
    expect(await client.call('GetSceneItemId', { sceneName: outer, sourceName: newSceneName })).toEqual({
      sceneItemId: 1,
    });
    expect(await client.ask('SetCurrentProgramScene', { sceneName })).toMatchObject({ code: 600 });
  });

  test('a removed scene is told, and is gone', async ({ client, scene }) => {
    const sceneName = await scene();
    await client.call('RemoveScene', { sceneName });
    const removed = await client.event('SceneRemoved');
    expect(removed).toMatchObject({ intent: 1 << 2, data: { sceneName, isGroup: false } });
    await client.event('SceneListChanged', (data) => !namesOf(data).includes(sceneName));
    expect(namesOf(await client.call('GetSceneList'))).not.toContain(sceneName);
    expect(await client.ask('SetCurrentProgramScene', { sceneName })).toMatchObject({ code: 600 });
  });

  test('removing the scene on air puts its neighbour there, with a transition', async ({ client, scene }) => {
    const [before, last] = [await scene(), await scene()];
    await take(client, last);
    client.events.length = 0;
    await client.call('RemoveScene', { sceneName: last });
    await client.event('SceneRemoved');
    await client.event('CurrentProgramSceneChanged', (data) => data['sceneName'] === before);
    await client.event('SceneTransitionEnded');
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: before });
  });

  test('a scene nested in the one on air leaves it when removed', async ({ client, scene }) => {
    const [outer, inner] = [await scene(), await scene()];
    const { sceneItemId } = await client.call('CreateSceneItem', { sceneName: outer, sourceName: inner });
    await take(client, outer);
    await client.call('RemoveScene', { sceneName: inner });
    const gone = await client.event('SceneItemRemoved');
    expect(gone.data).toEqual({ sceneName: outer, sourceName: inner, sceneItemId });
  });

  test('a transition of its own is kept with a scene', async ({ client, scene }) => {
    const sceneName = await scene();
    expect(await client.call('GetSceneSceneTransitionOverride', { sceneName })).toEqual({
      transitionName: null,
      transitionDuration: null,
    });
    await client.call('SetSceneSceneTransitionOverride', {
      sceneName,
      transitionName: 'Cut',
      transitionDuration: 500,
    });
    expect(await client.call('GetSceneSceneTransitionOverride', { sceneName })).toEqual({
      transitionName: 'Cut',
      transitionDuration: 500,
    });
  });

  test('a mark of ours stays on a scene, beside what else is there', async ({ client, scene, fresh }) => {
    const sourceName = await scene();
    expect(await client.call('GetSourcePrivateSettings', { sourceName })).toEqual({ sourceSettings: {} });
    await client.call('SetSourcePrivateSettings', { sourceName, sourceSettings: { ours: { version: 1 } } });
    await client.call('SetSourcePrivateSettings', { sourceName, sourceSettings: { other: 2 } });
    const newSceneName = fresh('Renamed');
    await client.call('SetSceneName', { sceneName: sourceName, newSceneName });
    expect(await client.call('GetSourcePrivateSettings', { sourceName: newSceneName })).toEqual({
      sourceSettings: { ours: { version: 1 }, other: 2 },
    });
  });

  test('names in any script come back as they were given', async ({ client, fresh }) => {
    for (const name of ['نور 🎙️', 'Żółć', '議長', 'x'.repeat(200)]) {
      const sceneName = fresh(name);
      await client.call('CreateScene', { sceneName });
      expect(namesOf(await client.call('GetSceneList'))).toContain(sceneName);
      await client.call('RemoveScene', { sceneName });
    }
  });
};
