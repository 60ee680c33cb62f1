import { describe, expect, it } from 'vitest';
import { createTicker } from '../../../../src/renderer/client/ticker';
import { FakeTime } from '../../../support/fakeWire';

/** A host whose clock is 370 ms into a second when the screen's monotonic clock says 1,000. */
function ticking(): { time: FakeTime; ticker: ReturnType<typeof createTicker>; shift: { by: number } } {
  const time = new FakeTime();
  const shift = { by: 0 };
  const ticker = createTicker(() => time.monotonic - 1_000 + 50_370 + shift.by, time.timers);
  return { time, ticker, shift };
}

describe('the beat', () => {
  it("comes with the host's whole second, and is that second", () => {
    const { time, ticker } = ticking();
    const beats: [number, number][] = [];
    ticker.subscribe(() => beats.push([time.monotonic - 1_000, ticker.now()]));
    time.pass(3_000);
    expect(beats).toEqual([
      [630, 51_000],
      [1_630, 52_000],
      [2_630, 53_000],
    ]);
  });

  it('is one timer for all who listen, and none when nobody does', () => {
    const { time, ticker } = ticking();
    const leave = [ticker.subscribe(() => {}), ticker.subscribe(() => {}), ticker.subscribe(() => {})];
    expect(time.waiting).toBe(1);
    for (const stop of leave) stop();
    expect(time.waiting).toBe(0);
  });

  it('follows a corrected clock at once, also backwards', () => {
    const { time, ticker, shift } = ticking();
    ticker.subscribe(() => {});
    shift.by = -5_000;
    ticker.realign();
    expect(ticker.now()).toBe(45_000);
    time.pass(630);
    expect(ticker.now()).toBe(46_000);
  });

  it('means the second it was set for when the timer fires a hair early', () => {
    let now = 50_370;
    const waiting: (() => void)[] = [];
    const ticker = createTicker(() => now, { after: (_delay, run) => (waiting.push(run), () => {}) });
    const seen: number[] = [];
    ticker.subscribe(() => seen.push(ticker.now()));
    now = 50_999;
    waiting.shift()?.();
    now = 51_000;
    waiting.shift()?.();
    expect(seen).toEqual([51_000]);
  });
});

describe('the beat of a clock that goes faster', () => {
  it('comes with each of its seconds, and no more often than ten times a second', () => {
    const at = (speed: number): number[] => {
      const time = new FakeTime();
      const ticker = createTicker(
        () => (time.monotonic - 1_000) * speed,
        time.timers,
        () => speed,
      );
      const beats: number[] = [];
      ticker.subscribe(() => beats.push(ticker.now() / 1_000));
      time.pass(500);
      return beats;
    };
    expect(at(10)).toEqual([1, 2, 3, 4, 5]);
    expect(at(60)).toEqual([6, 12, 18, 24, 30]);
  });
});
