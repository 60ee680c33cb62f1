import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import { minute } from '../../src/core/time/units';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { axe } from '../support/axe';
import { launchBrowser } from '../support/chromium';
import { goButton } from '../support/consolePage';
import { readCsv } from '../support/csv';
import { temporaryHome } from '../support/electronApp';
import { type HeadlessApp, startHeadless } from '../support/headless';
import { openPaired } from '../support/pairedPage';
import { wordsInPdf } from '../support/pdf';
import { homeWithRun } from '../support/unfinishedRun';
import { until } from '../support/until';

/** What a producer is left with after a show: its runs, one of them, and its files, in a browser. */

/** How long ago the segments of the bundled webinar began, minutes: it ran a little late. */
const began = [82, 71.7, 67.2, 45, 10.5, 2.2];

let browser: Browser;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});
afterAll(() => browser.close());

/** The webinar in its last segment, as an app left it that was killed there. */
async function unfinished(): Promise<string> {
  const now = Date.now();
  return homeWithRun(
    bundledShow(),
    began.map((ago) => now - ago * minute),
  );
}

async function start(home: string): Promise<readonly [HeadlessApp, Page]> {
  const lectern = await startHeadless({ home });
  endings.push(() => lectern.served.child.kill());
  const { context, page } = await openPaired(browser, lectern);
  endings.push(() => context.close());
  return [lectern, page];
}

async function command(page: Page, words: string): Promise<void> {
  await goButton(page).waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function endShow(page: Page): Promise<void> {
  await goButton(page).filter({ hasText: 'End show' }).waitFor();
  await page.keyboard.press('Space');
  await goButton(page).filter({ hasText: 'Again to end show' }).waitFor();
  await until('the second press counts', 3_000, async () => {
    await page.keyboard.press('Space');
    return (await page.getByText('Ended', { exact: true }).count()) > 0;
  });
}

function report(page: Page): Locator {
  return page.getByRole('region', { name: 'As-run report' });
}

/** Presses a button that has the focus to be given, and reads the file that comes of it. */
async function downloaded(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly text: string }> {
  await report(page).getByRole('button', { name: button }).focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe('after a show', () => {
  it('its report is one press away, by the keyboard alone; CSV and JSON are read back whole', async () => {
    const [lectern, page] = await start(await unfinished());
    await endShow(page);
    await page.getByRole('button', { name: 'Open the report' }).focus();
    await page.keyboard.press('Enter');
    await report(page).getByRole('heading', { name: 'Everything that was done' }).waitFor();
    await report(page)
      .getByText(/^−\d:\d\d under$/)
      .first()
      .waitFor();
    await report(page).getByText('GO 0:18 after its end').waitFor();
    expect(await axe(page)).toEqual([]);

    const { session } = lectern.screen.published;
    const { name, text } = await downloaded(page, 'Save as CSV …');
    expect(name).toMatch(/^Platform cooperatives.* \d{4}-\d\d-\d\d \d\d\.\d\d\.csv$/);
    expect(text.startsWith('Index,Title,Cue,Scheduled Start,Actual Start,Scheduled End,Actual End,')).toBe(
      true,
    );
    const rows = readCsv(text).slice(1);
    expect(rows.filter((row) => row[7] === 'Segment').map((row) => [row[1], row[8]])).toEqual(
      bundledShow().segments.map(({ title }) => [title, 'Done']),
    );
    expect(rows.filter((row) => row[7] === 'Log').map((row) => row[8])).toEqual(
      session?.log.map(({ key }) => key),
    );
    await report(page).getByText('Handed to the browser as a download.').waitFor();

    const json = await downloaded(page, 'Save as JSON …');
    const run = runFileSchema.parse(JSON.parse(json.text));
    expect(run).toMatchObject({ standing: 'ended', endedAt: session?.run.endedAt, end: 'whole' });
    expect(run.lines).toEqual(session?.log);
  });

  it('says that a PDF needs the app, and opens the page that it would be made of, to be printed', async () => {
    const [, page] = await start(await unfinished());
    await command(page, 'runs of this show');
    await page.getByRole('button', { name: /^Open the run of/ }).focus();
    await page.keyboard.press('Enter');
    await report(page).getByText('A PDF is made by the Lectern app.').waitFor();
    expect(await report(page).getByRole('button', { name: 'PDF' }).count()).toBe(0);
    await report(page).getByRole('button', { name: 'Open the printable page' }).focus();
    const [printable] = await Promise.all([
      page.context().waitForEvent('page'),
      page.keyboard.press('Enter'),
    ]);
    await printable.getByRole('button', { name: 'Print' }).waitFor();
    await printable.getByRole('heading', { name: 'Platform cooperatives' }).waitFor();
    expect(await axe(printable)).toEqual([]);
    // Nothing of the console is loaded here, let alone run.
    expect(
      await printable.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => new URL(entry.name))
          .filter(({ origin, pathname }) => origin !== location.origin || pathname.includes('producer')),
      ),
    ).toEqual([]);
    const [first = ''] = wordsInPdf(await printable.pdf({ format: 'A4' }));
    for (const words of [
      'As-run report',
      'Panel discussion',
      'On air when the log ends',
      'GO 2:12 after its end',
    ])
      expect(first).toContain(words);
    expect(first).not.toContain('Save as PDF');
  });

  it('the printable page says what is missing where it has no run to show', async () => {
    const [lectern, page] = await start(await unfinished());
    const { origin } = lectern.served;
    await page.goto(`${origin}/report/`);
    await page.getByText('Choose a run in the console first.').waitFor();
    expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0);
    await page.goto(`${origin}/report/?show=platform-cooperatives&run=7`);
    await page.getByText('That run is no longer on this machine').waitFor();
  });

  it('its runs are found from the start screen, and again after a reset', async () => {
    const [lectern, page] = await start(await unfinished());
    await endShow(page);
    await lectern.screen.call('resetRun', { armed: true });
    await lectern.screen.call('closeShow', {});
    await page.getByRole('button', { name: /^Runs of Platform cooperatives/ }).focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Runs, latest first' });
    await list.getByText(/^Ended · 1:2\d:\d\d long$/).waitFor();
    expect(await list.getByRole('listitem').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    await list.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await report(page).getByRole('heading', { name: 'Everything that was done' }).waitFor();
    // The way back is where the focus is.
    await page.keyboard.press('Enter');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  });
});

describe('a run that did not come to its end', () => {
  it('killed in the middle of a write: there, readable, and it says that it was cut', async () => {
    const home = await unfinished();
    const folder = join(home, 'runs/platform-cooperatives');
    appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), '["1234abcd",{"seq":');
    const [first] = await start(home);
    await first.screen.call('takeAgain', { expectedOnAir: null });
    await first.served.child.kill();
    const [, page] = await start(home);
    await command(page, 'runs of this show');
    const list = page.getByRole('list', { name: 'Runs, latest first' });
    await list.getByText('Not ended').waitFor();
    await list.getByText('Cut short').waitFor();
    await list.getByRole('button').click();
    await report(page).getByText('one line of this log was cut short').waitFor();
    await report(page).getByText('On air when the log ends').waitFor();
    const { text } = await downloaded(page, 'Save as JSON …');
    const run = runFileSchema.parse(JSON.parse(text));
    expect(run).toMatchObject({ standing: 'open', endedAt: null, over: null, end: 'torn' });
    expect(run.rows.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done', 'onAir']);
  });

  it('a show that was never run says so instead of an empty list', async () => {
    const [, page] = await start(temporaryHome());
    await goButton(page).waitFor();
    await command(page, 'runs of this show');
    await page.getByText('This show has not been run yet.').waitFor();
    expect(await page.getByRole('list', { name: 'Runs, latest first' }).count()).toBe(0);
  });
});

describe('who may read a run', () => {
  it('the producer alone: a host’s screen is refused, and a browser that writes where it likes as well', async () => {
    const [lectern] = await start(await unfinished());
    const host = await lectern.open('host');
    const of = { showId: 'platform-cooperatives', number: 1 };
    const refusals = [
      await host.call('listRuns', { showId: of.showId }),
      await host.call('readRun', of),
      await host.call('saveRunPdf', of),
      await lectern.screen.call('saveReport', { name: '../../evil', format: 'csv', text: 'x' }),
    ];
    expect(refusals.map((reply) => !reply.ok && reply.refusal.code)).toEqual([
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'unavailableHere',
    ]);
    expect((await lectern.screen.call('readRun', of)).ok).toBe(true);
  });
});
