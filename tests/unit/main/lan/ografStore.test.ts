import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOgrafStore } from '../../../../src/main/lan/ografStore';

const manifest = JSON.stringify({
  $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json',
  id: 'strap',
  name: 'A strap',
  main: 'strap.mjs',
  supportsRealTime: true,
  supportsNonRealTime: false,
  schema: { type: 'object', properties: { name: { type: 'string' } } },
});
const file = (path: string, text: string) => ({ path, data: Buffer.from(text).toString('base64') });
const strap = [file('my strap/strap.ograf.json', manifest), file('my strap/strap.mjs', 'export default 1')];

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-store-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('a package is kept under what is in it, and found again after a start', () => {
  const brought = createOgrafStore(home).bring(strap);
  if (!brought.ok) throw new Error(brought.problem);
  expect(brought.value.name).toBe('A strap');
  const again = createOgrafStore(home);
  expect(again.find(brought.value.id)).toMatchObject({ name: 'A strap', main: 'strap.mjs' });
  expect(readFileSync(join(again.folder(brought.value.id), 'strap.mjs'), 'utf8')).toBe('export default 1');
  expect(again.bring(strap)).toEqual(brought);
});

it('what would be written elsewhere is not written at all', () => {
  const sly = [...strap, file('my strap/../../outside.mjs', 'x'), file('my strap/a\\b.mjs', 'x')];
  const brought = createOgrafStore(home).bring(sly);
  if (!brought.ok) throw new Error(brought.problem);
  expect(readdirSync(home)).toEqual(['ograf']);
  expect(readdirSync(join(home, 'ograf'))).toEqual([brought.value.id]);
  expect(readdirSync(join(home, 'ograf', brought.value.id)).toSorted()).toEqual([
    'strap.mjs',
    'strap.ograf.json',
  ]);
  expect(existsSync(join(home, 'outside.mjs'))).toBe(false);
});

it('a folder that is no package, or too large, is refused, and nothing is kept', () => {
  const store = createOgrafStore(home);
  expect(store.bring([file('a.txt', 'x')])).toEqual({ ok: false, problem: 'ografNoManifest' });
  const many = Array.from({ length: 301 }, (_, index) => file(`my strap/${index}.png`, 'x'));
  expect(store.bring([...strap, ...many])).toEqual({ ok: false, problem: 'ografTooLarge' });
  expect(store.bring([...strap, file('my strap/a.mp4', 'x'.repeat(7_000_000))])).toEqual({
    ok: false,
    problem: 'ografTooLarge',
  });
  expect(readdirSync(home)).toEqual([]);
});

it('a package that is not there, or was taken apart, is none', () => {
  const store = createOgrafStore(home);
  expect(store.find('0'.repeat(32))).toBeNull();
  const brought = store.bring(strap);
  if (!brought.ok) throw new Error(brought.problem);
  rmSync(join(store.folder(brought.value.id), 'strap.mjs'));
  expect(createOgrafStore(home).find(brought.value.id)).toBeNull();
});
