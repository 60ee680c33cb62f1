import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownNames } from '../../../src/core/obs/ownership';
import type { Segment, Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { segment, show, speaker } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';
import { airSeen, alarmsSeen } from './seen';

/** Faults and other hands at OBS, by what the operator sees of them. */
let obs: PracticeObs;
const stages: RoomStage[] = [];

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
});

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.dispose();
  await obs.close();
});

function showOf(...segments: readonly Partial<Segment>[]): Show {
  return show(
    segments.map((fields, index) => segment(`s${index}`, fields)),
    { date: null },
  );
}

async function begin(of: Show): Promise<RoomStage> {
  const stage = startRoom({ show: of, target: { address: obs.url, practice: true, password: null } });
  stages.push(stage);
  await stage.connected();
  return stage;
}

function expectedOnAir({ host }: RoomStage): string | null {
  return host.state.run.onAir?.takeId ?? null;
}

/** Every question what OBS shows that was answered so far, or not. */
function timesAsked({ sent }: RoomStage): number {
  return sent.filter((type) => type === 'GetCurrentProgramScene').length;
}

describe('the operator sees', () => {
  it('what the other of two consoles took, as somebody’s change', async () => {
    const first = await begin(showOf({ scene: 'Panel' }));
    const second = await begin(showOf({ scene: 'Host' }));
    first.go();
    await first.heard('takeOnAir');
    second.go();
    await second.heard('takeOnAir');
    await first.heard('sceneChangedInObs');
    await first.until('it is said', () => airSeen(first)?.status === 'differs');
    expect(airSeen(first)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Host', changed: true });
    expect(airSeen(second)?.status).toBe('practice');
    expect(obs.snapshot().program).toBe('Host');
  });

  it('that another scene collection is open, and that all is well when it is changed back', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.openSceneCollection('Evening', ['Studio', 'Street']);
    await room.until('the other one is seen', () => airSeen(room)?.status === 'differs');
    expect(airSeen(room)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Studio', changed: true });
    obs.person.openSceneCollection('Practice', []);
    await room.until('all is well', () => airSeen(room)?.status === 'practice');
    expect(room.host.state.run.changedInObs).toBeNull();
    expect(room.of('takeRequested')).toHaveLength(1);
  });

  it('a refusal where the scene goes between GO and reply', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    obs.person.removeScene('Panel');
    const { failure, still } = await room.heard('takeFailed');
    expect(failure).toMatchObject({ why: 'refused', code: 600 });
    expect(still).toBe(obs.snapshot().program);
    expect(room.host.state.run.onAir).toBeNull();
  });

  it('a refusal where the scene is renamed between GO and reply, and the way on under its new name', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    obs.person.renameScene('Panel', 'Round table');
    const { failure } = await room.heard('takeFailed');
    expect(failure).toMatchObject({ why: 'refused', code: 600 });
    await room.heard('showEdited');
    expect(alarmsSeen(room)[0]).toMatchObject({ kind: 'takeFailed', still: 'Holding slide' });
    await room.guardIsOver();
    room.go();
    await room.heard('takeOnAir');
    expect(room.view.observed?.program).toBe('Round table');
    expect(airSeen(room)?.status).toBe('practice');
    expect(alarmsSeen(room)).toEqual([]);
  });

  it('the slate, though the reply to the GO before it comes after its own', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 400, times: 1 });
    room.go();
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeAccepted', 2);
    await room.until('both are settled', () => room.host.state.run.settling === null);
    expect(room.host.state.run).toMatchObject({ slate: { confirmation: 'accepted' }, pending: [] });
    expect(room.host.state.run.onAir?.segment.id).toBe('s0');
    expect(obs.showing()).toEqual(['Holding slide']);
    expect(airSeen(room)?.status).toBe('practice');
    expect(alarmsSeen(room)).toEqual([]);
  });

  it('that a take counts by what OBS did, though its reply is 5 s late', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 5_000, times: 1 });
    room.go();
    await room.heard('takeOnAir');
    expect(room.of('takeFailed')).toEqual([]);
    expect(airSeen(room)?.status).toBe('practice');
  });

  it('what the producer took after somebody’s change, though OBS’s word of that change comes late', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.faults.add({ kind: 'delay', request: 'GetCurrentProgramScene', ms: 400, times: 1 });
    obs.person.switchScene('Host');
    await room.until('it is asked about', () => timesAsked(room) === 2);
    room.submit({ type: 'takeAgain', expectedOnAir: expectedOnAir(room) });
    await room.heard('takeOnAir', 2);
    // Once more: the late answer is older than the take.
    await room.until('it is asked again', () => timesAsked(room) === 4);
    await room.until('all is well', () => airSeen(room)?.status === 'practice');
    expect(room.of('sceneChangedInObs')).toEqual([]);
    expect(obs.snapshot().program).toBe('Panel');
  });

  it('a refusal, and nothing is chosen in the middle of somebody’s fade for a scene that is not there', async () => {
    obs.person.setTransition('Fade', 300);
    const room = await begin(showOf({ scene: 'Nowhere', transition: { name: 'Cut', duration: null } }));
    obs.person.switchScene('Panel');
    // OBS has begun, and the console has not yet heard of it.
    room.go();
    expect((await room.heard('takeFailed')).failure).toMatchObject({ why: 'refused', code: 600 });
    await room.heard('sceneChangedInObs');
    expect(obs.showing()).toEqual(['Panel']);
    expect(room.view.observed).toMatchObject({ program: 'Panel', currentTransition: 'Fade' });
  });

  it('“not confirmed” where OBS is stuck in somebody’s fade away and back, until it is accepted', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.setTransition('Fade', 300);
    obs.person.switchScene('Panel');
    obs.person.setTransition('Cut');
    obs.person.switchScene('Host');
    expect(obs.showing()).toEqual(['Host', 'Panel']);
    await room.until('it is said', () => room.host.state.run.unheard);
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(room.host.log.at(-1)?.key).toBe('endUnheard');
    room.submit({ type: 'acceptObs', expectedOnAir: expectedOnAir(room), shows: 'Host' });
    expect(airSeen(room)?.status).toBe('practice');
    // Of what is done now between these two OBS tells nothing: it is asked.
    obs.person.switchScene('Panel');
    await room.until('it is found', () => airSeen(room)?.status === 'differs');
    expect(room.view.observed?.program).toBe('Panel');
  });

  it('a name that OBS brings in after it was given up taken out again', async () => {
    const people = { date: null, speakers: [speaker('ann')] };
    const room = startRoom({
      show: show([segment('s0', { scene: 'Panel', speakerIds: ['ann'] })], people),
      target: { address: obs.url, practice: true, password: null },
    });
    stages.push(room);
    await room.connected();
    await room.room.setUpCaptions();
    room.go();
    await room.heard('takeOnAir');
    obs.faults.halfOpen(true);
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    expect(await room.heard('captionFailed')).toMatchObject({ problem: 'silent' });
    const switched: boolean[] = [];
    const end = obs.onChange(({ scenes }) => {
      const item = scenes.find(({ name }) => name === ownNames.captions)?.items[0];
      if (item && switched.at(-1) !== item.enabled) switched.push(item.enabled);
    });
    obs.faults.halfOpen(false);
    await room.until('it came and went', () => switched.join().endsWith('true,false'));
    end();
    await room.until('the console knows', () => room.view.observed?.captionVisible === false);
    expect(room.host.state.run.caption).toBeNull();
  });

  it.each(['on', 'off'])('“on air” at once where studio mode is turned %s mid-fade', async (turned) => {
    obs.person.setStudioMode(turned === 'off');
    const fade = { name: 'Fade', duration: 3_000 };
    const room = await begin(showOf({ scene: 'Panel', transition: fade }, { scene: 'Panel' }));
    room.go();
    await room.heard('takeAccepted');
    obs.person.setStudioMode(turned === 'on');
    // OBS cuts to the end of the fade, and never says so.
    expect(obs.showing()).toEqual(['Panel']);
    expect((await room.heard('takeOnAir')).after).toBeLessThan(1_500);
    expect(airSeen(room)?.status).toBe('practice');
    await room.until('the transition is back', () => obs.snapshot().transition === 'Cut');
    await room.guardIsOver();
    room.go();
    await room.heard('takeOnAir', 2);
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('“not confirmed” where somebody chooses a transition in the middle of a take', async () => {
    const room = await begin(showOf({ scene: 'Panel', transition: { name: 'Fade', duration: 600 } }));
    room.go();
    await room.heard('takeAccepted');
    obs.person.setTransition('Cut');
    await room.heard('takeOnAirUnheard');
    await room.until('the scene is known', () => room.view.observed?.program === 'Panel');
    // OBS names one scene, and stays between two.
    expect(obs.showing()).toEqual(['Holding slide', 'Panel']);
    expect(airSeen(room)?.status).toBe('notConfirmed');
  });
});
