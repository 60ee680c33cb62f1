import type { Browser, BrowserContext, Page } from 'playwright';
import type { HeadlessApp } from './headless';

/** The console of an app without windows, opened in a browser by the link that it prints. */
export async function openPaired(
  browser: Browser,
  { served }: Pick<HeadlessApp, 'served'>,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto((await served.nextLine()).replace(/^.*(http:)/, '$1'));
  // The link leads on by itself: whatever is opened before that would be taken away again.
  await page.waitForURL(`${served.origin}/producer/`);
  return { context, page };
}
