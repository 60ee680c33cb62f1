import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute } from '../../src/core/time/units';
import { axe } from '../support/axe';
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

/** Cells of rows whose words are longer than they are, and run into the next one or out of the row. */
async function cutOff(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator('li[id^="segment-"] > div:first-child > span:not(:has(b))')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
    );
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

  it('warning and danger of a segment are its own: planned in edit mode, said by the clock on air', async () => {
    const start = { kind: 'fixed', at: tod('16:00') } as const;
    const host = new FakeHost(
      show([segment('Welcome', { scene: 'Host', start }), segment('Panel')]),
      '15:59',
    );
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const planning = await console.show(host);
    await planning.getByRole('button', { name: 'Edit', exact: true }).click();
    await planning.locator('#edit-Welcome').click();
    for (const [label, typed] of [
      ['Amber with', '4:00'],
      ['Red with', '1:00'],
    ] as const) {
      await planning.getByLabel(label).fill(typed);
      await planning.getByLabel(label).press('Enter');
    }
    await until('both are planned', 5_000, () => {
      const { warnAt, dangerAt } = host.stage.state.document.show.segments[0] ?? {};
      return warnAt === 4 * minute && dangerAt === minute;
    });
    host.stage.clock('16:00');
    host.stage.go();
    const seen: (string | null)[] = [];
    for (const at of ['16:05:30', '16:06:30', '16:09:30', '16:10:30']) {
      host.stage.clock(at);
      host.update({});
      const clock = (await console.show(host)).locator('[data-level]').first();
      await clock.waitFor();
      seen.push(`${await clock.getAttribute('data-level')}: ${(await clock.innerText()).split('\n')[1]}`);
    }
    expect(seen).toEqual(['inTime: Within 10:00', 'wrapUp: Wrap up', 'danger: Last seconds', 'over: Over']);
  });

  it('a hard out before the start: the console says by how much the show is past it, and what is left to give', async () => {
    const host = new FakeHost(
      show(
        [
          segment('Welcome', { scene: 'Host', start: { kind: 'fixed', at: tod('16:00') } }),
          segment('Panel', { scene: 'Host' }),
          segment('Q&A', { scene: 'Host', kind: 'questions' }),
        ],
        { hardOut: tod('15:00') },
      ),
      '16:00',
    );
    host.stage.go();
    host.stage.wait(2_000);
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const page = await console.show(host);
    const strip = page.getByRole('region', { name: 'Re-plan' });
    await strip.getByText('You’ll finish at 16:30:00, 1:30:00 past the hard out.').waitFor();
    await page.getByText('Hard out 15:00').waitFor();
    await page.getByText('1:30:00 past', { exact: true }).waitFor();
    // What can be given is offered, and what it leaves is said; the end is not pushed past a hard out.
    expect(await strip.getByRole('button').allTextContents()).toEqual(['Spread 10:00', 'Ignore']);
    await page.keyboard.press('r');
    await strip.getByText('Ends 16:20:00, 1:20:00 past the hard out').waitFor();
    await row(page, 'Panel').getByText('+1:30:00').waitFor();
    expect(await cutOff(page)).toEqual([]);
  });

  it('overlapping fixed starts on air: each row has what was planned beside what is expected, and says why', async () => {
    const at = (time: string) => ({ scene: 'Host', start: { kind: 'fixed', at: tod(time) } as const });
    const host = new FakeHost(
      show([
        segment('Welcome', { ...at('16:00'), duration: 20 * minute }),
        segment('Talk', { ...at('16:10'), duration: 20 * minute }),
        segment('Panel', { ...at('16:15'), duration: 20 * minute }),
        segment('Early', at('16:05')),
      ]),
      '16:00',
    );
    host.stage.go();
    host.stage.clock('16:12');
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const page = await console.show(host);
    const says = async (title: string): Promise<string> =>
      (await row(page, title).getAttribute('aria-label')) ?? '';
    await row(page, 'Talk').waitFor();
    expect(await says('Talk')).toContain(
      'expected 16:12:00, 3:00 long, scene ‘Host’: 2:00 after its fixed time, behind ‘Welcome’, −17:00 for the fixed start after it.',
    );
    expect(await says('Panel')).toContain('expected 16:15:00, 20:00 long');
    expect(await says('Early')).toContain('30:00 after its fixed time, behind ‘Panel’');
    expect(await row(page, 'Early').innerText()).toMatch(/16:05\s+16:35:00\s+10:00/);
    const strip = page.getByRole('region', { name: 'Re-plan' });
    await strip.getByText('You’ll finish at 16:45:00, 30:00 over.').waitFor();
  });

  it('a show of which all is skipped says what to do, and offers no start', async () => {
    const host = new FakeHost(show([segment('Welcome', { inclusion: 'skipped' })]), '15:00');
    const page = await console.show(host);
    const words = page.getByText('Every segment is skipped or dropped. Put one back.');
    await words.waitFor();
    expect(await page.getByTestId('go').getAttribute('aria-disabled')).toBe('true');
    await page.getByText('There is no segment to begin with.').waitFor();
    expect(await page.getByRole('button', { name: 'Start now' }).count()).toBe(0);
  });

  it('a show with no segments says what to do, and a GO by key takes nothing', async () => {
    const host = new FakeHost(show([]), '15:00');
    const page = await console.show(host);
    await page.getByText('This show has no segments yet.').waitFor();
    const go = page.getByTestId('go');
    expect(await go.textContent()).toContain('Nothing to take');
    expect(await go.textContent()).toContain('Add a segment in edit mode.');
    await page.getByText('There is no segment to begin with.').waitFor();
    expect(await page.getByRole('button', { name: 'Start now' }).count()).toBe(0);
    await page.keyboard.press('Space');
    expect(host.stage.state.run.pending).toEqual([]);
  });

  it('a live show of which every segment is removed: what is on air stays, and GO ends the show', async () => {
    const host = new FakeHost(
      show([segment('Welcome', { scene: 'Host' }), segment('Panel', { scene: 'Host' })]),
      '15:00',
    );
    host.stage.go();
    host.stage.wait(2_000);
    for (const id of ['Welcome', 'Panel'])
      host.stage.send({ type: 'edit', edit: { kind: 'removeSegment', id } });
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const page = await console.show(host);
    await row(page, 'Welcome').getByText('removed from the plan').waitFor();
    // The clock goes on, and nothing says when the show would end.
    await page
      .getByRole('timer')
      .getByText(/^9:\d\d$/)
      .waitFor();
    expect(await page.getByText('Expected end').count()).toBe(0);
    const go = page.getByTestId('go');
    expect(await go.innerText()).toMatch(/End show\s+Holding slide/);
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
    expect(await go.innerText()).toMatch(/Show ended\s+Back undoes it\. The as-run log is closed\./);
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
    expect(await cutOff(page)).toEqual([]);
  });

  it('a segment of 24 hours on air counts down a day, and the next one is early by as much', async () => {
    const long = { duration: 24 * 60 * minute, scene: 'Host' };
    const host = new FakeHost(show([segment('Welcome', long), segment('Panel', long)]), '15:00');
    host.stage.go();
    host.stage.wait(4 * minute);
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const page = await console.show(host);
    await page
      .getByRole('timer')
      .getByText(/^23:5\d:\d\d$/)
      .waitFor();
    await page.getByText('Within 24:00:00').waitFor();
    await page
      .getByTestId('go')
      .getByText(/23:5\d:\d\d early, asks first/)
      .waitFor();
    expect(await cutOff(page)).toEqual([]);
  });
});
