import { expect } from 'vitest';
import { until } from '../../support/until';
import type { Client, Data } from './client';
import type { Cases } from './subject';

/** Stream, virtual camera and replay buffer; the recording's states are with the replies and refusals. */
export const outputCases: Cases = (test) => {
  test('a stream whose server cannot be reached is started, and stops without a reason', async (bench) => {
    const { client, subject } = bench;
    await subject.streamServer(false);
    await client.call('StartStream');
    const stopped = await streamIs(client, 'STOPPED');
    expect(stopped).toEqual({ outputActive: false, outputState: 'OBS_WEBSOCKET_OUTPUT_STOPPED' });
    expect(states(client)).toEqual(['STARTING', 'STOPPED']);
    await ended(client);
  });

  test('a stream runs and is stopped, with its states', async ({ client, subject }) => {
    await subject.streamServer(true);
    await client.call('StartStream');
    const started = await streamIs(client, 'STARTED');
    expect(started).toEqual({ outputActive: true, outputState: 'OBS_WEBSOCKET_OUTPUT_STARTED' });
    expect(await client.call('GetStreamStatus')).toMatchObject({
      outputActive: true,
      outputReconnecting: false,
    });
    expect(await client.ask('StartStream')).toMatchObject({ ok: false, code: 500 });
    await client.call('StopStream');
    await streamIs(client, 'STOPPED');
    expect(states(client)).toEqual(['STARTING', 'STARTED', 'STOPPING', 'STOPPED']);
    await ended(client);
  });

  test('a stream whose server dies reconnects, and can be stopped', async ({ client, subject }) => {
    await subject.streamServer(true);
    await client.call('StartStream');
    await streamIs(client, 'STARTED');
    await subject.streamServer(false);
    await streamIs(client, 'RECONNECTING');
    expect(await client.call('GetStreamStatus')).toMatchObject({ outputReconnecting: true });
    await client.call('StopStream');
    await streamIs(client, 'STOPPED');
    await ended(client);
  });

  test('where it streams to can be asked and set; what is not named stays', async ({ client }) => {
    const before = await client.call('GetStreamServiceSettings');
    const { key, server } = before['streamServiceSettings'] as Data;
    expect(before).toEqual({ streamServiceType: 'rtmp_custom', streamServiceSettings: { key, server } });
    const set = (streamServiceSettings: Data) =>
      client.ask('SetStreamServiceSettings', { streamServiceType: 'rtmp_custom', streamServiceSettings });
    expect(await set({ key: '' })).toMatchObject({ ok: true });
    expect((await client.call('GetStreamServiceSettings'))['streamServiceSettings']).toEqual({
      key: '',
      server,
    });
    expect(await set({})).toMatchObject({ ok: false, code: 403 });
    expect(await set({ key: key ?? '' })).toMatchObject({ ok: true });
    expect(await client.call('GetStreamServiceSettings')).toEqual(before);
  });

  test('a virtual camera starts and stops at once; without a driver it is refused', async ({ client }) => {
    const there = await client.ask('GetVirtualCamStatus');
    expect(there).toMatchObject(
      there.ok ? { data: { outputActive: false } } : { code: 604, comment: 'VirtualCam is not available.' },
    );
    if (!there.ok) return;
    await client.call('StartVirtualCam');
    await client.event('VirtualcamStateChanged', (data) => data['outputActive'] === true);
    expect(await client.call('GetVirtualCamStatus')).toEqual({ outputActive: true });
    await client.call('StopVirtualCam');
    await client.event('VirtualcamStateChanged', (data) => data['outputActive'] === false);
  });

  test('a replay buffer runs, is saved and stops; where there is none it is refused', async (bench) => {
    const { client, scene, input } = bench;
    const there = await client.ask('GetReplayBufferStatus');
    const none = { code: 604, comment: 'Replay buffer is not available.' };
    expect(there).toMatchObject(there.ok ? { data: { outputActive: false } } : none);
    const reply = await client.ask('SaveReplayBuffer');
    expect(reply).toMatchObject(there.ok ? { ok: false, code: 501 } : none);
    expect(await client.ask('StopReplayBuffer')).toMatchObject({ ok: false, code: reply.code });
    if (!there.ok) return;
    // Without any source OBS says yes, and asks in a window of its own whether that is meant.
    await input(await scene(), 'color_source_v3');
    await client.call('StartReplayBuffer');
    await replayIs(client, 'STARTED');
    expect(await client.call('GetReplayBufferStatus')).toEqual({ outputActive: true });
    expect(await client.ask('StartReplayBuffer')).toMatchObject({ ok: false, code: 500 });
    await client.call('SaveReplayBuffer');
    const saved = await client.event('ReplayBufferSaved');
    expect(saved).toMatchObject({ intent: 1 << 6, data: { savedReplayPath: expect.any(String) } });
    await client.call('StopReplayBuffer');
    await replayIs(client, 'STOPPED');
    expect(states(client, 'ReplayBufferStateChanged')).toEqual([
      'STARTING',
      'STARTED',
      'STOPPING',
      'STOPPED',
    ]);
    await until('the replay buffer has ended', 4_000, async () => {
      return (await client.call('GetReplayBufferStatus'))['outputActive'] === false;
    });
  });
};

async function streamIs(client: Client, state: string): Promise<Data> {
  const event = await client.event(
    'StreamStateChanged',
    (data) => data['outputState'] === `OBS_WEBSOCKET_OUTPUT_${state}`,
  );
  return event.data;
}

async function replayIs(client: Client, state: string): Promise<void> {
  const outputState = `OBS_WEBSOCKET_OUTPUT_${state}`;
  await client.event('ReplayBufferStateChanged', (data) => data['outputState'] === outputState);
}

function states(client: Client, of = 'StreamStateChanged'): readonly string[] {
  return client.events
    .filter(({ type }) => type === of)
    .map(({ data }) => String(data['outputState']).replace('OBS_WEBSOCKET_OUTPUT_', ''));
}

/** OBS says STOPPED a moment before it would start again. */
async function ended(client: Client): Promise<void> {
  await until('the stream has ended', 4_000, async () => {
    return (await client.call('GetStreamStatus'))['outputActive'] === false;
  });
}
