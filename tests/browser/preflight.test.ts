import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledShow } from '../../src/main/storage/bundledShow';
import { goButton } from '../support/consolePage';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { until } from '../support/until';

/** The check before the show, in exactly the state that OBS would have to be in. */

let console: FakeConsole;
beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

const scenesOf = (host: FakeHost): readonly string[] => host.published.obs.observed?.scenes ?? [];

/** The bundled show before its start, on an OBS that calls the scene of its questions otherwise. */
function misspelled(): FakeHost {
  const host = new FakeHost(bundledShow(), '15:38');
  host.observe({
    scenes: scenesOf(host).map((scene) => (scene === 'Panel + Q&A' ? 'Panel and Q&A' : scene)),
    settings: {
      output: { width: 1_280, height: 720 },
      fps: 30,
      freeDisk: 1.2e9,
      recordFolder: '/home/p',
      streamTarget: 'set',
    },
    studioMode: true,
  });
  const drawn = Object.fromEntries(
    host.stage.show.speakers.map(({ id }) => [
      id,
      { scale: 1, shortened: false, measured: true, problem: null },
    ]),
  );
  const [long] = host.stage.show.speakers;
  const { session } = host.published;
  if (!session || !long) throw new Error('the bundled show has people');
  const captions = {
    ...drawn,
    [long.id]: { scale: 0.5, shortened: true, measured: true, problem: 'tooSmall' as const },
  };
  host.published = { ...host.published, session: { ...session, captions } };
  return host;
}

function row(page: Page, check: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: check, exact: true }) });
}

async function open(
  host: FakeHost,
  size?: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await console.show(host, size);
  await page.keyboard.press('F7');
  await page.getByRole('heading', { name: 'Scenes', exact: true }).waitFor();
  return page;
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('the check before the show', () => {
  it('has a row a check with its word, and what would fail first beside it', async () => {
    const page = await open(misspelled());
    await page.getByRole('status').filter({ hasText: '1 problem, 3 warnings' }).waitFor();
    await row(page, 'Scenes').getByText('Did you mean ‘Panel and Q&A’?').waitFor();
    await page.getByText('11 of 11 checked · 7 ready').waitFor();
    expect(await row(page, 'Scenes').innerText()).toContain('Problem');
    expect(await row(page, 'Scenes').getAttribute('aria-current')).toBe('true');
    expect(await row(page, 'Names that fit').innerText()).toContain('Warning');
    expect(await row(page, 'Picture').innerText()).toContain('1280 × 720, 30 frames a second');
    const pane = page.getByRole('complementary');
    await pane.getByText('GO would fail and leave the scene before on air.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('puts a misspelled scene right with one press, everywhere in the show, and goes on to what is left', async () => {
    const host = misspelled();
    const page = await open(host);
    await page.getByRole('button', { name: 'Use ‘Panel and Q&A’' }).click();
    await row(page, 'Scenes').getByText('Ready').waitFor();
    expect(host.calls).toContainEqual({
      name: 'edit',
      input: { edit: { kind: 'renameScene', from: 'Panel + Q&A', to: 'Panel and Q&A' } },
    });
    expect(host.stage.show.segments.some(({ scene }) => scene === 'Panel + Q&A')).toBe(true);
    await page.getByRole('status').filter({ hasText: '3 warnings' }).waitFor();
    await page.keyboard.press('Control+z');
    await row(page, 'Scenes').getByText('Problem').waitFor();
  });

  it('leads to what makes the missing scene, and asks OBS to be read again', async () => {
    const host = misspelled();
    const page = await open(host);
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('button', { name: 'Check again' }).and(page.locator(':enabled')).waitFor();
    expect(host.calls).toContainEqual({ name: 'readObs', input: {} });
    await page.getByRole('button', { name: 'Build my OBS' }).click();
    await until('the plan was asked for', 2_000, () => host.calls.some(({ name }) => name === 'planBuild'));
    await page.keyboard.press('Escape');
    host.observe({ scenes: [...scenesOf(host), 'Panel + Q&A'] });
    await row(page, 'Scenes').getByText('Ready').waitFor();
  });

  it('takes any other scene of OBS for the one that is missing', async () => {
    const host = misspelled();
    const page = await open(host);
    await page.getByRole('combobox', { name: 'Another scene' }).selectOption('Panel');
    await row(page, 'Scenes').getByText('Ready').waitFor();
    const { session } = host.published;
    expect(session?.show.segments.filter(({ scene }) => scene === 'Panel')).toHaveLength(2);
  });

  it('goes to the segment, and to the person, where it is put right by hand', async () => {
    const page = await open(misspelled());
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.getByText('OBS has no scene ‘Panel + Q&A’. GO would fail').waitFor();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Q&A');
    await page.keyboard.press('F7');
    await row(page, 'Names that fit').getByRole('button').click();
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.locator('input:focus').waitFor();
    expect(await page.locator('input:focus').inputValue()).toBe(bundledShow().speakers[0]?.name);
  });

  it('takes a shorter name where it says that one is too long', async () => {
    const host = misspelled();
    const page = await open(host);
    await row(page, 'Names that fit').getByRole('button').click();
    const name = bundledShow().speakers[0]?.name ?? '';
    const input = page.getByRole('textbox', { name: `Name of ${name}` });
    expect(await page.getByRole('button', { name: 'Use this name' }).isDisabled()).toBe(true);
    await input.fill('Amal');
    expect(await violations(page)).toEqual([]);
    const pictures = process.env['LECTERN_PICTURES'];
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/preflight-name.png` });
    await input.press('Enter');
    await page.getByRole('textbox', { name: 'Name of Amal' }).waitFor();
    expect(host.stage.state.document.show.speakers[0]?.name).toBe('Amal');
  });

  it('leaves studio mode with one press, or takes it for what is wanted', async () => {
    const host = misspelled();
    const page = await open(host);
    await row(page, 'OBS').getByRole('button', { name: 'Fix' }).click();
    await page.getByRole('button', { name: 'Leave studio mode' }).click();
    await page.getByRole('button', { name: 'Put Next into OBS’s preview' }).click();
    await until('both were asked for', 2_000, () => host.calls.some(({ name }) => name === 'setPreviewNext'));
    expect(host.calls.map(({ name }) => name)).toContain('leaveStudioMode');
    host.update({ settings: { ...host.published.settings, previewNext: true } });
    await row(page, 'OBS').getByText('Ready').waitFor();
  });

  it('leads to what in the show wants an output that OBS is not set up for', async () => {
    const host = misspelled();
    host.stage.send({ type: 'edit', edit: { kind: 'setShow', patch: { outputs: ['stream'] } } });
    const { settings } = host.published.obs.observed ?? {};
    if (settings) host.observe({ settings: { ...settings, streamTarget: 'noService' } });
    const page = await open(host);
    await row(page, 'Outputs').getByRole('button').click();
    await page.getByRole('heading', { name: 'The show needs the stream, and OBS has nowhere' }).waitFor();
    await page.getByRole('button', { name: 'Go to' }).click();
    const stream = page
      .getByRole('group', { name: 'The show needs' })
      .getByRole('switch', { name: 'Stream' });
    expect(await stream.isChecked()).toBe(true);
  });

  it('of one thing alone says so', async () => {
    const host = misspelled();
    const { session } = host.published;
    if (!session) throw new Error('no show is open');
    const fits = { scale: 1, shortened: false, problem: null, measured: true };
    const captions = Object.fromEntries(Object.keys(session.captions).map((id) => [id, fits]));
    host.published = { ...host.published, session: { ...session, captions } };
    const settings = host.published.obs.observed?.settings;
    if (!settings) throw new Error('OBS was not read');
    host.observe({ studioMode: false, settings: { ...settings, freeDisk: 212e9 } });
    const page = await console.show(host);
    await page.getByText('1 problem before the show.').waitFor();
    await page.getByRole('button', { name: 'Look at it', exact: true }).click();
    await row(page, 'Scenes').getByText('Problem').waitFor();
    expect(await page.getByRole('button', { name: /^Look at:|^Fix:/ }).count()).toBe(1);
  });

  it('is worked by keys alone: from the alarm to the fix', async () => {
    const host = misspelled();
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Look at them' }).focus();
    await page.keyboard.press('Enter');
    const fix = page.getByRole('button', { name: 'Look at: Disk space' });
    await fix.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('A recording may end before the show does.').waitFor();
    const use = page.getByRole('button', { name: 'Look at: OBS has no scene' });
    await use.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Use ‘Panel and Q&A’' }).focus();
    await page.keyboard.press('Enter');
    await row(page, 'Scenes').getByText('Ready').waitFor();
    expect(host.calls.map(({ name }) => name)).toContain('edit');
  });

  it('says that nothing was checked while OBS is away, and nothing else of it', async () => {
    const host = misspelled();
    host.link({ status: 'retrying', problem: 'unreachable', since: 0, retryAt: 5_000 });
    const page = await open(host);
    await row(page, 'OBS').getByText('OBS is not connected.').waitFor();
    await row(page, 'Scenes').getByText('Not checked').waitFor();
    expect(await page.getByRole('button', { name: 'Check again' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.getByRole('region', { name: 'OBS connection' }).waitFor();
  });

  it('leaves GO in sight while the show is live', async () => {
    const host = misspelled();
    host.stage.go();
    host.update({});
    const page = await open(host);
    expect(await goButton(page).isVisible()).toBe(true);
    await page.keyboard.press('Space');
    expect(host.calls.filter(({ name }) => name === 'takeNext')).toEqual([]);
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByRole('list').first().waitFor();
  });

  it('takes nothing while GO is not on the screen: its key and the command list wait; Slate does not', async () => {
    const host = misspelled();
    const page = await open(host);
    expect(await goButton(page).isVisible()).toBe(false);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+k');
    const commands = page.getByRole('dialog', { name: 'Command list' });
    await commands.getByRole('combobox').fill('take');
    await commands.getByText('No command is called that.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Escape');
    await until('Slate was asked', 2_000, () => host.calls.some(({ name }) => name === 'setSlate'));
    expect(host.calls.filter(({ name }) => name.startsWith('take') || name === 'startNow')).toEqual([]);
  });

  it('opens and closes with F7, and closes with Escape; by keyboard alone', async () => {
    const page = await open(misspelled());
    const rows = page.getByRole('heading', { name: 'Scenes', exact: true });
    await page.keyboard.press('F7');
    await goButton(page).and(page.locator(':visible')).waitFor();
    expect(await rows.count()).toBe(0);
    await page.keyboard.press('F7');
    await rows.waitFor();
    // What lies over it goes first.
    await page.keyboard.press('Control+k');
    const commands = page.getByRole('dialog', { name: 'Command list' });
    await commands.waitFor();
    await page.keyboard.press('Escape');
    await commands.waitFor({ state: 'detached' });
    await rows.waitFor();
    await page.keyboard.press('Escape');
    await goButton(page).and(page.locator(':visible')).waitFor();
    expect(await rows.count()).toBe(0);
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 1600, height: 900 },
  ])('shows every row at $width × $height', async (size) => {
    const page = await open(misspelled(), size);
    const box = await row(page, 'Outputs').boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height);
    const pictures = process.env['LECTERN_PICTURES'];
    if (pictures !== undefined)
      await page.screenshot({ path: `${pictures}/preflight-${size.width}x${size.height}.png` });
  });
});
