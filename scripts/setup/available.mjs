/** What of the machine the heavier tests can use. One answer for the test runner and for the tests. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findElectron } from './electron.mjs';

/** The full path of the first of `names` that is on PATH, or null. */
function program(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return null;
}

/** @typedef {'screen' | 'obs' | 'electron' | 'chromium' | 'tesseract' | 'ffmpeg' | 'speech' | 'keyring'} Need */

const macBrowser = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium-like browser, or null. */
export function browserPath() {
  const found = program('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  return found ?? (existsSync(macBrowser) ? macBrowser : null);
}

/** @type {Record<Need, { there: () => boolean, get: string }>} */
const needs = {
  screen: {
    // Only Linux programs need a display of their own to be started hidden; elsewhere the desktop is it.
    there: () => process.platform !== 'linux' || program('Xvfb') !== null,
    get: 'install xvfb and xauth',
  },
  obs: {
    there: () => process.platform === 'linux' && program('obs') !== null && program('Xvfb') !== null,
    get: 'on Debian or Ubuntu, install obs-studio, obs-plugins, xvfb and libgl1-mesa-dri',
  },
  electron: { there: () => findElectron() !== null, get: 'run npm start once with a connection' },
  chromium: { there: () => browserPath() !== null, get: 'install chromium' },
  tesseract: { there: () => program('tesseract') !== null, get: 'install tesseract-ocr' },
  ffmpeg: { there: () => program('ffmpeg') !== null, get: 'install ffmpeg' },
  speech: {
    there: () => program('espeak-ng') !== null && program('sox') !== null,
    get: 'install espeak-ng and sox',
  },
  keyring: {
    there: () => program('gnome-keyring-daemon') !== null && program('dbus-run-session') !== null,
    get: 'install gnome-keyring and dbus',
  },
};

/**
 * Why something that needs all of `wanted` cannot run here, as a clause with the way to get it; null when it can.
 * @param {...Need} wanted
 * @returns {string | null}
 */
export function whyNot(...wanted) {
  const lacking = wanted.filter((need) => !needs[need].there());
  if (lacking.length === 0) return null;
  return `no ${lacking.join(', no ')} here; ${lacking.map((need) => needs[need].get).join('; ')}`;
}
