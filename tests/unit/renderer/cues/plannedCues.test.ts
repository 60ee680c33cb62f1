import { describe, expect, it } from 'vitest';
import type { Observed } from '../../../../src/core/obs/observed';
import type { Cue } from '../../../../src/core/show/cues';
import type { PlannedCue } from '../../../../src/renderer/features/cues/plannedCues';
import { plannedCues } from '../../../../src/renderer/features/cues/plannedCues';
import { cueRows, unplannedCues } from '../../../../src/renderer/features/rundown/cues';
import { publishedOf } from '../../../support/fakeWire';
import { fireIdOf, obsDoesCues, onPanel, webinarWithCues } from '../../../support/cueStage';
import { Stage } from '../../../support/stage';

function planned(stage: Stage, observed: Partial<Observed> = {}, connected = true): readonly PlannedCue[] {
  const seen = publishedOf(stage).obs.observed;
  const { document, run } = stage.state;
  return plannedCues(document.show, run, seen && { ...seen, ...observed }, connected);
}

function said(cues: readonly PlannedCue[]): readonly string[] {
  return cues.map(({ cue, news, mayRun, maySkip }) =>
    [cue.id, news?.kind ?? 'later', mayRun && 'run', maySkip && 'skip'].filter(Boolean).join(' '),
  );
}

describe('cues of the segment on air', () => {
  it('are those with GO, after the start, before the end, by hand', () => {
    const stage = onPanel();
    expect(said(planned(stage))).toEqual([
      'mute sent',
      'fade sent',
      'logo later skip',
      'record later skip',
      'note later skip',
      'intro later run',
    ]);
    obsDoesCues(stage);
    expect(said(planned(stage)).slice(0, 2)).toEqual(['mute done', 'fade done']);
    const startedAt = stage.state.run.onAir?.startedAt ?? 0;
    expect(planned(stage).map(({ due }) => due && due - startedAt)).toEqual([
      null,
      null,
      35_000,
      60_000,
      30 * 60_000,
      null,
    ]);
  });

  it('can be run or skipped where something is to be decided', () => {
    const stage = onPanel();
    const fireId = fireIdOf(stage, 'mute');
    stage.report({ type: 'cueFailed', fireId, problem: { why: 'silent' } });
    stage.report({ type: 'cueClosed', fireId: fireIdOf(stage, 'fade') });
    stage.wait(61_000);
    expect(said(planned(stage)).slice(0, 4)).toEqual([
      'mute failed run skip',
      'fade unknown run skip',
      'logo sent',
      'record asking run skip',
    ]);
    const expectedOnAir = stage.onAir ?? '';
    stage.send({ type: 'skipCue', expectedOnAir, cueId: 'record' });
    expect(said(planned(stage))[3]).toBe('record skipped run');
  });

  it('by hand can be run again once they are done; others cannot', () => {
    const stage = onPanel();
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'intro' });
    obsDoesCues(stage);
    expect(said(planned(stage)).at(-1)).toBe('intro done run');
    expect(said(planned(stage))[0]).toBe('mute done');
  });

  it('that need OBS cannot be run while it is away; a note can', () => {
    const stage = onPanel();
    stage.obs = { ...stage.obs, connected: false };
    stage.send({ type: 'setHold', on: true });
    stage.wait(31 * 60_000);
    expect(said(planned(stage, {}, false)).slice(2)).toEqual([
      'logo missed skip',
      'record missed skip',
      'note missed run skip',
      'intro later',
    ]);
  });

  it('are marked where somebody changed in OBS what they did, and only the latest that did it', () => {
    const cues: readonly Cue[] = [
      { id: 'off', trigger: { kind: 'take' }, effect: { kind: 'mute', input: 'Mic', on: true } },
      { id: 'on', trigger: { kind: 'hand' }, effect: { kind: 'mute', input: 'Mic', on: false } },
      {
        id: 'soft',
        trigger: { kind: 'take' },
        effect: { kind: 'volume', input: 'Mic', decibels: -20, over: 0 },
      },
    ];
    const mic = (muted: boolean, decibels: number): Partial<Observed> => ({
      inputs: [{ name: 'Mic', kind: 'pulse_input_capture', muted, decibels }],
    });
    const stage = onPanel(cues);
    // Sent is not done: nothing can have been changed since.
    expect(said(planned(stage, mic(false, 0)))).toEqual(['off sent', 'soft sent', 'on later run']);
    obsDoesCues(stage);
    expect(said(planned(stage, mic(true, -19.9)))).toEqual(['off done', 'soft done', 'on later run']);
    expect(said(planned(stage, mic(false, -3)))).toEqual(['off theirs', 'soft theirs', 'on later run']);
    // An input that has gone was changed by nobody.
    expect(said(planned(stage, { inputs: [] }))[0]).toBe('off done');
    // While OBS is away what it showed is only a memory.
    expect(said(planned(stage, mic(false, -3), false))[0]).toBe('off done');
    stage.wait(1_000);
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'on' });
    obsDoesCues(stage);
    expect(said(planned(stage, mic(false, -20)))).toEqual(['off done', 'soft done', 'on done run']);
    expect(said(planned(stage, mic(true, -20)))).toEqual(['off done', 'soft done', 'on theirs run']);
  });

  it('are marked the same where a source or a filter was switched', () => {
    const cues: readonly Cue[] = [
      {
        id: 'logo',
        trigger: { kind: 'take' },
        effect: { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true },
      },
      {
        id: 'blur',
        trigger: { kind: 'take' },
        effect: { kind: 'filter', source: 'Camera', filter: 'Blur', on: false },
      },
    ];
    const stage = onPanel(cues);
    obsDoesCues(stage);
    const seen = (logoOff: readonly string[], blurOff: readonly string[]): readonly string[] =>
      said(
        planned(stage, {
          sources: { Panel: ['Logo'] },
          sourcesOff: { Panel: logoOff },
          filters: { Camera: ['Blur'] },
          filtersOff: { Camera: blurOff },
        }),
      );
    expect(seen([], ['Blur'])).toEqual(['logo done', 'blur done']);
    expect(seen(['Logo'], [])).toEqual(['logo theirs', 'blur theirs']);
    expect(said(planned(stage))).toEqual(['logo done', 'blur done']);
  });

  it('of segments that were jumped over stand first, as what the take made true again', () => {
    const stage = onPanel();
    stage.back({ late: true });
    stage.wait(2_000);
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'closing', armed: true });
    stage.obsDoesIt();
    expect(planned(stage).map(({ cue, carried }) => [cue.id, carried])).toEqual([
      ['mute', true],
      ['fade', true],
      ['logo', true],
    ]);
  });

  it('that were made true again under sound off wait with it: nobody changed them in OBS', () => {
    const effect = { kind: 'mute', input: 'Mic', on: false } as const;
    const quiet = (soundOff: boolean): readonly string[] => {
      const plain = webinarWithCues([{ id: 'open', trigger: { kind: 'take' }, effect }]);
      const segments = plain.segments.map((each) => (each.id === 'closing' ? { ...each, soundOff } : each));
      const stage = new Stage({ ...plain, segments }, '15:50');
      stage.go();
      stage.wait(2_000);
      stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'closing', armed: true });
      stage.obsDoesIt();
      obsDoesCues(stage);
      const inputs = [{ name: 'Mic', kind: 'pulse_input_capture', muted: true, decibels: 0 }];
      return said(planned(stage, { inputs }));
    };
    expect(quiet(true)).toEqual(['open done']);
    expect(quiet(false)).toEqual(['open theirs']);
  });

  it('are none while nothing is on air', () => {
    expect(planned(new Stage(webinarWithCues(), '15:50'))).toEqual([]);
  });
});

describe('rows under the segment on air', () => {
  it('are the scene, its cues, the names, and what comes late or by hand', () => {
    const stage = onPanel();
    const { document, run } = stage.state;
    const rows = cueRows(unplannedCues(document.show, run, []), planned(stage));
    expect(rows.map((row) => (row.of === 'plan' ? row.planned.cue.id : row.unplanned.title))).toEqual([
      'Panel',
      'mute',
      'fade',
      'logo',
      'record',
      'Name paul',
      'Name morshed',
      'Name coby',
      'note',
      'intro',
    ]);
  });

  it('stay where they are when a cue runs', () => {
    const stage = onPanel();
    const keys = (): readonly string[] => planned(stage).map(({ cue }) => cue.id);
    const before = keys();
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'intro' });
    stage.wait(40_000);
    obsDoesCues(stage);
    expect(keys()).toEqual(before);
  });
});
