import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeGuard } from '../../src/core/run/decide';
import { launchBrowser } from '../support/chromium';
import {
  airPanel,
  captionsPanel,
  goButton,
  goByKey,
  logStrip,
  personRow,
  secondsOn,
  seeOnAir,
  writeToHost,
} from '../support/consolePage';
import { type HeadlessApp, startHeadless } from '../support/headless';
import { until } from '../support/until';

/** The console as a page of the headless app, on the practice OBS, in the machine's own Chromium. */

let browser: Browser;
let lectern: HeadlessApp;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  lectern = await startHeadless();
  page = await open(1600, 900);
});
afterEach(async () => {
  await page.context().close();
  await lectern.served.stop();
});

async function open(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const opened = await context.newPage();
  opened.setDefaultTimeout(10_000);
  // Each use of the one-time link prints the next one.
  await opened.goto((await lectern.served.nextLine()).replace(/^.*(http:)/, '$1'));
  await goButton(opened).waitFor();
  return opened;
}

/** The practice OBS is never early; only the guard after a GO holds the next one up. */
async function go(title: string): Promise<void> {
  const lastTakeAt = lectern.screen.published.session?.run.lastTakeAt ?? 0;
  await until('the guard after a GO is over', 3_000, () => Date.now() - lastTakeAt > takeGuard);
  await goByKey(page, title);
  await seeOnAir(page, title, 'PRACTICE');
}

describe('the console in a browser', () => {
  it('takes the first GO with nothing else installed, and says that it is practice', async () => {
    await page.getByText('Nothing goes live').waitFor();
    await go('Pre-show slate');
    expect(await page.getByText('ON AIR', { exact: true }).count()).toBe(0);
    await logStrip(page)
      .getByText(/GO → Pre-show slate · scene ‘Holding slide’ · accepted by OBS in \d+ ms/)
      .waitFor();
  });

  it('runs the whole show with nothing but the keyboard', async () => {
    await go('Pre-show slate');
    await go('Welcome');
    const clock = airPanel(page).getByRole('timer');
    const left = await secondsOn(clock);
    await page.keyboard.press('+');
    await until('a minute more', 5_000, async () => (await secondsOn(clock)) > left + 50);

    await go('Setting the scene');
    await personRow(page, 'Amal Chevreau')
      .getByText(/^PRACTICE \d/)
      .waitFor();
    await page.keyboard.press('c');
    await personRow(page, 'Sarah de Heusch')
      .getByText(/^PRACTICE \d/)
      .waitFor();
    await page.keyboard.press('2');
    await personRow(page, 'Sarah de Heusch')
      .getByText(/^PRACTICE/)
      .waitFor({ state: 'detached' });
    await page.keyboard.press('h');
    await captionsPanel(page).getByText('Held: no name comes by itself').waitFor();
    await page.keyboard.press('h');

    await writeToHost(page, 'Speak up, b and c are letters here');
    // Slate works from a field, too.
    await page.keyboard.press('m');
    await page.locator('[aria-label^="Message to"]:focus').waitFor();
    await page.keyboard.press('Shift+Escape');
    await airPanel(page).getByRole('heading', { name: 'Slate over Setting the scene' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Escape');
    await seeOnAir(page, 'Setting the scene', 'PRACTICE');

    await go('Panel discussion');
    await page.keyboard.press('b');
    await seeOnAir(page, 'Setting the scene', 'PRACTICE');
    await go('Panel discussion');

    await page.keyboard.press('Control+k');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('automatic captions off');
    await page.keyboard.press('Enter');
    await logStrip(page).getByText('Auto captions off').waitFor();

    await go('Q&A');
    await go('Closing');
    await page.keyboard.press('Space');
    await goButton(page).filter({ hasText: 'Again to end show' }).waitFor();
    await until('the second press counts', 3_000, async () => {
      await page.keyboard.press('Space');
      return (await page.getByText('Ended', { exact: true }).count()) > 0;
    });
    expect(lectern.screen.published.session?.run.done.map(({ segment }) => segment.title)).toEqual([
      'Pre-show slate',
      'Welcome',
      'Setting the scene',
      'Panel discussion',
      'Q&A',
      'Closing',
    ]);
  });

  it('goes from GO to the keys beside it and on to the rundown by Tab', async () => {
    await goButton(page).focus();
    const walked: string[] = [];
    for (let n = 0; n < 4; n++) {
      await page.keyboard.press('Tab');
      walked.push(await page.evaluate(() => document.activeElement?.textContent ?? ''));
    }
    expect(walked.join(' | ')).toMatch(/Hold.*Slate/);
  });
});

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  /** What axe finds wrong, in few words. */
  async function findings(on: Page): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: on }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
  }

  beforeEach(async () => {
    await lectern.screen.call('setTheme', { theme });
    await page.locator(`[data-theme=${theme}]`).first().waitFor();
  });

  it('the console has nothing that axe objects to, before the show and on air', async () => {
    expect(await findings(page)).toEqual([]);
    await go('Pre-show slate');
    await go('Welcome');
    await go('Setting the scene');
    await personRow(page, 'Amal Chevreau')
      .getByText(/^PRACTICE \d/)
      .waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('the edit mode has nothing that axe objects to', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Done', exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('the host view has nothing that axe objects to, before the show and on air', async () => {
    const host = await page.context().newPage();
    await host.goto(`${lectern.served.origin}/host/`);
    await host.getByText('Not started', { exact: true }).waitFor();
    expect(await findings(host)).toEqual([]);
    await go('Pre-show slate');
    await go('Welcome');
    await go('Setting the scene');
    await lectern.screen.call('sendMessage', { text: 'Two minutes more', urgent: true });
    await host.getByRole('button', { name: 'Got it' }).waitFor();
    await host.getByText('PRACTICE', { exact: true }).first().waitFor();
    expect(await findings(host)).toEqual([]);
  });

  it('the start screen has nothing that axe objects to', async () => {
    await lectern.screen.call('closeShow', {});
    await page.getByRole('heading', { name: 'Recent shows' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
