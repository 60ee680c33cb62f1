import { describe, expect, it } from 'vitest';
import { nextToName } from '../../../../src/core/captions/policy';
import { plannedOnClock } from '../../../../src/core/run/plan';
import { endOfOnAir, timing } from '../../../../src/core/run/timing';
import { minute, second } from '../../../../src/core/time/units';
import { formatTypedTime } from '../../../../src/core/time/write';
import { tod, webinar } from '../../../support/shows';
import { refusalOf, Stage } from '../../../support/stage';

/** The rules of show day, each in its own words (docs/live.md). */

function onAir(title: string, start = '15:50'): Stage {
  const stage = new Stage(webinar(), start);
  stage.go();
  while (stage.onAirTitle !== title) {
    stage.waitUntil(Math.max(stage.now + 2_000, stage.now + (stage.left ?? 0)));
    const went = stage.go();
    if (!went.ok) throw new Error(`not taken: ${went.problem.code}`);
  }
  // Past the guard against a doubled GO, before the first name comes.
  stage.wait(1_000);
  return stage;
}

describe('take, Back, Slate', () => {
  it('a name never rides along: a take puts the caption out', () => {
    const stage = onAir('panel');
    stage.shows('paul', true);
    stage.showsName();
    stage.press({ early: true });
    expect(stage.state.run.caption).toBeNull();
  });

  it('a new name goes in only after the transition has ended', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.press();
    stage.wait(5_000);
    expect(stage.state.run.caption).toBeNull();
    stage.obsDoesIt();
    stage.wait(3_000);
    expect(stage.state.run.caption?.speakerId).toBe('amal');
  });

  it('Back never brings a caption back', () => {
    const stage = onAir('talk');
    stage.wait(4_000);
    stage.showsName();
    expect(stage.state.run.caption?.speakerId).toBe('amal');
    stage.go({ early: true });
    stage.wait(2_000);
    stage.back();
    stage.wait(10_000);
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.caption).toBeNull();
  });

  it('a caption past its time comes down at a restart', () => {
    const stage = onAir('talk');
    stage.wait(4_000);
    stage.showsName();
    stage.now += 60_000;
    expect(stage.report({ type: 'resumed', lastAt: null })).toContainEqual({
      type: 'captionHidden',
      by: 'time',
    });
  });

  it('a take within 1 s of the last is refused, with the time left', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    const first = stage.now;
    stage.go();
    stage.now = first + 400;
    const second = stage.press({ early: true });
    expect(second).toEqual({ ok: false, problem: { code: 'tooSoon', left: 600 } });
    stage.now = first + 1_000;
    expect(stage.press({ early: true }).ok).toBe(true);
  });

  it('so is a GO within 1 s of a Back; the slate is never guarded and guards nothing', () => {
    const stage = onAir('talk');
    const pressed = stage.now;
    stage.back();
    expect(stage.press({ early: true })).toEqual({
      ok: false,
      problem: { code: 'tooSoon', left: pressed + 1_000 - stage.now },
    });
    expect(stage.send({ type: 'setSlate', on: true }).ok).toBe(true);
    stage.obsDoesIt();
    stage.waitUntil(pressed + 1_000);
    expect(stage.press({ early: true }).ok).toBe(true);
  });

  it('a stale GO is refused: it carries what the operator saw', () => {
    const stage = onAir('welcome');
    const saw = stage.onAir;
    stage.clock('16:05');
    stage.go();
    stage.wait(2_000);
    const stale = stage.send({ type: 'takeNext', expectedOnAir: saw, expectedNext: 'talk', early: true });
    expect(refusalOf(stale)).toBe('stale');
  });

  it('a GO for another Next than the operator saw is refused', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'edit', edit: { kind: 'moveSegment', id: 'panel', index: 2 } });
    const stale = stage.send({
      type: 'takeNext',
      expectedOnAir: stage.onAir,
      expectedNext: 'talk',
      early: true,
    });
    expect(refusalOf(stale)).toBe('stale');
  });

  it('early is before the expected start by more than 2:00', () => {
    const stage = onAir('talk');
    const due = stage.now + (stage.left ?? 0);
    stage.waitUntil(due - 2 * minute - 1);
    expect(stage.press()).toEqual({ ok: false, problem: { code: 'early', by: 2 * minute + 1 } });
    stage.waitUntil(due - 2 * minute);
    expect(stage.press().ok).toBe(true);
  });

  it('early is a third of the segment on air where that is shorter', () => {
    const stage = onAir('welcome');
    stage.clock('16:03:19');
    expect(refusalOf(stage.press())).toBe('early');
    stage.clock('16:03:21');
    expect(stage.press().ok).toBe(true);
  });

  it('an early GO that says so is taken', () => {
    const stage = onAir('talk');
    expect(refusalOf(stage.press())).toBe('early');
    expect(stage.press({ early: true }).ok).toBe(true);
  });

  it('the first take is never early', () => {
    const stage = new Stage(webinar(), '12:00');
    expect(stage.press().ok).toBe(true);
  });

  it('on the practice OBS no take is early', () => {
    const stage = onAir('talk');
    stage.obs = { ...stage.obs, practice: true };
    expect(stage.press().ok).toBe(true);
  });

  it('Back undoes a GO: cursor, scene, and the clock as if the GO had not been', () => {
    const stage = onAir('welcome');
    const started = stage.state.run.onAir?.startedAt;
    stage.clock('16:04');
    stage.go({ early: true });
    stage.wait(5_000);
    expect(stage.onAirTitle).toBe('talk');
    stage.back();
    expect(stage.onAirTitle).toBe('welcome');
    expect(stage.nextTitle).toBe('talk');
    expect(stage.scene).toBe('Host');
    expect(stage.state.run.onAir?.startedAt).toBe(started);
    expect(stage.left).toBe(stage.at('16:05') - stage.now);
  });

  it('Back within 20 s of its GO acts at once; later it names what goes on air', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.go();
    stage.wait(20 * second);
    expect(stage.back()).toEqual({ ok: false, problem: { code: 'late', title: 'welcome', scene: 'Host' } });
    expect(stage.back({ late: true }).ok).toBe(true);
    expect(stage.onAirTitle).toBe('welcome');
  });

  it('Back of the first take returns to what OBS showed before it', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.wait(1_000);
    const decided = stage.send({ type: 'back', expectedOnAir: stage.onAir });
    expect(decided.ok).toBe(true);
    expect(stage.state.run.pending[0]?.scene).toBe('Before');
    stage.obsDoesIt();
    expect(stage.state.run.phase).toBe('before');
    expect(stage.onAirTitle).toBeNull();
    expect(stage.nextTitle).toBe('slate');
  });

  it('two quick presses of Slate are one, and on its way out it may be called back', () => {
    const stage = onAir('talk');
    const slate = (on: boolean): string | null => refusalOf(stage.send({ type: 'setSlate', on }));
    expect(slate(true)).toBeNull();
    expect(slate(true)).toBe('alreadySo');
    stage.obsDoesIt();
    expect(slate(false)).toBeNull();
    expect(slate(false)).toBe('alreadySo');
    expect(slate(true)).toBeNull();
    expect(stage.state.run.pending.map(({ kind }) => kind)).toEqual(['leaveSlate', 'slate']);
  });

  it('Slate acts at once, also while a GO waits for OBS, and toggles back', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.press();
    expect(stage.send({ type: 'setSlate', on: true }).ok).toBe(true);
    stage.obsDoesIt();
    expect(stage.scene).toBe('Holding slide');
    expect(stage.onAirTitle).toBe('talk');
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.scene).toBe('Speaker + slides');
  });

  it('the clock of the segment runs on under the slate', () => {
    const stage = onAir('talk');
    const left = stage.left ?? 0;
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.wait(60_000 - 320);
    expect(stage.left).toBe(left - 60_000);
  });

  it('GO while on slate leaves it', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.clock('16:05');
    stage.go();
    expect(stage.state.run.slate).toBeNull();
    expect(stage.scene).toBe('Speaker + slides');
  });

  it('Back of a GO that left the slate puts the slate up again', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    const { slate } = stage.state.run;
    stage.clock('16:05');
    stage.go();
    stage.wait(1_000);
    stage.back();
    expect(stage.onAirTitle).toBe('welcome');
    expect(stage.scene).toBe('Holding slide');
    expect(stage.obs.program).toBe('Holding slide');
    expect(stage.state.run.slate).toEqual(slate);
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.obs.program).toBe('Host');
  });

  it('Back under a slate that came after the GO leaves it up: only cursor and clock go back', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    const ends = endOfOnAir(stage.show, stage.state.run);
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    const { slate } = stage.state.run;
    stage.wait(1_000);
    expect(stage.back()).toMatchObject({ ok: true, value: [{ take: { kind: 'back', scene: null } }] });
    expect(stage.obs.program).toBe('Holding slide');
    expect(stage.state.run.slate).toMatchObject({ since: slate?.since, confirmation: 'accepted' });
    expect(stage.onAirTitle).toBe('welcome');
    expect(endOfOnAir(stage.show, stage.state.run)).toBe(ends);
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.obs.program).toBe('Host');
  });

  it('Back of the first take under a slate: leaving that returns to what OBS showed at the start', () => {
    const stage = new Stage(webinar({ slateScene: 'Technical break' }), '15:50');
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.back();
    expect(stage.obs.program).toBe('Technical break');
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.obs.program).toBe('Before');
  });

  it('a late Back under a slate arms, and names no scene: none changes', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.wait(20_000);
    expect(stage.back()).toMatchObject({ problem: { code: 'late', title: 'slate', scene: null } });
  });

  it('a late Back of a GO that left the slate names the slate', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.clock('16:05');
    stage.go();
    stage.wait(20_000);
    expect(stage.back()).toMatchObject({ problem: { code: 'late', scene: 'Holding slide' } });
  });

  it('Next after a take is the first segment after it that is neither done nor gone', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'talk' } });
    expect(stage.nextTitle).toBe('panel');
    stage.send({ type: 'edit', edit: { kind: 'moveSegment', id: 'slate', index: 4 } });
    expect(stage.nextTitle).toBe('panel');
  });
});

describe('the clock', () => {
  it('−1:00 and +1:00 move the end of what is on air, and can be undone', () => {
    const stage = onAir('talk');
    const left = stage.left ?? 0;
    const expectedOnAir = stage.onAir ?? '';
    stage.send({ type: 'adjustEnd', expectedOnAir, by: minute });
    expect(stage.left).toBe(left + minute);
    stage.send({ type: 'adjustEnd', expectedOnAir, by: -2 * minute });
    expect(stage.left).toBe(left - minute);
    stage.send({ type: 'undoEnd', expectedOnAir });
    stage.send({ type: 'undoEnd', expectedOnAir });
    expect(stage.left).toBe(left);
    expect(refusalOf(stage.send({ type: 'undoEnd', expectedOnAir }))).toBe('nothingToUndo');
  });

  it('"end at" sets the end, never into the past', () => {
    const stage = onAir('talk');
    const expectedOnAir = stage.onAir ?? '';
    stage.send({ type: 'setEnd', expectedOnAir, endsAt: stage.at('16:30') });
    expect(stage.left).toBe(stage.at('16:30') - stage.now);
    expect(refusalOf(stage.send({ type: 'setEnd', expectedOnAir, endsAt: stage.now }))).toBe('endBeforeNow');
  });

  it('the start of what is on air can be corrected; what was before ended then; undone, it is what it was', () => {
    const stage = onAir('welcome');
    stage.clock('16:03');
    const before = stage.state.run;
    const expectedOnAir = stage.onAir ?? '';
    const set = (time: string): string | null =>
      refusalOf(stage.send({ type: 'setStart', expectedOnAir, startedAt: stage.at(time) }));
    expect(set('15:58')).toBeNull();
    expect(stage.left).toBe(0);
    expect(stage.state.run.done.at(-1)?.endedAt).toBe(stage.at('15:58'));
    expect(stage.journal.at(-1)?.event.type).toBe('startSet');
    expect(set('16:03:01')).toBe('startAfterNow');
    expect(set('15:49')).toBe('startTooEarly');
    expect(set('15:58')).toBe('alreadySo');
    expect(set('16:02')).toBeNull();
    for (let undo = 0; undo < 2; undo += 1) stage.send({ type: 'undoStart', expectedOnAir });
    expect(stage.state.run).toEqual(before);
    expect(refusalOf(stage.send({ type: 'undoStart', expectedOnAir }))).toBe('nothingToUndo');
    expect(refusalOf(stage.send({ type: 'setStart', expectedOnAir: 'else', startedAt: 0 }))).toBe('stale');
  });

  it('a start after the end that a hand set is refused: nothing has a length below nothing', () => {
    const stage = onAir('welcome');
    const expectedOnAir = stage.onAir ?? '';
    stage.clock('16:02');
    stage.send({ type: 'setEnd', expectedOnAir, endsAt: stage.at('16:03') });
    stage.clock('16:08');
    const late = stage.send({ type: 'setStart', expectedOnAir, startedAt: stage.at('16:07') });
    expect(refusalOf(late)).toBe('startAfterEnd');
    expect(
      refusalOf(stage.send({ type: 'setStart', expectedOnAir, startedAt: stage.at('16:01') })),
    ).toBeNull();
  });

  it('Back after a corrected start is as if the GO had not been', () => {
    const stage = onAir('slate');
    const before = stage.state.run.onAir?.startedAt;
    stage.clock('16:00');
    stage.go();
    stage.wait(2_000);
    const startedAt = stage.at('15:57');
    stage.send({ type: 'setStart', expectedOnAir: stage.onAir ?? '', startedAt });
    stage.back();
    expect(stage.state.run.onAir?.startedAt).toBe(before);
    expect(stage.state.run.done).toEqual([]);
  });

  it('the copy made at a take freezes scene and effects', () => {
    const stage = onAir('talk');
    stage.send({
      type: 'edit',
      edit: { kind: 'setSegment', id: 'talk', patch: { scene: 'Elsewhere', duration: minute } },
    });
    expect(stage.scene).toBe('Speaker + slides');
    expect(stage.state.run.onAir?.segment.duration).toBe(20 * minute);
  });

  it('a segment before a fixed start counts down to that time: the slate taken at 15:40 ends at 16:00', () => {
    const stage = new Stage(webinar(), '15:40');
    stage.go();
    expect(stage.left).toBe(stage.at('16:00') - stage.now);
  });

  it('elapsed counts on through a sleep, and not through a step of the clock', () => {
    const stage = onAir('talk');
    const left = stage.left ?? 0;
    stage.now += 40 * minute;
    stage.report({ type: 'slept', duration: 40 * minute });
    expect(stage.left).toBe(left - 40 * minute);
    stage.now += 10 * minute;
    stage.report({ type: 'clockStepped', by: 10 * minute });
    expect(stage.left).toBe(left - 40 * minute);
  });

  it('a message is seen after it was sent, though the clock was set back in between', () => {
    const stage = onAir('talk');
    stage.send({ type: 'sendMessage', text: 'Wrap up', urgent: false });
    stage.now -= 60 * minute;
    stage.report({ type: 'clockStepped', by: -60 * minute });
    stage.wait(3_000);
    const messageId = stage.state.run.message?.messageId ?? '';
    stage.send({ type: 'seeMessage', messageId });
    const { sentAt, seenAt } = stage.state.run.message ?? { sentAt: 0, seenAt: null };
    expect((seenAt ?? 0) - sentAt).toBe(3_000);
  });
});

describe('the slate while a GO or Back is under way', () => {
  it('is not left for what that take puts off air: it waits for OBS', () => {
    for (const press of ['go', 'back'] as const) {
      const stage = onAir('talk');
      stage.wait(2_000);
      stage.send({ type: 'setSlate', on: true });
      stage.obsDoesIt();
      stage.wait(2_000);
      if (press === 'go') stage.press({ early: true });
      else stage.send({ type: 'back', expectedOnAir: stage.onAir, late: true });
      expect(stage.state.run.pending).toHaveLength(1);
      expect(refusalOf(stage.send({ type: 'setSlate', on: false }))).toBe('waitingForObs');
      stage.obsDoesIt();
      expect(stage.state.run.slate === null).toBe(press === 'go');
    }
  });
});

describe('a run', () => {
  it('the first take starts it', () => {
    const stage = new Stage(webinar(), '15:50');
    expect(stage.state.run.phase).toBe('before');
    stage.go();
    expect(stage.state.run.phase).toBe('live');
  });

  it('after the last segment comes End show, armed, to the slate; Back undoes it', () => {
    const stage = onAir('closing');
    const expectedOnAir = stage.onAir ?? '';
    expect(stage.nextTitle).toBeNull();
    expect(refusalOf(stage.send({ type: 'endShow', expectedOnAir }))).toBe('needsArming');
    stage.send({ type: 'endShow', expectedOnAir, armed: true });
    stage.obsDoesIt();
    expect(stage.state.run.phase).toBe('ended');
    expect(stage.scene).toBe('Holding slide');
    expect(stage.state.run.done.map((done) => done.segment.title)).toContain('closing');
    stage.wait(2_000);
    stage.back();
    expect(stage.state.run.phase).toBe('live');
    expect(stage.onAirTitle).toBe('closing');
  });

  it('"Reset to before the show" starts a new run; while live it asks first', () => {
    const stage = onAir('talk');
    expect(refusalOf(stage.send({ type: 'resetRun' }))).toBe('needsArming');
    stage.send({ type: 'resetRun', armed: true });
    expect(stage.state.run.phase).toBe('before');
    expect(stage.state.run.runId).not.toBe('run-1');
  });

  it('"Reset" waits for a take that is on its way: OBS would do it, and nobody would know whose it was', () => {
    const stage = onAir('talk');
    stage.wait(2_000);
    stage.press({ early: true });
    expect(refusalOf(stage.send({ type: 'resetRun', armed: true }))).toBe('waitingForObs');
    stage.obsDoesIt();
    expect(refusalOf(stage.send({ type: 'resetRun', armed: true }))).toBeNull();
  });

  it('a past show opens undated; its first GO acts as "Start now"', () => {
    const stage = new Stage(webinar({ date: '2023-10-27' }), '10:00');
    stage.now = Date.UTC(2026, 10, 23, 9, 15);
    expect(timing(stage.show, stage.state.run, stage.now).over).toBeNull();
    const started = stage.now;
    stage.go();
    expect(stage.left).toBe(started + 10 * minute - stage.now);
    const { over, segments } = timing(stage.show, stage.state.run, stage.now);
    expect(over).toBe(0);
    expect(segments[0]?.plannedStart).toBe(started);
  });

  it('"Start now" moves the plan of the whole show', () => {
    const stage = new Stage(webinar({ date: '2023-10-27' }), '10:00');
    stage.now = Date.UTC(2026, 10, 23, 9, 15);
    const written = (): readonly string[] => {
      const { document, run } = stage.state;
      return timing(document.show, run, stage.now).segments.map((row) =>
        formatTypedTime(plannedOnClock(row, run.anchor, document.show.zone) ?? NaN),
      );
    };
    expect(written()).toEqual(['15:50', '16:00', '16:05', '16:25', '17:00']);
    expect(stage.send({ type: 'startNow', expectedNext: 'slate' }).ok).toBe(true);
    stage.obsDoesIt();
    // Planned stands beside expected, to be compared; edit mode has the times of the document.
    expect(written()).toEqual(['10:15', '10:25', '10:30', '10:50', '11:25']);
    const { document, run } = stage.state;
    const { segments, over } = timing(document.show, run, stage.now);
    expect(segments[1]?.start).toBe(segments[1]?.plannedStart);
    expect(segments[1]?.plannedTime).toBe(tod('16:00'));
    expect(over).toBe(0);
  });

  it('"Today, same times" keeps the times of day', () => {
    const stage = new Stage(webinar({ date: '2023-10-27' }), '15:40');
    stage.now = Date.UTC(2026, 10, 23, 14, 40);
    stage.send({ type: 'edit', edit: { kind: 'setShow', patch: { date: '2026-11-23' } } });
    const today = timing(stage.state.document.show, stage.state.run, stage.now);
    expect(today.segments[1]?.plannedStart).toBe(Date.UTC(2026, 10, 23, 15, 0));
  });
});

describe('takes and OBS', () => {
  it('the cursor and the clock follow the accepted take, not the press', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    const pressed = stage.now;
    stage.press();
    expect(stage.onAirTitle).toBe('welcome');
    stage.now += 35;
    stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 35 });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.startedAt).toBe(pressed);
    expect(stage.state.run.onAir?.onAirAt).toBeNull();
  });

  it('a refused take moves nothing and leaves its alarm', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.press();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    const failure = { why: 'refused', code: 600, comment: 'No source was found' } as const;
    stage.report({ type: 'takeFailed', takeId, failure, still: 'Host' });
    expect(stage.onAirTitle).toBe('welcome');
    expect(stage.state.run.failed).toMatchObject({ failure, still: 'Host' });
    stage.wait(1_000);
    expect(stage.press().ok).toBe(true);
    expect(stage.state.run.failed).toBeNull();
  });

  it('without OBS the show goes on, marked not confirmed; OBS back and showing it confirms', () => {
    const stage = onAir('welcome');
    stage.obs = { ...stage.obs, connected: false };
    stage.clock('16:05');
    stage.press();
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.confirmation).toBe('notConfirmed');
    stage.obs = { ...stage.obs, connected: true };
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Host' });
    expect(stage.state.run.onAir?.confirmation).toBe('notConfirmed');
    stage.send({ type: 'takeAgain', expectedOnAir: stage.onAir });
    stage.obsDoesIt();
    expect(stage.state.run.onAir?.confirmation).toBe('accepted');
  });

  it('a connection lost in between is decided by a read-back: it shows the scene', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.press();
    stage.report({ type: 'takeClosed', takeId: stage.state.run.pending[0]?.takeId ?? '' });
    expect(stage.state.run.onAir).toMatchObject({ confirmation: 'undecided' });
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Speaker + slides' });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.confirmation).toBe('accepted');
  });

  it('a kill in between is decided by a read-back: it shows the scene before', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    const started = stage.state.run.onAir?.startedAt;
    stage.press();
    stage.now += 8_000;
    stage.report({ type: 'resumed', lastAt: null });
    expect(stage.state.run.onAir?.confirmation).toBe('undecided');
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Host' });
    expect(stage.onAirTitle).toBe('welcome');
    expect(stage.state.run.onAir?.startedAt).toBe(started);
    expect(stage.state.run.failed?.failure).toEqual({ why: 'mismatch', shown: 'Host' });
  });

  it('a Back cut short leaves the GO before it alone: OBS still shows what was undone', () => {
    const stage = onAir('talk');
    const before = stage.state.run.done.length;
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    stage.report({ type: 'resumed', lastAt: null });
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Speaker + slides' });
    expect(stage.onAirTitle).toBe('welcome');
    expect(stage.state.run.done).toHaveLength(before - 1);
    expect(stage.scene).toBe('Host');
    expect(stage.state.run.onAir?.confirmation).toBe('notConfirmed');
  });

  it('leaving the slate cut short leaves the GO before it alone: OBS still shows the slate', () => {
    const stage = onAir('talk');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.send({ type: 'setSlate', on: false });
    stage.report({ type: 'takeClosed', takeId: stage.state.run.pending[0]?.takeId ?? '' });
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Holding slide' });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.confirmation).toBe('notConfirmed');
  });

  it('a take again cut short leaves the GO alone: OBS still shows another scene', () => {
    const stage = onAir('talk');
    stage.send({ type: 'takeAgain', expectedOnAir: stage.onAir });
    stage.report({ type: 'resumed', lastAt: null });
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Elsewhere' });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.confirmation).toBe('notConfirmed');
  });

  it('GO is refused while the last one waits for OBS', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.press();
    expect(refusalOf(stage.press())).toBe('waitingForObs');
  });
});

describe('people and names', () => {
  it('a segment with one speaker shows the name 3 s after the transition', () => {
    const stage = onAir('talk');
    const onAirAt = stage.state.run.onAir?.onAirAt ?? 0;
    stage.waitUntil(onAirAt + 2_999);
    expect(stage.state.run.caption).toBeNull();
    stage.waitUntil(onAirAt + 3_000);
    expect(stage.state.run.caption).toMatchObject({ speakerId: 'amal', by: 'auto' });
  });

  it('with several speakers GO does not guess: the first is cued', () => {
    const stage = onAir('panel');
    stage.wait(30_000);
    expect(stage.state.run.caption).toBeNull();
    expect(nextToName(stage.show, stage.state.run)?.id).toBe('paul');
  });

  it('unless the segment says "show the first by itself"', () => {
    const stage = onAir('talk');
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'panel', patch: { showsFirstName: true } } });
    stage.go({ early: true });
    stage.wait(4_000);
    expect(stage.state.run.caption?.speakerId).toBe('paul');
  });

  it('a first name that cannot come is said, not dropped without a word', () => {
    const stage = onAir('welcome');
    stage.clock('16:05');
    stage.obs = { ...stage.obs, captionsReady: false };
    stage.go();
    stage.wait(4_000);
    const told = stage.journal.map(({ event }) => event).filter(({ type }) => type === 'captionFailed');
    expect(told).toMatchObject([{ problem: 'notSetUp' }]);
    expect(stage.state.run.caption).toBeNull();
    expect(stage.state.run.lastNamed).toBeNull();
  });

  it('a name goes out by itself after its time, unless it is pinned', () => {
    const stage = onAir('panel');
    stage.shows('paul');
    stage.showsName();
    stage.wait(9_999);
    expect(stage.state.run.caption).not.toBeNull();
    stage.wait(1);
    expect(stage.state.run.caption).toBeNull();
    stage.shows('paul', true);
    stage.showsName();
    stage.wait(3_600_000);
    expect(stage.state.run.caption?.speakerId).toBe('paul');
  });

  it('nobody without a name is ever on screen: not by hand, not by C, not by itself', () => {
    const stage = onAir('panel');
    for (const id of ['amal', 'paul'])
      stage.send({ type: 'edit', edit: { kind: 'setSpeaker', id, patch: { name: ' ' } } });
    expect(refusalOf(stage.shows('paul'))).toBe('nameMissing');
    expect(nextToName(stage.state.document.show, stage.state.run)?.id).toBe('morshed');
    stage.back();
    stage.wait(10_000);
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.caption).toBeNull();
  });

  it('C names the next person who is here', () => {
    const stage = onAir('panel');
    stage.send({ type: 'nextCaption', expected: 'paul' });
    stage.showsName();
    stage.send({ type: 'setPresence', speakerId: 'morshed', here: false });
    expect(nextToName(stage.show, stage.state.run)?.id).toBe('coby');
    expect(refusalOf(stage.send({ type: 'nextCaption', expected: 'morshed' }))).toBe('stale');
    expect(stage.send({ type: 'nextCaption', expected: 'coby' }).ok).toBe(true);
  });

  it('who is not here is skipped by the first name that comes by itself', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setPresence', speakerId: 'amal', here: false });
    stage.clock('16:05');
    stage.go();
    stage.wait(30_000);
    expect(stage.state.run.caption).toBeNull();
  });

  it('Hold pauses names that come by themselves; releasing brings none late', () => {
    const stage = onAir('welcome');
    stage.send({ type: 'setHold', on: true });
    stage.clock('16:05');
    stage.go();
    stage.wait(5_000);
    stage.send({ type: 'setHold', on: false });
    stage.wait(5_000);
    expect(stage.state.run.caption).toBeNull();
  });

  it('Hide carries whom the producer saw', () => {
    const stage = onAir('panel');
    stage.shows('paul');
    stage.showsName();
    stage.shows('coby');
    expect(refusalOf(stage.send({ type: 'hideCaption', expected: 'paul' }))).toBe('captionStale');
    expect(stage.send({ type: 'hideCaption', expected: 'coby' }).ok).toBe(true);
  });

  it('a name asked for while OBS is away is refused in words', () => {
    const stage = onAir('panel');
    stage.obs = { ...stage.obs, connected: false };
    expect(refusalOf(stage.shows('paul'))).toBe('obsAway');
    stage.obs = { ...stage.obs, connected: true, captionsReady: false };
    expect(refusalOf(stage.shows('paul'))).toBe('captionsNotSetUp');
  });

  it('deleting the segment on air leaves it running from its copy', () => {
    const stage = onAir('talk');
    const left = stage.left;
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'talk' } });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.left).toBe(left);
    expect(stage.nextTitle).toBe('panel');
  });
});
