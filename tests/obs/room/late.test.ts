import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { Segment } from '../../../src/core/show/model';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { airSeen, alarmsSeen } from '../../practice/obsRoom/seen';
import { type LateWire, lateWire } from '../../support/lateWire';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';

/** A real OBS whose word comes late, out of order or never, by what the operator sees of it. */
describe.skipIf(whyNot('obs') !== null)('of a real OBS that is late, the operator sees', () => {
  let obs: RealObs;
  let wire: LateWire;
  /** Somebody else at OBS, by a way of their own. */
  let person: OBSWebSocket;
  let room: RoomStage;

  beforeAll(async () => {
    obs = await startRealObs();
    wire = await lateWire(obs.port);
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    for (const sceneName of ['Holding slide', 'Host', 'Panel']) {
      await person.call('CreateScene', { sceneName });
      const inputName = `Backdrop of ${sceneName}`;
      await person.call('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' });
    }
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  });
  afterEach(async () => {
    wire.loses([]);
    await room.dispose();
  });
  afterAll(async () => {
    await wire.close();
    await person.disconnect();
    await obs.stop();
  });

  const program = async (): Promise<string> =>
    (await person.call('GetCurrentProgramScene')).currentProgramSceneName;

  /** On air with Host, by a take of ours; then comes a segment of these fields. */
  async function onAir(next: Partial<Segment>): Promise<void> {
    const segments = [segment('s0', { scene: 'Host' }), segment('s1', next)];
    room = startRoom({
      show: show(segments, { date: null, slateScene: 'Holding slide' }),
      target: { address: wire.url, practice: false, password: obs.password },
    });
    await room.connected();
    room.go();
    await room.heard('takeOnAir');
    await room.guardIsOver();
  }

  it('that a take counts by what OBS did, though its reply is 5 s late', async () => {
    await onAir({ scene: 'Panel' });
    let isAnswered = false;
    const answered = wire.answersLate('SetCurrentProgramScene', 5_000).then(() => {
      isAnswered = true;
    });
    room.go();
    await room.heard('takeOnAir', 2);
    expect(isAnswered).toBe(false);
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    await answered;
    // What OBS answers to this comes after it.
    await room.room.readAgain();
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    expect(room.of('takeFailed')).toEqual([]);
    expect(alarmsSeen(room)).toEqual([]);
    expect(await program()).toBe('Panel');
  });

  it('the slate, though the reply to the GO before it comes after its own', async () => {
    await onAir({ scene: 'Panel' });
    const answered = wire.answersLate('SetCurrentProgramScene', 400);
    room.go();
    room.submit({ type: 'setSlate', on: true });
    await answered;
    await room.heard('takeAccepted', 3);
    await room.until('both are settled', () => room.host.state.run.settling === null);
    expect(room.host.state.run).toMatchObject({ slate: { confirmation: 'accepted' }, pending: [] });
    expect(room.host.state.run.onAir?.segment.id).toBe('s1');
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    expect(alarmsSeen(room)).toEqual([]);
    expect(await program()).toBe('Holding slide');
  });

  it('that OBS did not say so where its word of the end of a fade is lost, until the producer accepts it', async () => {
    await onAir({ scene: 'Panel', transition: { name: 'Fade', duration: 300 } });
    wire.loses(['CurrentProgramSceneChanged', 'SceneTransitionEnded']);
    room.go();
    await room.heard('takeAccepted', 2);
    await room.heard('takeOnAirUnheard');
    await room.until('the scene is known', () => room.view.observed?.program === 'Panel');
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(room)).toMatchObject([{ kind: 'unheard' }]);
    expect(room.of('takeRequested')).toHaveLength(2);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'acceptObs', expectedOnAir, shows: 'Panel' });
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    expect(alarmsSeen(room)).toEqual([]);
    expect(await program()).toBe('Panel');
  });
});
