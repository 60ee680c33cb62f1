import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixesOf, placeOf } from '../../src/core/obs/fixes';
import type { OutputState } from '../../src/core/obs/outputs';
import { outputNames, programOutputs } from '../../src/core/obs/outputs';
import type { ObservedForCheck } from '../../src/core/obs/preflight';
import { findingsOf, preflight } from '../../src/core/obs/preflight';
import { applyEdit } from '../../src/core/show/edit';
import type { Cue, CueEffect } from '../../src/core/show/cues';
import type { Show } from '../../src/core/show/model';
import { segment, show, speaker } from '../support/shows';

const anyName = fc.constantFrom(
  'Host',
  'host',
  'Hosts',
  'Panel',
  'Panel + Q&A',
  'Panel and Q&A',
  'Slides',
  'نور',
  '',
);

const anyEffect: fc.Arbitrary<CueEffect> = fc.oneof(
  fc.record({
    kind: fc.constant('scene'),
    scene: anyName,
    transition: fc.option(fc.record({ name: anyName, duration: fc.constant(300) })),
  }),
  fc.record({ kind: fc.constant('visibility'), scene: anyName, source: anyName, on: fc.boolean() }),
  fc.record({ kind: fc.constant('mute'), input: anyName, on: fc.boolean() }),
  fc.record({ kind: fc.constant('media'), input: anyName, action: fc.constant('play') }),
  fc.record({ kind: fc.constant('filter'), source: anyName, filter: anyName, on: fc.boolean() }),
  fc.record({ kind: fc.constant('hotkey'), name: anyName }),
  fc.record({ kind: fc.constant('showCaption'), speakerId: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('output'), output: fc.constantFrom(...outputNames), on: fc.boolean() }),
  fc.constant({ kind: 'saveReplay' }),
);

const anyOutput: fc.Arbitrary<OutputState> = fc.constantFrom(
  { status: 'off', ended: null },
  { status: 'unavailable' },
);

const anyShow: fc.Arbitrary<Show> = fc
  .tuple(
    fc.array(
      fc.record({
        scene: fc.option(anyName),
        transition: fc.option(fc.record({ name: anyName, duration: fc.constant(300) })),
        speakerIds: fc.uniqueArray(fc.constantFrom('a', 'b')),
        soundOff: fc.boolean(),
        cues: fc
          .array(anyEffect, { maxLength: 3 })
          .map((effects) =>
            effects.map((effect, index): Cue => ({ id: `c${index}`, trigger: { kind: 'hand' }, effect })),
          ),
      }),
      { maxLength: 12 },
    ),
    fc.option(anyName),
    fc.string(),
    fc.option(anyName),
    fc.uniqueArray(fc.constantFrom(...programOutputs)),
  )
  .map(([segments, slateScene, name, microphone, outputs]) =>
    show(
      segments.map((fields, index) => segment(`s${index}`, fields)),
      { slateScene, outputs, speakers: [speaker('a', { name }), speaker('b', { microphone })] },
    ),
  );

const anyObs: fc.Arbitrary<ObservedForCheck> = fc.record({
  scenes: fc.uniqueArray(anyName),
  emptyScenes: fc.uniqueArray(anyName),
  inputs: fc.uniqueArray(anyName).chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          kind: fc.constant('x'),
          muted: fc.option(fc.boolean()),
          decibels: fc.constant(null),
        }),
      ),
    ),
  ),
  sources: fc.dictionary(anyName, fc.uniqueArray(anyName)),
  scenesWithGroups: fc.uniqueArray(anyName),
  filters: fc.dictionary(anyName, fc.uniqueArray(anyName)),
  hotkeys: fc.uniqueArray(anyName),
  ambiguousHotkeys: fc.uniqueArray(anyName),
  heard: fc.dictionary(anyName, fc.uniqueArray(anyName)),
  transitions: fc.uniqueArray(anyName).map((names) => names.map((name) => ({ name, fixed: false }))),
  captions: fc.record({
    way: fc.constantFrom('pictures', 'text'),
    measures: fc.boolean(),
    sceneReady: fc.boolean(),
    missingIn: fc.uniqueArray(anyName),
  }),
  studioMode: fc.boolean(),
  canvas: fc.constant({ width: 1_920, height: 1_080 }),
  settings: fc.record({
    output: fc.record({
      width: fc.integer({ min: 8, max: 4_096 }),
      height: fc.integer({ min: 8, max: 4_096 }),
    }),
    fps: fc.double({ min: 1, max: 240, noNaN: true }),
    freeDisk: fc.option(fc.nat()),
    recordFolder: fc.option(fc.string()),
    streamTarget: fc.option(fc.constantFrom('set', 'noService', 'noKey')),
  }),
  outputs: fc.record({
    stream: anyOutput,
    record: anyOutput,
    virtualCam: anyOutput,
    replayBuffer: anyOutput,
  }),
});

describe('the preflight of any show against any OBS', () => {
  const find = (of: Show, observed: ObservedForCheck) =>
    findingsOf(preflight({ show: of, link: 'connected', observed, drawings: {}, previewNext: false }));

  it('misses exactly the scenes that the show names and OBS lacks, each once', () => {
    fc.assert(
      fc.property(anyShow, anyObs, (of, observed) => {
        const missing = find(of, observed).flatMap((finding) =>
          finding.code === 'sceneMissing' ? [finding.scene] : [],
        );
        const named = new Set(of.segments.flatMap(({ scene }) => scene ?? []));
        expect(missing.toSorted()).toEqual(
          [...named].filter((scene) => !observed.scenes.includes(scene)).toSorted(),
        );
      }),
    );
  });

  it('offers only edits that put right what they are offered for, and that can be undone', () => {
    fc.assert(
      fc.property(anyShow, anyObs, (of, observed) => {
        for (const finding of find(of, observed)) {
          for (const fix of fixesOf(finding)) {
            if (fix.kind !== 'edit' && fix.kind !== 'startAt') continue;
            const edited = applyEdit(of, fix.edit);
            if (!edited.ok) throw new Error(edited.problem.code);
            expect(find(edited.value.show, observed)).not.toContainEqual(finding);
            const undone = applyEdit(edited.value.show, edited.value.inverse);
            expect(undone).toMatchObject({ ok: true, value: { show: of } });
          }
        }
      }),
    );
  });

  it('says each thing once, what would fail first, each with a place that is there', () => {
    fc.assert(
      fc.property(anyShow, anyObs, (of, observed) => {
        const findings = find(of, observed);
        expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).toBe(findings.length);
        const severities = findings.map(({ severity }) => severity);
        expect(severities).toEqual(severities.toSorted());
        for (const place of findings.map(placeOf)) {
          const ids = [...of.segments, ...of.speakers].map(({ id }) => id);
          expect('id' in place && place.id !== null ? ids.includes(place.id) : true).toBe(true);
        }
      }),
    );
  });

  it('judges nothing by an OBS that is away', () => {
    fc.assert(
      fc.property(anyShow, anyObs, (of, observed) => {
        const away = preflight({ show: of, link: 'retrying', observed, drawings: {}, previewNext: false });
        const never = preflight({
          show: of,
          link: 'retrying',
          observed: null,
          drawings: {},
          previewNext: false,
        });
        expect(away).toEqual(never);
      }),
    );
  });
});
