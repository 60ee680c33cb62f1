import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute } from '../../src/core/time/units';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { segment, show, tod } from '../support/shows';
import { until } from '../support/until';

/** Times as the producer sees and plans them: see docs/timing.md. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** Five segments of ten minutes from 16:00; the fourth is on air, and what stood before it was jumped over. */
function jumped(): FakeHost {
  const rows = ['Welcome', 'Short film', 'Panel', 'Q&A', 'Closing'].map((title, index) =>
    segment(title, {
      scene: 'Host',
      ...(index === 0 ? { start: { kind: 'fixed', at: tod('16:00') } } : {}),
      ...(title === 'Short film' ? { inclusion: 'optional' } : {}),
    }),
  );
  const host = new FakeHost(show(rows), '16:00');
  host.stage.go();
  host.stage.clock('16:08');
  host.stage.send({
    type: 'takeSegment',
    expectedOnAir: host.stage.onAir,
    segmentId: 'Q&A',
    armed: true,
  });
  host.stage.obsDoesIt();
  host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
  return host;
}

function row(page: Page, title: string): Locator {
  return page.locator(`[id="segment-${title}"]`);
}

async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('what was jumped over', () => {
  it('stands above Next, postponed, with Take and Drop; Drop strikes it out, Put back brings it in again', async () => {
    const host = jumped();
    const page = await console.show(host);
    const film = row(page, 'Short film');
    await film.getByText('Postponed', { exact: true }).waitFor();
    const order = await page.locator('li[id^="segment-"]').evaluateAll((rows) => rows.map(({ id }) => id));
    expect(order).toEqual(
      ['Welcome', 'Q&A', 'Short film', 'Panel', 'Closing'].map((title) => `segment-${title}`),
    );
    expect(await film.getByText('optional', { exact: true }).isVisible()).toBe(true);
    expect(await axe(page)).toEqual([]);

    await film.getByRole('button', { name: 'Drop ‘Short film’' }).press('Enter');
    await film.getByText('Dropped', { exact: true }).waitFor();
    expect(host.stage.state.run.dropped).toEqual(['Short film']);
    expect(await axe(page)).toEqual([]);

    await film.click();
    await film.getByRole('button', { name: 'Put ‘Short film’ back' }).click();
    await film.getByText('Postponed', { exact: true }).waitFor();
    expect(host.stage.state.run.dropped).toEqual([]);
  });

  it('is dropped from the command list too, and when nothing is left GO ends the show', async () => {
    const host = jumped();
    const page = await console.show(host);
    await row(page, 'Panel').getByText('Postponed', { exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('drop closing');
    await page.keyboard.press('Enter');
    await row(page, 'Closing').getByText('Dropped', { exact: true }).waitFor();
    expect(await page.getByTestId('go').innerText()).toContain('End show');
    await row(page, 'Panel').getByText('Postponed', { exact: true }).waitFor();
  });
});

describe('since when it is on air', () => {
  it('is corrected where it stands, and undone', async () => {
    const host = jumped();
    const page = await console.show(host);
    const air = page.getByRole('region', { name: 'On air', exact: true });
    await air.getByRole('button', { name: 'since 16:08:00' }).click();
    await page.getByLabel('Began at').fill('−3');
    await page.getByLabel('Began at').press('Enter');
    await air.getByRole('button', { name: 'since 16:05:00' }).waitFor();
    await row(page, 'Welcome').getByText('5:00', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await air.getByRole('button', { name: 'Undo the correction of the start' }).click();
    await air.getByRole('button', { name: 'since 16:08:00' }).waitFor();
    await air.getByRole('button', { name: 'since 16:08:00' }).click();
    await page.getByLabel('Began at').fill('+5');
    await page.getByLabel('Began at').press('Enter');
    await page.getByText('That start is still to come.').waitFor();
  });
});

describe('planning a start', () => {
  it('that waits for GO, is skipped, leaves a gap or too little room: each is said at its segment', async () => {
    const host = new FakeHost(
      show([
        segment('Welcome', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('Panel'),
        segment('Closing'),
      ]),
      '15:00',
    );
    const page = await console.show(host);
    const planned = (): unknown => host.stage.state.document.show.segments.map(({ start }) => start.kind);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('#edit-Closing').click();
    const start = page.getByLabel('Start', { exact: true });
    await start.fill('16:15');
    await start.press('Enter');
    await page
      .getByText('‘Panel’ is 5:00 too long for this start, and will be cut short by as much.')
      .waitFor();
    await start.fill('16:30');
    await start.press('Enter');
    await page.getByText('10:00 are left before it: ‘Panel’ stays on air until then.').waitFor();
    await start.fill('16:10');
    await start.press('Enter');
    await page
      .getByText(
        '‘Panel’ begins no earlier than this. It will start late, after that one; if the next day is meant, type +1 behind it.',
      )
      .waitFor();
    await page.getByLabel('Start rule').selectOption('manual');
    await until('it waits', 5_000, () => JSON.stringify(planned()) === '["fixed","follows","manual"]');
    await page.getByText('Now 16:20 at the earliest: waits for GO.').waitFor();
    expect(await axe(page)).toEqual([]);

    await page.locator('#edit-Panel').click();
    await page.getByLabel('In the show').selectOption('skipped');
    await page.locator('#edit-Panel').getByText('Skipped', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await row(page, 'Panel').getByText('Skipped', { exact: true }).waitFor();
    await row(page, 'Closing').getByText('≥ 16:10').waitFor();
    expect(await row(page, 'Closing').getAttribute('aria-label')).toContain('16:10 at the earliest');
    expect(host.stage.state.document.show.segments[1]?.duration).toBe(10 * minute);
  });

  it('hard out: said against the end, in the row that starts too late, and where it cannot be', async () => {
    const host = new FakeHost(
      show([segment('Welcome', { start: { kind: 'fixed', at: tod('16:00') } }), segment('Panel')], {
        hardOut: tod('17:00'),
      }),
      '15:00',
    );
    const page = await console.show(host);
    await page.getByText('Hard out 17:00').waitFor();
    await page.getByText('40:00 to spare').waitFor();
    expect(await row(page, 'Panel').getAttribute('aria-label')).toContain('latest start 16:50:00');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'Show' }).click();
    const field = page.getByLabel('Hard out: over by');
    await field.fill('16:15');
    await field.press('Enter');
    await page.getByText('The plan ends at 16:20, 5:00 past this.').waitFor();
    await page.getByText('5:00 past', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await row(page, 'Welcome').getByText('+5:00').waitFor();
    // What follows it is as late: that is said once.
    expect(await row(page, 'Panel').getByText('+5:00').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'Show' }).click();
    await field.fill('15:00');
    await field.press('Enter');
    await page.getByText('The show begins at 16:00: it cannot be over by then.').waitFor();
    await field.fill('soon');
    await field.press('Enter');
    await page.getByText('Not understood. For example 17:15, or nothing.').waitFor();
    await field.fill('');
    await field.press('Enter');
    await until('it is gone', 5_000, () => host.stage.state.document.show.hardOut === null);
  });

  it('a show of which all is skipped says what to do', async () => {
    const host = new FakeHost(show([segment('Welcome', { inclusion: 'skipped' })]), '15:00');
    const page = await console.show(host);
    const words = page.getByText('Every segment is skipped or dropped. Put one back.');
    await words.waitFor();
    expect(await page.getByTestId('go').getAttribute('aria-disabled')).toBe('true');
  });

  it('a show with no segments says what to do, and a GO by key takes nothing', async () => {
    const host = new FakeHost(show([]), '15:00');
    const page = await console.show(host);
    await page.getByText('This show has no segments yet.').waitFor();
    const go = page.getByTestId('go');
    expect(await go.textContent()).toContain('Nothing to take');
    expect(await go.textContent()).toContain('Add a segment in edit mode.');
    await page.keyboard.press('Space');
    expect(host.stage.state.run.pending).toEqual([]);
  });

  it('a GO past the end asks to end the show; once it has ended there is nothing to take', async () => {
    const host = new FakeHost(show([segment('Welcome', { scene: 'Host' })]), '15:00');
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    host.stage.go();
    host.stage.wait(2_000);
    host.update({});
    const page = await console.show(host);
    const go = page.getByTestId('go');
    await until(
      'GO ends the show',
      5_000,
      async () => (await go.textContent())?.includes('End show') ?? false,
    );
    await page.keyboard.press('Space');
    expect(host.stage.state.run.phase).toBe('live');
    const ended = host.stage.send({ type: 'endShow', expectedOnAir: host.stage.onAir ?? '', armed: true });
    expect(ended.ok).toBe(true);
    host.stage.obsDoesIt();
    host.update({});
    await page.getByRole('heading', { name: 'After the show' }).waitFor();
    await page.keyboard.press('Space');
    expect(host.stage.state.run.pending).toEqual([]);
    expect(await go.getAttribute('aria-disabled')).toBe('true');
  });

  it('segments of 24 hours: the rows of the next days say so', async () => {
    const long = { duration: 24 * 60 * minute };
    const first = segment('Welcome', { ...long, start: { kind: 'fixed', at: tod('16:00') } });
    const page = await console.show(new FakeHost(show([first, segment('Panel', long)]), '15:00'));
    const cells = (title: string): Promise<readonly string[]> =>
      row(page, title).locator('span').allTextContents();
    await row(page, 'Panel').waitFor();
    expect((await cells('Welcome'))[0]).toBe('16:00');
    expect((await cells('Panel'))[0]).toBe('16:00+1');
    expect(await cells('Panel')).toContain('24:00:00');
  });
});
