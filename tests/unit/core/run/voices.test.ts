import { describe, expect, it } from 'vitest';
import type { Voice } from '../../../../src/core/captions/director';
import { whoSpeaks } from '../../../../src/core/captions/people';
import { nameByVoice } from '../../../../src/core/captions/policy';
import { logLine } from '../../../../src/core/asrun/log';
import { fold } from '../../../../src/core/run/fold';
import { openState } from '../../../../src/core/run/state';
import { second } from '../../../../src/core/time/units';
import { speaker } from '../../../support/shows';
import { refusalOf } from '../../../support/stage';
import {
  heardPanel,
  microphones,
  onScreen,
  speaks,
  told,
  voiceOf,
  withPolicy,
} from '../../../support/heardPanel';

/** Names that follow voices, each rule in its own words (docs/live.md). */

describe('a name comes by voice', () => {
  it('at the first words of one of the segment', () => {
    const stage = heardPanel();
    expect(onScreen(stage)).toBeNull();
    speaks(stage, 'coby');
    expect(onScreen(stage)).toBe('coby');
    expect(stage.state.run.caption?.by).toBe('voice');
  });

  it('and the log says why', () => {
    const stage = heardPanel();
    const begin = fold(openState(stage.show, 0, 'run-1'), stage.journal).state;
    speaks(stage, voiceOf(stage, 'morshed', { since: stage.now - 620, decibels: -21.4 }));
    const requested = stage.journal.find(({ event }) => event.type === 'captionRequested');
    expect(requested && logLine(begin, requested)).toMatchObject({
      key: 'captionByVoice',
      values: { name: 'Name morshed', rule: 'firstWords', input: 'Mic 3', decibels: -21, ms: 620 },
    });
  });

  it('not while a transition runs: it comes as that has ended', () => {
    const stage = heardPanel();
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'talk', armed: true });
    speaks(stage, 'amal');
    expect(onScreen(stage)).toBeNull();
    stage.obsDoesIt();
    stage.wait(0);
    expect(onScreen(stage)).toBe('amal');
  });

  it('never of one who is not in the segment, is not here, or whose microphone is muted', () => {
    const stage = heardPanel();
    speaks(stage, 'amal');
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    speaks(stage, 'paul');
    speaks(stage, voiceOf(stage, 'coby', { muted: true }));
    stage.wait(60 * second);
    expect(onScreen(stage)).toBeNull();
    expect(stage.state.run.onAir?.named).toEqual([]);
  });

  it('of the host of the show in any segment', () => {
    const stage = heardPanel({ hostId: 'amal' });
    speaks(stage, 'amal');
    expect(onScreen(stage)).toBe('amal');
  });

  it('not before the name on screen was there for its minimum time', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    const shown = stage.now;
    stage.wait(500);
    speaks(stage, 'paul');
    stage.waitUntil(shown + 3 * second - 1);
    expect(onScreen(stage)).toBe('coby');
    stage.waitUntil(shown + 3 * second);
    expect(onScreen(stage)).toBe('paul');
  });

  it('only where somebody speaks when its time has come', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.wait(500);
    speaks(stage, 'paul');
    stage.wait(500);
    speaks(stage, 'coby');
    stage.wait(60 * second);
    expect(stage.state.run.onAir?.named).toEqual(['coby']);
  });

  it('only of who is heard alone: while two are, one of them may have said no more than “mm-hm”', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.wait(20 * second);
    speaks(stage, 'coby', 'paul');
    stage.wait(20 * second);
    expect(onScreen(stage)).toBeNull();
    speaks(stage, 'paul');
    expect(onScreen(stage)).toBe('paul');
  });

  it('in no scene that shows none, and that is said once', () => {
    const stage = heardPanel({ scenesWithoutNames: ['Panel'] });
    for (let time = 0; time < 5; time++) {
      speaks(stage, 'coby');
      stage.wait(5 * second);
      speaks(stage);
    }
    expect(onScreen(stage)).toBeNull();
    expect(told(stage)).toEqual(['coby sceneWithoutNames']);
  });

  it('not with Auto off', () => {
    const stage = heardPanel();
    stage.send({ type: 'setAutoCaptions', on: false });
    speaks(stage, 'coby');
    expect(onScreen(stage)).toBeNull();
    expect(told(stage)).toEqual(['coby autoOff']);
    stage.send({ type: 'setAutoCaptions', on: true });
    stage.wait(0);
    expect(onScreen(stage)).toBe('coby');
  });

  it('again only once it was off screen for the set time', () => {
    const stage = heardPanel(withPolicy({ againAfter: 60 * second }));
    speaks(stage, 'coby');
    stage.wait(10 * second);
    expect(onScreen(stage)).toBeNull();
    stage.wait(60 * second - 1);
    expect(onScreen(stage)).toBeNull();
    stage.wait(1);
    expect(onScreen(stage)).toBe('coby');
  });

  it('on a change of speaker only where that is asked for', () => {
    for (const onChange of [false, true]) {
      const stage = heardPanel(withPolicy({ onChange }));
      speaks(stage, 'coby');
      stage.wait(20 * second);
      speaks(stage, 'paul');
      stage.wait(20 * second);
      speaks(stage, 'coby');
      expect(onScreen(stage)).toBe(onChange ? 'coby' : null);
    }
  });
});

describe('a hand beats a voice', () => {
  it('what it shows is not replaced before its time is up, or it is hidden', () => {
    const stage = heardPanel();
    stage.shows('paul');
    stage.showsName();
    speaks(stage, 'coby');
    stage.wait(10 * second - 1);
    expect(onScreen(stage)).toBe('paul');
    stage.wait(1);
    expect(onScreen(stage)).toBe('coby');
    stage.shows('paul');
    stage.showsName();
    speaks(stage, 'morshed');
    stage.send({ type: 'hideCaption', expected: 'paul' });
    stage.wait(0);
    expect(onScreen(stage)).toBe('morshed');
  });

  it('a pinned name stays until it is unpinned, which does not cut: then it has its normal time', () => {
    const stage = heardPanel();
    stage.shows('paul', true);
    stage.showsName();
    const { captionId } = stage.state.run.caption ?? {};
    speaks(stage, 'coby');
    stage.wait(600 * second);
    expect(onScreen(stage)).toBe('paul');
    expect(told(stage)).toEqual(['coby byHand']);
    stage.shows('paul');
    expect(stage.state.run.caption).toMatchObject({ captionId, until: stage.now + 10 * second });
    stage.wait(10 * second - 1);
    expect(onScreen(stage)).toBe('paul');
    stage.wait(1);
    expect(onScreen(stage)).toBe('coby');
  });

  it('a name that a voice brought can be pinned where it is', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    const { captionId } = stage.state.run.caption ?? {};
    stage.wait(5 * second);
    stage.shows('coby', true);
    expect(stage.state.run.caption).toMatchObject({ captionId, by: 'hand', pinned: true, until: null });
  });

  it('what it hid does not come back by itself in this segment; a hand may show it again', () => {
    const stage = heardPanel(withPolicy({ onChange: true, againAfter: 60 * second }));
    speaks(stage, 'coby');
    stage.wait(2 * second);
    stage.send({ type: 'hideCaption', expected: 'coby' });
    speaks(stage);
    for (let minutes = 0; minutes < 10; minutes++) {
      speaks(stage, 'coby');
      stage.wait(60 * second);
      speaks(stage);
    }
    expect(onScreen(stage)).toBeNull();
    expect(told(stage)).toEqual(['coby hushed']);
    expect(stage.shows('coby').ok).toBe(true);
  });

  it('so does one that somebody switched off in OBS', () => {
    const stage = heardPanel(withPolicy({ onChange: true }));
    speaks(stage, 'coby');
    stage.report({ type: 'captionGone' });
    speaks(stage);
    stage.wait(second);
    speaks(stage, 'coby');
    stage.wait(60 * second);
    expect(onScreen(stage)).toBeNull();
  });
});

describe('Show and Hide carry what the producer saw', () => {
  it('a press within 0.6 s of a voice to the same result is agreement, not a toggle', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.wait(600);
    expect(stage.send({ type: 'hideCaption', expected: 'coby', toggles: true }).ok).toBe(true);
    expect(stage.state.run.caption).toMatchObject({ speakerId: 'coby', by: 'hand' });
    stage.wait(second);
    expect(stage.send({ type: 'hideCaption', expected: 'coby', toggles: true }).ok).toBe(true);
    expect(onScreen(stage)).toBeNull();
  });

  it('later than that it hides; and a press that can only hide does so at once', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.wait(601);
    stage.send({ type: 'hideCaption', expected: 'coby', toggles: true });
    expect(onScreen(stage)).toBeNull();
    speaks(stage, 'paul');
    stage.send({ type: 'hideCaption', expected: 'paul' });
    expect(onScreen(stage)).toBeNull();
  });

  it('a Show of what a voice has just shown is agreement, by its key or as the cued one', () => {
    for (const command of [
      { type: 'showCaption', speakerId: 'paul', pinned: false, expected: null },
      { type: 'nextCaption', expected: 'paul' },
    ] as const) {
      const stage = heardPanel();
      speaks(stage, 'paul');
      const { captionId } = stage.state.run.caption ?? {};
      stage.wait(500);
      expect(stage.send(command).ok).toBe(true);
      expect(stage.state.run.caption).toMatchObject({ captionId, by: 'hand' });
    }
  });

  it('a press within 0.6 s of a name that left by itself does not bring it back', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.wait(10 * second + 600);
    expect(onScreen(stage)).toBeNull();
    expect(refusalOf(stage.shows('coby'))).toBe('alreadySo');
    stage.wait(1);
    expect(stage.shows('coby').ok).toBe(true);
  });

  it('a hand beats what a voice has changed since, and is refused where another hand did', () => {
    const stage = heardPanel();
    const show = { type: 'showCaption', speakerId: 'paul', pinned: false, expected: null } as const;
    speaks(stage, 'coby');
    expect(stage.send(show).ok).toBe(true);
    stage.shows('morshed');
    expect(refusalOf(stage.send({ ...show, expected: 'coby' }))).toBe('captionStale');
    expect(refusalOf(stage.send({ type: 'hideCaption', expected: 'paul' }))).toBe('captionStale');
  });
});

describe('a shared microphone', () => {
  it('names nobody; the run says that it cannot know, and offers the next in order', () => {
    const stage = heardPanel({
      speakers: ['amal', 'paul', 'morshed', 'coby'].map((id) => speaker(id, { microphone: 'Room' })),
    });
    const heard = (...voices: readonly Voice[]): void => {
      stage.report({ type: 'voicesHeard', voices, inputs: ['Room'] });
      stage.showsName();
    };
    const room: Voice = {
      input: 'Room',
      speakerId: null,
      since: stage.now,
      decibels: -20,
      muted: false,
      sure: true,
    };
    heard(room);
    stage.wait(60 * second);
    expect(onScreen(stage)).toBeNull();
    expect(told(stage)).toEqual(['? cannotKnow']);
    const offer = { cannotKnow: true, input: 'Room', next: 'paul' };
    expect(nameByVoice(stage.show, stage.state.run, stage.now)).toEqual(offer);
    stage.shows('coby');
    stage.showsName();
    expect(nameByVoice(stage.show, stage.state.run, stage.now)).toBeNull();
    heard();
    stage.wait(second);
    heard({ ...room, since: stage.now });
    expect(nameByVoice(stage.show, stage.state.run, stage.now)).toEqual(offer);
  });
});

describe('who speaks now', () => {
  it('is who is heard of the segment', () => {
    const stage = heardPanel();
    speaks(stage, 'coby', voiceOf(stage, 'paul', { muted: true }), 'amal');
    expect(whoSpeaks(stage.show, stage.state.run)).toEqual(['coby']);
    stage.report({ type: 'obsLost', reason: 'closed' });
    expect(whoSpeaks(stage.show, stage.state.run)).toEqual([]);
  });
});

describe('the journal', () => {
  it('has nothing new while the set of voices stays as it is', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    const length = stage.journal.length;
    for (let frame = 0; frame < 100; frame++) {
      stage.wait(50);
      stage.report({
        type: 'voicesHeard',
        voices: [voiceOf(stage, 'coby', { decibels: -frame })],
        inputs: Object.values(microphones),
      });
    }
    expect(stage.journal).toHaveLength(length);
  });
});
