import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Segment, Show } from '../../../src/core/show/model';
import { difference } from '../../../src/core/obs/difference';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { segment, show } from '../../support/shows';
import { memory, startRoom, type RoomStage, type RoomStageOptions } from './roomStage';

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

const fade = (duration: number): Segment['transition'] => ({ name: 'Fade', duration });

/** A show of these scenes, in this order. */
function showOf(...segments: readonly Partial<Segment>[]): Show {
  return show(
    segments.map((fields, index) => segment(`s${index}`, fields)),
    { date: null },
  );
}

async function begin(of: Show, options: Partial<RoomStageOptions> = {}): Promise<RoomStage> {
  const target = { address: obs.url, practice: true, password: null };
  stage = startRoom({ show: of, target, ...options });
  await stage.connected();
  return stage;
}

/** A GO after the guard's second, as a person would press it. */
async function goAgain(room: RoomStage): Promise<void> {
  await room.guardIsOver();
  room.go();
}

async function goAgainToSlate(room: RoomStage): Promise<void> {
  room.submit({ type: 'setSlate', on: true });
  await room.heard('takeOnAir', 2);
}

/** The transition that the practice OBS has now. */
function transitionOf(world: PracticeObs): string {
  return world.snapshot().transition;
}

describe('a take', () => {
  it('is accepted by reply and read-back, and on air when the transition has ended', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(400) }));
    room.go();
    const accepted = await room.heard('takeAccepted');
    expect(accepted.after).toBeLessThan(150);
    expect(room.of('takeOnAir')).toEqual([]);
    const onAir = await room.heard('takeOnAir');
    expect(onAir.after).toBeGreaterThanOrEqual(390);
    expect(room.view.observed?.program).toBe('Panel');
  });

  it('to the scene that is on air already is on air at once: OBS sends no event for it', async () => {
    const room = await begin(showOf({ scene: 'Panel' }, { scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    await goAgain(room);
    const { after } = await room.heard('takeOnAir', 2);
    expect(after).toBeLessThan(300);
  });

  it('without a scene is accepted and on air at once', async () => {
    const room = await begin(showOf({ scene: null }));
    const before = room.view.observed?.program;
    room.go();
    await room.heard('takeOnAir');
    expect(room.view.observed?.program).toBe(before);
  });

  it('that OBS refuses shows at once why, and what is still on air', async () => {
    const room = await begin(showOf({ scene: 'Nowhere' }));
    const before = room.view.observed?.program;
    room.go();
    const { failure, still } = await room.heard('takeFailed');
    expect(failure).toMatchObject({ why: 'refused', code: 600 });
    expect(still).toBe(before);
    expect(room.host.state.run.onAir).toBeNull();
  });

  it('that OBS does not answer is an alarm after a second', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'silence', request: 'SetCurrentProgramScene' });
    for (const event of ['CurrentProgramSceneChanged', 'SceneTransitionEnded']) {
      obs.faults.add({ kind: 'drop event', event });
    }
    const pressed = performance.now();
    room.go();
    const { failure } = await room.heard('takeFailed');
    expect(failure).toEqual({ why: 'silent' });
    expect(performance.now() - pressed).toBeGreaterThanOrEqual(990);
    expect(performance.now() - pressed).toBeLessThan(1_500);
  });

  it('whose read-back is not answered is an alarm within the same second', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'silence', request: 'GetCurrentProgramScene' });
    obs.faults.add({ kind: 'drop event', event: 'CurrentProgramSceneChanged' });
    const pressed = performance.now();
    room.go();
    const { failure } = await room.heard('takeFailed');
    expect(failure).toEqual({ why: 'silent' });
    expect(performance.now() - pressed).toBeLessThan(1_500);
  });

  it('that OBS carries out without an answer counts by what OBS did', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'silence', request: 'SetCurrentProgramScene', times: 1 });
    room.go();
    await room.heard('takeOnAir');
    expect(room.of('takeFailed')).toEqual([]);
    expect(room.host.state.run.onAir?.confirmation).toBe('accepted');
  });

  it('whose every word is lost is an alarm, and counts once OBS can be asked', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'silence', request: 'SetCurrentProgramScene', times: 1 });
    for (const event of ['CurrentProgramSceneChanged', 'SceneTransitionEnded']) {
      obs.faults.add({ kind: 'drop event', event, times: 1 });
    }
    room.go();
    await room.heard('takeFailed');
    await room.heard('takeConfirmedLater');
    expect(room.host.state.run.failed).toBeNull();
    expect(room.view.observed?.program).toBe('Panel');
  });

  it('passes its four stages: sent, accepted, transition, on air', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(300) }));
    room.go();
    expect(room.host.state.run.stages).toEqual({
      takeId: room.host.state.run.pending[0]?.takeId,
      scene: 'Panel',
      accepted: null,
      transition: null,
      onAir: null,
    });
    await room.heard('takeOnAir');
    const { accepted, transition, onAir } = room.host.state.run.stages ?? {};
    expect(accepted).toBeLessThan(150);
    expect(transition).toBeLessThan(150);
    expect(onAir).toBeGreaterThanOrEqual(290);
    expect(room.host.state.run.unheard).toBe(false);
  });

  it('whose read-back shows another scene is an alarm that names it', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    const data = { currentProgramSceneName: 'Host' };
    obs.faults.add({ kind: 'misreport', request: 'GetCurrentProgramScene', data, times: 1 });
    room.go();
    const { failure, still } = await room.heard('takeFailed');
    expect(failure).toEqual({ why: 'mismatch', shown: 'Host' });
    expect(still).toBe('Host');
  });

  it('whose end is not heard of is decided by one more read-back', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    for (const event of ['CurrentProgramSceneChanged', 'SceneTransitionEnded', 'SceneTransitionStarted']) {
      obs.faults.add({ kind: 'drop event', event });
    }
    room.go();
    await room.heard('takeAccepted');
    await room.heard('takeOnAirUnheard');
    expect(room.of('takeOnAir')).toEqual([]);
    await room.until('the scene is known', () => room.view.observed?.program === 'Panel');
    // OBS names the scene; what viewers see it did not say: the producer has to.
    expect(room.host.state.run.unheard).toBe(true);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'acceptObs', expectedOnAir, shows: 'Panel' });
    expect(room.host.state.run.unheard).toBe(false);
  });

  it('in a late answer is still accepted', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 400, times: 1 });
    room.go();
    const { after } = await room.heard('takeAccepted');
    expect(after).toBeGreaterThanOrEqual(390);
    await room.heard('takeOnAir');
  });

  it('cut short by a close that OBS had acted on is not confirmed until OBS is back and shows it', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'close', request: 'SetCurrentProgramScene', when: 'after acting', times: 1 });
    room.go();
    await room.heard('takeNotConfirmed');
    expect(room.host.state.run.onAir?.confirmation).toBe('undecided');
    await room.heard('takeConfirmedLater');
    expect(room.host.state.run.onAir?.confirmation).toBe('accepted');
  });

  it('cut short by a close before OBS acted is found not to have been when OBS is back', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'close', request: 'SetCurrentProgramScene', when: 'before acting', times: 1 });
    room.go();
    await room.heard('takeNotConfirmed');
    expect(room.host.state.run.onAir?.confirmation).toBe('undecided');
    const { failure } = await room.heard('takeFailed');
    expect(failure).toMatchObject({ why: 'mismatch' });
    expect(room.host.state.run.onAir).toBeNull();
  });

  it('that a person overtakes is not waited for any more', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(2_000) }));
    room.go();
    await room.heard('takeAccepted');
    obs.person.switchScene('Host');
    await room.heard('sceneChangedInObs');
    expect(room.host.state.run.settling).toBeNull();
    expect(room.of('takeOnAir')).toEqual([]);
  });

  it('that cuts into a transition sets none meanwhile, is as short as it wanted to be, and OBS goes on telling', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(6_000) }, { scene: 'Host' }));
    room.go();
    await room.heard('takeAccepted');
    await goAgain(room);
    const { after } = await room.heard('takeOnAir');
    expect(after).toBeLessThan(500);
    expect(room.view.observed?.program).toBe('Host');
    await room.until('the transition is back', () => transitionOf(obs) === 'Cut');
    expect(obs.snapshot().transitionDuration).toBe(300);
    await goAgainToSlate(room);
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('back to the scene that is being left is on air when the transition ends', async () => {
    obs.person.switchScene('Host');
    const room = await begin(showOf({ scene: 'Host' }, { scene: 'Panel', transition: fade(1_200) }));
    room.go();
    await room.heard('takeOnAir');
    await goAgain(room);
    await room.heard('takeAccepted', 2);
    room.submit({ type: 'back', expectedOnAir: room.host.state.run.onAir?.takeId ?? null });
    await room.heard('takeOnAir', 2);
    expect(room.view.observed?.program).toBe('Host');
    await room.until('the transition is back', () => transitionOf(obs) === 'Cut');
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('of the slate that comes on the heels of a GO is not held up and wins', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(600) }));
    room.go();
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeAccepted', 2);
    await room.heard('takeOnAir');
    expect(room.of('takeFailed')).toEqual([]);
    expect(room.view.observed?.program).toBe('Holding slide');
  });

  it('works in studio mode and leaves it on', async () => {
    obs.person.setStudioMode(true);
    const room = await begin(showOf({ scene: 'Panel', transition: fade(200) }));
    room.go();
    await room.heard('takeOnAir');
    expect(room.view.observed).toMatchObject({ program: 'Panel', studioMode: true });
  });

  it('while OBS changes its scene collection waits for it', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.person.openSceneCollection('Other', ['Holding slide', 'Panel']);
    await room.until('the change has begun', () => !room.room.planCaptionSetup().ok);
    room.go();
    await room.heard('takeAccepted');
    expect(room.of('takeFailed')).toEqual([]);
  });
});

describe('a borrowed transition', () => {
  it('goes back by a message of its own after the end', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(250) }));
    room.go();
    await room.heard('takeAccepted');
    expect(transitionOf(obs)).toBe('Fade');
    expect(room.memory.borrowed).toMatchObject({
      obs: 'practice',
      transition: { name: 'Cut', chosen: 'Fade' },
    });
    await room.heard('takeOnAir');
    await room.until('it is back', () => transitionOf(obs) === 'Cut' && room.memory.borrowed === null);
    expect(room.view.observed?.currentTransition).toBe('Cut');
    expect(room.of('leftoverCleared')).toEqual([]);
  });

  it('goes back after a take that failed', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(250) }));
    obs.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 703 });
    room.go();
    await room.heard('takeFailed');
    await room.until('it is back', () => transitionOf(obs) === 'Cut');
    await room.until('it is forgotten', () => room.memory.borrowed === null);
    expect(room.view.observed?.currentTransition).toBe('Cut');
  });

  it('is only the duration where OBS does not have the take’s transition, and the scene is taken', async () => {
    obs.person.setTransition('Fade', 400);
    const room = await begin(showOf({ scene: 'Panel', transition: { name: 'Swipe', duration: 700 } }));
    room.go();
    await room.heard('takeOnAir');
    await room.until('the duration is back', () => obs.snapshot().transitionDuration === 400);
    expect(transitionOf(obs)).toBe('Fade');
  });

  it('is nothing at all where OBS does not have the take’s, and has not told a duration', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: { name: 'Swipe', duration: 700 } }));
    room.go();
    await room.heard('takeOnAir');
    await room.until('it is settled', () => room.memory.borrowed === null);
    expect(obs.snapshot()).toMatchObject({ transition: 'Cut', transitionDuration: 300 });
  });

  it('gets its old duration back as well', async () => {
    obs.person.setTransition('Fade', 800);
    const room = await begin(showOf({ scene: 'Panel', transition: fade(250) }));
    const durations = (): number => obs.snapshot().transitionDuration;
    room.go();
    await room.heard('takeAccepted');
    expect(durations()).toBe(250);
    await room.heard('takeOnAir');
    await room.until('it is back', () => durations() === 800);
  });

  it('gets back a duration that OBS had not told while it was on a Cut', async () => {
    expect(obs.snapshot().transitionDuration).toBe(300);
    const room = await begin(showOf({ scene: 'Panel', transition: fade(250) }));
    room.go();
    await room.heard('takeAccepted');
    expect(obs.snapshot().transitionDuration).toBe(250);
    await room.heard('takeOnAir');
    await room.until('it is back', () => obs.snapshot().transitionDuration === 300);
    expect(transitionOf(obs)).toBe('Cut');
  });

  it('waits while OBS’s own cursor says that the transition still runs', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(100) }));
    obs.faults.add({ kind: 'drop event', event: 'SceneTransitionEnded', times: 1 });
    const data = { transitionCursor: 0.5 };
    obs.faults.add({ kind: 'misreport', request: 'GetCurrentSceneTransitionCursor', data, times: 1 });
    room.go();
    await room.heard('takeOnAir');
    await room.until('it runs longer than it should', () => {
      const duration = room.view.observed?.transitioning?.duration ?? 0;
      return duration > 1_000;
    });
    expect(transitionOf(obs)).toBe('Fade');
    await room.until('it is back', () => transitionOf(obs) === 'Cut');
  });

  it('is forgotten where somebody has chosen another in the middle of a take that was not answered', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: fade(800) }));
    obs.faults.add({ kind: 'silence', request: 'SetCurrentProgramScene', times: 1 });
    room.go();
    await room.until('it runs', () => room.view.observed?.transitioning !== null);
    expect(room.memory.borrowed).toMatchObject({ transition: { name: 'Cut', chosen: 'Fade' } });
    obs.person.setTransition('Cut');
    await room.until('it is forgotten', () => room.memory.borrowed === null);
    expect(transitionOf(obs)).toBe('Cut');
  });

  it('left behind by a kill goes back at the next connect, and the log says so', async () => {
    obs.person.setTransition('Fade');
    const kept = memory({
      obs: 'practice',
      transition: { name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] },
      muted: [],
      studioMode: false,
    });
    const room = await begin(showOf({ scene: 'Panel' }), { memory: kept });
    expect(await room.heard('leftoverCleared')).toMatchObject({ what: 'transition', name: 'Cut' });
    expect(transitionOf(obs)).toBe('Cut');
    expect(kept.borrowed).toBeNull();
  });

  it('of another OBS is none of this one’s', async () => {
    obs.person.setTransition('Fade');
    const kept = memory({
      obs: 'ws://10.0.0.7:4455',
      transition: { name: 'Cut', duration: null, chosen: 'Fade', earlier: [] },
      muted: [],
      studioMode: false,
    });
    const room = await begin(showOf({ scene: 'Panel' }), { memory: kept });
    room.go();
    await room.heard('takeOnAir');
    expect(transitionOf(obs)).toBe('Fade');
  });
});

describe('a person at OBS', () => {
  it('who changes the scene is told of and not fought', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.switchScene('Host');
    expect(await room.heard('sceneChangedInObs')).toMatchObject({ scene: 'Host' });
    expect(room.view.observed?.program).toBe('Host');
    const differs = (): unknown => room.view.observed && difference(room.host.state, room.view.observed);
    await room.until('it can be told', () => differs() !== null);
    expect(differs()).toEqual({ expected: 'Panel', shown: 'Host' });
    expect(room.of('takeRequested')).toHaveLength(1);
  });

  it('who goes on to the next segment is followed, and nothing is sent', async () => {
    const room = await begin(showOf({ scene: 'Panel' }, { scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.switchScene('Host');
    const { since = 0 } = await room.heard('sceneChangedInObs');
    const before = obs.snapshot();
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'follow', expectedOnAir, segmentId: 's1', since });
    expect(room.host.state.run.onAir).toMatchObject({ segment: { id: 's1' }, startedAt: since });
    expect(room.view.observed && difference(room.host.state, room.view.observed)).toBeNull();
    expect(obs.snapshot()).toEqual(before);
    expect(room.of('takeRequested')).toHaveLength(1);
  });

  it('who is right is left alone until the next take that names a scene', async () => {
    const room = await begin(showOf({ scene: 'Panel' }, { scene: 'Panel + Q&A' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.switchScene('Host');
    await room.heard('sceneChangedInObs');
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'acceptObs', expectedOnAir, shows: 'Host' });
    expect(room.host.state.run.changedInObs).toMatchObject({ scene: 'Host', accepted: true });
    expect(obs.snapshot().program).toBe('Host');
    await goAgain(room);
    await room.heard('takeOnAir', 2);
    expect(room.host.state.run.changedInObs).toBeNull();
    expect(obs.snapshot().program).toBe('Panel + Q&A');
  });

  it('who leaves studio mode with another preview has changed no scene', async () => {
    obs.person.setStudioMode(true);
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.preview('Host');
    obs.person.setStudioMode(false);
    await room.until('studio mode is off', () => room.view.observed?.studioMode === false);
    obs.person.switchScene('Panel + Q&A');
    await room.heard('sceneChangedInObs');
    expect(room.of('sceneChangedInObs')).toMatchObject([{ scene: 'Panel + Q&A' }]);
  });

  it('who renames the scene on air is followed', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.renameScene('Panel', 'Round table');
    await room.until('the name is known', () => room.view.observed?.program === 'Round table');
    expect(room.view.observed?.scenes).toContain('Round table');
    expect(room.view.observed?.scenes).not.toContain('Panel');
  });

  it('who adds and removes scenes is followed', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.person.addScene('Break');
    await room.until('it is there', () => room.view.observed?.scenes.includes('Break') === true);
    obs.person.removeScene('Break');
    await room.until('it is gone', () => room.view.observed?.scenes.includes('Break') === false);
    expect(room.of('sceneChangedInObs')).toEqual([]);
  });
});
