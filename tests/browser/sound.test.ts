import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observed } from '../../src/core/obs/observed';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';
import { until } from '../support/until';

/** Sound off as the producer sees it: planned, before the show, and on air. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

const inputs: Observed['inputs'] = [
  { name: 'Desktop audio', kind: 'pulse_output_capture', muted: false, decibels: 0 },
  { name: 'Mic 1', kind: 'pulse_input_capture', muted: false, decibels: 0 },
  { name: 'Slides', kind: 'image_source', muted: null, decibels: null },
];

async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function strip(page: Page) {
  return page.getByRole('status').filter({ hasText: 'Sound is off' });
}

describe('on air', () => {
  it('names what viewers still hear under the slate, and is quiet once nothing is heard', async () => {
    const host = new FakeHost(webinar(), '15:50');
    host.stage.go();
    host.stage.send({ type: 'setSlate', on: true });
    host.stage.obsDoesIt();
    host.observe({
      inputs,
      program: 'Holding slide',
      heard: { 'Holding slide': ['Desktop audio', 'Mic 1'] },
    });
    const page = await console.show(host);
    await strip(page).getByText('Sound is off, but viewers still hear ‘Desktop audio’, ‘Mic 1’.').waitFor();
    expect(await axe(page)).toEqual([]);
    host.observe({ heard: { 'Holding slide': [] } });
    await strip(page).waitFor({ state: 'detached' });
  });

  it('says nothing of it in a segment that is heard', async () => {
    const host = new FakeHost(webinar(), '15:50');
    host.stage.go();
    host.observe({ inputs, program: 'Holding slide', heard: { 'Holding slide': ['Desktop audio'] } });
    const page = await console.show(host);
    await page.getByRole('region', { name: 'On air' }).getByText('slate', { exact: true }).first().waitFor();
    expect(await strip(page).count()).toBe(0);
  });
});

describe('before the show', () => {
  it('lists what will be heard, and the microphone that OBS does not have, with the way out', async () => {
    const [first, ...others] = webinar().speakers;
    if (!first) throw new Error('the webinar has people');
    const host = new FakeHost(webinar({ speakers: [{ ...first, microphone: 'Mic I' }, ...others] }), '15:40');
    host.observe({ inputs, heard: { 'Holding slide': ['Desktop audio', 'Mic 1'] } });
    const page = await console.show(host);
    await page.keyboard.press('F7');
    const row = page.getByRole('listitem').filter({ hasText: 'Sound' }).first();
    await row.getByText('OBS has no sound input ‘Mic I’').waitFor();
    await row.getByRole('button').first().click();
    await page.getByRole('heading', { name: 'Did you mean ‘Mic 1’?' }).waitFor();
    await page
      .getByText('Under ‘Holding slide’, with sound off, viewers will still hear ‘Desktop audio’.')
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use ‘Mic 1’' }).click();
    await until(
      'the show takes it',
      2_000,
      () => host.stage.state.document.show.speakers[0]?.microphone === 'Mic 1',
    );
  });
});

describe('in the edit mode', () => {
  it('a segment’s sound is switched off by keyboard, and back by undo', async () => {
    const host = new FakeHost(webinar(), '15:40');
    host.observe({ inputs });
    const page = await console.show(host, { width: 1600, height: 900 });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const soundOff = page.getByRole('switch', { name: /^Sound off/ });
    await soundOff.press('Enter');
    const isOff = (): boolean | undefined => host.stage.state.document.show.segments[0]?.soundOff;
    await until('it is off', 2_000, () => isOff() === true);
    await page.getByRole('switch', { name: /^Sound off/, checked: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await until('it is on again', 2_000, () => isOff() === false);
  });

  it('a person’s microphone is one of OBS’s inputs with sound, or typed and marked', async () => {
    const host = new FakeHost(webinar(), '15:40');
    host.observe({ inputs });
    const page = await console.show(host, { width: 1600, height: 900 });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'People' }).click();
    const microphone = page.getByLabel('Microphone in OBS');
    expect(await microphone.locator('option').allInnerTexts()).toEqual([
      'Not said',
      'Desktop audio',
      'Mic 1',
      'Another name …',
    ]);
    const mine = (): string | null | undefined => host.stage.state.document.show.speakers[0]?.microphone;
    await microphone.selectOption('Mic 1');
    await until('it is kept', 2_000, () => mine() === 'Mic 1');
    await microphone.selectOption('Another name …');
    await page.keyboard.type('Mic 7');
    await page.keyboard.press('Enter');
    await until('it is typed', 2_000, () => mine() === 'Mic 7');
    await page.getByText('OBS has nothing called ‘Mic 7’ here.').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Choose from OBS’s own list' }).click();
    await microphone.selectOption('Not said');
    await until('nobody says', 2_000, () => mine() === null);
  });
});
