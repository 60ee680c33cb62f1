import { expect, it } from 'vitest';
import { countdown } from '../../../../src/core/run/timing';
import { hour, minute, second } from '../../../../src/core/time/units';
import { createClock, machineClocks } from '../../../../src/main/app/clock';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** A machine whose clocks the test moves. */
function machine(wall = Date.UTC(2026, 10, 23, 15, 0)) {
  const clocks = { wall, monotonic: 5_000.25, uptime: 86_400_000 };
  return {
    clocks,
    clock: createClock({
      wall: () => clocks.wall,
      monotonic: () => clocks.monotonic,
      uptime: () => clocks.uptime,
    }),
    run(ms: number) {
      clocks.wall += ms;
      clocks.monotonic += ms;
      clocks.uptime += ms;
    },
    /** Where the monotonic clock stands still, as on Linux and macOS. */
    sleep(ms: number) {
      clocks.wall += ms;
      clocks.uptime += ms;
    },
    setClock(by: number) {
      clocks.wall += by;
    },
  };
}

it('goes with the wall clock, in whole milliseconds', () => {
  const { clock, clocks, run } = machine();
  expect(clock.now()).toBe(clocks.wall);
  run(10 * minute);
  expect(clock.now()).toBe(clocks.wall);
  expect(clock.check()).toEqual([]);
  // Spans are written into the log, and instants are made of them: a screen could not send those back.
  expect(clock.elapsed()).toBe(5_000 + 10 * minute);
});

it('spans are counted in whole milliseconds by the clock that nobody sets', () => {
  const { clock, run, setClock } = machine();
  const before = clock.elapsed();
  setClock(-hour);
  run(2_345.5);
  clock.check();
  expect(clock.elapsed() - before).toBe(2_345);
  expect(Number.isInteger(clock.elapsed())).toBe(true);
});

it('40 minutes of sleep count as elapsed, and are said', () => {
  const { clock, clocks, run, sleep } = machine();
  run(minute);
  const before = clock.now();
  sleep(40 * minute);
  expect(clock.check()).toEqual([{ type: 'slept', duration: 40 * minute }]);
  expect(clock.now() - before).toBe(40 * minute);
  expect(clock.now()).toBe(clocks.wall);
  expect(clock.check()).toEqual([]);
});

for (const by of [hour, -hour, 2 * second, -2 * second]) {
  it(`a clock set by ${by} ms is an event once, and from then on the time is the new one`, () => {
    const { clock, clocks, run, setClock } = machine();
    run(minute);
    setClock(by);
    expect(clock.check()).toEqual([{ type: 'clockStepped', by }]);
    expect(clock.now()).toBe(clocks.wall);
    run(minute);
    expect(clock.check()).toEqual([]);
    expect(clock.now()).toBe(clocks.wall);
  });
}

it('until somebody looks, elapsed time goes on undisturbed', () => {
  const { clock, run, setClock } = machine();
  const before = clock.now();
  setClock(-hour);
  run(minute);
  expect(clock.now() - before).toBe(minute);
});

it('asleep, and the clock set meanwhile: both are told apart', () => {
  const { clock, clocks, sleep, setClock } = machine();
  sleep(40 * minute);
  setClock(-hour);
  expect(clock.check()).toEqual([
    { type: 'slept', duration: 40 * minute },
    { type: 'clockStepped', by: -hour },
  ]);
  expect(clock.now()).toBe(clocks.wall);
});

it('a second sleep is told with its own length', () => {
  const { clock, run, sleep } = machine();
  sleep(40 * minute);
  clock.check();
  run(minute);
  sleep(5 * minute);
  expect(clock.check()).toEqual([{ type: 'slept', duration: 5 * minute }]);
});

it('less than a second apart is no event', () => {
  const { clock, setClock } = machine();
  setClock(second);
  expect(clock.check()).toEqual([]);
});

it('on air: a clock set back leaves the countdown alone, sleep does not stop it', () => {
  const stage = new Stage(webinar(), '15:50');
  const { clock, run, sleep, setClock } = machine(stage.now);
  stage.go();
  const look = () => {
    for (const change of clock.check()) {
      stage.now = clock.now();
      stage.report(change);
    }
    stage.now = clock.now();
    const { show } = stage.state.document;
    return countdown(show, stage.state.run, stage.now)?.elapsed;
  };
  run(2 * minute);
  expect(look()).toBe(2 * minute);
  setClock(-hour);
  expect(look()).toBe(2 * minute);
  sleep(3 * minute);
  expect(look()).toBe(5 * minute);
});

it("this machine's clocks agree with each other", () => {
  const clock = createClock(machineClocks);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  expect(clock.check()).toEqual([]);
});
