import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { Cue } from '../../../src/core/show/cues';
import type { Segment } from '../../../src/core/show/model';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { airSeen, alarmsSeen } from '../../practice/obsRoom/seen';
import { type CutWire, cutWire } from '../../support/cutWire';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';

/** The way to a real OBS, closed, cut and hanging, by what the operator sees and by what OBS was given. */
describe.skipIf(whyNot('obs') !== null)('the connection to a real OBS', () => {
  let obs: RealObs;
  let wire: CutWire;
  /** Somebody else at OBS, by a way of their own. */
  let person: OBSWebSocket;
  let room: RoomStage;

  beforeAll(async () => {
    obs = await startRealObs();
    wire = await cutWire(obs.port);
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    for (const sceneName of ['Host', 'Panel']) {
      await person.call('CreateScene', { sceneName });
      const inputName = `Backdrop of ${sceneName}`;
      await person.call('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' });
    }
    const inputKind = 'ffmpeg_source';
    await person.call('CreateInput', { sceneName: 'Host', inputName: 'Jingle', inputKind });
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  });
  afterEach(() => room.dispose());
  afterAll(async () => {
    await wire.close();
    await person.disconnect();
    await obs.stop();
  });

  function start(password: string | null, ...segments: readonly Partial<Segment>[]): void {
    const plan = segments.map((fields, index) => segment(`s${index}`, fields));
    const target = { address: wire.url, practice: false, password };
    room = startRoom({ show: show(plan, { date: null, slateScene: 'Scene' }), target });
  }

  const mute: Cue = {
    id: 'mute',
    trigger: { kind: 'take' },
    effect: { kind: 'mute', input: 'Jingle', on: true },
  };

  /** On air with the first segment; the second goes to Panel, with a cue. */
  async function onAir(): Promise<void> {
    await person.call('SetInputMute', { inputName: 'Jingle', inputMuted: false });
    start(obs.password, { scene: 'Host' }, { scene: 'Panel', cues: [mute] });
    await room.connected();
    room.go();
    await room.heard('takeOnAir');
    await room.guardIsOver();
  }

  const isMuted = async (): Promise<boolean> =>
    (await person.call('GetInputMute', { inputName: 'Jingle' })).inputMuted;

  const program = async (): Promise<string> =>
    (await person.call('GetCurrentProgramScene')).currentProgramSceneName;

  it('without a password, and with a wrong one, is not tried again; the right one is let in', async () => {
    start(null, { scene: 'Host' });
    await room.until('it is asked for', () => room.view.link.status === 'stopped');
    expect(room.view.link).toMatchObject({ problem: 'passwordNeeded' });
    room.room.givePassword('wrong', 'memory');
    await room.until('it was refused', () => {
      const { link } = room.view;
      return link.status === 'stopped' && link.problem === 'passwordWrong';
    });
    expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'obsStopped', problem: 'passwordWrong' });
    room.room.givePassword(obs.password, 'memory');
    await room.connected();
  });

  it('cut in the middle of a GO’s batch, which OBS has carried out: not confirmed, then it counts', async () => {
    await onAir();
    const before = wire.reached('SetCurrentProgramScene');
    const acted = new Promise((done) => person.once('CurrentProgramSceneChanged', done));
    const begun = wire.deafenAt('SetCurrentProgramScene');
    room.go();
    await begun;
    wire.cut();
    await acted;
    await room.heard('takeNotConfirmed');
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    await room.heard('takeConfirmedLater');
    await room.until('it is on air', () => airSeen(room)?.status === 'onAir');
    expect(room.host.state.run.onAir?.segment.id).toBe('s1');
    // Of the effect nobody heard: it is said so, and not sent again.
    expect(alarmsSeen(room)).toMatchObject([{ kind: 'cuesUnknown', all: [{ cue: mute }] }]);
    await room.room.readAgain();
    expect(wire.reached('SetCurrentProgramScene') - before).toBe(1);
    expect(await isMuted()).toBe(true);
    expect(await program()).toBe('Panel');
  });

  it('cut in the middle of a GO’s batch, of which OBS got a half: the GO has not been', async () => {
    await onAir();
    const before = wire.reached('SetCurrentProgramScene');
    const cut = wire.cutIn('SetCurrentProgramScene');
    room.go();
    await cut;
    await room.heard('takeNotConfirmed');
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(await room.heard('takeFailed')).toMatchObject({ failure: { why: 'mismatch', shown: 'Host' } });
    expect(room.host.state.run.onAir?.segment.id).toBe('s0');
    expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'takeFailed', still: 'Host' });
    await room.room.readAgain();
    expect(wire.reached('SetCurrentProgramScene') - before).toBe(0);
    expect(await isMuted()).toBe(false);
    expect(await program()).toBe('Host');
  });

  it('half-open is said to have stopped answering, with what was on air, and comes back by itself', async () => {
    await onAir();
    wire.hang(true);
    try {
      await until('it is said', 14_000, () => room.view.link.status === 'retrying');
      expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
      expect(alarmsSeen(room)).toMatchObject([
        { kind: 'obsRetrying', problem: 'notAnswering', still: 'Host' },
      ]);
    } finally {
      wire.hang(false);
    }
    await until('it is back', 20_000, () => airSeen(room)?.status === 'onAir');
    expect(alarmsSeen(room)).toEqual([]);
    expect(room.of('takeRequested')).toHaveLength(1);
  });
});
