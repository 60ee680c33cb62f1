import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceMissed } from '../../../src/core/run/advance';
import { minute, second } from '../../../src/core/time/units';
import { segment, show } from '../../support/shows';
import { startVirtualRoom, type VirtualRoom } from './virtualRoom';

/** A segment that gives way by itself, on an OBS, in a time of its own: docs/live.md. */
let at: VirtualRoom;

beforeEach(async () => {
  at = await startVirtualRoom(
    show(
      [
        segment('a', { scene: 'Panel', duration: minute, advance: 'atItsEnd' }),
        segment('b', { scene: 'Host' }),
      ],
      { date: null },
    ),
  );
  await at.ground.pass(minute - 5 * second);
});

afterEach(() => at.dispose());

const onAir = (): string | undefined => at.room.host.state.run.onAir?.segment.id;
const missed = (): string | null => advanceMissed(at.room.host.state.document.show, at.room.host.state.run);

describe('at its end', () => {
  it('OBS shows the scene of Next, asked for once, with no hand on it', async () => {
    expect([onAir(), at.running().snapshot().program]).toEqual(['a', 'Panel']);
    const { startedAt = 0 } = at.room.host.state.run.onAir ?? {};
    await at.ground.pass(10 * second);
    expect([onAir(), at.running().snapshot().program]).toEqual(['b', 'Host']);
    expect(at.room.host.state.run.onAir?.startedAt).toBe(startedAt + minute);
    expect(at.room.host.state.run.onAir?.confirmation).toBe('accepted');
    await at.ground.pass(20 * minute);
    expect(at.room.of('takeRequested').map(({ take }) => take.byItself)).toEqual([false, true]);
  });

  it('with OBS away it does not go, says so, and does not go when OBS is back; GO does', async () => {
    at.running().faults.refuseConnections(true);
    at.running().faults.dropConnections();
    await at.ground.pass(10 * second);
    expect([onAir(), missed()]).toEqual(['a', 'obsAway']);
    at.running().faults.refuseConnections(false);
    await at.ground.pass(30 * second);
    expect(at.room.view.link.status).toBe('connected');
    expect([onAir(), at.running().snapshot().program]).toEqual(['a', 'Panel']);
    at.room.go();
    await at.ground.pass(2 * second);
    expect([onAir(), at.running().snapshot().program]).toEqual(['b', 'Host']);
  });

  it('held it does not go, and does not go late once Hold is released', async () => {
    at.room.submit({ type: 'setHold', on: true });
    await at.ground.pass(10 * second);
    at.room.submit({ type: 'setHold', on: false });
    await at.ground.pass(10 * second);
    expect([onAir(), missed(), at.running().snapshot().program]).toEqual(['a', 'held', 'Panel']);
  });
});
