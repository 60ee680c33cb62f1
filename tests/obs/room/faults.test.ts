import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { Segment } from '../../../src/core/show/model';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { airSeen, alarmsSeen } from '../../practice/obsRoom/seen';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';

const fade = (duration: number): Segment['transition'] => ({ name: 'Fade', duration });

/** What can be done to a real OBS in the middle of a show, by what the operator sees of it. */
describe.skipIf(whyNot('obs') !== null)('on a real OBS, the operator sees', () => {
  let obs: RealObs;
  /** Somebody else at OBS. */
  let person: OBSWebSocket;
  let stages: RoomStage[] = [];

  beforeAll(async () => {
    obs = await startRealObs();
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    for (const sceneName of ['Elsewhere', 'Holding slide', 'Host', 'Panel']) {
      await person.call('CreateScene', { sceneName });
      const inputName = `Backdrop of ${sceneName}`;
      await person.call('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' });
    }
    // So that they are on its disk.
    await person.disconnect();
    await obs.quit();
    await obs.restart();
    await person.connect(obs.url, obs.password);
  });

  afterEach(async () => {
    for (const stage of stages) await stage.dispose();
    stages = [];
  });

  afterAll(async () => {
    await person.disconnect();
    await obs.stop();
  });

  async function begin(...segments: readonly Partial<Segment>[]): Promise<RoomStage> {
    const stage = startRoom({
      show: show(
        segments.map((fields, index) => segment(`s${index}`, fields)),
        { date: null },
      ),
      target: { address: obs.url, practice: false, password: obs.password },
    });
    stages.push(stage);
    await stage.connected();
    return stage;
  }

  /** On air by a Cut, at rest. */
  async function shows(sceneName: string): Promise<void> {
    await person.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    const { currentProgramSceneName } = await person.call('GetCurrentProgramScene');
    if (currentProgramSceneName !== sceneName) await cutsTo(sceneName);
  }

  async function cutsTo(sceneName: string): Promise<void> {
    const ended = new Promise((done) => person.once('SceneTransitionEnded', done));
    await person.call('SetCurrentProgramScene', { sceneName });
    await ended;
  }

  /** The scenes that reach viewers, by what OBS draws. */
  async function seenByViewers(): Promise<readonly string[]> {
    const active: string[] = [];
    for (const scene of ['Holding slide', 'Host', 'Panel']) {
      // In studio mode viewers see a copy of the scene, with the same sources.
      const sourceName = `Backdrop of ${scene}`;
      if ((await person.call('GetSourceActive', { sourceName })).videoActive) active.push(scene);
    }
    return active;
  }

  /** OBS draws what it did with its next pictures. */
  async function viewersSee(...scenes: readonly string[]): Promise<void> {
    const seen = async (): Promise<boolean> => (await seenByViewers()).join() === scenes.join();
    await until(`viewers see ${scenes.join(' and ')}`, 3_000, seen);
  }

  /** What the alarm of a failed take says is on air; `null` without one. */
  function stillSeen(room: RoomStage): string | null {
    const [alarm] = alarmsSeen(room);
    return alarm?.kind === 'takeFailed' ? alarm.still : null;
  }

  function takeAgain(room: RoomStage): void {
    room.submit({ type: 'takeAgain', expectedOnAir: room.host.state.run.onAir?.takeId ?? null });
  }

  it('what the other of two consoles took, as somebody’s change', async () => {
    await shows('Holding slide');
    const [first, second] = [await begin({ scene: 'Panel' }), await begin({ scene: 'Host' })];
    first.go();
    await first.heard('takeOnAir');
    second.go();
    await second.heard('takeOnAir');
    // That OBS shows another scene is seen at once; that a person put it there only once OBS was asked again.
    await first.heard('sceneChangedInObs');
    expect(airSeen(first)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Host', changed: true });
    expect(airSeen(second)).toEqual({ status: 'onAir' });
    await viewersSee('Host');
  });

  it.each([false, true])('“on air” at once where studio mode becomes %s mid-fade', async (becomes) => {
    await shows('Holding slide');
    await person.call('SetStudioModeEnabled', { studioModeEnabled: !becomes });
    // Right after it OBS may change its scene without a transition, and without a word.
    await cutsTo('Host');
    const room = await begin({ scene: 'Panel', transition: fade(6_000) }, { scene: 'Panel' });
    room.go();
    await room.heard('takeAccepted');
    await room.until('it fades', () => room.view.observed?.transitioning !== null);
    await person.call('SetStudioModeEnabled', { studioModeEnabled: becomes });
    expect((await room.heard('takeOnAir')).after).toBeLessThan(3_000);
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    await viewersSee('Panel');
    await room.until('the transition is back', () => room.memory.borrowed === null);
    await room.guardIsOver();
    room.go();
    await room.heard('takeOnAir', 2);
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('the scene of somebody who cuts into a take', async () => {
    await shows('Holding slide');
    const room = await begin({ scene: 'Panel', transition: fade(1_500) });
    room.go();
    await room.heard('takeAccepted');
    await room.until('it fades', () => room.view.observed?.transitioning !== null);
    await person.call('SetCurrentProgramScene', { sceneName: 'Host' });
    await room.heard('sceneChangedInObs');
    expect(airSeen(room)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Host', changed: true });
    await viewersSee('Host');
    await room.until('the transition is back', () => room.memory.borrowed === null);
  });

  it('“not confirmed” where somebody chooses a transition mid-fade, until a third scene is taken', async () => {
    await shows('Holding slide');
    const room = await begin({ scene: 'Panel', transition: fade(1_000) });
    room.go();
    await room.heard('takeAccepted');
    await room.until('it fades', () => room.view.observed?.transitioning !== null);
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    await room.heard('takeOnAirUnheard');
    await room.until('the scene is known', () => room.view.observed?.program === 'Panel');
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'unheard', shows: 'Panel' });
    await viewersSee('Holding slide', 'Panel');
    await person.call('SetCurrentProgramScene', { sceneName: 'Host' });
    await room.until('OBS tells again', () => !room.host.state.run.unheard);
    await room.until('it is said', () => airSeen(room)?.status === 'differs');
    await viewersSee('Host');
  });

  it('the scene under its new name, or a refusal, where it is renamed between GO and reply', async () => {
    await shows('Holding slide');
    const room = await begin({ scene: 'Panel' });
    // It leaves before GO does; which of the two OBS does first is its own affair.
    const renamed = person.call('SetSceneName', { sceneName: 'Panel', newSceneName: 'Round table' });
    room.go();
    await renamed;
    await room.heard('showEdited');
    await room.until('it is decided', () => room.host.state.run.pending.length === 0);
    const { failed } = room.host.state.run;
    expect(stillSeen(room)).toBe(failed ? 'Holding slide' : null);
    if (failed) {
      await room.guardIsOver();
      room.go();
    }
    await room.heard('takeOnAir');
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    expect(room.view.observed?.program).toBe('Round table');
    await person.call('SetSceneName', { sceneName: 'Round table', newSceneName: 'Panel' });
  });

  it('a refusal, or what OBS shows instead, where the scene is removed between GO and reply', async () => {
    await shows('Holding slide');
    await person.call('CreateScene', { sceneName: 'Short-lived' });
    const room = await begin({ scene: 'Short-lived' });
    const removed = person.call('RemoveScene', { sceneName: 'Short-lived' });
    room.go();
    await removed;
    await room.until('it is decided', () => {
      const { pending, settling, failed, changedInObs } = room.host.state.run;
      return pending.length === 0 && settling === null && (failed !== null || changedInObs !== null);
    });
    // OBS goes on to another scene a moment after it has removed the one on air.
    await until('the alarm says what OBS shows', 5_000, async () => {
      const { currentProgramSceneName } = await person.call('GetCurrentProgramScene');
      const [alarm] = alarmsSeen(room);
      expect(alarm?.kind === 'differs' ? alarm.shows : stillSeen(room)).toBe(currentProgramSceneName);
      return true;
    });
    expect(alarmsSeen(room)[0]?.kind).toBe(room.host.state.run.failed ? 'takeFailed' : 'differs');
  });

  it('an alarm a second after GO where OBS hangs, and that it came after all', async () => {
    await shows('Holding slide');
    const room = await begin({ scene: 'Panel' });
    process.kill(obs.pid(), 'SIGSTOP');
    try {
      const pressed = performance.now();
      room.go();
      expect(await room.heard('takeFailed')).toMatchObject({ failure: { why: 'silent' } });
      expect(performance.now() - pressed).toBeLessThan(1_500);
      expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'takeFailed', still: 'Holding slide' });
    } finally {
      process.kill(obs.pid(), 'SIGCONT');
    }
    await room.until('it is on air', () => airSeen(room)?.status === 'onAir');
    expect(room.host.log.map(({ key }) => key)).toContain('confirmedLate');
    expect(room.host.state.run.failed).toBeNull();
    await viewersSee('Panel');
  });

  it('what OBS shows once it was killed and started again, and nothing is sent by itself', async () => {
    await shows('Holding slide');
    const room = await begin({ scene: 'Host' }, { scene: 'Elsewhere' });
    room.go();
    await room.heard('takeOnAir');
    await person.disconnect();
    await obs.kill();
    await room.heard('obsLost');
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'obsRetrying', still: 'Host' });
    await room.guardIsOver();
    room.go();
    expect(room.host.state.run.onAir).toMatchObject({ segment: { id: 's1' }, confirmation: 'notConfirmed' });

    await obs.restart();
    await person.connect(obs.url, obs.password);
    room.room.retry();
    await room.heard('obsConnected', 2);
    const { currentProgramSceneName: shown } = await person.call('GetCurrentProgramScene');
    expect(shown).not.toBe('Elsewhere');
    expect(airSeen(room)).toEqual({ status: 'differs', asked: 'Elsewhere', shows: shown, changed: false });
    takeAgain(room);
    await room.heard('takeOnAir', 2);
    expect(airSeen(room)).toEqual({ status: 'onAir' });
    await viewersSee();
  });
});
