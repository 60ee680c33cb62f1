import { describe, expect, it } from 'vitest';
import type { KnownInput } from '../../../../src/core/obs/known';
import {
  evolveSound,
  heardIn,
  isLive,
  isSoundOff,
  planSound,
  soundFound,
  stillHeard,
} from '../../../../src/core/obs/sound';
import type { HeldSound } from '../../../../src/core/obs/sound';
import type { Firing } from '../../../../src/core/run/model';
import { newRun } from '../../../../src/core/run/model';
import type { Cue } from '../../../../src/core/show/cues';
import { segment, show, speaker, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { known } from './known';

const input = (name: string, fields: Partial<KnownInput> = {}): KnownInput => ({
  name,
  kind: 'pulse_input_capture',
  audio: { muted: false, decibels: 0 },
  ...fields,
});

const nobody = { speakers: [] };
const nothing: HeldSound = { muted: [], echoes: [] };

describe('a live input', () => {
  it('is one that OBS captures, on each system, and a microphone that the show names', () => {
    const live = (kind: string): boolean => isLive({ name: 'x', kind }, nobody);
    expect(
      ['pulse_input_capture', 'wasapi_input_capture', 'coreaudio_input_capture', 'alsa_input_capture'].map(
        live,
      ),
    ).toEqual([true, true, true, true]);
    expect(
      ['pulse_output_capture', 'wasapi_output_capture', 'ffmpeg_source', 'v4l2_input'].map(live),
    ).toEqual([false, false, false, false]);
    const named = { speakers: [speaker('a', { microphone: 'Call' })] };
    expect(isLive({ name: 'Call', kind: 'ffmpeg_source' }, named)).toBe(true);
  });
});

describe('a take with sound off', () => {
  const cue = (id: string, name: string, on: boolean): Cue & { effect: { kind: 'mute' } } => ({
    id,
    trigger: { kind: 'take' },
    effect: { kind: 'mute', input: name, on },
  });
  const firing = ({ id, effect }: Cue): Firing => ({ fireId: `f-${id}`, cueId: id, effect });
  const inputs = [
    input('A'),
    input('B'),
    input('Music', { kind: 'ffmpeg_source' }),
    input('C', { audio: null }),
  ];

  it('mutes what is live and can be heard, and nothing else', () => {
    const { changes, held } = planSound(
      { soundOff: true, effects: [], carried: [] },
      nobody,
      { inputs },
      nothing,
    );
    expect(changes).toEqual([
      { input: 'A', muted: true },
      { input: 'B', muted: true },
    ]);
    expect(held.muted).toEqual(['A', 'B']);
  });

  it('leaves what a cue of its segment unmutes to that cue', () => {
    const own = cue('own', 'A', false);
    const planned = planSound(
      { soundOff: true, effects: [firing(own)], carried: [] },
      nobody,
      { inputs },
      { muted: ['A'], echoes: [] },
    );
    expect(planned.changes.map((change) => change.input)).toEqual(['B']);
    expect(planned.held.muted).toEqual(['B']);
    expect(planned.effects).toEqual([firing(own)]);
  });

  it('keeps muted what a cue of another segment would unmute there, and unmutes it when it is over', () => {
    const carried = cue('earlier', 'A', false);
    const muted = [input('A', { audio: { muted: true, decibels: 0 } }), input('B')];
    const planned = planSound(
      { soundOff: true, effects: [firing(carried)], carried: [carried] },
      nobody,
      { inputs: muted },
      nothing,
    );
    expect(planned.effects).toEqual([]);
    expect(planned.waiting).toEqual([firing(cue('earlier', 'A', true))]);
    expect(planned.changes.map((change) => change.input)).toEqual(['B']);
    expect(planned.held.muted).toEqual(['A', 'B']);
  });

  it('takes back an input that is on its way to being heard', () => {
    const held: HeldSound = { muted: ['A'], echoes: [{ input: 'A', muted: false }] };
    const muted = [input('A', { audio: { muted: true, decibels: 0 } })];
    const planned = planSound({ soundOff: true, effects: [], carried: [] }, nobody, { inputs: muted }, held);
    expect(planned.changes).toEqual([{ input: 'A', muted: true }]);
  });
});

describe('what is held', () => {
  it('keeps of an OBS that is there again what is muted still, also what is in another scene collection', () => {
    const inputs = [input('A'), input('B', { audio: { muted: true, decibels: 0 } })];
    expect(soundFound(['A', 'B', 'Elsewhere'], { inputs })).toEqual({
      muted: ['B', 'Elsewhere'],
      echoes: [],
    });
  });

  it('lets go of an input that is removed, and follows one that is renamed', () => {
    const held: HeldSound = { muted: ['A', 'B'], echoes: [{ input: 'B', muted: true }] };
    expect(evolveSound(held, { name: 'InputRemoved', data: { inputName: 'A' } }).muted).toEqual(['B']);
    const renamed = { name: 'InputNameChanged', data: { oldInputName: 'B', inputName: 'Z' } } as const;
    expect(evolveSound(held, renamed)).toEqual({ muted: ['A', 'Z'], echoes: [{ input: 'Z', muted: true }] });
  });

  it('is not changed by what says nothing', () => {
    const held: HeldSound = { muted: ['A'], echoes: [] };
    for (const name of ['InputMuteStateChanged', 'InputRemoved', 'InputNameChanged', 'SceneRemoved'] as const)
      expect(evolveSound(held, { name, data: {} })).toEqual(held);
  });
});

describe('what viewers hear', () => {
  const items = {
    Slate: [
      { id: 1, source: 'Inner', enabled: true },
      { id: 2, source: 'Off', enabled: false },
    ],
    Inner: [
      { id: 1, source: 'Music', enabled: true },
      { id: 2, source: 'Slate', enabled: true },
    ],
    Panel: [{ id: 1, source: 'Call', enabled: true }],
  };
  const inputs = ['Desktop', 'Music', 'Off', 'Call'].map((name) => input(name, { kind: 'ffmpeg_source' }));
  const at = known({ program: 'Slate', items, inputs, everywhere: ['Desktop'] });

  it('is what is in the scene, in scenes within it, and everywhere', () => {
    expect(heardIn(at, 'Slate')).toEqual(['Desktop', 'Music']);
    expect(heardIn(at, 'Panel')).toEqual(['Desktop', 'Call']);
    expect(heardIn(at, 'Nowhere')).toEqual(['Desktop']);
  });

  it('is not what is muted, turned down to nothing, or without sound', () => {
    const quiet = [
      input('Desktop', { audio: { muted: true, decibels: 0 } }),
      input('Music', { audio: { muted: false, decibels: -100 } }),
      input('Off'),
      input('Call', { audio: null }),
    ];
    expect(heardIn({ ...at, inputs: quiet }, 'Slate')).toEqual([]);
    expect(heardIn({ ...at, inputs: quiet }, 'Panel')).toEqual([]);
  });

  it('is told only under a slate or a segment with sound off, once it is there', () => {
    const stage = new Stage(webinar(), '15:50');
    const observed = { program: 'Host', heard: { Host: ['Desktop'] }, transitioning: null };
    expect(stillHeard(stage.state.run, observed)).toEqual([]);
    const slate = { since: 0, confirmation: 'accepted', priorScene: null } as const;
    const run = { ...newRun('r'), slate };
    expect(stillHeard(run, observed)).toEqual(['Desktop']);
    expect(stillHeard(run, { ...observed, program: 'Elsewhere' })).toEqual([]);
    const transitioning = { name: 'Fade', startedAt: 0, duration: 300 };
    expect(stillHeard(run, { ...observed, transitioning })).toEqual([]);
  });

  it('is nobody’s concern before the show, is off under the slate, in a marked segment and after the end', () => {
    const stage = new Stage(show([segment('a', { soundOff: true }), segment('b')], { date: null }), '15:50');
    expect(isSoundOff(stage.state.run)).toBe(false);
    stage.go();
    expect(isSoundOff(stage.state.run)).toBe(true);
    stage.wait(2_000);
    stage.go({ early: true });
    expect(isSoundOff(stage.state.run)).toBe(false);
    expect(isSoundOff({ ...stage.state.run, phase: 'ended', onAir: null })).toBe(true);
  });
});
