import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../src/core/asrun/record';
import { reportName } from '../../../../src/core/asrun/runFile';
import { hardOutProblem, seams } from '../../../../src/core/run/plan';
import { proposals } from '../../../../src/core/run/replan';
import { openState } from '../../../../src/core/run/state';
import { timing } from '../../../../src/core/run/timing';
import type { Segment, Show } from '../../../../src/core/show/model';
import { day, hour, minute } from '../../../../src/core/time/units';
import { formatClock, formatIso, formatTimeOfDay } from '../../../../src/core/time/write';
import { dateOf, instantOf } from '../../../../src/core/time/zone';
import { nextInstantOf } from '../../../../src/core/time/read';
import { segment, show, tod } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** What of docs/clocks.md is about the calendar: midnight, two days, the nights in which clocks change. */

const zone = 'Europe/Paris';
/** In Paris clocks go from 02:00 to 03:00 … */
const spring = '2026-03-29';
/** … and from 03:00 back to 02:00. */
const autumn = '2026-10-25';

function fixed(id: string, at: string, duration: number, fields: Partial<Segment> = {}): Segment {
  return segment(id, { start: { kind: 'fixed', at: tod(at) }, duration, ...fields });
}

/** Planned and expected starts as a rundown writes them, while nothing is taken. */
function written(plan: Show, now: number): readonly string[] {
  const stage = new Stage(plan, '00:00');
  return timing(plan, stage.state.run, now).segments.map(
    ({ plannedTime, start }) =>
      `${plannedTime === null ? '' : formatTimeOfDay(plannedTime)} ${start === null ? '' : formatClock(start, plan.zone, { seconds: false })}`,
  );
}

function instant(date: string, time: string): number {
  return instantOf(date, tod(time), zone).instant;
}

describe('the night in which clocks go forward', () => {
  const plan = show(
    [fixed('a', '01:30', hour), segment('b', { duration: hour }), segment('c', { duration: 30 * minute })],
    { date: spring },
  );

  it('an hour is an hour: what follows is planned and expected by the clock as it is then', () => {
    expect(written(plan, instant(spring, '01:00'))).toEqual(['01:30 01:30', '03:30 03:30', '04:30 04:30']);
  });

  it('on air through it, the countdown is not an hour short', () => {
    const stage = new Stage(plan, '01:30');
    stage.go();
    stage.wait(45 * minute);
    expect(formatClock(stage.now, zone, { seconds: false })).toBe('03:15');
    expect(stage.left).toBe(15 * minute - 320);
    const { over } = timing(plan, stage.state.run, stage.now);
    expect(over).toBe(0);
  });

  it('a fixed start in the hour that there is not comes as much after the hour', () => {
    const skipped = show([fixed('a', '01:30', 30 * minute), fixed('b', '02:30', hour)], { date: spring });
    expect(written(skipped, instant(spring, '01:00'))[1]).toBe('03:30 03:30');
  });
});

describe('the night in which clocks go back', () => {
  it('an hour is an hour: the same time of day comes twice', () => {
    const plan = show(
      [fixed('a', '01:30', hour), segment('b', { duration: hour }), segment('c', { duration: hour })],
      { date: autumn },
    );
    expect(written(plan, instant(autumn, '01:00'))).toEqual(['01:30 01:30', '02:30 02:30', '02:30 02:30']);
  });

  it('a fixed start in the hour that comes twice is the first of the two', () => {
    const plan = show([fixed('a', '01:30', hour), fixed('b', '02:30', hour)], { date: autumn });
    const [, b] = timing(plan, new Stage(plan, '00:00').state.run, instant(autumn, '01:00')).segments;
    expect((b?.start ?? 0) - instant(autumn, '01:30')).toBe(hour);
  });

  it('on air through it, the countdown is not an hour long', () => {
    const plan = show([fixed('a', '01:30', 2 * hour)], { date: autumn });
    const stage = new Stage(plan, '01:30');
    stage.go();
    stage.wait(90 * minute);
    expect(formatClock(stage.now, zone, { seconds: false })).toBe('02:00');
    expect(stage.left).toBe(30 * minute - 320);
  });

  it('"end at" means the next time that clocks show it, the second time round where the first is past', () => {
    const first = instant(autumn, '02:20');
    expect(nextInstantOf(tod('02:30'), zone, first) - first).toBe(10 * minute);
    // Ten to three, for the first time: it comes again.
    const later = instant(autumn, '02:50');
    expect(nextInstantOf(tod('02:30'), zone, later) - later).toBe(40 * minute);
  });
});

describe('how a plan joins in a night in which clocks change', () => {
  const seamOf = (date: string | null, start: string, duration: number) =>
    seams(show([fixed('a', '01:30', duration), fixed('b', start, hour)], { date }), { unplanned: [] })[1];

  it('is by what really passes: where an hour is skipped, where one comes twice, and on any other day', () => {
    const spring = '2026-03-29';
    // 01:30 and an hour is 03:30.
    expect(seamOf(spring, '03:30', hour)).toBeNull();
    expect(seamOf(spring, '03:00', hour)).toMatchObject({ kind: 'overlap', by: 30 * minute });
    expect(seamOf('2026-03-30', '03:00', hour)).toMatchObject({ kind: 'gap', by: 30 * minute });
    // 01:30 and two hours is 02:30, for the second time.
    expect(seamOf(autumn, '03:30', 2 * hour)).toMatchObject({ kind: 'gap', by: hour });
    expect(seamOf(autumn, '02:30', 2 * hour)).toMatchObject({ kind: 'overlap', by: hour });
    expect(seamOf(null, '03:30', 2 * hour)).toBeNull();
  });

  it('a hard out, too', () => {
    const problemAt = (date: string | null) =>
      hardOutProblem(show([fixed('a', '01:30', 2 * hour)], { date, hardOut: tod('02:45') }), {
        unplanned: [],
      });
    expect(problemAt(null)).toEqual({ kind: 'planTooLong', end: tod('03:30'), by: 45 * minute });
    // A quarter to three is the first of the two, as a fixed start is.
    expect(problemAt(autumn)).toEqual({ kind: 'planTooLong', end: tod('02:30'), by: 45 * minute });
    const spring = '2026-03-29';
    const plan = show([fixed('a', '01:30', hour)], { date: spring, hardOut: tod('03:15') });
    expect(hardOutProblem(plan, { unplanned: [] })).toEqual({
      kind: 'planTooLong',
      end: tod('03:30'),
      by: 15 * minute,
    });
  });
});

describe('midnight', () => {
  const night = show(
    [
      fixed('a', '23:30', 40 * minute),
      segment('b', { duration: 35 * minute }),
      fixed('c', '00:45', 15 * minute),
    ],
    { date: '2026-11-23', hardOut: tod('00:50') },
  );

  it('a show from 23:30 to 00:45 goes on the next day, without a word', () => {
    const { segments, plannedEnd } = timing(
      night,
      new Stage(night, '23:00').state.run,
      instant('2026-11-23', '23:00'),
    );
    expect(segments.map(({ start }) => dateOf(start ?? 0, zone))).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-24',
    ]);
    expect(plannedEnd).toBe(instant('2026-11-24', '01:00'));
    expect(seams(night, { unplanned: [] })).toEqual([null, null, null]);
  });

  it('a hard out past midnight is on the next day, and stands against the expected end', () => {
    const stage = new Stage(night, '23:30');
    stage.go();
    const { hardOut } = timing(night, stage.state.run, stage.now);
    expect(hardOut).toEqual({ at: instant('2026-11-24', '00:50'), over: 10 * minute });
  });

  it('on air over midnight it counts on, and is opened after midnight as the show of the day before', () => {
    const stage = new Stage(night, '23:30');
    stage.go();
    stage.wait(35 * minute);
    expect(dateOf(stage.now, zone)).toBe('2026-11-24');
    expect(stage.left).toBe(5 * minute - 320);
    const fresh = new Stage(night, '23:30');
    const { over, segments } = timing(night, fresh.state.run, instant('2026-11-24', '00:10'));
    expect(segments[0]?.startsBy).toEqual({ kind: 'due' });
    expect(over).toBe(40 * minute);
  });

  it('"end at" a time before now is tomorrow’s', () => {
    const now = instant('2026-11-23', '23:50');
    expect(nextInstantOf(tod('00:20'), zone, now)).toBe(instant('2026-11-24', '00:20'));
    const stage = new Stage(night, '23:50');
    stage.go();
    const endsAt = nextInstantOf(tod('00:20'), zone, stage.now);
    stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt });
    expect(stage.left).toBe(30 * minute - 320);
  });
});

describe('midnight in a zone that is not the machine’s', () => {
  it.each(['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'in %s the show goes on the next day there: times, hard out, proposals and report',
    (elsewhere) => {
      const plan = show(
        [
          fixed('a', '23:30', 25 * minute),
          segment('q', { kind: 'questions', duration: 20 * minute }),
          segment('c', { kind: 'closing', duration: 15 * minute }),
        ],
        { zone: elsewhere, date: '2026-11-23', hardOut: tod('00:40') },
      );
      const stage = new Stage(plan, '23:36');
      stage.press();
      stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
      const times = timing(plan, stage.state.run, stage.now);
      const dated = (at: number | null): string => formatIso(at ?? NaN, elsewhere).slice(0, 19);
      expect(times.segments.map(({ start }) => dated(start))).toEqual([
        '2026-11-23T23:36:00',
        '2026-11-24T00:01:00',
        '2026-11-24T00:21:00',
      ]);
      expect(dated(times.plannedEnd)).toBe('2026-11-24T00:30:00');
      expect(dated(times.hardOut?.at ?? null)).toBe('2026-11-24T00:40:00');
      expect(times.hardOut?.over).toBe(-4 * minute);
      const [best] = proposals(plan, stage.state.run, stage.now);
      expect(best?.replan).toMatchObject({
        kind: 'take',
        lengths: [{ segmentId: 'q', from: 20 * minute, to: 14 * minute }],
      });
      expect(dated(best?.expectedEnd ?? null)).toBe('2026-11-24T00:30:00');
      stage.clock('24:01');
      stage.go();
      stage.wait(minute);
      const record = recordOf(openState(plan, 0, 'run-1'), stage.journal, 'whole');
      expect(reportName(record)).toBe('A show 2026-11-23 23.36');
      expect(record.rows.map(({ actualStart }) => actualStart && dated(actualStart))).toEqual([
        '2026-11-23T23:36:00',
        '2026-11-24T00:01:00',
        null,
      ]);
    },
  );
});

describe('a show over two days', () => {
  const twoDays = show(
    [
      fixed('open', '09:00', hour),
      segment('talks', { duration: 7 * hour }),
      segment('again', { start: { kind: 'fixed', at: day + tod('09:00') }, duration: hour }),
      segment('close', { duration: hour }),
    ],
    { date: '2026-11-23', hardOut: tod('11:30') },
  );

  it('a fixed start on the second day is that day’s', () => {
    const { segments, hardOut, plannedEnd } = timing(
      twoDays,
      new Stage(twoDays, '08:00').state.run,
      instant('2026-11-23', '08:00'),
    );
    expect(segments[2]?.start).toBe(instant('2026-11-24', '09:00'));
    expect(plannedEnd).toBe(instant('2026-11-24', '11:00'));
    expect(hardOut?.at).toBe(instant('2026-11-24', '11:30'));
    expect(seams(twoDays, { unplanned: [] })[2]).toMatchObject({ kind: 'gap', by: 16 * hour });
  });

  it('over the night what is on air lasts until the next day’s start, and nothing is over', () => {
    const stage = new Stage(twoDays, '09:00');
    stage.go();
    stage.clock('10:00');
    stage.go();
    stage.wait(20 * hour);
    const { over } = timing(twoDays, stage.state.run, stage.now);
    expect(stage.left).toBe(instant('2026-11-24', '09:00') - stage.now);
    expect(over).toBe(0);
  });

  it('without its day it would be the same day’s, and the edit mode says so', () => {
    const [open, talks, again] = twoDays.segments;
    if (!open || !talks || !again) throw new Error('no segments');
    const sameDay = show([open, talks, { ...again, start: { kind: 'fixed', at: tod('09:00') } }]);
    expect(seams(sameDay, { unplanned: [] })[2]).toMatchObject({ kind: 'backwards' });
  });

  it('over the night in which clocks change, the second day’s start is that time of day', () => {
    const changing = { ...twoDays, date: '2026-10-24' };
    const { segments } = timing(
      changing,
      new Stage(changing, '08:00').state.run,
      instant('2026-10-24', '08:00'),
    );
    expect(segments[2]?.start).toBe(instant(autumn, '09:00'));
    expect((segments[2]?.start ?? 0) - instant('2026-10-24', '09:00')).toBe(25 * hour);
    expect(segments[2]?.plannedTime).toBe(day + tod('09:00'));
  });
});
