import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';

/** What whoever stands on stage is told of a slate: they act on it. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

function underSlate(): FakeHost {
  const host = new FakeHost(webinar(), '15:59');
  host.stage.go();
  host.stage.clock('16:00');
  host.stage.go();
  host.stage.send({ type: 'setSlate', on: true });
  host.stage.obsDoesIt();
  host.observe({ program: host.stage.obs.program });
  return host;
}

describe('under the slate', () => {
  it('the host view says that viewers see it, and asks nobody to go on', async () => {
    const page = await console.showHostView(underSlate());
    await page.getByText('Viewers see the slate').waitFor();
    await page.getByText('Stand by').waitFor();
    expect(await page.getByText('ON AIR', { exact: true }).count()).toBe(0);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('that OBS did not confirm, viewers may still see whoever speaks: no word says otherwise', async () => {
    const host = underSlate();
    const page = await console.showHostView(host);
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 60_000 });
    await page.getByText('Slate not confirmed by OBS').waitFor();
    await page.getByText('Keep going').waitFor();
    expect(await page.getByText('Viewers see the slate').count()).toBe(0);
  });

  it('in practice it says so', async () => {
    const host = underSlate();
    host.update({ obs: { ...host.published.obs, practice: true } });
    const page = await console.showHostView(host);
    await page.getByText('Slate (practice): nothing goes live.').waitFor();
    expect(await page.getByText('Viewers see').count()).toBe(0);
  });
});
