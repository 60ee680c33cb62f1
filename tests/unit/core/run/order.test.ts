import { describe, expect, it } from 'vitest';
import { jumpedOver, standings } from '../../../../src/core/run/order';
import { planTimes, seams } from '../../../../src/core/run/plan';
import { timing } from '../../../../src/core/run/timing';
import { logLine } from '../../../../src/core/asrun/log';
import type { Segment, Show } from '../../../../src/core/show/model';
import { minute } from '../../../../src/core/time/units';
import { begun, five } from '../../../support/five';
import { segment, show, tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

function take(stage: Stage, segmentId: string): void {
  const sent = stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId, armed: true });
  expect(refusalOf(sent)).toBeNull();
  stage.obsDoesIt();
  stage.wait(2_000);
}

const drop = (stage: Stage, segmentId: string): string | null =>
  refusalOf(stage.send({ type: 'dropSegment', segmentId }));
const putBack = (stage: Stage, segmentId: string): string | null =>
  refusalOf(stage.send({ type: 'restoreSegment', segmentId }));
const standing = (stage: Stage): string => standings(stage.state.document.show, stage.state.run).join(' ');
const times = (stage: Stage): ReturnType<typeof timing> =>
  timing(stage.state.document.show, stage.state.run, stage.now);

describe('a segment jumped over', () => {
  it('is postponed: still counted in the expected end, with no time of its own, never Next by itself', () => {
    const stage = begun();
    const before = times(stage).expectedEnd;
    take(stage, 'd');
    expect(standing(stage)).toBe('done postponed postponed onAir next');
    const { segments, expectedEnd } = times(stage);
    expect(segments[1]).toMatchObject({ start: null, end: null, length: 10 * minute });
    // A was cut short by 9:57 or so, and what was jumped over comes at the end.
    expect(expectedEnd).toBe((segments[4]?.end ?? 0) + 20 * minute);
    expect(expectedEnd).toBeLessThan(before ?? 0);
    stage.clock('16:12');
    stage.go({ early: true });
    expect(stage.nextTitle).toBeNull();
    expect(standing(stage)).toBe('done postponed postponed done onAir');
  });

  it('stays so when another one that was jumped over is taken', () => {
    const stage = begun();
    take(stage, 'd');
    take(stage, 'b');
    expect(standing(stage)).toBe('done onAir postponed done next');
    take(stage, 'c');
    expect(standing(stage)).toBe('done done onAir done next');
    expect(times(stage).expectedEnd).toBe(times(stage).segments[4]?.end);
  });

  it('is in its place again when Back undoes the take that jumped over it', () => {
    const stage = begun();
    const before = stage.state.run.passed;
    take(stage, 'd');
    stage.back();
    expect(stage.state.run.passed).toEqual(before);
    expect(standing(stage)).toBe('onAir next later later later');
  });

  it('may be what stands before the first take, or was put in before what is on air', () => {
    const stage = new Stage(five(), '16:00');
    take(stage, 'c');
    expect(standing(stage)).toBe('postponed postponed onAir next later');
    stage.send({ type: 'edit', edit: { kind: 'addSegment', segment: segment('new'), index: 0 } });
    expect(standing(stage)).toBe('postponed postponed postponed onAir next later');
  });

  it('is postponed also where the show follows OBS past it', () => {
    const stage = begun();
    stage.obs = { ...stage.obs, program: 'Scene c' };
    stage.report({ type: 'sceneChangedInObs', scene: 'Scene c', since: stage.now });
    stage.send({ type: 'follow', expectedOnAir: stage.onAir, segmentId: 'c', since: stage.now });
    expect(standing(stage)).toBe('done postponed onAir next later');
    stage.back();
    expect(standing(stage)).toBe('onAir next later later later');
  });
});

describe('Drop', () => {
  it('takes a segment out of this run, and Put back brings it in again; both are in the log', () => {
    const stage = begun();
    take(stage, 'c');
    const end = times(stage).expectedEnd ?? 0;
    expect(drop(stage, 'b')).toBeNull();
    expect(drop(stage, 'd')).toBeNull();
    expect(standing(stage)).toBe('done dropped onAir dropped next');
    expect(times(stage).expectedEnd).toBe(end - 20 * minute);
    expect(stage.nextTitle).toBe('e');
    expect(putBack(stage, 'b')).toBeNull();
    expect(putBack(stage, 'd')).toBeNull();
    expect(standing(stage)).toBe('done postponed onAir next later');
    expect(times(stage).expectedEnd).toBe(end);
    expect(stage.journal.flatMap((stamped) => logLine(stage.state, stamped)?.key ?? [])).toEqual(
      expect.arrayContaining(['segmentDropped', 'segmentRestored']),
    );
  });

  it('is refused in words for what is on air or was, is on its way, is gone, or is dropped', () => {
    const stage = begun();
    expect(drop(stage, 'a')).toBe('alreadyTaken');
    expect(drop(stage, 'nobody')).toBe('segmentGone');
    expect(drop(stage, 'c')).toBeNull();
    expect(drop(stage, 'c')).toBe('alreadySo');
    expect(putBack(stage, 'b')).toBe('alreadySo');
    stage.press({ early: true });
    expect(drop(stage, 'b')).toBe('waitingForObs');
  });

  it('stays through Back of an earlier GO; taking what was dropped is a fact, and Back of that takes it out again', () => {
    const stage = begun();
    stage.go({ early: true });
    drop(stage, 'd');
    stage.back();
    expect(standing(stage)).toBe('onAir next later dropped later');
    stage.wait(2_000);
    take(stage, 'd');
    expect(standing(stage)).toBe('done postponed postponed onAir next');
    stage.back();
    expect(standing(stage)).toBe('onAir next later dropped later');
  });

  it('of everything leaves GO with nothing to take, and the show can be ended', () => {
    const stage = begun();
    for (const id of ['b', 'c', 'd', 'e']) drop(stage, id);
    expect(refusalOf(stage.press())).toBe('nothingNext');
    expect(times(stage).expectedEnd).toBe(times(stage).segments[0]?.end);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(stage.state.run.phase).toBe('ended');
  });

  it('is of one run: a new one has all of its plan', () => {
    const stage = begun();
    drop(stage, 'b');
    stage.send({ type: 'resetRun', armed: true });
    expect(standing(stage)).toBe('next later later later later');
  });
});

describe('a segment marked to be skipped', () => {
  it('takes no time in the plan, is never Next, and is jumped over by nobody', () => {
    const stage = begun(five({ b: { inclusion: 'skipped' }, c: { inclusion: 'optional' } }));
    expect(standing(stage)).toBe('onAir skipped next later later');
    expect(planTimes(stage.show)).toEqual(
      ['16:00', null, '16:10', '16:20', '16:30'].map((time) => time && tod(time)),
    );
    expect(times(stage).plannedEnd).toBe(stage.at('16:40'));
    expect(jumpedOver(stage.show, stage.state.run, 'd').map(({ id }) => id)).toEqual(['c']);
  });

  it('is no neighbour of a fixed start', () => {
    const plan = five({ b: { inclusion: 'skipped' }, c: { start: { kind: 'fixed', at: tod('16:10') } } });
    expect(seams(plan, { unplanned: [] }).every((seam) => seam === null)).toBe(true);
  });

  it('last in the plan, it moves no end; nor does it start the show', () => {
    const plan = show([
      segment('a', { inclusion: 'skipped', start: { kind: 'fixed', at: tod('15:00') } }),
      segment('b', { start: { kind: 'fixed', at: tod('16:00') } }),
      segment('c', { inclusion: 'skipped' }),
    ]);
    const stage = new Stage(plan, '15:30');
    expect(times(stage)).toMatchObject({ plannedEnd: stage.at('16:10'), over: 0 });
    expect(stage.nextTitle).toBe('b');
  });

  it('where all are, there is nothing to take and no end', () => {
    const stage = new Stage(show([segment('a', { inclusion: 'skipped' })]), '15:30');
    expect(refusalOf(stage.press())).toBe('nothingNext');
    expect(times(stage)).toMatchObject({ plannedEnd: null, expectedEnd: null, over: null });
  });

  it('can be taken all the same', () => {
    const stage = begun(five({ b: { inclusion: 'skipped' } }));
    take(stage, 'b');
    expect(standing(stage)).toBe('done onAir next later later');
  });

  it('leaves nothing that a later take would make true', () => {
    const cues: Segment['cues'] = [
      { id: 'm', trigger: { kind: 'take' }, effect: { kind: 'mute', input: 'Mic', on: true } },
    ];
    const carriedBy = (plan: Show, dropped: readonly string[]): readonly string[] => {
      const stage = begun(plan);
      for (const id of dropped) drop(stage, id);
      take(stage, 'd');
      return stage.state.run.onAir?.carried.map(({ id }) => id) ?? [];
    };
    expect(carriedBy(five({ b: { cues } }), [])).toEqual(['m']);
    expect(carriedBy(five({ b: { cues } }), ['b'])).toEqual([]);
    expect(carriedBy(five({ b: { cues, inclusion: 'skipped' } }), [])).toEqual([]);
  });
});
