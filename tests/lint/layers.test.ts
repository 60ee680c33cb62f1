import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Plants a breach of each fence in a copy of the tree's shape and expects the linter, with the project's own
 * configuration, to name it; and the neighbour that is allowed, to say nothing.
 */

const repository = resolve(import.meta.dirname, '../..');

interface Planted {
  readonly file: string;
  readonly source: string;
  /** The rule that must speak, or null where none may. */
  readonly rule: string | null;
}

const allowed = (file: string, source: string): Planted => ({ file, source, rule: null });
const importing = (file: string, from: string): Planted => ({
  file,
  source: `import { x } from '${from}';\nx();\n`,
  rule: 'lectern(rooms)',
});

const breaches: readonly Planted[] = [
  importing('src/core/run/a.ts', '../../contract/messages'),
  importing('src/core/run/b.ts', '../../main/app/host'),
  importing('src/core/c.ts', '../practice-obs/world'),
  importing('src/core/d.ts', 'node:fs'),
  importing('src/core/e.ts', 'zod'),
  importing('src/core/f.ts', '../../tests/support/until'),
  importing('src/contract/a.ts', '../main/app/host'),
  importing('src/contract/b.ts', 'ws'),
  importing('src/contract/c.ts', '../renderer/client/mirror'),
  importing('src/words/a.ts', '../core/show/model'),
  importing('src/words/b.ts', 'i18next'),
  importing('src/core/g.ts', '../words/english'),
  importing('src/practice-obs/a.ts', '../core/show/model'),
  importing('src/practice-obs/b.ts', '../contract/messages'),
  importing('src/practice-obs/c.ts', 'obs-websocket-js/json'),
  importing('src/main/app/a.ts', '../../renderer/ui/button'),
  importing('src/main/app/b.ts', '../../preload/index'),
  importing('src/main/app/c.ts', 'electron'),
  importing('src/main/serve.ts', './electron/windows'),
  importing('src/main/storage/a.ts', 'electron-store'),
  importing('src/main/app/d.ts', '../index'),
  importing('src/preload/a.ts', '../core/show/model'),
  importing('src/preload/b.ts', '../main/electron/ipc'),
  importing('src/preload/c.ts', 'node:fs'),
  importing('src/renderer/host/a.ts', '../../main/app/host'),
  importing('src/renderer/host/b.ts', '../../practice-obs/world'),
  importing('src/renderer/host/c.ts', '../../preload/index'),
  importing('src/renderer/host/d.ts', 'electron'),
  importing('src/renderer/host/e.ts', 'node:path'),
  {
    file: 'src/core/types.ts',
    source: "import type { X } from '../main/app/host';\nexport type Y = X;\n",
    rule: 'lectern(rooms)',
  },
  {
    file: 'src/core/reexport.ts',
    source: "export { x } from '../main/app/host';\n",
    rule: 'lectern(rooms)',
  },
  { file: 'src/core/star.ts', source: "export * from '../main/app/host';\n", rule: 'lectern(rooms)' },
  {
    file: 'src/core/dynamic.ts',
    source: "export const x = (): Promise<unknown> => import('../main/app/host');\n",
    rule: 'lectern(rooms)',
  },
  {
    file: 'src/core/inline.ts',
    source: "export type X = import('../main/app/host').X;\n",
    rule: 'lectern(rooms)',
  },
  {
    file: 'src/core/now.ts',
    source: 'export const x = Date.now();\n',
    rule: 'eslint(no-restricted-properties)',
  },
  { file: 'src/core/new-date.ts', source: 'export const x = new Date();\n', rule: 'lectern(no-clock)' },
  { file: 'src/core/date-call.ts', source: 'export const x = Date();\n', rule: 'lectern(no-clock)' },
  {
    file: 'src/core/chance.ts',
    source: 'export const x = Math.random();\n',
    rule: 'eslint(no-restricted-properties)',
  },
  ...[
    'performance.now()',
    'setTimeout(() => {}, 1)',
    'setInterval(() => {}, 1)',
    'process.pid',
    'crypto.randomUUID()',
    'globalThis',
  ].map((expression, at) => ({
    file: `src/core/global-${at}.ts`,
    source: `export const x = ${expression};\n`,
    rule: 'eslint(no-restricted-globals)',
  })),
  {
    file: 'src/main/app/floating.ts',
    source: 'async function save(): Promise<void> {}\nexport function go(): void {\n  save();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: 'src/main/app/any.ts',
    source: 'export const x = (y: any): unknown => y;\n',
    rule: 'typescript(no-explicit-any)',
  },
  {
    file: 'src/core/switch.ts',
    source: "export function f(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n      return;\n  }\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    file: 'src/main/app/default.ts',
    source: 'export default 1;\n',
    rule: 'import(no-default-export)',
  },
];

const neighbours: readonly Planted[] = [
  allowed(
    'src/core/run/ok.ts',
    "import { x } from '../show/model';\nx(new Date(0), Date.UTC(2023, 9, 27));\n",
  ),
  allowed('src/contract/ok.ts', "import { z } from 'zod';\nimport { x } from '../core/show/model';\nx(z);\n"),
  allowed('src/practice-obs/ok.ts', "import { x } from './world/model';\nimport { y } from 'ws';\nx(y);\n"),
  allowed(
    'src/main/app/ok.ts',
    "import { x } from '../../core/show/model';\nimport { y } from '../../practice-obs/server';\nx(y, Date.now());\n",
  ),
  allowed(
    'src/main/electron/ok.ts',
    "import { app } from 'electron';\nimport { x } from '../app/host';\nx(app);\n",
  ),
  allowed(
    'src/main/index.ts',
    "import Store from 'electron-store';\nimport { x } from './electron/ok';\nx(Store);\n",
  ),
  allowed(
    'src/preload/ok.ts',
    "import { x } from 'electron';\nimport { y } from '../contract/port';\nx(y);\n",
  ),
  allowed('src/renderer/host/ok.ts', "import { x } from '../../core/show/model';\nx(performance.now());\n"),
  allowed(
    'src/renderer/i18n/ok.ts',
    "import { x } from '../../words/english';\nimport { y } from 'i18next';\nx(y);\n",
  ),
  allowed(
    'src/main/app/words.ts',
    "import { x } from '../../words/english';\nimport { y } from 'i18next';\nx(y);\n",
  ),
];

const named = new Map<string, readonly string[]>();
let tree = '';

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'lectern-lint-'));
  const config = JSON.parse(readFileSync(join(repository, '.oxlintrc.json'), 'utf8')) as object;
  const plugin = join(repository, 'scripts/lint/rules.mjs');
  writeFileSync(join(tree, '.oxlintrc.json'), JSON.stringify({ ...config, jsPlugins: [plugin] }));
  cpSync(join(repository, 'tsconfig.base.json'), join(tree, 'tsconfig.json'));
  for (const { file, source } of [...breaches, ...neighbours]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), source);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--format=json'],
    { cwd: tree, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
  };
  for (const { code, filename } of diagnostics) named.set(filename, [...(named.get(filename) ?? []), code]);
}, 30_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the linter', () => {
  it.each(breaches)('names the breach in $file', ({ file, rule }) => {
    expect(named.get(file)).toContain(rule);
  });
  it.each(neighbours)('lets $file pass', ({ file }) => {
    expect(named.get(file)).toBeUndefined();
  });
});
