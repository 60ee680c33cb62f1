import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Session } from '../../src/contract/published';
import { takeGuard } from '../../src/core/run/decide';
import type { Edit } from '../../src/core/show/edit';
import type { Segment, Show, Speaker } from '../../src/core/show/model';
import { hour, minute } from '../../src/core/time/units';
import { crc32 } from '../../src/main/storage/crc32';
import { startPracticeObs } from '../../src/practice-obs/server';
import type { Key } from '../../src/renderer/i18n/t';
import { t } from '../../src/renderer/i18n/t';
import { launchBrowser } from '../support/chromium';
import { airPanel, captionsPanel, goByKey, personRow, seeOnAir } from '../support/consolePage';
import { temporaryHome } from '../support/electronApp';
import { type HeadlessScreen, startHeadless } from '../support/headless';
import { freePort } from '../support/ports';
import { type ServedApp, type ServeOptions, serveApp } from '../support/servedApp';
import { segment, show, speaker, tod } from '../support/shows';
import { smallDisk } from '../support/smallDisk';
import { until } from '../support/until';

/** What goes wrong outside, and the words in which the operator is told: read on the real console's screen. */

let browser: Browser;
/** A home with the bundled show and a run under way: 'Welcome' is on air. */
let usedHome: string;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const { served, screen } = await startHeadless();
  await ready(screen);
  await take(screen, 'pre-show');
  await guardIsOver(screen);
  await take(screen, 'welcome');
  await served.stop();
  usedHome = served.home;
}, 30_000);

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});
afterAll(() => browser.close());

async function guardIsOver(screen: HeadlessScreen): Promise<void> {
  const { lastTakeAt } = sessionOf(screen).run;
  await until('the guard after a GO is over', 3_000, () => Date.now() - (lastTakeAt ?? 0) > takeGuard);
}

function sessionOf(screen: HeadlessScreen): Session {
  const { session } = screen.published;
  if (!session) throw new Error('no show is open');
  return session;
}

function ready(screen: HeadlessScreen): Promise<unknown> {
  return screen.until(
    'the practice OBS is connected',
    ({ obs }) => obs.link.status === 'connected' && obs.observed?.captions.missingIn.length === 0,
  );
}

async function take(screen: HeadlessScreen, segmentId: string): Promise<void> {
  const expectedOnAir = screen.published.session?.run.onAir?.takeId ?? null;
  expect(await screen.call('takeNext', { expectedOnAir, expectedNext: segmentId })).toMatchObject({
    ok: true,
  });
  await screen.until(`${segmentId} is on air`, ({ session }) => {
    const onAir = session?.run.onAir;
    return onAir?.segment.id === segmentId && onAir.onAirAt !== null;
  });
}

interface Opened {
  readonly page: Page;
  readonly screen: HeadlessScreen;
  readonly served: ServedApp;
}

/** The app on `home`, its console in the browser, and a second screen to look behind it. */
async function open(options: ServeOptions = {}): Promise<Opened> {
  const { served, screen } = await startHeadless(options);
  endings.push(() => served.child.kill());
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  endings.push(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto((await served.nextLine()).replace(/^.*(http:)/, '$1'));
  return { page, screen, served };
}

/** A copy of the used home in which `damage` was done. */
function homeWith(damage: (home: string) => void): string {
  const home = temporaryHome();
  cpSync(usedHome, home, { recursive: true });
  damage(home);
  return home;
}

const showFile = (home: string): string => join(home, 'shows/platform-cooperatives.lectern');
const runs = (home: string): string => join(home, 'runs/platform-cooperatives');
const journal = (home: string): string => join(runs(home), '000001.jsonl');

function sentence(problem: { readonly code: string }): string {
  return t(`refusal.${problem.code}` as Key, problem);
}

/** The run that was under way is on air again, and GO goes on with it. */
async function goesOn(page: Page): Promise<string> {
  await seeOnAir(page, 'Welcome', 'PRACTICE');
  await goByKey(page, 'Setting the scene');
  await seeOnAir(page, 'Setting the scene', 'PRACTICE');
  return onAir(page);
}

/** Nothing was taken yet, and the first GO works. */
async function startsAnew(page: Page): Promise<string> {
  await goByKey(page, 'Pre-show slate');
  await seeOnAir(page, 'Pre-show slate', 'PRACTICE');
  return onAir(page);
}

async function onAir(page: Page): Promise<string> {
  return airPanel(page).getByRole('heading').innerText();
}

function filesAside(folder: string, kind: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.includes(`.${kind}-`));
}

describe('the show’s file in the library', () => {
  it.each([
    ['cut short', '{"lectern":1,"rev', 'it is not a Lectern show, or it was cut short'],
    ['another program’s', '{"name":"something else"}', 'it is not a Lectern show'],
    ['empty', '', 'it is empty'],
    ['of 50 MB', ' '.repeat(50 * 1024 * 1024), 'it is 50 MB large'],
  ])('%s: set aside, said so, and the run goes on', async (_, text, detail) => {
    const home = homeWith((copy) => writeFileSync(showFile(copy), text));
    const { page } = await open({ home });
    const [file] = filesAside(join(home, 'shows'), 'damaged');
    await page
      .getByText(`The show’s file was damaged (${detail}) and set aside as`)
      .filter({ hasText: 'The last good state is open.' })
      .waitFor();
    expect(await goesOn(page)).toBe('Setting the scene');
    await until('the file was set aside', 5_000, () => filesAside(join(home, 'shows'), 'damaged').length > 0);
    const [aside] = filesAside(join(home, 'shows'), 'damaged');
    await page.getByText(aside ?? file ?? 'no file').waitFor();
    expect(readFileSync(join(home, 'shows', aside ?? ''), 'utf8')).toBe(text);
  });
});

describe('the show’s file in the library, of a newer version', () => {
  it('is left alone, and opening it says why not', async () => {
    const text = '{"lectern":99}';
    const home = homeWith((copy) => writeFileSync(showFile(copy), text));
    const { page } = await open({ home });
    await page.getByRole('button', { name: /^(Open|Go on)$/ }).click();
    await page
      .getByText('This file was written by a newer Lectern (format 99). Update Lectern to open it.')
      .waitFor();
    expect(readFileSync(showFile(home), 'utf8')).toBe(text);
  });
});

describe('the journal of a run', () => {
  it('with its last line cut short: put aside, said so, and the run goes on', async () => {
    const home = homeWith((copy) => {
      const whole = readFileSync(journal(copy), 'utf8');
      writeFileSync(journal(copy), `${whole}["0000`);
    });
    const { page } = await open({ home });
    await page
      .getByText(
        'Lectern was stopped in the middle of a write: the last line of this show’s log was cut short',
      )
      .waitFor();
    expect(await goesOn(page)).toBe('Setting the scene');
    expect(filesAside(runs(home), 'torn')).toHaveLength(1);
  });

  it('damaged in the middle: what came before is open, the rest aside, said so', async () => {
    const home = homeWith((copy) => {
      const lines = readFileSync(journal(copy), 'utf8').split('\n');
      // After the first take, which is what is kept.
      const second = lines.findIndex(
        (line) => line.includes('"id":"welcome"') && line.includes('takeRequested'),
      );
      lines[second] = (lines[second] ?? '').replace('welcome', 'wellcome');
      writeFileSync(journal(copy), lines.join('\n'));
    });
    const { page } = await open({ home });
    await page.getByText('A part of this show’s log was damaged and set aside as').waitFor();
    // OBS shows what the lost part had taken: said as well, and not fought.
    await airPanel(page).getByRole('heading', { name: 'Pre-show slate' }).waitFor();
    await airPanel(page).getByText('changed in OBS: ‘Host’').waitFor();
    await goByKey(page, 'Welcome');
    await seeOnAir(page, 'Welcome', 'PRACTICE');
    expect(filesAside(runs(home), 'damaged')).toHaveLength(1);
  });

  it.each([
    ['not one good line', 'nonsense'],
    ['50 MB of nonsense', 'nonsense'.repeat((50 * 1024 * 1024) / 8)],
  ])('%s: set aside whole, the show opened from its file', async (_, text) => {
    const home = homeWith((copy) => writeFileSync(journal(copy), text));
    const { page, screen } = await open({ home });
    await openFirstRecent(screen);
    await page.getByText('A part of this show’s log was damaged and set aside as').waitFor();
    expect(await startsAnew(page)).toBe('Pre-show slate');
    expect(filesAside(runs(home), 'damaged')).toHaveLength(1);
  });

  it('of a newer version: left alone, said so, the show opened from its file', async () => {
    const line = '["00000000",{"lectern":"journal","version":99}]\n';
    const home = homeWith((copy) => writeFileSync(journal(copy), withChecksum(line)));
    const { page, screen } = await open({ home });
    await openFirstRecent(screen);
    await page
      .getByText('A log of this show was written by a newer Lectern (format 99) and left alone.')
      .waitFor();
    expect(await startsAnew(page)).toBe('Pre-show slate');
    expect(readFileSync(journal(home), 'utf8')).toBe(withChecksum(line));
  });

  it('empty: as if there were none', async () => {
    const home = homeWith((copy) => writeFileSync(journal(copy), ''));
    const { page, screen } = await open({ home });
    await openFirstRecent(screen);
    expect(await startsAnew(page)).toBe('Pre-show slate');
  });
});

/** Where no run is under way the start screen is up. */
async function openFirstRecent(screen: HeadlessScreen): Promise<void> {
  const [first] = screen.published.library.recent;
  if (!first) throw new Error('the list of shows is empty');
  expect(await screen.call('openRecent', { showId: first.id })).toMatchObject({ ok: true });
}

function withChecksum(line: string): string {
  return line.replace(
    '00000000',
    crc32(Buffer.from(line.slice(12, -2)))
      .toString(16)
      .padStart(8, '0'),
  );
}

describe('a file that the operator chose', () => {
  it.each([
    [
      'damaged',
      '{"lectern":1,"rev',
      'This file is damaged: it is not a Lectern show, or it was cut short. Nothing was changed.',
    ],
    [
      'of a newer version',
      '{"lectern":99}',
      'This file was written by a newer Lectern (format 99). Update Lectern to open it.',
    ],
    ['empty', '', 'This file is empty.'],
    ['of 50 MB', ' '.repeat(50 * 1024 * 1024), 'This file is too large for a show: 50 MB.'],
    [
      'with a segment of no length',
      fileOf(show([segment('a', { duration: 0 })])),
      'This file is damaged: segment 1: the duration is not positive. Nothing was changed.',
    ],
  ])('%s: refused in a sentence, and the start screen goes on', async (_, content, words) => {
    const { page, screen } = await open();
    await ready(screen);
    await screen.call('closeShow', {});
    const file = join(temporaryHome(), 'chosen.lectern');
    writeFileSync(file, content);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('alert').getByText(words).waitFor();
    await page.getByRole('button', { name: /^Demo show/ }).click();
    expect(await startsAnew(page)).toBe('Pre-show slate');
  });
});

function fileOf(content: Show): string {
  return JSON.stringify({ lectern: 1, revision: 1, show: content });
}

describe('an OBS address', () => {
  /** Whatever is there: it is said, and GO goes on without OBS. */
  async function says(
    words: string,
    address: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const { page } = await open({ args: ['--obs', address], env });
    await page.getByText(words).first().waitFor();
    await goByKey(page, 'Pre-show slate');
    await airPanel(page).getByRole('heading', { name: 'Pre-show slate' }).waitFor();
    await airPanel(page).getByText('not confirmed by OBS').waitFor();
    return page;
  }

  async function listening(server: Server): Promise<string> {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    endings.push(() => new Promise((done) => server.close(done)));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `ws://127.0.0.1:${address.port}`;
  }

  it('on the command line that is none: no start, and a sentence that shows a right one', async () => {
    await expect(serveApp({ args: ['--obs', 'http://not an address'] })).rejects.toThrow(
      '--obs wants an address such as ws://127.0.0.1:4455, not ‘http://not an address’',
    );
  });

  it('typed in the app that is none: refused in a sentence that shows a right one, GO works', async () => {
    const { page, screen } = await open();
    await ready(screen);
    await page.getByTitle('Change the connection to OBS').click();
    const drawer = page.getByRole('region', { name: 'OBS connection' });
    await drawer.getByLabel('Address').fill('ftp://somewhere');
    await drawer.getByRole('button', { name: 'Connect' }).click();
    await drawer.getByText('That is no address of OBS. It looks like ws://127.0.0.1:4455.').waitFor();
    await page.keyboard.press('Escape');
    expect(await startsAnew(page)).toBe('Pre-show slate');
  });

  it('where nobody listens', async () => {
    const page = await says(
      'OBS cannot be reached. Trying again by itself.',
      `ws://127.0.0.1:${await freePort()}`,
    );
    expect(await onAir(page)).toBe('Pre-show slate');
  });

  it('of a web server', async () => {
    const address = await listening(createHttpServer((_, response) => response.end('Hello')));
    const page = await says('What answers there is no OBS.', address);
    expect(await onAir(page)).toBe('Pre-show slate');
  });

  it('of another program’s WebSocket', async () => {
    const http = createHttpServer();
    const sockets = new WebSocketServer({ server: http });
    const address = await listening(http);
    endings.push(() => sockets.clients.forEach((client) => client.terminate()));
    const page = await says('What answers there is no OBS.', address);
    expect(await onAir(page)).toBe('Pre-show slate');
  });

  it('of an OBS that wants a password', async () => {
    const obs = await startPracticeObs({ password: 'open sesame' });
    endings.push(() => obs.close());
    const page = await says('OBS asks for its password.', obs.url);
    expect(await onAir(page)).toBe('Pre-show slate');
    await page.getByRole('button', { name: 'Enter password' }).waitFor();
  });

  it('of an OBS that wants another password', async () => {
    const obs = await startPracticeObs({ password: 'open sesame' });
    endings.push(() => obs.close());
    const env = { LECTERN_OBS_PASSWORD: 'wrong' };
    const page = await says('OBS did not accept the password.', obs.url, env);
    expect(await onAir(page)).toBe('Pre-show slate');
    await page.getByRole('button', { name: 'Enter password' }).waitFor();
  });

  it('of an OBS older than 5.0', async () => {
    const obs = await startPracticeObs({ version: { obs: '27.2.4', websocket: '4.9.1', rpc: 1 } });
    endings.push(() => obs.close());
    const page = await says('This OBS is too old: Lectern needs OBS 28 or newer (obs-websocket 5).', obs.url);
    expect(await onAir(page)).toBe('Pre-show slate');
  });
});

describe('names', () => {
  const long = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).slice(0, 200);
  const people: readonly Speaker[] = [
    speaker('emoji', { name: 'Ada 🎙️ Lovelace', role: 'Analyst' }),
    speaker('arabic', { name: 'فاطمة الفهري', role: 'مؤسسة' }),
    speaker('long', { name: long, role: 'Councillor' }),
    speaker('none', { name: '' }),
  ];
  const content = show(
    [segment('all', { title: 'Everybody', scene: 'Panel', speakerIds: people.map(({ id }) => id) })],
    { id: 'names', title: 'Names', date: null, speakers: people },
  );

  it('with emoji, right to left, of 200 characters and none: said before the show, and GO works', async () => {
    const { page, screen } = await open();
    expect(await screen.call('openText', { fileName: 'names.lectern', text: fileOf(content) })).toMatchObject(
      {
        ok: true,
      },
    );
    await page.getByText(/\d problems?.* before the show\./).waitFor();
    await personRow(page, 'Ada 🎙️ Lovelace').getByText('OBS’s text source cannot draw emoji').waitFor();
    await personRow(page, 'فاطمة الفهري').getByText('OBS’s text source cannot write right to left').waitFor();
    await personRow(page, 'Wolfeschlegelsteinhausenbergerdorff')
      .getByText('Long name: drawn small')
      .waitFor();
    await personRow(page, 'No name').getByText('Has no name to show').waitFor();
    await goByKey(page, 'Everybody');
    await seeOnAir(page, 'Everybody', 'PRACTICE');
    await page.keyboard.press('3');
    await personRow(page, 'Wolfeschlegelsteinhausenbergerdorff')
      .getByText(/^PRACTICE \d/)
      .waitFor();
    // Nobody without a name is ever on screen.
    await page.keyboard.press('4');
    await captionsPanel(page).getByText('That person has no name to show yet.').waitFor();
    expect(sessionOf(screen).run.caption?.speakerId).toBe('long');
  });
});

describe('durations', () => {
  it.each([
    ['negative', -minute, 'A segment needs a length of at least one second.'],
    ['zero', 0, 'A segment needs a length of at least one second.'],
    ['absurd', 25 * hour, 'A segment can be 24 hours long at most.'],
  ])('%s: refused in a sentence, the plan stays', async (_, duration, words) => {
    const { screen } = await open();
    const edit: Edit = { kind: 'setSegment', id: 'welcome', patch: { duration } };
    const before = sessionOf(screen).show;
    const reply = await screen.call('edit', { edit });
    if (reply.ok) throw new Error('it was taken');
    expect(sentence(reply.refusal)).toBe(words);
    expect(sessionOf(screen).show).toBe(before);
  });
});

describe('a start in the hour that the clocks skip', () => {
  it('is said before the show, with what it becomes; GO works', async () => {
    const early: Segment = segment('early', {
      title: 'Early birds',
      start: { kind: 'fixed', at: tod('02:30') },
      scene: 'Host',
    });
    const { page, screen } = await open();
    const content = show([early], { id: 'spring', date: '2099-03-29' });
    await screen.call('openText', { fileName: 'spring.lectern', text: fileOf(content) });
    await page.getByText('The clocks jump over 02:30 that day: ‘Early birds’ starts at 03:30.').waitFor();
    await goByKey(page, 'Early birds');
    await seeOnAir(page, 'Early birds', 'PRACTICE');
    expect(await onAir(page)).toBe('Early birds');
  });
});

describe('a disk', () => {
  it('that is full, then read-only: said at once, GO works, and all is written when it can be', async ({
    skip,
  }) => {
    const disk = smallDisk();
    if (!disk) return skip('a small disk of its own can only be mounted by root, on Linux');
    endings.push(() => disk.remove());
    const home = join(disk.path, 'home');
    mkdirSync(home);
    const { page, screen, served } = await open({ home });
    await ready(screen);
    disk.fill();
    // The last page of a file may still have room, of another one than the first that found none: some more words than
    // a page holds find them all full.
    for (let n = 0; n < 20 || screen.published.storage.status === 'saved'; n++)
      await screen.call('sendMessage', { text: `${n} ${'words '.repeat(40)}`, urgent: false });
    await page.getByText('Not saving: disk full.').waitFor();
    await page.getByText('Keep Lectern open').waitFor();
    expect(await startsAnew(page)).toBe('Pre-show slate');

    await disk.readOnly(true);
    await page.getByText('Not saving: the disk is read-only.').waitFor();
    await guardIsOver(screen);
    await goByKey(page, 'Welcome');
    await seeOnAir(page, 'Welcome', 'PRACTICE');

    await disk.readOnly(false);
    disk.empty();
    await page.getByText('Not saving').waitFor({ state: 'detached' });
    const { startedAt } = sessionOf(screen).run.onAir ?? {};
    await served.child.kill();

    const again = await open({ home });
    await seeOnAir(again.page, 'Welcome', 'PRACTICE');
    expect(sessionOf(again.screen).run.onAir?.startedAt).toBe(startedAt);
    expect(sessionOf(again.screen).run.done.map((done) => done.segment.id)).toEqual(['pre-show']);
    await again.served.child.kill();
  });

  it('that is read-only from the start: said, and GO works', async ({ skip }) => {
    const disk = smallDisk();
    if (!disk) return skip('a small disk of its own can only be mounted by root, on Linux');
    endings.push(() => disk.remove());
    const home = join(disk.path, 'home');
    mkdirSync(home);
    await disk.readOnly(true);
    const { page, served } = await open({ home });
    await page.getByText('Not saving: the disk is read-only.').waitFor();
    expect(await startsAnew(page)).toBe('Pre-show slate');
    await served.child.kill();
  });
});
