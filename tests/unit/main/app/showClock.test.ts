import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../src/core/run/model';
import { newRun } from '../../../../src/core/run/model';
import { hour, minute, second } from '../../../../src/core/time/units';
import { createClock } from '../../../../src/main/app/clock';
import type { ShowClock } from '../../../../src/main/app/showClock';
import { createShowClock } from '../../../../src/main/app/showClock';
import { Machine } from '../../../support/clockedShow';

const from = Date.UTC(2023, 9, 27, 13, 50);

function rehearsal(speed: number, lastTakeAt: number | null = from, runId = 'rehearsed'): Run {
  return { ...newRun(runId), rehearsal: { obs: 'untouched', speed, from }, lastTakeAt };
}

function begin(countsSleep = false): { machine: Machine; clock: ShowClock } {
  const machine = new Machine(Date.UTC(2026, 10, 23, 20, 0), countsSleep);
  return { machine, clock: createShowClock(createClock(machine), machine.timers) };
}

describe('the clock of a show', () => {
  it('is the machine’s', () => {
    const { machine, clock } = begin();
    clock.follow(newRun('show'));
    machine.run(minute);
    expect(clock.now()).toBe(machine.wall());
    expect(clock.pace).toBeNull();
  });
});

describe('the clock of a rehearsal', () => {
  it('stands at the planned start until the first GO', () => {
    const { machine, clock } = begin();
    clock.follow(rehearsal(60, null));
    machine.run(10 * minute);
    expect(clock.now()).toBe(from);
  });

  it('runs at its speed from then on, and at another one from where it is', () => {
    const { machine, clock } = begin();
    clock.follow(rehearsal(60));
    machine.run(10 * second);
    expect(clock.now()).toBe(from + 10 * minute);
    clock.follow(rehearsal(2));
    expect(clock.now()).toBe(from + 10 * minute);
    machine.run(10 * second);
    expect(clock.now()).toBe(from + 10 * minute + 20 * second);
  });

  it('rings at its own time, also after the speed was changed', () => {
    const { machine, clock } = begin();
    const rang: number[] = [];
    clock.follow(rehearsal(60));
    clock.timers.after(20 * minute, () => rang.push(clock.now() - from));
    const cancel = clock.timers.after(21 * minute, () => rang.push(-1));
    machine.run(10 * second);
    clock.follow(rehearsal(1));
    machine.run(9 * minute);
    expect(rang).toEqual([]);
    cancel();
    clock.follow(rehearsal(30));
    machine.run(5 * second);
    expect(rang).toEqual([20 * minute]);
  });

  it('rings for nothing while it stands', () => {
    const { machine, clock } = begin();
    let rang = 0;
    clock.follow(rehearsal(60, null));
    clock.timers.after(second, () => (rang += 1));
    machine.run(hour);
    expect(rang).toBe(0);
    clock.follow(rehearsal(60));
    machine.run(second);
    expect(rang).toBe(1);
  });

  it('neither a sleep nor a set clock of the machine reaches it: meanwhile it stood', () => {
    const { machine, clock } = begin();
    clock.follow(rehearsal(60));
    machine.run(second);
    const before = clock.now();
    machine.sleep(40 * minute);
    expect(clock.check()).toEqual([]);
    expect(clock.now()).toBe(before);
    machine.setClock(-3 * hour);
    expect(clock.check()).toEqual([]);
    expect(clock.now()).toBe(before);
    machine.run(second);
    expect(clock.now()).toBe(before + minute);
  });

  it.each([
    ['a Windows', true],
    ['any other', false],
  ])('stands while %s machine sleeps, which says so before and after', (_which, countsSleep) => {
    const { machine, clock } = begin(countsSleep);
    const rang: number[] = [];
    clock.follow(rehearsal(60));
    clock.timers.after(2 * minute, () => rang.push(clock.now() - from));
    machine.run(second);
    clock.setAsleep(true);
    machine.sleep(40 * minute);
    machine.run(second);
    // What was set meanwhile is kept for when it goes on.
    clock.follow(rehearsal(30));
    expect([clock.now(), rang]).toEqual([from + minute, []]);
    expect(clock.check()).toEqual([]);
    clock.setAsleep(false);
    expect(clock.now()).toBe(from + minute);
    machine.run(2 * second);
    expect([clock.now(), rang]).toEqual([from + 2 * minute, [2 * minute]]);
  });

  it('that begins in a sleep that nobody said was over stands at its start', () => {
    const { machine, clock } = begin(true);
    clock.setAsleep(true);
    clock.follow(rehearsal(60));
    machine.run(minute);
    expect(clock.now()).toBe(from);
    clock.setAsleep(false);
    machine.run(second);
    expect(clock.now()).toBe(from + minute);
  });

  it('a show’s own clock stands in no sleep', () => {
    const { machine, clock } = begin(true);
    clock.setAsleep(true);
    machine.sleep(minute);
    clock.setAsleep(false);
    expect(clock.now()).toBe(machine.wall());
  });

  it('goes on after the app was away at the last that is known of it', () => {
    const { clock } = begin();
    clock.follow(rehearsal(10), from + 7 * minute);
    expect(clock.now()).toBe(from + 7 * minute);
  });

  it('begins anew with another rehearsal, and is the machine’s again once it is left', () => {
    const { machine, clock } = begin();
    clock.follow(rehearsal(60));
    machine.run(minute);
    clock.follow(rehearsal(60, null, 'again'));
    expect(clock.now()).toBe(from);
    clock.follow(newRun('show'));
    expect(clock.now()).toBe(machine.wall());
    expect(clock.pace).toBeNull();
  });
});
