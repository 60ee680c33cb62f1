import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { type RunningApp, launchApp, startAppScreen, temporaryHome } from '../support/electronApp';
import { startKeyring } from '../support/keyring';
import type { Screen } from '../support/xvfb';

const password = 'Glühwein 7 ☃';

let screen: Screen;
let obs: PracticeObs;

beforeAll(async () => {
  [screen, obs] = await Promise.all([startAppScreen(), startPracticeObs({ password })]);
});
afterAll(async () => {
  await obs.close();
  await screen.stop();
});

async function start(home: string, keyring: Readonly<Record<string, string>>): Promise<[RunningApp, Page]> {
  const lectern = await launchApp({
    screen,
    home,
    env: keyring,
    args: ['--obs', obs.url, '--password-store=gnome-libsecret'],
  });
  const page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  return [lectern, page];
}

async function typePassword(page: Page, typed: string): Promise<void> {
  await page.getByLabel('Password of OBS').fill(typed);
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
}

/** No run was left unfinished: the next start shows the shows there are. */
async function openShow(startScreen: Page): Promise<void> {
  await startScreen.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Every file under `folder`, as bytes. */
function files(folder: string): readonly (readonly [string, Buffer])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path)] as const);
}

/** The files that hold the password in clear, in any encoding that a program would use by accident. */
function inClear(folder: string): readonly string[] {
  const forms = [
    Buffer.from(password, 'utf8'),
    Buffer.from(password, 'utf16le'),
    Buffer.from(Buffer.from(password).toString('base64')),
    Buffer.from(JSON.stringify(password).slice(1, -1)),
  ];
  return files(folder)
    .filter(([, bytes]) => forms.some((form) => bytes.includes(form)))
    .map(([path]) => path);
}

it.skipIf(whyNot('keyring') !== null)(
  'a password is asked for once and kept in the keyring: the next start connects by itself',
  async () => {
    const keyring = await startKeyring(temporaryHome());
    const home = temporaryHome();
    const [first, page] = await start(home, keyring.env);
    await page.getByRole('button', { name: 'Enter password' }).click();
    await typePassword(page, 'wrong');
    await page.getByText('did not accept the password').first().waitFor();
    await typePassword(page, password);
    await page.getByText('The password is kept in this computer’s keyring.').waitFor();
    await first.close();
    expect(inClear(home)).toEqual([]);
    const settings = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as {
      readonly passwords: Readonly<Record<string, string>>;
    };
    expect(Object.keys(settings.passwords)).toEqual([obs.url]);

    const [second, again] = await start(home, keyring.env);
    await openShow(again);
    await again.getByText('Connected', { exact: true }).first().waitFor();
    expect(await again.getByRole('button', { name: 'Enter password' }).count()).toBe(0);
    await second.close();
    await keyring.stop();
  },
);

it('without a keyring a password stays in memory, which is said, and the next start asks again', async () => {
  const home = temporaryHome();
  // A bus that nobody is on: there is no keyring.
  const none = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };
  const [first, page] = await start(home, none);
  await page.getByRole('button', { name: 'Enter password' }).click();
  await typePassword(page, password);
  await page
    .getByText('The password is kept in memory only: Lectern asks again at its next start.')
    .waitFor();
  await first.close();
  expect(inClear(home)).toEqual([]);

  const [second, again] = await start(home, none);
  await openShow(again);
  await again.getByRole('button', { name: 'Enter password' }).waitFor();
  await second.close();
});
