import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import type { Backup } from '../../src/contract/published';
import type { Cue } from '../../src/core/show/cues';
import type { AppDesk } from '../support/appDesk';
import { startApp } from '../support/appDesk';
import type { RealObs } from '../support/realObs';
import { startRealObs } from '../support/realObs';
import { until } from '../support/until';
import { makeWebinarScenes } from '../support/webinarScenes';

/** Two real OBS, one that the show drives and one that follows; each killed as a crash kills it. */
describe.skipIf(whyNot('obs') !== null)('a second real OBS', () => {
  let [main, backup]: RealObs[] = [];
  let desk: AppDesk;

  beforeAll(async () => {
    main = await startRealObs({ fps: 15 });
    backup = await startRealObs({ fps: 15, password: 'the spare one' });
    for (const obs of [main, backup]) await at(obs, makeWebinarScenes);
  }, 60_000);
  afterAll(async () => {
    await main?.stop();
    await backup?.stop();
  });

  /** The bundled show on both. */
  async function begin(): Promise<void> {
    if (!main || !backup) throw new Error('no OBS');
    desk = await startApp({
      address: main.url,
      password: main.password,
      backup: { address: backup.url, password: backup.password },
    });
    await desk.connected(main.url);
    await there(backup);
  }

  /** Somebody else at that OBS. */
  async function at<T>(obs: RealObs | undefined, what: (person: OBSWebSocket) => Promise<T>): Promise<T> {
    const person = new OBSWebSocket();
    await person.connect(obs?.url, obs?.password);
    try {
      return await what(person);
    } finally {
      await person.disconnect();
    }
  }

  function seen(): Backup {
    const { backup: published } = desk.seen;
    if (!published) throw new Error('no backup is published');
    return published;
  }

  async function there(obs: RealObs | undefined): Promise<void> {
    await until('the backup is connected', 15_000, () => {
      const { link, observed, address } = seen().obs;
      return address === obs?.url && link.status === 'connected' && observed !== null;
    });
  }

  const program = (obs: RealObs | undefined): Promise<string> =>
    at(obs, async (person) => (await person.call('GetCurrentProgramScene')).currentProgramSceneName);

  async function shows(obs: RealObs | undefined, scene: string): Promise<void> {
    await until(`it shows '${scene}'`, 5_000, async () => (await program(obs)) === scene);
  }

  async function differs(difference: Backup['difference']): Promise<void> {
    await until('the difference is told', 8_000, () => {
      expect(seen().difference).toEqual(difference);
      return true;
    });
  }

  const nameIsOn = (obs: RealObs | undefined): Promise<boolean> =>
    at(obs, async (person) => {
      const { sceneItems } = await person.call('GetSceneItemList', { sceneName: 'Lectern captions' });
      return sceneItems.some(({ sceneItemEnabled }) => sceneItemEnabled === true);
    });

  async function signOf(person: OBSWebSocket): Promise<number> {
    const found = await person.call('GetSceneItemId', { sceneName: 'Host', sourceName: 'Sign of Host' });
    return found.sceneItemId;
  }

  const signIsOn = (obs: RealObs | undefined): Promise<boolean> =>
    at(obs, async (person) => {
      const sceneItemId = await signOf(person);
      const item = await person.call('GetSceneItemEnabled', { sceneName: 'Host', sceneItemId });
      return item.sceneItemEnabled;
    });

  const transition = (obs: RealObs | undefined): Promise<string> =>
    at(obs, async (person) => (await person.call('GetCurrentSceneTransition')).transitionName);

  it('gets takes with their transition, and names; and has its own transition back', async () => {
    await begin();
    for (const obs of [main, backup])
      await at(obs, (person) => person.call('SetCurrentSceneTransition', { transitionName: 'Cut' }));
    const [first] = desk.seen.session?.show.segments ?? [];
    const patch = { transition: { name: 'Fade', duration: 400 } };
    await desk.call('edit', { edit: { kind: 'setSegment', id: first?.id ?? '', patch } });
    await desk.call('setUpCaptions', {});
    await desk.call('buildBackup', {});
    await desk.go();
    for (const obs of [main, backup]) await shows(obs, 'Holding slide');
    for (const obs of [main, backup])
      await until('it has its own again', 5_000, async () => (await transition(obs)) === 'Cut');
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    await desk.call('showCaption', { speakerId, pinned: true, expected: null });
    for (const obs of [main, backup]) await until('the name is on', 5_000, () => nameIsOn(obs));
    await desk.go();
    for (const obs of [main, backup]) {
      await shows(obs, 'Host');
      await until('the name is off', 5_000, async () => !(await nameIsOn(obs)));
    }
    expect(seen().difference).toBeNull();
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
  });

  it('killed, it is missed by nobody; started again, it is told nothing until one press', async () => {
    await begin();
    await desk.go();
    await backup?.kill();
    await until('it is away', 5_000, () => seen().obs.link.status === 'retrying');
    await desk.go();
    await shows(main, 'Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
    await backup?.restart();
    await at(backup, (person) => person.call('SetCurrentProgramScene', { sceneName: 'Panel' }));
    await desk.call('retryBackup', {});
    await there(backup);
    await differs({ what: 'scene', program: 'Host', shows: 'Panel', failure: null });
    expect(await program(backup)).toBe('Panel');
    await desk.call('bringBackupInLine', {});
    await shows(backup, 'Host');
    await differs(null);
  });

  it('runs a cue that the main one misses, once; that one back, the difference is told and nothing sent', async () => {
    await begin();
    const second = desk.seen.session?.show.segments[1];
    const sign = { kind: 'visibility', scene: 'Host', source: 'Sign of Host', on: false } as const;
    const cues: readonly Cue[] = [
      { id: 'sign', trigger: { kind: 'afterStart', offset: 2_500 }, effect: sign },
    ];
    await desk.call('edit', { edit: { kind: 'setSegment', id: second?.id ?? '', patch: { cues } } });
    await desk.go();
    await desk.go();
    for (const obs of [main, backup]) await shows(obs, 'Host');
    await main?.kill();
    await until('it is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    await until('the backup did it', 8_000, async () => !(await signIsOn(backup)));
    const standing = (): string | undefined => desk.seen.session?.run.onAir?.cues['sign']?.kind;
    expect(standing()).toBe('missed');
    await main?.restart();
    await desk.call('retryObs', {});
    await until('it is there again', 15_000, () => desk.seen.obs.link.status === 'connected');
    expect(await signIsOn(main)).toBe(true);
    await desk.call('takeAgain', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? null });
    await shows(main, 'Host');
    await differs({ what: 'effects', effects: [{ effect: { ...sign, on: true }, shows: false }] });
    expect(await signIsOn(backup)).toBe(false);
    const expectedOnAir = desk.seen.session?.run.onAir?.takeId ?? '';
    await desk.call('runCue', { expectedOnAir, cueId: 'sign' });
    await until('it is made up for', 5_000, () => standing() === 'done');
    expect(await signIsOn(main)).toBe(false);
    await differs(null);
    await at(backup, async (person) => {
      const sceneItemId = await signOf(person);
      await person.call('SetSceneItemEnabled', { sceneName: 'Host', sceneItemId, sceneItemEnabled: true });
    });
    await differs({ what: 'effects', effects: [{ effect: sign, shows: true }] });
    await desk.call('bringBackupInLine', {});
    await differs(null);
    expect(await signIsOn(backup)).toBe(false);
    for (const obs of [main, backup])
      await at(obs, async (person) => {
        const sceneItemId = await signOf(person);
        await person.call('SetSceneItemEnabled', { sceneName: 'Host', sceneItemId, sceneItemEnabled: true });
      });
  }, 60_000);

  it('goes on when the main one is killed, and takes its place', async () => {
    await begin();
    await desk.go();
    await shows(backup, 'Holding slide');
    await main?.kill();
    await until('it is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    await desk.press();
    await shows(backup, 'Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('notConfirmed');
    await desk.call('connectObs', { address: backup?.url ?? '' });
    await until('its word counts', 8_000, () => desk.seen.session?.run.onAir?.confirmation === 'accepted');
    await main?.restart();
    await at(main, (person) => person.call('SetCurrentProgramScene', { sceneName: 'Panel' }));
    await desk.call('retryBackup', {});
    await there(main);
    await differs({ what: 'scene', program: 'Host', shows: 'Panel', failure: null });
    await desk.call('bringBackupInLine', {});
    await shows(main, 'Host');
    await differs(null);
    expect(await program(backup)).toBe('Host');
  });
});
