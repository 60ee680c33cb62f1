import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../src/core/asrun/record';
import { secondPressAfter } from '../../../../src/core/run/outputs';
import type { Proposal } from '../../../../src/core/run/replan';
import { proposals } from '../../../../src/core/run/replan';
import { openState } from '../../../../src/core/run/state';
import { countdown, timing } from '../../../../src/core/run/timing';
import type { Cue } from '../../../../src/core/show/cues';
import type { Show } from '../../../../src/core/show/model';
import { hour, minute, second } from '../../../../src/core/time/units';
import { instantOf } from '../../../../src/core/time/zone';
import { createPresses } from '../../../../src/renderer/actions/presses';
import { browserOn, ClockedShow, Machine } from '../../../support/clockedShow';
import { pressed } from '../../../support/replans';
import { segment, tod, webinar } from '../../../support/shows';

/** Each row of docs/clocks.md, on a machine whose clocks the test moves, through the show host to a screen. */

function at(time: string, date = '2026-11-23'): number {
  return instantOf(date, tod(time), 'Europe/Paris').instant;
}

/** Taken at its time, and five minutes into its twenty. */
function intoTalk(
  fields: Partial<Show> = {},
  cues: readonly Cue[] = [],
  machine: Machine = new Machine(at('15:50')),
): ClockedShow {
  const plain = webinar(fields);
  const segments = plain.segments.map((each) => (each.id === 'talk' ? { ...each, cues } : each));
  const live = new ClockedShow({ ...plain, segments }, machine);
  live.go();
  for (const minutes of [10, 5]) {
    live.machine.run(minutes * minute - (live.machine.wall() % minute));
    live.go();
  }
  live.machine.run(5 * minute - (live.machine.wall() % minute));
  return live;
}

function left({ run, host, now }: ClockedShow): number {
  return countdown(host.state.document.show, run, now())?.left ?? Number.NaN;
}

/** What of a run is an instant, by where it stands; what the host was told, and OBS asked, is as the log says it. */
function instantsIn(value: unknown, path = ''): ReadonlyMap<string, number> {
  if (typeof value === 'number' && value > 1e12) return new Map([[path, value]]);
  if (typeof value !== 'object' || value === null || ['.message', '.outputs'].includes(path))
    return new Map();
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...instantsIn(inner, `${path}.${key}`)]));
}

function recordOfRun(live: ClockedShow) {
  return recordOf(openState(live.host.state.document.show, 0, 'run-1'), live.journal, 'whole');
}

describe('the machine sleeps', () => {
  it('for 40 minutes mid-segment: they are elapsed, and said', () => {
    const live = intoTalk();
    const screen = live.screen();
    live.machine.run(second);
    expect(live.reads(screen)).toBe('14:59');
    live.machine.sleep(40 * minute);
    live.machine.run(2 * second);
    expect(live.reads(screen)).toBe('+25:03');
    expect(live.said()).toEqual(['The computer slept for 40:00; the clock went on']);
    const { over } = timing(live.host.state.document.show, live.run, live.now());
    expect(Math.round((over ?? 0) / minute)).toBe(25);
    const talk = recordOfRun(live).rows.find(({ segmentId }) => segmentId === 'talk');
    expect(talk?.why).toContainEqual({ kind: 'slept', by: 40 * minute });
  });

  it('a name whose time is over by then leaves at once', () => {
    const live = intoTalk({ captionDuration: 10 * second });
    live.host.submit({ type: 'showCaption', speakerId: 'amal', pinned: false, expected: null });
    live.showsName();
    live.machine.run(second);
    live.machine.sleep(40 * minute);
    live.host.checkClock();
    expect(live.run.caption).not.toBeNull();
    live.machine.run(0);
    expect(live.run.caption).toBeNull();
  });

  it('a cue whose moment it slept over is missed, said, and left to a hand', () => {
    const live = intoTalk({}, [
      { id: 'logo', trigger: { kind: 'afterStart', offset: 10 * minute }, effect: mute },
    ]);
    live.machine.sleep(40 * minute);
    // Nobody looks: what finds it is the timer itself, which stood still as well.
    live.machine.run(6 * minute);
    expect(live.run.onAir?.cues['logo']).toMatchObject({ kind: 'missed', why: 'late' });
    expect(live.strip).toMatchObject([{ kind: 'cuesMissed', why: 'late' }]);
    expect(live.said(2)).toEqual([
      'The computer slept for 40:00; the clock went on',
      expect.stringContaining('in time'),
    ]);
  });

  it('where somebody looks, it is missed at once', () => {
    const live = intoTalk({}, [
      { id: 'logo', trigger: { kind: 'afterStart', offset: 10 * minute }, effect: mute },
    ]);
    live.machine.sleep(40 * minute);
    live.host.checkClock();
    live.machine.run(0);
    expect(live.run.onAir?.cues['logo']).toMatchObject({ kind: 'missed', why: 'late' });
  });

  it('the first name does not come by itself forty minutes late', () => {
    const live = intoTalk();
    live.machine.run(14 * minute);
    live.press();
    live.obsDoesIt();
    live.machine.sleep(40 * minute);
    live.machine.run(10 * second);
    expect(live.run.onAir?.firstName).toBe('settled');
    expect(live.run.caption).toBeNull();
  });

  it('while proposals are open: their numbers are refused then, and those of now bring the end back', () => {
    // The talk began 3:00 late.
    const live = intoTalk({}, [], new Machine(at('15:53')));
    const offered = (): readonly Proposal[] => proposals(live.host.state.document.show, live.run, live.now());
    const apply = (proposal: Proposal | undefined): string => {
      if (!proposal) throw new Error('nothing is proposed');
      const expectedOnAir = live.run.onAir?.takeId ?? '';
      const done = live.host.submit({ type: 'applyReplan', expectedOnAir, ...pressed(proposal) });
      return done.ok ? 'applied' : done.problem.code;
    };
    live.host.submit({ type: 'adjustEnd', expectedOnAir: live.run.onAir?.takeId ?? '', by: 5 * minute });
    const [before] = offered();
    expect(before).toBeDefined();
    live.machine.sleep(40 * minute);
    expect(apply(before)).toBe('replanStale');
    const [now] = offered();
    expect(now?.expectedEnd).not.toBe(before?.expectedEnd);
    expect(apply(now)).toBe('applied');
    const { expectedEnd } = timing(live.host.state.document.show, live.run, now?.at ?? 0);
    expect(expectedEnd).toBe(now?.expectedEnd);
    expect(live.said(2)).toEqual([
      'The computer slept for 40:00; the clock went on',
      expect.stringMatching(/^Re-planned: /),
    ]);
  });

  it('with a take on its way: the take counts from its press', () => {
    const live = intoTalk();
    live.press();
    const pressedAt = live.now();
    live.machine.sleep(40 * minute);
    live.obsDoesIt();
    expect(live.run.onAir).toMatchObject({ segment: { id: 'panel' }, startedAt: pressedAt });
    expect(left(live)).toBe(-5 * minute - 320);
  });
});

describe('a Windows machine sleeps, whose clocks go on together, so that nothing tells of it', () => {
  const windows = (): Machine => new Machine(at('15:50'), true);

  it('40 minutes are elapsed all the same, and no line says that it slept', () => {
    const live = intoTalk({}, [], windows());
    const screen = live.screen();
    live.machine.run(second);
    const lines = live.host.log.length;
    live.machine.sleep(40 * minute);
    live.machine.run(2 * second);
    expect(live.reads(screen)).toBe('+25:03');
    expect(live.host.log.length).toBe(lines);
    const talk = recordOfRun(live).rows.find(({ segmentId }) => segmentId === 'talk');
    expect(talk?.why.map(({ kind }) => kind)).toEqual([]);
  });

  it('what fell due meanwhile is missed and left to a hand; a name past its time leaves; none comes late', () => {
    const logo: Cue = {
      id: 'logo',
      trigger: { kind: 'afterStart', offset: 10 * minute },
      effect: mute,
    };
    const live = intoTalk({ captionDuration: 10 * second }, [logo], windows());
    live.host.submit({ type: 'showCaption', speakerId: 'amal', pinned: false, expected: null });
    live.showsName();
    live.machine.run(second);
    live.machine.sleep(40 * minute);
    live.machine.run(0);
    expect(live.run.onAir?.cues['logo']).toMatchObject({ kind: 'missed', why: 'late' });
    expect(live.strip).toMatchObject([{ kind: 'cuesMissed', why: 'late' }]);
    expect(live.run.caption).toBeNull();
    live.go();
    live.machine.sleep(40 * minute);
    live.machine.run(10 * second);
    expect(live.run.onAir).toMatchObject({ segment: { id: 'panel' }, firstName: 'settled' });
    expect(live.run.caption).toBeNull();
  });
});

const mute = { kind: 'mute', input: 'Mic 2', on: true } as const;

describe('the clock is set', () => {
  for (const [words, by] of [
    ['back by 1:00:00', -hour],
    ['forward by 1:00:00', hour],
    ['back by 30:00', -30 * minute],
  ] as const) {
    it(`${words}: the countdown stays, also where the clock lies before the start then`, () => {
      const live = intoTalk();
      const screen = live.screen();
      live.machine.run(10 * second);
      const before = left(live);
      const read: string[] = [];
      screen.mirror.subscribe(() => read.push(live.reads(screen)));
      screen.ticker.subscribe(() => read.push(live.reads(screen)));
      live.machine.setClock(by);
      live.machine.run(3 * second);
      expect(left(live)).toBe(before - 3 * second);
      expect([...new Set(read)]).toEqual(['14:49', '14:48', '14:47']);
      expect(live.said()).toEqual([`The computer’s clock was set ${words}; times on screen follow`]);
    });
  }

  it('all that happened moves along, and still joins; the log stays as it was written', () => {
    const live = intoTalk();
    const [before] = live.host.log;
    const slate = live.run.done[0];
    live.machine.setClock(-hour);
    live.host.checkClock();
    expect(live.run.done[0]).toMatchObject({ startedAt: (slate?.startedAt ?? 0) - hour });
    expect(live.run.done.at(-1)?.endedAt).toBe(live.run.onAir?.startedAt);
    expect(live.host.log[0]).toBe(before);
    const { rows } = recordOfRun(live);
    expect(rows[1]?.actualEnd).toBe(rows[2]?.actualStart);
    expect(rows[2]?.why).toContainEqual({ kind: 'clockSet', by: -hour });
    expect(rows[0]?.actualLength).toBe((slate?.endedAt ?? 0) - (slate?.startedAt ?? 0));
  });

  it('every instant of a run moves: one that stayed would be counted wrong', () => {
    const live = intoTalk({}, [
      {
        id: 'note',
        trigger: { kind: 'afterStart', offset: 5 * minute },
        effect: { kind: 'note', text: 'Five minutes', urgent: false },
      },
    ]);
    const expectedOnAir = live.run.onAir?.takeId ?? '';
    live.host.submit({ type: 'adjustEnd', expectedOnAir, by: minute });
    live.host.submit({ type: 'setStart', expectedOnAir, startedAt: live.now() - 4 * minute });
    live.host.submit({ type: 'setSlate', on: true });
    live.obsDoesIt();
    live.host.submit({ type: 'showCaption', speakerId: 'amal', pinned: false, expected: null });
    live.showsName();
    for (const during of [() => {}, () => live.press()]) {
      during();
      const before = instantsIn(live.run);
      live.machine.setClock(-hour);
      live.host.checkClock();
      const after = instantsIn(live.run);
      expect(before.size).toBeGreaterThan(20);
      for (const [path, was] of before) expect(`${path} ${after.get(path)}`).toBe(`${path} ${was - hour}`);
    }
  });

  it('when it began can be corrected after it all the same, and what was before ends there', () => {
    const live = intoTalk();
    live.machine.setClock(-hour);
    live.host.checkClock();
    const { onAir } = live.run;
    const startedAt = (onAir?.startedAt ?? 0) + 2 * minute;
    const decided = live.host.submit({ type: 'setStart', expectedOnAir: onAir?.takeId ?? '', startedAt });
    expect(decided.ok).toBe(true);
    expect(live.run.done.at(-1)?.endedAt).toBe(startedAt);
  });

  it('a plan at times of day stays there: over and under are by the new clock', () => {
    const live = intoTalk();
    live.machine.setClock(hour);
    live.host.checkClock();
    const { over } = timing(live.host.state.document.show, live.run, live.now());
    expect(Math.round((over ?? 0) / minute)).toBe(60);
  });

  it('a plan that began with "Start now" moves along: nothing is over', () => {
    const live = new ClockedShow(webinar({ date: null }), new Machine(at('10:00')));
    live.go();
    live.machine.run(5 * minute);
    const before = timing(live.host.state.document.show, live.run, live.now());
    live.machine.setClock(hour);
    live.host.checkClock();
    const after = timing(live.host.state.document.show, live.run, live.now());
    expect(after.over).toBe(before.over);
    expect(after.plannedEnd).toBe((before.plannedEnd ?? 0) + hour);
    expect(recordOfRun(live).rows[0]?.startOff).toBe(0);
  });

  it('what counts down to a time of day counts down to it by the new clock', () => {
    const live = new ClockedShow(webinar(), new Machine(at('15:50')));
    live.go();
    live.machine.setClock(-3 * minute);
    live.host.checkClock();
    expect(left(live)).toBe(13 * minute - 320);
    live.machine.setClock(20 * minute);
    live.host.checkClock();
    // 16:00 is past by then: its own ten minutes count.
    expect(left(live)).toBe(10 * minute - 320);
  });

  it('a cue before such an end is due by the new clock, and its timer with it', () => {
    const plain = webinar();
    const note: Cue = {
      id: 'note',
      trigger: { kind: 'beforeEnd', offset: 5 * minute },
      effect: { kind: 'note', text: 'Five minutes', urgent: false },
    };
    const [slate, ...rest] = plain.segments;
    const live = new ClockedShow(
      { ...plain, segments: [{ ...(slate ?? segment('slate')), cues: [note] }, ...rest] },
      new Machine(at('15:50')),
    );
    live.go();
    live.machine.setClock(3 * minute);
    live.host.checkClock();
    live.machine.run(minute);
    expect(live.run.message).toBeNull();
    live.machine.run(minute);
    expect(live.run.message?.text).toBe('Five minutes');
  });

  it('under what was put in: it goes on counting, and Back of it is as if it had not been', () => {
    const live = intoTalk();
    const { document, run } = live.host.state;
    const before = { left: left(live), plan: document.show, startedAt: run.onAir?.startedAt ?? 0 };
    const put = live.host.submit({
      type: 'takeUnplanned',
      expectedOnAir: run.onAir?.takeId ?? '',
      segment: { title: 'Technical pause', scene: null, duration: 2 * minute },
    });
    expect(put.ok).toBe(true);
    live.obsDoesIt();
    live.machine.run(30 * second);
    live.machine.setClock(-hour);
    live.host.checkClock();
    expect(Math.round(left(live) / second)).toBe(90);
    const { segments, plannedEnd } = timing(live.host.state.document.show, live.run, live.now());
    const pause = segments.find(({ standing }) => standing === 'onAir');
    expect(pause).toMatchObject({ plannedTime: null, plannedStart: null, length: 2 * minute });
    expect(plannedEnd).toBe(at('17:05'));
    live.host.submit({ type: 'back', expectedOnAir: live.run.onAir?.takeId ?? '', late: true });
    live.obsDoesIt();
    expect(live.host.state.document.show).toEqual(before.plan);
    expect(live.run.onAir).toMatchObject({
      segment: { id: 'talk' },
      startedAt: before.startedAt - hour,
    });
    expect(Math.round((before.left - left(live)) / second)).toBe(31);
    const rows = recordOfRun(live).rows.filter(({ title }) => title === 'Technical pause');
    expect(rows).toMatchObject([
      {
        state: 'takenBack',
        plannedLength: null,
        why: [{ kind: 'unplanned' }, { kind: 'clockSet', by: -hour }],
      },
    ]);
  });

  it('a cue runs once, when the clock goes over its moment a second time', () => {
    const live = intoTalk({}, [
      {
        id: 'note',
        trigger: { kind: 'afterStart', offset: 6 * minute },
        effect: { kind: 'note', text: 'Once', urgent: false },
      },
    ]);
    live.machine.run(2 * minute);
    live.machine.setClock(-3 * minute);
    live.machine.run(10 * minute);
    expect(live.host.log.filter(({ key }) => key === 'messageSent')).toHaveLength(1);
  });

  it('with a take on its way: it counts from its press, and GO is not refused for an hour', () => {
    const live = intoTalk();
    live.press();
    live.machine.setClock(-hour);
    live.obsDoesIt();
    expect(live.now() - (live.run.onAir?.startedAt ?? 0)).toBe(320);
    live.machine.run(second);
    expect(() => live.press()).not.toThrow();
  });

  it('the yes to a cue that asks counts, though it asked later by the new clock', () => {
    const live = intoTalk({}, [
      {
        id: 'record',
        trigger: { kind: 'afterStart', offset: 6 * minute },
        effect: { kind: 'output', output: 'record', on: true },
      },
    ]);
    live.obs = { ...live.obs, outputs: { ...live.obs.outputs, record: { status: 'off', ended: null } } };
    live.machine.run(minute + second);
    expect(live.run.onAir?.cues['record']?.kind).toBe('asking');
    live.machine.setClock(-hour);
    live.machine.run(secondPressAfter);
    const expectedOnAir = live.run.onAir?.takeId ?? '';
    expect(live.host.submit({ type: 'runCue', expectedOnAir, cueId: 'record', armed: true }).ok).toBe(true);
  });

  it('what is armed stays armed for its three seconds', () => {
    const live = intoTalk();
    const screen = live.screen();
    const presses = createPresses(screen, live.machine.timers);
    presses.resetRun();
    live.machine.setClock(-hour);
    live.machine.run(second);
    expect(presses.state.getState().armed).toMatchObject({ what: 'reset' });
    live.machine.run(3 * second);
    expect(presses.state.getState().armed).toBeNull();
  });

  it('less than a second is no matter', () => {
    const live = intoTalk();
    const lines = live.host.log.length;
    live.machine.setClock(900);
    live.host.checkClock();
    expect(live.host.log).toHaveLength(lines);
  });
});

describe('the app starts again', () => {
  function restarted(live: ClockedShow, setBy: number): ClockedShow {
    return new ClockedShow(
      live.host.state.document.show,
      new Machine(live.machine.wall() + setBy),
      live.host.state,
    );
  }

  it('after a clock that was set forward: it counts by the wall, and nobody can tell', () => {
    const again = restarted(intoTalk(), 10 * minute);
    expect(left(again)).toBe(5 * minute);
  });

  it('after a clock that was set back before all that happened: nothing lies ahead of it, and it is said', () => {
    const live = intoTalk();
    live.host.submit({ type: 'showCaption', speakerId: 'amal', pinned: false, expected: null });
    live.showsName();
    const again = restarted(live, -hour);
    // What it knows last is the name that came up: that is now.
    expect(left(again)).toBe(left(live));
    expect(again.said(2)).toEqual([
      'The computer’s clock was set back by 1:00:00; times on screen follow',
      'Lectern was started again and went on with the show',
    ]);
    expect(() => again.press()).not.toThrow();
  });
});

describe('another machine', () => {
  it('a browser whose clock is an hour wrong reads what the host says, and goes on so', () => {
    const live = intoTalk();
    const near = live.screen();
    const far = live.screen(browserOn(live.machine, hour));
    live.machine.run(5 * second);
    expect(live.reads(far)).toBe(live.reads(near));
    expect(Math.abs(far.now() - live.now())).toBeLessThan(2);
    live.machine.setClock(-2 * hour);
    live.machine.run(3 * second);
    expect(live.reads(far)).toBe(live.reads(near));
    expect(Math.abs(far.now() - live.now())).toBeLessThan(2);
  });
});
