import { describe, expect, it } from 'vitest';
import type { CheckedAgainst } from '../../../../src/core/show/checks';
import { checkShow, isSceneMissing } from '../../../../src/core/show/checks';
import { segment, show, speaker, tod, webinar } from '../../../support/shows';

const obs: NonNullable<CheckedAgainst['observed']> = {
  scenes: ['Holding slide', 'Host', 'Speaker + slides', 'Panel'],
  transitions: [
    { name: 'Cut', fixed: true },
    { name: 'Fade', fixed: false },
  ],
  captions: { way: 'pictures', sceneReady: true, missingIn: [] },
};
const inText = { ...obs, captions: { ...obs.captions, way: 'text' } } as const;

describe('before the show', () => {
  it('has nothing to say about a webinar whose scenes are all there', () => {
    expect(checkShow(webinar(), { observed: obs, drawings: {} })).toEqual([]);
  });

  it('names a missing scene once, with every segment that would fail', () => {
    const observed = { ...obs, scenes: obs.scenes.filter((scene) => scene !== 'Host') };
    expect(checkShow(webinar(), { observed, drawings: {} })).toEqual([
      { severity: 'problem', code: 'sceneMissing', scene: 'Host', segmentIds: ['welcome', 'closing'] },
    ]);
  });

  it('spells scenes exactly as OBS does', () => {
    expect(isSceneMissing('host', obs)).toBe(true);
    expect(isSceneMissing('Host', obs)).toBe(false);
  });

  it('does not call a scene missing that OBS was never asked for', () => {
    expect(isSceneMissing('Host', null)).toBe(false);
    expect(checkShow(webinar(), { observed: null, drawings: {} })).toEqual([]);
  });

  it('does not miss the scene of a segment that leaves the scene alone', () => {
    expect(checkShow(show([segment('a', { scene: null })]), { observed: obs, drawings: {} })).toEqual([]);
  });

  it('asks for a slate scene, and says when OBS has no such scene', () => {
    const without = webinar({ slateScene: null });
    expect(checkShow(without, { observed: obs, drawings: {} })).toEqual([
      { severity: 'warning', code: 'noSlateScene' },
    ]);
    const elsewhere = webinar({ slateScene: 'Slate' });
    expect(checkShow(elsewhere, { observed: obs, drawings: {} })).toEqual([
      { severity: 'problem', code: 'slateSceneMissing', scene: 'Slate' },
    ]);
  });

  it('warns of a transition that OBS does not have', () => {
    const plan = show([
      segment('a', { scene: 'Host', transition: { name: 'Stinger', duration: null } }),
      segment('b', { scene: 'Panel', transition: { name: 'Fade', duration: 300 } }),
    ]);
    expect(checkShow(plan, { observed: obs, drawings: {} })).toEqual([
      { severity: 'warning', code: 'transitionUnknown', name: 'Stinger', segmentIds: ['a'] },
    ]);
  });

  it('says that a show has no segments', () => {
    expect(checkShow(show([]), { observed: obs, drawings: {} })).toEqual([
      { severity: 'problem', code: 'noSegments' },
    ]);
  });
});

describe('a start in the hour that the clocks skip', () => {
  const at = tod('02:30');
  const plan = (date: string | null) =>
    show([segment('a', { scene: 'Host', start: { kind: 'fixed', at } })], { date });

  it('is said with the time at which it will start', () => {
    expect(checkShow(plan('2026-03-29'), { observed: obs, drawings: {} })).toEqual([
      { severity: 'warning', code: 'startSkipped', segmentId: 'a', at, becomes: tod('03:30') },
    ]);
  });

  it('is nothing on another day, nor without one', () => {
    expect(checkShow(plan('2026-03-28'), { observed: obs, drawings: {} })).toEqual([]);
    expect(checkShow(plan(null), { observed: obs, drawings: {} })).toEqual([]);
  });

  it('is seen after midnight of a show that began the evening before', () => {
    const night = show(
      [
        segment('eve', { scene: 'Host', start: { kind: 'fixed', at: tod('22:00') } }),
        segment('night', { scene: 'Host', start: { kind: 'fixed', at } }),
      ],
      { date: '2026-03-28' },
    );
    expect(checkShow(night, { observed: obs, drawings: {} })).toMatchObject([
      { code: 'startSkipped', segmentId: 'night' },
    ]);
  });
});

describe('people', () => {
  const withPerson = (fields: Parameters<typeof speaker>[1]) =>
    show([segment('a', { scene: 'Host', speakerIds: ['p'] })], { speakers: [speaker('p', fields)] });

  it('without a name are a problem, blanks included', () => {
    expect(checkShow(withPerson({ name: ' \u200b ' }), { observed: obs, drawings: {} })).toEqual([
      { severity: 'problem', code: 'nameMissing', speakerId: 'p' },
    ]);
  });

  it('who are in no segment are left alone', () => {
    const plan = show([segment('a', { scene: 'Host' })], { speakers: [speaker('p', { name: '' })] });
    expect(checkShow(plan, { observed: obs, drawings: {} })).toEqual([]);
  });

  it.each([
    ['محمد الفاتح', 'rightToLeft'],
    ['Ada 🚀', 'emoji'],
    ['नरेन्द्र', 'shaping'],
  ])('whose name text sources cannot draw are flagged before the show: %s', (name, problem) => {
    expect(checkShow(withPerson({ name }), { observed: inText, drawings: {} })).toEqual([
      { severity: 'warning', code: 'captionProblem', speakerId: 'p', problem },
    ]);
    expect(checkShow(withPerson({ name }), { observed: obs, drawings: {} })).toEqual([]);
  });

  it('whose role text sources cannot draw are flagged too', () => {
    expect(checkShow(withPerson({ role: 'وزير' }), { observed: inText, drawings: {} })).toMatchObject([
      { code: 'captionProblem', problem: 'rightToLeft' },
    ]);
  });

  it('are judged by what was really drawn', () => {
    const drawings = { p: { scale: 0.5, shortened: false, problem: 'tooSmall' } } as const;
    expect(checkShow(withPerson({ name: 'A long name' }), { observed: obs, drawings })).toEqual([
      { severity: 'warning', code: 'captionProblem', speakerId: 'p', problem: 'tooSmall' },
    ]);
  });
});
