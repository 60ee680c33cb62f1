import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { formatLength } from '../../src/core/time/write';
import { axe } from '../support/axe';
import { launchBrowser } from '../support/chromium';
import { airPanel, goButton, logStrip, seeOnAir } from '../support/consolePage';
import { temporaryHome } from '../support/electronApp';
import { startHeadless } from '../support/headless';
import { openPaired } from '../support/pairedPage';
import { until } from '../support/until';

/** A rehearsal as it is seen, from its start to a time of it in the plan, by the keyboard alone. */

let browser: Browser;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});
afterAll(() => browser.close());

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).focus();
  await page.keyboard.press('Enter');
}

it('a rehearsal at 60× is marked in both windows, is left, and gives the plan a time', async () => {
  const lectern = await startHeadless({ home: temporaryHome() });
  endings.push(() => lectern.served.child.kill());
  const { context, page } = await openPaired(browser, lectern);
  endings.push(() => context.close());
  await goButton(page).waitFor();

  await command(page, 'rehearse');
  // Its first choice has the focus.
  await page.getByRole('radio', { name: 'OBS is left alone' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('OBS is left alone. Nothing goes live.').waitFor();
  await page.getByText('The clock stands until the first GO.').waitFor();

  await press(page, '60×');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('Space');
  await seeOnAir(page, 'Pre-show slate', 'REHEARSAL');
  expect(await page.getByText('ON AIR', { exact: true }).count()).toBe(0);
  await logStrip(page).getByText('REHEARSAL').first().waitFor();

  const host = await context.newPage();
  await host.goto(`${lectern.served.origin}/host/`);
  await host.getByRole('banner').getByText('REHEARSAL', { exact: true }).waitFor();
  expect(await axe(host)).toEqual([]);
  // Minutes go by in seconds, in this window as in that.
  await host
    .getByRole('banner')
    .getByText(/15:5[1-9]:\d\d/)
    .waitFor();
  await page.bringToFront();
  await airPanel(page)
    .getByText(/[1-9]:\d\d elapsed/)
    .waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Space');
  await seeOnAir(page, 'Welcome', 'REHEARSAL');

  await press(page, 'Leave');
  const again = page.getByRole('button', { name: 'Leave all the same' });
  await again.focus();
  await until('the second press counts', 5_000, async () => {
    if (lectern.screen.published.session?.run.rehearsal === null) return true;
    await page.keyboard.press('Enter');
    return false;
  });
  await airPanel(page).getByText('Before the show').waitFor();

  await command(page, 'runs of this show');
  await page.getByRole('list', { name: 'Runs, latest first' }).getByText('REHEARSAL').waitFor();
  await page.getByRole('button', { name: /^Open the run of/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Rehearsal: OBS was left alone, nothing went live').waitFor();
  const times = page.getByRole('region', { name: 'Rehearsed times into the plan' });
  const use = times.getByRole('button', { name: /^Use .* for Pre-show slate$/ });
  const offered = (await use.textContent())?.replace('Use ', '') ?? '';
  await use.focus();
  await page.keyboard.press('Enter');
  await times.getByRole('button', { name: /^In the plan: .* for Pre-show slate$/ }).waitFor();
  expect(formatLength(lectern.screen.published.session?.show.segments[0]?.duration ?? 0)).toBe(offered);
  expect(await axe(page)).toEqual([]);
  await press(page, 'Undo the last edit');
  await use.waitFor();
});
