import { expect } from 'vitest';
import { until } from '../../support/until';
import type { Cases } from './subject';

const studio = { requestType: 'GetStudioModeEnabled' };
const nonsense = { requestType: 'Nonsense' };
const sleep = (requestData: Readonly<Record<string, unknown>>) => ({ requestType: 'Sleep', requestData });

/** The execution types, by their numbers on the wire. */
const realtime = 0;
const frames = 1;
const parallel = 2;

export const batchCases: Cases = (test) => {
  test('one result for each request, in order, a failure among them', async ({ client }) => {
    const { results, raw } = await client.batch([
      studio,
      nonsense,
      { requestType: 'GetCurrentProgramScene' },
    ]);
    expect(results.map(({ requestType, code }) => [requestType, code])).toEqual([
      ['GetStudioModeEnabled', 100],
      ['Nonsense', 204],
      ['GetCurrentProgramScene', 100],
    ]);
    expect(raw['results']).toMatchObject([
      {
        requestType: 'GetStudioModeEnabled',
        requestStatus: { result: true, code: 100 },
        responseData: { studioModeEnabled: false },
      },
      {
        requestType: 'Nonsense',
        requestStatus: { result: false, code: 204, comment: 'Your request type is not valid.' },
      },
      {},
    ]);
  });

  for (const executionType of [realtime, frames]) {
    test(`haltOnFailure ends execution type ${executionType} at the failure`, async ({ client }) => {
      const { results } = await client.batch([studio, nonsense, studio], {
        haltOnFailure: true,
        executionType,
      });
      expect(results.map(({ code }) => code)).toEqual([100, 204]);
    });
  }

  test('a halted take leaves what came before, and nothing after', async ({ client, scene }) => {
    const sceneName = await scene();
    const { results } = await client.batch(
      [
        { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Fade' } },
        { requestType: 'SetCurrentProgramScene', requestData: { sceneName: 'Nowhere' } },
        { requestType: 'SetCurrentProgramScene', requestData: { sceneName } },
      ],
      { haltOnFailure: true },
    );
    expect(results.map(({ code }) => code)).toEqual([100, 600]);
    await until('the transition of the halted batch', 2_000, async () => {
      return (await client.call('GetCurrentSceneTransition'))['transitionName'] === 'Fade';
    });
    expect(await client.call('GetCurrentProgramScene')).not.toEqual({ currentProgramSceneName: sceneName });
  });

  test('an id of a request comes back with its result', async ({ client }) => {
    const { results } = await client.batch([{ ...studio, requestId: 'mine' }, studio]);
    expect(results.map(({ requestId }) => requestId)).toEqual(['mine', undefined]);
  });

  test('an empty batch has no results', async ({ client }) => {
    expect((await client.batch([])).results).toEqual([]);
  });

  test('a request without a type is refused, the rest goes on', async ({ client }) => {
    const { results } = await client.batch([{}, { ...studio, requestData: 3 }]);
    expect(results.map(({ code }) => code)).toEqual([203, 100]);
  });

  test('parallel: a result for each', async ({ client }) => {
    const { results } = await client.batch([studio, nonsense, { requestType: 'GetVideoSettings' }], {
      executionType: parallel,
    });
    expect(results.map(({ requestType, code }) => `${String(requestType)} ${code}`).toSorted()).toEqual([
      'GetStudioModeEnabled 100',
      'GetVideoSettings 100',
      'Nonsense 204',
    ]);
  });

  test('Sleep lasts milliseconds in a realtime batch', async ({ client }) => {
    const start = performance.now();
    const { results } = await client.batch([sleep({ sleepMillis: 150 }), studio]);
    expect(results.map(({ code }) => code)).toEqual([100, 100]);
    expect(performance.now() - start).toBeGreaterThan(145);
  });

  test('Sleep lasts frames in a frame batch', async ({ client }) => {
    const start = performance.now();
    const { results } = await client.batch([sleep({ sleepFrames: 6 }), studio], { executionType: frames });
    expect(results.map(({ code }) => code)).toEqual([100, 100]);
    // Six frames of 33 ms, and the wait for the first.
    expect(performance.now() - start).toBeGreaterThan(150);
    expect(performance.now() - start).toBeLessThan(800);
  });

  test('Sleep wants the field of its execution type, and has none in parallel', async ({ client }) => {
    const codes = async (executionType: number): Promise<readonly number[]> => {
      const { results } = await client.batch([sleep({ sleepMillis: 1 }), sleep({ sleepFrames: 1 })], {
        executionType,
      });
      return results.map(({ code }) => code);
    };
    expect(await codes(realtime)).toEqual([100, 300]);
    expect(await codes(frames)).toEqual([300, 100]);
    expect(await codes(parallel)).toEqual([206, 206]);
  });

  test('Sleep has bounds', async ({ client }) => {
    const { results } = await client.batch([
      sleep({ sleepMillis: -1 }),
      sleep({ sleepMillis: 50_001 }),
      { requestType: 'Sleep' },
    ]);
    expect(results.map(({ code }) => code)).toEqual([402, 402, 301]);
  });

  test('variables carry an answer into a later request', async ({ client, scene, fresh }) => {
    const sceneName = await scene();
    const inputName = fresh('Colour');
    const { results } = await client.batch(
      [
        {
          requestType: 'CreateInput',
          requestData: { sceneName, inputName, inputKind: 'color_source_v3' },
          outputVariables: { made: 'sceneItemId' },
        },
        {
          requestType: 'SetSceneItemEnabled',
          requestData: { sceneName, sceneItemEnabled: false },
          inputVariables: { sceneItemId: 'made' },
        },
      ],
      { variables: {}, haltOnFailure: true },
    );
    expect(results.map(({ code }) => code)).toEqual([100, 100]);
    expect((await client.event('SceneItemEnableStateChanged')).data).toMatchObject({
      sceneItemEnabled: false,
    });
  });

  test('a fade of a filter in frames: smooth, and the last value holds', async ({ client, scene }) => {
    const filter = { sourceName: await scene(), filterName: 'Fader' };
    await client.call('CreateSourceFilter', { ...filter, filterKind: 'color_filter_v2' });
    const steps = Array.from({ length: 6 }, (_, index) => [
      {
        requestType: 'SetSourceFilterSettings',
        requestData: { ...filter, filterSettings: { opacity: (index + 1) / 6 } },
      },
      sleep({ sleepFrames: 1 }),
    ]).flat();
    const { results } = await client.batch(steps, { executionType: frames, haltOnFailure: true });
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await client.call('GetSourceFilter', filter)).toMatchObject({ filterSettings: { opacity: 1 } });
  });
};
