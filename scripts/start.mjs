/**
 * `npm start [-- --obs ws://host:port]`: sets up what is missing, builds what is out of date, and opens the app;
 * without a display (or with --headless) it serves the console to a browser instead.
 */
import './setup/node-version.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { electronLibraries, ensurePackages } from './setup/debian.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ask, root, run, say } from './setup/run.mjs';

const args = process.argv.slice(2).filter((arg) => arg !== '--headless');
const headless = args.length < process.argv.length - 2;

try {
  process.exitCode = await start();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}

async function start() {
  await ensureDependencies();
  const electron = headless || !hasDisplay() ? null : await readyElectron();
  await ensureBuilt();
  if (electron !== null) {
    // Chromium refuses its sandbox to root, and root to its sandbox.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return run(electron.executable, [...sandbox, root, ...args]);
  }
  if (!headless) say('no display: serving the console to a browser');
  return run(process.execPath, [join(root, 'out/main/serve.cjs'), ...args]);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function readyElectron() {
  ensurePackages(electronLibraries, 'the app');
  const electron = await ensureElectron();
  if (electron === null) return null;
  const lacking = missingLibraries(electron.executable);
  if (lacking.length > 0) {
    say(`Electron cannot run here, these libraries are missing: ${lacking.join(', ')}`);
    return null;
  }
  if (sandboxForbidden()) {
    say(
      'this system forbids programs to make their own sandbox, and Electron may refuse to start. ' +
        'For this session: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0',
    );
  }
  return electron;
}

/** Asked of the binary itself: true on every distribution. */
function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  const { out } = ask('ldd', [executable]);
  return [...out.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

function sandboxForbidden() {
  if (process.platform !== 'linux' || process.getuid() === 0) return false;
  try {
    return readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1';
  } catch {
    return false;
  }
}
