import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type OBSWebSocket from 'obs-websocket-js/json';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import {
  airPanel,
  captionSetup,
  captionsPanel,
  goButton,
  goByKey,
  logStrip,
  personRow,
  secondsOn,
  seeOnAir,
  setUpCaptions,
  writeToHost,
} from '../support/consolePage';
import { readCsv } from '../support/csv';
import type { RunningApp } from '../support/electronApp';
import { wordsInPdf } from '../support/pdf';
import { pictureOf, reads, wordsIn, wordsInRecording } from '../support/reading';
import { answerDialog } from '../support/saveDialog';
import { until } from '../support/until';
import { webinarScenes } from '../support/webinarScenes';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';

/** The whole bundled webinar: the real app in its two windows, by its keys, on the real OBS. */

let stage: WebinarStage;
let watcher: OBSWebSocket;
let lectern: RunningApp;
let page: Page;
let host: Page;

beforeAll(async () => {
  stage = await startWebinarStage();
  watcher = stage.watcher;
  lectern = await stage.launch({ withPassword: false });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(10_000);
});

afterAll(() => stage.stop());

beforeEach(() => stage.keepPicturesOfFailure(lectern));

/** Every scene, and every item in each, by its name. */
async function everythingInObs(): Promise<readonly string[]> {
  const { scenes } = await watcher.call('GetSceneList');
  const things: string[] = [];
  for (const sceneName of scenes.map((scene) => scene['sceneName'] as string)) {
    const { sceneItems } = await watcher.call('GetSceneItemList', { sceneName });
    things.push(`scene ${sceneName}`);
    things.push(...sceneItems.map((item) => `${item['sourceName'] as string} in ${sceneName}`));
  }
  return things;
}

/** Waits until the program's own picture can be read as `wanted` says. */
async function seeInProgram(what: string, wanted: (words: string) => boolean): Promise<void> {
  let words = '';
  await until(`the program shows ${what}`, 8_000, async () => {
    words = await wordsIn(await pictureOf(watcher, await stage.program()));
    return wanted(words);
  }).catch((error: unknown) => {
    throw new Error(`the program reads: ${words}`, { cause: error });
  });
}

/** Waits until the console says that OBS confirmed the name, then reads it off OBS's own picture. */
async function seeNamed(name: string, rest: string): Promise<void> {
  await personRow(page, name)
    .getByText(/^ON AIR \d:\d\d$/)
    .waitFor();
  await seeInProgram(`${name}'s caption`, (words) => reads(words, name) && reads(words, rest));
  await host.getByRole('region', { name: 'Last named' }).getByText(name).waitFor();
}

/** The segment is on air in OBS, in the console and before the host. */
async function seeTaken(title: string, scene: string, next: string): Promise<void> {
  await seeOnAir(page, title);
  expect(await stage.program()).toBe(scene);
  await logStrip(page)
    .getByText(new RegExp(`GO → ${escaped(title)} · scene ‘${escaped(scene)}’ · accepted by OBS in \\d+ ms`))
    .waitFor();
  await host.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await host.getByText('ON AIR', { exact: true }).waitFor();
  await host
    .getByRole('region', { name: /^(Next segment|Then)$/ })
    .filter({ hasText: next })
    .waitFor();
  await goButton(page).filter({ hasText: next }).waitFor();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function hostClock(): Promise<number> {
  return secondsOn(host.getByRole('timer'));
}

describe('the whole webinar on a real OBS', () => {
  it('opens on the bundled show, asks for the password, connects, with the host window beside it', async () => {
    await page.getByText('Platform cooperatives: Building good jobs and great places').first().waitFor();
    await page.bringToFront();
    await page.getByText('OBS asks for its password.').waitFor();
    await page.getByRole('button', { name: 'Enter password' }).click();
    await page.getByLabel('Password of OBS').fill(stage.obs.password);
    await page.keyboard.press('Enter');
    await page.getByText('The password is kept in memory only').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('OBS 29.0.2', { exact: true }).waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByTitle('Open the host view').click();
    host = await lectern.window('/host/');
    host.setDefaultTimeout(10_000);
    await host.getByText('Not started', { exact: true }).waitFor();
    await page.getByText('Online', { exact: true }).waitFor();
    expect(await host.title()).toContain('Platform cooperatives');
  });

  it('sets up captions in OBS: says what it will make, makes it, and nothing else', async () => {
    const before = await everythingInObs();
    await page.getByRole('button', { name: 'Set up captions in OBS' }).first().click();
    const drawer = captionSetup(page);
    await drawer.getByText('This is made in OBS:').waitFor();
    const steps = await drawer.getByRole('listitem').allInnerTexts();
    expect(await everythingInObs()).toEqual(before);
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    await setUpCaptions(page);
    await page.getByText('Names cannot be shown yet.').waitFor({ state: 'detached' });

    const after = await everythingInObs();
    const made = after.filter((thing) => !before.includes(thing));
    expect(before.filter((thing) => !after.includes(thing))).toEqual([]);
    // One step for the scene, one for what is in it, one for each scene that the show names.
    expect(steps.length).toBe(made.length);
    for (const scene of Object.keys(webinarScenes))
      expect(steps).toContain(`The captions on top of scene ‘${scene}’`);
  });

  it('GO 1: the pre-show slate, at once: the first GO starts the show now', async () => {
    await goByKey(page, 'Pre-show slate');
    await seeTaken('Pre-show slate', 'Holding slide', 'Welcome');
    await seeInProgram('the holding slide', (words) => reads(words, 'This is Holding slide'));
    expect(await hostClock()).toBeGreaterThan(9 * 60);
  });

  it('GO 2: welcome, early: the first press only arms', async () => {
    await goButton(page).filter({ hasText: 'early, asks first' }).waitFor();
    await page.keyboard.press('Space');
    await goButton(page).filter({ hasText: 'Again to GO' }).waitFor();
    expect(await stage.program()).toBe('Holding slide');
    await page.keyboard.press('Escape');
    await goButton(page).filter({ hasText: 'Again to GO' }).waitFor({ state: 'detached' });
    await goByKey(page, 'Welcome', { early: true });
    await seeTaken('Welcome', 'Host', 'Setting the scene');
    const left = await hostClock();
    expect(left).toBeLessThanOrEqual(5 * 60);
    await until('the host clock runs', 5_000, async () => (await hostClock()) < left);
    await host.getByText('Keep going').waitFor();
  });

  it('GO 3: setting the scene: the first name comes by itself, the second by C', async () => {
    await goByKey(page, 'Setting the scene', { early: true });
    await seeTaken('Setting the scene', 'Speaker + slides', 'Panel discussion');
    await host.getByText('Amal Chevreau').waitFor();
    await seeNamed('Amal Chevreau', 'Policy Analyst');
    await page.keyboard.press('c');
    await seeNamed('Sarah de Heusch', 'Social Economy');
    await logStrip(page)
      .getByText(/Caption ‘Sarah de Heusch’ on air · confirmed by OBS in \d+ ms/)
      .waitFor();
    await seeInProgram('one name only', (words) => reads(words, 'Sarah') && !reads(words, 'Amal'));
    expect(await stage.program()).toBe('Speaker + slides');
  });

  it('GO 4: the panel: no name rides along; four people are named, one by a digit', async () => {
    await goByKey(page, 'Panel discussion', { early: true });
    await seeTaken('Panel discussion', 'Panel', 'Q&A');
    await seeInProgram(
      'the panel without a name',
      (words) => reads(words, 'This is Panel') && !reads(words, 'Sarah'),
    );
    expect(
      await captionsPanel(page)
        .getByText(/^ON AIR \d/)
        .count(),
    ).toBe(0);
    await page.keyboard.press('c');
    await seeNamed('Paul Leinster', 'Councillor');
    await page.keyboard.press('c');
    await seeNamed('Morshed Mannan', 'Research Fellow');
    await host.getByRole('region', { name: 'Then' }).filter({ hasText: 'Coby Kalter' }).waitFor();
    await page.keyboard.press('4');
    await seeNamed('Jimena Viornery', 'Instituto Nacional de la Economía Social');
    await page.keyboard.press('4');
    await seeInProgram('no name', (words) => reads(words, 'This is Panel') && !reads(words, 'Jimena'));
  });

  it('carries a message to the host and back that it was seen', async () => {
    await writeToHost(page, 'Two minutes more');
    await host.getByText('Two minutes more').waitFor();
    await host.getByRole('button', { name: 'Got it' }).click();
    await logStrip(page)
      .getByText(/Message seen by the host in/)
      .waitFor();
    expect(await host.getByText('Two minutes more').count()).toBe(0);
  });

  it('GO 5 and Back: questions by mistake, undone, and taken again; Slate on the way', async () => {
    const panelLeft = await hostClock();
    await goByKey(page, 'Q&A', { early: true });
    await seeTaken('Q&A', 'Panel + Q&A', 'Closing');
    await page.keyboard.press('b');
    await seeOnAir(page, 'Panel discussion');
    expect(await stage.program()).toBe('Panel');
    // As if the GO had not been: the panel's clock went on.
    expect(await hostClock()).toBeLessThan(panelLeft);
    expect(await hostClock()).toBeGreaterThan(panelLeft - 60);
    await page.keyboard.press('Shift+Escape');
    await until('the slate is in program', 5_000, async () => (await stage.program()) === 'Holding slide');
    await host.getByText('Viewers see the slate.').waitFor();
    await page.keyboard.press('Shift+Escape');
    await seeOnAir(page, 'Panel discussion');
    await until('the panel is back', 5_000, async () => (await stage.program()) === 'Panel');
    await goByKey(page, 'Q&A', { early: true });
    await seeTaken('Q&A', 'Panel + Q&A', 'Closing');
  });

  it('GO 6: closing, and the show ends on its holding slide', async () => {
    await goByKey(page, 'Closing', { early: true });
    await seeOnAir(page, 'Closing');
    expect(await stage.program()).toBe('Host');
    await goButton(page).filter({ hasText: 'End show' }).waitFor();
    await host.getByText('End of the show').waitFor();
    await page.keyboard.press('Space');
    await goButton(page).filter({ hasText: 'Again to end show' }).waitFor();
    expect(await stage.program()).toBe('Host');
    await until('the second press counts', 3_000, async () => {
      await page.keyboard.press('Space');
      return (await stage.program()) === 'Holding slide';
    });
    await airPanel(page).getByText('Ended', { exact: true }).waitFor();
    await host.getByText('The show has ended').waitFor();
  });

  it('leaves a report: saved as CSV, JSON and PDF, and read', async () => {
    await page.getByRole('button', { name: 'Open the report' }).click();
    const report = page.getByRole('region', { name: 'As-run report' });
    await report.getByRole('heading', { name: 'Everything that was done' }).waitFor();
    const files = ['csv', 'json', 'pdf'].map((ending) => join(lectern.home, `report.${ending}`));
    for (const file of files) {
      await answerDialog(lectern, file);
      const ending = file.slice(file.lastIndexOf('.') + 1);
      await report.getByRole('button', { name: `Save as ${ending.toUpperCase()} …` }).click();
      await report.getByText(`Saved as report.${ending}.`).waitFor();
    }
    const [csv = '', json = '', pdf = ''] = files;
    const taken = readCsv(readFileSync(csv, 'utf8')).filter((row) => row[7] === 'Segment');
    // The questions that were taken by mistake stand beside those that stayed; all by OBS's own word.
    expect(taken.map((row) => [row[1], row[8], row[16]])).toEqual([
      ['Pre-show slate', 'Done', 'yes'],
      ['Welcome', 'Done', 'yes'],
      ['Setting the scene', 'Done', 'yes'],
      ['Panel discussion', 'Done', 'yes'],
      ['Q&A', 'Taken back', 'yes'],
      ['Q&A', 'Done', 'yes'],
      ['Closing', 'Done', 'yes'],
    ]);
    const run = runFileSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect(run).toMatchObject({ standing: 'ended', practice: 'none', end: 'whole' });
    expect(run.rows[2]?.named).toEqual(['Amal Chevreau', 'Sarah de Heusch']);
    expect(run.rows[3]?.why.map(({ kind }) => kind)).toContain('wentOn');
    const keys = run.lines.map(({ key }) => key);
    for (const key of ['taken', 'onAir', 'takenBack', 'slateOn', 'slateOff', 'captionShown', 'messageSeen'])
      expect(keys).toContain(key);
    const words = wordsInPdf(readFileSync(pdf)).join(' ');
    for (const said of ['Taken back', 'Went on after a GO was taken back', 'Message seen by the host'])
      expect(words).toContain(said);
    await page.keyboard.press('Escape');
    await report.waitFor({ state: 'detached' });
  });

  it('in studio mode, read off a recording: names are seen by viewers, and only when on air', async () => {
    await until('the end has faded in', 5_000, async () => {
      const { transitionCursor } = await watcher.call('GetCurrentSceneTransitionCursor');
      return transitionCursor <= 0 || transitionCursor >= 1;
    });
    await watcher.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await page.getByRole('button', { name: 'Reset to before the show' }).click();
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate');
    await watcher.call('StartRecord');
    await until('OBS records', 10_000, async () => (await watcher.call('GetRecordStatus')).outputActive);
    await airPanel(page).getByText('as edited').waitFor();
    await goByKey(page, 'Welcome', { early: true });
    await seeOnAir(page, 'Welcome');
    await goByKey(page, 'Setting the scene', { early: true });
    await seeOnAir(page, 'Setting the scene');
    const amal = personRow(page, 'Amal Chevreau');
    await amal.getByText(/^ON AIR 0:0[1-7]$/).waitFor();
    await goByKey(page, 'Panel discussion', { early: true });
    await seeOnAir(page, 'Panel discussion');
    const { outputDuration: onAirAt } = await watcher.call('GetRecordStatus');
    await until('the panel was recorded for a while', 10_000, async () => {
      const { outputDuration } = await watcher.call('GetRecordStatus');
      return outputDuration > onAirAt + 1_500;
    });

    const frames = (await recorded()).map((frame) => ({
      sign: signIn(frame),
      named: reads(frame, 'Amal Chevreau'),
    }));
    const signs = frames.map(({ sign }) => sign).filter((sign) => sign !== 'in transition');
    expect(signs.filter((sign, index) => sign !== signs[index - 1])).toEqual([
      'Holding',
      'Host',
      'Speaker',
      'Panel',
    ]);
    // Viewers read the name for some seconds, and over no other scene than the one it belongs to.
    const named = frames.filter((frame) => frame.named);
    expect(named.length).toBeGreaterThan(4);
    expect(new Set(named.map(({ sign }) => sign))).toEqual(new Set(['Speaker']));
  });
});

/** Which scene's sign is read; in the middle of a fade there are two, and what is read of them is neither. */
function signIn(frame: string): string {
  const read = /This is (\w+)/.exec(frame)?.[1];
  const signs = Object.keys(webinarScenes).map((scene) => scene.split(' ')[0]);
  return read !== undefined && signs.includes(read) ? read : 'in transition';
}

async function recorded(): Promise<readonly string[]> {
  const { outputPath } = await watcher.call('StopRecord');
  await until('the recording is closed', 10_000, async () => {
    const { outputActive } = await watcher.call('GetRecordStatus');
    return !outputActive;
  });
  return wordsInRecording(outputPath, 2);
}
