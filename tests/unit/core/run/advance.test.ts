import { describe, expect, it } from 'vitest';
import { logLine } from '../../../../src/core/asrun/log';
import { advanceAt, advanceMissed } from '../../../../src/core/run/advance';
import type { LecternEvent } from '../../../../src/core/run/events';
import { nextWakeAt } from '../../../../src/core/run/wake';
import type { Segment } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { segment, show, tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

/** What goes on by itself, at its end: docs/live.md. */

/** Three segments of ten minutes from 16:00; the first is on air, and gives way by itself. */
function on(b: Partial<Segment> = {}, a: Partial<Segment> = {}): Stage {
  const stage = new Stage(
    show([
      segment('a', { start: { kind: 'fixed', at: tod('16:00') }, advance: 'atItsEnd', ...a }),
      segment('b', b),
      segment('c'),
    ]),
    '16:00',
  );
  stage.go();
  stage.clock('16:05');
  return stage;
}

type Missed = Extract<LecternEvent, { type: 'advanceMissed' }>;

const missed = (stage: Stage): readonly Missed[] =>
  stage.journal.flatMap(({ event }) => (event.type === 'advanceMissed' ? [event] : []));
const why = (stage: Stage): string | null => advanceMissed(stage.state.document.show, stage.state.run);
const asked = (stage: Stage): string | null => stage.state.run.pending[0]?.segment?.id ?? null;

describe('a segment that gives way by itself', () => {
  it('at its end Next is taken as by a GO, and the log says that nobody pressed it', () => {
    const stage = on();
    expect(nextWakeAt(stage.state)).toBe(stage.at('16:10'));
    stage.clock('16:10');
    expect(stage.state.run.pending).toMatchObject([{ kind: 'go', byItself: true, requestedAt: stage.now }]);
    stage.obsDoesIt();
    expect(stage.onAirTitle).toBe('b');
    const lines = stage.journal.flatMap((stamped) => logLine(stage.state, stamped) ?? []);
    expect(lines.find(({ key }) => key === 'byItself')?.values).toEqual({ title: 'b' });
    // B waits for a hand.
    stage.clock('16:40');
    expect(stage.onAirTitle).toBe('b');
  });

  it('goes at the end that it has: a minute more or less, an end set by hand, the fixed start of Next', () => {
    for (const [move, time] of [
      [
        (stage: Stage) => stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute }),
        '16:11',
      ],
      [
        (stage: Stage) => stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: -minute }),
        '16:09',
      ],
      [
        (stage: Stage) =>
          stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:07') }),
        '16:07',
      ],
    ] as const) {
      const stage = on();
      move(stage);
      expect(nextWakeAt(stage.state)).toBe(stage.at(time));
      stage.clock(time);
      expect(asked(stage)).toBe('b');
    }
    const fixed = on({ start: { kind: 'fixed', at: tod('16:20') } });
    fixed.clock('16:19:59');
    expect(asked(fixed)).toBeNull();
    fixed.clock('16:20');
    expect(asked(fixed)).toBe('b');
  });

  it('takes the Next that a hand chose', () => {
    const stage = on();
    stage.setNext('c');
    stage.clock('16:10');
    expect(asked(stage)).toBe('c');
  });

  it('waits where Next waits for GO, and never ends a show', () => {
    const manual = on({ start: { kind: 'manual' } });
    expect(advanceAt(manual.state.document.show, manual.state.run)).toBeNull();
    manual.clock('16:30');
    expect([manual.onAirTitle, missed(manual)]).toEqual(['a', []]);

    const last = on();
    for (const id of ['b', 'c']) last.send({ type: 'dropSegment', segmentId: id });
    last.clock('16:30');
    expect([last.state.run.phase, last.onAirTitle, missed(last)]).toEqual(['live', 'a', []]);
  });

  it('a GO by hand just before comes first, and a hand that is late is refused: the show has moved on', () => {
    const early = on();
    early.clock('16:09:59');
    early.press();
    early.clock('16:10:01');
    expect(early.state.run.pending).toHaveLength(1);
    early.obsDoesIt();
    expect([early.onAirTitle, missed(early)]).toEqual(['b', []]);

    const late = on();
    const seen = late.onAir;
    late.clock('16:10');
    const press = { type: 'takeNext', expectedOnAir: seen, expectedNext: 'b' } as const;
    expect(refusalOf(late.send(press))).toBe('waitingForObs');
    late.obsDoesIt();
    expect(refusalOf(late.send(press))).toBe('stale');
    expect(late.onAirTitle).toBe('b');
  });

  it.each<[string, string, (stage: Stage) => void]>([
    ['Hold', 'held', (stage) => stage.send({ type: 'setHold', on: true })],
    [
      'the slate',
      'slate',
      (stage) => {
        stage.send({ type: 'setSlate', on: true });
        stage.obsDoesIt();
      },
    ],
    ['an OBS that is away', 'obsAway', (stage) => void (stage.obs = { ...stage.obs, connected: false })],
    [
      'a scene that somebody changed in OBS',
      'changedInObs',
      (stage) => {
        stage.obs = { ...stage.obs, program: 'Elsewhere' };
        stage.report({ type: 'sceneChangedInObs', scene: 'Elsewhere', since: stage.now });
      },
    ],
    [
      'a GO that OBS did not carry out',
      'failed',
      (stage) => {
        stage.press({ early: true });
        const takeId = stage.state.run.pending[0]?.takeId ?? '';
        stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Scene a' });
      },
    ],
  ])('%s is in its way: it is said, and GO waits for the hand', (_what, reason, hinder) => {
    const stage = on();
    hinder(stage);
    stage.clock('16:10');
    expect([stage.onAirTitle, asked(stage), why(stage)]).toEqual(['a', null, reason]);
    const lines = stage.journal.flatMap((stamped) => logLine(stage.state, stamped) ?? []);
    expect(lines.at(-1)).toMatchObject({ key: 'advanceMissed', values: { title: 'b', why: reason } });
    // What was in its way goes away: it does not go late, and is said once.
    stage.send({ type: 'setHold', on: false });
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    stage.obs = { ...stage.obs, connected: true };
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: stage.obs.program });
    stage.wait(minute);
    expect([stage.onAirTitle, missed(stage).length]).toEqual(['a', 1]);
    expect(refusalOf(stage.press({ early: true }))).toBeNull();
  });

  it('a minute more after it did not go gives it another end to go at', () => {
    const stage = on();
    stage.send({ type: 'setHold', on: true });
    stage.clock('16:10:30');
    stage.send({ type: 'setHold', on: false });
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute });
    expect(why(stage)).toBeNull();
    stage.clock('16:11');
    expect(asked(stage)).toBe('b');
  });

  it('asleep, or moved into the past, its end is past: it does not go late', () => {
    const slept = on();
    // The one timer fires when the machine is awake again.
    slept.now = slept.at('16:50');
    slept.report({ type: 'slept', duration: 45 * minute });
    slept.report({ type: 'woke' });
    expect([slept.onAirTitle, asked(slept), why(slept)]).toEqual(['a', null, 'late']);

    const moved = on();
    moved.clock('16:09:30');
    moved.send({ type: 'adjustEnd', expectedOnAir: moved.onAir ?? '', by: -minute });
    moved.wait(0);
    expect([moved.onAirTitle, asked(moved), why(moved)]).toEqual(['a', null, 'late']);
  });

  it('a timer that fires a moment late still goes', () => {
    const stage = on();
    stage.now = stage.at('16:10') + 2 * second;
    stage.report({ type: 'woke' });
    expect(asked(stage)).toBe('b');
  });

  it('the app away over its end: it is said, and not done late, not even a moment', () => {
    const stage = on();
    stage.now = stage.at('16:10') + 500;
    stage.report({ type: 'resumed', lastAt: null });
    expect([asked(stage), why(stage)]).toEqual([null, 'appAway']);
  });

  it('Back of it is not undone by itself', () => {
    const stage = on();
    stage.clock('16:10');
    stage.obsDoesIt();
    stage.back();
    stage.wait(minute);
    expect([stage.onAirTitle, why(stage)]).toEqual(['a', 'late']);
  });

  it('Back of a GO before its end leaves that end to go at', () => {
    const stage = on();
    stage.go({ early: true });
    stage.back();
    stage.clock('16:10');
    expect(asked(stage)).toBe('b');
  });

  it('the scene of a cue that is due with the end is answered first', () => {
    const cue = {
      id: 'wide',
      trigger: { kind: 'beforeEnd', offset: 0 },
      effect: { kind: 'scene', scene: 'Wide', transition: null },
    } as const;
    const stage = on({}, { cues: [cue] });
    stage.clock('16:10');
    expect(stage.state.run.pending.map(({ kind }) => kind)).toEqual(['cue']);
    stage.obsDoesIt();
    stage.wait(0);
    expect(asked(stage)).toBe('b');
  });

  it('is by hand unless the segment says otherwise; what edit mode says of what is on air counts at once', () => {
    const set = (stage: Stage, advance: Segment['advance']): void =>
      void stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'a', patch: { advance } } });
    const byHand = on({}, { advance: 'byHand' });
    byHand.clock('16:09');
    expect(nextWakeAt(byHand.state)).toBeNull();
    set(byHand, 'atItsEnd');
    byHand.clock('16:10');
    expect(asked(byHand)).toBe('b');

    const off = on();
    set(off, 'byHand');
    off.clock('16:30');
    expect([off.onAirTitle, asked(off), missed(off)]).toEqual(['a', null, []]);
    // Its end is past: it does not go late.
    set(off, 'atItsEnd');
    off.wait(0);
    expect([asked(off), why(off)]).toEqual([null, 'late']);

    const gone = on();
    gone.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'a' } });
    gone.clock('16:10');
    expect(gone.state.run.pending).toMatchObject([{ kind: 'go', byItself: true }]);
  });

  it('of a take that OBS never confirmed viewers may have seen nothing: it waits for the hand', () => {
    const without = on({ advance: 'atItsEnd' });
    without.obs = { ...without.obs, connected: false };
    without.report({ type: 'obsLost', reason: 'closed' });
    without.press({ early: true });
    without.obs = { ...without.obs, connected: true };
    without.report({ type: 'obsConnected', practice: false, version: '29', program: 'Scene a' });
    expect([without.onAirTitle, without.state.run.changedInObs]).toEqual(['b', null]);
    without.wait(10 * minute);
    expect([without.onAirTitle, asked(without), why(without)]).toEqual(['b', null, 'failed']);

    // Its transition has not come to its end.
    const under = on({ advance: 'atItsEnd', duration: second });
    under.press({ early: true });
    under.report({ type: 'takeAccepted', takeId: under.state.run.pending[0]?.takeId ?? '', after: 20 });
    under.wait(2 * second);
    expect([under.onAirTitle, asked(under), why(under)]).toEqual(['b', null, 'failed']);
  });

  it('a take without OBS that OBS is found to show counts as confirmed', () => {
    const stage = on({ advance: 'atItsEnd' });
    stage.obs = { ...stage.obs, connected: false };
    stage.press({ early: true });
    stage.obs = { ...stage.obs, connected: true, program: 'Scene b' };
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Scene b' });
    stage.wait(10 * minute);
    expect(asked(stage)).toBe('c');
  });

  it('the clock set back moves an end of its own along', () => {
    const stage = on();
    stage.report({ type: 'clockStepped', by: -3 * minute });
    stage.now -= 3 * minute;
    expect(nextWakeAt(stage.state)).toBe(stage.at('16:07'));
    stage.clock('16:07');
    expect(asked(stage)).toBe('b');
  });
});
