import { describe, expect, it } from 'vitest';
import { microphonesOf } from '../../../../src/core/captions/people';
import { fold } from '../../../../src/core/run/fold';
import { openState } from '../../../../src/core/run/state';
import { findSpeaker } from '../../../../src/core/show/model';
import { second } from '../../../../src/core/time/units';
import { writeLine } from '../../../../src/main/storage/journalLines';
import { chanceFrom } from '../../../support/chance';
import { heardPanel, microphones, onScreen, speaks, told, voiceOf } from '../../../support/heardPanel';
import type { Stage } from '../../../support/stage';

function warned(stage: Stage): readonly string[] {
  return stage.state.run.mutedTalk.map(({ input, speakerId }) => `${speakerId} on ${input}`);
}

function lines(stage: Stage) {
  return fold(openState(stage.show, 0, 'run-1'), stage.journal).log;
}

describe('who talks into a muted microphone', () => {
  it('is warned of once they talk, not for a cough', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { muted: true, since: stage.now }));
    stage.wait(1.5 * second - 1);
    expect(warned(stage)).toEqual([]);
    stage.wait(1);
    expect(warned(stage)).toEqual(['coby on Mic 4']);
    expect(onScreen(stage)).toBeNull();
  });

  it('for as long as they go on, pauses included; it is in the log once', () => {
    const stage = heardPanel();
    for (let sentence = 0; sentence < 5; sentence++) {
      speaks(stage, voiceOf(stage, 'coby', { muted: true, since: stage.now }));
      stage.wait(5 * second);
      speaks(stage);
      stage.wait(2 * second);
      expect(warned(stage)).toEqual(['coby on Mic 4']);
    }
    stage.wait(second);
    expect(warned(stage)).toEqual([]);
    speaks(stage, voiceOf(stage, 'coby', { muted: true, since: stage.now }));
    stage.wait(5 * second);
    expect(warned(stage)).toEqual(['coby on Mic 4']);
    expect(told(stage)).toEqual(['coby muted']);
    expect(lines(stage).findLast(({ key }) => key === 'nameNotShown')).toMatchObject({
      tone: 'warning',
      values: { name: 'Name coby', input: 'Mic 4', why: 'muted' },
    });
  });

  it('is heard as soon as they are unmuted: the warning goes, their name comes', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { muted: true }));
    stage.wait(5 * second);
    speaks(stage, voiceOf(stage, 'coby'));
    expect(warned(stage)).toEqual([]);
    expect(onScreen(stage)).toBe('coby');
    expect(stage.state.run.caption?.why?.heardFor).toBe(0);
  });

  it('is nobody under the slate, where sound is off on purpose', () => {
    const stage = heardPanel();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    speaks(stage, voiceOf(stage, 'coby', { muted: true }));
    stage.wait(60 * second);
    expect(warned(stage)).toEqual([]);
  });
});

describe('a microphone', () => {
  it('renamed in OBS mid-show is followed: in the show, and by who is speaking', () => {
    const stage = heardPanel();
    speaks(stage, 'coby');
    stage.report({ type: 'sourceRenamedInObs', from: 'Mic 4', to: 'Headset' });
    const { document, run } = stage.state;
    expect(findSpeaker(document.show, 'coby')?.microphone).toBe('Headset');
    expect(microphonesOf(document.show, run)['Headset']).toEqual(['coby']);
    expect(run.voices[0]?.input).toBe('Headset');
    const since = run.voices[0]?.since;
    const renamed = voiceOf(stage, 'coby', { input: 'Headset' });
    const inputs = ['Mic 1', 'Mic 2', 'Mic 3', 'Headset'];
    expect(stage.report({ type: 'voicesHeard', voices: [renamed], inputs })).toEqual([]);
    expect(stage.state.run.voices[0]?.since).toBe(since);
  });

  it('of which OBS tells no level any more is said once, and the name comes by hand', () => {
    const stage = heardPanel();
    for (let time = 0; time < 3; time++) {
      stage.report({ type: 'voicesHeard', voices: [], inputs: ['Mic 2', 'Mic 3'] });
      stage.wait(10 * second);
      speaks(stage);
      stage.wait(10 * second);
    }
    expect(told(stage)).toEqual(['coby notHeard']);
  });
});

describe('the first name of a segment', () => {
  const sound = (stage: Stage): void => {
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'talk', armed: true });
    stage.obsDoesIt();
  };

  it('waits for first words where its speaker is listened to', () => {
    const stage = heardPanel();
    sound(stage);
    stage.wait(60 * second);
    expect(onScreen(stage)).toBeNull();
    speaks(stage, 'amal');
    expect(onScreen(stage)).toBe('amal');
    expect(stage.state.run.caption?.by).toBe('voice');
  });

  it('comes 3 s after the transition, as before, where OBS tells no levels', () => {
    const stage = heardPanel();
    stage.report({ type: 'voicesHeard', voices: [], inputs: [] });
    sound(stage);
    stage.wait(3 * second);
    expect(onScreen(stage)).toBe('amal');
    expect(stage.state.run.caption?.by).toBe('auto');
  });
});

describe('an hour of a lively panel', () => {
  it('floods neither the log nor the journal', () => {
    const chance = chanceFrom(7);
    const stage = heardPanel();
    const people = Object.keys(microphones);
    const before = stage.journal.length;
    for (let change = 0; change < 5_000; change++) {
      const who = people.filter(() => chance.is(0.3));
      speaks(stage, ...who.map((id) => voiceOf(stage, id, { muted: chance.is(0.05) })));
      stage.wait(720);
    }
    // Names as the rules bring them, once every ten minutes, and what is said once a segment.
    expect(lines(stage).length).toBeLessThan(80);
    const bytes = stage.journal.slice(before).reduce((sum, event) => sum + writeLine(event).length, 0);
    expect(bytes).toBeLessThan(2_000_000);
    expect(JSON.stringify(stage.state.run.onAir).length).toBeLessThan(10_000);
  });
});
