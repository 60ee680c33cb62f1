import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import { minute } from '../../src/core/time/units';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { goButton, seeOnAir } from '../support/consolePage';
import { readCsv } from '../support/csv';
import { type RunningApp, launchApp, startAppScreen } from '../support/electronApp';
import { answerDialog } from '../support/saveDialog';
import { homeWithRun } from '../support/unfinishedRun';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

/** The bundled webinar in the real app, with a panel that began late: re-planned, a GO taken back, and the report of it read. */

let screen: Screen;
let lectern: RunningApp;
let page: Page;

beforeAll(async () => {
  screen = await startAppScreen();
  const now = Date.now();
  // The panel is planned 35 minutes after the start, and began 3 minutes later.
  const home = await homeWithRun(
    bundledShow(),
    [50, 40, 35, 12].map((ago) => now - ago * minute),
  );
  lectern = await launchApp({ screen, home });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await lectern.kill();
  await screen.stop();
});

describe('a panel that began late', () => {
  it('is answered with a re-plan, taken with one key, and the end is the planned one again', async () => {
    const strip = page.getByRole('region', { name: 'Re-plan' });
    await strip.getByText('3:00 over').waitFor();
    await strip.getByRole('button', { name: 'Take 3:00 from Q&A' }).waitFor();
    await page.keyboard.press('r');
    await strip.getByRole('button', { name: 'Take 3:00 from Q&A' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await strip.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await strip.getByText('3:00 over').count()).toBe(0);
  });

  it('a GO by mistake is taken back, and its clock is as if the GO had not been', async () => {
    await page.getByRole('button', { name: /^Take ‘Panel’ again/ }).click();
    await seeOnAir(page, 'Panel discussion', 'PRACTICE');
    // For a second after a take the next is refused.
    await until('the questions are on air', 5_000, async () => {
      if (await goButton(page).filter({ hasText: 'Closing' }).isVisible()) return true;
      await page.keyboard.press('Space');
      return false;
    });
    await seeOnAir(page, 'Q&A', 'PRACTICE');
    await page.keyboard.press('b');
    await seeOnAir(page, 'Panel discussion', 'PRACTICE');
    expect(await page.getByRole('timer').first().innerText()).toMatch(/^22:\d\d$/);
  });

  it('all of it is in the report, as CSV and as JSON', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('runs of this show');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Open the run of/ }).click();
    const report = page.getByRole('region', { name: 'As-run report' });
    await report.getByRole('heading', { name: 'Everything that was done' }).waitFor();
    const [csv, json] = [join(lectern.home, 'late.csv'), join(lectern.home, 'late.json')];
    for (const [file, kind] of [
      [csv, 'CSV'],
      [json, 'JSON'],
    ] as const) {
      await answerDialog(lectern, file);
      await report.getByRole('button', { name: `Save as ${kind} …` }).click();
      await report.getByText(`Saved as late.${kind.toLowerCase()}.`).waitFor();
    }
    const run = runFileSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    const taken = run.rows.filter(({ state }) => state !== 'notTaken');
    expect(taken.map(({ title, state }) => [title, state])).toEqual([
      ['Pre-show slate', 'done'],
      ['Welcome', 'done'],
      ['Setting the scene', 'done'],
      ['Panel discussion', 'onAir'],
      ['Q&A', 'takenBack'],
    ]);
    const panel = taken[3];
    expect(panel?.startOff).toBe(3 * minute);
    expect((panel?.actualStart ?? 0) - (panel?.plannedStart ?? 0)).toBe(3 * minute);
    // What a re-plan gives is the run's: the plan stays what the document says.
    expect(taken[4]?.plannedLength).toBe(10 * minute);
    expect(panel?.why.map(({ kind }) => kind)).toContain('wentOn');
    const keys = run.lines.map(({ key }) => key);
    expect(keys.indexOf('replanned')).toBeGreaterThan(-1);
    expect(keys.lastIndexOf('takenBack')).toBeGreaterThan(keys.indexOf('replanned'));

    const lines = readCsv(readFileSync(csv, 'utf8'));
    const said = lines.filter((line) => line[7] === 'Log').map((line) => line[1]);
    expect(said).toHaveLength(run.lines.length);
    expect(said.filter((line) => line?.includes('Re-planned'))).toEqual([
      'Re-planned: 3:00 taken from ‘Q&A’ 10:00 → 7:00',
    ]);
    const panelLine = lines.find((line) => line[1] === 'Panel discussion' && line[7] === 'Segment');
    expect(panelLine?.[8]).toBe('On air when the log ends');
    expect(panelLine?.[11]).toBe('3:00 over');
    expect(panelLine?.[14]).toBe('Went on after a GO was taken back');
  });
});
