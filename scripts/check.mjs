/** `npm run -s check -- SHOW --obs ws://host:port [--json]`: the preflight of a show, in a terminal. */
import './setup/node-version.mjs';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { root, run, say } from './setup/run.mjs';

try {
  await ensureDependencies();
  await ensureBuilt();
  const args = ['check', ...process.argv.slice(2)];
  process.exitCode = await run(process.execPath, [join(root, 'out/main/cli.cjs'), ...args], {
    // npm has gone to the repository; the show is where the caller is.
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
} catch (error) {
  say(error.message);
  process.exitCode = 2;
}
