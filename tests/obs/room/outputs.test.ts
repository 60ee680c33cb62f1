import { readdirSync } from 'node:fs';
import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { findingsOf, preflight } from '../../../src/core/obs/preflight';
import type { OutputName } from '../../../src/core/obs/outputs';
import { refused } from '../../../src/core/result';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import { startRoom, type RoomStage } from '../../practice/obsRoom/roomStage';
import { startRealObs, type RealObs } from '../../support/realObs';
import { segment, show, webinar } from '../../support/shows';
import { type StreamServer, streamServer } from '../../support/streamServer';
import { until } from '../../support/until';

/** Recording and stream of a real OBS, as a producer starts and stops them. */
describe.skipIf(whyNot('obs', 'ffmpeg') !== null)('the outputs of a real OBS', () => {
  let obs: RealObs;
  let server: StreamServer;
  let stage: RoomStage;

  beforeAll(async () => {
    [obs, server] = await Promise.all([startRealObs(), streamServer()]);
    const person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    await person.call('SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server: server.url, key: 'x' },
    });
    await person.disconnect();
  });
  afterEach(() => stage.dispose());
  afterAll(async () => {
    await server.kill();
    await obs.stop();
  });

  async function connected(): Promise<void> {
    const target = { address: obs.url, practice: false, password: obs.password };
    stage = startRoom({ show: webinar({ date: null }), target });
    await stage.connected();
  }

  function ask(output: 'stream' | 'record', on: boolean): void {
    stage.submit({ type: 'setOutput', output, on, armed: true });
  }

  const changes = (): readonly string[] =>
    stage.of('outputChanged').map(({ output, to }) => `${output} ${to}`);

  it('records into a file from one press to another', async () => {
    await connected();
    ask('record', true);
    await stage.heard('outputChanged');
    expect(stage.host.state.run.outputs).toEqual({});
    const { record } = stage.view.observed?.outputs ?? {};
    expect(record?.status === 'on' && Date.now() - record.since).toBeLessThan(10_000);
    ask('record', false);
    await stage.heard('outputChanged', 2);
    expect(changes()).toEqual(['record started', 'record stopped']);
    expect(readdirSync(obs.home).filter((file) => file.endsWith('.mkv'))).toHaveLength(1);
    // OBS says STOPPED a moment before it would start again.
    await until('it has stopped', 4_000, async () => {
      await stage.room.lookAtOutputs();
      return stage.view.observed?.outputs.record.status === 'off';
    });
  });

  it('streams; says a server that cannot be reached, and one that dies', async () => {
    await connected();
    ask('stream', true);
    await stage.heard('outputChanged');
    expect(stage.host.state.run.outputs.stream).toMatchObject({ kind: 'failed' });
    await server.start();
    ask('stream', true);
    await stage.heard('outputChanged', 2);
    await server.kill();
    await stage.heard('outputChanged', 3);
    expect(stage.view.observed?.outputs.stream.status).toBe('reconnecting');
    ask('stream', false);
    await stage.heard('outputChanged', 4);
    expect(changes()).toEqual(['stream failed', 'stream started', 'stream reconnecting', 'stream stopped']);
    expect(stage.host.state.run.outputs).toEqual({});
  });

  /** Taken with a show whose cues ask for this; what is found before, and how to press the cues. */
  async function asking(...effects: readonly CueEffect[]) {
    const cues = effects.map((effect, index): Cue => ({
      id: `c${index}`,
      trigger: { kind: 'hand' },
      effect,
    }));
    const plan = show([segment('a', { scene: 'Scene', cues })], { date: null, slateScene: 'Scene' });
    stage = startRoom({ show: plan, target: { address: obs.url, practice: false, password: obs.password } });
    await stage.connected();
    const { link, observed } = stage.view;
    const found = findingsOf(
      preflight({ show: plan, link: link.status, observed, drawings: {}, previewNext: false }),
    );
    stage.go();
    await stage.heard('takeOnAir');
    const expectedOnAir = stage.host.state.run.onAir?.takeId ?? '';
    return {
      problems: found.filter(({ severity }) => severity === 'problem'),
      press: (cueId: string): unknown => stage.host.submit({ type: 'runCue', expectedOnAir, cueId }),
    };
  }

  const start = (output: OutputName): CueEffect => ({ kind: 'output', output, on: true });

  it('has no replay buffer where none is set up: found before the show, and said in OBS’s words', async () => {
    const { problems, press } = await asking(start('replayBuffer'), { kind: 'saveReplay' });
    expect(problems).toEqual([{ severity: 'problem', code: 'noReplayBuffer', segmentIds: ['a'] }]);
    expect(press('c0')).toEqual(refused({ code: 'noReplayBuffer' }));
    expect(press('c1')).toMatchObject({ ok: true });
    const comment = 'Replay buffer is not available.';
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'refused', code: 604, comment });
    expect(stage.sent.filter((type) => type.startsWith('Start'))).toEqual([]);
  });

  it('has no virtual camera without a driver: found before the show, and no press asks OBS', async () => {
    const { problems, press } = await asking(start('virtualCam'));
    // With the kernel's driver OBS has one.
    const has = stage.view.observed?.outputs.virtualCam.status !== 'unavailable';
    const wanted = { by: 'cues', segmentIds: ['a'] };
    const lacking = { severity: 'problem', code: 'noVirtualCamera', wanted };
    expect(problems).toEqual(has ? [] : [lacking]);
    expect(has ? null : press('c0')).toEqual(has ? null : refused({ code: 'noVirtualCamera' }));
    expect(stage.sent.filter((type) => type.startsWith('Start'))).toEqual([]);
  });

  it('tells how OBS is while somebody looks', async () => {
    await connected();
    stage.room.watch({ program: true, next: null });
    await stage.until('OBS was looked at', () => stage.view.health !== null);
    expect(stage.view.health?.disk).toBeGreaterThan(0);
    expect(stage.view.health?.cpu).toBeLessThanOrEqual(100);
  });

  it('killed with the press on its way: not known, not sent again, and asked', async () => {
    await connected();
    ask('record', true);
    await obs.kill();
    await stage.heard('outputUnknown');
    await obs.restart();
    stage.room.retry();
    await stage.heard('obsConnected', 2);
    expect(stage.host.state.run.outputs.record).toMatchObject({ kind: 'unknown', on: true });
    expect(stage.view.observed?.outputs.record.status).toBe('off');
    expect(stage.sent.filter((type) => type === 'StartRecord')).toHaveLength(1);
    expect(stage.host.log.map(({ key }) => key)).toContain('outputStartUnknown');
  });
});
