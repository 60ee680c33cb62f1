import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceMissed } from '../../../src/core/run/advance';
import { minute, second } from '../../../src/core/time/units';
import { segment, show } from '../../support/shows';
import { type Ground, type RunningObs, virtualGround } from '../truth/ground';
import { startRoom, type RoomStage } from './roomStage';

/** A segment that gives way by itself, on an OBS, in a time of its own: docs/live.md. */
let ground: Ground;
let room: RoomStage;

beforeEach(async () => {
  ground = virtualGround(1);
  running().person.setTransition('Cut');
  const { surroundings } = ground;
  room = startRoom({
    show: show(
      [
        segment('a', { scene: 'Panel', duration: minute, advance: 'atItsEnd' }),
        segment('b', { scene: 'Host' }),
      ],
      { date: null },
    ),
    target: { address: ground.address, practice: true, password: null },
    ...(surroundings ? { surroundings } : {}),
  });
  await ground.pass(1_000);
  room.go();
  await ground.pass(minute - 5 * second);
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

const onAir = (): string | undefined => room.host.state.run.onAir?.segment.id;
const missed = (): string | null => advanceMissed(room.host.state.document.show, room.host.state.run);

describe('at its end', () => {
  it('OBS shows the scene of Next, asked for once, with no hand on it', async () => {
    expect([onAir(), running().snapshot().program]).toEqual(['a', 'Panel']);
    const { startedAt = 0 } = room.host.state.run.onAir ?? {};
    await ground.pass(10 * second);
    expect([onAir(), running().snapshot().program]).toEqual(['b', 'Host']);
    expect(room.host.state.run.onAir?.startedAt).toBe(startedAt + minute);
    expect(room.host.state.run.onAir?.confirmation).toBe('accepted');
    await ground.pass(20 * minute);
    expect(room.of('takeRequested').map(({ take }) => take.byItself)).toEqual([false, true]);
  });

  it('with OBS away it does not go, says so, and does not go when OBS is back; GO does', async () => {
    running().faults.refuseConnections(true);
    running().faults.dropConnections();
    await ground.pass(10 * second);
    expect([onAir(), missed()]).toEqual(['a', 'obsAway']);
    running().faults.refuseConnections(false);
    await ground.pass(30 * second);
    expect(room.view.link.status).toBe('connected');
    expect([onAir(), running().snapshot().program]).toEqual(['a', 'Panel']);
    room.go();
    await ground.pass(2 * second);
    expect([onAir(), running().snapshot().program]).toEqual(['b', 'Host']);
  });

  it('held it does not go, and does not go late once Hold is released', async () => {
    room.submit({ type: 'setHold', on: true });
    await ground.pass(10 * second);
    room.submit({ type: 'setHold', on: false });
    await ground.pass(10 * second);
    expect([onAir(), missed(), running().snapshot().program]).toEqual(['a', 'held', 'Panel']);
  });
});
