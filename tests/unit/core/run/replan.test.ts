import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/core/run/fold';
import { recordOf } from '../../../../src/core/asrun/record';
import type { Proposal } from '../../../../src/core/run/replan';
import { endReading, isIgnored, proposals } from '../../../../src/core/run/replan';
import { latestReplan } from '../../../../src/core/run/replanned';
import { openState } from '../../../../src/core/run/state';
import { offEnd, timing } from '../../../../src/core/run/timing';
import type { Segment, Show } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { pressed } from '../../../support/replans';
import { segment, show, tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

const at = (time: string): Segment['start'] => ({ kind: 'fixed', at: tod(time) });

/** Panel 16:00–16:35, Q&A –16:45, closing –16:50. */
function plan(
  fields: Partial<Omit<Show, 'segments'>> = {},
  rows: Record<string, Partial<Segment>> = {},
): Show {
  return show(
    [
      segment('panel', { kind: 'panel', start: at('16:00'), duration: 35 * minute, ...rows.panel }),
      segment('qa', { title: 'Q&A', kind: 'questions', ...rows.qa }),
      segment('closing', { kind: 'closing', duration: 5 * minute, ...rows.closing }),
    ],
    fields,
  );
}

/** The panel was taken this much late. OBS takes no time here. */
function begun(document: Show = plan(), from = '16:01:40'): Stage {
  const stage = new Stage(document, from);
  stage.press();
  const takeId = stage.state.run.pending[0]?.takeId ?? '';
  stage.report({ type: 'takeAccepted', takeId, after: 0 });
  return stage;
}

function next(stage: Stage): void {
  stage.press({ early: true });
  stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
}

function offered({ state: { document, run }, now }: Stage): readonly Proposal[] {
  return proposals(document.show, run, now);
}

function kinds(stage: Stage): readonly string[] {
  return offered(stage).map(({ replan }) => replan.kind);
}

function times({ state: { document, run }, now }: Stage) {
  return timing(document.show, run, now);
}

function reading(stage: Stage) {
  return endReading(stage.state.document.show, stage.state.run, times(stage));
}

function apply(stage: Stage, proposal: Proposal | undefined = offered(stage)[0]) {
  if (!proposal) throw new Error('nothing is proposed');
  return stage.send({ type: 'applyReplan', expectedOnAir: stage.onAir ?? '', ...pressed(proposal) });
}

function undo(stage: Stage) {
  return stage.send({ type: 'undoReplan', replanId: latestReplan(stage.state.run)?.replanId ?? '' });
}

function fail(): never {
  throw new Error('something is said');
}

describe('when something is said of the end', () => {
  it('as soon as it moves by more than the tolerance, and for as long as it does', () => {
    expect(reading(begun(plan(), '16:01:00'))).toBeNull();
    const stage = begun();
    expect(reading(stage)).toEqual({
      kind: 'over',
      expectedEnd: stage.at('16:51:40'),
      against: stage.at('16:50'),
      by: 100 * second,
    });
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: -minute });
    expect(reading(stage)).toBeNull();
    expect(offered(stage)).toEqual([]);
  });

  it('by the tolerance of the show', () => {
    expect(reading(begun(plan({ tolerance: 5 * minute })))).toBeNull();
    expect(reading(begun(plan({ tolerance: 5 * minute }), '16:06'))).toMatchObject({ by: 6 * minute });
  });

  it('not before the first take, not after the end, and not where nothing fixes an end', () => {
    expect(reading(new Stage(plan(), '16:20'))).toBeNull();
    const free = begun(plan({}, { panel: { start: { kind: 'follows' } } }));
    free.wait(2 * 60 * minute);
    expect(reading(free)).toBeNull();
    expect(offered(free)).toEqual([]);
    const ended = begun(show([segment('one', { start: at('16:00') })]));
    ended.clock('16:20');
    ended.send({ type: 'endShow', expectedOnAir: ended.onAir ?? '', armed: true });
    ended.obsDoesIt();
    expect(ended.state.run.phase).toBe('ended');
    expect(offered(ended)).toEqual([]);
  });

  it('on the slate, too: its time is the time of the show', () => {
    const stage = begun();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(reading(stage)).not.toBeNull();
  });

  it('past the hard out that is what counts, and the end is not pushed past it', () => {
    const stage = begun(plan({ hardOut: tod('16:51') }), '16:02');
    expect(reading(stage)).toMatchObject({ kind: 'pastHardOut', against: stage.at('16:51'), by: minute });
    expect(kinds(stage)).not.toContain('push');
    const [best] = offered(stage);
    expect(best).toMatchObject({ expectedEnd: stage.at('16:51'), leaves: 0 });
    // Before it, the end may be pushed.
    expect(kinds(begun(plan({ hardOut: tod('17:00') })))).toContain('push');
  });

  it('ignored, it is away until the end has moved by another tolerance, in every window', () => {
    const stage = begun();
    expect(stage.send({ type: 'ignoreReplan' })).toMatchObject({ ok: true });
    const away = (): boolean => {
      const said = reading(stage);
      return said !== null && isIgnored(stage.state.document.show, stage.state.run, said);
    };
    expect(away()).toBe(true);
    expect(refusalOf(stage.send({ type: 'ignoreReplan' }))).toBe('alreadySo');
    const expectedOnAir = stage.onAir ?? '';
    stage.send({ type: 'adjustEnd', expectedOnAir, by: minute });
    expect(away()).toBe(true);
    stage.send({ type: 'adjustEnd', expectedOnAir, by: second });
    expect(away()).toBe(false);
  });

  it('ignored, it is said again where the end was elsewhere in between, by a hand, an edit, or a take', () => {
    const stage = begun();
    stage.send({ type: 'ignoreReplan' });
    const by = (ms: number): void => {
      stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: ms });
    };
    // Half a minute there and back is not by another tolerance.
    by(-minute / 2);
    by(minute / 2);
    expect(isIgnored(stage.show, stage.state.run, reading(stage) ?? fail())).toBe(true);
    by(-2 * minute);
    expect(reading(stage)).toBeNull();
    by(2 * minute);
    expect(isIgnored(stage.show, stage.state.run, reading(stage) ?? fail())).toBe(false);
    stage.send({ type: 'ignoreReplan' });
    expect(isIgnored(stage.show, stage.state.run, reading(stage) ?? fail())).toBe(true);
  });

  it('nothing is ignored where nothing is said', () => {
    expect(refusalOf(begun(plan(), '16:00').send({ type: 'ignoreReplan' }))).toBe('alreadySo');
  });
});

describe('what is proposed when the show runs over', () => {
  it('first from questions: 1:40 from Q&A; then spread; then a pushed end', () => {
    const stage = begun();
    expect(offered(stage)).toEqual([
      {
        replan: {
          kind: 'take',
          lengths: [{ segmentId: 'qa', from: 10 * minute, to: 8 * minute + 20 * second }],
          dropped: [],
          restored: [],
          agreedEnd: null,
        },
        at: expect.any(Number) as number,
        expectedEnd: stage.at('16:50'),
        leaves: 0,
      },
      {
        replan: {
          kind: 'spread',
          // In proportion, to the second, and 1:40 together.
          lengths: [
            { segmentId: 'qa', from: 10 * minute, to: 10 * minute - 67 * second },
            { segmentId: 'closing', from: 5 * minute, to: 5 * minute - 33 * second },
          ],
          dropped: [],
          restored: [],
          agreedEnd: null,
        },
        at: expect.any(Number) as number,
        expectedEnd: stage.at('16:50'),
        leaves: 0,
      },
      {
        replan: {
          kind: 'push',
          lengths: [],
          dropped: [],
          restored: [],
          agreedEnd: { from: null, to: stage.at('16:51:40') },
        },
        at: expect.any(Number) as number,
        expectedEnd: stage.at('16:51:40'),
        leaves: 0,
      },
    ]);
  });

  it('no segment gives more than half of its planned length, however often it is asked', () => {
    const stage = begun(plan(), '16:04');
    expect(apply(stage)).toMatchObject({ ok: true });
    expect(stage.state.run.lengths).toEqual({ qa: 6 * minute });
    // Another 2:00: the 1:00 that Q&A has left is not enough.
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 2 * minute });
    expect(offered(stage).map(({ replan }) => replan.lengths.map(({ segmentId }) => segmentId))).toEqual([
      ['closing'],
      ['qa', 'closing'],
      [],
    ]);
  });

  it('where all together have too little, they give what they have, and what is left is said', () => {
    const stage = begun(plan(), '16:20');
    const [spread, push] = offered(stage);
    expect(spread).toMatchObject({
      replan: {
        kind: 'spread',
        lengths: [
          { segmentId: 'qa', to: 5 * minute },
          { segmentId: 'closing', to: 2.5 * minute },
        ],
      },
      leaves: 12.5 * minute,
    });
    expect(push?.replan.kind).toBe('push');
  });

  it('nothing is left to give: only the end can be pushed, and past a hard out not even that', () => {
    const one = show([segment('one', { start: at('16:00') })]);
    const stage = begun(one);
    stage.clock('16:13');
    expect(kinds(stage)).toEqual(['push']);
    const hard = begun({ ...one, hardOut: tod('16:10') });
    hard.clock('16:13');
    expect(reading(hard)).toMatchObject({ kind: 'pastHardOut', by: 3 * minute });
    expect(offered(hard)).toEqual([]);
  });

  it('an optional segment may go, where its length fits', () => {
    const optional = (duration: number): Show =>
      show([
        segment('panel', { start: at('16:00') }),
        segment('poll', { inclusion: 'optional', duration }),
        segment('closing', { kind: 'closing' }),
      ]);
    expect(kinds(begun(optional(2 * minute)))).toEqual(['take', 'drop', 'push']);
    const stage = begun(optional(2 * minute));
    expect(offered(stage)[1]).toMatchObject({ replan: { dropped: ['poll'] }, leaves: -20 * second });
    apply(stage, offered(stage)[1]);
    expect(stage.state.run.dropped).toEqual(['poll']);
    // 10:00 for 1:40 is out of proportion: others can.
    expect(kinds(begun(optional(10 * minute)))).toEqual(['take', 'spread', 'push']);
  });

  it('a postponed optional segment may go; one that is only postponed is left to a hand', () => {
    const jumped = (inclusion: Segment['inclusion']): Stage => {
      const stage = begun(
        show([
          segment('a', { start: at('16:00') }),
          segment('film', { inclusion, duration: 3 * minute }),
          segment('b'),
        ]),
      );
      stage.wait(2_000);
      stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'b', armed: true });
      stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
      stage.clock('16:20');
      stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:23') });
      return stage;
    };
    expect(offered(jumped('optional'))[0]?.replan).toMatchObject({ kind: 'drop', dropped: ['film'] });
    expect(kinds(jumped('always'))).toEqual(['push']);
  });

  it('what is on air gives last, and no more than half of what it has left', () => {
    const stage = begun(
      show([segment('a', { start: at('16:00'), kind: 'questions', duration: 20 * minute })]),
    );
    expect(offered(stage)[0]?.replan).toMatchObject({
      kind: 'shorten',
      lengths: [{ segmentId: 'a', to: 20 * minute - 100 * second }],
    });
    stage.clock('16:19:30');
    expect(kinds(stage)).toEqual(['push']);
  });

  it('an end that a hand has set stands', () => {
    const stage = begun(show([segment('a', { start: at('16:00'), duration: 20 * minute })]));
    stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:25') });
    expect(kinds(stage)).toEqual(['push']);
  });

  it('before a fixed start that is met nothing is taken: it would not reach the end', () => {
    const stage = begun(
      show([
        segment('a', { start: at('16:00') }),
        segment('b', { kind: 'questions' }),
        segment('keynote', { start: at('17:00'), duration: 20 * minute }),
        segment('closing', { kind: 'closing', duration: 5 * minute }),
      ]),
      '16:00',
    );
    stage.clock('16:20');
    expect(reading(stage)).toBeNull();
    // After it, an end agreed on early can be come by only from what follows it.
    stage.send({ type: 'edit', edit: { kind: 'setShow', patch: { hardOut: tod('17:20') } } });
    const named = offered(stage).flatMap(({ replan }) => replan.lengths.map(({ segmentId }) => segmentId));
    expect(new Set(named)).toEqual(new Set(['keynote', 'closing']));
  });

  it('before one that is late no more is taken than makes it begin in time', () => {
    const stage = begun(
      show([
        segment('a', { start: at('16:00'), duration: 30 * minute }),
        segment('b', { kind: 'questions', start: at('16:30'), duration: 20 * minute }),
        segment('c', { start: at('16:32'), duration: 20 * minute }),
      ]),
      '16:00',
    );
    stage.clock('16:33');
    // b begins after the time of c: what b gives beyond its lateness would reach nobody.
    for (const { replan, expectedEnd } of offered(stage)) {
      stage.now = offered(stage)[0]?.at ?? stage.now;
      const before = stage.state;
      expect(apply(stage, { replan, at: stage.now, expectedEnd, leaves: 0 })).toMatchObject({ ok: true });
      const [, b, c] = times(stage).segments;
      expect(c?.start).toBeGreaterThanOrEqual(stage.at('16:32'));
      expect(b?.length).toBeGreaterThanOrEqual(10 * minute);
      stage.state = before;
    }
  });
});

describe('what is proposed when the show runs under', () => {
  /** The panel ends at once: more than half an hour is won. */
  function early(rows: Record<string, Partial<Segment>> = {}): Stage {
    const stage = begun(plan({}, rows), '16:00');
    stage.clock('16:30');
    next(stage);
    return stage;
  }

  it('more for Q&A; or to finish early', () => {
    const stage = early();
    expect(reading(stage)).toMatchObject({ kind: 'under', by: 5 * minute });
    expect(offered(stage)).toMatchObject([
      {
        replan: { kind: 'give', lengths: [{ segmentId: 'qa', from: 10 * minute, to: 15 * minute }] },
        expectedEnd: stage.at('16:50'),
        leaves: 0,
      },
      { replan: { kind: 'finishEarly', agreedEnd: { from: null, to: stage.at('16:45') } } },
    ]);
    apply(stage);
    expect(reading(stage)).toBeNull();
    expect(times(stage).segments[1]).toMatchObject({ length: 15 * minute, endsBy: { kind: 'replanned' } });
  });

  it('a closing is not made longer', () => {
    const stage = early({ qa: { kind: 'closing' } });
    expect(kinds(stage)).toEqual(['finishEarly']);
  });

  it('what was dropped comes in again, where it fits', () => {
    const stage = begun(
      show([
        segment('a', { start: at('16:00') }),
        segment('poll', { inclusion: 'optional', duration: 4 * minute }),
        segment('closing', { kind: 'closing' }),
      ]),
      '16:00',
    );
    stage.send({ type: 'dropSegment', segmentId: 'poll' });
    expect(kinds(stage)).toEqual(['give', 'bringIn', 'finishEarly']);
    apply(stage, offered(stage)[1]);
    expect(stage.state.run.dropped).toEqual([]);
    expect(times(stage).over).toBe(0);
    undo(stage);
    expect(stage.state.run.dropped).toEqual(['poll']);
  });

  it('what was dropped and would only be postponed is not offered', () => {
    const rows = [
      segment('a', { start: at('16:00') }),
      segment('poll', { inclusion: 'optional', duration: 4 * minute }),
      segment('b'),
      segment('c'),
      segment('closing', { kind: 'closing' }),
    ];
    // It stands before the air.
    const behind = begun(show(rows), '16:00');
    behind.send({ type: 'dropSegment', segmentId: 'poll' });
    behind.clock('16:05');
    next(behind);
    expect(kinds(behind)).toEqual(['give', 'finishEarly']);
    // A take jumped over it.
    const jumped = begun(show(rows), '16:00');
    jumped.clock('16:06');
    jumped.send({ type: 'takeSegment', expectedOnAir: jumped.onAir, segmentId: 'b', armed: true });
    jumped.report({ type: 'takeAccepted', takeId: jumped.state.run.pending[0]?.takeId ?? '', after: 0 });
    jumped.send({ type: 'dropSegment', segmentId: 'poll' });
    expect(kinds(jumped)).toEqual(['give', 'finishEarly']);
    // A hand chose a Next behind it.
    const chosen = begun(show(rows), '16:00');
    chosen.send({ type: 'dropSegment', segmentId: 'poll' });
    chosen.setNext('c');
    expect(kinds(chosen)).not.toContain('bringIn');
  });

  it('an early end that was agreed on is the end from then on', () => {
    const stage = early();
    apply(stage, offered(stage)[1]);
    expect(reading(stage)).toBeNull();
    expect(times(stage).over).toBe(-5 * minute);
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 3 * minute });
    expect(reading(stage)).toMatchObject({ kind: 'over', by: 3 * minute, against: stage.at('16:45') });
  });
});

describe('a press on a proposal', () => {
  it('applies exactly the numbers that were on screen, though the clock went on while the panel is over', () => {
    const stage = begun(plan(), '16:00');
    stage.clock('16:36:40');
    const [seen] = offered(stage);
    expect(seen).toMatchObject({
      at: stage.at('16:37'),
      replan: { lengths: [{ segmentId: 'qa', to: 8 * minute }] },
      expectedEnd: stage.at('16:50'),
    });
    // The numbers are held: nobody presses a moving target.
    stage.clock('16:36:59');
    expect(offered(stage)[0]).toEqual(seen);
    stage.clock('16:37:10');
    expect(offered(stage)[0]).not.toEqual(seen);
    expect(apply(stage, seen)).toMatchObject({ ok: true });
    expect(stage.state.run.lengths).toEqual({ qa: 8 * minute });
    expect(times(stage).expectedEnd).toBe(stage.at('16:50:10'));
  });

  it('is refused in words where its numbers no longer hold, and nothing is applied', () => {
    const changes: readonly ((stage: Stage) => void)[] = [
      (stage) => stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute }),
      (stage) =>
        stage.send({ type: 'setStart', expectedOnAir: stage.onAir ?? '', startedAt: stage.at('16:00') }),
      (stage) => stage.send({ type: 'dropSegment', segmentId: 'qa' }),
      (stage) =>
        stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration: minute } } }),
      (stage) => stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'qa' } }),
      (stage) =>
        stage.send({ type: 'edit', edit: { kind: 'addSegment', segment: segment('new'), index: 1 } }),
      (stage) => apply(stage, offered(stage)[1]),
      (stage) => stage.report({ type: 'clockStepped', by: minute }),
    ];
    for (const change of changes) {
      const stage = begun();
      stage.wait(2_000);
      const seen = offered(stage)[0];
      change(stage);
      const before = stage.state;
      expect(refusalOf(apply(stage, seen))).toBe('replanStale');
      expect(stage.state).toBe(before);
    }
    const moved = begun();
    moved.wait(2_000);
    const seen = offered(moved)[0];
    const expectedOnAir = moved.onAir ?? '';
    next(moved);
    if (!seen) throw new Error('nothing is proposed');
    expect(refusalOf(moved.send({ type: 'applyReplan', expectedOnAir, ...pressed(seen) }))).toBe('stale');
  });

  it('is refused where it was read long ago while the panel is over', () => {
    const stage = begun(plan(), '16:00');
    stage.clock('16:36:40');
    const seen = offered(stage)[0];
    stage.clock('16:40');
    expect(refusalOf(apply(stage, seen))).toBe('replanStale');
  });

  it('that no screen makes is refused: nothing shorter than a half, longer than a day, or done', () => {
    const stage = begun();
    const [take] = offered(stage);
    if (!take) throw new Error('nothing is proposed');
    const forged = (change: Partial<Proposal['replan']>): string | null =>
      refusalOf(apply(stage, { ...take, replan: { ...take.replan, ...change } }));
    const from = 10 * minute;
    expect(forged({ lengths: [{ segmentId: 'qa', from, to: 0 }] })).toBe('replanStale');
    expect(forged({ lengths: [{ segmentId: 'qa', from, to: 4 * minute }] })).toBe('replanStale');
    expect(forged({ lengths: [{ segmentId: 'qa', from, to: 25 * 60 * minute }] })).toBe('replanStale');
    expect(forged({ lengths: [{ segmentId: 'gone', from, to: from - second }] })).toBe('replanStale');
    expect(forged({ lengths: [] })).toBe('replanStale');
    expect(forged({ dropped: ['panel'] })).toBe('replanStale');
    expect(forged({ dropped: ['qa'] })).toBe('replanStale');
    expect(forged({ restored: ['closing'] })).toBe('replanStale');
    next(stage);
    expect(
      refusalOf(
        apply(stage, {
          ...take,
          replan: { ...take.replan, lengths: [{ segmentId: 'panel', from: 35 * minute, to: 30 * minute }] },
        }),
      ),
    ).not.toBeNull();
  });

  it('waits for a take that is on its way', () => {
    const stage = begun();
    stage.wait(2_000);
    const seen = offered(stage)[0];
    stage.press({ early: true });
    expect(refusalOf(apply(stage, seen))).toBe('waitingForObs');
  });
});

describe('what stands after a re-plan', () => {
  it('a segment taken later has the length that it was given; the plan stays what it was', () => {
    const stage = begun();
    apply(stage);
    stage.clock('16:36:40');
    next(stage);
    expect(stage.left).toBe(8 * minute + 20 * second);
    expect(stage.state.document.show).toBe(stage.show);
    expect(times(stage).plannedEnd).toBe(stage.at('16:50'));
  });

  it('undo takes back the latest one, and only what nobody changed since', () => {
    const stage = begun();
    expect(refusalOf(undo(stage))).toBe('nothingToUndo');
    apply(stage);
    expect(refusalOf(stage.send({ type: 'undoReplan', replanId: 'another' }))).toBe('stale');
    expect(undo(stage)).toMatchObject({ ok: true });
    expect(stage.state.run.lengths).toEqual({});
    apply(stage, offered(stage)[1]);
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration: 12 * minute } } });
    expect(stage.state.run.lengths).toEqual({ closing: 5 * minute - 33 * second });
    undo(stage);
    expect(stage.state.run.lengths).toEqual({});
  });

  it('a new planned length is the newest word, but not on what is on air', () => {
    const stage = begun();
    apply(stage);
    const edit = (duration: number): void => {
      stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration } } });
    };
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { title: 'Questions' } } });
    expect(stage.state.run.lengths).toEqual({ qa: 500 * second });
    edit(9 * minute);
    expect(stage.state.run.lengths).toEqual({});
    const onAir = begun();
    apply(onAir);
    onAir.clock('16:36:40');
    next(onAir);
    onAir.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration: 20 * minute } } });
    expect(onAir.left).toBe(500 * second);
  });

  it('undo of that edit brings back what the re-plan had given, and the re-plan with it', () => {
    const stage = begun();
    apply(stage, offered(stage).at(-1));
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 2 * minute });
    apply(stage);
    const given = stage.state.run;
    const kindUndone = () => latestReplan(stage.state.run)?.replan.kind;
    expect(kindUndone()).toBe('take');
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration: 12 * minute } } });
    expect(stage.state.run.lengths).toEqual({});
    // "Undo" is of one that still gives something.
    expect(kindUndone()).toBe('push');
    stage.send({ type: 'undoEdit' });
    expect(stage.state.run).toEqual(given);
    stage.send({ type: 'redoEdit' });
    expect(stage.state.run.lengths).toEqual({});
    undo(stage);
    expect(stage.state.run.agreedEnd).toBeNull();
    expect(refusalOf(undo(stage))).toBe('nothingToUndo');
    stage.send({ type: 'undoEdit' });
    expect(stage.state.run.lengths).toEqual(given.lengths);
    expect(kindUndone()).toBe('take');
  });

  it('undo of an edit brings nothing back into another run, nor to what was taken meanwhile', () => {
    const edited = (): Stage => {
      const stage = begun();
      apply(stage);
      stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'qa', patch: { duration: 12 * minute } } });
      return stage;
    };
    const another = edited();
    another.send({ type: 'resetRun', armed: true });
    another.send({ type: 'undoEdit' });
    expect(another.state.run.lengths).toEqual({});
    const taken = edited();
    taken.clock('16:36:40');
    next(taken);
    taken.send({ type: 'undoEdit' });
    expect(taken.left).toBe(12 * minute);
  });

  it('undo of a drop leaves it dropped where a hand dropped it since', () => {
    const stage = begun(plan({}, { qa: { inclusion: 'optional' } }), '16:09:30');
    const drop = offered(stage).find(({ replan }) => replan.kind === 'drop');
    apply(stage, drop);
    expect(stage.state.run.dropped).toEqual(['qa']);
    stage.send({ type: 'restoreSegment', segmentId: 'qa' });
    expect(refusalOf(undo(stage))).toBe('nothingToUndo');
    stage.send({ type: 'dropSegment', segmentId: 'qa' });
    expect(refusalOf(undo(stage))).toBe('nothingToUndo');
    expect(stage.state.run.dropped).toEqual(['qa']);
  });

  it('Back undoes a GO, not a re-plan: the lengths stay', () => {
    const stage = begun();
    stage.clock('16:36:40');
    next(stage);
    stage.wait(2_000);
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute });
    apply(stage);
    const { lengths, agreedEnd } = stage.state.run;
    stage.back();
    expect(stage.onAirTitle).toBe('panel');
    expect(stage.state.run).toMatchObject({ lengths, agreedEnd });
    expect(undo(stage)).toMatchObject({ ok: true });
  });

  it('a pushed end is what every screen holds the show against', () => {
    const stage = begun();
    expect(offEnd(stage.state.run, times(stage))).toBe(100 * second);
    apply(stage, offered(stage).at(-1));
    expect(stage.state.run.agreedEnd).toBe(stage.at('16:51:40'));
    expect(offEnd(stage.state.run, times(stage))).toBe(0);
    expect(times(stage).over).toBe(100 * second);
  });

  it('Back of the first GO takes back what was agreed on: the next GO may be hours later', () => {
    const stage = begun(plan({ date: null }), '14:00');
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 2 * minute });
    apply(stage);
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 2 * minute });
    apply(stage, offered(stage).at(-1));
    const { lengths, agreedEnd } = stage.state.run;
    expect(agreedEnd).not.toBeNull();
    stage.back();
    expect(stage.state.run).toMatchObject({ phase: 'before', agreedEnd: null, ignoredEnd: null, lengths });
    expect(stage.state.run.replans.map(({ replan }) => replan.kind)).toEqual(['take']);
    stage.clock('16:00');
    stage.go();
    expect(offEnd(stage.state.run, times(stage))).toBeLessThanOrEqual(0);
  });

  it('"Reset" begins a run of the plan', () => {
    const stage = begun();
    apply(stage);
    stage.send({ type: 'resetRun', armed: true });
    expect(stage.state.run).toMatchObject({ lengths: {}, agreedEnd: null, replans: [], ignoredEnd: null });
  });

  it('where the clock is set, an agreed end does as the plan does', () => {
    const step = (stage: Stage): number => {
      apply(stage, offered(stage).at(-1));
      const agreed = stage.state.run.agreedEnd ?? NaN;
      stage.now += 30 * minute;
      stage.report({ type: 'clockStepped', by: 30 * minute });
      const moved = (stage.state.run.agreedEnd ?? NaN) - agreed;
      undo(stage);
      expect(stage.state.run.agreedEnd).toBeNull();
      return moved;
    };
    expect(step(begun())).toBe(0);
    // "Start now" moved the plan: it hangs on that take.
    const moved = begun(plan({ date: null }), '12:00');
    moved.send({ type: 'adjustEnd', expectedOnAir: moved.onAir ?? '', by: 2 * minute });
    expect(step(moved)).toBe(30 * minute);
  });

  it('cues before the end of what is on air follow it, and what is past by that does not run late', () => {
    const cue = {
      id: 'five',
      trigger: { kind: 'beforeEnd', offset: 19 * minute },
      effect: { kind: 'note', text: 'soon', urgent: false },
    } as const;
    const stage = begun(show([segment('a', { start: at('16:00'), duration: 20 * minute, cues: [cue] })]));
    expect(stage.state.run.onAir?.cuesFrom).toBe(stage.at('16:01:40'));
    stage.wait(minute / 2);
    apply(stage);
    expect(stage.state.run.onAir?.cuesFrom).toBe(stage.now);
  });

  it('the log has its numbers, and the record says which segments were re-planned', () => {
    const stage = begun();
    apply(stage);
    undo(stage);
    apply(stage);
    stage.clock('16:36:40');
    next(stage);
    stage.clock('16:45');
    next(stage);
    const begin = openState(stage.show, 0, 'run-1');
    const { log } = fold(begin, stage.journal);
    expect(log.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['replanned', 'replanUndone']) as string[],
    );
    expect(log.find(({ key }) => key === 'replanned')?.values).toMatchObject({
      what: 'take',
      title: 'Q&A',
      by: 100 * second,
      changes: '‘Q&A’ 10:00 → 8:20',
    });
    const record = recordOf(begin, stage.journal, 'whole');
    expect(record.rows.map(({ title, plannedLength, why }) => [title, plannedLength, why])).toEqual([
      ['panel', 35 * minute, []],
      ['Q&A', 10 * minute, [{ kind: 'replanned', by: -100 * second }]],
      ['closing', 5 * minute, []],
    ]);
  });
});
