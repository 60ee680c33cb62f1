import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { webinar } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage | null = null;

beforeEach(async () => {
  obs = await startPracticeObs();
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await obs.close();
});

async function begin(show: Show = webinar({ date: null })): Promise<RoomStage> {
  stage = startRoom({ show, target: { address: obs.url, practice: true, password: null } });
  await stage.connected();
  return stage;
}

describe('a take', () => {
  it('is accepted by reply and read-back, and on air when the transition has ended', async () => {
    const room = await begin();
    room.go();
    const accepted = await room.heard('takeAccepted');
    const onAir = await room.heard('takeOnAir');
    expect(accepted.after).toBeLessThan(100);
    expect(onAir.after).toBeGreaterThanOrEqual(accepted.after);
    expect(room.view.observed?.program).toBe('Holding slide');
  });
});
