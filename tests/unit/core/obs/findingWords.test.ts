import { describe, expect, it } from 'vitest';
import { formatGigabytes, formatRate } from '../../../../src/core/obs/findingWords';
import type { Finding } from '../../../../src/core/obs/preflight';
import { findingSentence } from '../../../../src/renderer/features/preflight/words';
import { tod, webinar } from '../../../support/shows';

const output = { width: 1_281, height: 717 };

describe('every finding is one sentence', () => {
  it.each<[Finding, string]>([
    [{ severity: 'problem', code: 'obsAway' }, 'OBS is not connected.'],
    [{ severity: 'problem', code: 'noSegments' }, 'The show has no segments yet.'],
    [{ severity: 'warning', code: 'noSlateScene' }, 'No slate scene is chosen: Slate has nowhere to go.'],
    [
      { severity: 'problem', code: 'slateSceneMissing', scene: 'Slate', closest: null },
      'OBS has no scene ‘Slate’ for Slate.',
    ],
    [
      { severity: 'problem', code: 'sceneMissing', scene: 'Panel', segmentIds: ['panel'], closest: null },
      'OBS has no scene ‘Panel’, which ‘panel’ names.',
    ],
    [
      { severity: 'warning', code: 'sceneEmpty', scene: 'Panel', segmentIds: ['panel'] },
      'Scene ‘Panel’ is empty in OBS.',
    ],
    [
      { severity: 'warning', code: 'transitionUnknown', name: 'Sting', segmentIds: ['talk'], closest: null },
      'OBS has no transition ‘Sting’; ‘talk’ takes the one that OBS has.',
    ],
    [
      {
        severity: 'warning',
        code: 'startSkipped',
        segmentId: 'talk',
        at: tod('02:30'),
        becomes: tod('03:30'),
      },
      'The clocks jump over 02:30 that day: ‘talk’ starts at 03:30.',
    ],
    [
      { severity: 'warning', code: 'captionsMissingIn', scenes: ['Panel'] },
      'Names cannot be shown in ‘Panel’: it has no captions.',
    ],
    [
      { severity: 'warning', code: 'captionsMissingIn', scenes: ['Panel', 'Host'] },
      'Names cannot be shown in 2 scenes, ‘Panel’ among them.',
    ],
    [
      { severity: 'warning', code: 'captionProblem', speakerId: 'paul', problem: 'tooSmall' },
      'Caption of Name paul: a long name, drawn under 60 % of its size.',
    ],
    [
      { severity: 'problem', code: 'outputOdd', output },
      'OBS’s output is 1281 × 717: encoders want even numbers.',
    ],
    [
      { severity: 'warning', code: 'outputScaled', output, canvas: { width: 1_920, height: 1_080 } },
      'OBS scales its picture from 1920 × 1080 to 1281 × 717.',
    ],
    [
      {
        severity: 'problem',
        code: 'cueNameMissing',
        what: 'source',
        name: 'Logo',
        within: 'Panel',
        segmentIds: ['panel'],
        closest: 'Logos',
        isNowhere: true,
      },
      'Scene ‘Panel’ has no source ‘Logo’, which a cue of ‘panel’ switches.',
    ],
    [
      { severity: 'problem', code: 'hotkeyAmbiguous', name: 'Mute', segmentIds: ['panel'] },
      'OBS has several hotkeys named ‘Mute’: a cue of ‘panel’ cannot say which.',
    ],
    [
      {
        severity: 'warning',
        code: 'heardWithSoundOff',
        scene: 'Holding slide',
        inputs: ['Desktop', 'Music'],
      },
      'Under ‘Holding slide’, with sound off, viewers will still hear ‘Desktop’, ‘Music’.',
    ],
    [
      { severity: 'warning', code: 'frameRateUnusual', fps: 10 },
      'OBS makes 10 frames a second; platforms take 24 to 60.',
    ],
    [
      { severity: 'warning', code: 'diskLow', free: 0.31e9, needed: 4.5e9 },
      '0.3 GB are free; a recording of this show needs about 4.5 GB.',
    ],
    [
      { severity: 'problem', code: 'noVirtualCamera', wanted: { by: 'show' } },
      'The show needs the virtual camera, and OBS has none.',
    ],
    [
      { severity: 'problem', code: 'noVirtualCamera', wanted: { by: 'cues', segmentIds: ['panel'] } },
      'A cue of ‘panel’ asks for the virtual camera, and OBS has none.',
    ],
    [
      { severity: 'problem', code: 'noStreamService', wanted: { by: 'cues', segmentIds: ['panel', 'talk'] } },
      'A cue of ‘panel’ starts the stream, and OBS has nowhere to send it.',
    ],
    [
      { severity: 'warning', code: 'noRecordFolder', wanted: { by: 'nobody' } },
      'OBS has no folder for recordings.',
    ],
    [
      { severity: 'problem', code: 'noReplayBuffer', segmentIds: ['panel', 'talk'] },
      'OBS has no replay buffer, which a cue of ‘panel’ asks for.',
    ],
  ])('%o', (finding, sentence) => {
    expect(findingSentence(webinar(), finding)).toBe(sentence);
  });

  it('writes figures without more digits than matter', () => {
    expect(formatGigabytes(212.34e9)).toBe('212');
    expect(formatRate(30_000 / 1_001)).toBe('29.97');
  });
});
