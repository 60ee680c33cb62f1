import { describe, expect, it } from 'vitest';
import { nextToName } from '../../../../src/core/captions/policy';
import { captionPeople, nameState } from '../../../../src/renderer/features/captions/people';
import { speaker, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function people({ state: { document, run } }: Stage): {
  of: string;
  in: readonly string[];
  others: readonly string[];
} {
  const { of, inSegment, others } = captionPeople(document.show, run);
  return { of, in: inSegment.map(({ id }) => id), others: others.map(({ id }) => id) };
}

function go(stage: Stage, times: number): void {
  for (let press = 0; press < times; press += 1) {
    stage.go({ early: true });
    stage.wait(2_000);
  }
}

describe('who may be named', () => {
  it('are those of Next before the first take, then those on air; everyone else after them', () => {
    const stage = new Stage(webinar({ segments: webinar().segments.slice(2) }), '16:05');
    expect(people(stage)).toEqual({ of: 'next', in: ['amal'], others: ['paul', 'morshed', 'coby'] });
    go(stage, 2);
    expect(people(stage)).toEqual({ of: 'onAir', in: ['paul', 'morshed', 'coby'], others: ['amal'] });
  });

  it('is nobody, but everyone, when the show is over', () => {
    const stage = new Stage(webinar({ segments: webinar().segments.slice(4) }), '17:00');
    go(stage, 1);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(people(stage)).toMatchObject({ of: 'nobody', in: [] });
  });

  it('shows a corrected name while its person is on air', () => {
    const stage = new Stage(webinar(), '15:50');
    go(stage, 4);
    stage.send({ type: 'edit', edit: { kind: 'setSpeaker', id: 'paul', patch: { name: 'Paul Leinster' } } });
    const { show } = stage.state.document;
    expect(captionPeople(show, stage.state.run).inSegment[0]).toEqual(
      speaker('paul', { name: 'Paul Leinster' }),
    );
  });
});

describe('how a name stands', () => {
  function standing({ state: { document, run } }: Stage, id: string): string {
    return nameState(run, id, nextToName(document.show, run)?.id ?? null);
  }

  it('goes from cued to sent to on air to named', () => {
    const stage = new Stage(webinar(), '15:50');
    go(stage, 4);
    expect(standing(stage, 'paul')).toBe('next');
    stage.shows('paul');
    expect(standing(stage, 'paul')).toBe('sent');
    stage.showsName();
    expect([standing(stage, 'paul'), standing(stage, 'morshed'), standing(stage, 'coby')]).toEqual([
      'onAir',
      'next',
      'later',
    ]);
    stage.wait(11_000);
    expect(standing(stage, 'paul')).toBe('done');
  });

  it('stays on screen while pinned', () => {
    const stage = new Stage(webinar(), '15:50');
    go(stage, 4);
    stage.shows('coby', true);
    stage.showsName();
    stage.wait(60_000);
    expect(standing(stage, 'coby')).toBe('pinned');
  });

  it('says who is not here, also of somebody already named', () => {
    const stage = new Stage(webinar(), '15:50');
    go(stage, 4);
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    expect([standing(stage, 'paul'), standing(stage, 'morshed')]).toEqual(['notHere', 'next']);
  });
});
