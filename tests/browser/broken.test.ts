import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';
import { until } from '../support/until';

/** A part of the screen that throws: fed with what no host would say, since nothing else makes it. */

let console: FakeConsole;
const broken = 'This part of the screen stopped working';
const noText = {} as never;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

function beforeTheShow(): FakeHost {
  return new FakeHost(webinar(), '15:50');
}

function calls(host: FakeHost): readonly string[] {
  return host.calls.map(({ name }) => name).filter((name) => name !== 'watchPictures');
}

describe('a part of the screen that breaks', () => {
  it('stays in its place, says so, and leaves GO and its keys as they were', async () => {
    const host = beforeTheShow();
    const page = await console.show(host);
    const [go, timeline] = [page.getByTestId('go'), page.getByRole('navigation')];
    const before = [await go.boundingBox(), await timeline.boundingBox()];
    // Nobody can draw a program scene whose name is no text.
    host.observe({ program: noText });
    const said = page.getByRole('alert').filter({ hasText: broken });
    await said.waitFor();
    await said.getByRole('button', { name: 'Reload this window' }).click({ trial: true });
    const cut = await said.evaluate(
      (box) => box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth,
    );
    expect(cut).toBe(false);
    expect([await go.boundingBox(), await timeline.boundingBox()]).toEqual(before);
    await go.click();
    await until('GO', 5_000, () => calls(host).length > 0);
    expect(calls(host)).toEqual(['takeNext']);
  });

  it('though it be the panel of GO: Space takes, and Slate is there', async () => {
    const host = beforeTheShow();
    const page = await console.show(host);
    const { session } = host.published;
    if (!session) throw new Error('no show is open');
    const segments = session.show.segments.map((segment) => ({ ...segment, title: noText }));
    host.update({ session: { ...session, show: { ...session.show, segments } } });
    await page.getByTestId('go').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Reload this window' }).first().waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+Escape');
    await until('GO and Slate', 5_000, () => calls(host).length === 2);
    expect(calls(host)).toEqual(['takeNext', 'setSlate']);
  });

  it('though it lay over the screen: it is said in sight, and Escape puts it away', async () => {
    const host = beforeTheShow();
    const page = await console.show(host);
    await page.keyboard.press('Control+k');
    await page.locator('input:focus').waitFor();
    // This host has no plan to show.
    await page.keyboard.type('set up captions');
    await page.keyboard.press('Enter');
    const said = page.getByRole('alert').filter({ hasText: broken });
    await said.waitFor();
    const box = await said.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
    await page.keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
  });

  it('though it be the whole window: it can be loaded again', async () => {
    const host = beforeTheShow();
    const page = await console.show(host);
    const { session } = host.published;
    if (!session) throw new Error('no show is open');
    host.update({ session: { ...session, show: undefined as never } });
    await page.getByRole('alert').filter({ hasText: broken }).waitFor();
    host.update({});
    await page.getByRole('button', { name: 'Reload this window' }).click();
    await page.getByTestId('go').waitFor();
    expect(await page.getByText(broken).count()).toBe(0);
  });
});
