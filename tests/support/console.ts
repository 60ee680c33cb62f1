import type { Browser, Locator, Page } from 'playwright';
import type { Published, Session } from '../../src/contract/published';
import type { Segment } from '../../src/core/show/model';
import { launchBrowser } from './chromium';
import type { HeadlessScreen } from './headless';
import { startHeadless } from './headless';
import type { ServedApp, ServeOptions } from './servedApp';

/** The console in Chromium, served by the built app on its practice OBS, and a second screen to look behind it. */
export interface ConsoleInBrowser {
  readonly page: Page;
  readonly screen: HeadlessScreen;
  /** What the host published, as of now. */
  session(): Session;
  /** A segment of the plan by its title. */
  segment(title: string): Segment;
  until<T>(what: string, condition: (published: Published) => T | undefined | null | false): Promise<T>;
  close(): Promise<void>;
}

export async function openConsole(
  size: { readonly width: number; readonly height: number } = { width: 1280, height: 800 },
  options: ServeOptions = {},
): Promise<ConsoleInBrowser> {
  const [{ served, screen }, browser] = await Promise.all([startHeadless(options), launchBrowser()]);
  try {
    return await open(served, screen, browser, size);
  } catch (error) {
    await browser.close();
    await served.child.kill();
    throw error;
  }
}

async function open(
  served: ServedApp,
  screen: HeadlessScreen,
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
): Promise<ConsoleInBrowser> {
  const page = await (await browser.newContext({ viewport })).newPage();
  // Each use of the one-time link prints the next one.
  await page.goto((await served.nextLine()).replace(/^.*(http:)/, '$1'));
  await page.getByRole('region', { name: 'Rundown' }).waitFor();
  const session = (): Session => {
    const found = screen.published.session;
    if (!found) throw new Error('no show is open');
    return found;
  };
  return {
    page,
    screen,
    session,
    segment: (title) => {
      const found = session().show.segments.find((segment) => segment.title === title);
      if (!found) throw new Error(`no segment '${title}'`);
      return found;
    },
    until: (what, condition) => screen.until(what, condition),
    async close() {
      await browser.close();
      await served.stop();
    },
  };
}

/** A row of the edit mode's list. */
export function editRow(page: Page, title: string): Locator {
  return page.locator('li[id^="edit-"]').filter({ hasText: title });
}
