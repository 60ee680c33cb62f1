import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe } from '../support/axe';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { segment, show, tod } from '../support/shows';

/** Next as the producer sees and moves it: see docs/live.md. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** Four segments of ten minutes from 16:00; the first is on air, two minutes before its end. */
function inWelcome(): FakeHost {
  const rows = ['Welcome', 'Talk', 'Q&A', 'Closing'].map((title, index) =>
    segment(title, {
      scene: title,
      ...(index === 0 ? { start: { kind: 'fixed', at: tod('16:00') } } : {}),
    }),
  );
  // On the practice OBS no GO is too early.
  const host = new FakeHost(show(rows), '16:00', { practice: true });
  host.stage.obs = { ...host.stage.obs, practice: true };
  host.stage.go();
  host.stage.clock('16:08');
  host.observe({ program: 'Welcome' });
  return host;
}

function go(page: Page) {
  return page.getByTestId('go');
}

describe('the guard after a GO', () => {
  it('runs down on GO, which keeps its size; a second GO is refused with the time left, in words', async () => {
    const host = inWelcome();
    const page = await console.show(host);
    const size = await go(page).boundingBox();
    await page.keyboard.press('Space');
    const guard = page.getByTestId('guard');
    await guard.waitFor({ state: 'attached' });
    expect(await go(page).boundingBox()).toEqual(size);
    // Accepted 20 ms after the press, and on air 300 ms later.
    host.stage.obsDoesIt();
    host.update({});
    await page.locator('[data-testid=go][data-state=rest]').waitFor();
    await page.keyboard.press('Space');
    await page.getByText('Too soon after the last GO. Ready in 0.7 s.').waitFor();
    await page.getByText('That was too soon after the last GO. Ready now.').waitFor();
    await guard.waitFor({ state: 'detached' });
    expect(await go(page).boundingBox()).toEqual(size);
    expect(host.calls.filter(({ name }) => name === 'takeNext')).toHaveLength(2);
    expect(host.stage.onAirTitle).toBe('Talk');
  });
});

function row(page: Page, title: string): Locator {
  return page.locator(`[id="segment-${title}"]`);
}

describe('a segment that gives way by itself', () => {
  it('is made so in the edit mode; GO and its row say so, Hold holds it, and GO says why it did not come', async () => {
    const host = inWelcome();
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('li[id^="edit-"]', { hasText: 'Talk' }).click();
    await page.getByLabel('At its end').selectOption('Next is taken by itself');
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await row(page, 'Talk').getByText('by itself', { exact: true }).waitFor();
    host.stage.go();
    host.observe({ program: 'Talk' });
    host.update({});
    await go(page)
      .getByText(/by itself in \d+:\d\d · H holds/)
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('h');
    await go(page).getByText('held: not by itself').waitFor();
    host.stage.wait(11 * 60_000);
    host.update({});
    await go(page).getByText('not by itself: held').waitFor();
    expect(host.stage.onAirTitle).toBe('Talk');
  });
});

describe('a segment that nobody planned', () => {
  it('is put in and taken by keyboard; the button says what goes on air, errors stand at the fields, Esc leaves', async () => {
    const host = inWelcome();
    host.observe({ scenes: ['Holding slide', 'Welcome', 'Talk', 'Q&A', 'Closing'] });
    const page = await console.show(host);
    const strip = page.getByRole('form', { name: 'Put in and take' });
    await page.keyboard.press('u');
    await page.locator('input:focus').waitFor();
    expect(await strip.getByLabel('Scene in OBS').inputValue()).toBe('=Welcome');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await strip.waitFor({ state: 'detached' });

    await page.keyboard.press('u');
    await page.locator('input:focus').waitFor();
    await page.keyboard.press('Enter');
    await strip.getByText('A segment needs a title: GO names it.').waitFor();
    expect(await strip.getByLabel('Title').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type('Technical pause');
    await strip.getByLabel('Length').fill('soon');
    await page.keyboard.press('Enter');
    await strip.getByText('Not understood.').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1:30');
    await strip.getByLabel('Scene in OBS').selectOption('Holding slide');
    await strip.getByText('Next stays Talk').waitFor();
    await strip.getByRole('button', { name: 'Take ‘Technical pause’, scene ‘Holding slide’' }).press('Enter');
    await strip.waitFor({ state: 'detached' });
    host.stage.obsDoesIt();
    host.observe({ program: 'Holding slide' });
    await page.getByRole('heading', { name: 'Technical pause' }).waitFor();
    await page.getByRole('heading', { name: 'Talk' }).waitFor();
    expect(host.stage.left).toBeLessThanOrEqual(90_000);
    // Back takes it out of the plan again.
    await page.keyboard.press('b');
    await page.locator('li[id^="segment-"]', { hasText: 'Technical pause' }).waitFor();
    host.stage.obsDoesIt();
    host.observe({ program: 'Welcome' });
    await page.locator('li[id^="segment-"]', { hasText: 'Technical pause' }).waitFor({ state: 'detached' });
    expect(host.stage.onAirTitle).toBe('Welcome');
  });
});

describe('Next, moved without a take', () => {
  it('goes on with F10 and back with F9; GO, its row and the host say so, and what it jumps over', async () => {
    const host = inWelcome();
    const page = await console.show(host);
    await page.keyboard.press('F10');
    await go(page).getByText('jumps over Talk').waitFor();
    await go(page).getByText('Q&A', { exact: true }).waitFor();
    await row(page, 'Q&A').getByText('NEXT', { exact: true }).waitFor();
    await row(page, 'Talk').getByText('Jumped over', { exact: true }).waitFor();
    await page.keyboard.press('F10');
    await go(page).getByText('jumps over Talk and 1 more').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('F10');
    await page.getByText('There is no other segment there to make Next.').first().waitFor();
    expect(host.stage.onAirTitle).toBe('Welcome');
    await page.keyboard.press('F9');
    await row(page, 'Q&A').getByText('NEXT', { exact: true }).waitFor();
    await page.keyboard.press('F9');
    await row(page, 'Talk').getByText('NEXT', { exact: true }).waitFor();
    expect(host.stage.state.run.nextId).toBeNull();
    expect(await go(page).getByText('jumps over').count()).toBe(0);
  });

  it('is made of a row, and is as planned again from its row; both by keyboard', async () => {
    const host = inWelcome();
    const page = await console.show(host);
    await row(page, 'Closing').focus();
    await row(page, 'Closing').getByRole('button', { name: 'Make ‘Closing’ next' }).press('Enter');
    await page.getByText('chosen by hand · planned').waitFor();
    await row(page, 'Closing').getByText('NEXT', { exact: true }).waitFor();
    expect(host.stage.nextTitle).toBe('Closing');
    await row(page, 'Closing').getByRole('button', { name: 'Next as planned, not ‘Closing’' }).press('Enter');
    await row(page, 'Talk').getByText('NEXT', { exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('make q&a next');
    await page.getByText('Make ‘Q&A’ next').waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'Q&A').getByText('NEXT', { exact: true }).waitFor();
    await page.keyboard.press('Space');
    await page.locator('[data-testid=go][data-state=sent]').waitFor();
    host.stage.obsDoesIt();
    host.update({});
    await row(page, 'Talk').getByText('Postponed', { exact: true }).waitFor();
  });
});
