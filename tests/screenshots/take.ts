import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchApp, repository, startAppScreen } from '../support/electronApp';
import { until } from '../support/until';

/**
 * Takes the pictures of README and docs from the running app: the bundled show on the practice OBS.
 * `npm run screenshots`, after a build.
 */
const folder = join(repository, 'docs/pictures');

export async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const screen = await startAppScreen();
  const app = await launchApp({ screen });
  try {
    const producer = await app.window('producer');
    await sized(producer, 1600, 900);
    await producer.getByTestId('go').waitFor();
    for (const title of ['Pre-show slate', 'Welcome', 'Setting the scene', 'Panel discussion']) {
      await take(producer, title);
    }
    await producer.keyboard.press('2');
    await producer
      .getByText(/PRACTICE 0:/)
      .first()
      .waitFor();
    await shoot(producer, 'producer-1600x900');
    await sized(producer, 1280, 800);
    await shoot(producer, 'producer-1280x800');
  } finally {
    await app.close();
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

async function sized(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}
