import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/core/run/fold';
import { openState } from '../../../../src/core/run/state';
import { segment, show, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function logOf(stage: Stage): readonly { key: string; values: object; practice: boolean }[] {
  return fold(openState(stage.show, 0, 'run-1'), stage.journal).log;
}

describe('the as-run log', () => {
  it('says of a take when it was accepted, and when it was on air', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    expect(logOf(stage)).toMatchObject([
      { key: 'taken', values: { title: 'slate', scene: 'Holding slide', ms: 20 } },
      { key: 'onAir', values: { title: 'slate', ms: 320 } },
    ]);
  });

  it('says nothing of OBS where nothing was asked of OBS', () => {
    const stage = new Stage(show([segment('words', { scene: null })]), '15:50');
    stage.go();
    expect(logOf(stage).map((line) => line.key)).toEqual(['takenAsIs']);
  });

  it('nor of a Back under the slate, which stays', () => {
    const stage = new Stage(webinar(), '16:00');
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.back();
    expect(logOf(stage).at(-1)?.key).toBe('takenBackAsIs');
  });

  it('marks what happened on the practice OBS', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.report({ type: 'obsConnected', practice: true, version: '29', program: 'Host' });
    stage.go();
    expect(logOf(stage).every((line) => line.practice)).toBe(true);
  });

  it('tells an OBS that closed from one that went quiet', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.report({ type: 'obsLost', reason: 'closed' });
    stage.report({ type: 'obsLost', reason: 'notAnswering' });
    expect(logOf(stage).map((line) => line.key)).toEqual(['obsClosed', 'obsLost']);
  });

  it('keeps to actions: edits and requests are no lines', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.send({ type: 'edit', edit: { kind: 'setShow', patch: { title: 'Other' } } });
    stage.press();
    expect(logOf(stage)).toEqual([]);
  });

  it('says what became of a take that failed', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.press();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Before' });
    expect(logOf(stage)).toMatchObject([{ key: 'takeSilent', values: { title: 'slate', still: 'Before' } }]);
  });
});
