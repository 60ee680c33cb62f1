import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ToOverlay } from '../../src/contract/overlay';
import { defaultGraphics, themeNames } from '../../src/core/captions/graphics';
import { captionText } from '../../src/core/captions/lowerThird';
import type { OverlayServer, PageLine } from '../../src/main/lan/overlayServer';
import { startOverlayServer } from '../../src/main/lan/overlayServer';
import { startPracticeObs } from '../../src/practice-obs/server';
import { launchBrowser } from '../support/chromium';
import { openConsole } from '../support/console';
import { captionSetup } from '../support/consolePage';
import { repository } from '../support/electronApp';
import { until } from '../support/until';

/** The pages that OBS's browser sources show, in a plain Chromium. */

const token = 'a'.repeat(43);
const graphics = defaultGraphics;
const morshed = captionText({ name: 'Morshed Mannan', role: 'Research Fellow', organisation: 'EUI' });
const amal = captionText({ name: 'أمل شفرو', role: 'Policy Analyst', organisation: '' });

let browser: Browser;
let server: OverlayServer;
/** The pages that are connected now, the latest last. */
const lines: PageLine[] = [];
let came = 0;
const shown: string[] = [];

async function serve(port: number): Promise<OverlayServer> {
  return startOverlayServer({
    port,
    token,
    pages: join(repository, 'out/renderer'),
    heartbeat: 60_000,
    onPage(_, line) {
      came += 1;
      lines.push(line);
      line.onShown((id) => shown.push(id));
      line.onClose(() => lines.splice(lines.indexOf(line), 1));
    },
  });
}

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serve(0)]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A page as OBS opens it, once it is connected. */
async function open(of: 'names' | 'cards', width = 1280, height = 720): Promise<Page> {
  const before = came;
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(server.address(of));
  await until('the page is connected', 5_000, () => came > before);
  return page;
}

/** The server goes away and is there again. */
async function restart(): Promise<void> {
  const [{ port }, before] = [server, came];
  await server.close();
  server = await serve(port);
  await until('the page is back', 5_000, () => came > before);
}

function tell(message: ToOverlay): void {
  lines.at(-1)?.send(message);
}

function name(id: string, texts = [morshed], leavesIn: number | null = null): ToOverlay {
  return { type: 'name', name: { id, texts, leavesIn }, graphics };
}

async function isShown(id: string): Promise<void> {
  await until(`'${id}' is shown`, 5_000, () => shown.includes(id));
}

it('a name comes in, is corrected in its place, gives way to another, and goes', async () => {
  const page = await open('names');
  tell(name('first'));
  await isShown('first');
  await page.getByText('Morshed Mannan').waitFor();
  tell(name('first', [{ ...morshed, name: 'Morshed A. Mannan' }]));
  await page.getByText('Morshed A. Mannan').waitFor();
  expect(await page.locator('.lt').count()).toBe(1);
  tell(name('second', [amal, morshed]));
  await page.getByText('أمل شفرو').waitFor();
  // The first one stands where its script begins, the other opposite.
  const [right, left] = await Promise.all(
    ['أمل شفرو', 'Morshed Mannan'].map((text) => page.getByText(text).boundingBox()),
  );
  expect(left!.x + left!.width).toBeLessThan(right!.x);
  tell({ type: 'name', name: null, graphics });
  await page.locator('.lt').first().waitFor({ state: 'detached' });
  await page.close();
});

it('the page takes a name out on time when the app has died, comes back to it, and keeps what is still to be seen', async () => {
  const page = await open('names');
  tell(name('timed', [morshed], 1_500));
  await isShown('timed');
  const { port } = server;
  await server.close();
  expect(await page.locator('.lt').isVisible()).toBe(true);
  await page.locator('.lt').waitFor({ state: 'detached' });

  const before = came;
  server = await serve(port);
  await until('the page is back', 5_000, () => came > before);
  tell(name('again'));
  await isShown('again');
  const same = await page.locator('.lt').elementHandle();
  await restart();
  shown.length = 0;
  tell(name('again'));
  await isShown('again');
  // Nothing moved, nothing was drawn anew.
  expect(await page.locator('.lt').evaluate((now, before) => now === before, same)).toBe(true);
  await page.close();
});

it.each(themeNames)('in %s all that moves is moved by the compositor alone', async (theme) => {
  const page = await open('names');
  tell({
    type: 'name',
    name: { id: theme, texts: [morshed], leavesIn: null },
    graphics: { ...graphics, theme },
  });
  await isShown(theme);
  const moved = await page.evaluate(() =>
    document
      .getAnimations()
      .flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes())
      .flatMap((frame) => Object.keys(frame))
      .filter((key) => !['offset', 'computedOffset', 'easing', 'composite'].includes(key)),
  );
  expect(new Set(moved)).toEqual(new Set(['opacity', 'transform']));
  await page.close();
});

it('chosen in the set-up, names come by the page that OBS is given the address of', async () => {
  const practice = await startPracticeObs({ browsers: true });
  const lectern = await openConsole({ width: 1280, height: 800 }, { args: ['--obs', practice.url] });
  try {
    const { page } = lectern;
    await page.getByRole('button', { name: 'Set up captions in OBS' }).first().click();
    await page.getByRole('switch', { name: /^Names move/ }).click();
    await page.getByText('A source ‘Lectern names page’ (browser) in scene ‘Lectern captions’').waitFor();
    const drawer = captionSetup(page);
    await drawer.getByRole('button', { name: 'Set up captions in OBS' }).click();
    await drawer.getByText('Captions are set up in OBS.').waitFor();
    await page.keyboard.press('Escape');
    const source = practice.snapshot().inputs.find(({ name: of }) => of === 'Lectern names page');
    const inObs = await browser.newPage();
    const address = source?.settings['url'];
    await inObs.goto(typeof address === 'string' ? address : '');
    const take = (id: string): unknown =>
      lectern.screen.call('takeSegment', { expectedOnAir: null, segmentId: id, armed: true });
    const panel = lectern.segment('Panel discussion');
    await take(panel.id);
    await lectern.until('on air', ({ session }) => session?.run.onAir?.onAirAt);
    const [speakerId = ''] = panel.speakerIds;
    await lectern.screen.call('showCaption', { speakerId, pinned: false, expected: null });
    await lectern.until('the name is seen', ({ session }) => session?.run.caption?.shownAt);
    await inObs.getByText('Paul Leinster').waitFor();
    expect(await inObs.title()).toBe('Lectern on air');
  } finally {
    await lectern.close();
    await practice.close();
  }
});

it('a card says a title and counts down to the start', async () => {
  const page = await open('cards');
  const card = { id: 'slate', title: 'A webinar', line: 'Starting soon', leavesIn: null };
  const countdown = { endsIn: 62_000, line: 'Starts in {{time}}' };
  tell({ type: 'card', card: { ...card, countdown }, graphics });
  await page.getByText('A webinar').waitFor();
  await page.getByText(/^Starts in 1:0[12]$/).waitFor();
  tell({ type: 'card', card: { ...card, countdown: { ...countdown, endsIn: 300 } }, graphics });
  await page.getByText('Starting soon').waitFor();
  expect(await page.getByText('A webinar').isVisible()).toBe(true);
  await page.close();
});
