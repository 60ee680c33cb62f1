import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './run.mjs';

const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
const stamp = join(root, 'out/.built-from');
const sources = ['src', 'resources', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** Builds out/ when it was not built from exactly these sources. */
export async function ensureBuilt() {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say('building');
  const code = await run(process.execPath, [electronVite, 'build', '--logLevel', 'warn']);
  if (code !== 0) throw new Error('the build failed; what it printed above says why.');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, now);
}

function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    } else hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  };
  for (const path of sources) add(path);
  return hash.digest('hex');
}
