import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { scenesNamed } from '../../src/core/obs/ownership';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { launchBrowser } from '../support/chromium';
import { goButton } from '../support/consolePage';
import { type HeadlessApp, startHeadless } from '../support/headless';
import { until } from '../support/until';

/** "Build my OBS" on the console's screen, on an OBS that has little of what the show names. */

let browser: Browser;
let obs: PracticeObs;
let lectern: HeadlessApp;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  obs = await startPracticeObs({ scenes: ['Host', 'My own'] });
  lectern = await startHeadless({ args: ['--obs', obs.url] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto((await lectern.served.nextLine()).replace(/^.*(http:)/, '$1'));
  await goButton(page).waitFor();
  await lectern.screen.until('OBS is there', ({ obs: { link } }) => link.status === 'connected');
});
afterEach(async () => {
  await page.context().close();
  await lectern.served.stop();
  await obs.close();
});

/** By the keyboard alone, as a producer who knows what they look for. */
async function openByKeys(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('Build my');
  await page.keyboard.press('Enter');
  await drawer().waitFor();
}

function drawer() {
  return page.getByRole('region', { name: 'Build my OBS' });
}

function scenes(): readonly string[] {
  return obs.snapshot().scenes.map(({ name }) => name);
}

it('says what it will make, makes it, and takes it away again, by the keyboard alone', async () => {
  const before = scenes();
  const missing = scenesNamed(bundledShow()).filter((scene) => !before.includes(scene));
  expect(missing.length).toBeGreaterThan(0);
  await openByKeys();
  for (const scene of missing) {
    await drawer().getByText(`A scene ‘${scene}’`, { exact: true }).waitFor();
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(scenes()).toEqual(before);

  // What it will make has the focus: it is the obvious next thing.
  await page.locator('button:focus', { hasText: 'Build my OBS' }).waitFor();
  await page.keyboard.press('Enter');
  await drawer().getByText('OBS has all that this show names.', { exact: true }).waitFor();
  expect(scenes()).toEqual(expect.arrayContaining([...missing]));

  await drawer().getByText('Made by Lectern in this OBS').focus();
  await page.keyboard.press('Enter');
  const remove = drawer().getByRole('button', { name: 'Remove what Lectern made' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await drawer().getByText('Removed. Your own scenes and sources are as they were.').waitFor();
  await until('they are gone', 5_000, () => scenes().join() === before.join());
});

it('says what stays, and why', async () => {
  await lectern.screen.call('buildObs', {});
  obs.person.addInput('Panel + Q&A', 'Camera 2');
  await openByKeys();
  await drawer().getByText('Made by Lectern in this OBS').click();
  const stays = drawer().getByText('‘Panel + Q&A’: it holds something of yours');
  await stays.waitFor();
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'detached' });
  expect(scenes()).toContain('Panel + Q&A');
});

it('says what OBS refused, and what is left to make, which the next press makes', async () => {
  const comment = 'A source already exists by that scene name.';
  await openByKeys();
  await page.locator('button:focus', { hasText: 'Build my OBS' }).waitFor();
  obs.faults.add({ kind: 'refuse', request: 'CreateInput', code: 601, comment, times: 1 });
  await page.keyboard.press('Enter');
  await drawer().getByText(`OBS did not make all of it: ${comment}`).waitFor();
  await drawer().getByText('This is still to be made in OBS:').waitFor();
  const [first] = scenesNamed(bundledShow());
  expect(scenes()).toContain(first);
  await drawer().getByText(`A scene ‘${first}’`, { exact: true }).waitFor({ state: 'detached' });
  await drawer().getByText('A scene ‘Panel’', { exact: true }).waitFor();
  await page.locator('button:focus', { hasText: 'Build my OBS' }).waitFor();
  await page.keyboard.press('Enter');
  await drawer().getByText('OBS has all that this show names.', { exact: true }).waitFor();
  expect(scenes()).toEqual(expect.arrayContaining([...scenesNamed(bundledShow())]));
  // The slate was the scene that OBS had made empty.
  const slate = obs.snapshot().scenes.find(({ name }) => name === bundledShow().slateScene);
  expect(slate?.items.map(({ source }) => source)).toEqual([
    'Lectern slate',
    'Lectern slate title',
    'Lectern captions',
  ]);
});
