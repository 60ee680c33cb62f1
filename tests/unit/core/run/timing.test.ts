import { describe, expect, it } from 'vitest';
import { clockLevel, planTimes, timing } from '../../../../src/core/run/timing';
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
    expect(segments[0]?.start).toBe(stage.now);
    expect(segments[1]?.start).toBe(stage.at('16:05'));
    expect(over).toBe(5 * minute);
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
    });
    expect(stage.press()).toEqual({ ok: false, problem: { code: 'nothingNext' } });
  });
});
