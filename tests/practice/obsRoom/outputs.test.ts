import { afterEach, describe, expect, it } from 'vitest';
import { noOutputs, type Outputs } from '../../../src/core/obs/outputs';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { webinar } from '../../support/shows';
import { until } from '../../support/until';
import { virtualGround } from '../truth/ground';
import { alarmsSeen } from './seen';
import { startRoom, type RoomStage, type RoomStageOptions } from './roomStage';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function practice(streamServer = true): Promise<PracticeObs> {
  const obs = await startPracticeObs({
    surroundings: { streamServer, virtualCam: true, replayBuffer: true },
  });
  endings.push(() => obs.close());
  return obs;
}

async function connected(
  obs: PracticeObs,
  options: Pick<RoomStageOptions, 'synced'> = {},
): Promise<RoomStage> {
  const target = { address: obs.url, practice: false, password: null };
  const stage = startRoom({ show: webinar({ date: null }), target, ...options });
  endings.push(() => stage.dispose());
  await stage.connected();
  return stage;
}

async function seen(stage: RoomStage, output: keyof Outputs, status: string): Promise<void> {
  await stage.until(`${output} ${status}`, () => stage.view.observed?.outputs[output].status === status);
}

describe('what comes out of OBS', () => {
  it('is nothing at first, and says so', async () => {
    const stage = await connected(await practice());
    expect(stage.view.observed?.outputs).toEqual(noOutputs);
  });

  it('is read with the time that it has run', async () => {
    const obs = await practice();
    const before = Date.now();
    obs.person.startOutput('Record');
    obs.person.startOutput('Virtualcam');
    const first = await connected(obs);
    await seen(first, 'record', 'on');
    const stage = await connected(obs);
    const { record, virtualCam } = stage.view.observed?.outputs ?? noOutputs;
    expect(virtualCam.status).toBe('on');
    expect(record.status === 'on' && record.since - before).toBeGreaterThanOrEqual(0);
    expect(record.status === 'on' && Date.now() - record.since).toBeGreaterThanOrEqual(0);
  });

  it('is followed as a person starts and stops it', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    obs.person.startOutput('Stream');
    await seen(stage, 'stream', 'starting');
    await seen(stage, 'stream', 'on');
    obs.person.stopOutput('Stream');
    await seen(stage, 'stream', 'stopping');
    await seen(stage, 'stream', 'off');
    expect(stage.view.observed?.outputs.stream).toEqual({ status: 'off', ended: null });
    obs.person.startOutput('Virtualcam');
    await seen(stage, 'virtualCam', 'on');
  });

  it('is said to have failed where the server of a stream cannot be reached', async () => {
    const obs = await practice(false);
    const stage = await connected(obs);
    obs.person.startOutput('Stream');
    await seen(stage, 'stream', 'starting');
    await seen(stage, 'stream', 'off');
    expect(stage.view.observed?.outputs.stream).toEqual({ status: 'off', ended: 'failed' });
  });

  it('reconnects where that server dies, and is dropped where it stays away', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    obs.person.startOutput('Stream');
    await seen(stage, 'stream', 'on');
    obs.person.streamServer(false);
    await seen(stage, 'stream', 'reconnecting');
    obs.person.streamServer(true);
    await seen(stage, 'stream', 'on');
    obs.person.streamServer(false);
    await seen(stage, 'stream', 'reconnecting');
    obs.person.breakOff('Stream');
    await seen(stage, 'stream', 'off');
    expect(stage.view.observed?.outputs.stream).toEqual({ status: 'off', ended: 'dropped' });
  });

  it('has no virtual camera without a driver for one, and no replay buffer where none is set up', async () => {
    const obs = await startPracticeObs();
    endings.push(() => obs.close());
    const stage = await connected(obs);
    expect(stage.view.observed?.outputs).toEqual({
      ...noOutputs,
      virtualCam: { status: 'unavailable' },
      replayBuffer: { status: 'unavailable' },
    });
  });
});

describe('what a producer asks of it', () => {
  const start = { type: 'setOutput', output: 'record', on: true, armed: true } as const;

  const starts = (stage: RoomStage): number => stage.sent.filter((type) => type === 'StartRecord').length;

  it('is started, seen to run, and stopped', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    stage.submit(start);
    expect(stage.host.state.run.outputs.record).toMatchObject({ kind: 'asked', on: true });
    await seen(stage, 'record', 'on');
    expect(await stage.heard('outputChanged')).toMatchObject({ output: 'record', to: 'started' });
    expect(stage.host.state.run.outputs).toEqual({});
    stage.submit({ ...start, on: false });
    await seen(stage, 'record', 'off');
    await stage.heard('outputChanged', 2);
    expect(stage.host.state.run.outputs).toEqual({});
    expect(stage.host.log.map(({ key }) => key)).toEqual(['obsConnected', 'outputStarted', 'outputStopped']);
  });

  it('is a virtual camera: it stops as it was asked to, and a person may stop it in OBS', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    const camera = { ...start, output: 'virtualCam' } as const;
    stage.submit(camera);
    await seen(stage, 'virtualCam', 'on');
    stage.submit({ ...camera, on: false });
    await stage.heard('outputChanged', 2);
    expect(stage.host.state.run.outputs).toEqual({});
    obs.person.startOutput('Virtualcam');
    await stage.heard('outputChanged', 3);
    obs.person.stopOutput('Virtualcam');
    await stage.heard('outputChanged', 4);
    expect(stage.of('outputChanged').map(({ to }) => to)).toEqual([
      'started',
      'stopped',
      'started',
      'stopped',
    ]);
    expect(stage.host.state.run.outputs).toEqual({});
  });

  it('stops as it was asked to, also where OBS’s first word of it is lost', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    stage.submit(start);
    await seen(stage, 'record', 'on');
    obs.faults.add({ kind: 'drop event', event: 'RecordStateChanged', times: 1 });
    stage.submit({ ...start, on: false });
    expect(await stage.heard('outputChanged', 2)).toMatchObject({ to: 'stopped' });
    expect(stage.host.state.run.outputs).toEqual({});
  });

  it('leaves when the disk has it, and not before', async () => {
    const obs = await practice();
    let saved = (): void => {};
    const onDisk = new Promise<void>((done) => (saved = done));
    const stage = await connected(obs, { synced: () => onDisk });
    stage.submit(start);
    // A take goes its way meanwhile: what was sent before it would have come before it.
    stage.go();
    await stage.heard('takeOnAir');
    expect(starts(stage)).toBe(0);
    saved();
    await seen(stage, 'record', 'on');
    expect(starts(stage)).toBe(1);
  });

  it('is not sent to an OBS that came back while the disk was busy', async () => {
    const obs = await practice();
    let saved = (): void => {};
    const onDisk = new Promise<void>((done) => (saved = done));
    const stage = await connected(obs, { synced: () => onDisk });
    stage.submit(start);
    obs.faults.dropConnections();
    await stage.heard('obsConnected', 2);
    saved();
    await stage.heard('outputNotDone');
    expect(stage.host.state.run.outputs.record).toMatchObject({ kind: 'notSent', on: true });
    expect(starts(stage)).toBe(0);
  });

  it('is refused by OBS: its words are kept', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'refuse', request: 'StartRecord', code: 205, comment: 'No room.', times: 1 });
    const stage = await connected(obs);
    stage.submit(start);
    await stage.heard('outputNotDone');
    expect(stage.host.state.run.outputs.record).toMatchObject({ kind: 'refused', comment: 'No room.' });
  });

  it('runs already, since somebody was faster: that is what was asked for', async () => {
    const obs = await practice();
    const stage = await connected(obs);
    obs.faults.add({ kind: 'drop event', event: 'RecordStateChanged' });
    obs.person.startOutput('Record');
    // Its end is not heard of either: OBS refuses the second start with 500.
    const second = await connected(obs);
    await until('it runs there', 2_000, async () => {
      await second.room.lookAtOutputs();
      return second.view.observed?.outputs.record.status === 'on';
    });
    stage.submit(start);
    await stage.heard('outputChanged');
    expect(stage.host.state.run.outputs).toEqual({});
    expect(stage.view.observed?.outputs.record.status).toBe('on');
  });

  it('is not known where the connection closes after it was sent, and is never sent again', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'close', request: 'StartRecord', when: 'before acting', times: 1 });
    const stage = await connected(obs);
    stage.submit(start);
    expect(await stage.heard('outputUnknown')).toMatchObject({ output: 'record', why: 'closed' });
    await stage.heard('obsConnected', 2);
    await stage.connected();
    expect(stage.host.state.run.outputs.record).toMatchObject({ kind: 'unknown', on: true });
    expect(starts(stage)).toBe(1);
    // The answer of the person who was asked.
    stage.submit(start);
    await seen(stage, 'record', 'on');
    expect(starts(stage)).toBe(2);
  });

  it('had started after all: the console finds it when OBS is back', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'close', request: 'StartRecord', when: 'after acting', times: 1 });
    const stage = await connected(obs);
    stage.submit(start);
    await stage.heard('outputUnknown');
    await stage.heard('outputFound').catch(async () => {
      // OBS was read while it was starting: the event that followed said so.
      await stage.heard('outputChanged');
    });
    expect(stage.host.state.run.outputs).toEqual({});
    expect(starts(stage)).toBe(1);
  });

  it('is not known where OBS says nothing; a look finds it', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'silence', request: 'StartRecord', times: 1 });
    obs.faults.add({ kind: 'drop event', event: 'RecordStateChanged', times: 2 });
    const stage = await connected(obs);
    stage.submit(start);
    expect(await stage.heard('outputUnknown')).toMatchObject({ why: 'silent' });
    expect(await stage.room.lookAtOutputs()).toBe(true);
    expect(await stage.heard('outputFound')).toMatchObject({ output: 'record', on: true });
    expect(stage.view.observed?.outputs.record.status).toBe('on');
  });

  it('said yes and nothing came: it has failed', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'drop event', event: 'StreamStateChanged' });
    obs.person.streamServer(false);
    const stage = await connected(obs);
    stage.submit({ ...start, output: 'stream' });
    expect(await stage.heard('outputNotDone')).toMatchObject({ failure: { why: 'nothingCame' } });
    expect(stage.host.state.run.outputs.stream).toMatchObject({ kind: 'failed' });
  });

  it('is a stream whose server cannot be reached, dies, or is given up: each is said as what it is', async () => {
    const obs = await practice(false);
    const stage = await connected(obs);
    const stream = { ...start, output: 'stream' } as const;
    stage.submit(stream);
    await stage.heard('outputChanged');
    expect(stage.host.state.run.outputs.stream).toMatchObject({ kind: 'failed' });
    obs.person.streamServer(true);
    stage.submit(stream);
    await seen(stage, 'stream', 'on');
    await stage.heard('outputChanged', 2);
    expect(stage.host.state.run.outputs).toEqual({});
    obs.person.streamServer(false);
    await stage.heard('outputChanged', 3);
    obs.person.breakOff('Stream');
    await stage.heard('outputChanged', 4);
    expect(stage.of('outputChanged').map(({ to }) => to)).toEqual([
      'failed',
      'started',
      'reconnecting',
      'dropped',
    ]);
    expect(stage.host.state.run.outputs.stream).toMatchObject({ kind: 'dropped' });
  });
});

describe('a stream whose server takes its time', () => {
  const start = { type: 'setOutput', output: 'stream', on: true, armed: true } as const;

  /** Asked for, and a while later still on its way. */
  async function starting() {
    const surroundings = { streamServer: true, virtualCam: true, replayBuffer: true };
    const ground = virtualGround(1, { surroundings });
    const obs = ground.obs();
    if (!obs || !ground.surroundings) throw new Error('no OBS');
    endings.push(() => ground.close());
    const target = { address: ground.address, practice: false, password: null };
    const show = { ...webinar({ date: null }), outputs: ['stream'] as const };
    const room = startRoom({ show, target, surroundings: ground.surroundings });
    endings.push(() => room.dispose());
    await ground.pass(1_000);
    room.go();
    await ground.pass(3_000);
    room.go();
    await ground.pass(3_000);
    expect(alarms(room)).toEqual([{ kind: 'output', output: 'stream', what: 'missing' }]);
    obs.person.streamServer('silent');
    room.submit(start);
    await ground.pass(10_000);
    expect(alarms(room)).toEqual([]);
    expect(room.view.observed?.outputs.stream.status).toBe('starting');
    return { room, ground, obs };
  }

  const alarms = (room: RoomStage): readonly unknown[] =>
    alarmsSeen(room).filter(({ kind }) => kind === 'output');

  it('is on its way until OBS says what became of it', async () => {
    const { room, ground, obs } = await starting();
    obs.person.streamServer(false);
    await ground.pass(1_000);
    expect(alarms(room)).toMatchObject([{ what: 'news', news: { kind: 'failed' } }]);
    expect(room.sent.filter((type) => type === 'StartStream')).toHaveLength(1);
  });

  it('runs, though OBS’s word of it is lost', async () => {
    const { room, ground, obs } = await starting();
    obs.faults.add({ kind: 'drop event', event: 'StreamStateChanged', times: 1 });
    obs.person.streamServer(true);
    await ground.pass(4_000);
    expect(room.host.state.run.outputs).toEqual({});
    expect(room.view.observed?.outputs.stream.status).toBe('on');
  });

  it('is not known any more where OBS’s word that it failed is lost', async () => {
    const { room, ground, obs } = await starting();
    obs.faults.add({ kind: 'drop event', event: 'StreamStateChanged', times: 1 });
    obs.person.streamServer(false);
    await ground.pass(200_000);
    expect(room.view.observed?.outputs.stream.status).toBe('off');
    expect(alarms(room)).toMatchObject([{ what: 'news', news: { kind: 'unknown', on: true } }]);
    room.submit(start);
  });

  it('is not known where OBS goes away meanwhile, and what it shows then decides', async () => {
    const { room, ground, obs } = await starting();
    obs.person.streamServer(true);
    obs.faults.dropConnections();
    await ground.pass(100);
    expect(room.host.state.run.outputs.stream).toMatchObject({ kind: 'unknown', on: true });
    await ground.pass(5_000);
    expect(room.view.observed?.outputs.stream.status).toBe('on');
    expect(room.host.state.run.outputs).toEqual({});
    expect(alarms(room)).toEqual([]);
  });

  it('did not start: that is said when OBS is back, and it may be asked for again', async () => {
    const { room, ground, obs } = await starting();
    obs.person.streamServer(false);
    obs.faults.dropConnections();
    await ground.pass(5_000);
    expect(alarms(room)).toMatchObject([{ what: 'news', news: { kind: 'unknown', on: true } }]);
    obs.person.streamServer(true);
    room.submit(start);
    await ground.pass(5_000);
    expect(room.view.observed?.outputs.stream.status).toBe('on');
    expect(alarms(room)).toEqual([]);
  });
});
