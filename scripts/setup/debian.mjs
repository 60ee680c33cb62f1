/** System packages on Debian and Ubuntu. Elsewhere everything here answers "cannot tell". */
import { existsSync } from 'node:fs';
import { ask, say } from './run.mjs';

/** What Electron needs to run. Names joined by `|` are one package's names in different releases. */
export const electronLibraries = [
  'libgtk-3-0|libgtk-3-0t64',
  'libnss3',
  'libasound2|libasound2t64',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0|libatk-bridge2.0-0t64',
  'libcups2|libcups2t64',
  'libdrm2',
  'libxkbcommon0',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'dbus',
  'fonts-dejavu-core',
];

/** What the tests need besides: a screen, a real OBS, a browser, something to read pictures with. */
export const testPackages = [
  'xvfb',
  'xauth',
  'libgl1-mesa-dri',
  'obs-studio',
  'obs-plugins',
  'chromium',
  'tesseract-ocr',
  'ffmpeg',
  'espeak-ng',
  'sox',
  'gnome-keyring',
  'fonts-noto-core',
  'fonts-noto-color-emoji',
  'fonts-noto-cjk',
];

const isDebian = process.platform === 'linux' && existsSync('/etc/debian_version');

/** Those of `packages` that are not installed (their first name); null where that cannot be told. */
function missing(packages) {
  if (!isDebian) return null;
  return packages
    .filter((names) => !names.split('|').some((name) => ask('dpkg', ['-s', name]).ok))
    .map((names) => names.split('|').find(isOffered) ?? names.split('|')[0]);
}

function isOffered(name) {
  return /Candidate: (?!\(none\))/.test(ask('apt-cache', ['policy', name]).out);
}

/**
 * Installs what is missing of `packages` where we may (root on Debian or Ubuntu), and says what to install
 * where we may not. Never throws: what then cannot run is reported by its own name.
 */
export function ensurePackages(packages, purpose) {
  let lacking = missing(packages);
  if (lacking === null || lacking.length === 0) return;
  if (process.getuid() !== 0) {
    say(
      `${purpose} needs system packages: sudo apt-get install --no-install-recommends ${lacking.join(' ')}`,
    );
    return;
  }
  say(`installing system packages: ${lacking.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  ask('apt-get', ['update', '-qq'], { env });
  // Asked again: a fresh machine offers no package by any name before the update.
  lacking = missing(packages);
  const { ok, out } = ask('apt-get', ['install', '-y', '--no-install-recommends', ...lacking], { env });
  if (!ok) say(`apt-get could not install all of ${lacking.join(', ')}:\n${out.trimEnd()}`);
}
