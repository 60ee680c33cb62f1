import { describe, expect, it } from 'vitest';
import { hardOutProblem, planTimes, seams } from '../../../../src/core/run/plan';
import { clockLevel, timing } from '../../../../src/core/run/timing';
import type { Segment, Show } from '../../../../src/core/show/model';
import { hour, minute, second } from '../../../../src/core/time/units';
import { segment, show, tod, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

describe('planned, expected and actual times', () => {
  it('before the show all is as planned', () => {
    const stage = new Stage(webinar(), '12:00');
    const { segments, over, plannedEnd, expectedEnd } = timing(stage.show, stage.state.run, stage.now);
    expect(segments.map((row) => row.plannedTime)).toEqual(
      ['15:50', '16:00', '16:05', '16:25', '17:00'].map(tod),
    );
    expect(segments.map((row) => row.start)).toEqual(segments.map((row) => row.plannedStart));
    expect(segments.map((row) => row.standing)).toEqual(['next', 'later', 'later', 'later', 'later']);
    expect(plannedEnd).toBe(stage.at('17:05'));
    expect(expectedEnd).toBe(plannedEnd);
    expect(over).toBe(0);
  });

  it('a show that has not begun when it should runs late, up to its next fixed start', () => {
    const stage = new Stage(webinar(), '15:55');
    const { segments, over } = timing(stage.show, stage.state.run, stage.now);
    expect(segments[0]).toMatchObject({ start: stage.now, end: stage.at('16:00') });
    expect(segments[0]).toMatchObject({
      startsBy: { kind: 'due' },
      endsBy: { kind: 'fixed', by: -5 * minute },
    });
    expect(segments[1]).toMatchObject({ start: stage.at('16:00'), startsBy: { kind: 'fixed' } });
    expect(over).toBe(0);
    stage.clock('16:03');
    const late = timing(stage.show, stage.state.run, stage.now);
    expect(late.segments[0]?.endsBy).toEqual({ kind: 'length' });
    expect(late.segments[1]?.startsBy).toEqual({ kind: 'late', after: 'slate', late: 13 * minute });
    expect(late.over).toBe(13 * minute);
  });

  it('a segment that runs over pushes what follows; a fixed start holds where it can', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('15:58');
    expect(timing(stage.show, stage.state.run, stage.now).over).toBe(0);
    stage.clock('16:00');
    stage.go();
    stage.clock('16:06:30');
    const late = timing(stage.show, stage.state.run, stage.now);
    expect(late.over).toBe(90 * second);
    expect(late.segments[2]?.start).toBe(stage.now);
    stage.go();
    const done = timing(stage.show, stage.state.run, stage.now).segments[1];
    expect(done).toMatchObject({ standing: 'done', start: stage.at('16:00'), end: stage.at('16:06:30') });
  });

  it('forecast now equals actual when the plan is followed', () => {
    const stage = new Stage(webinar(), '15:50');
    const forecast = timing(stage.show, stage.state.run, stage.now).segments.map((row) => row.start);
    for (const start of forecast) {
      stage.waitUntil(start ?? 0);
      stage.press();
      // OBS takes no time here, so that only the model is compared.
      const takeId = stage.state.run.pending[0]?.takeId ?? '';
      stage.report({ type: 'takeAccepted', takeId, after: 0 });
    }
    const { run } = stage.state;
    expect([...run.done.map((done) => done.startedAt), run.onAir?.startedAt]).toEqual(forecast);
  });

  it('say why: taken, fixed, following what is over, late behind it', () => {
    const stage = new Stage(
      show([
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('b'),
        segment('c', { start: { kind: 'fixed', at: tod('16:21') } }),
      ]),
      '16:00',
    );
    const reasons = (): unknown =>
      timing(stage.show, stage.state.run, stage.now).segments.map(({ startsBy, endsBy }) => [
        startsBy,
        endsBy,
      ]);
    expect(reasons()).toEqual([
      [{ kind: 'fixed' }, { kind: 'length' }],
      [
        { kind: 'follows', after: 'a', over: 0 },
        { kind: 'fixed', by: minute },
      ],
      [{ kind: 'fixed' }, { kind: 'length' }],
    ]);
    stage.go();
    stage.clock('16:22');
    expect(reasons()).toEqual([
      [{ kind: 'taken' }, { kind: 'over', by: 12 * minute }],
      [{ kind: 'follows', after: 'a', over: 12 * minute }, { kind: 'length' }],
      [{ kind: 'late', after: 'b', late: 11 * minute }, { kind: 'length' }],
    ]);
    stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:30') });
    expect(reasons()).toMatchObject([[{ kind: 'taken' }, { kind: 'hand' }], {}, {}]);
  });

  it('a fixed start that was past when the segment before it was taken leaves that one its own length', () => {
    const stage = new Stage(
      show([
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('b', { start: { kind: 'fixed', at: tod('16:10') } }),
      ]),
      '16:12',
    );
    stage.go();
    expect(stage.left).toBeGreaterThan(9 * minute);
    // Its time has come: a GO asks nothing.
    stage.wait(2_000);
    expect(stage.go()).toMatchObject({ ok: true });
  });

  it('a segment that waits for GO has an earliest time, and so has what follows it', () => {
    const stage = new Stage(
      show([
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('prize', { start: { kind: 'manual' } }),
        segment('c'),
        segment('d', { start: { kind: 'fixed', at: tod('17:00') } }),
      ]),
      '16:00',
    );
    const rows = timing(stage.show, stage.state.run, stage.now).segments;
    expect(rows.map(({ earliest }) => earliest)).toEqual([false, true, true, false]);
    expect(rows[1]).toMatchObject({ start: stage.at('16:10'), startsBy: { kind: 'manual', after: 'a' } });
    expect(rows[2]).toMatchObject({ start: stage.at('16:20'), end: stage.at('17:00') });
  });

  it('GO for a segment that waits for GO is never early', () => {
    const stage = new Stage(
      show([
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('prize', { start: { kind: 'manual' } }),
        segment('c'),
      ]),
      '16:00',
    );
    stage.go();
    stage.wait(2_000);
    expect(stage.go()).toMatchObject({ ok: true });
    stage.wait(2_000);
    expect(stage.go()).toMatchObject({ ok: false, problem: { code: 'early' } });
  });

  it('names gaps, overlaps and a start that goes backwards', () => {
    const at = (time: string): Partial<Segment> => ({ start: { kind: 'fixed', at: tod(time) } });
    const plan = show([
      segment('a', at('10:00')),
      segment('free', at('10:30')),
      segment('long', { duration: 30 * minute }),
      segment('tight', at('11:00')),
      segment('past', at('10:45')),
      segment('joins', at('10:55')),
    ]);
    expect(
      seams(plan, { unplanned: [] }).map((seam) => seam && [seam.kind, seam.by / minute, seam.before.id]),
    ).toEqual([null, ['gap', 20, 'a'], null, ['overlap', 10, 'long'], ['backwards', 25, 'tight'], null]);
  });

  it('segments of 24 hours go on from day to day', () => {
    const plan = show([
      segment('a', { start: { kind: 'fixed', at: tod('10:00') }, duration: 24 * hour }),
      segment('b', { duration: 24 * hour }),
      segment('c', { start: { kind: 'fixed', at: tod('10:00') } }),
    ]);
    expect(planTimes(plan)).toEqual([tod('10:00'), tod('34:00'), tod('58:00')]);
    const stage = new Stage(plan, '10:00');
    expect(timing(plan, stage.state.run, stage.now)).toMatchObject({ over: 0 });
  });

  it('what nothing fixes is unknown, not zero', () => {
    const plan = show([
      segment('a'),
      segment('b', { start: { kind: 'fixed', at: tod('10:00') } }),
      segment('c'),
    ]);
    expect(planTimes(plan)).toEqual([null, tod('10:00'), tod('10:10')]);
  });

  it('a show over midnight goes on into the next day', () => {
    const plan = show([
      segment('late', { start: { kind: 'fixed', at: tod('23:50') }, duration: 20 * minute }),
      segment('early', { start: { kind: 'fixed', at: tod('00:15') } }),
    ]);
    expect(planTimes(plan)).toEqual([tod('23:50'), 24 * hour + tod('00:15')]);
    const stage = new Stage(plan, '20:00');
    expect(timing(plan, stage.state.run, stage.now).plannedEnd).toBe(stage.at('24:25'));
  });

  it('clock levels turn at the thresholds, and over only past zero', () => {
    const thresholds = { warnAt: 2 * minute, dangerAt: 15 * second };
    expect(clockLevel(2 * minute + 1, thresholds)).toBe('inTime');
    expect(clockLevel(2 * minute, thresholds)).toBe('wrapUp');
    expect(clockLevel(15 * second, thresholds)).toBe('danger');
    expect(clockLevel(0, thresholds)).toBe('danger');
    expect(clockLevel(-1, thresholds)).toBe('over');
  });

  it('a show with no segments has no end and no Next', () => {
    const stage = new Stage(show([]), '12:00');
    expect(timing(stage.show, stage.state.run, stage.now)).toEqual({
      segments: [],
      plannedEnd: null,
      expectedEnd: null,
      over: null,
      hardOut: null,
    });
    expect(stage.press()).toEqual({ ok: false, problem: { code: 'nothingNext' } });
  });
});

describe('a hard out', () => {
  /** Ten minutes each from 16:00; the third is fixed to 16:25. */
  const plan = (hardOut: string): Show =>
    show(
      [
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('b'),
        segment('c', { start: { kind: 'fixed', at: tod('16:25') } }),
        segment('d'),
      ],
      { hardOut: tod(hardOut) },
    );
  const at = (stage: Stage): ReturnType<typeof timing> =>
    timing(stage.state.document.show, stage.state.run, stage.now);

  it('gives each segment a latest start, in full length and with no fixed start missed', () => {
    const stage = new Stage(plan('17:00'), '15:00');
    const { segments, hardOut } = at(stage);
    const latest = ['16:05', '16:15', '16:40', '16:50'].map((time) => stage.at(time));
    expect(segments.map((row) => row.latest)).toEqual(latest);
    expect(hardOut).toEqual({ at: stage.at('17:00'), over: -15 * minute });
  });

  it('says by how much the end will be past it, and counts what is postponed', () => {
    const stage = new Stage(plan('16:50'), '16:00');
    stage.go();
    stage.clock('16:22');
    // The fixed start cuts what follows short; what is postponed comes in full.
    expect(at(stage).hardOut?.over).toBe(-5 * minute);
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'd', armed: true });
    stage.obsDoesIt();
    const late = at(stage);
    expect(late.hardOut?.over).toBeGreaterThanOrEqual(2 * minute);
    expect(late.segments.map((row) => row.latest)).toEqual([null, null, null, null]);
    for (const segmentId of ['b', 'c']) stage.send({ type: 'dropSegment', segmentId });
    expect(at(stage).hardOut?.over).toBeLessThan(-17 * minute);
  });

  it('past midnight is that of the next day; with "Start now" it moves with the plan', () => {
    const night = show(
      [segment('a', { start: { kind: 'fixed', at: tod('23:30') }, duration: 40 * minute })],
      { hardOut: tod('0:15') },
    );
    const stage = new Stage(night, '20:00');
    expect(at(stage).hardOut).toEqual({ at: stage.at('24:15'), over: -5 * minute });
    stage.send({ type: 'startNow', expectedNext: 'a' });
    stage.obsDoesIt();
    expect(at(stage).hardOut?.over).toBe(-5 * minute);
  });

  it('before the start, or before the end of the plan, is said; without a fixed start nothing can be', () => {
    expect(hardOutProblem(plan('17:00'), { unplanned: [] })).toBeNull();
    expect(hardOutProblem(plan('16:45'), { unplanned: [] })).toBeNull();
    expect(hardOutProblem(plan('16:40'), { unplanned: [] })).toEqual({
      kind: 'planTooLong',
      end: tod('16:45'),
      by: 5 * minute,
    });
    expect(hardOutProblem(plan('15:00'), { unplanned: [] })).toEqual({
      kind: 'beforeStart',
      start: tod('16:00'),
    });
    expect(hardOutProblem(show([segment('a')], { hardOut: tod('15:00') }), { unplanned: [] })).toBeNull();
    expect(hardOutProblem(show([], { hardOut: tod('15:00') }), { unplanned: [] })).toBeNull();
  });

  it('of an undated show gives nothing before the show, and is no time of day beyond two days', () => {
    const stage = new Stage({ ...plan('17:00'), date: null }, '15:00');
    expect(at(stage).hardOut).toBeNull();
    const refused = stage.send({
      type: 'edit',
      edit: { kind: 'setShow', patch: { hardOut: 48 * hour } },
    });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'startOutOfRange' } });
  });
});
