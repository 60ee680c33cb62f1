import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { segment, show } from '../../support/shows';
import { airSeen, alarmsSeen } from './seen';
import { startVirtualRoom, type VirtualRoom } from './virtualRoom';

/** An OBS that goes away in the middle of a show, in a time of its own. */
let at: VirtualRoom;

beforeEach(async () => {
  at = await startVirtualRoom(
    show([segment('a', { scene: 'Panel' }), segment('b', { scene: 'Host' })], { date: null }),
  );
  await at.ground.pass(2_000);
  if (airSeen(at.room)?.status !== 'practice' || alarmsSeen(at.room).length > 0)
    throw new Error('not on air');
});

afterEach(() => at.dispose());

describe('an OBS that goes away', () => {
  it('half-open, with its socket still there, is said to have stopped answering within 10 s', async () => {
    at.running().faults.halfOpen(true);
    await at.ground.pass(10_100);
    expect(airSeen(at.room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(at.room)).toMatchObject([
      { kind: 'obsRetrying', problem: 'notAnswering', still: 'Panel' },
    ]);
    at.running().faults.halfOpen(false);
    await at.ground.pass(12_000);
    expect(airSeen(at.room)?.status).toBe('practice');
    expect(alarmsSeen(at.room)).toEqual([]);
  });

  it('half-open under a GO is an alarm after a second, and what came of it is told', async () => {
    at.running().faults.halfOpen(true);
    at.room.go();
    await at.ground.pass(1_100);
    expect(alarmsSeen(at.room)).toMatchObject([
      { kind: 'takeFailed', failed: { failure: { why: 'silent' } }, still: 'Panel' },
    ]);
    at.running().faults.halfOpen(false);
    await at.ground.pass(1_000);
    expect(airSeen(at.room)?.status).toBe('practice');
    expect(at.room.host.state.run.onAir?.segment.id).toBe('b');
    expect(alarmsSeen(at.room)).toEqual([]);
    expect(at.room.host.log.map(({ key }) => key)).toContain('confirmedLate');
  });

  it('killed and started again shows what it shows, and is sent nothing until the producer says so', async () => {
    at.ground.restart(4_000);
    await at.ground.pass(500);
    expect(airSeen(at.room)).toEqual({ status: 'notConfirmed' });
    expect(alarmsSeen(at.room)).toMatchObject([{ kind: 'obsRetrying', problem: 'closed', still: 'Panel' }]);
    at.room.go();
    expect(at.room.host.state.run.onAir).toMatchObject({
      segment: { id: 'b' },
      confirmation: 'notConfirmed',
    });
    await at.ground.pass(15_000);
    expect(at.running().snapshot().program).toBe('Panel');
    expect(airSeen(at.room)).toEqual({ status: 'differs', asked: 'Host', shows: 'Panel', changed: false });
    expect(alarmsSeen(at.room)).toMatchObject([{ kind: 'differs', asked: 'Host', shows: 'Panel' }]);
    at.room.submit({ type: 'takeAgain', expectedOnAir: at.room.host.state.run.onAir?.takeId ?? null });
    await at.ground.pass(2_000);
    expect(airSeen(at.room)?.status).toBe('practice');
    expect(alarmsSeen(at.room)).toEqual([]);
  });
});
