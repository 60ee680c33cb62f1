import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/core/time/units';
import { axe } from '../support/axe';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { segment, show, tod } from '../support/shows';
import { until } from '../support/until';

/** What the producer sees and presses when the end moves away: see docs/replan.md. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** The panel began 1:40 late: 17:00 planned, 17:01:40 expected. */
function late(): FakeHost {
  const host = new FakeHost(
    show([
      segment('Panel', {
        kind: 'panel',
        scene: 'Host',
        duration: 45 * minute,
        start: { kind: 'fixed', at: tod('16:00') },
      }),
      segment('Q&A', { kind: 'questions', scene: 'Host' }),
      segment('Closing', { kind: 'closing', scene: 'Host', duration: 5 * minute }),
    ]),
    '16:01:40',
  );
  host.stage.go();
  // OBS took its time; the clock of this test does not.
  host.stage.now = host.stage.at('16:01:40');
  host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
  return host;
}

function strip(page: Page): Locator {
  return page.getByRole('region', { name: 'Re-plan' });
}

function row(page: Page, title: string): Locator {
  return page.locator(`[id="segment-${title}"]`);
}

describe('an end that moves away', () => {
  it('comes with proposals: R goes to the best and previews it, Enter applies its numbers, Undo takes them back', async () => {
    const host = late();
    const page = await console.show(host);
    await strip(page).getByText('You’ll finish at 17:01:40, 1:40 over.').waitFor();
    const presses = strip(page).getByRole('button');
    const named = (name: string): Promise<number> =>
      presses.and(page.getByRole('button', { name, exact: true })).count();
    const names = ['Take 1:40 from Q&A', 'Spread 1:40', 'Push the end', 'Ignore'];
    expect(await Promise.all([presses.count(), ...names.map(named)])).toEqual([4, 1, 1, 1, 1]);
    expect(await axe(page)).toEqual([]);
    const height = (await strip(page).boundingBox())?.height;

    await page.keyboard.press('r');
    await strip(page).getByText('Ends 17:00:00, on time').waitFor();
    await strip(page).getByText('Q&A gives it most easily: 10:00 → 8:20.', { exact: true }).waitFor();
    await row(page, 'Q&A').getByText('10:00 → 8:20').waitFor();
    await row(page, 'Closing').getByText('was 16:56:40').waitFor();
    expect(await row(page, 'Closing').innerText()).toContain('16:55:00');
    expect((await strip(page).boundingBox())?.height).toBe(height);
    expect(await axe(page)).toEqual([]);
    // Along the proposals, and out: nothing was done.
    await page.keyboard.press('ArrowRight');
    await strip(page).getByText('2 segments give in proportion to their length.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await strip(page).getByText('You’ll finish at 17:01:40, 1:40 over.').waitFor();
    expect(host.stage.state.run.lengths).toEqual({});

    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    await strip(page).getByText('Re-planned: 1:40 taken from ‘Q&A’ 10:00 → 8:20').waitFor();
    expect(host.stage.state.run.lengths).toEqual({ 'Q&A': 8 * minute + 20 * second });
    await page.getByText('8:20 long').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Shift+R');
    await presses.getByText('Take 1:40 from Q&A').waitFor();
    expect(host.stage.state.run.lengths).toEqual({});
  });

  it('shows the row that it changes though that is below the fold, and then the rows as they were', async () => {
    const host = new FakeHost(
      show([
        segment('Panel', { scene: 'Host', start: { kind: 'fixed', at: tod('16:00') } }),
        ...Array.from({ length: 30 }, (_, at) => segment(`Host ${at}`, { kind: 'host', duration: second })),
        segment('Q&A', { kind: 'questions' }),
      ]),
      '16:01:40',
    );
    host.stage.go();
    host.stage.now = host.stage.at('16:01:40');
    host.update({});
    const page = await console.show(host);
    const isSeen = async (): Promise<boolean> => {
      const [seen, list] = [await row(page, 'Q&A').boundingBox(), await strip(page).boundingBox()];
      return seen !== null && list !== null && seen.y + seen.height <= list.y + 1;
    };
    await strip(page).waitFor();
    expect(await row(page, 'Q&A').count()).toBe(0);
    await page.keyboard.press('r');
    await row(page, 'Q&A').getByText('10:00 → 8:20').waitFor();
    await until('the row is in sight', 5_000, isSeen);
    await page.keyboard.press('Escape');
    await row(page, 'Q&A').waitFor({ state: 'detached' });
    await row(page, 'Panel').waitFor();
  });

  it('is pushed from the command list: the top bar has the end agreed on; ignored, it is away until it moves again', async () => {
    const host = late();
    const page = await console.show(host);
    await strip(page).getByRole('button', { name: 'Ignore' }).click();
    await strip(page).waitFor({ state: 'detached' });
    host.stage.send({ type: 'adjustEnd', expectedOnAir: host.stage.onAir ?? '', by: 2 * minute });
    host.update({});
    await strip(page).getByText('You’ll finish at 17:03:40, 3:40 over.').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('push the end');
    await page.keyboard.press('Enter');
    await page.getByText('Agreed end').waitFor();
    expect(host.stage.state.run.agreedEnd).toBe(host.stage.at('17:03:40'));
    await strip(page).getByText('Re-planned: the end pushed to 17:03:40').waitFor();
  });

  it('past the hard out with nothing left to shorten is said in words', async () => {
    const host = new FakeHost(
      show([segment('Panel', { scene: 'Host', start: { kind: 'fixed', at: tod('16:00') } })], {
        hardOut: tod('16:10'),
      }),
      '16:00',
    );
    host.stage.go();
    host.stage.now = host.stage.at('16:13:00');
    host.update({});
    const page = await console.show(host);
    await strip(page)
      .getByText(/You’ll finish at 16:13:\d\d, 3:\d\d past the hard out\./)
      .waitFor();
    await strip(page).getByText('Nothing left to shorten.').waitFor();
    expect(await strip(page).getByRole('button').allTextContents()).toEqual(['Ignore']);
    expect(await axe(page)).toEqual([]);
  });

  it('time to spare before a fixed start: the slate until then, and what was dropped comes in again', async () => {
    const host = new FakeHost(
      show([
        segment('Talk', { scene: 'Host', start: { kind: 'fixed', at: tod('16:00') } }),
        segment('Poll', { scene: 'Host', inclusion: 'optional', duration: 3 * minute }),
        segment('Keynote', { scene: 'Host', start: { kind: 'fixed', at: tod('16:13') } }),
      ]),
      '16:00',
    );
    host.stage.go();
    host.stage.send({ type: 'dropSegment', segmentId: 'Poll' });
    host.stage.now = host.stage.at('16:09');
    host.observe({ scenes: ['Holding slide', 'Host'], program: 'Host' });
    const page = await console.show(host);
    await strip(page).getByText('3:00 to spare before ‘Keynote’ at 16:13.').waitFor();
    await strip(page).getByRole('button', { name: 'Bring in ‘Poll’' }).waitFor();
    await page.keyboard.press('r');
    await row(page, 'Poll').getByText('comes in', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await strip(page).getByRole('button', { name: 'Slate until 16:13' }).click();
    await until('the slate is asked for', 5_000, () => host.calls.some(({ name }) => name === 'setSlate'));
  });

  it('a press that came too late does nothing, and says so in the strip', async () => {
    const host = late();
    const page = await console.show(host);
    await strip(page).getByRole('button', { name: 'Take 1:40 from Q&A' }).waitFor();
    // Another window was quicker, and this one has not heard of it yet.
    host.stage.send({ type: 'dropSegment', segmentId: 'Closing' });
    await strip(page).getByRole('button', { name: 'Take 1:40 from Q&A' }).click();
    await page
      .getByText('The times have changed since that was proposed. Nothing was applied; look again.')
      .waitFor();
    expect(host.stage.state.run.lengths).toEqual({});
  });

  it('the tolerance is the show’s: edit mode says what it may be', async () => {
    const host = late();
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'Show' }).click();
    const field = page.getByLabel('Propose a re-plan when the end moves by more than');
    expect(await field.inputValue()).toBe('1:00');
    await field.fill('2 h');
    await field.press('Enter');
    await page.getByText('The end may move by 1 s to 1 h before something is proposed.').waitFor();
    await field.fill('5:00');
    await field.press('Enter');
    await until('it is saved', 5_000, () => host.stage.state.document.show.tolerance === 5 * minute);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await row(page, 'Q&A').waitFor();
    expect(await strip(page).count()).toBe(0);
  });
});
