import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GraphicFailure, ToOverlay } from '../../src/contract/overlay';
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

/** Scripts of graphics, by what becomes of them. */
const straps = {
  good: strap(`
    async load({ data }) { this.innerHTML = '<b></b>'; this.firstChild.textContent = data.name + ', ' + data.title; this.hidden = true; }
    async playAction() { this.hidden = false; return { statusCode: 200, currentStep: 0 }; }
    async updateAction({ data }) { this.firstChild.textContent = data.name + ', ' + data.title; }
    async stopAction() { this.hidden = true; }`),
  throws: strap(`async load() { throw new Error('no licence'); }`),
  refuses: strap(
    `async load() {} async playAction() { return { statusCode: 500, statusMessage: 'no engine' }; }`,
  ),
  'never loads': strap('load() { return new Promise(() => {}); }'),
  hangs: strap('async load() {} async playAction() { for (;;); }'),
  reaches: strap(`
    async load({ data: { to } }) {
      const tries = [
        () => fetch(to),
        () => new WebSocket(to.replace('http', 'ws')),
        () => navigator.sendBeacon(to, 'x'),
        () => { new Image().src = to; },
        () => import(to),
        () => { top.location.href = to; },
        () => window.open(to),
        () => new Worker(to),
        () => new EventSource(to),
        () => { this.innerHTML = '<style>@import "' + to + '"; b { background: url(' + to + ') }</style><b>x</b>'; },
        () => { document.body.insertAdjacentHTML('beforeend', '<iframe src="' + to + '"></iframe><object data="' + to + '"></object>'); },
        () => { document.head.insertAdjacentHTML('beforeend', '<link rel="preconnect" href="' + to + '"><link rel="prefetch" href="' + to + '">'); },
        () => { parent.document.title = 'taken'; },
        () => localStorage.getItem('x'),
        () => fetch('../../../../onAir/'),
        () => fetch('http://127.0.0.1:' + location.port + '/'),
      ];
      globalThis.tried = 0;
      globalThis.to = to;
      for (const one of tries) { try { await one(); } catch {} globalThis.tried += 1; }
    }
    async stopAction() { location.href = to; }`),
} as const;

function strap(body: string): string {
  return `export default class extends HTMLElement { async load() {} async playAction() {} async updateAction() {} async stopAction() {} async dispose() {} ${body} }`;
}

/** A package as its maker hands it over. */
function packageOf(what: keyof typeof straps): string {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-strap-'));
  const manifest = {
    $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json',
    id: 'org.example.strap',
    name: 'A strap',
    main: 'strap.mjs',
    supportsRealTime: true,
    supportsNonRealTime: false,
    schema: { type: 'object', properties: { name: { type: 'string' }, title: { type: 'string' } } },
  };
  writeFileSync(join(folder, 'strap.ograf.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'strap.mjs'), straps[what]);
  return folder;
}

const packages = new Map<string, string>();
const ids = new Map<keyof typeof straps, string>();

function keepPackages(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-ograf-'));
  for (const [index, [what, script]] of Object.entries(straps).entries()) {
    const id = String(index).padStart(32, '0');
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'strap.mjs'), script);
    packages.set(id, join(folder, id));
    ids.set(what as keyof typeof straps, id);
  }
}

let browser: Browser;
let server: OverlayServer;
/** The pages that are connected now, the latest last. */
const lines: PageLine[] = [];
let came = 0;
const shown: string[] = [];
const failures: GraphicFailure[] = [];

async function serve(port: number): Promise<OverlayServer> {
  return startOverlayServer({
    port,
    token,
    pages: join(repository, 'out/renderer'),
    graphic: (id) => packages.get(id) ?? null,
    heartbeat: 60_000,
    onPage(_, line) {
      came += 1;
      lines.push(line);
      line.onSaid((said) => {
        if (said.type === 'shown') shown.push(said.id);
        else if (said.type === 'graphicFailed') failures.push(said);
      });
      line.onClose(() => lines.splice(lines.indexOf(line), 1));
    },
  });
}

beforeAll(async () => {
  keepPackages();
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
  return { type: 'name', name: { id, texts, leavesIn, graphic: null }, graphics };
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

it('in every theme all that moves is moved by the compositor alone', async () => {
  const page = await open('names');
  for (const theme of themeNames) {
    const shownName = { id: theme, texts: [morshed], leavesIn: null, graphic: null };
    tell({ type: 'name', name: shownName, graphics: { ...graphics, theme } });
    await isShown(theme);
    const moved = await page.evaluate(() =>
      document
        .getAnimations()
        .flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes())
        .flatMap((frame) => Object.keys(frame))
        .filter((key) => !['offset', 'computedOffset', 'easing', 'composite'].includes(key)),
    );
    expect(new Set(moved)).toEqual(new Set(['opacity', 'transform']));
  }
  await page.close();
});

/** A name drawn by a graphic. */
function drawnBy(what: keyof typeof straps, data: Readonly<Record<string, unknown>>): ToOverlay {
  const id = ids.get(what) ?? '';
  const graphic = { id, frame: server.frame(id, 'strap.mjs'), data };
  return { type: 'name', name: { id: what, texts: [morshed], leavesIn: null, graphic }, graphics };
}

it('an OGraf name strap is loaded, played, corrected and stopped', async () => {
  const page = await open('names');
  tell(drawnBy('good', { name: 'Morshed Mannan', title: 'Research Fellow' }));
  await isShown('good');
  const frame = page.frameLocator('iframe');
  await frame.getByText('Morshed Mannan, Research Fellow').waitFor();
  tell(drawnBy('good', { name: 'Morshed A. Mannan', title: 'Research Fellow' }));
  await frame.getByText('Morshed A. Mannan, Research Fellow').waitFor();
  tell({ type: 'name', name: null, graphics });
  await page.locator('iframe').waitFor({ state: 'detached' });
  expect(failures).toEqual([]);
  expect(await page.locator('.lt').count()).toBe(0);
  await page.close();
});

it.each([
  ['throws', 'load', 'no licence'],
  ['never loads', 'loadSilent', ''],
  ['refuses', 'play', 'no engine'],
  ['hangs', 'playSilent', ''],
] as const)(
  'of a graphic that %s it is told why, and the theme draws the name',
  async (what, why, detail) => {
    const page = await open('names');
    failures.length = 0;
    tell(drawnBy(what, {}));
    await isShown(what);
    await page.locator('.lt').getByText('Morshed Mannan').waitFor();
    expect(failures).toEqual([{ type: 'graphicFailed', id: ids.get(what), why, detail }]);
    await page.locator('iframe').waitFor({ state: 'detached' });
    // From then on it is not asked again.
    tell(name(`after ${what}`));
    await isShown(`after ${what}`);
    await page.close();
  },
);

it('a graphic that loads from outside gets nothing, and nothing leaves', async () => {
  const reached: string[] = [];
  const outside = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end();
  });
  outside.on('upgrade', (request) => reached.push(`upgrade ${request.url ?? ''}`));
  await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done));
  const { port } = outside.address() as AddressInfo;
  const page = await open('names');
  const asked: string[] = [];
  page.on('response', (response) => asked.push(response.url()));
  failures.length = 0;
  tell(drawnBy('reaches', { to: `http://127.0.0.1:${port}/secret` }));
  await isShown('reaches');
  // It ran, and tried all of it.
  expect(
    await page
      .frames()
      .find((frame) => frame !== page.mainFrame())
      ?.evaluate('tried'),
  ).toBe(16);
  expect(failures).toEqual([]);
  tell({ type: 'name', name: null, graphics });
  await page.locator('iframe').waitFor({ state: 'detached' });
  expect(reached).toEqual([]);
  const own = server.frame(ids.get('reaches') ?? '', '').replace(/ograf\/.*$/, '');
  expect(asked.filter((url) => !url.startsWith(own))).toEqual([]);
  expect(await page.title()).toBe('Lectern on air');
  expect(new URL(page.url()).pathname).toContain('/onAir/');
  await page.close();
  outside.close();
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
    // A graphic that throws, brought in as a producer does.
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'Show' }).click();
    await page.getByTestId('ograf').setInputFiles(packageOf('throws'));
    await page.getByText('A strap', { exact: true }).waitFor();
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
    // The theme has drawn it, and the console says why.
    expect(await inObs.locator('.lt').count()).toBe(1);
    await page
      .getByText(
        /^The OGraf graphic ‘A strap’ is not used: it could not be loaded\. no licence Names are drawn/,
      )
      .waitFor();
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
