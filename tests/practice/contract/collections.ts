import { expect } from 'vitest';
import type { Cases } from './subject';

/** Last of all: nothing is asked between "changing" and "changed", when a real OBS may fall over. */
export const collectionCases: Cases = (test) => {
  test('a scene collection: changing names the old, changed the new; the scenes go and come', async ({
    client,
    scene,
    fresh,
  }) => {
    const sceneName = await scene();
    const { currentSceneCollectionName: before } = await client.call('GetSceneCollectionList');
    const sceneCollectionName = fresh('Another');
    await client.call('CreateSceneCollection', { sceneCollectionName });
    expect(await client.event('CurrentSceneCollectionChanging')).toMatchObject({
      intent: 1 << 1,
      data: { sceneCollectionName: before },
    });
    await client.event('SceneRemoved', (data) => data['sceneName'] === sceneName);
    expect((await client.event('CurrentSceneCollectionChanged')).data).toEqual({ sceneCollectionName });
    const { sceneCollections } = (await client.event('SceneCollectionListChanged')).data;
    expect(sceneCollections).toEqual(expect.arrayContaining([before, sceneCollectionName]));
    expect(await client.call('GetSceneList')).toMatchObject({
      currentProgramSceneName: 'Scene',
      scenes: [{ sceneIndex: 0, sceneName: 'Scene' }],
    });

    client.events.length = 0;
    await client.call('SetCurrentSceneCollection', { sceneCollectionName: before });
    await client.event('CurrentSceneCollectionChanged', (data) => data['sceneCollectionName'] === before);
    await client.event('SceneCreated', (data) => data['sceneName'] === sceneName);
    expect((await client.call('GetSceneItemList', { sceneName }))['sceneItems']).toEqual([]);
  });

  test('a scene collection that is there already, and one that is not', async ({ client }) => {
    const { currentSceneCollectionName } = await client.call('GetSceneCollectionList');
    const create = { sceneCollectionName: currentSceneCollectionName };
    expect(await client.ask('CreateSceneCollection', create)).toMatchObject({ ok: false, code: 601 });
    const open = { sceneCollectionName: 'Nowhere' };
    expect(await client.ask('SetCurrentSceneCollection', open)).toMatchObject({ ok: false, code: 600 });
  });

  test('a profile: changing names the old, changed the new', async ({ client, fresh }) => {
    const { currentProfileName: before } = await client.call('GetProfileList');
    const profileName = fresh('Another');
    await client.call('CreateProfile', { profileName });
    expect(await client.event('CurrentProfileChanging')).toMatchObject({
      intent: 1 << 1,
      data: { profileName: before },
    });
    expect((await client.event('CurrentProfileChanged')).data).toEqual({ profileName });
    const { profiles } = (await client.event('ProfileListChanged')).data;
    expect(profiles).toEqual(expect.arrayContaining([before, profileName]));
    await client.call('SetCurrentProfile', { profileName: before });
    await client.event('CurrentProfileChanged', (data) => data['profileName'] === before);
    expect(await client.ask('SetCurrentProfile', { profileName: 'Nowhere' })).toMatchObject({
      ok: false,
      code: 600,
    });
    expect(await client.ask('CreateProfile', { profileName: before })).toMatchObject({
      ok: false,
      code: 601,
    });
  });
};
