import { describe, expect, it } from 'vitest';
import { keyRows } from '../../../../src/renderer/features/settings/keyRows';

function caps(label: RegExp, letterKeys = true): readonly string[] | undefined {
  return keyRows(letterKeys).find((row) => label.test(row.label))?.caps;
}

describe('the list of keys', () => {
  it('names every key of GO, one by one, and what the number pad has only once', () => {
    expect(caps(/^GO/)).toEqual(['Space', 'F12', 'Ctrl Enter']);
    expect(caps(/^One minute less/)).toEqual(['−']);
  });

  it('puts the nine captions in one row', () => {
    const ranges = keyRows(true).flatMap((row) => row.caps.filter((cap) => cap.includes('–')));
    expect(ranges).toEqual(['1–9', '⇧1–⇧9']);
  });

  it('lists no key under what it does not do: Ctrl+Z is no Back', () => {
    expect(caps(/^Back/)).toEqual(['B']);
    expect(caps(/^Back/, false)).toBeUndefined();
  });
});
