import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, refused } from '../../../src/core/result';
import { ownNames } from '../../../src/core/obs/ownership';
import type { Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { segment, show } from '../../support/shows';
import { virtualGround } from '../truth/ground';
import { startRoom, type RoomStage } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage | null = null;

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await obs.close();
});

const wanted: Show = show([segment('s0', { scene: 'Host' }), segment('s1', { scene: 'Studio two' })], {
  date: null,
  title: 'Our show',
  slateScene: 'Pause',
});

async function begin(of: Show = wanted): Promise<RoomStage> {
  stage = startRoom({ show: of, target: { address: obs.url, practice: true, password: null } });
  await stage.connected();
  return stage;
}

function scenes(): readonly string[] {
  return obs.snapshot().scenes.map(({ name }) => name);
}

function items(scene: string): readonly string[] {
  const found = obs.snapshot().scenes.find(({ name }) => name === scene);
  return found?.items.map(({ source }) => source) ?? [];
}

describe('"Build my OBS"', () => {
  it('says exactly what it would make, makes it, and nothing the second time', async () => {
    const { room } = await begin();
    const before = obs.snapshot();
    const plan = room.planBuild();
    if (!plan.ok) throw new Error(plan.problem.code);
    expect(plan.value.steps.slice(0, 4)).toEqual([
      { kind: 'createScene', scene: 'Studio two' },
      { kind: 'createScene', scene: 'Pause' },
      expect.objectContaining({ kind: 'createInput', scene: 'Pause', input: 'Lectern slate' }),
      expect.objectContaining({ kind: 'createInput', scene: 'Pause', input: 'Lectern slate title' }),
    ]);
    expect(obs.snapshot()).toEqual(before);

    expect(await room.buildObs()).toEqual(ok(null));
    expect(scenes()).toEqual(expect.arrayContaining(['Studio two', 'Pause', 'Lectern captions']));
    expect(stage?.view.observed?.captions).toMatchObject({ sceneReady: true, missingIn: [] });
    const after = obs.snapshot();
    expect(room.planBuild()).toMatchObject({ ok: true, value: { steps: [] } });
    expect(await room.buildObs()).toEqual(ok(null));
    expect(obs.snapshot()).toEqual(after);
  });

  it('is made once, also where it is asked for twice at once, beside the captions', async () => {
    const { room } = await begin();
    const all = await Promise.all([room.setUpCaptions(), room.buildObs(), room.buildObs()]);
    expect(all).toEqual([ok(null), ok(null), ok(null)]);
    expect(room.planBuild()).toMatchObject({ ok: true, value: { steps: [] } });
  });

  it('is taken away again, and OBS is as it was', async () => {
    const { room } = await begin();
    const before = obs.snapshot();
    await room.buildObs();
    expect(await room.planRemoval()).toMatchObject({ ok: true, value: { keeps: [] } });
    expect(await room.removeBuilt()).toEqual(ok(null));
    const { scenes: left, inputs } = obs.snapshot();
    const items = (of: typeof left): unknown => of.map(({ name, items }) => [name, items]);
    expect(items(left)).toEqual(items(before.scenes));
    expect(inputs).toEqual(before.inputs);
    expect(await room.planRemoval()).toEqual(ok({ removes: [], keeps: [] }));
  });

  it('keeps a scene of ours that somebody has put a camera into, and the one on air', async () => {
    const { room, until } = await begin();
    await room.buildObs();
    obs.person.addInput('Studio two', 'Camera 2');
    obs.person.switchScene('Pause');
    await until('the slate is on air', () => stage?.view.observed?.program === 'Pause');
    const keeps = [
      { scene: 'Studio two', why: 'holdsMore' },
      { scene: 'Pause', why: 'onAir' },
    ];
    expect(await room.planRemoval()).toMatchObject({ ok: true, value: { keeps } });
    expect(await room.removeBuilt()).toEqual(ok(null));
    expect(scenes()).toEqual(expect.arrayContaining(['Studio two', 'Pause']));
    expect(scenes()).not.toContain('Lectern captions');
  });

  it('leaves a person’s own source where they have put it into a scene of the captions', async () => {
    const { room } = await begin();
    await room.buildObs();
    obs.person.addInput(ownNames.captions, 'My sponsor logo');
    await stage?.until('it is seen', () => items(ownNames.captions).includes('My sponsor logo'));
    expect(await room.planRemoval()).toMatchObject({
      ok: true,
      value: {
        removes: expect.arrayContaining(['Studio two', 'Pause']),
        keeps: expect.arrayContaining([{ scene: ownNames.captions, why: 'holdsMore' }]),
      },
    });
    const before = items(ownNames.captions);
    expect(await room.removeBuilt()).toEqual(ok(null));
    expect(items(ownNames.captions)).toEqual(before);
    expect(scenes()).not.toContain('Studio two');
  });

  it('leaves a scene that a person shows in one of their own, and what that one holds', async () => {
    const { room } = await begin();
    await room.buildObs();
    obs.person.addItem('Panel', 'Studio two');
    obs.person.addItem('Studio two', 'Pause');
    await stage?.until('it is seen', () => items('Studio two').includes('Pause'));
    expect(await room.planRemoval()).toMatchObject({
      ok: true,
      value: {
        keeps: [
          { scene: 'Studio two', why: 'shown', within: 'Panel' },
          { scene: 'Pause', why: 'shown', within: 'Studio two' },
        ],
      },
    });
    expect(await room.removeBuilt()).toEqual(ok(null));
    expect(items('Panel')).toContain('Studio two');
    expect(items('Studio two')).toContain('Pause');
    // The captions were put there by us.
    expect(scenes()).not.toContain(ownNames.captions);
  });

  it('is not taken away under a live show', async () => {
    const running = await begin();
    await running.room.buildObs();
    running.go();
    await running.heard('takeOnAir');
    expect(await running.room.removeBuilt()).toEqual(refused({ code: 'runIsLive' }));
    expect(scenes()).toContain('Studio two');
  });

  it('says of an OBS that is only slow that it may have made all of it, and looks again at what is left', async () => {
    const ground = virtualGround(1);
    const slow = ground.obs();
    if (!slow) throw new Error('OBS is not running');
    stage = startRoom({
      show: wanted,
      target: { address: ground.address, practice: true, password: null },
      ...(ground.surroundings ? { surroundings: ground.surroundings } : {}),
    });
    const { room } = stage;
    await ground.pass(1_000);
    slow.faults.add({ kind: 'delay', request: 'CreateScene', ms: 25_000, times: 1 });
    const built = room.buildObs();
    await ground.pass(21_000);
    expect(await built).toEqual(refused({ code: 'obsSilent' }));
    expect(stage.view.link.status).toBe('connected');
    expect(room.planBuild()).toMatchObject({ ok: true, value: { steps: [] } });

    slow.faults.add({ kind: 'delay', request: 'RemoveScene', ms: 25_000, times: 1 });
    const removed = room.removeBuilt();
    await ground.pass(21_000);
    expect(await removed).toEqual(refused({ code: 'obsSilent' }));
    const left = room.planRemoval();
    await ground.pass(1_000);
    expect(await left).toEqual(ok({ removes: [], keeps: [] }));
    await stage.dispose();
    stage = null;
    await ground.close();
  });

  it('says so where OBS is away, and where it will not', async () => {
    const { room, until } = await begin();
    obs.faults.add({ kind: 'refuse', request: 'CreateScene', code: 701, comment: 'Not today', times: 1 });
    expect(await room.buildObs()).toEqual(refused({ code: 'buildFailed', comment: 'Not today' }));
    await obs.close();
    await until('it is away', () => stage?.view.link.status !== 'connected');
    expect(room.planBuild()).toEqual(refused({ code: 'obsAway' }));
    expect(await room.planRemoval()).toEqual(refused({ code: 'obsAway' }));
  });
});
