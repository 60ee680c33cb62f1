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
    await page.getByRole('alert').filter({ hasText: broken }).waitFor();
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
