import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Segment, Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { airOf, type Air } from '../../../src/renderer/client/air';
import { segment, show } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

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

/** What the deck says of what should be on air. */
function seen({ host, room }: RoomStage): Air | null {
  return airOf(host.state.document.show, host.state.run, room.view);
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
    await first.until('it is said', () => seen(first)?.status === 'differs');
    expect(seen(first)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Host', changed: true });
    expect(seen(second)?.status).toBe('practice');
    expect(obs.snapshot().program).toBe('Host');
  });

  it('that another scene collection is open, and that all is well when it is changed back', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.openSceneCollection('Evening', ['Studio', 'Street']);
    await room.until('the other one is seen', () => seen(room)?.status === 'differs');
    expect(seen(room)).toEqual({ status: 'differs', asked: 'Panel', shows: 'Studio', changed: true });
    obs.person.openSceneCollection('Practice', []);
    await room.until('all is well', () => seen(room)?.status === 'practice');
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

  it('that a take counts by what OBS did, though its reply is 5 s late', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 5_000, times: 1 });
    room.go();
    await room.heard('takeOnAir');
    expect(room.of('takeFailed')).toEqual([]);
    expect(seen(room)?.status).toBe('practice');
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
    expect(seen(room)?.status).toBe('notConfirmed');
  });
});
