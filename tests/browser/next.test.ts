import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
