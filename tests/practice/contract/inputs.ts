import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { barFilm } from '../../support/films';
import { until } from '../../support/until';
import type { Data } from './client';
import { type Cases, take } from './subject';

/** One second of a tone as a WAV file: mono, 16 bits, 48 kHz. */
function tone(): Buffer {
  const rate = 48_000;
  const wav = Buffer.alloc(44 + rate * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(rate * 2, 40);
  for (let at = 0; at < rate; at += 1) {
    wav.writeInt16LE(Math.round(16_000 * Math.sin((at * 440 * 2 * Math.PI) / rate)), 44 + at * 2);
  }
  return wav;
}

/** The levels of an input in a meters event, one triple a channel; none when it does not report. */
function levelsOf(data: Data | undefined, inputName: string): readonly (readonly number[])[] {
  const inputs = (data?.['inputs'] ?? []) as readonly { inputName: string; inputLevelsMul: number[][] }[];
  return inputs.find((each) => each.inputName === inputName)?.inputLevelsMul ?? [];
}

export const inputCases: Cases = (test) => {
  test('a new input: told with its settings and the defaults, then its item', async ({
    client,
    scene,
    fresh,
  }) => {
    const sceneName = await scene();
    const inputName = fresh('Colour');
    client.events.length = 0;
    const inputSettings = { color: 0xff0000ff, width: 400, height: 300 };
    const created = await client.call('CreateInput', {
      sceneName,
      inputName,
      inputKind: 'color_source_v3',
      inputSettings,
    });
    expect(created).toEqual({ sceneItemId: 1 });
    expect(await client.event('InputCreated')).toMatchObject({
      intent: 1 << 3,
      data: {
        inputName,
        inputKind: 'color_source_v3',
        unversionedInputKind: 'color_source',
        inputSettings,
        defaultInputSettings: { color: 0xffd1d1d1, width: 1920, height: 1080 },
      },
    });
    expect((await client.event('SceneItemCreated')).data).toEqual({
      sceneName,
      sourceName: inputName,
      sceneItemId: 1,
      sceneItemIndex: 0,
    });
  });

  test('a new input may start disabled', async ({ client, scene, fresh }) => {
    const sceneName = await scene();
    const input = { inputName: fresh('Picture'), inputKind: 'image_source', sceneItemEnabled: false };
    const { sceneItemId } = await client.call('CreateInput', { sceneName, ...input });
    expect((await client.event('SceneItemEnableStateChanged')).data).toEqual({
      sceneName,
      sceneItemId,
      sceneItemEnabled: false,
    });
  });

  test('the list, of all kinds or of one', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const text = await input(sceneName, 'text_ft2_source_v2');
    const colour = await input(sceneName, 'color_source_v3');
    const entry = (inputName: string, inputKind: string, unversionedInputKind: string) => ({
      inputName,
      inputKind,
      unversionedInputKind,
    });
    const { inputs } = await client.call('GetInputList');
    expect(inputs).toEqual(
      expect.arrayContaining([
        entry(text.inputName, 'text_ft2_source_v2', 'text_ft2_source'),
        entry(colour.inputName, 'color_source_v3', 'color_source'),
      ]),
    );
    const { inputs: texts } = await client.call('GetInputList', { inputKind: 'text_ft2_source_v2' });
    expect(texts).toContainEqual(entry(text.inputName, 'text_ft2_source_v2', 'text_ft2_source'));
    expect(texts).not.toContainEqual(expect.objectContaining({ inputName: colour.inputName }));
    expect(await client.call('GetInputList', { inputKind: 'nope' })).toEqual({ inputs: [] });
  });

  test('settings: only what was set; laid over, or instead', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'text_ft2_source_v2', { text: 'Hello' });
    const settings = async (): Promise<unknown> => client.call('GetInputSettings', { inputName });
    const inputKind = 'text_ft2_source_v2';
    expect(await settings()).toEqual({ inputKind, inputSettings: { text: 'Hello' } });
    await client.call('SetInputSettings', { inputName, inputSettings: { color1: 1 } });
    expect(await settings()).toEqual({ inputKind, inputSettings: { text: 'Hello', color1: 1 } });
    await client.call('SetInputSettings', { inputName, inputSettings: { text: 'Bye' }, overlay: false });
    expect(await settings()).toEqual({ inputKind, inputSettings: { text: 'Bye' } });
    await client.call('SetInputSettings', { inputName, inputSettings: {} });
    expect(await settings()).toEqual({ inputKind, inputSettings: { text: 'Bye' } });
  });

  test('settings change without an event: to know, read back', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'text_ft2_source_v2');
    await client.fence();
    client.events.length = 0;
    await client.call('SetInputSettings', { inputName, inputSettings: { text: 'Changed' } });
    await client.fence();
    expect(client.events.filter(({ type }) => type.startsWith('Input'))).toEqual([]);
  });

  test('a rename is told and followed by items', async ({ client, scene, input, fresh }) => {
    const sceneName = await scene();
    const { inputName, sceneItemId } = await input(sceneName, 'color_source_v3');
    const newInputName = fresh('Renamed');
    await client.call('SetInputName', { inputName, newInputName });
    expect(await client.event('InputNameChanged')).toMatchObject({
      intent: 1 << 3,
      data: { oldInputName: inputName, inputName: newInputName },
    });
    expect(await client.call('GetSceneItemId', { sceneName, sourceName: newInputName })).toEqual({
      sceneItemId,
    });
  });

  test('an input removed leaves the scene on air', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { inputName, sceneItemId } = await input(sceneName, 'color_source_v3');
    await take(client, sceneName);
    await client.call('RemoveInput', { inputName });
    expect(await client.event('InputRemoved')).toMatchObject({ intent: 1 << 3, data: { inputName } });
    expect((await client.event('SceneItemRemoved')).data).toEqual({
      sceneName,
      sourceName: inputName,
      sceneItemId,
    });
    expect(await client.ask('GetInputSettings', { inputName })).toMatchObject({ code: 600 });
  });

  test('an input goes with its last item', async ({ client, scene, input }) => {
    const sceneName = await scene();
    const { inputName, sceneItemId } = await input(sceneName, 'color_source_v3');
    await client.call('RemoveSceneItem', { sceneName, sceneItemId });
    expect((await client.event('InputRemoved')).data).toEqual({ inputName });
    expect(await client.ask('GetInputSettings', { inputName })).toMatchObject({ code: 600 });
  });

  test('mute is told at every set, changed or not', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'ffmpeg_source');
    expect(await client.call('GetInputMute', { inputName })).toEqual({ inputMuted: false });
    client.events.length = 0;
    await client.call('SetInputMute', { inputName, inputMuted: true });
    await client.call('SetInputMute', { inputName, inputMuted: true });
    expect(await client.call('ToggleInputMute', { inputName })).toEqual({ inputMuted: false });
    await client.fence();
    const told = client.events.filter(({ type }) => type === 'InputMuteStateChanged');
    expect(told.map(({ data }) => data)).toEqual([
      { inputName, inputMuted: true },
      { inputName, inputMuted: true },
      { inputName, inputMuted: false },
    ]);
  });

  test('volume in decibel and as a multiplier', async ({ client, scene, input }) => {
    const { inputName } = await input(await scene(), 'ffmpeg_source');
    expect(await client.call('GetInputVolume', { inputName })).toEqual({
      inputVolumeMul: 1,
      inputVolumeDb: 0,
    });
    await client.call('SetInputVolume', { inputName, inputVolumeDb: -6 });
    const { data } = await client.event('InputVolumeChanged');
    expect(data['inputVolumeMul']).toBeCloseTo(0.501_187, 5);
    expect(data['inputVolumeDb']).toBeCloseTo(-6, 4);
  });

  test('meters: magnitude, peak and what comes in, of what is on air; muting leaves the last', async ({
    client,
    another,
    scene,
    input,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-contract-'));
    try {
      const file = join(folder, 'tone.wav');
      writeFileSync(file, tone());
      const [sceneName, elsewhere] = [await scene(), await scene()];
      const media = { local_file: file, looping: true };
      const heard = await input(sceneName, 'ffmpeg_source', media);
      const silent = await input(elsewhere, 'ffmpeg_source', media);
      await take(client, sceneName);
      const listener = await another(1 << 16);
      const levels = (): readonly (readonly number[])[] =>
        levelsOf(listener.events.at(-1)?.data, heard.inputName);
      await until('sound', 5_000, () => levels().some((channel) => Math.min(...channel) > 0.01));
      for (const channel of levels()) expect(channel).toHaveLength(3);
      expect(levelsOf(listener.events.at(-1)?.data, silent.inputName)).toEqual([]);

      await client.call('SetInputMute', { inputName: heard.inputName, inputMuted: true });
      await until('silence that is spoken into', 5_000, () =>
        levels().some(
          ([magnitude, peak, comesIn]) => magnitude === 0 && peak === 0 && Number(comesIn) > 0.01,
        ),
      );
      await client.call('RemoveInput', { inputName: heard.inputName });
      await client.call('RemoveInput', { inputName: silent.inputName });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('media: what it is told to do is told; what plays nothing says ok and nothing', async (bench) => {
    const { client, scene, input } = bench;
    const folder = mkdtempSync(join(tmpdir(), 'lectern-contract-'));
    try {
      const file = join(folder, 'tone.wav');
      writeFileSync(file, tone());
      const sceneName = await scene();
      const { inputName } = await input(sceneName, 'ffmpeg_source', { local_file: file, looping: true });
      const colour = await input(sceneName, 'color_source_v3');
      await take(client, sceneName);
      for (const action of ['PAUSE', 'PLAY', 'RESTART', 'STOP']) {
        client.events.length = 0;
        const mediaAction = `OBS_WEBSOCKET_MEDIA_INPUT_ACTION_${action}`;
        await client.call('TriggerMediaInputAction', { inputName: colour.inputName, mediaAction });
        await client.call('TriggerMediaInputAction', { inputName, mediaAction });
        const told = await client.event('MediaInputActionTriggered');
        expect(told).toMatchObject({ intent: 1 << 8, data: { inputName, mediaAction } });
      }
      await client.call('RemoveInput', { inputName });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a film plays when it comes to be seen, is told to have ended, and can be sent on', async (bench) => {
    const { client, scene, fresh } = bench;
    const folder = mkdtempSync(join(tmpdir(), 'lectern-contract-'));
    try {
      const file = join(folder, 'film.mov');
      writeFileSync(
        file,
        await barFilm({ width: 64, height: 36 }, [250, 200, 0], [{ share: 1, frames: 90 }]),
      );
      const sceneName = await scene();
      const inputName = fresh('Film');
      const inputSettings = { local_file: file, hw_decode: false };
      const { sceneItemId } = await client.call('CreateInput', {
        sceneName,
        inputName,
        inputKind: 'ffmpeg_source',
        inputSettings,
        sceneItemEnabled: false,
      });
      await take(client, sceneName);
      const on = async (sceneItemEnabled: boolean): Promise<unknown> =>
        client.call('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled });
      const status = async (): Promise<Data> => client.call('GetMediaInputStatus', { inputName });
      const ended = async (): Promise<void> => {
        expect(await client.event('MediaInputPlaybackEnded')).toMatchObject({
          intent: 1 << 8,
          data: { inputName },
        });
        expect(await status()).toEqual({
          mediaState: 'OBS_MEDIA_STATE_ENDED',
          mediaDuration: null,
          mediaCursor: null,
        });
      };
      const plays = async (when: () => Promise<unknown>): Promise<void> => {
        client.events.length = 0;
        await when();
        await client.event('MediaInputPlaybackStarted', (data) => data['inputName'] === inputName);
        const { mediaState, mediaDuration, mediaCursor } = await status();
        expect([mediaState, mediaDuration]).toEqual(['OBS_MEDIA_STATE_PLAYING', 3_000]);
        expect(mediaCursor).toBeLessThan(1_500);
      };

      await plays(async () => on(true));
      await client.call('SetMediaInputCursor', { inputName, mediaCursor: 2_800 });
      await ended();
      // It has to play to be sent anywhere.
      expect(await client.ask('SetMediaInputCursor', { inputName, mediaCursor: 0 })).toMatchObject({
        code: 604,
      });
      // New settings of one that is seen play it anew; out of sight it ends.
      await plays(async () => client.call('SetInputSettings', { inputName, inputSettings }));
      await on(false);
      await ended();
      await client.call('RemoveInput', { inputName });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('filters: created, set, switched, renamed, moved, removed', async ({ client, scene }) => {
    const sourceName = await scene();
    const filter = { sourceName, filterName: 'Fader' };
    await client.call('CreateSourceFilter', {
      ...filter,
      filterKind: 'color_filter_v2',
      filterSettings: { opacity: 0.5 },
    });
    const created = await client.event('SourceFilterCreated');
    expect(created).toMatchObject({
      intent: 1 << 5,
      data: { ...filter, filterKind: 'color_filter_v2', filterIndex: 0, filterSettings: { opacity: 0.5 } },
    });
    expect(await client.call('GetSourceFilterList', { sourceName })).toEqual({
      filters: [
        {
          filterEnabled: true,
          filterIndex: 0,
          filterKind: 'color_filter_v2',
          filterName: 'Fader',
          filterSettings: { opacity: 0.5 },
        },
      ],
    });
    await client.call('SetSourceFilterSettings', { ...filter, filterSettings: { opacity: 0.75 } });
    await client.call('SetSourceFilterEnabled', { ...filter, filterEnabled: false });
    expect((await client.event('SourceFilterEnableStateChanged')).data).toEqual({
      ...filter,
      filterEnabled: false,
    });
    expect(await client.call('GetSourceFilter', filter)).toEqual({
      filterEnabled: false,
      filterIndex: 0,
      filterKind: 'color_filter_v2',
      filterSettings: { opacity: 0.75 },
    });
    await client.call('SetSourceFilterName', { ...filter, newFilterName: 'Dimmer' });
    expect((await client.event('SourceFilterNameChanged')).data).toEqual({
      sourceName,
      oldFilterName: 'Fader',
      filterName: 'Dimmer',
    });
    await client.call('SetSourceFilterIndex', { sourceName, filterName: 'Dimmer', filterIndex: 0 });
    await client.call('RemoveSourceFilter', { sourceName, filterName: 'Dimmer' });
    expect((await client.event('SourceFilterRemoved')).data).toEqual({ sourceName, filterName: 'Dimmer' });
    expect(await client.call('GetSourceFilterList', { sourceName })).toEqual({ filters: [] });
  });

  test('filter settings change without an event', async ({ client, scene }) => {
    const filter = { sourceName: await scene(), filterName: 'Fader' };
    await client.call('CreateSourceFilter', { ...filter, filterKind: 'color_filter_v2' });
    await client.event('SourceFilterCreated');
    await client.fence();
    client.events.length = 0;
    await client.call('SetSourceFilterSettings', { ...filter, filterSettings: { opacity: 0.2 } });
    await client.fence();
    expect(client.events.filter(({ type }) => type.startsWith('SourceFilter'))).toEqual([]);
  });

  test('hotkeys go by name, and names repeat', async ({ client }) => {
    const { hotkeys } = await client.call('GetHotkeyList');
    expect(hotkeys).toEqual(expect.arrayContaining(['OBSBasic.Transition', 'OBSBasic.SelectScene']));
    await client.call('TriggerHotkeyByName', { hotkeyName: 'OBSBasic.ResetStats' });
  });
};
