#!/usr/bin/env node
/** Lectern in a terminal: `lectern check SHOW --obs ws://host:port`, or `npm run -s check -- SHOW --obs …` from here. */
import './setup/node-version.mjs';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { root, run, say } from './setup/run.mjs';

try {
  await ensureDependencies();
  await ensureBuilt();
  const cli = join(root, 'out/main/cli.cjs');
  process.exitCode = await run(process.execPath, [cli, ...process.argv.slice(2)], {
    // npm has gone to the repository; the show is where the caller is.
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
} catch (error) {
  say(error.message);
  process.exitCode = 2;
}
