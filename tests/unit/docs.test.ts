import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Files of ours that a page names in code: `src/core/run/events.ts`. */
function namedIn(page: string): readonly string[] {
  const words = readFileSync(join(root, 'docs', page), 'utf8');
  return [...words.matchAll(/`((?:src|tests|docs|scripts)\/[\w./-]+\.\w+)`/g)].flatMap(
    ([, file]) => file ?? [],
  );
}

it.each(readdirSync(join(root, 'docs')).filter((page) => page.endsWith('.md')))(
  'every file that %s names is there',
  (page) => {
    expect(namedIn(page).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  },
);

it('the rules of show day name the tests that hold them', () => {
  expect(namedIn('live.md').filter((file) => file.endsWith('.test.ts')).length).toBeGreaterThan(10);
});
