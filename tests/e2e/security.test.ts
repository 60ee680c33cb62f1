import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../scripts/setup/electron.mjs';
import { keep } from '../support/child';
import { type RunningApp, launchApp, repository, startAppScreen } from '../support/electronApp';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

const own = 'lectern://app/producer/';

let screen: Screen;
let lectern: RunningApp;
let page: Page;

beforeAll(async () => {
  screen = await startAppScreen();
  // With a camera and a microphone there, a refusal is a refusal.
  lectern = await launchApp({ screen, args: ['--use-fake-device-for-media-stream'] });
  page = await lectern.window('/producer/');
  await page.waitForLoadState('load');
});

afterAll(async () => {
  await lectern.close();
  await screen.stop();
});

/** How many windows there are, those included that nobody sees. */
function windows(): Promise<number> {
  return lectern.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

/** What a page's policy stops is told to the page as an event: what it stopped, by directive. */
function violation(act: string): Promise<string> {
  return page.evaluate(
    (code) =>
      new Promise<string>((told) => {
        document.addEventListener(
          'securitypolicyviolation',
          (event) => told(`${event.effectiveDirective} ${event.blockedURI}`),
          { once: true },
        );
        (window as unknown as { acts: Record<string, () => void> }).acts[code]?.();
      }),
    act,
  );
}

describe('a page of the app', () => {
  it('has nothing of Node and nothing of Electron', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  it('runs in a sandbox, isolated, under the web’s own rules', async () => {
    const preferences = await lectern.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag: webviewTag === true };
      }),
    );
    expect(preferences.length).toBeGreaterThan(0);
    for (const each of preferences) {
      expect(each).toEqual({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
    }
  });

  it.each([
    ['script', 'script-src-elem inline'],
    ['picture', 'img-src https://example.org/a.png'],
    ['frame', 'frame-src https://example.org'],
    ['request', 'connect-src https://example.org/'],
    ['socket', 'connect-src ws://example.org/'],
    ['style', 'style-src-elem inline'],
    ['base', 'base-uri https://example.org/'],
    ['form', 'form-action https://example.org/?'],
  ])('loads nothing from elsewhere: %s', async (kind, stopped) => {
    await page.evaluate(() => {
      const add = (tag: string, fields: Record<string, string>): HTMLElement => {
        const element = Object.assign(document.createElement(tag), fields);
        document.body.append(element);
        return element;
      };
      const acts = {
        script: () => add('script', { textContent: 'window.ran = true' }),
        picture: () => add('img', { src: 'https://example.org/a.png' }),
        frame: () => add('iframe', { src: 'https://example.org/' }),
        request: () => void fetch('https://example.org/').catch(() => {}),
        socket: () => new WebSocket('ws://example.org/'),
        style: () => add('style', { textContent: 'body { color: red }' }),
        base: () => add('base', { href: 'https://example.org/' }),
        form: () => (add('form', { action: 'https://example.org/' }) as HTMLFormElement).submit(),
      };
      Object.assign(window, { acts });
    });
    expect(await violation(kind)).toBe(stopped);
    expect(page.url()).toBe(own);
  });

  it.each([
    ['https://example.org/', [true]],
    ['lectern://app/host/', [true]],
    // Chromium itself stops these before anybody is asked.
    ['file:///etc/passwd', []],
    ['data:text/html,x', []],
  ])('does not go to %s', async (address, asked) => {
    const refusals = await lectern.app.evaluateHandle(({ BrowserWindow }, console_) => {
      const contents = BrowserWindow.getAllWindows().find(
        (window) => window.webContents.getURL() === console_,
      )?.webContents;
      const seen: boolean[] = [];
      contents?.on('will-frame-navigate', (event) => seen.push(event.defaultPrevented));
      return seen;
    }, own);
    await page.evaluate((to) => {
      location.href = to;
    }, address);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
    expect(await refusals.jsonValue()).toEqual(asked);
    expect(page.url()).toBe(own);
    expect(await page.evaluate(() => location.href)).toBe(own);
  });

  it('opens no window', async () => {
    const before = await windows();
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('lectern://app/host/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true);
    expect(await windows()).toBe(before);
  });

  it('is given no permission', async () => {
    const states = await page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read'];
      return Promise.all(
        names.map(async (name) => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          return `${name}: ${state}`;
        }),
      );
    });
    for (const state of states) expect(state).toMatch(/: denied$/);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    const stopped = (ask: (nothing: null) => Promise<unknown>): Promise<unknown> =>
      page.evaluate(ask, null).then(
        () => 'allowed',
        (error: Error) => error.message,
      );
    expect(await stopped(() => navigator.mediaDevices.getUserMedia({ audio: true }))).toMatch(
      /NotAllowed|Permission denied/,
    );
    expect(await stopped(() => navigator.mediaDevices.getDisplayMedia())).toMatch(
      /Not supported|Permission denied/,
    );
  });

  it('saves a show to a file, and nothing else', async () => {
    const file = join(lectern.home, 'saved.lectern');
    const downloads = await lectern.app.evaluateHandle(({ session }, path) => {
      const seen: { name: string; stopped: boolean; state: string }[] = [];
      session.defaultSession.on('will-download', (event, item) => {
        const entry = { name: item.getFilename(), stopped: event.defaultPrevented, state: 'started' };
        seen.push(entry);
        // Spares the test the system's dialog.
        if (!entry.stopped) item.setSavePath(path);
        item.once('done', (_done, state) => {
          entry.state = state;
        });
      });
      return seen;
    }, file);
    const save = (name: string): Promise<void> =>
      page.evaluate((download) => {
        const href = URL.createObjectURL(new Blob(['a show']));
        Object.assign(document.createElement('a'), { href, download }).click();
      }, name);
    await save('virus.exe');
    await save('My webinar.lectern');
    await until('both were asked about and done', 5_000, async () => {
      const seen = await downloads.jsonValue();
      return seen.length === 2 && seen[1]?.state === 'completed';
    });
    expect(await downloads.jsonValue()).toMatchObject([
      { name: 'virus.exe', stopped: true },
      { name: 'My webinar.lectern', stopped: false },
    ]);
    expect(readFileSync(file, 'utf8')).toBe('a show');
  });
});

describe('the app’s own addresses', () => {
  it.each([
    'lectern://app/..%2f..%2fpackage.json',
    'lectern://app/assets/..%2f..%2f..%2fpackage.json',
    'lectern://app/../../package.json',
    'lectern://other/producer/',
    'lectern://app/nothing.js',
  ])('%s leads nowhere', async (address) => {
    const answer = await lectern.app.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          ({ status }) => `status ${status}`,
          (error: unknown) => String(error),
        ),
      address,
    );
    expect(answer).toContain('net::ERR_FILE_NOT_FOUND');
  });

  it('carry the policy and lead to the pages', async () => {
    const [status, policy] = await lectern.app.evaluate(async ({ net }, url) => {
      const answer = await net.fetch(url);
      return [answer.status, answer.headers.get('content-security-policy')] as const;
    }, own);
    expect(status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('the port', () => {
  /** Opens `address` in a window that is none of ours, with a preload that asks for a port as ours does. */
  async function stranger(address: string): Promise<boolean> {
    const preload = join(lectern.home, 'stranger.cjs');
    writeFileSync(
      preload,
      `const { ipcRenderer } = require('electron');
       ipcRenderer.on('lectern:port', () => { document.title = 'got a port'; });
       ipcRenderer.send('lectern:connect');`,
    );
    return lectern.app.evaluate(
      async ({ BrowserWindow }, options) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload: options.preload, sandbox: true },
        });
        await window.loadURL(options.address);
        // What was sent before the page had loaded has been answered before this is.
        const title = (await window.webContents.executeJavaScript('document.title')) as string;
        window.destroy();
        return title === 'got a port';
      },
      { preload, address },
    );
  }

  it('is for our own windows: another window gets none, on our own page either', async () => {
    expect(await stranger(own)).toBe(false);
    expect(await stranger('lectern://app/host/')).toBe(false);
    expect(await stranger('lectern://app/strip/')).toBe(false);
    expect(await stranger('data:text/html,x')).toBe(false);
  });

  it('is for the page itself: a frame within it gets none', async () => {
    const answers = await lectern.app.evaluate(async ({ BrowserWindow, ipcMain }, console_) => {
      const contents = BrowserWindow.getAllWindows().find(
        (window) => window.webContents.getURL() === console_,
      )?.webContents;
      if (!contents) throw new Error('no console');
      // No frame can get into the page; so one is made up, and asks through the same door.
      const offered: string[] = [];
      const frame = (url: string): object => ({ url, postMessage: (name: string) => offered.push(name) });
      const ask = (senderFrame: object | null): void => {
        ipcMain.emit('lectern:connect', { sender: contents, senderFrame });
      };
      ask(frame(console_));
      ask(frame('https://example.org/'));
      ask(null);
      return offered;
    }, own);
    expect(answers).toEqual([]);
  });
});

describe('a second start', () => {
  it('ends by itself and brings the first to the front', async () => {
    const electron = findElectron();
    if (electron === null) throw new Error('there is no Electron');
    await lectern.app.evaluate(({ BrowserWindow }, console_) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL() === console_)
        ?.minimize();
    }, own);
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), repository];
    const second = await keep(
      spawn(electron.executable, args, {
        stdio: 'ignore',
        env: { ...process.env, ...screen.env, LECTERN_HOME: lectern.home },
      }),
      'a second Lectern',
    );
    expect(await second.ended).toEqual({ code: 0, signal: null });
    const front = (): Promise<boolean> =>
      lectern.app.evaluate(
        ({ BrowserWindow }, console_) =>
          BrowserWindow.getAllWindows()
            .find((window) => window.webContents.getURL() === console_)
            ?.isMinimized() === false,
        own,
      );
    await until('the console is back', 5_000, front);
  });
});
