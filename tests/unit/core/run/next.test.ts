import { describe, expect, it } from 'vitest';
import { logLine } from '../../../../src/core/asrun/log';
import { jumpedOver, standings, toCome } from '../../../../src/core/run/order';
import { endOfOnAir, timing } from '../../../../src/core/run/timing';
import { earlyBy } from '../../../../src/core/run/decide';
import { findSegment } from '../../../../src/core/show/model';
import type { Segment } from '../../../../src/core/show/model';
import { minute } from '../../../../src/core/time/units';
import { begun, five } from '../../../support/five';
import { tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

/** Next, chosen by a hand: docs/live.md. */

const standing = (stage: Stage): string => standings(stage.state.document.show, stage.state.run).join(' ');
const coming = (stage: Stage): string =>
  toCome(stage.state.document.show, stage.state.run)
    .map(({ id }) => id)
    .join('');
const times = (stage: Stage): ReturnType<typeof timing> =>
  timing(stage.state.document.show, stage.state.run, stage.now);
const edit = (stage: Stage, patch: Partial<Segment>, id = 'd'): void =>
  void stage.send({ type: 'edit', edit: { kind: 'setSegment', id, patch } });

describe('Next, moved without a take', () => {
  it('is what GO takes; what stands before it is postponed by that GO, and not before', () => {
    const stage = begun();
    const end = times(stage).expectedEnd;
    expect(refusalOf(stage.setNext('d'))).toBeNull();
    expect(stage.onAirTitle).toBe('a');
    expect(standing(stage)).toBe('onAir jumpedOver jumpedOver next later');
    expect(stage.state.run.passed).toEqual([]);
    expect(jumpedOver(stage.show, stage.state.run, 'd').map(({ id }) => id)).toEqual(['b', 'c']);
    // What the GO will do is what is forecast: D after A, and what it jumps over counted at the end.
    const { segments, expectedEnd } = times(stage);
    expect(segments.map(({ start }) => start && (start - stage.at('16:00')) / minute)).toEqual([
      0,
      null,
      null,
      10,
      20,
    ]);
    expect(expectedEnd).toBe(end);
    stage.clock('16:09:30');
    stage.go();
    expect(stage.onAirTitle).toBe('d');
    expect(standing(stage)).toBe('done postponed postponed onAir next');
    expect(stage.state.run.nextId).toBeNull();
  });

  it('may be one that was postponed: it is on air next, and the show goes on behind it', () => {
    const stage = begun();
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'd', armed: true });
    stage.obsDoesIt();
    stage.setNext('b');
    expect(standing(stage)).toBe('done next postponed onAir later');
    expect(coming(stage)).toBe('be');
    expect(times(stage).segments[4]?.start).toBe(times(stage).segments[1]?.end);
    stage.wait(2_000);
    stage.go({ early: true });
    expect(standing(stage)).toBe('done onAir postponed done next');
  });

  it('is as planned again when a hand says so, or chooses what is planned', () => {
    const stage = begun();
    stage.setNext('c');
    expect(refusalOf(stage.setNext(null))).toBeNull();
    expect(standing(stage)).toBe('onAir next later later later');
    expect(refusalOf(stage.setNext(null))).toBe('alreadySo');
    stage.setNext('c');
    stage.setNext('b');
    expect(stage.state.run.nextId).toBeNull();
    expect(refusalOf(stage.setNext('b'))).toBe('alreadySo');
  });

  it('may be what the show begins with: the plan starts there', () => {
    const stage = new Stage({ ...five(), date: null }, '12:00');
    expect(refusalOf(stage.setNext('c'))).toBeNull();
    expect(standing(stage)).toBe('jumpedOver jumpedOver next later later');
    stage.go();
    expect(standing(stage)).toBe('postponed postponed onAir next later');
    expect(times(stage).segments[2]?.plannedStart).toBe(stage.at('12:00'));
  });

  it('before the show is expected at its planned time, and says so', () => {
    const stage = new Stage(five(), '15:50');
    stage.setNext('c');
    expect(times(stage).segments[2]).toMatchObject({
      start: stage.at('16:20'),
      startsBy: { kind: 'planned' },
    });
  });

  it('is cleared by any take that moves the cursor, by Follow, and by a reset', () => {
    for (const move of [
      (stage: Stage) =>
        stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'c', armed: true }),
      (stage: Stage) => {
        stage.obs = { ...stage.obs, program: 'Scene b' };
        stage.report({ type: 'sceneChangedInObs', scene: 'Scene b', since: stage.now });
        return stage.send({ type: 'follow', expectedOnAir: stage.onAir, segmentId: 'b', since: stage.now });
      },
      (stage: Stage) => stage.send({ type: 'resetRun', armed: true }),
    ]) {
      const stage = begun();
      stage.setNext('d');
      expect(refusalOf(move(stage))).toBeNull();
      stage.obsDoesIt();
      expect(stage.state.run.nextId).toBeNull();
    }
  });

  it('stays through a slate, and through a take that OBS refused', () => {
    const stage = begun();
    stage.setNext('d');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.press({ early: true });
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    const failure = { why: 'refused', code: 600, comment: 'No such scene' } as const;
    stage.report({ type: 'takeFailed', takeId, failure, still: 'Holding slide' });
    expect(stage.nextTitle).toBe('d');
  });

  it('Back of its GO brings it back as it was chosen; Back of the GO before it takes it away', () => {
    const stage = begun();
    const before = stage.state.run.undo.length;
    stage.setNext('d');
    stage.go({ early: true });
    stage.back();
    expect(stage.state.run.nextId).toBe('d');
    expect(standing(stage)).toBe('onAir jumpedOver jumpedOver next later');
    expect(stage.state.run.undo).toHaveLength(before);
    stage.wait(2_000);
    stage.back();
    expect(stage.state.run.nextId).toBeNull();
  });

  it.each([
    ['removed', (stage: Stage) => stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'd' } })],
    ['dropped', (stage: Stage) => stage.send({ type: 'dropSegment', segmentId: 'd' })],
    ['skipped', (stage: Stage) => edit(stage, { inclusion: 'skipped' })],
  ])('%s, gives way to what is planned; an edit that is undone brings it back', (how, out) => {
    const stage = begun();
    stage.setNext('d');
    out(stage);
    expect([stage.nextTitle, stage.state.run.nextId]).toEqual(['b', null]);
    stage.send({ type: 'restoreSegment', segmentId: 'd' });
    stage.send({ type: 'undoEdit' });
    expect(stage.nextTitle).toBe(how === 'dropped' ? 'b' : 'd');
  });

  it.each([
    ['the show went on', (stage: Stage) => stage.go({ early: true })],
    ['a hand has chosen another', (stage: Stage) => stage.setNext('c')],
  ])('removed, stays what it is where that edit is undone after %s', (_what, since) => {
    const stage = begun();
    stage.setNext('d');
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'd' } });
    since(stage);
    const { nextTitle } = stage;
    stage.send({ type: 'undoEdit' });
    expect(nextTitle).not.toBe('d');
    expect(stage.nextTitle).toBe(nextTitle);
  });

  it('what is on air ends at its fixed start, and the rules of an early GO are those of any Next', () => {
    const stage = begun(five({ d: { start: { kind: 'fixed', at: tod('16:30') } } }));
    expect(endOfOnAir(stage.show, stage.state.run)).toBe(stage.at('16:10') - 0);
    stage.setNext('d');
    expect(endOfOnAir(stage.show, stage.state.run)).toBe(stage.at('16:30'));
    stage.clock('16:12');
    const next = findSegment(stage.show, 'd');
    expect(next && earlyBy(stage.state, next, stage.now)).toBe(18 * minute);
    expect(refusalOf(stage.press())).toBe('early');
    expect(refusalOf(stage.press({ early: true }))).toBeNull();
  });

  it('a cue before the end follows the end that it makes, and is not played late', () => {
    const cue = {
      id: 'note',
      trigger: { kind: 'beforeEnd', offset: minute },
      effect: { kind: 'note', text: 'One minute', urgent: false },
    } as const;
    const plan = five({ d: { start: { kind: 'fixed', at: tod('16:30') } } });
    const [first, ...rest] = plan.segments;
    if (!first) throw new Error('there is a first one');
    const stage = begun({ ...plan, segments: [{ ...first, cues: [cue] }, ...rest] });
    stage.setNext('d');
    stage.clock('16:28');
    expect(stage.state.run.onAir?.cues).toEqual({});
    stage.clock('16:29');
    expect(stage.state.run.onAir?.cues.note?.kind).toBe('done');
  });

  it('is refused in words: moved on, on its way, gone, on air or done, out of the run, after the end', () => {
    const stage = begun();
    const choose = (segmentId: string, seen: string | null = 'b'): string | null =>
      refusalOf(stage.send({ type: 'setNext', expectedOnAir: stage.onAir, expectedNext: seen, segmentId }));
    expect(choose('d', 'c')).toBe('stale');
    expect(
      refusalOf(stage.send({ type: 'setNext', expectedOnAir: 'x', expectedNext: 'b', segmentId: 'd' })),
    ).toBe('stale');
    expect(choose('nobody')).toBe('segmentGone');
    expect(choose('a')).toBe('alreadyTaken');
    stage.send({ type: 'dropSegment', segmentId: 'c' });
    expect(choose('c')).toBe('notInRun');
    stage.press({ early: true });
    expect(choose('d')).toBe('waitingForObs');
    stage.obsDoesIt();
    for (const id of ['d', 'e']) {
      stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: id, armed: true });
      stage.wait(2_000);
      stage.obsDoesIt();
      stage.wait(2_000);
    }
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'e', armed: true });
    stage.obsDoesIt();
    stage.wait(2_000);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(stage.state.run.phase).toBe('ended');
    expect(refusalOf(stage.setNext('d'))).toBe('showEnded');
  });

  it('is in the log by name', () => {
    const stage = begun();
    stage.setNext('d');
    stage.setNext(null);
    const lines = stage.journal.flatMap((stamped) => logLine(stage.state, stamped) ?? []);
    expect(lines.slice(-2).map(({ key, values }) => [key, values.title])).toEqual([
      ['nextSet', 'd'],
      ['nextAsPlanned', 'b'],
    ]);
  });
});
