import { expect } from 'vitest';
import { until } from '../../support/until';
import { type Shape, expectShape } from './shape';
import type { Cases } from './subject';

const outputStatus = {
  outputActive: 'boolean',
  outputBytes: 'number',
  outputDuration: 'number',
  outputTimecode: 'string',
};

const sceneTransition = {
  transitionName: 'string',
  transitionKind: 'string',
  transitionFixed: 'boolean',
  transitionConfigurable: 'boolean',
};

/** Every field of every reply that needs no set-up, by name and type. */
const shapes: Readonly<Record<string, Shape>> = {
  GetVersion: {
    obsVersion: 'string',
    obsWebSocketVersion: 'string',
    rpcVersion: 'number',
    availableRequests: ['string'],
    supportedImageFormats: ['string'],
    platform: 'string',
    platformDescription: 'string',
  },
  GetStats: {
    activeFps: 'number',
    availableDiskSpace: 'number',
    averageFrameRenderTime: 'number',
    cpuUsage: 'number',
    memoryUsage: 'number',
    outputSkippedFrames: 'number',
    outputTotalFrames: 'number',
    renderSkippedFrames: 'number',
    renderTotalFrames: 'number',
    webSocketSessionIncomingMessages: 'number',
    webSocketSessionOutgoingMessages: 'number',
  },
  GetSceneList: {
    currentProgramSceneName: 'string',
    currentPreviewSceneName: 'null',
    scenes: [{ sceneIndex: 'number', sceneName: 'string' }],
  },
  GetGroupList: { groups: ['string'] },
  GetCurrentProgramScene: { currentProgramSceneName: 'string' },
  GetTransitionKindList: { transitionKinds: ['string'] },
  GetSceneTransitionList: {
    currentSceneTransitionName: 'string',
    currentSceneTransitionKind: 'string',
    transitions: [sceneTransition],
  },
  GetCurrentSceneTransition: {
    ...sceneTransition,
    transitionDuration: 'number|null',
    transitionSettings: 'null',
  },
  GetCurrentSceneTransitionCursor: { transitionCursor: 'number' },
  GetStudioModeEnabled: { studioModeEnabled: 'boolean' },
  GetVideoSettings: {
    baseWidth: 'number',
    baseHeight: 'number',
    outputWidth: 'number',
    outputHeight: 'number',
    fpsNumerator: 'number',
    fpsDenominator: 'number',
  },
  GetInputList: { inputs: [{ inputName: 'string', inputKind: 'string', unversionedInputKind: 'string' }] },
  GetInputKindList: { inputKinds: ['string'] },
  GetSpecialInputs: {
    desktop1: 'null',
    desktop2: 'null',
    mic1: 'null',
    mic2: 'null',
    mic3: 'null',
    mic4: 'null',
  },
  GetSceneCollectionList: { currentSceneCollectionName: 'string', sceneCollections: ['string'] },
  GetProfileList: { currentProfileName: 'string', profiles: ['string'] },
  GetRecordStatus: { ...outputStatus, outputPaused: 'boolean' },
  GetStreamStatus: {
    ...outputStatus,
    outputReconnecting: 'boolean',
    outputCongestion: 'number',
    outputSkippedFrames: 'number',
    outputTotalFrames: 'number',
  },
  GetHotkeyList: { hotkeys: ['string'] },
  GetRecordDirectory: { recordDirectory: 'string' },
  GetMonitorList: {
    monitors: [
      {
        monitorName: 'string',
        monitorIndex: 'number',
        monitorWidth: 'number',
        monitorHeight: 'number',
        monitorPositionX: 'number',
        monitorPositionY: 'number',
      },
    ],
  },
};

/** Default settings of the input kinds that matter to captions and to tests. */
const inputDefaults = {
  image_source: { linear_alpha: false, unload: false },
  color_source_v3: { color: 0xffd1d1d1, width: 1920, height: 1080 },
  text_ft2_source_v2: {
    antialiasing: true,
    color1: 0xffffffff,
    color2: 0xffffffff,
    drop_shadow: false,
    font: { face: 'Sans Serif', flags: 0, size: 256, style: '' },
    log_lines: 6,
    outline: false,
    word_wrap: false,
  },
  ffmpeg_source: {
    buffering_mb: 2,
    clear_on_media_end: true,
    is_local_file: true,
    linear_alpha: false,
    looping: false,
    reconnect_delay_sec: 10,
    restart_on_activate: true,
    speed_percent: 100,
  },
};

export const replyCases: Cases = (test) => {
  for (const [requestType, shape] of Object.entries(shapes)) {
    test(`${requestType} has these fields and no others`, async ({ client }) => {
      expectShape(await client.call(requestType), shape);
    });
  }

  test('a success without data carries none, and code 100', async ({ client }) => {
    expect(await client.ask('SetStudioModeEnabled', { studioModeEnabled: false })).toEqual({
      ok: true,
      code: 100,
      comment: undefined,
      data: undefined,
    });
  });

  test('GetVersion lists the requests that it answers', async ({ client }) => {
    const { availableRequests, rpcVersion } = await client.call('GetVersion');
    expect(rpcVersion).toBe(1);
    expect(availableRequests).toContain('SetCurrentProgramScene');
    expect(availableRequests).toContain('GetSourcePrivateSettings');
    expect(availableRequests).not.toContain('GetSourceFilterKindList');
  });

  test('a fresh OBS has Cut, fixed, and Fade, not fixed', async ({ client }) => {
    const { transitions } = await client.call('GetSceneTransitionList');
    expect(transitions).toEqual([
      {
        transitionName: 'Cut',
        transitionKind: 'cut_transition',
        transitionFixed: true,
        transitionConfigurable: false,
      },
      {
        transitionName: 'Fade',
        transitionKind: 'fade_transition',
        transitionFixed: false,
        transitionConfigurable: false,
      },
    ]);
  });

  test('text comes from text_ft2_source_v2 and pictures from image_source', async ({ client }) => {
    const { inputKinds } = await client.call('GetInputKindList');
    expect(inputKinds).toEqual(
      expect.arrayContaining(['image_source', 'color_source_v3', 'text_ft2_source_v2']),
    );
    const { inputKinds: unversioned } = await client.call('GetInputKindList', { unversioned: true });
    expect(unversioned).toEqual(expect.arrayContaining(['image_source', 'color_source', 'text_ft2_source']));
  });

  for (const [inputKind, defaults] of Object.entries(inputDefaults)) {
    test(`${inputKind} has the defaults of 29.0.2`, async ({ client }) => {
      const { defaultInputSettings } = await client.call('GetInputDefaultSettings', { inputKind });
      expect(defaultInputSettings).toEqual(defaults);
    });
  }

  test('color_filter_v2 has the defaults of 29.0.2', async ({ client }) => {
    const reply = await client.call('GetSourceFilterDefaultSettings', { filterKind: 'color_filter_v2' });
    expect(reply['defaultFilterSettings']).toMatchObject({
      opacity: 1,
      brightness: 0,
      contrast: 0,
      gamma: 0,
    });
  });

  test('a recording runs and ends, with its states', async ({ client }) => {
    await client.call('StartRecord');
    await client.event('RecordStateChanged', (data) => data['outputActive'] === true);
    expect(await client.call('GetRecordStatus')).toMatchObject({ outputActive: true, outputPaused: false });
    await client.call('StopRecord');
    await client.event(
      'RecordStateChanged',
      (data) => data['outputState'] === 'OBS_WEBSOCKET_OUTPUT_STOPPED',
    );
    // OBS says STOPPED a moment before it says so itself when asked.
    await until('the recording has ended', 2_000, async () => {
      return (await client.call('GetRecordStatus'))['outputActive'] === false;
    });
  });

  test('video settings change and come back', async ({ client }) => {
    const before = await client.call('GetVideoSettings');
    await client.call('SetVideoSettings', { outputWidth: 640, outputHeight: 360 });
    expect(await client.call('GetVideoSettings')).toEqual({ ...before, outputWidth: 640, outputHeight: 360 });
    await client.call('SetVideoSettings', {
      outputWidth: before['outputWidth'],
      outputHeight: before['outputHeight'],
    });
    expect(await client.call('GetVideoSettings')).toEqual(before);
  });

  test('a custom event comes back to everybody, as it was sent', async ({ client, another }) => {
    const second = await another();
    await client.call('BroadcastCustomEvent', { eventData: { name: 'Zoë', list: [1, null] } });
    for (const each of [client, second]) {
      expect((await each.event('CustomEvent')).data).toEqual({ name: 'Zoë', list: [1, null] });
    }
  });
};
