import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import OBSWebSocket, { EventSubscription } from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { OutputName } from '../../../src/core/obs/outputs';
import { secondPressAfter } from '../../../src/core/run/outputs';
import type { Cue, CueEffect, CueTrigger } from '../../../src/core/show/cues';
import { startRoom, type RoomStage } from '../../practice/obsRoom/roomStage';
import { airSeen, alarmsSeen } from '../../practice/obsRoom/seen';
import { type CutWire, cutWire } from '../../support/cutWire';
import { startRealObs, type RealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { type StreamServer, streamServer } from '../../support/streamServer';
import { until } from '../../support/until';

const started = 'OBS_WEBSOCKET_OUTPUT_STARTED';

/** Each of what starts once, and how a real OBS is asked for it and tells of it. */
const onceOnly = [
  { output: 'record', start: 'StartRecord', stop: 'StopRecord', event: 'RecordStateChanged' },
  { output: 'stream', start: 'StartStream', stop: 'StopStream', event: 'StreamStateChanged' },
] as const;

/** What cues start and stop in a real OBS, by its files and its server; also where the connection is lost on the way. */
describe.skipIf(whyNot('obs', 'ffmpeg') !== null)('outputs started by cues, on a real OBS', () => {
  let obs: RealObs;
  let server: StreamServer;
  let wire: CutWire;
  let person: OBSWebSocket;
  let stage: RoomStage;

  beforeAll(async () => {
    [obs, server] = await Promise.all([startRealObs({ replayBuffer: true }), streamServer()]);
    wire = await cutWire(obs.port);
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password, { eventSubscriptions: EventSubscription.Outputs });
    await person.call('SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server: server.url, key: 'x' },
    });
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    // Where there is nothing to be seen OBS asks on its own screen before a replay buffer starts.
    const inputKind = 'color_source_v3';
    await person.call('CreateInput', { sceneName: 'Scene', inputName: 'Backdrop', inputKind });
  });
  // It serves one stream.
  beforeEach(() => server.start());
  afterEach(async () => {
    await stage.dispose();
    // What a test that failed has left running is no other's affair.
    if (await isActive('record')) await person.call('StopRecord');
    if (await isActive('stream')) await person.call('StopStream');
    for (const output of ['record', 'stream'] as const) {
      await until(`${output} has stopped`, 8_000, async () => !(await isActive(output)));
    }
  });
  afterAll(async () => {
    await wire.close();
    await person.disconnect();
    await server.kill();
    await obs.stop();
  });

  /** On air with a segment that has these cues. */
  async function onAir(
    ...cues: readonly (readonly [id: string, effect: CueEffect, trigger?: CueTrigger])[]
  ): Promise<void> {
    const planned = cues.map(([id, effect, trigger = { kind: 'hand' }]): Cue => ({ id, trigger, effect }));
    stage = startRoom({
      show: show([segment('first', { scene: 'Scene', cues: planned })], { date: null, slateScene: 'Scene' }),
      target: { address: wire.url, practice: false, password: obs.password },
    });
    await stage.connected();
    stage.go();
    await stage.heard('takeOnAir');
  }

  const turn = (output: OutputName, on: boolean): CueEffect => ({ kind: 'output', output, on });

  function run(cueId: string): void {
    const expectedOnAir = stage.host.state.run.onAir?.takeId ?? '';
    stage.submit({ type: 'runCue', expectedOnAir, cueId });
  }

  /** The second press, once it counts. */
  async function confirm(cueId: string): Promise<void> {
    const { takeId = '', cues = {} } = stage.host.state.run.onAir ?? {};
    const asked = cues[cueId];
    if (asked?.kind !== 'asking') throw new Error(`'${cueId}' does not ask`);
    const counts = asked.at + secondPressAfter;
    await stage.until('it counts', () => performance.timeOrigin + performance.now() > counts + 1);
    stage.submit({ type: 'runCue', expectedOnAir: takeId, cueId, armed: true });
  }

  function news(cueId: string): string | undefined {
    return stage.host.state.run.onAir?.cues[cueId]?.kind;
  }

  async function becomes(cueId: string, kind: string): Promise<void> {
    await stage.until(`'${cueId}' is ${kind}`, () => news(cueId) === kind);
  }

  async function isActive(output: 'record' | 'stream'): Promise<boolean> {
    const request = output === 'record' ? 'GetRecordStatus' : 'GetStreamStatus';
    return (await person.call(request)).outputActive;
  }

  /** It has stopped, and would start again. */
  async function atRest(output: 'record' | 'stream'): Promise<void> {
    await until('it has stopped', 8_000, async () => !(await isActive(output)));
    await until('the console knows', 8_000, async () => {
      await stage.room.lookAtOutputs();
      return stage.view.observed?.outputs[output].status === 'off';
    });
  }

  function recordings(): readonly string[] {
    return readdirSync(obs.home)
      .filter((file) => file.endsWith('.mkv'))
      .toSorted();
  }

  /** Of its pictures, by ffmpeg: a file that was not closed has none. */
  async function secondsOf(file: string): Promise<number> {
    const asked = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0'];
    const { stdout } = await promisify(execFile)('ffprobe', [...asked, join(obs.home, file)]);
    return Number(stdout);
  }

  /** OBS says by a way of its own that it runs. */
  function running(event: 'RecordStateChanged' | 'StreamStateChanged'): Promise<void> {
    return new Promise((done) => {
      const listen = ({ outputState }: { readonly outputState: string }): void => {
        if (outputState !== started) return;
        person.off(event, listen);
        done();
      };
      person.on(event, listen);
    });
  }

  it('a recording is asked about once when it is due, once before it stops, and is a file then', async () => {
    const before = recordings();
    await onAir(['start', turn('record', true), { kind: 'take' }], ['stop', turn('record', false)]);
    await becomes('start', 'asking');
    expect(alarmsSeen(stage)).toMatchObject([{ kind: 'cueAsks', planned: { cue: { id: 'start' } } }]);
    expect(await isActive('record')).toBe(false);
    await confirm('start');
    await becomes('start', 'done');
    expect(stage.of('cueAsked')).toHaveLength(1);
    await until('it has recorded for a while', 8_000, async () => {
      return (await person.call('GetRecordStatus')).outputDuration > 800;
    });
    run('stop');
    expect(news('stop')).toBe('asking');
    expect(await isActive('record')).toBe(true);
    await confirm('stop');
    await becomes('stop', 'done');
    await atRest('record');
    const [made, ...more] = recordings().filter((file) => !before.includes(file));
    expect(more).toEqual([]);
    expect(await secondsOf(made ?? '')).toBeGreaterThan(0.5);
    expect(wire.reached('StartRecord')).toBe(1);
    expect(wire.reached('StopRecord')).toBe(1);
  });

  it('a stream that cannot start has failed, and says so; with its server there it runs and stops', async () => {
    await server.kill();
    await onAir(['start', turn('stream', true)], ['stop', turn('stream', false)]);
    run('start');
    await confirm('start');
    await becomes('start', 'failed');
    expect(alarmsSeen(stage)).toMatchObject([{ kind: 'output', output: 'stream', news: { kind: 'failed' } }]);
    await server.start();
    run('start');
    await confirm('start');
    await becomes('start', 'done');
    expect(await isActive('stream')).toBe(true);
    run('stop');
    await confirm('stop');
    await becomes('stop', 'done');
    expect(alarmsSeen(stage)).toEqual([]);
    await atRest('stream');
  });

  it('a replay buffer runs without a question, and what it keeps is a file', async () => {
    const before = recordings();
    await onAir(
      ['start', turn('replayBuffer', true), { kind: 'take' }],
      ['save', { kind: 'saveReplay' }],
      ['stop', turn('replayBuffer', false)],
    );
    await becomes('start', 'done');
    expect(stage.of('cueAsked')).toEqual([]);
    run('save');
    await becomes('save', 'done');
    const { savedReplayPath } = await person.call('GetLastReplayBufferReplay');
    const [made] = recordings().filter((file) => !before.includes(file));
    expect(savedReplayPath).toBe(join(obs.home, made ?? ''));
    run('stop');
    await confirm('stop');
    await becomes('stop', 'done');
    expect((await person.call('GetReplayBufferStatus')).outputActive).toBe(false);
  });

  it('a virtual camera runs where OBS has one; where it has none that is said in its words, and the show goes on', async () => {
    const has = await person.call('GetVirtualCamStatus').then(
      () => true,
      () => false,
    );
    await onAir(['start', turn('virtualCam', true), { kind: 'take' }]);
    await becomes('start', has ? 'done' : 'failed');
    const said = { kind: 'refused', code: 604, comment: 'VirtualCam is not available.' };
    expect(stage.host.state.run.outputs).toMatchObject(has ? {} : { virtualCam: said });
    expect(alarmsSeen(stage)).toMatchObject(has ? [] : [{ kind: 'output', output: 'virtualCam' }]);
    expect(airSeen(stage)).toEqual({ status: 'onAir' });
    if (has) await person.call('StopVirtualCam');
  });

  describe.each(onceOnly)('$output: asked for, and the connection lost before the answer', (kind) => {
    const { output, start, stop, event } = kind;

    it('is not known, found to run when OBS is back, and not sent a second time', async () => {
      const before = { starts: wire.reached(start), files: recordings().length };
      await onAir(['start', turn(output, true), { kind: 'take' }], ['stop', turn(output, false)]);
      await becomes('start', 'asking');
      const runs = running(event);
      const deaf = wire.deafenAt(start);
      await confirm('start');
      await Promise.all([deaf, runs]);
      wire.cut();
      expect(await stage.heard('outputUnknown')).toMatchObject({ output, why: 'closed' });
      expect(alarmsSeen(stage)[1]).toMatchObject({ kind: 'output', output, news: { kind: 'unknown' } });
      await stage.heard('outputFound');
      expect(stage.host.log.map(({ key }) => key)).toContain('outputFoundOn');
      await becomes('start', 'done');
      expect(stage.view.observed?.outputs[output].status).toBe('on');
      expect(alarmsSeen(stage)).toEqual([]);
      await stage.room.readAgain();
      expect(wire.reached(start) - before.starts).toBe(1);
      expect(stage.of('cueAsked')).toHaveLength(1);
      run('stop');
      await confirm('stop');
      await becomes('stop', 'done');
      await atRest(output);
      expect(recordings().length - before.files).toBe(output === 'record' ? 1 : 0);
    });

    it('that never reached OBS is not known, is not sent by itself, and goes by the next press', async () => {
      const before = wire.reached(start);
      await onAir(['start', turn(output, true)], ['stop', turn(output, false)]);
      run('start');
      const cut = wire.cutIn(start);
      await confirm('start');
      await cut;
      await stage.heard('outputUnknown');
      await stage.heard('obsConnected', 2);
      await stage.room.readAgain();
      expect(await isActive(output)).toBe(false);
      expect(alarmsSeen(stage)).toMatchObject([
        { kind: 'output', output, what: 'news', news: { kind: 'unknown', on: true }, seen: true },
      ]);
      expect(wire.reached(start) - before).toBe(0);
      // The answer of the person who was asked.
      stage.submit({ type: 'setOutput', output, on: true, armed: true });
      await stage.heard('outputChanged');
      expect(await isActive(output)).toBe(true);
      expect(alarmsSeen(stage)).toEqual([]);
      expect(wire.reached(start) - before).toBe(1);
      stage.submit({ type: 'setOutput', output, on: false, armed: true });
      await atRest(output);
      expect(wire.reached(stop)).toBeGreaterThan(0);
    });

    it('to stop is not known, found to have stopped, and not sent a second time', async () => {
      await onAir(['start', turn(output, true)], ['stop', turn(output, false)]);
      run('start');
      await confirm('start');
      await becomes('start', 'done');
      const before = wire.reached(stop);
      run('stop');
      const deaf = wire.deafenAt(stop);
      await confirm('stop');
      await deaf;
      await until('it has stopped', 8_000, async () => !(await isActive(output)));
      wire.cut();
      expect(await stage.heard('outputUnknown')).toMatchObject({ output, why: 'closed' });
      await stage.heard('outputFound');
      await becomes('stop', 'done');
      await stage.room.readAgain();
      expect(stage.view.observed?.outputs[output].status).toBe('off');
      expect(wire.reached(stop) - before).toBe(1);
      expect(alarmsSeen(stage)).toEqual([]);
    });
  });

  it('a replay that was asked for when the connection was lost is not saved twice, and the producer is told', async () => {
    await onAir(
      ['start', turn('replayBuffer', true), { kind: 'take' }],
      ['save', { kind: 'saveReplay' }],
      ['stop', turn('replayBuffer', false)],
    );
    await becomes('start', 'done');
    const before = { saves: wire.reached('SaveReplayBuffer'), files: recordings().length };
    const saved = new Promise((done) => person.once('ReplayBufferSaved', done));
    const deaf = wire.deafenAt('SaveReplayBuffer');
    run('save');
    await deaf;
    wire.cut();
    await saved;
    await becomes('save', 'unknown');
    await stage.heard('obsConnected', 2);
    await stage.room.readAgain();
    expect(alarmsSeen(stage)).toMatchObject([{ kind: 'cuesUnknown', all: [{ cue: { id: 'save' } }] }]);
    expect(wire.reached('SaveReplayBuffer') - before.saves).toBe(1);
    expect(recordings().length - before.files).toBe(1);
    run('stop');
    await confirm('stop');
    await becomes('stop', 'done');
  });
});
