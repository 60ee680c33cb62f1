import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { segment, show } from '../../support/shows';
import { type Ground, type RunningObs, virtualGround } from '../truth/ground';
import { startRoom, type RoomStage } from './roomStage';
import { airSeen, alarmsSeen } from './seen';

/** An OBS that goes away in the middle of a show, in a time of its own. */
let ground: Ground;
let room: RoomStage;

beforeEach(async () => {
  ground = virtualGround(1);
  running().person.setTransition('Cut');
  const { surroundings } = ground;
  room = startRoom({
    show: show([segment('a', { scene: 'Panel' }), segment('b', { scene: 'Host' })], { date: null }),
    target: { address: ground.address, practice: true, password: null },
    ...(surroundings ? { surroundings } : {}),
  });
  await ground.pass(1_000);
  room.go();
  await ground.pass(2_000);
  if (airSeen(room)?.status !== 'practice' || alarmsSeen(room).length > 0) throw new Error('not on air');
});

afterEach(async () => {
  await room.dispose();
  await ground.close();
});

function running(): RunningObs {
  const obs = ground.obs();
  if (!obs) throw new Error('OBS is not running');
  return obs;
}

describe('an OBS that goes away', () => {
  it('half-open, with its socket still there, is said to have stopped answering within 10 s', async () => {
    running().faults.halfOpen(true);
    await ground.pass(10_100);
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(room)).toMatchObject([
      { kind: 'obsRetrying', problem: 'notAnswering', still: 'Panel' },
    ]);
    running().faults.halfOpen(false);
    await ground.pass(12_000);
    expect(airSeen(room)?.status).toBe('practice');
    expect(alarmsSeen(room)).toEqual([]);
  });

  it('half-open under a GO is an alarm after a second, and what came of it is told', async () => {
    running().faults.halfOpen(true);
    room.go();
    await ground.pass(1_100);
    expect(alarmsSeen(room)).toMatchObject([
      { kind: 'takeFailed', failed: { failure: { why: 'silent' } }, still: 'Panel' },
    ]);
    running().faults.halfOpen(false);
    await ground.pass(1_000);
    expect(airSeen(room)?.status).toBe('practice');
    expect(room.host.state.run.onAir?.segment.id).toBe('b');
    expect(alarmsSeen(room)).toEqual([]);
    expect(room.host.log.map(({ key }) => key)).toContain('confirmedLate');
  });

  it('killed and started again shows what it shows, and is sent nothing until the producer says so', async () => {
    ground.restart(4_000);
    await ground.pass(500);
    expect(airSeen(room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(room)).toMatchObject([{ kind: 'obsRetrying', problem: 'closed', still: 'Panel' }]);
    room.go();
    expect(room.host.state.run.onAir).toMatchObject({ segment: { id: 'b' }, confirmation: 'notConfirmed' });
    await ground.pass(15_000);
    expect(running().snapshot().program).toBe('Panel');
    expect(airSeen(room)).toEqual({ status: 'differs', asked: 'Host', shows: 'Panel', changed: false });
    expect(alarmsSeen(room)).toMatchObject([{ kind: 'differs', asked: 'Host', shows: 'Panel' }]);
    room.submit({ type: 'takeAgain', expectedOnAir: room.host.state.run.onAir?.takeId ?? null });
    await ground.pass(2_000);
    expect(airSeen(room)?.status).toBe('practice');
    expect(alarmsSeen(room)).toEqual([]);
  });
});
