import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { segment, show } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage | null = null;

beforeEach(async () => {
  obs = await startPracticeObs({ scenes: ['Host', 'Panel', 'Slides', 'Away'] });
  obs.person.setTransition('Cut');
  obs.person.switchScene('Away');
  obs.person.setStudioMode(true);
  obs.person.preview('Slides');
  obs.person.setTransition('Fade', 100);
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await obs.close();
});

const wanted: Show = show(
  [segment('s0', { scene: 'Host' }), segment('s1', { scene: 'Panel' }), segment('s2', { scene: 'Panel' })],
  { date: null },
);

async function begin(): Promise<RoomStage> {
  stage = startRoom({ show: wanted, target: { address: obs.url, practice: true, password: null } });
  await stage.connected();
  return stage;
}

async function seen(room: RoomStage, scene: string): Promise<void> {
  await room.until(`'${scene}' is in the preview`, () => room.view.observed?.preview === scene);
}

describe('Next in OBS’s preview', () => {
  it('is put there when the producer asks for it, and follows each take', async () => {
    const room = await begin();
    expect(obs.snapshot().preview).not.toBe('Host');
    room.room.previewNext(true);
    await seen(room, 'Host');
    room.go();
    await room.heard('takeOnAir');
    await seen(room, 'Panel');
    expect(room.view.observed?.program).toBe('Host');
  });

  it('is the one that a hand chose, from then on, and the planned one again after it', async () => {
    const room = await begin();
    room.room.previewNext(true);
    await seen(room, 'Host');
    const choose = (segmentId: string | null, expectedNext: string): void =>
      room.submit({ type: 'setNext', expectedOnAir: null, expectedNext, segmentId });
    choose('s1', 's0');
    await seen(room, 'Panel');
    choose(null, 's1');
    await seen(room, 'Host');
    expect(room.of('takeRequested')).toEqual([]);
  });

  it('is not put there unasked', async () => {
    const room = await begin();
    room.go();
    await room.heard('takeOnAir');
    // All that was sent for the take is done: OBS answers in order.
    await room.room.setUpCaptions();
    // OBS itself swaps the two.
    expect(obs.snapshot().preview).toBe('Away');
  });

  it('is not put there because OBS was connected: that changes nothing', async () => {
    stage = startRoom({ show: wanted, target: { address: obs.url, practice: true, password: null } });
    stage.room.previewNext(true);
    await stage.connected();
    await stage.room.setUpCaptions();
    expect(obs.snapshot().preview).toBe('Slides');
    stage.go();
    await stage.heard('takeOnAir');
    await seen(stage, 'Panel');
  });

  it('leaves what a person puts there, until Next changes', async () => {
    const room = await begin();
    room.room.previewNext(true);
    await seen(room, 'Host');
    obs.person.preview('Slides');
    await seen(room, 'Slides');
    room.submit({ type: 'setHold', on: true });
    await room.room.setUpCaptions();
    expect(obs.snapshot().preview).toBe('Slides');
    room.go();
    await room.heard('takeOnAir');
    await seen(room, 'Panel');
  });

  it('comes with studio mode, and again after two segments of one scene', async () => {
    obs.person.setStudioMode(false);
    const room = await begin();
    room.room.previewNext(true);
    obs.person.setStudioMode(true);
    await seen(room, 'Host');
    room.go();
    await room.heard('takeOnAir');
    await seen(room, 'Panel');
    obs.person.preview('Away');
    await seen(room, 'Away');
    await room.guardIsOver();
    room.go();
    await room.heard('takeOnAir', 2);
    await seen(room, 'Panel');
    expect(obs.snapshot().preview).toBe('Panel');
  });
});
