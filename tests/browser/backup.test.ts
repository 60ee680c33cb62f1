import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Backup } from '../../src/contract/published';
import type { ObsLink, ObsView } from '../../src/core/obs/observed';
import { ok, refused } from '../../src/core/result';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { startHeadless } from '../support/headless';
import { startPracticeObs } from '../../src/practice-obs/server';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';
import { until } from '../support/until';

/** What the console says of a second OBS, and what can be done about it. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

function onPanel(): FakeHost {
  const host = new FakeHost(webinar(), '15:50');
  for (const at of ['15:50', '16:00', '16:05', '16:25']) {
    host.stage.clock(at);
    host.stage.go({ early: true });
  }
  host.observe({ program: host.stage.obs.program });
  return host;
}

/** A second OBS that shows what the first shows, but for these. */
function backup(host: FakeHost, fields: Partial<ObsView>, difference: Backup['difference'] = null): void {
  const { obs } = host.published;
  host.update({
    backup: {
      obs: { ...obs, address: 'ws://10.0.0.9:4455', passwordKept: 'keyring', ...fields },
      difference,
    },
  });
}

const retrying = (host: FakeHost): ObsLink => ({
  status: 'retrying',
  problem: 'unreachable',
  since: host.now,
  retryAt: host.now + 4_000,
});

async function axe(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
}

async function called(host: FakeHost, name: string): Promise<unknown> {
  return until(`${name} is called`, 2_000, () => host.calls.find((call) => call.name === name)?.input);
}

describe('a second OBS', () => {
  it('is a dot, a word and a shape beside the first, and nothing more while it follows', async () => {
    const host = onPanel();
    const page = await console.show(host);
    const bar = page.getByRole('banner');
    expect(await bar.getByText('Backup OBS').count()).toBe(0);
    backup(host, {});
    await bar.getByText('Backup OBS').waitFor();
    expect(await bar.getByRole('button', { name: 'Connected' }).count()).toBe(2);
    expect(await page.getByRole('status').filter({ hasText: 'backup' }).count()).toBe(0);
    await axe(page);
    backup(host, { link: { status: 'connecting' } });
    await bar.getByRole('button', { name: 'Connecting' }).waitFor();
  });

  it('that shows another scene is one quiet line with one press, and GO goes on', async () => {
    const host = onPanel();
    host.stage.clock('17:00');
    const page = await console.show(host);
    const difference = { what: 'scene', program: 'Panel', shows: 'Host', failure: null } as const;
    backup(host, {}, difference);
    await page.getByText('The backup OBS shows ‘Host’').waitFor();
    await page.getByRole('banner').getByRole('button', { name: 'Differs' }).waitFor();
    await axe(page);
    await page.getByRole('button', { name: 'Take ‘Panel’ on the backup' }).click();
    expect(await called(host, 'bringBackupInLine')).toEqual({});
    await page.keyboard.press('Space');
    expect(await called(host, 'takeNext')).toMatchObject({ expectedNext: 'closing' });
  });

  it('says why it refused, and what it lacks before a show, with its build', async () => {
    const host = new FakeHost(webinar(), '15:45');
    host.answer('planBackup', ok({ way: 'text', steps: [{ kind: 'createScene', scene: 'Panel' }] }));
    const page = await console.show(host);
    const { observed } = host.published.obs;
    backup(host, { observed: observed && { ...observed, scenes: ['Holding slide', 'Host'] } });
    await page.getByText('The backup OBS has no scene ‘Speaker + slides’. 1 more thing').waitFor();
    await axe(page);
    await page.getByRole('button', { name: 'Build the backup' }).click();
    await page.getByRole('region', { name: 'Build the backup OBS' }).waitFor();
    await page.getByText('A scene ‘Panel’').waitFor();
    await axe(page);
    await page
      .getByRole('region', { name: 'Build the backup OBS' })
      .getByRole('button', { name: 'Build the backup' })
      .click();
    await page.getByText('The backup OBS has all that this show names.').waitFor();
    expect(await called(host, 'buildBackup')).toEqual({});
    await page.keyboard.press('Escape');
    const failure = { why: 'refused', code: 600, comment: 'No source was found' } as const;
    backup(host, {}, { what: 'scene', program: 'Panel', shows: 'Host', failure });
    await page.getByText('The backup OBS refused ‘Panel’:').waitFor();
    await page.getByText('No source was found. It shows ‘Host’.').waitFor();
  });

  it('is a row of the check before the show, with what it lacks and the way out', async () => {
    const host = new FakeHost(webinar(), '15:45');
    const steps = [{ kind: 'createScene', scene: 'Speaker + slides' }] as const;
    host.answer('planBackup', ok({ way: 'text', steps }));
    const page = await console.show(host);
    const { observed } = host.published.obs;
    backup(host, { observed: observed && { ...observed, scenes: ['Holding slide', 'Host', 'Panel'] } });
    await page.keyboard.press('F7');
    const row = page.getByRole('listitem').filter({ hasText: 'Backup OBS' }).last();
    await row.getByText('The backup OBS has no scene ‘Speaker + slides’.').waitFor();
    await axe(page);
    await row.getByRole('button', { name: 'Fix: Backup OBS' }).click();
    await page.getByText('Were the backup on air, this would not come.').waitFor();
    await page.getByRole('button', { name: 'Build the backup' }).click();
    await page.getByRole('region', { name: 'Build the backup OBS' }).waitFor();
    await axe(page);
    expect(host.calls.map(({ name }) => name)).toContain('planBackup');
  });

  it('says what a cue has set otherwise there, and mends it with one press', async () => {
    const host = onPanel();
    const page = await console.show(host);
    const effect = { kind: 'mute', input: 'Music', on: true } as const;
    const volume = { kind: 'volume', input: 'Mic', decibels: -12, over: 0 } as const;
    const effects = [
      { effect, shows: false },
      { effect: volume, shows: -3 },
    ] as const;
    backup(host, {}, { what: 'effects', effects });
    await page.getByText('‘Music’ is not muted on the backup OBS').waitFor();
    await page.getByText('as it is in the program. 1 more thing differs.').waitFor();
    await axe(page);
    await page.getByRole('button', { name: 'Bring the backup in line' }).click();
    expect(await called(host, 'bringBackupInLine')).toEqual({});
  });

  it('says that a name is not there, or stands there alone', async () => {
    const host = onPanel();
    const page = await console.show(host);
    backup(host, {}, { what: 'nameMissing', notSetUp: false });
    await page.getByText('The name on air is not on the backup OBS.').waitFor();
    backup(host, {}, { what: 'nameMissing', notSetUp: true });
    await page.getByText('it has no captions from Lectern').waitFor();
    await page.getByRole('button', { name: 'Build the backup' }).waitFor();
    backup(host, {}, { what: 'nameLeft' });
    await page.getByText('A name stands on the backup OBS alone.').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('bring the backup');
    await page.keyboard.press('Enter');
    expect(await called(host, 'bringBackupInLine')).toEqual({});
  });

  it('that is away is said without alarm, and tried again by hand', async () => {
    const host = onPanel();
    const page = await console.show(host);
    backup(host, { link: retrying(host) });
    await page.getByText('The backup OBS cannot be reached.').waitFor();
    await page.getByText('The show goes on without it; trying again by itself.').waitFor();
    await page.getByRole('banner').getByRole('button', { name: 'Not connected' }).waitFor();
    await axe(page);
    await page.getByRole('button', { name: 'Try now' }).click();
    expect(await called(host, 'retryBackup')).toEqual({});
  });
});

describe('a headless start', () => {
  it('takes the backup from the command line and its password from the environment', async () => {
    const [main, spare] = [await startPracticeObs(), await startPracticeObs({ password: 'spare' })];
    const { served, screen } = await startHeadless({
      args: ['--obs', main.url, '--backup', spare.url],
      env: { LECTERN_OBS_BACKUP_PASSWORD: 'spare' },
    });
    onTestFinished(async () => {
      await served.stop();
      await main.close();
      await spare.close();
    });
    const connected = await screen.until('both are connected', ({ obs, backup: seen }) => {
      const isThere = (view: ObsView | undefined): boolean => view?.link.status === 'connected';
      return isThere(obs) && isThere(seen?.obs) ? seen?.obs : null;
    });
    expect(connected).toMatchObject({ address: spare.url, passwordKept: 'memory' });
    const next = screen.published.session?.show.segments[0];
    await screen.call('takeNext', { expectedOnAir: null, expectedNext: next?.id ?? '' });
    await screen.until('both show it', ({ obs, backup: seen }) =>
      [obs, seen?.obs].every((view) => view?.observed?.program === next?.scene),
    );
  });

  it('refuses a backup that is the main OBS, in a sentence', async () => {
    const args = ['--obs', 'ws://127.0.0.1:4455', '--backup', 'localhost:4455'];
    await expect(startHeadless({ args })).rejects.toThrow('--backup wants another OBS than --obs');
  });
});

describe('a main OBS that dies', () => {
  it('leaves word of the backup, which follows every take and can take its place', async () => {
    const host = onPanel();
    const page = await console.show(host);
    backup(host, {});
    host.link(retrying(host));
    await page.getByText('The backup OBS shows ‘Panel’ and follows every take.').waitFor();
    await axe(page);
    await page.getByRole('button', { name: 'Make the backup the main OBS' }).click();
    expect(await called(host, 'connectObs')).toEqual({ address: 'ws://10.0.0.9:4455' });
  });
});

describe('the connection dialog', () => {
  it('takes the address of a backup, asks for its password, and lets it go', async () => {
    const host = onPanel();
    const page = await console.show(host);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('connect to a backup');
    await page.keyboard.press('Enter');
    const section = page.getByRole('region', { name: 'Backup OBS' });
    await section.getByText('A second OBS with the same scenes.').waitFor();
    expect(await section.getByRole('button', { name: 'Connect backup' }).isDisabled()).toBe(true);
    await page.keyboard.type('10.0.0.9');
    await page.keyboard.press('Enter');
    expect(await called(host, 'connectBackup')).toEqual({ address: '10.0.0.9' });

    backup(host, { link: { status: 'stopped', problem: 'passwordNeeded' }, passwordKept: null });
    await section.getByText('OBS at ws://10.0.0.9:4455 asks for its password').waitFor();
    await axe(page);
    await section.getByLabel('Password of the backup OBS').fill('secret');
    await page.keyboard.press('Enter');
    expect(await called(host, 'giveBackupPassword')).toEqual({ password: 'secret' });

    backup(host, {});
    await section.getByText('Connected to OBS 29.0.2 at ws://10.0.0.9:4455').waitFor();
    await axe(page);
    await section.getByRole('button', { name: 'Stop using it' }).click();
    expect(await called(host, 'stopBackup')).toEqual({});
  });

  it('says why the same OBS is no backup, and that the practice OBS has none', async () => {
    const host = onPanel();
    host.answer('connectBackup', refused({ code: 'backupIsMain' }));
    const page = await console.show(host);
    await page.getByRole('banner').getByRole('button', { name: 'Connected' }).click();
    const section = page.getByRole('region', { name: 'Backup OBS' });
    await section.getByLabel('Address of the backup').fill('localhost');
    await page.keyboard.press('Enter');
    await section.getByText('That is the OBS that this show drives already.').waitFor();
    await axe(page);
    host.update({ obs: { ...host.published.obs, practice: true } });
    await section.getByText('The practice OBS has none.').waitFor();
    expect(await section.getByRole('textbox').count()).toBe(0);
  });
});
