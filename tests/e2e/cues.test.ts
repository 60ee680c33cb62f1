import type OBSWebSocket from 'obs-websocket-js/json';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secondPressAfter } from '../../src/core/run/outputs';
import { goByKey, logStrip, seeOnAir } from '../support/consolePage';
import type { RunningApp } from '../support/electronApp';
import { pictureOf, reads, wordsIn } from '../support/reading';
import { until } from '../support/until';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';

/** Cues planned in the real app, run by it on the real OBS, and seen where viewers and the host see them. */

let stage: WebinarStage;
let watcher: OBSWebSocket;
let lectern: RunningApp;
let page: Page;
let host: Page;

beforeAll(async () => {
  stage = await startWebinarStage();
  watcher = stage.watcher;
  await makeCueSources(watcher);
  lectern = await stage.launch({ withPassword: true });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByTitle('Open the host view').click();
  host = await lectern.window('/host/');
  host.setDefaultTimeout(15_000);
  await page.bringToFront();
});
afterAll(() => stage.stop());
beforeEach(() => stage.keepPicturesOfFailure(lectern));

/** A jingle that can be heard, and two signs that are switched off. */
async function makeCueSources(obs: OBSWebSocket): Promise<void> {
  await obs.call('CreateInput', {
    sceneName: 'Host',
    inputName: 'Jingle',
    inputKind: 'ffmpeg_source',
    inputSettings: { local_file: '/nowhere.wav' },
  });
  for (const [sceneName, inputName, text] of [
    ['Host', 'Badge', 'RECORDED TODAY'],
    ['Speaker + slides', 'Poll', 'VOTE NOW'],
  ] as const) {
    await obs.call('CreateInput', {
      sceneName,
      inputName,
      inputKind: 'text_ft2_source_v2',
      inputSettings: { text, font: { face: 'DejaVu Sans', size: 96 } },
      sceneItemEnabled: false,
    });
    await place(obs, sceneName, inputName);
  }
}

/** Where it covers nothing else that is to be read. */
async function place(obs: OBSWebSocket, sceneName: string, sourceName: string): Promise<void> {
  const { sceneItemId } = await obs.call('GetSceneItemId', { sceneName, sourceName });
  const sceneItemTransform = { positionX: 100, positionY: 300 };
  await obs.call('SetSceneItemTransform', { sceneName, sceneItemId, sceneItemTransform });
}

async function isShown(sceneName: string, sourceName: string): Promise<boolean> {
  const { sceneItemId } = await watcher.call('GetSceneItemId', { sceneName, sourceName });
  return (await watcher.call('GetSceneItemEnabled', { sceneName, sceneItemId })).sceneItemEnabled;
}

async function isMuted(inputName: string): Promise<boolean> {
  return (await watcher.call('GetInputMute', { inputName })).inputMuted;
}

/** Waits until OBS's own picture of a scene reads so, or no longer does. */
async function seeInPicture(scene: string, words: string, there: boolean): Promise<void> {
  await until(
    `${scene} ${there ? 'shows' : 'hides'} '${words}'`,
    10_000,
    async () => reads(await wordsIn(await pictureOf(watcher, scene)), words) === there,
  );
}

function cueRow(words: string): Locator {
  return page
    .getByRole('list', { name: /^Scene, names and cues of/ })
    .getByRole('listitem')
    .filter({ hasText: words });
}

async function plan(segment: string): Promise<void> {
  await page.locator('li[id^="edit-"]').filter({ hasText: segment }).first().click();
}

/** Adds a cue of a kind; its fields are open then. */
async function addCue(kind: string): Promise<void> {
  await page.getByLabel('Cues', { exact: true }).selectOption(kind);
  await page.getByLabel('What', { exact: true }).and(page.locator(':focus')).waitFor();
}

async function choose(label: string, choice: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).selectOption(choice);
}

async function time(typed: string): Promise<void> {
  await page.getByLabel('Time', { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
}

describe('cues on a real OBS', () => {
  it('are planned from what OBS has', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await plan('Welcome');
    await addCue('Mute or unmute');
    await choose('Input', 'Jingle');
    await page.getByRole('button', { name: /^With GO\s*Mute ‘Jingle’/ }).waitFor();

    await addCue('Show or hide a source');
    await choose('When', 'After the start');
    await time('0:05');
    await choose('Source', 'Badge');
    await page.getByRole('button', { name: /^0:05 after start\s*Show ‘Badge’ in ‘Host’/ }).waitFor();

    await addCue('Note to the host');
    await time('4:53');
    await page.getByRole('button', { name: /^4:53 before end\s*Tell host “5 minutes left”/ }).waitFor();

    await addCue('Show or hide a source');
    await choose('When', 'By hand');
    await choose('Source', 'Badge');
    await choose('Do', 'Hide it');
    await page.getByRole('button', { name: /^By hand\s*Hide ‘Badge’ in ‘Host’/ }).waitFor();

    await plan('Setting the scene');
    await addCue('Show or hide a source');
    await choose('When', 'After the start');
    await time('0:08');
    await choose('Source', 'Poll');
    await page
      .getByRole('button', { name: /^0:08 after start\s*Show ‘Poll’ in ‘Speaker \+ slides’/ })
      .waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    expect(await isMuted('Jingle')).toBe(false);
    expect(await isShown('Host', 'Badge')).toBe(false);
  });

  it('mute with GO, show after the start, tell the host before the end', async () => {
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate');
    await goByKey(page, 'Welcome', { early: true });
    await seeOnAir(page, 'Welcome');
    await cueRow('Mute ‘Jingle’')
      .getByText(/^Done \d+ ms$/)
      .waitFor();
    expect(await isMuted('Jingle')).toBe(true);
    await cueRow('Show ‘Badge’')
      .getByText(/^Done \d+ ms$/)
      .waitFor();
    await seeInPicture('Host', 'RECORDED TODAY', true);
    await host.getByText('5 minutes left').waitFor();
    await cueRow('Tell host').getByText('Done', { exact: true }).waitFor();
    await logStrip(page).getByText('Message to host: “5 minutes left”').waitFor();
  });

  it('run by hand, by keyboard alone', async () => {
    await page.getByRole('button', { name: 'Run: Hide ‘Badge’ in ‘Host’' }).focus();
    await page.keyboard.press('Enter');
    await cueRow('Hide ‘Badge’')
      .getByText(/^Done \d+ ms$/)
      .waitFor();
    expect(await isShown('Host', 'Badge')).toBe(false);
    await seeInPicture('Host', 'RECORDED TODAY', false);
  });

  it('say that a person changed in OBS what they did, and leave it', async () => {
    await watcher.call('SetInputMute', { inputName: 'Jingle', inputMuted: false });
    await cueRow('Mute ‘Jingle’').getByText('Changed in OBS').waitFor();
    expect(await isMuted('Jingle')).toBe(false);
  });

  it('due while OBS was dead they are missed, never sent by themselves, and run by a press', async () => {
    await goByKey(page, 'Setting the scene', { early: true });
    await seeOnAir(page, 'Setting the scene');
    await stage.obs.kill();
    const missed = page
      .getByRole('status')
      .filter({ hasText: 'A cue did not run while OBS was away: Show ‘Poll’' });
    await missed.waitFor();
    await cueRow('Show ‘Poll’').getByText('Missed').waitFor();
    expect(await page.getByRole('button', { name: /^Run: Show ‘Poll’/ }).count()).toBe(0);

    await stage.obs.restart();
    await watcher.connect(stage.obs.url, stage.obs.password);
    // A killed OBS forgets what it had not saved yet.
    await place(watcher, 'Speaker + slides', 'Poll');
    const run = missed.getByRole('button', { name: 'Run', exact: true });
    await run.waitFor();
    expect(await isShown('Speaker + slides', 'Poll')).toBe(false);
    await run.click();
    await cueRow('Show ‘Poll’')
      .getByText(/^Done \d+ ms$/)
      .waitFor();
    expect(await isShown('Speaker + slides', 'Poll')).toBe(true);
    await seeInPicture('Speaker + slides', 'VOTE NOW', true);
    await missed.waitFor({ state: 'detached' });
  });

  it('any segment is taken out of turn by keyboard alone, and Back undoes it', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('take closing');
    await page.keyboard.press('Enter');
    const asks = page.getByRole('status').filter({ hasText: 'Take ‘Closing’?' });
    await asks.getByText('in place of ‘Setting the scene’ and jumps over 2 segments').waitFor();
    const armedAt = Date.now();
    await until('the second press counts', 2_000, () => Date.now() - armedAt > secondPressAfter);
    expect(await stage.program()).not.toBe('Host');
    await asks.getByRole('button', { name: 'Take ‘Closing’' }).focus();
    await page.keyboard.press('Enter');
    await seeOnAir(page, 'Closing');
    expect(await stage.program()).toBe('Host');
    await page.keyboard.press('b');
    await seeOnAir(page, 'Setting the scene');
    expect(await stage.program()).toBe('Speaker + slides');
  });
});
