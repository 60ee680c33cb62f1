/** `npm run typecheck`: every room with its own compiler settings; core has no DOM and no Node to lean on. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, root } from './setup/run.mjs';

const rooms = readdirSync(join(root, 'src')).map((room) => join('src', room));
const configs = ['.', ...rooms, 'tests'].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));

let failed = false;
for (const config of configs) {
  const { ok, out } = ask(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config]);
  if (ok) continue;
  failed = true;
  console.log(`${config}:\n${out}`);
}
process.exitCode = failed ? 1 : 0;
