import { describe, expect, it } from 'vitest';
import { createAlarmFlag, standsFor } from '../../../../src/main/electron/alarmFlag';
import { FakeTime } from '../obs/fakeTime';

function flagOf(inFront = false) {
  const time = new FakeTime();
  const told: string[] = [];
  const console = { inFront };
  const flag = createAlarmFlag({
    timers: time,
    isConsoleInFront: () => console.inFront,
    raise: () => told.push('raise'),
    lower: () => told.push('lower'),
  });
  return { flag, told, console, pass: (ms: number) => time.to(time.now + ms) };
}

describe('the flag in the taskbar', () => {
  it('is raised once for an alarm, however often it is told of', async () => {
    const { flag, told, pass } = flagOf();
    flag.tell(['differs']);
    await pass(standsFor);
    flag.tell(['differs']);
    await pass(standsFor);
    expect(told).toEqual(['raise']);
  });

  it('is raised again for another alarm, and lowered when the last is gone', async () => {
    const { flag, told, pass } = flagOf();
    flag.tell(['differs']);
    await pass(standsFor);
    flag.tell(['differs', 'stream']);
    await pass(standsFor);
    flag.tell(['stream']);
    expect(told).toEqual(['raise', 'raise']);
    flag.tell([]);
    expect(told).toEqual(['raise', 'raise', 'lower']);
  });

  it('is not raised for what is gone at once, nor for what the producer has in sight', async () => {
    const { flag, told, console, pass } = flagOf();
    flag.tell(['differs']);
    await pass(standsFor - 1);
    flag.tell([]);
    await pass(standsFor);
    console.inFront = true;
    flag.tell(['stream']);
    await pass(standsFor);
    expect(told).toEqual([]);
  });

  it('is lowered when the console is in front, and not raised again for what was seen', async () => {
    const { flag, told, pass } = flagOf();
    flag.tell(['differs']);
    await pass(standsFor);
    flag.consoleInFront();
    flag.tell(['differs']);
    await pass(standsFor);
    expect(told).toEqual(['raise', 'lower']);
  });
});
