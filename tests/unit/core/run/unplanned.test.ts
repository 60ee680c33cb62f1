import { describe, expect, it } from 'vitest';
import { logLine } from '../../../../src/core/asrun/log';
import { recordOf } from '../../../../src/core/asrun/record';
import { isSoundOff } from '../../../../src/core/obs/sound';
import { standings } from '../../../../src/core/run/order';
import { hardOutProblem, seams } from '../../../../src/core/run/plan';
import { spareBefore } from '../../../../src/core/run/spare';
import { openState } from '../../../../src/core/run/state';
import { timing } from '../../../../src/core/run/timing';
import { longestSegment } from '../../../../src/core/show/model';
import { minute } from '../../../../src/core/time/units';
import { segment, show, tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

/** A segment that nobody planned, put in and taken: docs/live.md. */

/** Three segments of ten minutes from 16:00; the first is on air. */
function on(): Stage {
  const stage = new Stage(
    show([segment('a', { start: { kind: 'fixed', at: tod('16:00') } }), segment('b'), segment('c')]),
    '16:00',
  );
  stage.go();
  stage.clock('16:04');
  return stage;
}

const titles = (stage: Stage): readonly string[] =>
  stage.state.document.show.segments.map(({ title }) => title);
const times = (stage: Stage): ReturnType<typeof timing> =>
  timing(stage.state.document.show, stage.state.run, stage.now);

describe('a segment that nobody planned', () => {
  it('is put in right after what is on air and taken, in one; Next is what it was', () => {
    const stage = on();
    expect(refusalOf(stage.takeUnplanned())).toBeNull();
    expect(stage.journal.slice(-2).map(({ event }) => event.type)).toEqual(['showEdited', 'takeRequested']);
    stage.obsDoesIt();
    expect(titles(stage)).toEqual(['a', 'Technical pause', 'b', 'c']);
    expect([stage.onAirTitle, stage.nextTitle]).toEqual(['Technical pause', 'b']);
    expect(stage.obs.program).toBe('Holding slide');
    expect(stage.left).toBeLessThanOrEqual(2 * minute);
  });

  it('leaves a Next that a hand chose, and postpones nothing', () => {
    const stage = on();
    stage.setNext('c');
    stage.takeUnplanned();
    stage.obsDoesIt();
    expect(stage.nextTitle).toBe('c');
    expect(standings(stage.state.document.show, stage.state.run)).toEqual([
      'done',
      'onAir',
      'jumpedOver',
      'next',
    ]);
  });

  it('has no planned time and no part in the planned end: the show is over by as much', () => {
    const stage = on();
    stage.clock('16:10');
    const { plannedEnd } = times(stage);
    stage.takeUnplanned();
    stage.obsDoesIt();
    const after = times(stage);
    expect(after.plannedEnd).toBe(plannedEnd);
    expect(after.over).toBe(2 * minute);
    expect(after.segments[1]).toMatchObject({ plannedTime: null, plannedStart: null });
    expect(after.segments[2]?.plannedTime).toBe(tod('16:10'));
  });

  it('lasts as long as was typed, also before a fixed start: what is left until then is time to spare', () => {
    const begin = { kind: 'fixed', at: tod('16:00') } as const;
    const fixed = { kind: 'fixed', at: tod('16:30') } as const;
    const plan = show([
      segment('a', { start: begin, duration: 30 * minute }),
      segment('b', { start: fixed }),
    ]);
    const stage = new Stage(plan, '16:00');
    stage.go();
    stage.clock('16:04');
    stage.takeUnplanned();
    const { takeId } = stage.state.run.pending[0] ?? { takeId: '' };
    stage.report({ type: 'takeAccepted', takeId, after: 20 });
    expect(stage.left).toBe(2 * minute);
    expect(times(stage).segments[1]?.endsBy).toEqual({ kind: 'length' });
    expect(times(stage).segments[2]).toMatchObject({ start: stage.at('16:30'), startsBy: { kind: 'fixed' } });
    expect(spareBefore(stage.state.document.show, stage.state.run, times(stage))).toEqual({
      before: 'b',
      at: stage.at('16:30'),
      by: 24 * minute,
      ownEnd: stage.at('16:06'),
    });
    // A start that is corrected takes the end along; a hand says another.
    stage.wait(minute);
    stage.send({ type: 'setStart', expectedOnAir: takeId, startedAt: stage.at('16:03') });
    expect(stage.left).toBe(0);
    stage.send({ type: 'setEnd', expectedOnAir: takeId, endsAt: stage.at('16:29') });
    expect(stage.left).toBe(24 * minute);

    const late = new Stage(plan, '16:00');
    late.go();
    late.clock('16:29');
    late.takeUnplanned();
    late.obsDoesIt();
    expect(times(late).segments[2]).toMatchObject({
      start: late.at('16:31'),
      startsBy: { kind: 'late', late: minute },
    });
  });

  it('refused by OBS, is expected to last as long before a fixed start', () => {
    const begin = { kind: 'fixed', at: tod('16:00') } as const;
    const fixed = { kind: 'fixed', at: tod('16:30') } as const;
    const stage = new Stage(show([segment('a', { start: begin }), segment('b', { start: fixed })]), '16:00');
    stage.go();
    stage.clock('16:04');
    stage.takeUnplanned();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    const failure = { why: 'refused', code: 600, comment: 'No such scene' } as const;
    stage.report({ type: 'takeFailed', takeId, failure, still: 'Scene a' });
    expect(times(stage).segments[1]).toMatchObject({ length: 2 * minute, endsBy: { kind: 'length' } });
    expect(times(stage).segments[2]).toMatchObject({ start: stage.at('16:30') });
  });

  it('leaves the plan joined where edit mode looks at it: nothing overlaps, and the hard out is as near as it was', () => {
    const begin = { kind: 'fixed', at: tod('16:00') } as const;
    const fixed = { kind: 'fixed', at: tod('16:10') } as const;
    const plan = show([segment('a', { start: begin }), segment('b', { start: fixed })], {
      hardOut: tod('16:20'),
    });
    const stage = new Stage(plan, '16:00');
    stage.go();
    stage.clock('16:04');
    stage.takeUnplanned();
    stage.obsDoesIt();
    const { document, run } = stage.state;
    expect(seams(document.show, run)).toEqual([null, null, null]);
    expect(hardOutProblem(document.show, run)).toBeNull();
    // The next run has it in its plan.
    stage.send({ type: 'resetRun', armed: true });
    expect(seams(document.show, stage.state.run)[2]).toMatchObject({ kind: 'backwards', by: 2 * minute });
  });

  it('Back undoes its GO and takes it out of the plan again; the log keeps it', () => {
    const stage = on();
    const before = stage.state;
    stage.takeUnplanned();
    stage.obsDoesIt();
    stage.back();
    expect(stage.state.document.show).toEqual(before.document.show);
    expect(stage.state.document.revision).toBe(before.document.revision + 2);
    expect([stage.onAirTitle, stage.nextTitle]).toEqual(['a', 'b']);
    const keys = stage.journal.flatMap((stamped) => logLine(before, stamped)?.key ?? []);
    expect(keys).toContain('putIn');
    const row = recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole').rows.find(
      ({ title }) => title === 'Technical pause',
    );
    expect(row).toMatchObject({ state: 'takenBack', number: null });
  });

  it('Back without OBS takes it out as well; Back of a later take of it leaves it', () => {
    const away = on();
    away.obs = { ...away.obs, connected: false };
    away.takeUnplanned();
    away.back();
    expect(titles(away)).toEqual(['a', 'b', 'c']);

    const stage = on();
    stage.takeUnplanned();
    stage.obsDoesIt();
    stage.wait(2_000);
    stage.go({ early: true });
    stage.wait(2_000);
    const segmentId = stage.state.document.show.segments[1]?.id ?? '';
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId, armed: true });
    stage.obsDoesIt();
    stage.back();
    expect(titles(stage)).toEqual(['a', 'Technical pause', 'b', 'c']);
  });

  it('refused by OBS, stands in the plan as Next: GO tries again', () => {
    const stage = on();
    stage.takeUnplanned();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    const failure = { why: 'refused', code: 600, comment: 'No such scene' } as const;
    stage.report({ type: 'takeFailed', takeId, failure, still: 'Scene a' });
    expect([stage.onAirTitle, stage.nextTitle]).toEqual(['a', 'Technical pause']);
  });

  it('is in the record as what it was: nothing planned, not zero, and put in during the show', () => {
    const stage = on();
    stage.takeUnplanned();
    stage.obsDoesIt();
    stage.wait(3 * minute);
    stage.go({ early: true });
    const { rows } = recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole');
    expect(rows[1]).toMatchObject({
      title: 'Technical pause',
      number: 2,
      plannedStart: null,
      plannedEnd: null,
      plannedLength: null,
      startOff: null,
      lengthOff: null,
    });
    expect(rows[1]?.why[0]).toEqual({ kind: 'unplanned' });
    expect(rows[1]?.actualLength).toBeGreaterThan(3 * minute);
  });

  it.each([null, 'Holding slide'])(
    'under the slate, on scene %j, leaves the slate and opens no microphone',
    (scene) => {
      const stage = on();
      stage.send({ type: 'setSlate', on: true });
      stage.obsDoesIt();
      stage.takeUnplanned({ scene });
      expect(isSoundOff(stage.state.run)).toBe(true);
      stage.obsDoesIt();
      expect([stage.obs.program, stage.state.run.slate]).toEqual(['Holding slide', null]);
      expect(isSoundOff(stage.state.run)).toBe(true);
      stage.wait(2_000);
      stage.go({ early: true });
      expect(isSoundOff(stage.state.run)).toBe(false);
    },
  );

  it.each([null, 'Before'])(
    'on scene %j, after what is on air with its sound off: the sound stays off with the scene',
    (scene) => {
      const first = { start: { kind: 'fixed', at: tod('16:00') }, soundOff: true, scene: null } as const;
      const stage = new Stage(show([segment('a', first), segment('b')]), '16:00');
      stage.go();
      stage.wait(2_000);
      stage.takeUnplanned({ scene });
      stage.obsDoesIt();
      expect([stage.obs.program, isSoundOff(stage.state.run)]).toEqual(['Before', true]);
    },
  );

  it('on another scene than what viewers see is heard, also from under the slate', () => {
    const stage = on();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.takeUnplanned({ scene: 'Scene b' });
    stage.obsDoesIt();
    expect([stage.obs.program, isSoundOff(stage.state.run)]).toEqual(['Scene b', false]);
  });

  it('on the scene of the slate while people are heard: they still are', () => {
    const stage = on();
    stage.takeUnplanned();
    stage.obsDoesIt();
    expect([stage.obs.program, isSoundOff(stage.state.run)]).toEqual(['Holding slide', false]);
  });

  it('stays in the plan when the run is reset; what a rehearsal put in goes with it', () => {
    const stage = on();
    stage.takeUnplanned();
    stage.obsDoesIt();
    stage.send({ type: 'resetRun', armed: true });
    expect(titles(stage)).toEqual(['a', 'Technical pause', 'b', 'c']);
    expect(times(stage).segments[1]?.plannedTime).toBe(tod('16:10'));

    stage.send({ type: 'startRehearsal', obs: 'practice' });
    stage.go();
    stage.wait(2_000);
    stage.takeUnplanned({ title: 'Tried out' });
    stage.obsDoesIt();
    expect(titles(stage)).toContain('Tried out');
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(titles(stage)).toEqual(['a', 'Technical pause', 'b', 'c']);
  });

  it('is refused in words: nothing on air, moved on, on its way, too soon, ended; no title, no length, a day', () => {
    const before = new Stage(show([segment('a')]), '16:00');
    expect(refusalOf(before.takeUnplanned())).toBe('nothingOnAir');
    const stage = on();
    const { document } = stage.state;
    expect(refusalOf(stage.takeUnplanned({ title: '  ' }))).toBe('titleMissing');
    expect(refusalOf(stage.takeUnplanned({ duration: 0 }))).toBe('durationNotPositive');
    expect(refusalOf(stage.takeUnplanned({ duration: longestSegment + 1 }))).toBe('durationTooLong');
    const { segments } = document.show;
    const [first] = segments;
    expect(
      refusalOf(
        stage.send({
          type: 'takeUnplanned',
          expectedOnAir: 'before',
          segment: { title: 'x', scene: null, duration: first?.duration ?? 0 },
        }),
      ),
    ).toBe('stale');
    expect(stage.state.document).toBe(document);
    stage.takeUnplanned();
    expect(refusalOf(stage.takeUnplanned())).toBe('waitingForObs');
    stage.obsDoesIt();
    expect(refusalOf(stage.takeUnplanned())).toBe('tooSoon');
    for (let takes = 0; takes < 2; takes += 1) {
      stage.wait(2_000);
      stage.go({ early: true });
    }
    stage.wait(2_000);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(refusalOf(stage.takeUnplanned())).toBe('showEnded');
  });
});
