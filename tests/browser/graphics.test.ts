import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultGraphics } from '../../src/core/captions/graphics';
import type { ConsoleInBrowser } from '../support/console';
import { openConsole } from '../support/console';

let lectern: ConsoleInBrowser;

beforeAll(async () => {
  lectern = await openConsole();
  await lectern.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await lectern.page.getByRole('tab', { name: 'Show' }).click();
});
afterAll(() => lectern.close());

/** A dot of a PNG. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('names look as the producer chooses, and the preview is what viewers will see', async () => {
  const { page } = lectern;
  const preview = page.getByRole('img', { name: /^How a name looks/ });
  await preview.locator('[data-theme=bar]').waitFor();
  await page.getByLabel('Theme', { exact: true }).selectOption('block');
  await lectern.until('the theme', ({ session }) => session?.show.graphics.theme === 'block');
  await preview.locator('[data-theme=block]').waitFor();

  await page.locator('input[type=file][accept]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: dot,
  });
  await lectern.until('the logo', ({ session }) => session?.show.graphics.logo?.name === 'logo.png');
  await preview.locator('img').waitFor();

  // What is typed as a font and is none, and what can hardly be read, is said in words.
  const font = page.getByLabel('Font', { exact: true });
  await font.fill('x; }');
  await font.press('Enter');
  await page.getByText('A font is named by letters, digits, spaces, dots and dashes.').waitFor();
  await font.fill('No Such Font');
  await font.press('Enter');
  await page.getByText('‘No Such Font’ is not on this machine: names are drawn in Inter.').waitFor();
  await page.getByLabel('Plate', { exact: true }).evaluate((input: HTMLInputElement) => {
    input.value = '#14161f';
    input.dispatchEvent(new Event('change'));
  });
  await page.getByText(/^This text is hard to read on this plate: contrast 1\.0 to 1/).waitFor();
  await page.getByRole('button', { name: 'Use the theme’s colours' }).click();
  await lectern.until('the theme’s colours', ({ session }) => session?.show.graphics.colours === null);
  const warning = page.getByText(/^This text is hard to read/);
  await warning.waitFor({ state: 'hidden' });
  expect(await warning.count()).toBe(0);
});

it('a logo that is no picture, or too large, is refused in words, and the show keeps the one that it has', async () => {
  const { page } = lectern;
  const before = lectern.session().show.graphics;
  const file = page.locator('input[type=file][accept]');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: svg });
  await page.getByText('This is no PNG, JPEG or WebP picture.').waitFor();
  const large = Buffer.concat([dot, Buffer.alloc(128 * 1024)]);
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: large });
  await page
    .getByText('This picture is larger than 128 KB. Save it smaller, then choose it again.')
    .waitFor();
  expect(lectern.session().show.graphics).toEqual(before);
  expect(before).not.toEqual(defaultGraphics);
});
