import { describe, expect, it } from 'vitest';
import type { EffectDifference } from '../../../../src/core/obs/backupEffects';
import { effectDifferences } from '../../../../src/core/obs/backupEffects';
import type { ObservedForEffects } from '../../../../src/core/obs/lasting';
import type { Mirror } from '../../../../src/core/obs/mirror';
import { newMirror } from '../../../../src/core/obs/mirror';
import type { Cue, CueEffect } from '../../../../src/core/show/cues';
import { second } from '../../../../src/core/time/units';
import { segment, show, speaker } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const mute: CueEffect = { kind: 'mute', input: 'Music', on: true };
const microphone: CueEffect = { kind: 'mute', input: 'Mic', on: false };

interface Sounds {
  readonly music?: boolean;
  readonly mic?: boolean;
  readonly decibels?: number;
}

function obs({ music = true, mic = false, decibels = 0 }: Sounds = {}): ObservedForEffects {
  const input = (name: string, muted: boolean): ObservedForEffects['inputs'][number] => {
    return { name, kind: 'x', muted, decibels };
  };
  return {
    inputs: [input('Music', music), input('Mic', mic)],
    sources: { Host: ['Logo'] },
    sourcesOff: {},
    filters: { Cam: ['Blur'] },
    filtersOff: {},
  };
}

/** On the second of two segments, with these cues of it done where they go with the take. */
function onB(...cues: readonly Cue[]): Stage {
  const stage = new Stage(
    show([segment('a'), segment('b', { cues })], {
      date: null,
      speakers: [speaker('amal', { microphone: 'Mic' })],
    }),
    '16:00',
  );
  for (let taken = 0; taken < 2; taken += 1) {
    stage.wait(2_000);
    stage.go({ early: true });
  }
  doAll(stage);
  return stage;
}

/** OBS does what it was sent. */
function doAll(stage: Stage): void {
  for (const news of Object.values(stage.state.run.onAir?.cues ?? {}))
    if (news.kind === 'sent') stage.report({ type: 'cueDone', fireId: news.fireId, after: 1 });
}

function cue(id: string, effect: CueEffect, trigger: Cue['trigger'] = { kind: 'take' }): Cue {
  return { id, trigger, effect };
}

function between(
  stage: Stage,
  here: ObservedForEffects | null,
  there: ObservedForEffects,
  mirror: Mirror = newMirror,
): readonly EffectDifference[] {
  return effectDifferences(stage.state, { here, there }, mirror);
}

describe('what cues have set', () => {
  it('differs where the backup shows something else than the main OBS', () => {
    const stage = onB(cue('quiet', mute));
    expect(between(stage, obs(), obs())).toEqual([]);
    expect(between(stage, obs(), obs({ music: false }))).toEqual([{ effect: mute, shows: false }]);
    expect(between(stage, obs({ music: false }), obs())).toEqual([
      { effect: { ...mute, on: false }, shows: true },
    ]);
  });

  it('differs by the word of the run where the main OBS is away', () => {
    const stage = onB(
      cue('quiet', mute),
      cue('loud', { ...mute, on: false }, { kind: 'afterStart', offset: 5 * second }),
    );
    expect(between(stage, null, obs({ music: false }))).toEqual([{ effect: mute, shows: false }]);
    stage.obs = { ...stage.obs, connected: false };
    stage.wait(5_000);
    // The main OBS missed it, the backup did not.
    expect(between(stage, null, obs({ music: false }))).toEqual([]);
    expect(between(stage, null, obs())).toEqual([{ effect: { ...mute, on: false }, shows: true }]);
  });

  it('is nothing before a cue has said so, nor what nobody has', () => {
    const stage = onB(cue('quiet', mute, { kind: 'hand' }));
    expect(between(stage, obs(), obs({ music: false }))).toEqual([]);
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'quiet' });
    doAll(stage);
    expect(between(stage, obs(), obs({ music: false }))).toHaveLength(1);
    const empty = { ...obs(), inputs: [] };
    expect(between(stage, obs(), empty)).toEqual([]);
    expect(between(stage, empty, obs())).toEqual([]);
  });

  it('is not judged while it is on its way on either', () => {
    const stage = onB(cue('quiet', mute, { kind: 'hand' }));
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'quiet' });
    expect(between(stage, obs(), obs({ music: false }))).toEqual([]);
    doAll(stage);
    const underWay = new Map([['x', { takeId: 'b', cueId: 'quiet', effect: mute }]]);
    expect(between(stage, obs(), obs({ music: false }), { ...newMirror, underWay })).toEqual([]);
    expect(between(stage, obs(), obs({ music: false }))).toHaveLength(1);
  });

  it('leaves live inputs out while sound is off, and what was skipped where nobody can be asked', () => {
    const stage = onB(cue('heard', microphone), cue('quiet', mute, { kind: 'hand' }));
    expect(between(stage, obs(), obs({ mic: true }))).toHaveLength(1);
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(between(stage, null, obs({ mic: true }))).toEqual([]);
    stage.send({ type: 'skipCue', expectedOnAir: stage.onAir ?? '', cueId: 'quiet' });
    expect(between(stage, null, obs({ music: false }))).toEqual([]);
  });

  it('of a volume is what can be heard of it, and is brought about at once', () => {
    const down: CueEffect = { kind: 'volume', input: 'Music', decibels: -12, over: 3_000 };
    const stage = onB(cue('down', down));
    expect(between(stage, obs({ decibels: -12 }), obs({ decibels: -11.9 }))).toEqual([]);
    expect(between(stage, obs({ decibels: -14 }), obs({ decibels: -12 }))).toEqual([
      { effect: { ...down, decibels: -14, over: 0 }, shows: -12 },
    ]);
  });

  it('is so of a source in its scene and of a filter', () => {
    const logo: CueEffect = { kind: 'visibility', scene: 'Host', source: 'Logo', on: true };
    const blur: CueEffect = { kind: 'filter', source: 'Cam', filter: 'Blur', on: true };
    const stage = onB(cue('logo', logo), cue('blur', blur));
    const off = { ...obs(), sourcesOff: { Host: ['Logo'] }, filtersOff: { Cam: ['Blur'] } };
    expect(between(stage, obs(), obs())).toEqual([]);
    expect(between(stage, obs(), off)).toEqual([
      { effect: logo, shows: false },
      { effect: blur, shows: false },
    ]);
  });
});
