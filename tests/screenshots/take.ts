import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { minute } from '../../src/core/time/units';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { type RunningApp, launchApp, repository, startAppScreen } from '../support/electronApp';
import { homeWithRun } from '../support/unfinishedRun';
import { until } from '../support/until';

/**
 * Takes the pictures of README and docs from the running app: the bundled show on the practice OBS.
 * `npm run screenshots`, after a build.
 */
const folder = join(repository, 'docs/pictures');

/** How long ago, in minutes, the segments before the panel began: a show that runs a little late. */
const begun = [36.7, 26.3, 21.2];

export async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const screen = await startAppScreen();
  const now = Date.now();
  const home = await homeWithRun(
    bundledShow(),
    begun.map((ago) => now - ago * minute),
  );
  const app = await launchApp({ screen, home });
  try {
    const producer = await app.window('producer');
    await producer.setViewportSize({ width: 1600, height: 900 });
    // A GO before OBS is there would run without it.
    await producer
      .getByText(/Connected to OBS/)
      .first()
      .waitFor();
    await take(producer, 'Panel discussion');
    const host = await openHost(app, producer);
    await producer.bringToFront();
    await message(producer, 'Keep answers to 3 minutes, please');
    await producer.keyboard.press('2');
    // By then the pictures show what is on air now, and what comes next.
    await producer
      .getByText(/PRACTICE 0:0[67]/)
      .first()
      .waitFor();
    await shoot(producer, 'producer', 1600, 900);
    await shoot(host, 'host', 1280, 720);
    await producer.getByRole('button', { name: 'Edit', exact: true }).click();
    await producer.locator('#edit-panel').click();
    await shoot(producer, 'edit', 1280, 800);
  } finally {
    await app.kill();
    await screen.stop();
  }
}

/** Presses GO until it is on air: right after a take it is refused for a second. */
async function take(producer: Page, title: string): Promise<void> {
  const onAir = producer.getByRole('region', { name: 'On air' }).getByRole('heading', { name: title });
  await until(`'${title}' on air`, 10_000, async () => {
    if (await onAir.isVisible()) return true;
    await producer.keyboard.press('Space');
    return false;
  });
}

async function openHost(app: RunningApp, producer: Page): Promise<Page> {
  await producer.keyboard.press('Control+k');
  await producer.getByRole('combobox').fill('host view');
  await producer.keyboard.press('Enter');
  const host = await app.window('host');
  await host.getByText('Panel discussion').first().waitFor();
  return host;
}

async function message(producer: Page, words: string): Promise<void> {
  await producer.getByPlaceholder('Message to host').fill(words);
  await producer.keyboard.press('Enter');
  await producer.getByText(`“${words}”`).first().waitFor();
  await producer.keyboard.press('Escape');
}

async function shoot(page: Page, of: string, width: number, height: number): Promise<void> {
  const name = `${of}-${width}x${height}.png`;
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: join(folder, name) });
  console.log(`docs/pictures/${name}`);
}
