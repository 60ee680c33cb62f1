import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../../../src/renderer/features/alarms/alarms';
import { airOf } from '../../../../src/renderer/client/air';
import { stagesOf } from '../../../../src/renderer/features/deck/Stages';
import { publishedOf } from '../../../support/fakeWire';
import { onPanel } from '../../../support/cueStage';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const well = { failed: false, unheard: false };

function names(stages: ReturnType<typeof stagesOf>): readonly string[] {
  return stages.map(({ name, state, after }) => [name, state, after ?? ''].join(' ').trim());
}

describe('the stages of a take', () => {
  const taken = { takeId: 't', scene: 'Panel', accepted: 12, transition: 20, onAir: null };

  it('are said as far as they have come, with what OBS took', () => {
    expect(names(stagesOf(taken, well))).toEqual([
      'sent done',
      'accepted done 12',
      'transition done 20',
      'onAir waiting',
    ]);
  });

  it('have no transition where the scene was on air already', () => {
    const there = { ...taken, transition: null, onAir: 14 };
    expect(names(stagesOf(there, well))).toEqual(['sent done', 'accepted done 12', 'onAir done 14']);
  });

  it('say which one is missing', () => {
    const silent = { ...taken, accepted: null, transition: null };
    expect(names(stagesOf(silent, { failed: true, unheard: false }))[1]).toBe('accepted missing');
    expect(names(stagesOf(taken, { failed: false, unheard: true }))[3]).toBe('onAir missing');
  });
});

it('those of a cue’s scene do not stand beside the segment on air', () => {
  const effect = { kind: 'scene', scene: 'Panell', transition: null } as const;
  const stage = onPanel([{ id: 'wide', trigger: { kind: 'afterStart', offset: 5_000 }, effect }]);
  expect(stage.state.run.stages?.onAir).not.toBeNull();
  stage.wait(5_000);
  const takeId = stage.state.run.pending[0]?.takeId ?? '';
  stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Panel' });
  expect(stage.state.run.failed?.take.scene).toBe('Panell');
  expect(stage.state.run.stages).toBeNull();
});

describe('a take whose end OBS did not tell', () => {
  function unheard(): Stage {
    const stage = new Stage(webinar(), '16:00');
    stage.press();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeAccepted', takeId, after: 12 });
    stage.obs = { ...stage.obs, program: 'Holding slide' };
    stage.report({ type: 'takeOnAirUnheard', takeId });
    return stage;
  }
  const look = (stage: Stage): unknown => {
    const { document, run } = stage.state;
    return airOf(document.show, run, publishedOf(stage).obs)?.status;
  };
  const kinds = (stage: Stage): readonly string[] => alarmsOf(publishedOf(stage)).map(({ kind }) => kind);

  it('is not said to be on air, and is an alarm', () => {
    const stage = unheard();
    expect(look(stage)).toBe('notConfirmed');
    expect(kinds(stage)).toContain('unheard');
  });

  it('is on air by the producer’s word, or by OBS’s at another try', () => {
    const accepted = unheard();
    accepted.send({ type: 'acceptObs', expectedOnAir: accepted.onAir, shows: 'Holding slide' });
    expect(look(accepted)).toBe('onAir');
    expect(kinds(accepted)).not.toContain('unheard');
    const again = unheard();
    again.send({ type: 'takeAgain', expectedOnAir: again.onAir });
    again.obsDoesIt();
    expect(look(again)).toBe('onAir');
  });

  it('stays unsure over a take that OBS does not carry out', () => {
    const stage = unheard();
    stage.wait(5_000);
    stage.press({ early: true });
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Holding slide' });
    expect(look(stage)).toBe('notConfirmed');
  });
});
