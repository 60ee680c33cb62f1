import { expect } from 'vitest';
import { until } from '../../support/until';
import type { Client } from './client';
import { type Cases, take } from './subject';

const ended = ['SceneTransitionVideoEnded', 'CurrentProgramSceneChanged', 'SceneTransitionEnded'];

async function fade(client: Client, transitionDuration: number): Promise<void> {
  await client.call('SetCurrentSceneTransition', { transitionName: 'Fade' });
  await client.call('SetCurrentSceneTransitionDuration', { transitionDuration });
}

/** OBS changes its transition in its window's thread: asked at once it may still name the old one. */
async function readsBack(
  client: Client,
  transitionName: string,
  transitionDuration: number | null,
): Promise<void> {
  await until(`the transition ${transitionName} of ${transitionDuration} ms`, 2_000, async () => {
    const current = await client.call('GetCurrentSceneTransition');
    return (
      current['transitionName'] === transitionName && current['transitionDuration'] === transitionDuration
    );
  });
}

async function program(client: Client): Promise<unknown> {
  return (await client.call('GetCurrentProgramScene'))['currentProgramSceneName'];
}

export const takeCases: Cases = (test) => {
  test('a Cut: started, then ended and on air', async ({ client, scene }) => {
    const sceneName = await scene();
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName });
    await client.event('SceneTransitionEnded');
    await client.event('CurrentProgramSceneChanged');
    const [first, ...rest] = client.events.map(({ type }) => type);
    expect(first).toBe('SceneTransitionStarted');
    // OBS sends these three from different threads: in any order.
    expect(rest.toSorted()).toEqual(ended.toSorted());
    expect(client.events.find(({ type }) => type === 'SceneTransitionEnded')).toMatchObject({
      intent: 1 << 4,
      data: { transitionName: 'Cut' },
    });
    expect(client.events.find(({ type }) => type === 'CurrentProgramSceneChanged')).toMatchObject({
      intent: 1 << 2,
      data: { sceneName },
    });
  });

  test('a Fade: the reply at once, the new scene named at once, the event when it ends', async ({
    client,
    scene,
  }) => {
    const sceneName = await scene();
    await fade(client, 500);
    client.events.length = 0;
    const asked = performance.now();
    await client.call('SetCurrentProgramScene', { sceneName });
    expect(performance.now() - asked).toBeLessThan(250);
    expect(await program(client)).toBe(sceneName);
    const onAir = await client.event('CurrentProgramSceneChanged');
    expect(onAir.at - asked).toBeGreaterThan(450);
    expect(onAir.at - asked).toBeLessThan(900);
    await client.event('SceneTransitionEnded');
  });

  test('while it fades the cursor moves and both scenes are active', async ({ client, scene }) => {
    const [from, to] = [await scene(), await scene()];
    await take(client, from);
    await fade(client, 600);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: to });
    await client.event('SceneTransitionStarted');
    const { transitionCursor } = await client.call('GetCurrentSceneTransitionCursor');
    expect(transitionCursor).toBeLessThan(0.9);
    for (const sourceName of [from, to]) {
      expect(await client.call('GetSourceActive', { sourceName })).toEqual({
        videoActive: true,
        videoShowing: true,
      });
    }
    await client.event('SceneTransitionEnded');
    expect(await client.call('GetCurrentSceneTransitionCursor')).toEqual({ transitionCursor: 1 });
  });

  test('a scene already on air sends no event', async ({ client, scene }) => {
    const [sceneName, next] = [await scene(), await scene()];
    await take(client, sceneName);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName });
    await client.call('SetCurrentProgramScene', { sceneName: next });
    await client.event('CurrentProgramSceneChanged');
    await client.event('SceneTransitionEnded');
    expect(client.typesOf('SceneTransitionStarted', ...ended).toSorted()).toEqual(
      ['SceneTransitionStarted', ...ended].toSorted(),
    );
  });

  test('a take during a Fade: two starts, one end, of the last', async ({ client, scene }) => {
    const [first, second] = [await scene(), await scene()];
    await fade(client, 500);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: first });
    await client.event('SceneTransitionStarted');
    await client.call('SetCurrentProgramScene', { sceneName: second });
    const onAir = await client.event('CurrentProgramSceneChanged');
    await client.event('SceneTransitionEnded');
    expect(onAir.data).toEqual({ sceneName: second });
    expect(client.typesOf('SceneTransitionStarted')).toHaveLength(2);
    expect(client.typesOf('SceneTransitionEnded')).toHaveLength(1);
    expect(client.typesOf('CurrentProgramSceneChanged')).toHaveLength(1);
  });

  test('a take during a Fade goes on from the scene that is being left', async ({ client, scene }) => {
    const [left, first, second] = [await scene(), await scene(), await scene()];
    await take(client, left);
    await fade(client, 600);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: first });
    await client.event('SceneTransitionStarted');
    await client.call('SetCurrentProgramScene', { sceneName: second });
    const active: unknown[] = [];
    for (const sourceName of [left, first, second])
      active.push((await client.call('GetSourceActive', { sourceName }))['videoActive']);
    expect(active).toEqual([true, false, true]);
    await client.event('SceneTransitionEnded');
  });

  test('a take during a Fade is as long as the duration that is set just before it', async ({
    client,
    scene,
  }) => {
    const [first, second] = [await scene(), await scene()];
    await fade(client, 20_000);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: first });
    await client.event('SceneTransitionStarted');
    await client.batch([
      { requestType: 'SetCurrentSceneTransitionDuration', requestData: { transitionDuration: 50 } },
      { requestType: 'SetCurrentProgramScene', requestData: { sceneName: second } },
    ]);
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName: second });
    await client.event('SceneTransitionEnded');
  });

  test('either scene of a running Fade taken again: said to start, and ended when it would have', async ({
    client,
    scene,
  }) => {
    const [left, next] = [await scene(), await scene()];
    for (const sceneName of [next, left]) {
      await client.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
      await take(client, await scene());
      await take(client, left);
      await fade(client, 800);
      client.events.length = 0;
      await client.call('SetCurrentProgramScene', { sceneName: next });
      const begun = await client.event('SceneTransitionStarted');
      await client.call('SetCurrentSceneTransitionDuration', { transitionDuration: 5_000 });
      await client.call('SetCurrentProgramScene', { sceneName });
      const onAir = await client.event('CurrentProgramSceneChanged');
      expect(onAir.data).toEqual({ sceneName });
      expect(onAir.at - begun.at).toBeLessThan(2_000);
      await client.event('SceneTransitionEnded');
      expect(client.typesOf('SceneTransitionStarted')).toHaveLength(2);
    }
  });

  test('a scene called back in the middle of a Fade is seen alone at once', async ({ client, scene }) => {
    const [left, next] = [await scene(), await scene()];
    await take(client, left);
    await fade(client, 800);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: next });
    await client.event('SceneTransitionStarted');
    await client.call('SetCurrentProgramScene', { sceneName: left });
    expect(await client.call('GetSourceActive', { sourceName: next })).toMatchObject({ videoActive: false });
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName: left });
    await client.event('SceneTransitionEnded');
  });

  test('a transition that was set is answered with once the scene on air was set again', async ({
    client,
    scene,
  }) => {
    const sceneName = await scene();
    await fade(client, 640);
    await readsBack(client, 'Fade', 640);
    await client.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    await take(client, sceneName);
    client.events.length = 0;
    const { results } = await client.batch([
      { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Fade' } },
      { requestType: 'SetCurrentProgramScene', requestData: { sceneName } },
      { requestType: 'GetCurrentSceneTransition' },
    ]);
    expect(results.at(-1)?.data).toMatchObject({ transitionName: 'Fade', transitionDuration: 640 });
    await client.fence();
    expect(client.typesOf('SceneTransitionStarted', ...ended)).toEqual([]);
  });

  test('a take of one batch: transition, duration, scene', async ({ client, scene }) => {
    const sceneName = await scene();
    client.events.length = 0;
    const { results } = await client.batch(
      [
        { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Fade' } },
        { requestType: 'SetCurrentSceneTransitionDuration', requestData: { transitionDuration: 250 } },
        { requestType: 'SetCurrentProgramScene', requestData: { sceneName } },
        { requestType: 'GetCurrentProgramScene' },
      ],
      { haltOnFailure: true },
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(results.at(-1)?.data).toEqual({ currentProgramSceneName: sceneName });
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName });
    const { data } = await client.event('SceneTransitionEnded');
    expect(data).toEqual({ transitionName: 'Fade' });
  });

  test('a fixed transition has no duration; setting one changes nothing to be seen', async ({ client }) => {
    await client.call('SetCurrentSceneTransitionDuration', { transitionDuration: 700 });
    await readsBack(client, 'Cut', null);
    expect(await client.call('GetCurrentSceneTransition')).toMatchObject({ transitionFixed: true });
  });

  test('the current transition is told even when it is the same; a duration only when it differs', async ({
    client,
  }) => {
    await fade(client, 410);
    await client.event('CurrentSceneTransitionDurationChanged', (data) => data['transitionDuration'] === 410);
    await client.fence();
    client.events.length = 0;
    await fade(client, 420);
    await fade(client, 420);
    const told = (): number => client.typesOf('CurrentSceneTransitionChanged').length;
    await until('both transitions told', 3_000, () => told() >= 2);
    await client.fence();
    expect(told()).toBe(2);
    const changed = client.events.filter(({ type }) => type === 'CurrentSceneTransitionDurationChanged');
    expect(changed.map(({ data }) => data)).toEqual([{ transitionDuration: 420 }]);
    await readsBack(client, 'Fade', 420);
  });

  test('put back after the end event, a borrowed transition harms nothing', async ({ client, scene }) => {
    const [first, second] = [await scene(), await scene()];
    await fade(client, 200);
    await take(client, first);
    await client.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    await take(client, second);
    expect(await program(client)).toBe(second);
  });

  test('the bounds of a duration are 50 and 20,000 ms', async ({ client }) => {
    await fade(client, 20_000);
    await fade(client, 50);
    await readsBack(client, 'Fade', 50);
  });

  test('studio mode: on, preview is the program; said once', async ({ client, scene }) => {
    const sceneName = await scene();
    await take(client, sceneName);
    client.events.length = 0;
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    expect(await client.event('StudioModeStateChanged')).toMatchObject({
      intent: 1 << 10,
      data: { studioModeEnabled: true },
    });
    expect(await client.call('GetCurrentPreviewScene')).toEqual({ currentPreviewSceneName: sceneName });
    expect(await client.call('GetSceneList')).toMatchObject({ currentPreviewSceneName: sceneName });
    await client.fence();
    expect(client.typesOf('StudioModeStateChanged')).toHaveLength(1);
  });

  test('studio mode turned on or off in the middle of a Fade: its end is there at once, and never told', async ({
    client,
    scene,
  }) => {
    for (const studioModeEnabled of [true, false]) {
      const [left, next, third] = [await scene(), await scene(), await scene()];
      await client.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
      await take(client, left);
      await fade(client, 800);
      client.events.length = 0;
      await client.call('SetCurrentProgramScene', { sceneName: next });
      await client.event('SceneTransitionStarted');
      await client.call('SetStudioModeEnabled', { studioModeEnabled });
      await client.event('StudioModeStateChanged');
      expect(await program(client)).toBe(next);
      expect(await client.call('GetSourceActive', { sourceName: left })).toMatchObject({
        videoActive: false,
      });
      await until('its cursor is at the end', 3_000, async () => {
        const { transitionCursor } = await client.call('GetCurrentSceneTransitionCursor');
        return transitionCursor === 1;
      });
      await client.fence();
      expect(client.typesOf('SceneTransitionVideoEnded', 'SceneTransitionEnded')).toEqual([]);
      await take(client, third);
    }
  });

  test('studio mode: a transition swaps program and preview', async ({ client, scene }) => {
    const [onAir, next] = [await scene(), await scene()];
    await take(client, onAir);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await client.call('SetCurrentPreviewScene', { sceneName: next });
    expect((await client.event('CurrentPreviewSceneChanged')).data).toEqual({ sceneName: next });
    client.events.length = 0;
    await client.call('TriggerStudioModeTransition');
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName: next });
    expect((await client.event('CurrentPreviewSceneChanged')).data).toEqual({ sceneName: onAir });
    expect(await client.call('GetCurrentPreviewScene')).toEqual({ currentPreviewSceneName: onAir });
    expect(await program(client)).toBe(next);
    await client.event('SceneTransitionEnded');
  });

  test('studio mode: a program scene set goes to the air, and the last one to preview', async ({
    client,
    scene,
  }) => {
    const [onAir, next] = [await scene(), await scene()];
    await take(client, onAir);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await take(client, next);
    expect(await client.call('GetCurrentPreviewScene')).toEqual({ currentPreviewSceneName: onAir });
  });

  test('studio mode: the scene on air taken again is a take', async ({ client, scene }) => {
    const onAir = await scene();
    await take(client, onAir);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await take(client, onAir);
    expect(await program(client)).toBe(onAir);
  });

  test('studio mode: off, both scenes are said as program, the true one last', async ({ client, scene }) => {
    const [onAir, previewed] = [await scene(), await scene()];
    await take(client, onAir);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await client.call('SetCurrentPreviewScene', { sceneName: previewed });
    client.events.length = 0;
    await client.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await client.event('StudioModeStateChanged', (data) => data['studioModeEnabled'] === false);
    await client.event('CurrentProgramSceneChanged', (data) => data['sceneName'] === onAir);
    const said = client.events.filter(({ type }) => type === 'CurrentProgramSceneChanged');
    expect(said.map(({ data }) => data['sceneName'])).toEqual([previewed, onAir]);
    expect(await program(client)).toBe(onAir);
    expect(await client.ask('GetCurrentPreviewScene')).toMatchObject({ code: 506 });
  });

  test('a transition changed while it runs: that end is never told, and OBS is stuck between the two scenes', async ({
    client,
    scene,
  }) => {
    const [from, to, third] = [await scene(), await scene(), await scene()];
    await take(client, from);
    client.events.length = 0;
    const { results } = await client.batch([
      { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Fade' } },
      { requestType: 'SetCurrentSceneTransitionDuration', requestData: { transitionDuration: 100 } },
      { requestType: 'SetCurrentProgramScene', requestData: { sceneName: to } },
      { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Cut' } },
    ]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    const told = async (): Promise<readonly string[]> => {
      // Far longer than the transition, in frames that OBS drew.
      await client.batch([{ requestType: 'Sleep', requestData: { sleepFrames: 8 } }], { executionType: 1 });
      await client.fence();
      const types = client.typesOf('SceneTransitionStarted', ...ended);
      client.events.length = 0;
      return types.toSorted();
    };
    expect(await told()).toEqual(['SceneTransitionStarted']);

    for (const [sceneName, events] of [
      [from, []],
      [to, ['SceneTransitionStarted']],
      [from, []],
    ] as const) {
      await client.call('SetCurrentProgramScene', { sceneName });
      expect(await program(client)).toBe(sceneName);
      expect(await told()).toEqual(events);
      for (const sourceName of [from, to]) {
        expect(await client.call('GetSourceActive', { sourceName })).toMatchObject({ videoActive: true });
      }
    }

    // A third scene sets it right.
    for (const sceneName of [third, from, to]) {
      await take(client, sceneName);
      expect(await program(client)).toBe(sceneName);
    }
  });

  test('the same transition set again while it runs harms nothing; nor does its duration', async ({
    client,
    scene,
  }) => {
    const sceneName = await scene();
    await fade(client, 300);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName });
    await client.event('SceneTransitionStarted');
    await fade(client, 250);
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName });
    await client.event('SceneTransitionEnded');
  });

  test('another transition and a third scene during a Fade: that take is told to its end', async ({
    client,
    scene,
  }) => {
    const [first, second] = [await scene(), await scene()];
    await fade(client, 400);
    client.events.length = 0;
    await client.call('SetCurrentProgramScene', { sceneName: first });
    await client.event('SceneTransitionStarted');
    await client.batch([
      { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Cut' } },
      { requestType: 'SetCurrentProgramScene', requestData: { sceneName: second } },
    ]);
    expect((await client.event('CurrentProgramSceneChanged')).data).toEqual({ sceneName: second });
    await client.event('SceneTransitionEnded', (data) => data['transitionName'] === 'Cut');
    expect(client.typesOf('CurrentProgramSceneChanged')).toHaveLength(1);
  });
};
