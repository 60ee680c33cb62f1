import { expect } from 'vitest';
import { until } from '../../support/until';
import type { Data } from './client';
import type { Cases } from './subject';

type Row = readonly [requestType: string, requestData: Data | undefined, code: number, comment?: string];

/** Refusals that need nothing but a running OBS. */
const anywhere: readonly Row[] = [
  ['Nonsense', undefined, 204, 'Your request type is not valid.'],
  ['', undefined, 203, "Your request's `requestType` may not be empty."],
  ['Sleep', { sleepMillis: 1 }, 206],
  ['SetCurrentProgramScene', undefined, 301, 'Your request data is missing or invalid (non-object)'],
  ['SetCurrentProgramScene', {}, 300, 'Your request is missing the `sceneName` field.'],
  ['SetCurrentProgramScene', { sceneName: null }, 300, 'Your request is missing the `sceneName` field.'],
  ['SetCurrentProgramScene', { sceneName: 3 }, 401, 'The field value of `sceneName` must be a string.'],
  ['SetCurrentProgramScene', { sceneName: '' }, 403, 'The field value of `sceneName` must not be empty.'],
  ['SetCurrentProgramScene', { sceneName: 'Nowhere' }, 600, 'No source was found by the name of `Nowhere`.'],
  ['RemoveScene', { sceneName: 'Nowhere' }, 600, 'No source was found by the name of `Nowhere`.'],
  ['SetSceneName', { sceneName: 'Nowhere', newSceneName: 'X' }, 600],
  ['CreateScene', { sceneName: '' }, 403, 'The field value of `sceneName` must not be empty.'],
  ['GetSceneItemList', { sceneName: 'Nowhere' }, 600, 'No source was found by the name of `Nowhere`.'],
  ['GetCurrentPreviewScene', undefined, 506],
  ['SetCurrentPreviewScene', { sceneName: 'Nowhere' }, 506],
  ['TriggerStudioModeTransition', undefined, 506],
  [
    'SetStudioModeEnabled',
    { studioModeEnabled: 1 },
    401,
    'The field value of `studioModeEnabled` must be boolean.',
  ],
  [
    'SetCurrentSceneTransition',
    { transitionName: 'Swirl' },
    600,
    'No scene transition was found by that name.',
  ],
  [
    'SetCurrentSceneTransitionDuration',
    { transitionDuration: 49 },
    402,
    'The field value of `transitionDuration` is below the minimum of `50.000000`',
  ],
  [
    'SetCurrentSceneTransitionDuration',
    { transitionDuration: 20_001 },
    402,
    'The field value of `transitionDuration` is above the maximum of `20000.000000`',
  ],
  [
    'SetCurrentSceneTransitionDuration',
    { transitionDuration: '500' },
    401,
    'The field value of `transitionDuration` must be a number.',
  ],
  ['GetInputSettings', { inputName: 'Nowhere' }, 600, 'No source was found by the name of `Nowhere`.'],
  ['GetInputDefaultSettings', { inputKind: 'nope' }, 605],
  ['GetInputList', { inputKind: '' }, 403],
  ['GetSourceScreenshot', { sourceName: 'Nowhere', imageFormat: 'png' }, 600],
  ['GetSourceFilterDefaultSettings', { filterKind: 'nope' }, 607],
  ['GetSourcePrivateSettings', { sourceName: 'Nowhere' }, 600],
  ['BroadcastCustomEvent', { eventData: 3 }, 401, 'The field value of `eventData` must be an object.'],
  ['BroadcastCustomEvent', { eventData: {} }, 403, 'The field value of `eventData` must not be empty.'],
  ['SetVideoSettings', { baseWidth: 1280 }, 300, 'You must specify at least one video-changing pair.'],
  ['SetVideoSettings', { baseWidth: 2, baseHeight: 2 }, 402],
  ['TriggerHotkeyByName', { hotkeyName: 'nope' }, 600, 'No hotkeys were found by that name.'],
  ['StopRecord', undefined, 501],
  ['StopStream', undefined, 501],
  ['GetVirtualCamStatus', undefined, 604, 'VirtualCam is not available.'],
  ['StartVirtualCam', undefined, 604, 'VirtualCam is not available.'],
  ['StopVirtualCam', undefined, 604, 'VirtualCam is not available.'],
];

/** Refusals about a scene `S` with a colour `C` in it (item 1) and nothing else; `C` and `S` stand for the names. */
const inScene: readonly Row[] = [
  ['CreateScene', { sceneName: 'S' }, 601, 'A source already exists by that scene name.'],
  ['CreateScene', { sceneName: 'C' }, 601, 'A source already exists by that scene name.'],
  [
    'SetSceneName',
    { sceneName: 'S', newSceneName: 'S' },
    601,
    'A source already exists by that new scene name.',
  ],
  ['SetSceneName', { sceneName: 'S', newSceneName: '' }, 403],
  ['SetSceneName', { sceneName: 'C', newSceneName: 'X' }, 602, 'The specified source is not a scene.'],
  ['SetCurrentProgramScene', { sceneName: 'C' }, 602, 'The specified source is not a scene.'],
  ['SetInputName', { inputName: 'S', newInputName: 'X' }, 602, 'The specified source is not an input.'],
  [
    'SetInputName',
    { inputName: 'C', newInputName: 'S' },
    601,
    'A source already exists by that new input name.',
  ],
  [
    'SetInputName',
    { inputName: 'C', newInputName: 'C' },
    601,
    'A source already exists by that new input name.',
  ],
  ['GetInputSettings', { inputName: 'S' }, 602, 'The specified source is not an input.'],
  ['SetInputSettings', { inputName: 'C' }, 300, 'Your request is missing the `inputSettings` field.'],
  ['TriggerMediaInputAction', { inputName: 'C' }, 300, 'Your request is missing the `mediaAction` field.'],
  [
    'TriggerMediaInputAction',
    { inputName: 'C', mediaAction: 'X' },
    400,
    'You have specified an invalid media input action.',
  ],
  ['TriggerMediaInputAction', { inputName: 'S', mediaAction: 'X' }, 602],
  ['SetSourceFilterEnabled', { sourceName: 'C', filterName: 'F', filterEnabled: true }, 600],
  ['GetInputMute', { inputName: 'C' }, 604, 'The specified input does not support audio.'],
  ['SetInputMute', { inputName: 'C', inputMuted: true }, 604, 'The specified input does not support audio.'],
  ['ToggleInputMute', { inputName: 'C' }, 604],
  ['GetInputVolume', { inputName: 'C' }, 604],
  ['SetInputVolume', { inputName: 'C', inputVolumeMul: 1 }, 604],
  ['CreateInput', { sceneName: 'S', inputName: 'C', inputKind: 'color_source_v3' }, 601],
  ['CreateInput', { sceneName: 'S', inputName: 'S', inputKind: 'color_source_v3' }, 601],
  ['CreateInput', { sceneName: 'S', inputName: 'X', inputKind: 'nope' }, 605],
  ['CreateInput', { sceneName: 'S', inputName: 'X', inputKind: 'color_source' }, 605],
  ['CreateInput', { sceneName: 'S', inputName: 'X' }, 300, 'Your request is missing the `inputKind` field.'],
  ['CreateInput', { sceneName: 'Nowhere', inputName: 'X', inputKind: 'color_source_v3' }, 600],
  [
    'CreateSceneItem',
    { sceneName: 'S', sourceName: 'S' },
    703,
    'You cannot create scene item of a scene within itself.',
  ],
  ['CreateSceneItem', { sceneName: 'S', sourceName: 'Nowhere' }, 600],
  [
    'GetSceneItemId',
    { sceneName: 'S', sourceName: 'Nowhere' },
    600,
    'No scene items were found in the specified scene by that name or offset.',
  ],
  ['SetSceneItemEnabled', { sceneName: 'S', sceneItemId: 99, sceneItemEnabled: true }, 600],
  [
    'SetSceneItemEnabled',
    { sceneName: 'S', sceneItemId: '1', sceneItemEnabled: true },
    401,
    'The field value of `sceneItemId` must be a number.',
  ],
  [
    'SetSceneItemEnabled',
    { sceneName: 'S', sceneItemId: -1, sceneItemEnabled: true },
    402,
    'The field value of `sceneItemId` is below the minimum of `0.000000`',
  ],
  ['SetSceneItemEnabled', { sceneName: 'S', sceneItemId: 1 }, 300],
  ['RemoveSceneItem', { sceneName: 'S', sceneItemId: 99 }, 600],
  ['SetSceneItemIndex', { sceneName: 'S', sceneItemId: 1, sceneItemIndex: -1 }, 402],
  ['SetSceneItemTransform', { sceneName: 'S', sceneItemId: 1, sceneItemTransform: {} }, 403],
  [
    'SetSceneItemTransform',
    { sceneName: 'S', sceneItemId: 1, sceneItemTransform: { nope: 1 } },
    703,
    'You have not provided any valid transform changes.',
  ],
  [
    'SetSceneItemTransform',
    { sceneName: 'S', sceneItemId: 1, sceneItemTransform: { boundsType: 'X' } },
    400,
    'The field `boundsType` has an invalid value.',
  ],
  ['SetSceneItemTransform', { sceneName: 'S', sceneItemId: 1, sceneItemTransform: { boundsWidth: 0 } }, 402],
  ['SetSceneItemTransform', { sceneName: 'S', sceneItemId: 1, sceneItemTransform: { positionX: '1' } }, 401],
  ['SetSceneItemTransform', { sceneName: 'S', sceneItemId: 1, sceneItemTransform: { positionX: 1e8 } }, 402],
  ['CreateSourceFilter', { sourceName: 'S', filterName: 'F', filterKind: 'nope' }, 607],
  ['CreateSourceFilter', { sourceName: 'Nowhere', filterName: 'F', filterKind: 'color_filter_v2' }, 600],
  ['GetSourceFilter', { sourceName: 'S', filterName: 'F' }, 600],
  ['RemoveSourceFilter', { sourceName: 'S', filterName: 'F' }, 600],
  [
    'SetSourcePrivateSettings',
    { sourceName: 'S' },
    300,
    'Your request is missing the `sourceSettings` field.',
  ],
  ['GetSourceScreenshot', { sourceName: 'S' }, 300, 'Your request is missing the `imageFormat` field.'],
  ['GetSourceScreenshot', { sourceName: 'S', imageFormat: 'png', imageWidth: 7 }, 402],
  ['GetSourceScreenshot', { sourceName: 'S', imageFormat: 'png', imageHeight: 4097 }, 402],
  ['GetSourceScreenshot', { sourceName: 'S', imageFormat: 'png', imageCompressionQuality: 101 }, 402],
];

export const refusalCases: Cases = (test) => {
  for (const [requestType, requestData, code, comment] of anywhere) {
    test(`${code}: ${requestType} ${JSON.stringify(requestData) ?? ''}`, async ({ client }) => {
      const reply = await client.ask(requestType, requestData);
      expect(reply).toMatchObject({ ok: false, code, ...(comment === undefined ? {} : { comment }) });
    });
  }

  for (const [requestType, requestData, code, comment] of inScene) {
    test(`${code}: ${requestType} ${JSON.stringify(requestData)}`, async ({ client, scene, input }) => {
      const sceneName = await scene();
      const { inputName } = await input(sceneName, 'color_source_v3');
      const names: Data = { S: sceneName, C: inputName };
      const data = Object.fromEntries(
        Object.entries(requestData ?? {}).map(([field, value]) => [field, names[String(value)] ?? value]),
      );
      const reply = await client.ask(requestType, data);
      expect(reply).toMatchObject({ ok: false, code, ...(comment === undefined ? {} : { comment }) });
    });
  }

  test('700: a scene within a scene that it holds', async ({ client, scene }) => {
    const [outer, inner] = [await scene(), await scene()];
    await client.call('CreateSceneItem', { sceneName: outer, sourceName: inner });
    const reply = await client.ask('CreateSceneItem', { sceneName: inner, sourceName: outer });
    expect(reply).toMatchObject({ ok: false, code: 700, comment: 'Failed to create the scene item.' });
  });

  test('601: a filter by a name that is taken', async ({ client, scene }) => {
    const filter = { sourceName: await scene(), filterName: 'Fader', filterKind: 'color_filter_v2' };
    await client.call('CreateSourceFilter', filter);
    const reply = await client.ask('CreateSourceFilter', filter);
    expect(reply).toMatchObject({ code: 601, comment: 'A filter already exists by that name.' });
  });

  test('606: settings for a transition that has none', async ({ client }) => {
    const reply = await client.ask('SetCurrentSceneTransitionSettings', { transitionSettings: {} });
    expect(reply).toMatchObject({ ok: false, code: 606 });
  });

  test('702: a picture of a source that has no size', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'ffmpeg_source');
    const reply = await client.ask('GetSourceScreenshot', {
      sourceName: inputName,
      imageFormat: 'png',
      imageWidth: 32,
    });
    expect(reply).toMatchObject({ ok: false, code: 702, comment: 'Failed to render screenshot.' });
  });

  test('500: a recording that runs refuses another start and other video settings', async ({ client }) => {
    await client.call('StartRecord');
    await client.event(
      'RecordStateChanged',
      (data) => data['outputState'] === 'OBS_WEBSOCKET_OUTPUT_STARTED',
    );
    expect(await client.ask('StartRecord')).toMatchObject({ ok: false, code: 500 });
    expect(await client.ask('SetVideoSettings', { baseWidth: 1280, baseHeight: 720 })).toMatchObject({
      ok: false,
      code: 500,
      comment: 'Video settings cannot be changed while an output is active.',
    });
    const { outputPath } = await client.call('StopRecord');
    const stopped = await client.event(
      'RecordStateChanged',
      (data) => data['outputState'] === 'OBS_WEBSOCKET_OUTPUT_STOPPED',
    );
    expect(stopped.data).toEqual({
      outputActive: false,
      outputState: 'OBS_WEBSOCKET_OUTPUT_STOPPED',
      outputPath,
    });
    expect(
      client.events
        .filter(({ type }) => type === 'RecordStateChanged')
        .map(({ data }) => data['outputState']),
    ).toEqual([
      'OBS_WEBSOCKET_OUTPUT_STARTING',
      'OBS_WEBSOCKET_OUTPUT_STARTED',
      'OBS_WEBSOCKET_OUTPUT_STOPPING',
      'OBS_WEBSOCKET_OUTPUT_STOPPED',
    ]);
    // OBS says STOPPED a moment before it would start again.
    await until('the recording has ended', 2_000, async () => {
      return (await client.call('GetRecordStatus'))['outputActive'] === false;
    });
  });
};
