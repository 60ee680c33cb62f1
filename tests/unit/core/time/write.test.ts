import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, readTime } from '../../../../src/core/time/read';
import { hour, minute, second } from '../../../../src/core/time/units';
import {
  deltaKind,
  formatClock,
  formatCountdown,
  formatDelta,
  formatElapsed,
  formatLength,
  formatSeconds,
  formatTimeOfDay,
  lengthParts,
} from '../../../../src/core/time/write';

describe('countdown', () => {
  it.each([
    [22 * minute + 26 * second, '22:26'],
    [22 * minute + 25 * second + 1, '22:26'],
    [1, '0:01'],
    [0, '0:00'],
    [-1, '0:00'],
    [-999, '0:00'],
    [-1_000, '+0:01'],
    [-42_500, '+0:42'],
    [hour, '1:00:00'],
    [hour - second, '59:59'],
    [-hour - 5 * minute, '+1:05:00'],
  ])('%i ms reads %s', (left, text) => {
    expect(formatCountdown(left)).toBe(text);
  });

  it('shows 0:00 exactly from zero to a second over', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * hour, max: 3 * hour }), (left) => {
        expect(formatCountdown(left) === '0:00').toBe(left > -second && left <= 0);
      }),
    );
  });

  it('adds up with the elapsed time beside it, for a length of whole seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7_200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (length, part) => {
          const elapsed = Math.floor(part * length * second);
          const left = length * second - elapsed;
          expect(secondsOf(formatElapsed(elapsed)) + secondsOf(formatCountdown(left))).toBe(length);
        },
      ),
    );
  });
});

describe('lengths and differences', () => {
  it.each([
    [0, '0:00'],
    [35 * minute, '35:00'],
    [499, '0:00'],
    [500, '0:01'],
    [65 * minute + 5 * second, '1:05:05'],
  ])('a length of %i ms reads %s', (length, text) => {
    expect(formatLength(length)).toBe(text);
  });

  it.each([
    [100 * second, '+1:40', 'over'],
    [-25 * second, '−0:25', 'under'],
    [400, '0:00', 'onTime'],
    [-400, '0:00', 'onTime'],
  ])('a difference of %i ms reads %s and is %s', (delta, text, kind) => {
    expect(formatDelta(delta)).toBe(text);
    expect(deltaKind(delta)).toBe(kind);
  });

  it('writes short times with one decimal at most', () => {
    expect([300, 3_100, 10_000, 1_234].map(formatSeconds)).toEqual(['0.3', '3.1', '10', '1.2']);
  });

  it('takes a length apart', () => {
    expect(lengthParts(65 * minute + 30 * second)).toEqual({ hours: 1, minutes: 5, seconds: 30 });
  });
});

describe('clocks', () => {
  it('writes an instant in the zone of the show', () => {
    const instant = Date.UTC(2023, 9, 27, 14, 25, 9);
    expect(formatClock(instant, 'Europe/Paris', { seconds: true })).toBe('16:25:09');
    expect(formatClock(instant, 'America/New_York', { seconds: false })).toBe('10:25');
  });

  it('writes what lies past midnight as the next day’s time', () => {
    expect(formatTimeOfDay(24 * hour + 5 * minute)).toBe('00:05');
  });
});

describe('what is written can be read', () => {
  it('lengths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48 * 3_600 }), (seconds) => {
        expect(readDuration(formatLength(seconds * second))).toEqual({ ok: true, value: seconds * second });
      }),
    );
  });

  it('times of day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        const at = seconds * second;
        expect(readTime(formatTimeOfDay(at, { seconds: true }))).toEqual({
          ok: true,
          value: { kind: 'at', at },
        });
      }),
    );
  });
});

function secondsOf(text: string): number {
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}
