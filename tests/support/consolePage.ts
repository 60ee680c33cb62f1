import type { Locator, Page } from 'playwright';

/** The producer's console as an operator reads and works it: by its words and by its keys. */

/** What the deck says is on air. */
export function airPanel(page: Page): Locator {
  return page.getByRole('region', { name: 'On air', exact: true });
}

export function goButton(page: Page): Locator {
  return page.getByTestId('go');
}

export function captionsPanel(page: Page): Locator {
  return page.getByRole('region', { name: 'Captions', exact: true });
}

/** One person's row beside their caption's buttons. */
export function personRow(page: Page, name: string): Locator {
  return captionsPanel(page).getByRole('listitem').filter({ hasText: name });
}

/** The strip at the foot: the latest actions, in sentences. */
export function logStrip(page: Page): Locator {
  return page.getByRole('contentinfo');
}

/** Waits until the deck and the rundown both say that `title` is on air. `word` is ON AIR or PRACTICE. */
export async function seeOnAir(page: Page, title: string, word = 'ON AIR'): Promise<void> {
  const air = airPanel(page);
  await air.getByRole('heading', { name: title, exact: true }).waitFor();
  await air.getByText(word, { exact: true }).first().waitFor();
  const row = page.locator('li[aria-current=step]').filter({ hasText: title });
  await row.getByText(word, { exact: true }).first().waitFor();
}

/**
 * GO by its key, once the button names `target`. An early GO arms first: the second press counts only after a
 * moment, which is awaited by what the button says.
 */
export async function goByKey(page: Page, target: string, { early = false } = {}): Promise<void> {
  const button = goButton(page);
  await button.filter({ hasText: target }).waitFor();
  await page.keyboard.press('Space');
  if (!early) return;
  await button.filter({ hasText: 'Again to' }).waitFor();
  await secondPress(page);
}

async function secondPress(page: Page): Promise<void> {
  await goButton(page)
    .filter({ hasText: /clears in [12] s/ })
    .waitFor();
  await page.keyboard.press('Space');
}

/** The drawer that says what the captions need in OBS. */
export function captionSetup(page: Page): Locator {
  return page.getByRole('region', { name: 'Set up captions in OBS' });
}

/** "Set up captions in OBS", and have it made. */
export async function setUpCaptions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up captions in OBS' }).first().click();
  const drawer = captionSetup(page);
  await drawer.getByRole('button', { name: 'Set up captions in OBS' }).click();
  await drawer.getByText('Captions are set up in OBS.').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
}

/** Whole seconds on the first clock in `where` that reads `4:59` or `1:04:59`. */
export async function secondsOn(where: Locator): Promise<number> {
  const written = /\b\d+(:\d\d){1,2}\b/.exec(await where.innerText())?.[0];
  if (written === undefined) throw new Error('no clock there');
  return written.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Writes to the host as a producer does: M, the words, Enter, and back to where Space is GO. */
export async function writeToHost(page: Page, words: string): Promise<void> {
  await page.keyboard.press('m');
  await page.locator('[aria-label^="Message to"]:focus').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.getByText(`“${words}”`).first().waitFor();
  await page.keyboard.press('Escape');
}
