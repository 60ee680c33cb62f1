import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../../../..');

it('Inter’s licence ships beside the fonts, as its package has it', () => {
  const shipped = readFileSync(join(repository, 'src/renderer/public/licences/Inter.txt'), 'utf8');
  expect(shipped).toContain('SIL Open Font License, Version 1.1');
  expect(shipped).toBe(readFileSync(join(repository, 'node_modules/inter-ui/LICENSE.txt'), 'utf8'));
});
