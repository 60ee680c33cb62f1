import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, diff } from '../../src/contract/patch';

/** As it is after a way through JSON, which knows no -0. */
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('patches between published values', () => {
  it('applying what changed gives the new value', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const changes = JSON.parse(JSON.stringify(diff(before, after))) as ReturnType<typeof diff>;
        expect(applyChanges(before, changes)).toEqual(after);
      }),
    );
  });

  it('sends that a key has gone which every object inherits', () => {
    expect(diff({ valueOf: false }, {})).toEqual([{ path: ['valueOf'] }]);
    expect(applyChanges({}, diff({}, { toString: 1 }))).toEqual({ toString: 1 });
  });

  it('says nothing about what stayed', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(diff(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  it('keeps the identity of what it leaves alone', () => {
    const before = { show: { segments: [{ id: 'a' }, { id: 'b' }] }, run: { on: 1 } };
    const after = { ...before, show: { segments: [before.show.segments[0], { id: 'c' }] } };
    const mirrored = applyChanges(before, diff(before, after)) as typeof before;
    expect(mirrored.run).toBe(before.run);
    expect(mirrored.show.segments[0]).toBe(before.show.segments[0]);
    expect(mirrored.show.segments[1]).toEqual({ id: 'c' });
  });

  it('never reaches a prototype', () => {
    applyChanges({}, [{ path: ['__proto__', 'polluted'], value: true }]);
    applyChanges({}, [{ path: ['constructor', 'prototype', 'polluted'], value: true }]);
    expect('polluted' in {}).toBe(false);
  });
});
