import { expect, it } from 'vitest';
import { captionText } from '../../../../src/core/captions/lowerThird';
import { isInside, manifestOf, ografData, readOgraf } from '../../../../src/core/captions/ograf';

const manifest = {
  $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json',
  id: 'l3rd-name',
  name: 'Lower 3rd',
  main: './graphic.mjs',
  supportsRealTime: true,
  supportsNonRealTime: true,
  customActions: [{ id: 'highlight', name: 'Highlight' }],
  schema: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', default: 'John Doe' },
      title: { type: 'string', title: 'Title', default: 'OGraf expert' },
      colour: { type: 'string', default: 'red' },
    },
  },
  v_ours: 1,
};
const files = ['l3rd.ograf.json', 'graphic.mjs', 'fonts/a.woff2'];
const person = captionText({ name: 'Morshed Mannan', role: 'Research Fellow', organisation: 'EUI' });

function read(changes: object, among: readonly string[] = files) {
  return readOgraf(JSON.stringify({ ...manifest, ...changes }), among);
}

it('the manifest is what ends with .ograf.json', () => {
  expect(manifestOf(files)).toBe('l3rd.ograf.json');
  expect(manifestOf(['ograf.json', 'a.mjs'])).toBeNull();
});

it('a name strap is told name and title by its schema, and its own defaults for the rest', () => {
  const found = read({});
  if (!found.ok) throw new Error(found.problem);
  expect(found.value).toMatchObject({ name: 'Lower 3rd', main: 'graphic.mjs' });
  expect(ografData(found.value, person)).toEqual({
    name: 'Morshed Mannan',
    title: 'Research Fellow, EUI',
    colour: 'red',
  });
});

it('fields are known by their keys, or by the titles that people gave them', () => {
  const properties = {
    _a: { type: 'string', title: 'Full name' },
    _b: { type: 'string', title: 'Job title' },
    _c: { type: 'string', title: 'Company' },
    size: { type: 'number' },
  };
  const found = read({ schema: { type: 'object', properties } });
  if (!found.ok) throw new Error(found.problem);
  expect(ografData(found.value, person)).toEqual({ _a: 'Morshed Mannan', _b: 'Research Fellow', _c: 'EUI' });
});

it.each([
  ['of another kind', 'ografOther', { $schema: 'https://example.org/schema.json' }],
  ['without a script', 'ografNoMain', { main: 'other.mjs' }],
  ['whose script is elsewhere', 'ografNoMain', { main: 'https://example.org/graphic.mjs' }],
  ['whose script is above it', 'ografNoMain', { main: '../graphic.mjs' }],
  ['that is not live', 'ografNotLive', { supportsRealTime: false }],
  [
    'that has no name',
    'ografNoName',
    { schema: { type: 'object', properties: { score: { type: 'number' } } } },
  ],
  ['that has no schema', 'ografNoName', { schema: null }],
  ['that says no name of its own', 'ografNotRead', { name: 7 }],
  [
    'that needs the internet',
    'ografNeedsInternet',
    { renderRequirements: [{ accessToPublicInternet: { exact: true } }] },
  ],
])('a graphic %s is refused as what it is', (_, problem, changes) => {
  const among = [...files, '../graphic.mjs', 'https://example.org/graphic.mjs'];
  expect(read(changes, among)).toEqual({ ok: false, problem });
});

it.each(['', '{', 'null', '[]', '"ograf"'])('a manifest that reads %j is none', (text) => {
  expect(readOgraf(text, files)).toEqual({ ok: false, problem: 'ografNotRead' });
});

it('a path stays inside its package', () => {
  for (const path of ['a.mjs', 'fonts/a.woff2', 'a b/c-d_e.1.js']) expect(isInside(path)).toBe(true);
  for (const path of [
    '',
    '/a',
    '../a',
    'a/../b',
    'a//b',
    '.',
    'C:/a',
    'a\\b',
    'http://x/a',
    'a?b',
    'a%2f',
    'a\0',
  ])
    expect(isInside(path)).toBe(false);
});
