import { describe, expect, it } from 'vitest';
import type { LecternEvent, Stamped } from '../../../../src/core/run/events';
import { fold } from '../../../../src/core/run/fold';
import { segment, show, speaker, tod } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** As a version wrote it that knew no cues, no sound off, no microphones and voices, and only one way to be in a show. */
function older<Thing>(thing: Thing): Thing {
  const newer = [
    'cues',
    'soundOff',
    'microphone',
    'cuesFrom',
    'shown',
    'carried',
    'effects',
    'cueId',
    'inForce',
    'inclusion',
    'hardOut',
    'earlierStarts',
    'passed',
    'lengths',
    'agreedEnd',
    'replans',
    'ignoredEnd',
    'tolerance',
    'dropped',
    'slots',
    'turns',
    'nextId',
    'unplanned',
    'byItself',
    'advance',
    'advanceMissed',
    'putIn',
    'voices',
    'scenesWithoutNames',
    'hushed',
    'notShown',
    'voiced',
    'listensTo',
    'mutedTalk',
    'lastSeen',
    'captionChange',
    'why',
  ];
  return JSON.parse(
    JSON.stringify(thing, (key, value: unknown) => (newer.includes(key) ? undefined : value)),
  ) as Thing;
}

describe('a journal of earlier days', () => {
  it('is read to the same state', () => {
    const stage = new Stage(
      show(
        [segment('a', { start: { kind: 'fixed', at: tod('16:00') }, speakerIds: ['ann'] }), segment('b')],
        {
          speakers: [speaker('ann')],
        },
      ),
      '16:00',
    );
    const begin = stage.state;
    stage.go();
    stage.send({ type: 'edit', edit: { kind: 'addSegment', segment: segment('c'), index: 2 } });
    stage.send({ type: 'edit', edit: { kind: 'addSpeaker', speaker: speaker('bo'), index: 1 } });
    stage.send({ type: 'undoEdit' });
    stage.clock('16:09');
    stage.press();
    const read = fold(older(begin), older(stage.journal as readonly Stamped[]));
    expect(read.state).toEqual(stage.state);
    // Begun in the middle, too: with a segment on air and one pending.
    const { document, run } = stage.state;
    const known = { ...run, captionChange: null, lastSeen: {} };
    expect(fold(older(stage.state), []).state).toEqual({ document, run: known });
  });

  it('has edits to undo that say nothing of what gave way to them, and an undo of a re-plan that names none', () => {
    const stage = new Stage(show([segment('a'), segment('b')]), '16:00');
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'b', patch: { title: 'Talk' } } });
    const { document, run } = stage.state;
    const written = { ...document, undo: document.undo.map(({ edit }) => edit) };
    const replan = { kind: 'push', lengths: [], dropped: [], restored: [] } as const;
    const agreed = { ...replan, agreedEnd: { from: null, to: stage.now } };
    const { state } = fold({ document: written as never, run }, [
      { seq: 2, at: stage.now, event: { type: 'replanned', replanId: 'r', replan: agreed } },
      { seq: 3, at: stage.now, event: { type: 'replanUndone' } },
      { seq: 4, at: stage.now, event: { type: 'editUndone' } },
    ]);
    expect(state.document.show).toEqual(stage.show);
    expect(state.run).toMatchObject({ agreedEnd: null, replans: [] });
  });

  it('is gone on with', () => {
    const stage = new Stage(show([segment('a'), segment('b')]), '16:00');
    stage.go();
    stage.wait(2_000);
    stage.state = fold(older(stage.state), []).state;
    stage.go({ early: true });
    stage.back();
    expect(stage.onAirTitle).toBe('a');
    const followed: LecternEvent = {
      type: 'segmentFollowed',
      takeId: 'f',
      segment: segment('b'),
      speakers: [speaker('ann')],
      since: stage.now,
    };
    const { state } = fold(stage.state, [older({ seq: 1, at: stage.now, event: followed })]);
    expect(state.run.onAir?.segment.cues).toEqual([]);
  });
});
