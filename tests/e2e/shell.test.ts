import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goByKey, goButton, seeOnAir } from '../support/consolePage';
import { type RunningApp, launchApp, startAppScreen, temporaryHome } from '../support/electronApp';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

/** The windows and the machine around the show. */

let screen: Screen;
beforeAll(async () => {
  screen = await startAppScreen();
});
afterAll(() => screen.stop());

async function start(home?: string): Promise<[RunningApp, Page]> {
  const lectern = await launchApp({ screen, home });
  const page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  return [lectern, page];
}

/** Presses the close button of the console's window. */
function closeConsole(lectern: RunningApp): Promise<void> {
  return lectern.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('/producer/'))
      ?.close();
  });
}

/** Whether anything keeps the machine awake. The ids of blockers count up from 0. */
function staysAwake(lectern: RunningApp): Promise<boolean> {
  return lectern.app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 10 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
  );
}

interface Shown {
  readonly page: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

function shown(lectern: RunningApp): Promise<readonly Shown[]> {
  return lectern.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => ({
        page: new URL(window.webContents.getURL()).pathname,
        bounds: window.getBounds(),
      }))
      .toSorted((one, other) => one.page.localeCompare(other.page)),
  );
}

describe('while a run is live', () => {
  it('the machine does not sleep; closing the console is armed; the next start goes on where it was', async () => {
    const home = temporaryHome();
    const [lectern, page] = await start(home);
    await goButton(page).filter({ hasText: 'Pre-show slate' }).waitFor();
    expect(await staysAwake(lectern)).toBe(false);
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
    expect(await staysAwake(lectern)).toBe(true);

    // A doubled press arms and no more.
    await closeConsole(lectern);
    await closeConsole(lectern);
    await page.getByText('Close the window again to close the console').waitFor();
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');

    const pressed = performance.now();
    await until('the second press counts', 2_000, () => performance.now() - pressed > 400);
    await closeConsole(lectern);
    await lectern.gone;

    const [again, console_] = await start(home);
    await seeOnAir(console_, 'Pre-show slate', 'PRACTICE');
    await until('awake again', 5_000, () => staysAwake(again));
    await again.close();
  });

  it('quitting is armed as well', async () => {
    const [lectern, page] = await start();
    const main = lectern.app.process();
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
    const quit = (): Promise<void> => lectern.app.evaluate(({ app }) => app.quit()).catch(() => {});
    await quit();
    await quit();
    await page.getByText('Close the window again to close the console').waitFor();
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
    const pressed = performance.now();
    await until('the second press counts', 2_000, () => performance.now() - pressed > 400);
    expect(main.exitCode).toBeNull();
    await quit();
    await lectern.gone;
    expect(main.exitCode).toBe(0);
  });

  it('a system that ends the app is asked nothing', async () => {
    const [lectern, page] = await start();
    const main = lectern.app.process();
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
    main.kill('SIGTERM');
    await lectern.gone;
    expect(main.exitCode).toBe(0);
  });
});

describe('before a run', () => {
  it('the console closes at once, and the next start shows the start screen', async () => {
    const home = temporaryHome();
    const [lectern, page] = await start(home);
    await goButton(page).filter({ hasText: 'Pre-show slate' }).waitFor();
    await closeConsole(lectern);
    await lectern.gone;
    const [again, startScreen] = await start(home);
    await startScreen.getByRole('button', { name: /Demo show/ }).waitFor();
    expect(await goButton(startScreen).count()).toBe(0);
    await again.close();
  });
});

describe('windows', () => {
  it('come back where they were, the host view too, also after a kill', async () => {
    const home = temporaryHome();
    const [lectern, page] = await start(home);
    await goButton(page).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('host view');
    await page.keyboard.press('Enter');
    await lectern.window('/host/');
    await until('the host view is shown', 10_000, async () => (await shown(lectern)).length === 2);
    await lectern.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.isVisible()) continue;
        const host = window.webContents.getURL().includes('/host/');
        window.setBounds(
          host ? { x: 500, y: 300, width: 900, height: 600 } : { x: 40, y: 60, width: 1300, height: 800 },
        );
      }
    });
    const placed = await shown(lectern);
    expect(placed.map(({ bounds }) => bounds.width)).toEqual([900, 1300]);
    await until('both places are kept', 5_000, () => {
      const kept = readFileSync(`${home}/windows.json`, 'utf8');
      return (
        kept.includes('"width":900') && kept.includes('"width":1300') && kept.includes('"hostOpen":true')
      );
    });
    await lectern.kill();

    const [again] = await start(home);
    await again.window('/host/');
    await until('both are shown', 10_000, async () => (await shown(again)).length === 2);
    expect(await shown(again)).toEqual(placed);
    await again.close();
  });

  it('a page whose process dies is loaded again, and shows what is on air', async () => {
    const [lectern, page] = await start();
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
    const back = lectern.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((loaded) => {
          const contents = BrowserWindow.getAllWindows().find(({ webContents }) =>
            webContents.getURL().includes('/producer/'),
          )?.webContents;
          contents?.once('did-finish-load', () => {
            const onAir = 'document.querySelector("li[aria-current=step]")?.textContent ?? ""';
            const look = (): void => {
              void contents.executeJavaScript(onAir).then((text: string) => {
                if (text.includes('Pre-show slate')) loaded(text);
                else setTimeout(look, 50);
              });
            };
            look();
          });
          contents?.forcefullyCrashRenderer();
        }),
    );
    expect(await back).toContain('Pre-show slate');
    await lectern.kill();
  });

  it('are not throttled when covered', async () => {
    const [lectern] = await start();
    const throttled = await lectern.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getBackgroundThrottling()),
    );
    expect(throttled.length).toBeGreaterThan(0);
    expect(throttled.every((each) => !each)).toBe(true);
    await lectern.close();
  });
});

describe('system-wide keys', () => {
  it('are off by default; on, one that another program has is said to be taken', async () => {
    const [lectern, page] = await start();
    await goButton(page).waitFor();
    const ours = (): Promise<readonly boolean[]> =>
      lectern.app.evaluate(({ globalShortcut }) =>
        ['Control+Shift+F12', 'Control+Shift+F11'].map((key) => globalShortcut.isRegistered(key)),
      );
    expect(await ours()).toEqual([false, false]);
    const [other, otherPage] = await start();
    // As it starts it gives both keys back.
    await goButton(otherPage).waitFor();
    await other.app.evaluate(({ globalShortcut }) => {
      globalShortcut.register('Control+Shift+F12', () => {});
    });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: /Settings/ }).click();
    await page.getByRole('switch', { name: 'Keys for GO and Slate in every program' }).click();
    await page
      .getByText('GO: another program has Control+Shift+F12. It works in this window only.')
      .waitFor();
    await page.getByText('Slate: Control+Shift+F11 works everywhere.').waitFor();
    expect(await ours()).toEqual([false, true]);
    await other.close();
    await lectern.close();
  });
});
