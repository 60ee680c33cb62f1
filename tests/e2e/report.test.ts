import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import { minute } from '../../src/core/time/units';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { answerDialog } from '../support/saveDialog';
import { readCsv } from '../support/csv';
import { type RunningApp, launchApp, startAppScreen, temporaryHome } from '../support/electronApp';
import { wordsInPdf } from '../support/pdf';
import { smallDisk } from '../support/smallDisk';
import { homeWithRun } from '../support/unfinishedRun';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

/** The files of a run, saved by the real app, from a run that it was killed in. */

let screen: Screen;
let lectern: RunningApp;
let page: Page;
let folder: string;

beforeAll(async () => {
  screen = await startAppScreen();
  folder = temporaryHome();
  const now = Date.now();
  const home = await homeWithRun(
    bundledShow(),
    [82, 71.7, 67.2, 45, 10.5, 2.2].map((ago) => now - ago * minute),
  );
  // It goes on with the run, is killed in it, and goes on again.
  const killed = await launchApp({ screen, home });
  await (await killed.window('/producer/')).getByText('Closing').first().waitFor();
  await killed.kill();
  lectern = await launchApp({ screen, home });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  await page.getByText('Closing').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('runs of this show');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Open the run of/ }).click();
  await report().getByRole('heading', { name: 'Everything that was done' }).waitFor();
});
afterAll(async () => {
  await lectern.kill();
  await screen.stop();
});

function report(): Locator {
  return page.getByRole('region', { name: 'As-run report' });
}

async function press(button: string): Promise<void> {
  await report().getByRole('button', { name: button }).focus();
  await page.keyboard.press('Enter');
}

describe('the report of a run in the app', () => {
  it('as a PDF: really made, with its words and its chart, by a window that nobody sees', async () => {
    const file = join(folder, 'run.pdf');
    const offered = await answerDialog(lectern, file);
    const before = lectern.app.windows().length;
    await press('Save as PDF …');
    await report().getByText('Saved as run.pdf.').waitFor();
    expect(await offered()).toMatch(/Platform cooperatives Building good jobs.* \d\d\.\d\d\.pdf$/);
    const bytes = readFileSync(file);

    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const words = wordsInPdf(bytes).join(' ');
    for (const title of bundledShow().segments.map((segment) => segment.title))
      expect(words).toContain(title);
    for (const said of [
      'As-run report',
      'Plan and actual',
      'Past its end',
      'GO 2:12 after its end',
      '+2:12 over',
      'On air when the log ends',
      'Lectern was started again and went on with the show',
    ])
      expect(words).toContain(said);
    // The window that made it is closed by then, which is told a moment later.
    await until(
      'the window of the report to be closed',
      5_000,
      () => lectern.app.windows().length === before,
    );
  });

  it('as CSV and as JSON: read back whole', async () => {
    const csv = join(folder, 'run.csv');
    await answerDialog(lectern, csv);
    await press('Save as CSV …');
    await report().getByText('Saved as run.csv.').waitFor();
    const [head, ...rows] = readCsv(readFileSync(csv, 'utf8'));
    expect(head?.slice(0, 7)).toEqual([
      'Index',
      'Title',
      'Cue',
      'Scheduled Start',
      'Actual Start',
      'Scheduled End',
      'Actual End',
    ]);
    expect(rows.filter((row) => row[7] === 'Segment').map((row) => row[1])).toEqual(
      bundledShow().segments.map(({ title }) => title),
    );
    const json = join(folder, 'run.json');
    await answerDialog(lectern, json);
    await press('Save as JSON …');
    await report().getByText('Saved as run.json.').waitFor();
    const run = runFileSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect(run.rows).toHaveLength(bundledShow().segments.length);
    expect(rows.filter((row) => row[7] === 'Log')).toHaveLength(run.lines.length);
    expect(run.lines.map(({ key }) => key)).toContain('runResumed');
  });

  it('Cancel in the dialog saves nothing and says nothing', async () => {
    await answerDialog(lectern, null);
    await press('Save as CSV …');
    await report().getByText('Making the file …').waitFor({ state: 'detached' });
    await report()
      .getByText(/^Saved as/)
      .waitFor({ state: 'detached' });
    expect(await report().getByRole('button', { name: 'Save as CSV …' }).isEnabled()).toBe(true);
  });

  it('in a folder that is gone: said in words, nothing is lost, and the next place takes it', async () => {
    const gone = join(folder, 'stick');
    mkdirSync(gone);
    rmSync(gone, { recursive: true });
    await answerDialog(lectern, join(gone, 'run.pdf'));
    await press('Save as PDF …');
    await report()
      .getByText('run.pdf was not saved: that folder is no longer there. Choose another one.')
      .waitFor();
    expect(existsSync(gone)).toBe(false);
    await answerDialog(lectern, join(folder, 'again.pdf'));
    await press('Save as PDF …');
    await report().getByText('Saved as again.pdf.').waitFor();
  });

  it('where nothing may be written: said in words', async () => {
    // A folder of that name takes no file, whoever asks.
    const taken = join(folder, 'taken.csv');
    mkdirSync(taken);
    await answerDialog(lectern, taken);
    await press('Save as CSV …');
    await report().getByText('taken.csv was not saved: it is open in another program').waitFor();
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('on a full disk: said in words, and the file that was there before is whole', async ({ skip }) => {
    const disk = smallDisk();
    if (disk === null) return skip('to mount a small disk takes root, on Linux');
    try {
      const file = join(disk.path, 'run.json');
      writeFileSync(file, 'before');
      disk.fill();
      await answerDialog(lectern, file);
      await press('Save as JSON …');
      await report().getByText('run.json was not saved: the disk is full.').waitFor();
      expect(readFileSync(file, 'utf8')).toBe('before');
      disk.empty();
      expect(readdirSync(disk.path)).toEqual(['run.json']);
      await press('Save as JSON …');
      await report().getByText('Saved as run.json.').waitFor();
      expect(runFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true);
    } finally {
      disk.remove();
    }
  });

  it('the page that is printed loads nothing but itself, and has no way into the app', async () => {
    const seen = await lectern.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL('lectern://app/report/');
      const told = (await window.webContents.executeJavaScript(`(async () => {
        const elsewhere = await fetch('https://example.org/').then(() => 'reached', () => 'stopped');
        const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        let evaluated = 'refused';
        try { evaluated = new Function('return "ran"')(); } catch {}
        return { elsewhere, evaluated, node: typeof require, foreign: loaded.filter((name) => !name.startsWith('lectern://app/')) };
      })()`)) as { elsewhere: string; evaluated: string; node: string; foreign: string[] };
      window.destroy();
      return told;
    });
    expect(seen).toMatchObject({ elsewhere: 'stopped', evaluated: 'refused', node: 'undefined' });
    expect(seen.foreign.filter((name) => !name.startsWith('https://example.org'))).toEqual([]);
  });
});
