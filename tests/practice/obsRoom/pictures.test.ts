import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { second } from '../../../src/core/time/units';
import { createPracticeObs, type PracticeObs } from '../../../src/practice-obs/practiceObs';
import { ok } from '../../../src/core/result';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { webinar } from '../../support/shows';
import { VirtualTime } from '../../support/virtualTime';
import { startRoom, type RoomStage } from './roomStage';

/** When OBS is asked for pictures and statistics, in virtual time: to the ms, and without waiting. */
interface Asked {
  readonly at: number;
  readonly type: string;
  readonly width: unknown;
}

let time: VirtualTime;
let obs: PracticeObs;
let stage: RoomStage;
let asked: Asked[];

beforeEach(async () => {
  time = new VirtualTime(0);
  obs = createPracticeObs({ clock: time });
  asked = [];
  const open = openMemory({ time, chance: chanceFrom(1), obs: () => obs });
  stage = startRoom({
    show: webinar({ date: null }),
    target: { address: 'ws://127.0.0.1:4455', practice: false, password: null },
    surroundings: {
      now: time.now,
      timers: time,
      async open(options) {
        const opened = await open(options);
        if (!opened.ok) return opened;
        const { value } = opened;
        const note = (type: string, data: Readonly<Record<string, unknown>>): void => {
          if (type === 'GetSourceScreenshot' || type === 'GetStats')
            asked.push({ at: time.now(), type, width: data['imageWidth'] });
        };
        return ok({
          ...value,
          call(request, deadline) {
            note(request.type, request.data);
            return value.call(request, deadline);
          },
          batch(requests, deadline, how) {
            for (const { type, data } of requests) note(type, data);
            return value.batch(requests, deadline, how);
          },
        });
      },
    },
  });
  await time.pass(second);
  if (stage.view.link.status !== 'connected') throw new Error('not connected');
  asked.length = 0;
});

afterEach(async () => {
  await stage.dispose();
  obs.close();
});

const both = { program: true, next: 'Panel' } as const;
const neither = { program: false, next: null } as const;
const shots = (): readonly Asked[] => asked.filter(({ type }) => type === 'GetSourceScreenshot');

/** The most pictures that were asked for within any second. */
function mostInASecond(): number {
  const times = shots().map(({ at }) => at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + second).length));
}

describe('pictures of the scenes', () => {
  it('are two a second at the most, 320 pixels wide, with the statistics on the same schedule', async () => {
    stage.room.watch(both);
    await time.pass(20 * second);
    expect(shots().length).toBeGreaterThan(36);
    expect(mostInASecond()).toBe(2);
    expect(new Set(shots().map(({ width }) => width))).toEqual(new Set([320]));
    const looks = asked.filter(({ type }) => type === 'GetStats');
    expect(Math.abs(looks.length - shots().length / 2)).toBeLessThanOrEqual(1);
    // The statistics come right behind the pictures, not on a timer of their own.
    const gaps = looks.map(({ at }) => Math.min(...shots().map((shot) => Math.abs(at - shot.at))));
    expect(Math.max(...gaps)).toBeLessThan(20);
  });

  it('are no more where windows come and go and Next changes all the time', async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      stage.room.watch(turn % 3 === 0 ? neither : { program: true, next: turn % 2 === 0 ? 'Panel' : 'Host' });
      await time.pass(100);
    }
    expect(shots().length).toBeGreaterThan(6);
    expect(mostInASecond()).toBe(2);
  });

  it('are none, and nothing else is asked, while no window shows them', async () => {
    await time.pass(10 * second);
    expect(asked).toEqual([]);
    stage.room.watch(both);
    await time.pass(3 * second);
    stage.room.watch(neither);
    await time.pass(100);
    asked.length = 0;
    await time.pass(60 * second);
    expect(asked).toEqual([]);
    expect(stage.view.health).toBeNull();
  });

  it('become fewer where OBS is slow to draw them, and as many again when it is not', async () => {
    stage.room.watch(both);
    const slow = obs.faults.add({ kind: 'delay', request: 'GetSourceScreenshot', ms: 150 });
    await time.pass(2 * second);
    asked.length = 0;
    await time.pass(33 * second);
    // A round takes 300 ms, and then OBS has ten times as long to itself.
    expect(shots().length).toBeGreaterThanOrEqual(18);
    expect(shots().length).toBeLessThanOrEqual(22);
    slow();
    await time.pass(5 * second);
    asked.length = 0;
    await time.pass(10 * second);
    expect(shots().length).toBeGreaterThanOrEqual(18);
  });

  it('are asked for every few seconds by one that does not answer at all', async () => {
    stage.room.watch({ program: true, next: null });
    obs.faults.add({ kind: 'silence', request: 'GetSourceScreenshot' });
    await time.pass(2 * second);
    asked.length = 0;
    await time.pass(35 * second);
    expect(shots().length).toBeGreaterThanOrEqual(4);
    expect(shots().length).toBeLessThanOrEqual(6);
    expect(stage.view.link.status).toBe('connected');
  });
});
