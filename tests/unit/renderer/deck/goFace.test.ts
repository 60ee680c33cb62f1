import { describe, expect, it } from 'vitest';
import type { ObsView } from '../../../../src/core/obs/observed';
import { timing } from '../../../../src/core/run/timing';
import type { Segment, Show } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { aimOf } from '../../../../src/renderer/actions/situation';
import { onAirSpan } from '../../../../src/renderer/client/countdown';
import { wholeSecond } from '../../../../src/renderer/client/ticker';
import type { GoFacts } from '../../../../src/renderer/features/deck/goFace';
import { goTake, goTime, isDue } from '../../../../src/renderer/features/deck/goFace';
import { publishedOf } from '../../../support/fakeWire';
import { segment, show, tod, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function facts(stage: Stage, obs: Partial<ObsView> = {}): GoFacts {
  const show: Show = stage.state.document.show;
  const { run } = stage.state;
  const plannedStart = timing(show, run, stage.now).segments[0]?.plannedStart ?? null;
  const published = publishedOf(stage);
  return {
    show,
    run,
    obs: { ...published.obs, ...obs },
    aim: aimOf(show, run),
    span: onAirSpan(show, run),
    plannedStart,
  };
}

/** The talk, 20 minutes, on air since 16:05:00. */
function inTalk(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const time of ['15:50', '16:00', '16:05']) {
    stage.clock(time);
    stage.go({ early: true });
  }
  return stage;
}

describe('GO against the clock', () => {
  const stage = inTalk();
  const on = facts(stage);
  const at = (time: string): ReturnType<typeof goTime> => goTime(on, stage.at(time));

  it('says how early it is and that it asks first', () => {
    expect(at('16:10')).toEqual({ kind: 'earlyAsks', by: 15 * minute });
  });

  it('from 2:00 before the end it no longer asks', () => {
    expect(at('16:22:59')).toEqual({ kind: 'earlyAsks', by: 2 * minute + second });
    expect(at('16:23')).toEqual({ kind: 'early', by: 2 * minute });
  });

  it('turns bright in the last seconds, and stays so', () => {
    expect(isDue(at('16:24:44'))).toBe(false);
    expect(at('16:24:45')).toEqual({ kind: 'dueIn', by: 15 * second });
    expect(at('16:25')).toEqual({ kind: 'dueNow' });
    expect(at('16:27')).toEqual({ kind: 'late', by: 2 * minute });
    for (const time of ['16:24:45', '16:25', '16:27']) expect(isDue(at(time))).toBe(true);
  });

  it('does not ask on the practice OBS, and says how early it is all the same', () => {
    expect(goTime(facts(stage, { practice: true }), stage.at('16:10'))).toEqual({
      kind: 'early',
      by: 15 * minute,
    });
  });
});

describe('GO for what comes by itself', () => {
  /** The first of two gives way by itself at 16:10. */
  function givesWay(): Stage {
    const first = segment('a', { start: { kind: 'fixed', at: tod('16:00') }, advance: 'atItsEnd' });
    const stage = new Stage(show([first, segment('b')]), '16:00');
    stage.go();
    return stage;
  }
  const at = (stage: Stage, time: string, obs: Partial<ObsView> = {}): ReturnType<typeof goTime> =>
    goTime(facts(stage, obs), stage.at(time));

  it('counts down to it from its take on, and turns bright in the last seconds', () => {
    const stage = givesWay();
    expect(at(stage, '16:00:30')).toEqual({ kind: 'byItself', by: 9.5 * minute, soon: false });
    const soon = at(stage, '16:09:48');
    expect(soon).toEqual({ kind: 'byItself', by: 12 * second, soon: true });
    expect([isDue(at(stage, '16:00:30')), isDue(soon)]).toEqual([false, true]);
  });

  it('says that it is held, or on slate; without OBS it is a GO by hand', () => {
    const held = givesWay();
    held.send({ type: 'setHold', on: true });
    expect(at(held, '16:05')).toEqual({ kind: 'byItselfHeld', soon: false });
    const slate = givesWay();
    slate.send({ type: 'setSlate', on: true });
    slate.obsDoesIt();
    expect(at(slate, '16:05')).toEqual({ kind: 'byItselfSlate', soon: false });
    const away = { link: { status: 'retrying', problem: 'closed', since: 0, retryAt: 0 } } as const;
    expect(at(givesWay(), '16:09', away)?.kind).toBe('early');
  });

  it('says why it did not come, and how late it is since', () => {
    const stage = givesWay();
    stage.send({ type: 'setHold', on: true });
    stage.clock('16:10');
    const missed = at(stage, '16:10:30');
    expect(missed).toEqual({ kind: 'notByItself', why: 'held', by: 30 * second });
    expect(isDue(missed)).toBe(true);
  });
});

describe('GO for a start that is not one after the other', () => {
  /** The first of two is on air since 16:00, for ten minutes. */
  function before(start: Segment['start']): Stage {
    const first = segment('a', { start: { kind: 'fixed', at: tod('16:00') } });
    const stage = new Stage(show([first, segment('b', { start })]), '16:00');
    stage.go();
    return stage;
  }

  it('that waits for it says so, and is never due by itself', () => {
    const on = facts(before({ kind: 'manual' }));
    for (const time of ['16:01', '16:20']) {
      const go = goTime(on, tod(time));
      expect(go).toEqual({ kind: 'waits' });
      expect(isDue(go)).toBe(false);
    }
  });

  it('whose fixed time has come is due, however long what is on air was given', () => {
    const stage = before({ kind: 'fixed', at: tod('16:05') });
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 10 * minute });
    const on = { ...facts(stage), plannedStart: stage.at('16:05') };
    expect(goTime(on, stage.at('16:02'))).toMatchObject({ kind: 'earlyAsks' });
    expect(goTime(on, stage.at('16:06'))).toEqual({ kind: 'late', by: minute });
  });
});

describe('GO before the show', () => {
  it('counts down to the planned start', () => {
    const stage = new Stage(webinar(), '15:40');
    expect(goTime(facts(stage), wholeSecond(stage.now))).toEqual({ kind: 'startsIn', by: 10 * minute });
  });

  it('of an undated show starts it now', () => {
    const stage = new Stage(webinar({ date: null }), '15:40');
    expect(goTime(facts(stage), stage.now)).toEqual({ kind: 'startsNow' });
  });

  it('of a show whose day has gone by starts it now', () => {
    const stage = new Stage(webinar(), '15:40');
    stage.now += 3 * 24 * 60 * minute;
    expect(goTime(facts(stage), stage.now)).toEqual({ kind: 'startsNow' });
  });
});

describe('what GO is for', () => {
  it('the next segment, then the end of the show, then nothing', () => {
    const stage = inTalk();
    expect(facts(stage).aim).toMatchObject({ kind: 'take', next: { id: 'panel' } });
    for (let takes = 0; takes < 2; takes += 1) {
      stage.wait(40 * minute);
      stage.go({ early: true });
    }
    expect(facts(stage).aim).toEqual({ kind: 'end', scene: 'Holding slide' });
    stage.wait(10 * minute);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(facts(stage).aim).toEqual({ kind: 'nothing', why: 'ended' });
  });

  it('waits for its own take, not for Slate', () => {
    const stage = inTalk();
    stage.send({ type: 'setSlate', on: true });
    expect(goTake(facts(stage)).pending).toBeNull();
    stage.obsDoesIt();
    stage.wait(20 * minute);
    stage.press();
    expect(goTake(facts(stage)).pending).toMatchObject({ kind: 'go', scene: 'Panel' });
  });

  it('tries its own take again, never one out of turn', () => {
    const failed = (stage: Stage): unknown => {
      const takeId = stage.state.run.pending[0]?.takeId ?? '';
      stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Speaker + slides' });
      return goTake(facts(stage)).failed;
    };
    const stage = inTalk();
    stage.wait(2_000);
    const expectedOnAir = stage.onAir;
    stage.send({ type: 'takeSegment', expectedOnAir, segmentId: 'closing', armed: true });
    expect(failed(stage)).toBeNull();
    stage.wait(20 * minute);
    stage.press();
    expect(failed(stage)).toMatchObject({ take: { scene: 'Panel' } });
  });
});
