import { describe, expect, it } from 'vitest';
import type { CueEffect } from '../../../../src/core/show/cues';
import {
  effectIcon,
  effectText,
  failureText,
  whenText,
} from '../../../../src/renderer/features/cues/cueText';

const name = (id: string): string => `Name ${id}`;

describe('what a cue does', () => {
  it.each<readonly [CueEffect, string]>([
    [{ kind: 'scene', scene: 'Panel', transition: null }, 'Scene ‘Panel’'],
    [{ kind: 'showCaption', speakerId: 'paul' }, 'Name paul — name caption'],
    [{ kind: 'nextCaption' }, 'Show the next name'],
    [{ kind: 'hideCaption' }, 'Hide the name on screen'],
    [{ kind: 'visibility', scene: 'Panel', source: 'Logo', on: true }, 'Show ‘Logo’ in ‘Panel’'],
    [{ kind: 'visibility', scene: 'Panel', source: 'Logo', on: false }, 'Hide ‘Logo’ in ‘Panel’'],
    [{ kind: 'mute', input: 'Mic 2', on: true }, 'Mute ‘Mic 2’'],
    [{ kind: 'mute', input: 'Mic 2', on: false }, 'Unmute ‘Mic 2’'],
    [{ kind: 'volume', input: 'Music', decibels: -12.5, over: 0 }, 'Volume of ‘Music’ to −12.5 dB'],
    [{ kind: 'volume', input: 'Music', decibels: 3, over: 0 }, 'Volume of ‘Music’ to 3 dB'],
    [{ kind: 'volume', input: 'Music', decibels: -100, over: 2_500 }, 'Fade ‘Music’ to silence in 2.5 s'],
    [{ kind: 'media', input: 'Intro', action: 'play' }, 'Play ‘Intro’'],
    [{ kind: 'media', input: 'Intro', action: 'pause' }, 'Pause ‘Intro’'],
    [{ kind: 'media', input: 'Intro', action: 'restart' }, 'Play ‘Intro’ from the start'],
    [{ kind: 'media', input: 'Intro', action: 'stop' }, 'Stop ‘Intro’'],
    [{ kind: 'filter', source: 'Camera', filter: 'Blur', on: true }, 'Filter ‘Blur’ on ‘Camera’: on'],
    [{ kind: 'filter', source: 'Camera', filter: 'Blur', on: false }, 'Filter ‘Blur’ on ‘Camera’: off'],
    [{ kind: 'hotkey', name: 'OBSBasic.Screenshot' }, 'Hotkey ‘OBSBasic.Screenshot’ in OBS'],
    [{ kind: 'output', output: 'record', on: true }, 'Start recording'],
    [{ kind: 'output', output: 'stream', on: false }, 'Stop stream'],
    [{ kind: 'saveReplay' }, 'Save the replay'],
    [{ kind: 'note', text: '5 minutes left', urgent: false }, 'Tell host “5 minutes left”'],
    [{ kind: 'note', text: 'Stop', urgent: true }, 'Tell host, urgent: “Stop”'],
  ])('%o reads %s', (effect, words) => {
    expect(effectText(effect, name)).toBe(words);
  });

  it('has a shape of its own for on and off', () => {
    expect(effectIcon({ kind: 'mute', input: 'Mic', on: true })).not.toBe(
      effectIcon({ kind: 'mute', input: 'Mic', on: false }),
    );
    expect(effectIcon({ kind: 'visibility', scene: 'A', source: 'B', on: true })).not.toBe(
      effectIcon({ kind: 'visibility', scene: 'A', source: 'B', on: false }),
    );
  });
});

describe('when a cue runs', () => {
  it('is said with its time, or by whom', () => {
    expect(whenText({ kind: 'take' })).toBe('With GO');
    expect(whenText({ kind: 'afterStart', offset: 30_000 })).toBe('0:30 after start');
    expect(whenText({ kind: 'beforeEnd', offset: 300_000 })).toBe('5:00 before end');
    expect(whenText({ kind: 'hand' })).toBe('By hand');
  });
});

describe('why a cue failed', () => {
  it('is said in OBS’s words where it has some, else in ours', () => {
    expect(failureText({ why: 'refused', code: 600, comment: 'No source was found.' })).toBe(
      'No source was found',
    );
    expect(failureText({ why: 'refused', code: 702, comment: '' })).toBe('error 702');
    expect(failureText({ why: 'silent' })).toBe('OBS did not answer');
    expect(failureText({ why: 'notThere' })).toBe('OBS has nothing of that name');
    expect(failureText({ why: 'notSent' })).toBe('OBS was away: nothing was sent');
    expect(failureText({ why: 'notSeen' })).toBe('OBS said yes, and shows something else');
  });
});
