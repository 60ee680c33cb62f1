import { describe, expect, it } from 'vitest';
import { cueProblem } from '../../../../src/core/show/cues';
import type { CueAbout } from '../../../../src/renderer/features/edit/cueEdits';
import {
  blankCue,
  duplicateCue,
  kindsFor,
  removeCue,
  replaceCue,
  triggersFor,
  withKind,
} from '../../../../src/renderer/features/edit/cueEdits';
import { readDecibels, writeDecibels } from '../../../../src/renderer/features/edit/decibels';
import { segmentSchema } from '../../../../src/contract/showSchema';
import { panelCues } from '../../../support/cueStage';
import { segment, webinar } from '../../../support/shows';

const show = webinar();
const panel = show.segments.find(({ id }) => id === 'panel') ?? segment('panel');
const about: CueAbout = { show, segment: panel, note: '5 minutes left' };

describe('a new cue', () => {
  it.each(kindsFor(show))('of the kind %s is one that a show may hold', (kind) => {
    const cue = blankCue('new', kind, about);
    expect(cueProblem(cue)).toBeNull();
    expect(segmentSchema.safeParse({ ...panel, cues: [cue] }).success).toBe(true);
  });

  it('names nothing that could be the wrong microphone', () => {
    expect(blankCue('new', 'mute', about).effect).toEqual({ kind: 'mute', input: '', on: true });
  });

  it('names the first person of its segment, and nobody where the show has none', () => {
    expect(blankCue('new', 'showCaption', about).effect).toEqual({ kind: 'showCaption', speakerId: 'paul' });
    expect(kindsFor({ ...show, speakers: [] })).not.toContain('showCaption');
  });

  it('that becomes another kind keeps what both have, and a time that it may have', () => {
    const cue = {
      ...blankCue('new', 'mute', about),
      effect: { kind: 'mute', input: 'Mic', on: false },
    } as const;
    expect(withKind(cue, 'volume', about).effect).toMatchObject({ kind: 'volume', input: 'Mic' });
    const scene = withKind(cue, 'scene', about);
    expect(scene.trigger.kind).toBe('afterStart');
    expect(cueProblem(scene)).toBeNull();
    expect(triggersFor(scene.effect)).not.toContain('take');
    expect(withKind(scene, 'note', about).trigger).toEqual(scene.trigger);
  });
});

describe('the list of cues', () => {
  const ids = (cues: readonly { readonly id: string }[]): readonly string[] => cues.map(({ id }) => id);

  it('replaces, doubles and removes one', () => {
    expect(ids(duplicateCue(panelCues, 'mute', 'copy')).slice(0, 3)).toEqual(['mute', 'copy', 'fade']);
    expect(ids(removeCue(panelCues, 'mute'))[0]).toBe('fade');
    const [mute] = panelCues;
    if (!mute) throw new Error('no cue');
    const later = { ...mute, trigger: { kind: 'hand' } } as const;
    expect(replaceCue(panelCues, later)[0]).toBe(later);
    expect(replaceCue(panelCues, later)[1]).toBe(panelCues[1]);
  });
});

describe('a volume', () => {
  it.each([
    ['-20', -20],
    ['−12.5 dB', -12.5],
    ['-3,5', -3.5],
    ['+6', 6],
    ['0', 0],
  ])('of %s is read', (typed, decibels) => {
    expect(readDecibels(typed)).toBe(decibels);
  });

  it.each(['', 'loud', '1e2', '--3', '50 %'])('of %o is none', (typed) => {
    expect(readDecibels(typed)).toBeNull();
  });

  it('is written so that it is read as itself', () => {
    for (const decibels of [-100, -12.5, 0, 26]) expect(readDecibels(writeDecibels(decibels))).toBe(decibels);
  });
});
