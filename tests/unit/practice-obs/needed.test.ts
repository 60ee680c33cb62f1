import { expect, it } from 'vitest';
import { sourcesNamed } from '../../../src/core/obs/sourcesNamed';
import type { CueEffect } from '../../../src/core/show/cues';
import { createPracticeObs } from '../../../src/practice-obs/practiceObs';
import { segment, show, speaker } from '../../support/shows';

const effects: readonly CueEffect[] = [
  { kind: 'mute', input: 'Mic 2', on: true },
  { kind: 'volume', input: 'Intro', decibels: -20, over: 0 },
  { kind: 'media', input: 'Intro', action: 'restart' },
  { kind: 'visibility', scene: 'Host', source: 'Logo', on: true },
  { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true },
  { kind: 'visibility', scene: 'Nowhere', source: 'Logo', on: true },
  { kind: 'filter', source: 'Logo', filter: 'Blur', on: true },
  { kind: 'filter', source: '', filter: 'Blur', on: true },
  { kind: 'mute', input: '', on: true },
];

const cued = show(
  [
    segment('a', {
      cues: effects.map((effect, index) => ({ id: `${index}`, trigger: { kind: 'take' }, effect })),
    }),
  ],
  { speakers: [speaker('amal', { microphone: 'Mic 1' }), speaker('sarah', { microphone: 'Mic 2' })] },
);

it('a show names each source once, by what it is wanted for', () => {
  expect(sourcesNamed(cued)).toEqual({
    microphones: ['Mic 1', 'Mic 2'],
    media: ['Intro'],
    signs: [
      { scene: 'Host', source: 'Logo' },
      { scene: 'Panel', source: 'Logo' },
      { scene: 'Nowhere', source: 'Logo' },
    ],
    filters: [{ source: 'Logo', filter: 'Blur' }],
  });
});

it('the practice OBS has them all, switched off, and makes nothing twice', () => {
  const obs = createPracticeObs({ scenes: ['Host', 'Panel'] });
  obs.addSources({ ...sourcesNamed(cued), scenes: ['Host', 'Panel', 'Nowhere'] });
  const made = obs.snapshot();
  const kinds = new Map(made.inputs.map(({ name, kind }) => [name, kind]));
  expect([kinds.get('Mic 1'), kinds.get('Mic 2')]).toEqual(['pulse_input_capture', 'pulse_input_capture']);
  expect(kinds.get('Intro')).toBe('ffmpeg_source');
  expect(made.inputs.find(({ name }) => name === 'Logo')?.filters.map(({ name }) => name)).toEqual(['Blur']);
  for (const scene of made.scenes)
    expect(scene.items.flatMap(({ source }) => (source.startsWith('Mic ') ? [source] : []))).toEqual([
      'Mic 1',
      'Mic 2',
    ]);
  for (const scene of made.scenes)
    expect(scene.items.filter(({ source }) => source === 'Logo').map(({ enabled }) => enabled)).toEqual([
      false,
    ]);
  obs.addSources({ ...sourcesNamed(cued), scenes: ['Host', 'Panel', 'Nowhere'] });
  expect(obs.snapshot()).toEqual(made);
  obs.close();
});
