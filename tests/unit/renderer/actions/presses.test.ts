import { describe, expect, it } from 'vitest';
import { takeGuard } from '../../../../src/core/run/decide';
import { second } from '../../../../src/core/time/units';
import { armedFor } from '../../../../src/renderer/actions/presses';
import { stillForTake } from '../../../../src/renderer/client/client';
import { obsDoesCues, onPanel } from '../../../support/cueStage';
import { Desk } from '../../../support/desk';
import { show, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** Taken in time up to the talk (20 min, from 16:05), of which `into` ms have passed. */
function inTalk(into: number, setUp: (stage: Stage) => void = () => {}): Desk {
  const stage = new Stage(webinar(), '15:50');
  setUp(stage);
  for (const time of ['15:50', '16:00', '16:05']) {
    stage.clock(time);
    const taken = stage.go({ early: true });
    if (!taken.ok) throw new Error(taken.problem.code);
  }
  stage.wait(into);
  return new Desk(stage);
}

/** The first press arms and sends nothing; the second, which counts 0.4 s later, is sent. */
async function armedFirst(desk: Desk, what: string, press: () => void): Promise<void> {
  press();
  await desk.settle();
  expect(desk.pressed).toEqual([]);
  expect(desk.presses.state.getState().armed?.what).toBe(what);
  desk.wait(400);
  press();
  await desk.settle();
}

describe('GO', () => {
  it('takes at once when its time has come, with what the operator saw', async () => {
    const desk = inTalk(19 * 60 * second);
    const seen = desk.stage.onAir;
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([
      {
        name: 'takeNext',
        input: { expectedOnAir: seen, expectedNext: 'panel', early: false },
        refusal: null,
      },
    ]);
    expect(desk.stage.onAirTitle).toBe('panel');
  });

  it('too early: the first press arms and sends nothing, the second takes', async () => {
    const desk = inTalk(60 * second);
    await armedFirst(desk, 'go', () => desk.presses.go());
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', input: { early: true }, refusal: null }]);
    expect(desk.presses.state.getState().armed).toBeNull();
  });

  it('too early: a second press within 0.4 s is the same press', async () => {
    const desk = inTalk(60 * second);
    desk.presses.go();
    desk.wait(399);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('go');
  });

  it('too early: armed it rests again after 3 s', async () => {
    const desk = inTalk(60 * second);
    desk.presses.go();
    desk.wait(2_999);
    expect(desk.presses.state.getState().armed).not.toBeNull();
    desk.wait(1);
    expect(desk.presses.state.getState().armed).toBeNull();
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
  });

  it('a press that may have been meant for another program asks, though GO is due', async () => {
    const desk = inTalk(20 * 60 * second);
    desk.presses.askGo();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('go');
    desk.wait(399);
    desk.presses.askGo();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    desk.wait(1);
    desk.presses.askGo();
    await desk.settle();
    expect(desk.pressed).toMatchObject([
      { name: 'takeNext', input: { expectedNext: 'panel' }, refusal: null },
    ]);
    expect(desk.presses.state.getState().armed).toBeNull();
  });

  it('is disarmed when what it was armed for is no longer so', () => {
    const desk = inTalk(60 * second);
    desk.presses.go();
    desk.stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'panel' } });
    desk.publish();
    expect(desk.presses.state.getState().armed).toBeNull();
  });

  it('arms too when only the host finds it early', async () => {
    // The window's clock is a minute ahead of the host's: to it the press is in time.
    const desk = inTalk(17.5 * 60 * second);
    desk.far.time.pass(60 * second);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', refusal: 'early' }]);
    expect(desk.presses.state.getState()).toMatchObject({ armed: { what: 'go' }, refused: null });
  });

  it('never asks on the practice OBS', async () => {
    const desk = inTalk(60 * second, (stage) => (stage.obs = { ...stage.obs, practice: true }));
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', refusal: null }]);
  });

  it('never asks at the first take', async () => {
    const desk = new Desk(new Stage(webinar(), '12:00'));
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', refusal: null }]);
  });

  it('goes past the scene of a cue that OBS has not answered, and so does a take out of turn', async () => {
    const stage = onPanel([
      {
        id: 'wide',
        trigger: { kind: 'hand' },
        effect: { kind: 'scene', scene: 'Panel wide', transition: null },
      },
    ]);
    stage.wait(2_000);
    stage.obs = { ...stage.obs, practice: true };
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'wide' });
    const desk = new Desk(stage);
    desk.presses.takeSegment('slate');
    expect(desk.presses.state.getState().armed?.what).toBe('take slate');
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', refusal: null }]);
  });

  it('is refused in words while OBS has not answered, and nothing is sent', async () => {
    const desk = inTalk(19 * 60 * second);
    desk.stage.press();
    desk.publish();
    desk.wait(stillForTake);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().refused).toEqual({ spot: 'go', refusal: { code: 'waitingForObs' } });
  });

  it('right after the last one is refused with the time left; once the guard is over, the words say so', async () => {
    const desk = inTalk(19 * 60 * second);
    desk.presses.go();
    await desk.settle();
    // The first press arms: it is early as well.
    desk.presses.go();
    desk.wait(450);
    desk.presses.go();
    await desk.settle();
    const { refused } = desk.presses.state.getState();
    if (refused?.refusal.code !== 'tooSoon') throw new Error('it was not refused as too soon');
    expect(refused.spot).toBe('go');
    const { left } = refused.refusal;
    expect(left).toBe((desk.stage.state.run.lastTakeAt ?? 0) + takeGuard - desk.stage.now);
    desk.wait(left - 1);
    expect(desk.presses.state.getState().refused).toEqual(refused);
    desk.wait(1);
    expect(desk.presses.state.getState().refused?.refusal).toEqual({ code: 'tooSoon', left: 0 });
    desk.wait(6 * second);
    expect(desk.presses.state.getState().refused).toBeNull();
  });

  it('what is pressed meanwhile and admitted puts the refusal away, which does not come back', async () => {
    const desk = inTalk(19 * 60 * second);
    desk.presses.go();
    await desk.settle();
    desk.presses.go();
    desk.wait(450);
    desk.presses.go();
    await desk.settle();
    expect(desk.presses.state.getState().refused?.refusal.code).toBe('tooSoon');
    desk.presses.slate();
    await desk.settle();
    desk.wait(takeGuard);
    expect(desk.presses.state.getState().refused).toBeNull();
  });

  it('"Try again" carries the yes that the first try had', async () => {
    const desk = inTalk(60 * second);
    desk.stage.press({ early: true });
    const [take] = desk.stage.state.run.pending;
    desk.stage.wait(1_000);
    desk.stage.report({
      type: 'takeFailed',
      takeId: take?.takeId ?? '',
      failure: { why: 'silent' },
      still: 'Speaker + slides',
    });
    desk.wait(0);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'takeNext', input: { early: true }, refusal: null }]);
  });

  it('after the last segment ends the show, at the second press', async () => {
    const desk = inTalk(0);
    for (let takes = 0; takes < 2; takes += 1) {
      desk.stage.wait(40 * 60 * second);
      desk.stage.go({ early: true });
    }
    desk.wait(5 * second);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    desk.wait(500);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'endShow', input: { armed: true }, refusal: null }]);
    expect(desk.stage.state.run.phase).toBe('ended');
  });
});

describe('Back', () => {
  it('within 20 s of its GO acts at once', async () => {
    const desk = inTalk(20 * second - 320);
    desk.presses.back();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'back', input: { late: false }, refusal: null }]);
  });

  it('later arms, and acts at the second press', async () => {
    const desk = inTalk(20 * second);
    await armedFirst(desk, 'back', () => desk.presses.back());
    expect(desk.pressed).toMatchObject([{ name: 'back', input: { late: true }, refusal: null }]);
    expect(desk.stage.onAirTitle).toBe('welcome');
  });

  it('armed, gives way to an armed GO and does not help it along', async () => {
    const desk = inTalk(60 * second);
    desk.presses.back();
    desk.wait(1_000);
    desk.presses.go();
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('go');
  });

  it('with nothing to undo says so', () => {
    const desk = new Desk(new Stage(webinar(), '15:45'));
    desk.presses.back();
    expect(desk.presses.state.getState().refused).toEqual({
      spot: 'back',
      refusal: { code: 'nothingToUndo' },
    });
  });
});

describe('"Start now"', () => {
  it('with nothing to begin with says so', () => {
    const desk = new Desk(new Stage(show([]), '15:45'));
    desk.presses.startNow();
    expect(desk.presses.state.getState().refused).toEqual({
      spot: 'go',
      refusal: { code: 'nothingNext' },
    });
  });
});

describe('Slate', () => {
  it('acts at once, disarms what was armed, and toggles back', async () => {
    const desk = inTalk(60 * second);
    desk.presses.go();
    desk.presses.slate();
    await desk.settle();
    expect(desk.presses.state.getState().armed).toBeNull();
    desk.presses.slate();
    await desk.settle();
    expect(desk.pressed).toMatchObject([
      { name: 'setSlate', input: { on: true }, refusal: null },
      { name: 'setSlate', input: { on: false }, refusal: null },
    ]);
  });
});

/** In the panel of three: nobody's name comes by itself. */
function inPanel(): Desk {
  const { stage } = inTalk(20 * 60 * second);
  stage.go();
  stage.wait(10 * second);
  return new Desk(stage);
}

describe('names', () => {
  it('a digit shows the name, and hides it while it is shown', async () => {
    const desk = inPanel();
    desk.presses.toggleCaption('morshed', false);
    await desk.settle();
    desk.presses.toggleCaption('morshed', false);
    await desk.settle();
    expect(desk.names).toEqual(['showCaption', 'hideCaption']);
  });

  it('with Shift it pins the name, and lets it go by itself again', async () => {
    const desk = inPanel();
    desk.presses.toggleCaption('morshed', true);
    await desk.settle();
    desk.presses.toggleCaption('morshed', true);
    await desk.settle();
    expect(desk.pressed.map(({ input }) => input)).toEqual([
      { speakerId: 'morshed', pinned: true, expected: null },
      { speakerId: 'morshed', pinned: false, expected: 'morshed' },
    ]);
  });

  it('the next cue carries whom the operator saw as next', async () => {
    const desk = inPanel();
    desk.presses.nextCue();
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'nextCaption', input: { expected: 'paul' }, refusal: null }]);
  });
});

describe('closing and resetting', () => {
  it('a live show ask first; one that is not on air does not', async () => {
    const live = inTalk(60 * second);
    live.presses.resetRun();
    await live.settle();
    expect(live.pressed).toEqual([]);
    live.wait(1_000);
    live.presses.resetRun();
    await live.settle();
    expect(live.pressed).toMatchObject([{ name: 'resetRun', input: { armed: true }, refusal: null }]);

    const quiet = new Desk(new Stage(webinar(), '15:45'));
    quiet.presses.closeShow();
    expect(quiet.far.calls()).toMatchObject([{ name: 'closeShow', input: {} }]);
  });
});

describe('starting a recording', () => {
  it('asks first: the second press sends it, once', async () => {
    const desk = inTalk(60 * second);
    desk.presses.setOutput('record', true);
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('start record');
    desk.wait(500);
    desk.presses.setOutput('record', true);
    await desk.settle();
    const input = { output: 'record', on: true, armed: true };
    expect(desk.pressed).toEqual([{ name: 'setOutput', input, refusal: null }]);
    expect(desk.presses.state.getState().armed).toBeNull();
  });

  it('is not started by a press that was meant for the stream', async () => {
    const desk = inTalk(60 * second);
    desk.presses.setOutput('stream', true);
    desk.wait(500);
    desk.presses.setOutput('record', true);
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('start record');
  });

  it('a virtual camera starts at once', async () => {
    const desk = inTalk(60 * second);
    desk.presses.setOutput('virtualCam', true);
    await desk.settle();
    expect(desk.names).toEqual(['setOutput']);
  });
});

describe('a take out of turn', () => {
  it('arms first, takes on the second press, and Back undoes it', async () => {
    const desk = inTalk(60 * second);
    const seen = desk.stage.onAir;
    desk.presses.takeSegment('closing');
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('take closing');
    desk.presses.takeSegment('closing');
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    desk.wait(400);
    desk.presses.takeSegment('closing');
    await desk.settle();
    expect(desk.pressed).toEqual([
      {
        name: 'takeSegment',
        input: { expectedOnAir: seen, segmentId: 'closing', armed: true },
        refusal: null,
      },
    ]);
    expect(desk.stage.onAirTitle).toBe('closing');
    desk.wait(2_000);
    desk.presses.back();
    await desk.settle();
    expect(desk.stage.onAirTitle).toBe('talk');
  });

  it('armed for one segment does not take another', async () => {
    const desk = inTalk(60 * second);
    desk.presses.takeSegment('closing');
    desk.wait(500);
    desk.presses.takeSegment('slate');
    await desk.settle();
    expect(desk.pressed).toEqual([]);
    expect(desk.presses.state.getState().armed?.what).toBe('take slate');
  });

  it('is disarmed when the show moves on, and after its time', () => {
    const desk = inTalk(60 * second);
    desk.presses.takeSegment('closing');
    desk.wait(armedFor);
    expect(desk.presses.state.getState().armed).toBeNull();
    desk.presses.takeSegment('closing');
    desk.stage.wait(20 * 60 * second);
    desk.stage.go();
    desk.publish();
    expect(desk.presses.state.getState().armed).toBeNull();
  });

  it('of a segment that was deleted meanwhile is refused, and says so', async () => {
    const desk = inTalk(60 * second);
    desk.presses.takeSegment('closing');
    desk.wait(500);
    desk.stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'closing' } });
    desk.presses.takeSegment('closing');
    await desk.settle();
    expect(desk.presses.state.getState().refused).toEqual({
      spot: 'app',
      refusal: { code: 'segmentGone' },
    });
    expect(desk.stage.onAirTitle).toBe('talk');
  });

  it('waits for OBS as GO does', () => {
    const desk = inTalk(60 * second);
    desk.stage.press({ early: true });
    desk.publish();
    desk.wait(stillForTake);
    desk.presses.takeSegment('closing');
    expect(desk.presses.state.getState()).toMatchObject({
      armed: null,
      refused: { refusal: { code: 'waitingForObs' } },
    });
  });
});

describe('cues', () => {
  it('run and are skipped as the operator saw them', async () => {
    const desk = new Desk(onPanel());
    const expectedOnAir = desk.stage.onAir;
    obsDoesCues(desk.stage);
    desk.publish();
    desk.presses.runCues(['intro']);
    desk.presses.skipCues(['logo', 'note']);
    await desk.settle();
    expect(desk.pressed).toEqual([
      { name: 'runCue', input: { expectedOnAir, cueId: 'intro' }, refusal: null },
      { name: 'skipCue', input: { expectedOnAir, cueId: 'logo' }, refusal: null },
      { name: 'skipCue', input: { expectedOnAir, cueId: 'note' }, refusal: null },
    ]);
  });

  it('of a segment that is off air by then are refused, and nothing runs', async () => {
    const desk = new Desk(onPanel());
    desk.presses.runCues(['intro']);
    desk.stage.wait(5_000);
    desk.stage.go({ early: true });
    await desk.settle();
    expect(desk.pressed).toMatchObject([{ name: 'runCue', refusal: 'stale' }]);
    expect(desk.presses.state.getState().refused?.refusal.code).toBe('stale');
  });
});
