import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextInstantOf, readDuration, readSeconds, readTime } from '../../../../src/core/time/read';
import { day, hour, minute, second } from '../../../../src/core/time/units';
import { timeOfDayOf } from '../../../../src/core/time/zone';

describe('typed lengths', () => {
  it.each([
    ['10', 10 * minute],
    ['1.5', 90 * second],
    ['1,5', 90 * second],
    ['1:30', 90 * second],
    ['90:00', 90 * minute],
    ['1:05:00', 65 * minute],
    ['1h5m', 65 * minute],
    ['1h05', 65 * minute],
    ['1 h 5 min 30 s', 65 * minute + 30 * second],
    ['2 hours', 2 * hour],
    ['90s', 90 * second],
    ['90 sec', 90 * second],
    ["10'", 10 * minute],
    ['10′', 10 * minute],
    ['1\'30"', 90 * second],
    ['1′30″', 90 * second],
    ["1'30", 90 * second],
    ['  5 MIN ', 5 * minute],
    ['１０', 10 * minute],
    ['0', 0],
  ])('%s', (typed, duration) => {
    expect(readDuration(typed)).toEqual({ ok: true, value: duration });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['-5', 'negative'],
    ['−5:00', 'negative'],
    ['soon', 'notUnderstood'],
    ['1:75', 'notUnderstood'],
    ['1:2', 'notUnderstood'],
    ['1::30', 'notUnderstood'],
    ['5m1h', 'notUnderstood'],
    ['1e9', 'notUnderstood'],
    ['99999999999', 'notUnderstood'],
    ['-', 'notUnderstood'],
    ['h', 'notUnderstood'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(readDuration(typed)).toEqual({ ok: false, problem });
  });

  it('never throws, and what it reads is a whole number of seconds, never negative', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9:.,hms' "]{0,12}$/)), (typed) => {
        const read = readDuration(typed);
        const duration = read.ok ? read.value : 0;
        expect(duration >= 0 && duration % second === 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('typed short times', () => {
  it.each([
    ['0.3', 300],
    ['0,3 s', 300],
    ['300 ms', 300],
    ['300ms', 300],
    ['1s', second],
    ['2', 2 * second],
    ['0', 0],
  ])('%s', (typed, time) => {
    expect(readSeconds(typed)).toEqual({ ok: true, value: time });
  });

  it.each([
    ['', 'empty'],
    ['-1', 'negative'],
    ['fast', 'notUnderstood'],
    ['1 min', 'notUnderstood'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(readSeconds(typed)).toEqual({ ok: false, problem });
  });
});

describe('typed times', () => {
  it.each([
    ['16:05', 16 * hour + 5 * minute],
    ['16.05', 16 * hour + 5 * minute],
    ['16:05:30', 16 * hour + 5 * minute + 30 * second],
    ['4:05 PM', 16 * hour + 5 * minute],
    ['4:05pm', 16 * hour + 5 * minute],
    ['4 p.m.', 16 * hour],
    ['12:05 am', 5 * minute],
    ['12 pm', 12 * hour],
    ['1605', 16 * hour + 5 * minute],
    ['905', 9 * hour + 5 * minute],
    ['0405', 4 * hour + 5 * minute],
    ['16h05', 16 * hour + 5 * minute],
    ['16h', 16 * hour],
    ['16', 16 * hour],
    ['24:00', 0],
    ['0:00', 0],
  ])('%s', (typed, at) => {
    expect(readTime(typed)).toEqual({ ok: true, value: { kind: 'at', at } });
  });

  it.each([
    ['+5', 5 * minute],
    ['+1:30', 90 * second],
    ['-2', -2 * minute],
    ['−2', -2 * minute],
    ['+0', 0],
  ])('%s moves it', (typed, by) => {
    expect(readTime(typed)).toEqual({ ok: true, value: { kind: 'by', by } });
  });

  it.each(['25:00', '24:01', '16:60', '13 pm', '0 am', 'noon', '16:5', '+', '99', '9:00 +2', '+ +1'])(
    '%s is not understood',
    (typed) => {
      expect(readTime(typed)).toEqual({ ok: false, problem: 'notUnderstood' });
    },
  );

  it.each([
    ['9:00 +1', day + 9 * hour],
    ['09:00+1', day + 9 * hour],
    ['9 am + 1 day', day + 9 * hour],
    ['0:30 +1d', day + 30 * minute],
  ])('%s is the day after', (typed, at) => {
    expect(readTime(typed)).toEqual({ ok: true, value: { kind: 'at', at } });
  });

  it('is within two days, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9:.h apmd]{0,9}$/)), (typed) => {
        const read = readTime(typed);
        const at = read.ok && read.value.kind === 'at' ? read.value.at : 0;
        expect(at >= 0 && at < 2 * day).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the next time that clocks show', () => {
  const zone = 'Europe/Paris';
  const now = Date.UTC(2023, 9, 27, 14, 30);

  it('is later today, or else tomorrow', () => {
    expect(nextInstantOf(17 * hour, zone, now)).toBe(Date.UTC(2023, 9, 27, 15, 0));
    expect(nextInstantOf(16 * hour, zone, now)).toBe(Date.UTC(2023, 9, 28, 14, 0));
  });

  it('is tomorrow’s where tomorrow is an hour shorter', () => {
    const lateBefore = Date.UTC(2023, 2, 25, 22);
    expect(nextInstantOf(3.5 * hour, zone, lateBefore)).toBe(Date.UTC(2023, 2, 26, 1, 30));
  });

  it('is at most a day and a clock change away, and reads that time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 0, max: 366 * 24 }),
        (minutes, hours) => {
          const from = Date.UTC(2023, 0, 1) + hours * hour;
          const found = nextInstantOf(minutes * minute, zone, from);
          expect(found >= from && found <= from + 26 * hour).toBe(true);
          const shown = timeOfDayOf(found, zone);
          // Where the clocks jump over it, the time an hour on.
          expect([minutes * minute, minutes * minute + hour]).toContain(shown);
        },
      ),
    );
  });
});
