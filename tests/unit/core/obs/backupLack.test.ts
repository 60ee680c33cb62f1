import { describe, expect, it } from 'vitest';
import { backupCheck } from '../../../../src/core/obs/backupLack';
import { findingWords } from '../../../../src/core/obs/findingWords';
import { fixesOf, placeOf } from '../../../../src/core/obs/fixes';
import type { ObsView, Observed } from '../../../../src/core/obs/observed';
import type { Check } from '../../../../src/core/obs/preflight';
import type { Cue, CueEffect } from '../../../../src/core/show/cues';
import type { Show } from '../../../../src/core/show/model';
import { t } from '../../../../src/renderer/i18n/t';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const effects: readonly CueEffect[] = [
  { kind: 'mute', input: 'Music', on: true },
  { kind: 'media', input: 'Film', action: 'restart' },
  { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true },
  { kind: 'filter', source: 'Panel', filter: 'Blur', on: true },
  { kind: 'hotkey', name: 'Reset' },
  { kind: 'scene', scene: 'Lobby', transition: null },
];

/** All that a show can name: its scenes, a transition, a microphone, and what cues are about. */
function naming(): Show {
  const show = webinar();
  const cues = effects.map((effect, index): Cue => ({ id: `c${index}`, trigger: { kind: 'hand' }, effect }));
  return {
    ...show,
    segments: show.segments.map((segment) =>
      segment.id === 'panel' ? { ...segment, cues, transition: { name: 'Swipe', duration: null } } : segment,
    ),
    speakers: show.speakers.map((person) =>
      person.id === 'paul' ? { ...person, microphone: 'Mic Paul' } : person,
    ),
  };
}

/** An OBS that has all of it, but for these. */
function obs(show: Show, but: Partial<Observed> = {}): ObsView {
  const view = publishedOf(new Stage(show, '15:45')).obs;
  const input = (name: string): Observed['inputs'][number] => ({
    name,
    kind: 'x',
    muted: false,
    decibels: 0,
  });
  const all = {
    scenes: ['Holding slide', 'Host', 'Speaker + slides', 'Panel', 'Lobby'],
    transitions: [
      { name: 'Cut', fixed: true },
      { name: 'Swipe', fixed: false },
    ],
    inputs: ['Music', 'Film', 'Mic Paul'].map(input),
    sources: { Panel: ['Logo'] },
    scenesWithGroups: [],
    filters: { Panel: ['Blur'] },
    hotkeys: ['Reset'],
  };
  return { ...view, observed: view.observed && { ...view.observed, ...all, ...but } };
}

const away = (view: ObsView): ObsView => ({
  ...view,
  link: { status: 'retrying', problem: 'closed', since: 0, retryAt: 1 },
});

/** What is said of it, in the order of the row. */
function said(show: Show, { findings }: Check): readonly string[] {
  return findings.map((finding) => {
    const { key, values } = findingWords(show, finding);
    return t(`preflight.finding.${key}`, values);
  });
}

describe('what a backup lacks of a show', () => {
  it('is nothing where it has all that the show names', () => {
    const show = naming();
    expect(backupCheck(show, obs(show), obs(show))).toEqual({ name: 'backup', state: 'ready', findings: [] });
  });

  it('is each thing that the show, its cues and its people name, once and in words', () => {
    const show = naming();
    const poor = obs(show, {
      scenes: ['Holding slide', 'Host', 'Speaker + slides', 'Panel'],
      transitions: [{ name: 'Cut', fixed: true }],
      inputs: [],
      sources: { Panel: [] },
      filters: {},
      hotkeys: [],
      captions: { way: 'text', measures: false, sceneReady: true, missingIn: ['Host'] },
    });
    const check = backupCheck(show, obs(show), poor);
    expect(check.state).toBe('warning');
    expect(said(show, check)).toEqual([
      'The backup OBS has no scene ‘Lobby’.',
      'The backup OBS has no transition ‘Swipe’.',
      'The backup OBS has no input ‘Music’ for the cues that name it.',
      'The backup OBS has no input ‘Film’ for the cues that name it.',
      'Scene ‘Panel’ has no source ‘Logo’ on the backup OBS.',
      '‘Panel’ has no filter ‘Blur’ on the backup OBS.',
      'The backup OBS has no single hotkey ‘Reset’.',
      'The backup OBS has no microphone ‘Mic Paul’.',
      'Names cannot be shown on the backup OBS: it has no captions from Lectern.',
    ]);
    const [scene, transition] = check.findings;
    expect(scene && [fixesOf(scene), placeOf(scene)]).toEqual([[{ kind: 'buildBackup' }], { at: 'backup' }]);
    expect(transition && fixesOf(transition)).toEqual([]);
  });

  it('is no input without sound where cues turn it down, and no hotkey of which there are two', () => {
    const show = naming();
    const silent = obs(show).observed?.inputs.map((input) => ({ ...input, muted: null, decibels: null }));
    const poor = obs(show, { inputs: silent ?? [], hotkeys: [], ambiguousHotkeys: ['Reset'] });
    expect(said(show, backupCheck(show, obs(show), poor))).toEqual([
      'The backup OBS has no input ‘Music’ for the cues that name it.',
      'The backup OBS has no single hotkey ‘Reset’.',
      'The backup OBS has no microphone ‘Mic Paul’.',
    ]);
  });

  it('is not what the main OBS lacks as well; while that one is away, all of it', () => {
    const show = naming();
    const poor = obs(show, { hotkeys: [], filters: {} });
    const main = obs(show, { hotkeys: [] });
    expect(said(show, backupCheck(show, main, poor))).toEqual([
      '‘Panel’ has no filter ‘Blur’ on the backup OBS.',
    ]);
    expect(backupCheck(show, away(main), poor).findings).toHaveLength(2);
  });

  it('cannot be said while it is away, nor while it is being read; captions of nobody are not missed', () => {
    const show = naming();
    const poor = obs(show, { scenes: [] });
    expect(backupCheck(show, obs(show), away(poor))).toEqual({
      name: 'backup',
      state: 'unknown',
      findings: [],
    });
    const reading = { ...poor, link: { status: 'connecting' } as const };
    expect(backupCheck(show, obs(show), reading).state).toBe('checking');
    const nobody = { ...show, speakers: [] };
    const bare = obs(nobody, {
      captions: { way: 'text', measures: false, sceneReady: false, missingIn: [] },
    });
    expect(backupCheck(nobody, obs(nobody), bare).findings).toEqual([]);
  });
});
