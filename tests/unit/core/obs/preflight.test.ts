import { describe, expect, it } from 'vitest';
import { fixesOf, placeOf } from '../../../../src/core/obs/fixes';
import type { StreamTarget } from '../../../../src/core/obs/observed';
import { noOutputs } from '../../../../src/core/obs/outputs';
import type { Check, Finding, ObservedForCheck, PreflightFacts } from '../../../../src/core/obs/preflight';
import { findingsOf, preflight, segmentsWithoutScene } from '../../../../src/core/obs/preflight';
import { applyEdit } from '../../../../src/core/show/edit';
import type { Cue, CueEffect } from '../../../../src/core/show/cues';
import type { Segment, Show, Speaker } from '../../../../src/core/show/model';
import { segment, show, speaker, tod, webinar } from '../../../support/shows';

const obs: ObservedForCheck = {
  scenes: ['Holding slide', 'Host', 'Speaker + slides', 'Panel'],
  transitions: [
    { name: 'Cut', fixed: true },
    { name: 'Fade', fixed: false },
  ],
  captions: { way: 'pictures', measures: true, sceneReady: true, missingIn: [] },
  emptyScenes: [],
  inputs: [],
  sources: {},
  scenesWithGroups: [],
  filters: {},
  hotkeys: [],
  ambiguousHotkeys: [],
  heard: {},
  studioMode: false,
  canvas: { width: 1920, height: 1080 },
  settings: {
    output: { width: 1920, height: 1080 },
    fps: 30,
    freeDisk: 212e9,
    recordFolder: '/home/producer/Videos',
    streamTarget: 'set',
  },
  outputs: noOutputs,
};
/** A segment whose cues do this. */
function withCues(id: string, ...effects: readonly CueEffect[]): Segment {
  const cues = effects.map((effect, index): Cue => ({ id: `c${index}`, trigger: { kind: 'hand' }, effect }));
  return segment(id, { scene: 'Host', cues });
}

const inText = { ...obs, captions: { ...obs.captions, way: 'text' } } as const;

function checkShow(show: Show, facts: Pick<PreflightFacts, 'observed' | 'drawings'>): readonly Finding[] {
  return findingsOf(preflight({ show, link: 'connected', previewNext: false, ...facts }));
}

function checksOf(show: Show, facts: Partial<PreflightFacts> = {}): Readonly<Record<string, Check['state']>> {
  const checks = preflight({
    show,
    link: 'connected',
    observed: obs,
    drawings: {},
    previewNext: false,
    ...facts,
  });
  return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
}

describe('before the show', () => {
  it('has nothing to say about a webinar whose scenes are all there', () => {
    expect(checkShow(webinar(), { observed: obs, drawings: {} })).toEqual([]);
  });

  it('names a missing scene once, with every segment that would fail', () => {
    const observed = { ...obs, scenes: obs.scenes.filter((scene) => scene !== 'Host') };
    expect(checkShow(webinar(), { observed, drawings: {} })).toEqual([
      {
        severity: 'problem',
        code: 'sceneMissing',
        scene: 'Host',
        segmentIds: ['welcome', 'closing'],
        closest: null,
      },
    ]);
  });

  it('warns of what only skipped segments name: a hand can take them, the show does not', () => {
    const skip = (...ids: readonly string[]): Show => {
      const plan = webinar();
      const segments = plan.segments.map((one) =>
        ids.includes(one.id) ? { ...one, inclusion: 'skipped' as const } : one,
      );
      return { ...plan, segments };
    };
    const observed = { ...obs, scenes: obs.scenes.filter((scene) => scene !== 'Host') };
    const facts = { observed, drawings: {} };
    expect(checkShow(skip('welcome', 'closing'), facts)).toMatchObject([
      { severity: 'warning', code: 'sceneMissing', segmentIds: ['welcome', 'closing'] },
    ]);
    expect(checksOf(skip('welcome', 'closing'), facts)).toMatchObject({ scenes: 'warning' });
    expect(checkShow(skip('welcome'), facts)).toMatchObject([{ severity: 'problem', code: 'sceneMissing' }]);
    expect(checksOf(skip('welcome'), facts)).toMatchObject({ scenes: 'problem' });
  });

  it('spells scenes exactly as OBS does, and asks whether the near one was meant', () => {
    const observed = { ...obs, scenes: obs.scenes.map((scene) => (scene === 'Host' ? 'host ' : scene)) };
    const findings = checkShow(webinar(), { observed, drawings: {} });
    expect(findings).toMatchObject([{ code: 'sceneMissing', scene: 'Host', closest: 'host ' }]);
    expect(segmentsWithoutScene(findings)).toEqual(new Set(['welcome', 'closing']));
    expect(findings.flatMap(fixesOf)).toEqual([
      {
        kind: 'edit',
        from: 'Host',
        use: 'host ',
        reach: 'show',
        edit: { kind: 'renameScene', from: 'Host', to: 'host ' },
      },
      { kind: 'build', scene: 'Host' },
    ]);
    expect(findings.map(placeOf)).toEqual([{ at: 'segment', id: 'welcome' }]);
  });

  it('does not call a scene missing that OBS was never asked for', () => {
    expect(checkShow(webinar(), { observed: null, drawings: {} })).toEqual([]);
    expect(checksOf(webinar(), { observed: null })).toMatchObject({ obs: 'checking', scenes: 'checking' });
  });

  it('judges nothing by what OBS had before it went away', () => {
    const observed = { ...obs, scenes: [] };
    expect(checksOf(webinar(), { observed, link: 'retrying' })).toMatchObject({
      obs: 'problem',
      plan: 'ready',
      scenes: 'unknown',
      disk: 'unknown',
    });
    expect(checksOf(webinar(), { observed, link: 'connecting' })).toMatchObject({ obs: 'checking' });
  });

  it('says of a scene with nothing in it that viewers would see black', () => {
    const observed = { ...obs, emptyScenes: ['Panel', 'Not in the show'] };
    expect(checkShow(webinar(), { observed, drawings: {} })).toEqual([
      { severity: 'warning', code: 'sceneEmpty', scene: 'Panel', segmentIds: ['panel'] },
    ]);
  });

  it('says so of a scene that only a cue brings in, and not of one in which a cue only switches', () => {
    const observed = { ...obs, emptyScenes: ['Panel', 'Speaker + slides'] };
    const plan = show([
      segment('a', { scene: 'Host' }),
      withCues(
        'b',
        { kind: 'scene', scene: 'Panel', transition: null },
        { kind: 'visibility', scene: 'Speaker + slides', source: 'Logo', on: true },
      ),
    ]);
    expect(checkShow(plan, { observed, drawings: {} })).toEqual([
      { severity: 'warning', code: 'sceneEmpty', scene: 'Panel', segmentIds: ['b'] },
    ]);
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
      { severity: 'problem', code: 'slateSceneMissing', scene: 'Slate', closest: null },
    ]);
  });

  it('warns of a transition that OBS does not have', () => {
    const plan = show([
      segment('a', { scene: 'Host', transition: { name: 'Stinger', duration: null } }),
      segment('b', { scene: 'Panel', transition: { name: 'Fade', duration: 300 } }),
    ]);
    expect(checkShow(plan, { observed: obs, drawings: {} })).toEqual([
      { severity: 'warning', code: 'transitionUnknown', name: 'Stinger', segmentIds: ['a'], closest: null },
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

  it('whom only a cue names are looked at as those of a segment are', () => {
    const named = (fields: Parameters<typeof speaker>[1]) =>
      show([withCues('a', { kind: 'showCaption', speakerId: 'p' })], {
        speakers: [speaker('p', fields)],
      });
    expect(checkShow(named({ name: '' }), { observed: obs, drawings: {} })).toEqual([
      { severity: 'problem', code: 'nameMissing', speakerId: 'p' },
    ]);
    const drawings = { p: { scale: 0.5, shortened: false, measured: true, problem: 'tooSmall' } } as const;
    expect(checkShow(named({ name: 'A long name' }), { observed: obs, drawings })).toEqual([
      { severity: 'warning', code: 'captionProblem', speakerId: 'p', problem: 'tooSmall' },
    ]);
    expect(checksOf(named({}))).toMatchObject({ names: 'checking' });
    const observed = { ...obs, captions: { ...obs.captions, sceneReady: false } };
    expect(checkShow(named({}), { observed, drawings })).toMatchObject([
      { code: 'captionsNotSetUp' },
      { code: 'captionProblem' },
    ]);
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
    const drawings = { p: { scale: 0.5, shortened: false, measured: true, problem: 'tooSmall' } } as const;
    expect(checkShow(withPerson({ name: 'A long name' }), { observed: obs, drawings })).toEqual([
      { severity: 'warning', code: 'captionProblem', speakerId: 'p', problem: 'tooSmall' },
    ]);
  });
});

describe('captions in OBS', () => {
  const lacking = (captions: Partial<ObservedForCheck['captions']>): ObservedForCheck => ({
    ...obs,
    captions: { ...obs.captions, ...captions },
  });

  it('are missed where people are to be named, with one press to set them up', () => {
    const findings = checkShow(webinar(), { observed: lacking({ sceneReady: false }), drawings: {} });
    expect(findings).toEqual([{ severity: 'warning', code: 'captionsNotSetUp' }]);
    expect(findings.flatMap(fixesOf)).toEqual([{ kind: 'setUpCaptions' }]);
    const nobody = show([segment('a', { scene: 'Host' })]);
    expect(checkShow(nobody, { observed: lacking({ sceneReady: false }), drawings: {} })).toEqual([]);
  });

  it('are missed scene by scene', () => {
    expect(checkShow(webinar(), { observed: lacking({ missingIn: ['Panel'] }), drawings: {} })).toEqual([
      { severity: 'warning', code: 'captionsMissingIn', scenes: ['Panel'] },
    ]);
  });

  it('are being drawn until everybody’s is', () => {
    expect(checksOf(webinar())).toMatchObject({ names: 'checking' });
    const fits = { scale: 1, shortened: false, measured: true, problem: null } as const;
    const drawings = { amal: fits, paul: fits, morshed: fits, coby: fits };
    expect(checksOf(webinar(), { drawings })).toMatchObject({ names: 'ready' });
  });

  it('are not called ready where nobody measured them: not without OBS, not before its text source was asked', () => {
    const names = (facts: Partial<PreflightFacts>): Check['state'] | undefined =>
      checksOf(webinar(), facts)['names'];
    const reckoned = { scale: 1, shortened: false, measured: false, problem: null } as const;
    const drawings = { amal: reckoned, paul: reckoned, morshed: reckoned, coby: reckoned };
    const measuring = { ...obs, captions: { ...inText.captions, measures: true } };
    expect(names({ link: 'retrying' })).toBe('unknown');
    expect(names({ link: 'connecting' })).toBe('checking');
    expect(names({ observed: measuring, drawings })).toBe('checking');
    expect(
      names({ observed: { ...inText, captions: { ...inText.captions, measures: false } }, drawings }),
    ).toBe('unknown');
    const measured = { ...reckoned, measured: true };
    const all = { amal: measured, paul: measured, morshed: measured, coby: measured };
    expect(names({ observed: measuring, drawings: { ...all, coby: reckoned } })).toBe('checking');
    expect(names({ observed: measuring, drawings: all })).toBe('ready');
    const nobody = show([segment('a', { scene: 'Host' })]);
    expect(checksOf(nobody, { link: 'retrying' })).toMatchObject({ names: 'ready' });
  });
});

describe('what OBS is set to', () => {
  const set = (settings: Partial<ObservedForCheck['settings']>): readonly Finding[] =>
    checkShow(webinar(), { observed: { ...obs, settings: { ...obs.settings, ...settings } }, drawings: {} });

  it('is said where the picture is odd, small or scaled', () => {
    expect(set({ output: { width: 1281, height: 717 } })).toMatchObject([
      { severity: 'problem', code: 'outputOdd' },
      { code: 'outputSmall' },
      { code: 'outputScaled', canvas: { width: 1920, height: 1080 } },
    ]);
    expect(set({ output: { width: 1280, height: 720 } })).toMatchObject([{ code: 'outputScaled' }]);
  });

  it.each([
    [10, ['frameRateUnusual']],
    [24_000 / 1_001, []],
    [60, []],
    [144, ['frameRateUnusual']],
  ])('takes %d frames a second as it should', (fps, codes) => {
    expect(set({ fps }).map(({ code }) => code)).toEqual(codes);
  });

  it('is said where a recording of the show would not fit, or has nowhere to go', () => {
    // 85 minutes at 1 MB a second.
    expect(set({ freeDisk: 4e9 })).toEqual([
      { severity: 'warning', code: 'diskLow', free: 4e9, needed: 4.5e9 },
    ]);
    expect(set({ freeDisk: 5e9 })).toEqual([]);
    expect(set({ freeDisk: null, recordFolder: null })).toEqual([]);
    expect(set({ recordFolder: '' })).toEqual([
      { severity: 'warning', code: 'noRecordFolder', wanted: { by: 'nobody' } },
    ]);
  });

  it('is said where the show needs the stream and OBS cannot send it', () => {
    const of = (outputs: Show['outputs'], streamTarget: StreamTarget | null) =>
      checkShow(webinar({ outputs }), {
        observed: { ...obs, settings: { ...obs.settings, streamTarget } },
        drawings: {},
      });
    const wanted = { by: 'show' };
    const missing = of(['stream'], 'noService');
    expect(missing).toEqual([{ severity: 'problem', code: 'noStreamService', wanted }]);
    expect(missing.map(placeOf)).toEqual([{ at: 'show' }]);
    expect(of(['stream'], 'noKey')).toEqual([{ severity: 'warning', code: 'noStreamKey', wanted }]);
    expect(of(['stream'], 'set')).toEqual([]);
    expect(of(['stream'], null)).toEqual([]);
    expect(of(['record'], 'noService')).toEqual([]);
  });

  it('is said where only a cue starts what OBS is not set up for', () => {
    const started = (...effects: readonly CueEffect[]): readonly Finding[] =>
      checkShow(show([withCues('a', ...effects)]), {
        observed: { ...obs, settings: { ...obs.settings, streamTarget: 'noService', recordFolder: '' } },
        drawings: {},
      });
    const noFolder = { severity: 'warning', code: 'noRecordFolder', wanted: { by: 'nobody' } };
    const wanted = { by: 'cues', segmentIds: ['a'] };
    const unsent = started({ kind: 'output', output: 'stream', on: true });
    expect(unsent).toEqual([{ severity: 'problem', code: 'noStreamService', wanted }, noFolder]);
    expect(unsent.map(placeOf)).toEqual([{ at: 'segment', id: 'a' }, { at: 'obs' }]);
    expect(started({ kind: 'output', output: 'stream', on: false })).toEqual([noFolder]);
    expect(started({ kind: 'output', output: 'record', on: true })).toEqual([
      { ...noFolder, severity: 'problem', wanted },
    ]);
  });

  it('is said where OBS has no virtual camera that the show or a cue of it wants', () => {
    const observed = { ...obs, outputs: { ...noOutputs, virtualCam: { status: 'unavailable' } } } as const;
    const find = (plan: Show) => checkShow(plan, { observed, drawings: {} });
    const needed = find(webinar({ outputs: ['virtualCam'] }));
    expect(needed).toEqual([{ severity: 'problem', code: 'noVirtualCamera', wanted: { by: 'show' } }]);
    expect(needed.map(placeOf)).toEqual([{ at: 'show' }]);
    const cued = find(
      show([
        segment('a', { scene: 'Host' }),
        withCues('b', { kind: 'output', output: 'virtualCam', on: true }),
      ]),
    );
    const wanted = { by: 'cues', segmentIds: ['b'] };
    expect(cued).toEqual([{ severity: 'problem', code: 'noVirtualCamera', wanted }]);
    expect(cued.map(placeOf)).toEqual([{ at: 'segment', id: 'b' }]);
    expect(find(webinar({ outputs: ['stream'] }))).toEqual([]);
    const there = { observed: obs, drawings: {} };
    expect(checkShow(webinar({ outputs: ['virtualCam'] }), there)).toEqual([]);
  });

  it('is said where OBS has no replay buffer that cues start or save', () => {
    const observed = { ...obs, outputs: { ...noOutputs, replayBuffer: { status: 'unavailable' } } } as const;
    const plan = show([
      withCues('a', { kind: 'output', output: 'replayBuffer', on: true }, { kind: 'saveReplay' }),
      withCues('b', { kind: 'saveReplay' }),
      segment('c', { scene: 'Host' }),
    ]);
    const found = checkShow(plan, { observed, drawings: {} });
    expect(found).toEqual([{ severity: 'problem', code: 'noReplayBuffer', segmentIds: ['a', 'b'] }]);
    expect(found.map(placeOf)).toEqual([{ at: 'segment', id: 'a' }]);
    expect(checksOf(plan, { observed })).toMatchObject({ cues: 'problem' });
    expect(checkShow(plan, { observed: obs, drawings: {} })).toEqual([]);
    expect(checkShow(webinar(), { observed, drawings: {} })).toEqual([]);
  });

  it('is said where studio mode is on: a hand in OBS changes the air there', () => {
    const observed = { ...obs, studioMode: true };
    expect(checksOf(webinar(), { observed })).toMatchObject({ obs: 'warning' });
    const found = checkShow(webinar(), { observed, drawings: {} });
    expect(found.flatMap(fixesOf)).toEqual([{ kind: 'leaveStudioMode' }, { kind: 'previewNext' }]);
  });

  it('is not said of studio mode where Next is to be in its preview', () => {
    const observed = { ...obs, studioMode: true };
    expect(checksOf(webinar(), { observed, previewNext: true })).toMatchObject({ obs: 'ready' });
  });
});

describe('what cues name', () => {
  const furnished: ObservedForCheck = {
    ...obs,
    inputs: [
      { name: 'Mic', kind: 'pulse_input_capture', muted: false, decibels: 0 },
      { name: 'Logo', kind: 'image_source', muted: null, decibels: null },
      { name: 'Film', kind: 'ffmpeg_source', muted: false, decibels: 0 },
      { name: 'Of a plug-in', kind: 'ndi_source', muted: false, decibels: 0 },
    ],
    sources: { Panel: ['Logo', 'Names'], Host: ['Mic'] },
    filters: { Logo: ['Fade'] },
    hotkeys: ['Replay'],
    ambiguousHotkeys: ['Mute'],
  };
  const found = (...effects: readonly CueEffect[]): readonly Finding[] => {
    const plan = show([withCues('a', ...effects), withCues('b', ...effects)], { date: null });
    return checkShow(plan, { observed: furnished, drawings: {} });
  };
  const on = true;

  it('is fine where OBS has all of it', () => {
    expect(
      found(
        { kind: 'scene', scene: 'Panel', transition: { name: 'Fade', duration: 300 } },
        { kind: 'visibility', scene: 'Panel', source: 'Logo', on },
        { kind: 'mute', input: 'Mic', on },
        { kind: 'media', input: 'Film', action: 'play' },
        { kind: 'media', input: 'Of a plug-in', action: 'play' },
        { kind: 'filter', source: 'Logo', filter: 'Fade', on },
        { kind: 'hotkey', name: 'Replay' },
        { kind: 'note', text: '', urgent: false },
      ),
    ).toEqual([]);
  });

  it('is told once, with every segment, and with what may be meant', () => {
    const findings = found(
      { kind: 'mute', input: 'mic ', on },
      { kind: 'media', input: 'mic ', action: 'stop' },
    );
    expect(findings).toEqual([
      {
        severity: 'problem',
        code: 'cueNameMissing',
        what: 'input',
        name: 'mic ',
        within: null,
        segmentIds: ['a', 'b'],
        closest: 'Mic',
        isNowhere: true,
      },
    ]);
    expect(findings.flatMap(fixesOf)).toEqual([
      {
        kind: 'edit',
        from: 'mic ',
        use: 'Mic',
        reach: 'show',
        edit: { kind: 'renameSource', from: 'mic ', to: 'Mic' },
      },
    ]);
    expect(findings.map(placeOf)).toEqual([{ at: 'segment', id: 'a' }]);
  });

  it('is looked for in the scene and on the source where it should be', () => {
    expect(
      found(
        { kind: 'visibility', scene: 'Panel', source: 'Mic', on },
        { kind: 'visibility', scene: 'Panels', source: 'Logo', on },
        { kind: 'filter', source: 'Logo', filter: 'fade', on },
        { kind: 'filter', source: 'Nothing', filter: 'Fade', on },
        { kind: 'scene', scene: 'Hosts', transition: { name: 'Fad', duration: null } },
      ).map((finding) => [
        finding.code,
        'what' in finding ? finding.what : null,
        'closest' in finding ? finding.closest : null,
        fixesOf(finding).length,
      ]),
    ).toEqual([
      // It is there elsewhere: everything else that names it means it.
      ['cueNameMissing', 'source', null, 0],
      ['cueNameMissing', 'scene', 'Panel', 2],
      ['cueNameMissing', 'filter', 'Fade', 1],
      ['cueNameMissing', 'filtered', null, 0],
      ['cueNameMissing', 'scene', 'Host', 2],
      ['transitionUnknown', null, 'Fade', 2],
    ]);
  });

  it('offers a press wherever it asks what was meant, for the cues alone where the name means something else', () => {
    const furnishings = { ...furnished, sources: { Panel: ['Mics'], Host: ['Mic'] } };
    const plan = show(
      [
        withCues(
          'a',
          { kind: 'visibility', scene: 'Panel', source: 'Mic', on },
          { kind: 'media', input: 'Host', action: 'play' },
          { kind: 'hotkey', name: 'Repla' },
        ),
        segment('b', { scene: 'Host', speakerIds: ['x'] }),
      ],
      { date: null, speakers: [speaker('x', { microphone: 'Host' })] },
    );
    const inputs = [...furnished.inputs, { name: 'Hosts', kind: 'ffmpeg_source', muted: false, decibels: 0 }];
    const drawings = {};
    const observed = { ...furnishings, inputs };
    const findings = checkShow(plan, { observed, drawings });
    expect(findings.map((finding) => 'closest' in finding && finding.closest)).toEqual([
      'Mics',
      'Hosts',
      'Replay',
      'Hosts',
    ]);
    let mended = plan;
    for (const finding of findings) {
      const fix = fixesOf(finding).find(({ kind }) => kind === 'edit');
      if (fix?.kind !== 'edit') throw new Error(`no press for ${finding.code}`);
      const edited = applyEdit(mended, fix.edit);
      if (!edited.ok) throw new Error(edited.problem.code);
      mended = edited.value.show;
    }
    expect(checkShow(mended, { observed, drawings })).toEqual([]);
    // What is named rightly elsewhere is left alone.
    expect(mended.segments.map(({ scene }) => scene)).toEqual(['Host', 'Host']);
  });

  it('is not called missing where a group of the scene may hold it: cues do not reach in there', () => {
    const inGroups = { ...furnished, scenesWithGroups: ['Panel'] };
    const switches = (scene: string, source: string): CueEffect => ({
      kind: 'visibility',
      scene,
      source,
      on,
    });
    const plan = show([withCues('a', switches('Panel', 'Mic'), switches('Panel', 'Nothing like it'))]);
    const findings = checkShow(plan, { observed: inGroups, drawings: {} });
    expect(findings).toMatchObject([
      { severity: 'problem', code: 'cueNameMissing', name: 'Nothing like it' },
      { severity: 'warning', code: 'maybeInGroup', scene: 'Panel', name: 'Mic', segmentIds: ['a'] },
    ]);
    expect(findings.map(placeOf)).toEqual([
      { at: 'segment', id: 'a' },
      { at: 'segment', id: 'a' },
    ]);
  });

  it('is told where a cue plays what is no media', () => {
    expect(
      found(
        { kind: 'media', input: 'Logo', action: 'play' },
        { kind: 'media', input: 'Mic', action: 'stop' },
      ),
    ).toEqual([
      { severity: 'problem', code: 'inputNoMedia', name: 'Logo', segmentIds: ['a', 'b'] },
      { severity: 'problem', code: 'inputNoMedia', name: 'Mic', segmentIds: ['a', 'b'] },
    ]);
  });

  it('is told where a hotkey could be several, an input has no sound, or nothing is named yet', () => {
    expect(
      found(
        { kind: 'hotkey', name: 'Mute' },
        { kind: 'volume', input: 'Logo', decibels: 0, over: 0 },
        { kind: 'hotkey', name: '' },
      ).map(({ code }) => code),
    ).toEqual(['cueIncomplete', 'hotkeyAmbiguous', 'inputWithoutSound']);
  });
});

describe('sound', () => {
  const desktop = { name: 'Desktop', kind: 'pulse_output_capture', muted: false, decibels: 0 };
  const mic = { name: 'Mic', kind: 'pulse_input_capture', muted: false, decibels: 0 };
  const observed: ObservedForCheck = {
    ...obs,
    inputs: [desktop, mic],
    heard: { 'Holding slide': ['Desktop', 'Mic'], Host: ['Desktop', 'Mic'] },
  };

  it('that no take turns off is named before the show, by scene', () => {
    const quiet = webinar({ speakers: [] });
    expect(checkShow(quiet, { observed, drawings: {} })).toContainEqual({
      severity: 'warning',
      code: 'heardWithSoundOff',
      scene: 'Holding slide',
      inputs: ['Desktop'],
    });
  });

  it('of a microphone that OBS does not have is told once, with whom it is of', () => {
    const people = [speaker('x', { microphone: 'mic' }), speaker('y', { microphone: 'mic' }), speaker('z')];
    const plan = show([segment('a', { scene: 'Host' })], { speakers: people, date: null });
    const [finding] = checkShow(plan, { observed: { ...observed, heard: {} }, drawings: {} });
    expect(finding).toMatchObject({
      code: 'microphoneMissing',
      name: 'mic',
      speakerIds: ['x', 'y'],
      closest: 'Mic',
    });
    expect(finding && placeOf(finding)).toEqual({ at: 'person', id: 'x' });
    expect(finding && fixesOf(finding)).toHaveLength(1);
  });

  const codes = (speakers: readonly Speaker[], segments: readonly Segment[], hostId: string | null = null) =>
    checkShow(show(segments, { speakers, hostId, date: null }), {
      observed: { ...observed, heard: {} },
      drawings: {},
    }).filter(({ code }) => code === 'noMicrophone' || code === 'microphoneShared');
  const mics = (...names: readonly (string | null)[]): readonly Speaker[] =>
    names.map((microphone, index) => speaker(`p${index}`, { microphone }));
  const talk = (...speakerIds: readonly string[]): Segment =>
    segment(`of ${speakerIds.join(' ')}`, { scene: 'Host', speakerIds });

  it('a speaker on no microphone is named where others have one: that name comes by hand', () => {
    const findings = codes(mics('Mic', null, null), [talk('p0', 'p1', 'p2')]);
    expect(findings).toEqual([{ severity: 'warning', code: 'noMicrophone', speakerIds: ['p1', 'p2'] }]);
    expect(findings[0] && placeOf(findings[0])).toEqual({ at: 'person', id: 'p1' });
    expect(codes(mics(null, null), [talk('p0', 'p1')])).toEqual([]);
  });

  it('two speakers on one microphone are named where they share a segment, or one is the host', () => {
    const shared = { severity: 'warning', code: 'microphoneShared', name: 'Mic', speakerIds: ['p0', 'p1'] };
    expect(codes(mics('Mic', 'Mic'), [talk('p0', 'p1')])).toEqual([shared]);
    expect(codes(mics('Mic', 'Mic'), [talk('p0'), talk('p1')])).toEqual([]);
    expect(codes(mics('Mic', 'Mic'), [talk('p0'), talk('p1')], 'p1')).toEqual([shared]);
  });
});
