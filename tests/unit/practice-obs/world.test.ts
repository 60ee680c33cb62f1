import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeScene, orphans, reaches, renameSource, shownIn } from '../../../src/practice-obs/world/edit';
import { newItem } from '../../../src/practice-obs/world/model';
import { bundledScenes, practiceWorld } from '../../../src/practice-obs/world/practiceWorld';
import { readWorld } from '../../../src/practice-obs/world/read';

const world = practiceWorld(bundledScenes, { width: 1280, height: 720 });

/** 'Host' also shows 'Panel'. */
const nested = changeScene(world, 'Host', (scene) => ({
  ...scene,
  items: [...scene.items, newItem(9, 'Panel', true)],
}));

describe('a saved world', () => {
  it('is read as it was', () => {
    const saved: unknown = JSON.parse(JSON.stringify(nested));
    expect(readWorld(saved)).toEqual(nested);
  });

  it.each([
    ['none', null],
    ['a word', 'world'],
    ['of another shape', { scenes: [] }],
    ['with a scene on air that is not there', { ...world, program: 'Nowhere' }],
    ['with a preview that is not there', { ...world, preview: 'Nowhere' }],
    ['with two scenes of one name', { ...world, scenes: [...world.scenes, world.scenes[0]] }],
    ['with an item of nothing', renameOnly('Slides')],
    [
      'with a scene within itself',
      changeScene(nested, 'Panel', (scene) => ({ ...scene, items: [newItem(1, 'Host', true)] })),
    ],
    [
      'with a kind of input that OBS has not',
      { ...world, inputs: world.inputs.map((input) => ({ ...input, kind: 'x' })) },
    ],
    ['with a duration of no length', { ...world, transitionDuration: 0 }],
    ['with a frame rate of nothing', { ...world, video: { ...world.video, fpsNumerator: 0 } }],
  ])('%s is refused', (_what, saved) => {
    expect(readWorld(saved)).toBeNull();
  });

  it('never throws, whatever is there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (saved) => {
        expect(readWorld(saved)).toBeNull();
      }),
    );
  });

  it('with one thing torn out of it is refused or still whole, never half read', () => {
    const paths = pathsIn(JSON.parse(JSON.stringify(nested)));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const saved = JSON.parse(JSON.stringify(nested)) as Tree;
        const read = readWorld(replaced(saved, path, value as Tree)) ?? world;
        expect(shownIn(read, read.program)).toContain(read.program);
      }),
      { numRuns: 500 },
    );
  });
});

type Tree = null | string | number | boolean | Tree[] | { [key: string]: Tree };

function renameOnly(name: string): unknown {
  return { ...world, inputs: world.inputs.filter((input) => input.name !== name) };
}

function pathsIn(tree: Tree, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof tree !== 'object' || tree === null) return [above];
  return [above, ...Object.entries(tree).flatMap(([key, inner]) => pathsIn(inner, [...above, key]))];
}

function replaced(tree: Tree, [key, ...rest]: readonly string[], value: Tree): Tree {
  if (key === undefined) return value;
  const copy = Array.isArray(tree) ? [...tree] : { ...(tree as { [key: string]: Tree }) };
  const slot = copy as { [key: string]: Tree };
  slot[key] = replaced(slot[key] ?? null, rest, value);
  return copy;
}

describe('scenes', () => {
  it('show what is nested in them, and what is disabled not', () => {
    expect(shownIn(nested, 'Host').has('Guest 3')).toBe(true);
    const hidden = changeScene(nested, 'Host', (scene) => ({
      ...scene,
      items: scene.items.map((item) => ({ ...item, enabled: item.source !== 'Panel' })),
    }));
    expect(shownIn(hidden, 'Host').has('Guest 3')).toBe(false);
  });

  it('know what they would close a circle with', () => {
    expect(reaches(nested, 'Host', 'Panel')).toBe(true);
    expect(reaches(nested, 'Panel', 'Host')).toBe(false);
  });

  it('keep their names wherever they are used', () => {
    const renamed = renameSource({ ...nested, program: 'Panel' }, 'Panel', 'Round table');
    expect(renamed.program).toBe('Round table');
    expect(shownIn(renamed, 'Host').has('Round table')).toBe(true);
    expect(JSON.stringify(renamed)).not.toContain('"Panel"');
  });

  it('let go of inputs that none of them holds', () => {
    const bare = { ...world, scenes: world.scenes.map((scene) => ({ ...scene, items: [] })) };
    expect(orphans(world)).toEqual([]);
    expect(orphans(bare)).toEqual(world.inputs);
  });
});
