import { describe, expect, it } from 'vitest';
import { type Wanted, buildSteps, removalOf } from '../../../../src/core/obs/build';
import type { SetupStep } from '../../../../src/core/obs/captionSetup';
import { fixesOf } from '../../../../src/core/obs/fixes';
import type { Known } from '../../../../src/core/obs/known';
import { known } from './known';

const bare: Partial<Known> = { own: {}, items: { Host: [] }, scenes: ['Host'] };
const wanted: Wanted = { scenes: ['Host', 'Panel', 'Break'], slateScene: 'Break', title: 'Our show' };

function steps(fields: Partial<Known>, of: Wanted = wanted): readonly SetupStep[] {
  const found = buildSteps(known(fields), 'pictures', of);
  if ('missingKind' in found) throw new Error(found.missingKind);
  return found;
}

describe('"Build my OBS"', () => {
  it('makes the scenes that are missing, a slate with the title, and the captions on all', () => {
    expect(steps(bare).map(({ makes }) => makes)).toEqual([
      { kind: 'createScene', scene: 'Panel' },
      { kind: 'createScene', scene: 'Break' },
      { kind: 'createInput', scene: 'Break', input: 'Lectern slate', inputKind: 'color_source_v3' },
      {
        kind: 'createInput',
        scene: 'Break',
        input: 'Lectern slate title',
        inputKind: 'text_ft2_source_v2',
      },
      { kind: 'createScene', scene: 'Lectern captions' },
      {
        kind: 'createInput',
        scene: 'Lectern captions',
        input: 'Lectern caption',
        inputKind: 'image_source',
      },
      { kind: 'placeCaptions', scene: 'Host' },
      { kind: 'placeCaptions', scene: 'Panel' },
      { kind: 'placeCaptions', scene: 'Break' },
    ]);
  });

  it('gives a show that names no slate one of its own', () => {
    const made = steps(bare, { scenes: ['Host'], slateScene: null, title: 'Our show' });
    expect(made.map(({ makes }) => makes)).toEqual(
      expect.arrayContaining([
        { kind: 'createScene', scene: 'Slate' },
        { kind: 'placeCaptions', scene: 'Slate' },
        { kind: 'nameSlate', scene: 'Slate' },
      ]),
    );
  });

  it('leaves a slate as it is that is there', () => {
    const made = steps({
      ...bare,
      scenes: ['Host', 'Panel', 'Break'],
      items: { Host: [], Panel: [], Break: [] },
    });
    expect(made.some(({ makes }) => makes.kind === 'createInput' && makes.scene === 'Break')).toBe(false);
  });

  it('goes on with a slate of ours of which OBS made only a part, and leaves one that a person emptied', () => {
    const partly = (fields: Partial<Known>): readonly string[] =>
      steps({ ...bare, scenes: ['Host', 'Panel', 'Break'], made: ['Panel', 'Break'], ...fields })
        .flatMap(({ makes }) => (makes.kind === 'createInput' ? [makes.input] : []))
        .filter((input) => input.startsWith('Lectern slate'));
    const back = { id: 1, source: 'Lectern slate', enabled: true };
    const captions = { id: 3, source: 'Lectern captions', enabled: true };
    const own = { captions: 'Lectern captions' };
    const empty = { Host: [], Panel: [] };
    expect(partly({ items: { ...empty, Break: [] } })).toEqual(['Lectern slate', 'Lectern slate title']);
    expect(partly({ items: { ...empty, Break: [back] } })).toEqual(['Lectern slate title']);
    expect(partly({ items: { ...empty, Break: [] }, made: ['Panel'] })).toEqual([]);
    expect(partly({ items: { ...empty, Break: [back, captions] }, own })).toEqual([]);
    expect(partly({ items: { ...empty, Break: [captions] }, own })).toEqual([]);
  });

  it('makes a slate of what this OBS has sources for', () => {
    const kinds = (inputKinds: readonly string[]): readonly string[] =>
      steps({ ...bare, inputKinds })
        .flatMap(({ makes }) => (makes.kind === 'createInput' ? [makes.inputKind] : []))
        .filter((kind) => kind !== 'image_source');
    expect(kinds(['image_source'])).toEqual([]);
    expect(kinds(['image_source', 'color_source_v3'])).toEqual(['color_source_v3']);
    expect(kinds(['image_source', 'color_source_v3', 'text_gdiplus_v3'])).toEqual([
      'color_source_v3',
      'text_gdiplus_v3',
    ]);
  });

  it('alters nothing that is there, and marks every scene and source that it makes', () => {
    const requests = steps(bare).flatMap((step) => step.requests);
    const created = requests.flatMap(({ type, data }) =>
      type === 'CreateScene' ? [data['sceneName']] : type === 'CreateInput' ? [data['inputName']] : [],
    );
    const marked = requests.flatMap(({ type, data }) =>
      type === 'SetSourcePrivateSettings' ? [data['sourceName']] : [],
    );
    expect(marked).toEqual(created);
    const placed = requests.filter(({ type }) => type === 'SetSceneItemTransform');
    expect(placed.map(({ data }) => data['sceneName'])).toEqual(['Break']);
  });

  it('says which kind of source captions would need', () => {
    expect(buildSteps(known({ ...bare, inputKinds: [] }), 'pictures', wanted)).toEqual({
      missingKind: 'image_source',
    });
  });
});

it('is offered where the show names no slate', () => {
  const fixes = fixesOf({ severity: 'warning', code: 'noSlateScene' });
  expect(fixes).toEqual([{ kind: 'build', scene: 'Slate' }]);
});

describe('what was made is removed', () => {
  const made = { made: ['Panel', 'Break'], scenes: ['Host', 'Panel', 'Break', 'Lectern captions'] };

  it('with the captions, and nothing else', () => {
    expect(removalOf(known({ ...made, program: 'Host' }), [])).toEqual({
      removes: ['Panel', 'Break', 'Lectern captions'],
      keeps: [],
    });
  });

  it('but for what is on air or in the preview, or holds something of a person’s', () => {
    const at = known({ ...made, program: 'Panel', preview: 'Break' });
    expect(removalOf(at, []).keeps).toEqual([
      { scene: 'Panel', why: 'onAir' },
      { scene: 'Break', why: 'onAir' },
    ]);
    expect(removalOf(known({ ...made, program: 'Host' }), ['Break']).keeps).toEqual([
      { scene: 'Break', why: 'holdsMore' },
    ]);
  });

  it('and for what a scene that stays shows, where it is not the captions', () => {
    const items = {
      Host: [
        { id: 1, source: 'Panel', enabled: true },
        { id: 2, source: 'Lectern captions', enabled: true },
      ],
      Panel: [{ id: 1, source: 'Break', enabled: false }],
    };
    expect(removalOf(known({ ...made, program: 'Host', items }), [])).toEqual({
      removes: ['Lectern captions'],
      keeps: [
        { scene: 'Panel', why: 'shown', within: 'Host' },
        { scene: 'Break', why: 'shown', within: 'Panel' },
      ],
    });
  });

  it('and never the last scene that OBS has', () => {
    const all = known({ made: ['Panel', 'Break'], scenes: ['Panel', 'Break'], program: null, own: {} });
    expect(removalOf(all, [])).toEqual({ removes: ['Panel'], keeps: [{ scene: 'Break', why: 'last' }] });
  });
});
