import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run, say } from './run.mjs';

/** Installs what the lock file names, when node_modules does not hold exactly that. */
export async function ensureDependencies() {
  if (installedMatchesLock()) return;
  say('installing dependencies (npm ci)');
  const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
  if (code !== 0) throw new Error('npm ci failed; what it printed above says why.');
}

/** npm leaves a lock of what it really installed; packages for other systems are rightly absent from it. */
function installedMatchesLock() {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = read(join(root, 'package-lock.json'));
  const installed = read(installedLock);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there === undefined ? !entry.optional : there.version !== entry.version) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}
