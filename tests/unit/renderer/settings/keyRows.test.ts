import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyRows } from '../../../../src/renderer/features/settings/keyRows';

function caps(label: RegExp, letterKeys = true): readonly string[] | undefined {
  return keyRows(letterKeys).find((row) => label.test(row.label))?.caps;
}

/** As the readme writes it: `⇧Esc` is `Shift Esc`, `1–9` two keys and a dash. */
function asTyped(cap: string): string {
  const [from = '', to = from] = cap.split('–');
  const written = from.replace('⇧', 'Shift ');
  return to === from ? `\`${written}\`` : `\`${written}\`–\`${to.replace('⇧', '')}\``;
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

  it('has no key that the readme leaves out', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8');
    const [, keys = ''] = readme.split('## Keys');
    const all = keyRows(true).flatMap((row) => row.caps);
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((cap) => !keys.includes(asTyped(cap)))).toEqual([]);
  });

  it('lists no key under what it does not do: Ctrl+Z is no Back', () => {
    expect(caps(/^Back/)).toEqual(['B']);
    expect(caps(/^Back/, false)).toBeUndefined();
  });
});
