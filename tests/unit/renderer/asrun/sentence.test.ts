import { describe, expect, it } from 'vitest';
import type { LogKey, LogLine } from '../../../../src/core/asrun/log';
import { logLine } from '../../../../src/core/asrun/log';
import { recordOf } from '../../../../src/core/asrun/record';
import { evolve } from '../../../../src/core/run/evolve';
import { proposals } from '../../../../src/core/run/replan';
import { openState } from '../../../../src/core/run/state';
import { formatClock } from '../../../../src/core/time/write';
import { logSentence } from '../../../../src/renderer/features/asrun/sentence';
import { fireIdOf, onPanel } from '../../../support/cueStage';
import { pressed } from '../../../support/replans';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const zone = 'Europe/Paris';

function line(key: LogKey, values: LogLine['values'] = {}): LogLine {
  return { seq: 1, at: 0, tone: 'ok', key, values, practice: false };
}

function logOf(stage: Stage): readonly string[] {
  let state = openState(stage.show, 0, 'run-1');
  return stage.journal.flatMap((stamped) => {
    const found = logLine(state, stamped);
    state = evolve(state, stamped);
    return found ? logSentence(found, zone) : [];
  });
}

describe('log sentences', () => {
  it('say what was done and how long OBS took', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    expect(logOf(stage)).toEqual([
      'GO → slate · scene ‘Holding slide’ · accepted by OBS in 20 ms',
      'slate on air after 320 ms · confirmed by OBS',
    ]);
  });

  it('say that OBS was away', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.obs = { ...stage.obs, connected: false };
    stage.press();
    expect(logOf(stage)).toEqual(['→ slate · scene ‘Holding slide’ · not confirmed, OBS is away']);
  });

  it('say where Back of a first take went', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.wait(2_000);
    stage.back();
    expect(logOf(stage).at(-2)).toBe(
      'Back to before the first GO · scene ‘Before’ · accepted by OBS in 20 ms',
    );
  });

  it.each<[LogKey, LogLine['values'], string]>([
    [
      'takeSilent',
      { title: 'Panel', still: 'Host' },
      'OBS did not confirm ‘Panel’ in 1 s · ‘Host’ is still on air',
    ],
    ['takeMismatch', { title: 'Panel', still: '' }, 'OBS did not show ‘Panel’'],
    ['endSet', { title: 'Panel', endsAt: Date.UTC(2023, 9, 27, 15, 1, 40) }, 'Panel now ends at 17:01:40'],
    ['messageSeen', { ms: 3_100 }, 'Message seen by the host in 3.1 s'],
    ['clockStepped', { ms: -90_000 }, 'The computer’s clock was set back by 1:30; times on screen follow'],
    ['slept', { ms: 2_400_000 }, 'The computer slept for 40:00; the clock went on'],
    [
      'captionFailed',
      { name: 'Ada', problem: 'silent' },
      'Caption ‘Ada’ did not come up: OBS did not answer',
    ],
  ])('%s', (key, values, sentence) => {
    expect(logSentence(line(key, values), zone)).toBe(sentence);
  });

  it('leave no gap unfilled in a whole show', () => {
    const stage = new Stage(webinar(), '15:50');
    for (let press = 0; press < 5; press += 1) {
      stage.go({ early: true });
      stage.wait(5_000);
      stage.showsName();
    }
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    stage.send({ type: 'sendMessage', text: 'Wrap up', urgent: true });
    stage.report({ type: 'leftoverCleared', what: 'transition', name: 'Fade' });
    stage.report({ type: 'sceneChangedInObs', scene: 'Panel', since: stage.now });
    const sentences = logOf(stage);
    expect(sentences.length).toBeGreaterThan(15);
    expect(sentences.filter((sentence) => /\{\{|undefined|^log\./.test(sentence))).toEqual([]);
  });

  it('tell every take, hold, back, caption, mismatch, re-plan, message and reconnect of a run, each at its instant', () => {
    const stage = new Stage(webinar(), '15:53');
    const onAir = (): string => stage.onAir ?? '';
    stage.go();
    stage.clock('16:00');
    stage.go({ early: true });
    stage.wait(2_000);
    stage.send({ type: 'setHold', on: true });
    stage.send({ type: 'setHold', on: false });
    stage.shows('amal');
    stage.showsName();
    stage.send({ type: 'hideCaption', expected: 'amal' });
    stage.go({ early: true });
    stage.wait(2_000);
    stage.back();
    stage.wait(2_000);
    const mistaken = stage.press({ early: true });
    if (!mistaken.ok) throw new Error(mistaken.problem.code);
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({
      type: 'takeFailed',
      takeId,
      failure: { why: 'mismatch', shown: 'Elsewhere' },
      still: 'Elsewhere',
    });
    stage.send({ type: 'dismissFailure' });
    stage.send({ type: 'sendMessage', text: 'Wrap up', urgent: false });
    stage.wait(1_000);
    stage.send({ type: 'seeMessage', messageId: stage.state.run.message?.messageId ?? '' });
    stage.report({ type: 'obsLost', reason: 'closed' });
    stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Host' });
    stage.send({ type: 'adjustEnd', expectedOnAir: onAir(), by: 120_000 });
    const { document, run } = stage.state;
    const [best] = proposals(document.show, run, stage.now);
    if (!best) throw new Error('the show is over, and something is proposed');
    stage.send({ type: 'applyReplan', expectedOnAir: onAir(), ...pressed(best) });
    const replanId = stage.state.run.replans[0]?.replanId ?? '';
    stage.send({ type: 'undoReplan', replanId });
    stage.send({ type: 'ignoreReplan' });
    stage.send({ type: 'setStart', expectedOnAir: onAir(), startedAt: stage.at('16:00:01') });
    stage.send({ type: 'undoStart', expectedOnAir: onAir() });
    stage.takeUnplanned();
    stage.obsDoesIt();

    const record = recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole');
    const said = record.lines.map(
      (one) => `${formatClock(one.at, zone, { seconds: true })} ${logSentence(one, zone)}`,
    );
    expect(said).toEqual([
      '15:53:00 GO → slate · scene ‘Holding slide’ · accepted by OBS in 20 ms',
      '15:53:00 slate on air after 320 ms · confirmed by OBS',
      '16:00:00 GO → welcome · scene ‘Host’ · accepted by OBS in 20 ms',
      '16:00:00 welcome on air after 320 ms · confirmed by OBS',
      '16:00:02 Hold: nothing comes by itself',
      '16:00:02 Hold released',
      '16:00:02 Caption ‘Name amal’ on air · confirmed by OBS in 15 ms',
      '16:00:02 Caption ‘Name amal’ hidden',
      '16:00:02 GO → talk · scene ‘Speaker + slides’ · accepted by OBS in 20 ms',
      '16:00:02 talk on air after 320 ms · confirmed by OBS',
      '16:00:04 Back → welcome · scene ‘Host’ · accepted by OBS in 20 ms',
      '16:00:04 welcome on air after 320 ms · confirmed by OBS',
      '16:00:06 OBS did not show ‘talk’ · ‘Elsewhere’ is still on air',
      '16:00:06 Message to host: “Wrap up”',
      '16:00:07 Message seen by the host in 1 s',
      '16:00:07 The connection to OBS closed',
      '16:00:07 Connected to OBS 29.0.2',
      '16:00:07 welcome now ends at 16:07:00',
      '16:00:07 Re-planned: 2:00 taken from ‘panel’ 35:00 → 33:00',
      '16:00:07 Re-plan undone: 2:00 taken from ‘panel’ 35:00 → 33:00',
      '16:00:07 Ending at 17:07:00 is left as it is',
      '16:00:07 welcome began at 16:00:01, corrected by hand',
      '16:00:07 The start of welcome went back to what it was',
      '16:00:07 Put in during the show: Technical pause',
      '16:00:07 GO → Technical pause · scene ‘Holding slide’ · accepted by OBS in 20 ms',
      '16:00:08 Technical pause on air after 320 ms · confirmed by OBS',
    ]);
    const times = record.rows.map(({ title, state, plannedStart, actualStart }) => [
      title,
      state,
      plannedStart && formatClock(plannedStart, zone, { seconds: true }),
      actualStart && formatClock(actualStart, zone, { seconds: true }),
    ]);
    expect(times.slice(0, 4)).toEqual([
      ['slate', 'done', '15:50:00', '15:53:00'],
      ['welcome', 'done', '16:00:00', '16:00:00'],
      ['talk', 'takenBack', '16:05:00', '16:00:02'],
      ['Technical pause', 'onAir', null, '16:00:07'],
    ]);
  });

  it('tell what became of each cue', () => {
    const stage = onPanel();
    const refused = { why: 'refused', code: 600, comment: 'No source was found.' } as const;
    stage.report({ type: 'cueDone', fireId: fireIdOf(stage, 'mute'), after: 12 });
    stage.report({ type: 'cueFailed', fireId: fireIdOf(stage, 'fade'), problem: refused });
    stage.wait(35_000);
    stage.report({ type: 'cueClosed', fireId: fireIdOf(stage, 'logo') });
    stage.wait(25_000);
    const expectedOnAir = stage.onAir ?? '';
    stage.send({ type: 'skipCue', expectedOnAir, cueId: 'record' });
    stage.send({ type: 'runCue', expectedOnAir, cueId: 'intro' });
    stage.report({ type: 'cueFailed', fireId: fireIdOf(stage, 'intro'), problem: { why: 'silent' } });
    stage.send({ type: 'setHold', on: true });
    stage.wait(30 * 60_000);
    expect(logOf(stage).slice(-9)).toEqual([
      'Mute ‘Mic 2’ · done by OBS in 12 ms',
      'Fade ‘Music’ to silence in 3 s · not done: No source was found',
      'Show ‘Logo’ in ‘Panel’ · asked of OBS, and nobody said whether it was done',
      'Start recording · due, and waits for a yes',
      'Start recording · skipped',
      'Run by hand: Play ‘Intro’ from the start',
      'Play ‘Intro’ from the start · not done: OBS did not answer',
      'Hold: nothing comes by itself',
      'Tell host “5 minutes left” · did not run while Hold was on',
    ]);
  });

  it('name the scene of a cue where it failed, not the segment that is on air all the while', () => {
    const effect = { kind: 'scene', scene: 'Panell', transition: null } as const;
    const stage = onPanel([{ id: 'wide', trigger: { kind: 'afterStart', offset: 5_000 }, effect }]);
    stage.wait(5_000);
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    const comment = 'No source was found by the name of `Panell`.';
    const failure = { why: 'refused', code: 600, comment } as const;
    stage.report({ type: 'takeFailed', takeId, failure, still: 'Panel' });
    expect(logOf(stage).at(-1)).toBe(
      'OBS refused ‘Panell’: No source was found by the name of `Panell` · ‘Panel’ is still on air',
    );
  });

  it('name the scene that a cue put on air, and the segment that it belongs to', () => {
    const effect = { kind: 'scene', scene: 'Panel wide', transition: null } as const;
    const stage = onPanel([{ id: 'wide', trigger: { kind: 'afterStart', offset: 5_000 }, effect }]);
    stage.wait(5_000);
    stage.obsDoesIt();
    expect(logOf(stage).slice(-2)).toEqual([
      'panel: cue · scene ‘Panel wide’ · accepted by OBS in 20 ms',
      'Panel wide on air after 320 ms · confirmed by OBS',
    ]);
  });

  it('say of a note by its time only that it was sent', () => {
    const stage = onPanel();
    stage.wait(30 * 60_000);
    expect(logOf(stage).at(-1)).toBe('Message to host: “5 minutes left”');
  });
});
