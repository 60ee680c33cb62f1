import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import { minute } from '../../src/core/time/units';
import { formatClock, formatLength } from '../../src/core/time/write';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { goButton, seeOnAir } from '../support/consolePage';
import { readCsv } from '../support/csv';
import { type RunningApp, launchApp, startAppScreen } from '../support/electronApp';
import { wordsInPdf } from '../support/pdf';
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
    await go('Q&A');
    await page.keyboard.press('b');
    await seeOnAir(page, 'Panel discussion', 'PRACTICE');
    expect(await page.getByRole('timer').first().innerText()).toMatch(/^22:\d\d$/);
    // What the re-plan gave stands.
    await page.getByRole('region', { name: 'Next', exact: true }).getByText('7:00 long').waitFor();
  });

  it('goes on to its end', async () => {
    await go('Q&A');
    expect(await page.getByRole('timer').first().innerText()).toMatch(/^(7:00|6:5\d)$/);
    await go('Closing');
    await until('the show has ended', 10_000, async () => {
      if (await page.getByRole('heading', { name: 'After the show' }).isVisible()) return true;
      await page.keyboard.press('Space');
      return false;
    });
  });

  it('all of it is in the report: read on screen, as CSV, as JSON and as PDF, with its numbers', async () => {
    await page.getByRole('button', { name: 'Open the report' }).click();
    const report = page.getByRole('region', { name: 'As-run report' });
    await report.getByRole('heading', { name: 'Everything that was done' }).waitFor();
    await report.getByText('Re-planned: 3:00 taken from ‘Q&A’ 10:00 → 7:00').waitFor();
    const saved: Record<string, Buffer> = {};
    for (const kind of ['CSV', 'JSON', 'PDF']) {
      const name = `late.${kind.toLowerCase()}`;
      const file = join(lectern.home, name);
      await answerDialog(lectern, file);
      await report.getByRole('button', { name: `Save as ${kind} …` }).click();
      await report.getByText(`Saved as ${name}.`).waitFor();
      saved[kind] = readFileSync(file);
    }

    const run = runFileSchema.parse(JSON.parse(String(saved['JSON'])));
    expect(run.standing).toBe('ended');
    expect(run.rows.map(({ title, state }) => [title, state])).toEqual([
      ['Pre-show slate', 'done'],
      ['Welcome', 'done'],
      ['Setting the scene', 'done'],
      ['Panel discussion', 'done'],
      ['Q&A', 'takenBack'],
      ['Q&A', 'done'],
      ['Closing', 'done'],
    ]);
    const [slate, , scene, panel, , questions, closing] = run.rows;
    if (!slate || !scene || !panel || !questions || !closing) throw new Error('rows are missing');
    expect(scene.lengthOff).toBe(3 * minute);
    expect(scene.why).toEqual([{ kind: 'goLate', by: 3 * minute }]);
    expect(panel.startOff).toBe(3 * minute);
    expect((panel.actualStart ?? 0) - (panel.plannedStart ?? 0)).toBe(3 * minute);
    expect(panel.plannedLength).toBe(35 * minute);
    expect(panel.why.map(({ kind }) => kind)).toContain('wentOn');
    // It began when its second GO was pressed, and one ends where the next begins.
    expect(questions.actualStart).toBe(panel.actualEnd);
    expect(closing.actualStart).toBe(questions.actualEnd);
    expect(closing.actualEnd).toBe(run.endedAt);
    expect(run.over).toBe((run.endedAt ?? 0) - (run.plannedEnd ?? 0));
    // What a re-plan gives is the run's: the plan stays what the document says.
    expect(questions.plannedLength).toBe(10 * minute);
    expect(questions.why).toContainEqual({ kind: 'replanned', by: -3 * minute });
    const keys = run.lines.map(({ key }) => key);
    expect(keys.indexOf('replanned')).toBeGreaterThan(-1);
    expect(keys.lastIndexOf('takenBack')).toBeGreaterThan(keys.indexOf('replanned'));

    const [head = [], ...lines] = readCsv(String(saved['CSV']));
    const cell = (title: string, column: string): string | undefined =>
      lines.findLast((line) => line[1] === title && line[7] === 'Segment')?.[head.indexOf(column)];
    const said = lines.filter((line) => line[7] === 'Log').map((line) => line[1]);
    expect(said).toHaveLength(run.lines.length);
    expect(said.filter((line) => line?.includes('Re-planned'))).toEqual([
      'Re-planned: 3:00 taken from ‘Q&A’ 10:00 → 7:00',
    ]);
    expect(cell('Setting the scene', 'Why')).toBe('GO 3:00 after its end');
    expect(cell('Panel discussion', 'Start Off')).toBe('3:00 over');
    expect(cell('Panel discussion', 'Scheduled Start')).toBe(clock(panel.plannedStart));
    expect(cell('Panel discussion', 'Actual Start')).toBe(clock(panel.actualStart));
    expect(cell('Q&A', 'Scheduled Length')).toBe('10:00');
    expect(cell('Q&A', 'Actual Length')).toBe(formatLength(questions.actualLength ?? NaN));
    expect(cell('Q&A', 'Why')).toContain('Re-planned 3:00 shorter');

    const words = wordsInPdf(saved['PDF'] ?? Buffer.alloc(0)).join(' ');
    for (const row of run.rows) expect(words).toContain(row.title);
    for (const one of [
      'Plan and actual',
      'GO 3:00 after its end',
      '+3:00 over',
      'Taken back',
      'Re-planned 3:00 shorter',
      'Went on after a GO was taken back',
      'Re-planned: 3:00 taken from ‘Q&A’ 10:00 → 7:00',
      clock(panel.actualStart),
    ])
      expect(words).toContain(one);
  });
});

/** GO by its key until it is on air: for a second after a take the next is refused. */
async function go(title: string): Promise<void> {
  const air = page.getByRole('region', { name: 'On air', exact: true });
  await until(`‘${title}’ is on air`, 5_000, async () => {
    if (await air.getByRole('heading', { name: title, exact: true }).isVisible()) return true;
    if (await goButton(page).filter({ hasText: title }).isVisible()) await page.keyboard.press('Space');
    return false;
  });
  await seeOnAir(page, title, 'PRACTICE');
}

function clock(at: number | null): string {
  return formatClock(at ?? NaN, bundledShow().zone, { seconds: true });
}
