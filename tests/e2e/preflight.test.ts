import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright';
import { goButton, goByKey, seeOnAir } from '../support/consolePage';
import type { RunningApp } from '../support/electronApp';
import { pictureOf, reads, wordsIn } from '../support/reading';
import { until } from '../support/until';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';

/** The check before the show in the real app, and what its fixes come to in the real OBS. */

let stage: WebinarStage;
let lectern: RunningApp;
let page: Page;

beforeAll(async () => {
  stage = await startWebinarStage();
  // The producer spelled them otherwise than the bundled show does.
  await rename('Holding slide', 'Holding slides');
  lectern = await stage.launch({ withPassword: true });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(10_000);
});

afterAll(() => stage.stop());

beforeEach(() => stage.keepPicturesOfFailure(lectern));

async function rename(sceneName: string, newSceneName: string): Promise<void> {
  await stage.watcher.call('SetSceneName', { sceneName, newSceneName });
}

function row(name: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

/** What OBS has on air once its own picture of it reads so. */
async function inObs(sign: string): Promise<string> {
  return until(`${sign} is read`, 8_000, async () => {
    const scene = await stage.program();
    return reads(await wordsIn(await pictureOf(stage.watcher, scene)), sign) && scene;
  });
}

describe('before the show, on the real OBS', () => {
  it('a misspelled scene is found as soon as OBS is there, with the one that was meant', async () => {
    await page.getByText('OBS 29.0.2', { exact: true }).waitFor();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Look at them' }).click();
    await row('Scenes').getByText('Did you mean ‘Holding slides’?').waitFor();
    await page.getByRole('complementary').getByText('Slate would fail').waitFor();
    expect(await row('Scenes').innerText()).toContain('Problem');
  });

  it('one press puts it right everywhere in the show, and GO takes what OBS has', async () => {
    await page.getByRole('button', { name: 'Use ‘Holding slides’' }).click();
    await row('Scenes').getByText('Ready', { exact: true }).waitFor();
    await row('Scenes').getByText('5 scenes, all there in OBS').waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate');
    expect(await inObs('This is Holding slide')).toBe('Holding slides');
  });

  it('a scene that is renamed there is followed: nothing is found, and GO takes it by its new name', async () => {
    await rename('Host', 'The host');
    await page.getByText('‘Host’ is called ‘The host’ in OBS now').first().waitFor();
    await page.keyboard.press('F7');
    await row('Scenes').getByText('Ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await goButton(page).filter({ hasText: 'Welcome' }).waitFor();
    await goByKey(page, 'Welcome', { early: true });
    await seeOnAir(page, 'Welcome');
    expect(await inObs('This is Host')).toBe('The host');
  });

  it('Slate goes where the fix has led it', async () => {
    await page.keyboard.press('Shift+Escape');
    expect(await inObs('This is Holding slide')).toBe('Holding slides');
    expect(await page.getByText(/refused|did not confirm/).count()).toBe(0);
  });
});
