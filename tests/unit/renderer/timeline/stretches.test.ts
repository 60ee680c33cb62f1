import { describe, expect, it } from 'vitest';
import type { SegmentTiming } from '../../../../src/core/run/timing';
import { timing } from '../../../../src/core/run/timing';
import { stretchesOf } from '../../../../src/renderer/features/timeline/stretches';
import { segment, show } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** A show of so many segments with the first `taken` of them taken. */
function times(count: number, taken: number): readonly SegmentTiming[] {
  const rows = Array.from({ length: count }, (_, at) => segment(`s${at}`));
  const stage = new Stage(show(rows, { date: null }), '15:00');
  for (let at = 0; at < taken; at += 1) {
    stage.wait(10_000);
    stage.go({ early: true });
  }
  return timing(stage.state.document.show, stage.state.run, stage.now).segments;
}

describe('the blocks of the timeline', () => {
  it('are the segments of a show that fits', () => {
    const segments = times(12, 2);
    expect(stretchesOf(segments).map(({ first, last }) => [first, last])).toEqual(
      segments.map(({ id }) => [id, id]),
    );
  });

  it('leave out what does not happen, and have what is postponed at the end', () => {
    const stage = new Stage(show(['a', 'b', 'c', 'd', 'e'].map((id) => segment(id))), '15:00');
    stage.go();
    stage.wait(2_000);
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'c', armed: true });
    stage.obsDoesIt();
    stage.send({ type: 'dropSegment', segmentId: 'd' });
    const { segments, expectedEnd } = timing(stage.state.document.show, stage.state.run, stage.now);
    expect(stretchesOf(segments).at(-1)?.end).toBe(expectedEnd);
    expect(stretchesOf(segments).map(({ first, standing }) => `${first} ${standing}`)).toEqual([
      'a done',
      'c onAir',
      'e next',
      'b postponed',
    ]);
  });

  it('of a very long show are few, and stand for all of its time in order', () => {
    const segments = times(1_000, 0);
    const stretches = stretchesOf(segments);
    expect(stretches.length).toBeLessThanOrEqual(123);
    expect(stretches.reduce((sum, { length }) => sum + length, 0)).toBe(
      segments.reduce((sum, { length }) => sum + length, 0),
    );
    expect(stretches[0]?.first).toBe('s0');
    expect(stretches.at(-1)?.last).toBe('s999');
  });

  it('of a very long show stay where they are from one take to the next, but for those beside it', () => {
    const [before, after] = [times(1_000, 30), times(1_000, 31)].map(
      (segments) => new Set(stretchesOf(segments).map(({ first, last }) => `${first}–${last}`)),
    );
    const changed = [...(after ?? [])].filter((name) => before?.has(name) !== true);
    expect(changed.length).toBeLessThanOrEqual(4);
  });

  it('leave what is on air and what is next to themselves, and join nothing done with what is to come', () => {
    const segments = times(1_000, 30);
    const standingOf = new Map(segments.map(({ id, standing }) => [id, standing]));
    const stretches = stretchesOf(segments);
    for (const { first, last, standing } of stretches) {
      expect([standingOf.get(first), standingOf.get(last)]).toEqual([standing, standing]);
    }
    for (const alone of ['onAir', 'next'] as const) {
      const [one, ...others] = stretches.filter(({ standing }) => standing === alone);
      expect(others).toEqual([]);
      expect(one?.first).toBe(one?.last);
    }
  });
});
