import { noOutputs } from '../../../../src/core/obs/outputs';
import type { Known } from '../../../../src/core/obs/known';

/** An OBS with three scenes, Cut and Fade, on Cut, with captions set up and hidden. */
export function known(fields: Partial<Known> = {}): Known {
  return {
    version: '29.0.2',
    program: 'Host',
    preview: null,
    studioMode: false,
    transitioning: null,
    scenes: ['Holding slide', 'Host', 'Panel', 'Lectern captions'],
    transitions: [
      { name: 'Cut', kind: 'cut_transition', fixed: true },
      { name: 'Fade', kind: 'fade_transition', fixed: false },
      { name: 'Sting', kind: 'obs_stinger_transition', fixed: true },
    ],
    currentTransition: 'Cut',
    transitionDuration: 300,
    canvas: { width: 1280, height: 720 },
    settings: {
      output: { width: 1280, height: 720 },
      fps: 30,
      freeDisk: 212e9,
      recordFolder: '/home/producer',
      streamTarget: 'set',
    },
    inputKinds: ['image_source', 'color_source_v3', 'text_ft2_source_v2'],
    made: [],
    everywhere: [],
    inputs: [
      { name: 'Host microphone', kind: 'pulse_input_capture', audio: { muted: false, decibels: 0 } },
      { name: 'Camera', kind: 'v4l2_input', audio: null },
    ],
    filters: {},
    hotkeys: [],
    items: {
      'Lectern captions': [{ id: 7, source: 'Lectern caption', enabled: false }],
      Host: [
        { id: 1, source: 'Camera', enabled: true },
        { id: 2, source: 'Lectern captions', enabled: true },
      ],
      Panel: [{ id: 1, source: 'Cameras', enabled: true }],
    },
    groups: [],
    own: { captions: 'Lectern captions', picture: 'Lectern caption' },
    outputs: noOutputs,
    ...fields,
  };
}

/** The same with our caption on screen. */
export function showing(fields: Partial<Known> = {}): Known {
  const at = known(fields);
  return {
    ...at,
    items: { ...at.items, 'Lectern captions': [{ id: 7, source: 'Lectern caption', enabled: true }] },
  };
}
