import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/core/run/fold';
import { openState } from '../../../../src/core/run/state';
import type { BackFace } from '../../../../src/renderer/features/deck/backFace';
import { backFace } from '../../../../src/renderer/features/deck/backFace';
import { obsDoesCues, onPanel as onCuedPanel } from '../../../support/cueStage';
import { minute } from '../../../../src/core/time/units';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function faceOf(stage: Stage): BackFace | null {
  const { log } = fold(openState(stage.show, 0, 'run-1'), stage.journal);
  return backFace(stage.state.document.show, stage.state.run, log);
}

/** The panel is on air, the talk with its own name before it. */
function onPanel(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const time of ['15:50', '16:00', '16:05', '16:25']) {
    stage.clock(time);
    if (time === '16:25') {
      stage.shows('amal');
      stage.showsName();
    }
    stage.go({ early: true });
  }
  stage.wait(1_000);
  return stage;
}

describe('what Back says that it would do', () => {
  it('is nothing before the first GO', () => {
    expect(faceOf(new Stage(webinar(), '15:50'))).toBeNull();
  });

  it('names segment and scene; what came before its GO is no matter of it', () => {
    expect(faceOf(onPanel())).toEqual({
      title: 'talk',
      detail: 'undo last GO',
      armedDetail: 'scene ‘Speaker + slides’ · Esc cancels',
    });
  });

  it('lists what it does not undo: names that viewers saw, messages that the host got', () => {
    const stage = onPanel();
    for (const speakerId of ['paul', 'coby', 'paul']) {
      stage.shows(speakerId);
      stage.showsName();
      stage.wait(20_000);
    }
    stage.send({ type: 'sendMessage', text: 'Two more questions', urgent: false });
    expect(faceOf(stage)?.armedDetail).toBe(
      'scene ‘Speaker + slides’ · not undone: 2 names shown, 1 message · Esc cancels',
    );
  });

  it('lists the same after the clock was set, back or forward: lines of the log stay as they were written', () => {
    for (const by of [-60, 60]) {
      const stage = onPanel();
      stage.send({ type: 'sendMessage', text: 'Two more questions', urgent: false });
      stage.now += by * minute;
      stage.report({ type: 'clockStepped', by: by * minute });
      stage.shows('paul');
      stage.showsName();
      expect(faceOf(stage)?.armedDetail).toBe(
        'scene ‘Speaker + slides’ · not undone: 1 name shown, 1 message · Esc cancels',
      );
    }
  });

  it('lists nothing from before its GO, where the clock was set before that', () => {
    const stage = onPanel();
    stage.send({ type: 'sendMessage', text: 'Two more questions', urgent: false });
    stage.now -= 60 * minute;
    stage.report({ type: 'clockStepped', by: -60 * minute });
    stage.wait(minute);
    stage.go({ early: true });
    expect(faceOf(stage)?.armedDetail).toBe('scene ‘Panel’ · Esc cancels');
  });

  it('names the outputs that were started and stopped since', () => {
    const stage = onPanel();
    stage.report({ type: 'outputChanged', output: 'record', to: 'started' });
    stage.report({ type: 'outputChanged', output: 'stream', to: 'started' });
    stage.report({ type: 'outputChanged', output: 'stream', to: 'stopped' });
    const detail = faceOf(stage)?.armedDetail;
    expect(detail).toBe(
      'scene ‘Speaker + slides’ · not undone: Stream stopped, Recording started · Esc cancels',
    );
  });

  it('lists what cues have done in OBS, too', () => {
    const stage = onCuedPanel();
    obsDoesCues(stage);
    expect(faceOf(stage)?.armedDetail).toBe('scene ‘Speaker + slides’ · not undone: 2 cues · Esc cancels');
  });

  it('under the slate says that this stays up', () => {
    const stage = onPanel();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(faceOf(stage)).toMatchObject({
      detail: 'slate stays up',
      armedDetail: 'slate stays up · Esc cancels',
    });
  });

  it('where nothing was on air before', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    expect(faceOf(stage)).toMatchObject({ title: null, armedDetail: 'scene ‘Before’ · Esc cancels' });
  });

  it('after the end undoes that', () => {
    const stage = onPanel();
    stage.go({ early: true });
    stage.wait(1_000);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(faceOf(stage)).toMatchObject({ title: 'closing', detail: 'undo the end' });
  });
});
