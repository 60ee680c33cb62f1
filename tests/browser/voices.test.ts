import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeterReading } from '../../src/contract/messages';
import type { Voice } from '../../src/core/captions/director';
import { ok } from '../../src/core/result';
import type { Speaker } from '../../src/core/show/model';
import { bundledTrack } from '../../src/main/storage/bundledTracks';
import { minute } from '../../src/core/time/units';
import { captionsPanel, personRow } from '../support/consolePage';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { segment, show, speaker, tod } from '../support/shows';
import { until } from '../support/until';

/** Voices as the producer and the host see them: what is heard, whose it is, and what follows from it. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

const people = [
  speaker('ann', { name: 'Ann Archer', microphone: 'Mic 1' }),
  speaker('bo', { name: 'Bo Berg', microphone: 'Mic 2' }),
  speaker('cy', { name: 'Cy Cole' }),
];

/** A panel of three, on air since 16:00, whose microphones are listened to. */
function panel(speakers: readonly Speaker[] = people): FakeHost {
  const rows = [
    segment('Panel', {
      scene: 'Panel',
      start: { kind: 'fixed', at: tod('16:00') },
      duration: 30 * minute,
      speakerIds: ['ann', 'bo', 'cy'],
    }),
    segment('Film', { scene: 'Film' }),
  ];
  const host = new FakeHost(show(rows, { speakers }), '16:00');
  host.stage.go();
  host.stage.wait(2_000);
  const input = (name: string, muted = false) => ({ name, kind: 'mic', muted, decibels: 0 });
  host.observe({
    scenes: ['Panel', 'Film', 'Holding slide'],
    program: 'Panel',
    inputs: [input('Mic 1'), input('Mic 2'), input('Cole USB')],
  });
  host.update({ obs: { ...host.published.obs, levels: 'coming' } });
  speaks(host);
  return host;
}

function speaks(host: FakeHost, ...voices: readonly Voice[]): void {
  host.stage.report({ type: 'voicesHeard', voices, inputs: ['Mic 1', 'Mic 2'] });
  host.stage.wait(200);
  host.stage.showsName();
  host.update({});
}

function voice(host: FakeHost, input: string, speakerId: string | null, muted = false): Voice {
  return { input, speakerId, since: host.stage.now - 600, decibels: -21, muted, sure: true };
}

function meters(host: FakeHost, standings: Readonly<Record<string, MeterReading['standing']>>): void {
  const inputs = Object.entries(standings).map(([name, standing]) => {
    const level = standing === 'speaking' ? -20 : -58;
    return { name, peak: level + 8, inputPeak: level + 8, level, floor: -60, threshold: -51, standing };
  });
  host.tell({ type: 'meters', at: host.stage.now, inputs });
}

async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function drawer(page: Page) {
  return page.getByRole('region', { name: 'Microphones and voices' });
}

it('a voice shows who speaks and for how long, on the console and to the host, and how names come', async () => {
  const host = panel();
  const page = await console.show(host, { width: 1600, height: 900 });
  await captionsPanel(page).getByText('Shows each new speaker for 10 s').waitFor();
  const row = page.getByRole('list', { name: /Scene, names and cues/ }).getByRole('listitem');
  expect(await row.filter({ hasText: 'Bo Berg' }).innerText()).toContain('When they speak');
  expect(await row.filter({ hasText: 'Cy Cole' }).innerText()).toContain('By hand');
  speaks(host, voice(host, 'Mic 2', 'bo'));
  meters(host, { 'Mic 1': 'quiet', 'Mic 2': 'speaking' });
  await personRow(page, 'Bo Berg').getByText('Speaking').waitFor();
  await personRow(page, 'Bo Berg')
    .getByText(/ON AIR/)
    .waitFor();
  await personRow(page, 'Ann Archer').getByText('Quiet').waitFor();
  await personRow(page, 'Cy Cole').getByText('No mic').waitFor();
  expect(await axe(page)).toEqual([]);
  host.update({ settings: { ...host.published.settings, theme: 'light' } });
  await page.locator('html[data-theme=light]').waitFor();
  expect(await axe(page)).toEqual([]);
  const view = await console.showHostView(host);
  const now = view.getByRole('region', { name: 'Speaking now' });
  await now.getByText('Bo Berg').waitFor();
  await view.getByRole('region', { name: 'Then' }).getByText('Ann Archer').waitFor();
  expect(await axe(view)).toEqual([]);
});

it('who talks into a muted microphone, and a voice on a shared one, take the place of the panel’s line', async () => {
  const host = panel();
  const page = await console.show(host);
  speaks(host, voice(host, 'Mic 2', 'bo', true));
  // It is said once it has lasted.
  host.stage.wait(4_000);
  host.update({});
  await captionsPanel(page).getByText('Bo Berg talks, but is muted').waitFor();
  await personRow(page, 'Bo Berg').getByText('Talks, muted').waitFor();
  const room = people.map((person) => ({ ...person, microphone: 'Mic 1' }));
  const shared = panel(room);
  const other = await console.show(shared);
  speaks(shared, voice(shared, 'Mic 1', null));
  await captionsPanel(other).getByText('‘Mic 1’ is shared: 1 names Ann Archer').waitFor();
  await personRow(other, 'Cy Cole').getByText('Speaking?').waitFor();
  await other.keyboard.press('1');
  await until('named', 2_000, async () => shared.stage.state.run.caption !== null);
  expect(shared.stage.state.run.caption?.speakerId).toBe('ann');
});

it('microphones are tied by name or by voice with one press, with the keyboard alone', async () => {
  const host = panel();
  const page = await console.show(host);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('who speaks into');
  await page.keyboard.press('Enter');
  await drawer(page).getByText('Suggested by its name').waitFor();
  await drawer(page).getByText('Ask somebody to say something').waitFor();
  meters(host, { 'Mic 1': 'quiet', 'Cole USB': 'speaking' });
  const it = drawer(page).getByRole('button', { name: 'It is Cy Cole' });
  await it.waitFor();
  expect(await axe(page)).toEqual([]);
  await it.focus();
  await page.keyboard.press('Enter');
  const microphone = (id: string): string | null | undefined =>
    host.stage.state.document.show.speakers.find((one) => one.id === id)?.microphone;
  await drawer(page).getByText('‘Cole USB’ is heard: Cy Cole').waitFor();
  expect(microphone('cy')).toBe('Cole USB');
  await drawer(page).getByLabel('Microphone of Bo Berg').selectOption('Mic 1');
  await drawer(page).getByText('Shared with Ann Archer: who of them speaks cannot be heard').waitFor();
  await drawer(page).getByRole('button', { name: 'No microphone for Bo Berg' }).press('Enter');
  await until('cleared', 2_000, async () => microphone('bo') === null);
  await page.keyboard.press('Escape');
  await drawer(page).waitFor({ state: 'detached' });
});

it('the policy and the parameters are the show’s: typed, refused in words, and back to defaults', async () => {
  const host = panel();
  const page = await console.show(host);
  await page.getByRole('button', { name: 'Microphones and voices' }).click();
  await page.getByRole('tab', { name: 'When a name comes' }).press('Enter');
  const current = () => host.stage.state.document.show;
  await drawer(page).getByRole('switch', { name: 'Names by themselves in ‘Film’' }).press('Enter');
  await until('no names there', 2_000, async () => current().scenesWithoutNames.includes('Film'));
  await drawer(page).getByRole('switch', { name: 'Whenever somebody else begins to speak' }).click();
  await captionsPanel(page).getByText('Shows whoever speaks for 10 s').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('tab', { name: 'What is a voice' }).click();
  meters(host, { 'Mic 1': 'speaking' });
  await drawer(page).getByRole('img', { name: 'The last seconds of ‘Mic 1’' }).waitFor();
  const hold = drawer(page).getByRole('textbox', { name: 'Hold', exact: true });
  await hold.fill('9000');
  await hold.press('Enter');
  await drawer(page).getByText('A number from 0 to 5000 ms.').waitFor();
  await hold.fill('900');
  await hold.press('Enter');
  await until('hold', 2_000, async () => current().voices.parameters.hold === 900);
  expect(await axe(page)).toEqual([]);
  await drawer(page).getByRole('button', { name: 'Back to defaults' }).click();
  await until('defaults', 2_000, async () => current().voices.parameters.hold !== 900);
});

it('a track is played without people: whose names viewers would have seen, and why', async () => {
  const host = panel();
  host.answer('sampleTrack', ok({ text: await bundledTrack('home') }));
  const page = await console.show(host);
  await page.getByRole('switch', { name: 'Bo Berg is here' }).press('Enter');
  await personRow(page, 'Bo Berg').getByText('Not here').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('meter track');
  await page.keyboard.press('Enter');
  await drawer(page).getByRole('button', { name: 'Four people, each at home' }).press('Enter');
  await drawer(page).getByText('4 names shown').waitFor();
  await drawer(page).getByText('each of who spoke').waitFor();
  const log = drawer(page).getByRole('list', { name: 'What the log would say' }).getByRole('listitem');
  expect(await log.first().innerText()).toMatch(/Mic \d: first words, −\d+ dB on ‘Mic \d’ for \d+ ms/);
  expect(await axe(page)).toEqual([]);
  const noTrack = { name: 'show.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
  await drawer(page).getByLabel('Open a track …').last().setInputFiles(noTrack);
  await drawer(page).getByText('That is no meter track').waitFor();
});
