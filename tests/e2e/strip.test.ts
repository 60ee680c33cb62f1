import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { JSHandle, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute } from '../../src/core/time/units';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { airPanel, goButton, seeOnAir } from '../support/consolePage';
import { type RunningApp, launchApp, startAppScreen } from '../support/electronApp';
import { homeWithRun } from '../support/unfinishedRun';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

/** What a producer has of the console while another program is in front: the strip, and the flag in the taskbar. */

let screen: Screen;
let lectern: RunningApp;
let page: Page;
let strip: Page;
/** What the taskbar was told of the console. */
let flagged: JSHandle<boolean[]>;

beforeAll(async () => {
  screen = await startAppScreen();
  const now = Date.now();
  const show = { ...bundledShow(), outputs: ['virtualCam'] as const };
  const home = await homeWithRun(
    show,
    [50, 40, 20].map((ago) => now - ago * minute),
  );
  lectern = await launchApp({ screen, home });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  flagged = await lectern.app.evaluateHandle(({ BrowserWindow }) => {
    const told: boolean[] = [];
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.webContents.getURL().includes('/producer/')) continue;
      window.flashFrame = (on) => void told.push(on);
    }
    return told;
  });
});
afterAll(async () => {
  await lectern.kill();
  await screen.stop();
});

interface Seen {
  readonly visible: boolean;
  readonly focused: boolean;
  readonly onTop: boolean;
  readonly x: number;
  readonly height: number;
}

/** The window of a page of ours as the desktop has it; `null` where there is none. */
function look(part: 'producer' | 'host' | 'strip'): Promise<Seen | null> {
  return lectern.app.evaluate(({ BrowserWindow }, of): Seen | null => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes(`/${of}/`),
    );
    if (!window) return null;
    const { x, height } = window.getBounds();
    return {
      visible: window.isVisible(),
      focused: window.isFocused(),
      onTop: window.isAlwaysOnTop(),
      x,
      height,
    };
  }, part);
}

function tell(part: 'producer' | 'strip', what: 'blur' | 'focus' | 'hide' | 'show' | 'nudge'): Promise<void> {
  return lectern.app.evaluate(
    ({ BrowserWindow }, [of, act]) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().includes(`/${of}/`),
      );
      if (!window) throw new Error(`no ${of}`);
      if (act === 'nudge') window.setPosition(300, 500);
      else window[act]();
    },
    [part, what] as const,
  );
}

async function stripComes(): Promise<void> {
  await until('the strip is there', 5_000, async () => (await look('strip'))?.visible === true);
}

async function stripGoes(): Promise<void> {
  await until('the strip is gone', 5_000, async () => (await look('strip'))?.visible !== true);
}

/** The alarm about the virtual camera, which this show needs. */
const alarm = 'The virtual camera is not running.';

describe('while another program is in front of the console', () => {
  it('the strip comes, over everything, and leaves the focus where it is', async () => {
    await page.getByText(alarm).waitFor();
    await page.getByRole('button', { name: 'Start virtual camera' }).click();
    await page.getByText(alarm).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Take ‘Speaker + slides’ again' }).click();
    await seeOnAir(page, 'Setting the scene', 'PRACTICE');
    expect(await look('strip')).toBeNull();
    await tell('producer', 'blur');
    strip = await lectern.window('/strip/');
    strip.setDefaultTimeout(10_000);
    await stripComes();
    expect(await look('strip')).toMatchObject({ focused: false, onTop: true });
    expect(await look('producer')).toMatchObject({ focused: false });
    await goButton(strip).filter({ hasText: 'Panel discussion' }).waitFor();
    await strip.getByRole('heading', { name: 'Setting the scene' }).waitFor();
    expect(await strip.getByRole('timer').innerText()).toMatch(/^[+]?\d+:\d\d$/);
  });

  it('a press that only now gives it the focus asks; the second takes, as on the console', async () => {
    // What drives the page makes it believe that it has the focus; here it has none, as beneath another program.
    const wire = await strip.context().newCDPSession(strip);
    await wire.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await goButton(strip).filter({ hasText: 'asks first' }).waitFor();
    await goButton(strip).click();
    await goButton(strip).filter({ hasText: 'Again to GO' }).waitFor();
    expect(await airPanel(page).getByRole('heading').innerText()).toBe('Setting the scene');
    await goButton(strip)
      .filter({ hasText: /clears in [12] s/ })
      .waitFor();
    await goButton(strip).click();
    await seeOnAir(page, 'Panel discussion', 'PRACTICE');
    await strip.getByText('PRACTICE', { exact: true }).waitFor();
    await strip.getByRole('heading', { name: 'Panel discussion' }).waitFor();
    await wire.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  });

  it('Shift+Esc is Slate, and no key does what cannot be seen there', async () => {
    await strip.keyboard.press('Control+k');
    await strip.keyboard.press('b');
    await strip.keyboard.press('Shift+Escape');
    await strip.getByRole('heading', { name: 'Slate over Panel discussion' }).waitFor();
    await page.getByText('Slate over Panel discussion').waitFor();
    expect(await strip.getByRole('dialog').count()).toBe(0);
    await strip.getByRole('button', { name: /^Leave/ }).click();
    await seeOnAir(page, 'Panel discussion', 'PRACTICE');
  });

  it('an alarm is a line of the strip, for which it grows, and flags the taskbar once', async () => {
    const small = (await look('strip'))?.height ?? 0;
    expect(await flagged.jsonValue()).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Stop virtual camera');
    await page.keyboard.press('Enter');
    // The second press counts after a moment.
    await until('the camera is stopped', 5_000, async () => {
      const again = page.getByRole('button', { name: 'Stop virtual camera' });
      if (await again.isVisible()) await again.click();
      return strip.getByText(alarm).isVisible();
    });
    await until('the strip has grown', 5_000, async () => ((await look('strip'))?.height ?? 0) > small);
    await until('the taskbar was told', 5_000, async () => (await flagged.jsonValue()).length > 0);
    expect(await flagged.jsonValue()).toEqual([true]);
    for (const theme of ['dark', 'light']) {
      await strip.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
      }, theme);
      // Electron opens no page beside it to look from.
      const { violations } = await new AxeBuilder({ page: strip }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    }
  });

  it('is walled in as every window is', async () => {
    const preferences = await lectern.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter(({ webContents }) => webContents.getURL().includes('/strip/'))
        .map(({ webContents }) =>
          (
            webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
          ).getLastWebPreferences(),
        ),
    );
    expect(preferences).toMatchObject([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    ]);
    expect(await strip.evaluate(() => 'require' in window)).toBe(false);
    expect(await strip.evaluate(() => window.open('about:blank') === null)).toBe(true);
  });

  it('keeps the place it was given; "Open console" brings the console, and the strip and the flag go', async () => {
    await tell('strip', 'nudge');
    await until('its place is kept', 5_000, () =>
      /"strip":\{"x":300,"y":500/.test(readFileSync(join(lectern.home, 'windows.json'), 'utf8')),
    );
    await strip.getByRole('status').getByRole('button', { name: 'Open console' }).click();
    await until('the console is in front', 5_000, async () => (await look('producer'))?.focused === true);
    await stripGoes();
    expect(await flagged.jsonValue()).toEqual([true, false]);
  });

  it('put away it is gone; by hand it comes beside the console, until that has the focus anew', async () => {
    await tell('producer', 'hide');
    await stripComes();
    expect((await look('strip'))?.x).toBe(300);
    // The page goes with its button.
    const gone = strip.waitForEvent('close');
    void strip
      .getByRole('button', { name: 'Put the strip away' })
      .click()
      .catch(() => {});
    await gone;
    await stripGoes();
    await tell('producer', 'show');
    await until('the console is in front', 5_000, async () => (await look('producer'))?.focused === true);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Show the strip');
    await page.keyboard.press('Enter');
    await stripComes();
    expect(await look('producer')).toMatchObject({ focused: true });
    await tell('producer', 'blur');
    await tell('producer', 'focus');
    await stripGoes();
  });

  it('the host view in front is nobody away; with the run the strip ends', async () => {
    await page.getByTitle('Open the host view').click();
    await until('the host view is in front', 5_000, async () => (await look('host'))?.focused === true);
    const since = performance.now();
    await until('longer than a flicker', 2_000, () => performance.now() - since > 600);
    expect((await look('strip'))?.visible ?? false).toBe(false);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Reset to before the show');
    await page.keyboard.press('Enter');
    // The second press counts after a moment.
    await until('its window is gone', 5_000, async () => {
      const again = page.getByRole('button', { name: 'Reset all the same' });
      if (await again.isVisible()) await again.click();
      return (await look('strip')) === null;
    });
  });
});
