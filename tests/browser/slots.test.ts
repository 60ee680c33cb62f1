import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minute } from '../../src/core/time/units';
import { axe } from '../support/axe';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { segment, show, speaker, tod } from '../support/shows';
import { until } from '../support/until';

/** Speaker slots as the producer and the host see them: docs/slots.md. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** A panel of three in 30:00, on air since 16:00; Ann was named at 16:03 and Bo at 16:12. */
function panel(): FakeHost {
  const rows = [
    segment('Panel', {
      scene: 'Panel',
      start: { kind: 'fixed', at: tod('16:00') },
      duration: 30 * minute,
      speakerIds: ['ann', 'bo', 'cy'],
    }),
    segment('Talk', { scene: 'Panel', duration: 20 * minute, speakerIds: ['ann', 'bo'] }),
  ];
  const people = [
    speaker('ann', { name: 'Ann Archer' }),
    speaker('bo', { name: 'Bo Berg' }),
    speaker('cy', { name: 'Cy Cole' }),
  ];
  const host = new FakeHost(show(rows, { speakers: people }), '16:00');
  const { stage } = host;
  stage.go();
  for (const [at, speakerId] of [
    ['16:03', 'ann'],
    ['16:12', 'bo'],
  ] as const) {
    stage.clock(at);
    stage.shows(speakerId);
    stage.showsName();
  }
  host.observe({ scenes: ['Panel', 'Holding slide'], program: 'Panel' });
  return host;
}

/** What the row of a name says, in one line. */
async function row(page: Page, name: string): Promise<string> {
  const rows = page.getByRole('list', { name: /Scene, names and cues/ }).getByRole('listitem');
  return (await rows.filter({ hasText: name }).innerText()).replace(/\s+/g, ' ');
}

it('the producer sees who had how long, who speaks of about how much, and what is left for the rest', async () => {
  const host = panel();
  host.stage.clock('16:16');
  const page = await console.show(host, { width: 1600, height: 900 });
  // Bo and Cy share the 18:00 from Bo's name on.
  await page.getByText('4:00 of about 9:00').waitFor();
  expect(await row(page, 'Ann Archer')).toMatch(/16:03:00 9:00 Ann Archer .* 10:00 planned/);
  expect(await row(page, 'Bo Berg')).toMatch(/16:12:00 9:00 Bo Berg/);
  expect(await row(page, 'Cy Cole')).toMatch(/16:21:00 9:00 Cy Cole/);
  expect(await axe(page)).toEqual([]);
});

it('over their time is said with sign, shape and word, on the console and to the host', async () => {
  const host = panel();
  host.stage.clock('16:23');
  host.stage.shows('bo');
  host.stage.showsName();
  const page = await console.show(host, { width: 1600, height: 900 });
  await page.getByText('11:00, 2:00 over').waitFor();
  expect(await row(page, 'Bo Berg')).toMatch(/\+2:00 By hand ON AIR 0:\d\d$/);
  // The tag of a name on air is the widest there is, and nothing beside it is cut off.
  expect(
    await page
      .locator('#cues-on-air li')
      .evaluateAll((rows) =>
        rows.filter((one) => one.scrollWidth > one.clientWidth).map(({ textContent }) => textContent),
      ),
  ).toEqual([]);
  expect(await row(page, 'Cy Cole')).toMatch(/7:00 Cy Cole/);
  const view = await console.showHostView(host);
  await view.getByText('about 2:00 over').waitFor();
  await view.getByRole('region', { name: 'Then' }).getByText('about 7:00').waitFor();
  expect(await axe(view)).toEqual([]);
});

it('a time is set at its person, read as it is typed, refused in words, and left empty again', async () => {
  const host = panel();
  const page = await console.show(host);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.locator('#edit-Talk').click();
  const of = (name: string): ReturnType<Page['getByRole']> =>
    page.getByRole('textbox', { name: `Time of ${name}` });
  const set = (): unknown => host.stage.state.document.show.segments[1]?.slots;
  expect(await of('Bo Berg').getAttribute('placeholder')).toBe('10:00 each');
  await of('Ann Archer').fill('15');
  await page.getByText('= 15 min').waitFor();
  await of('Ann Archer').press('Enter');
  await until('the rest is shared', 2_000, async () => {
    return (await of('Bo Berg').getAttribute('placeholder')) === '5:00 each';
  });
  expect(set()).toEqual({ ann: 15 * minute });
  await of('Bo Berg').fill('ten');
  await of('Bo Berg').press('Enter');
  await page.getByText(/^Not understood/).waitFor();
  await of('Bo Berg').fill('0');
  await of('Bo Berg').press('Enter');
  await page.getByText('A time of one’s own is from one second to 24 hours.').waitFor();
  await of('Bo Berg').fill('10');
  await of('Bo Berg').press('Enter');
  await page.getByText('Their times make 25:00 in 20:00, 5:00 too much').waitFor();
  expect(await axe(page)).toEqual([]);
  await of('Bo Berg').fill('');
  await of('Bo Berg').press('Enter');
  await page.getByText('Their times make').waitFor({ state: 'detached' });
  expect(set()).toEqual({ ann: 15 * minute });
});
