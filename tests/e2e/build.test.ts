import type OBSWebSocket from 'obs-websocket-js/json';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { airPanel, goButton, goByKey, seeOnAir } from '../support/consolePage';
import type { RunningApp } from '../support/electronApp';
import { pictureOf, reads, wordsIn } from '../support/reading';
import { until } from '../support/until';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';
import { type WholeObs, wholeObs } from '../support/wholeObs';

/** "Build my OBS" in the real app: what it says, what the real OBS has then, and what is left of it in the end. */

let stage: WebinarStage;
let watcher: OBSWebSocket;
let lectern: RunningApp;
let page: Page;
/** OBS as the person had it. */
let own: WholeObs;

beforeAll(async () => {
  stage = await startWebinarStage(makeOwnScenes);
  watcher = stage.watcher;
  own = await wholeObs(watcher);
  await startConsole();
});
afterAll(() => stage.stop());
beforeEach(() => stage.keepPicturesOfFailure(lectern));

/** A person's own, some of it nearly by the names that the show and we use. */
async function makeOwnScenes(obs: OBSWebSocket): Promise<void> {
  await obs.call('SetSceneName', { sceneName: 'Scene', newSceneName: 'Host' });
  for (const sceneName of ['Holding slides', 'panel', 'Lectern captions 2'])
    await obs.call('CreateScene', { sceneName });
  for (const [sceneName, inputName] of [
    ['Host', 'Sign of Host'],
    ['Holding slides', 'Lectern slates'],
    ['panel', 'My Lectern caption'],
    ['Lectern captions 2', 'Lectern slate title 2'],
  ] as const) {
    const inputSettings = { text: `This is ${inputName}`, font: { face: 'DejaVu Sans', size: 64 } };
    await obs.call('CreateInput', { sceneName, inputName, inputKind: 'text_ft2_source_v2', inputSettings });
  }
  // Where there is no microphone, there is one all the same.
  await obs.call('CreateInput', {
    sceneName: 'Host',
    inputName: 'Jingle',
    inputKind: 'ffmpeg_source',
    inputSettings: { local_file: '/nowhere.wav' },
  });
  await obs.call('SetInputVolume', { inputName: 'Jingle', inputVolumeDb: -7 });
}

async function startConsole(home?: string): Promise<void> {
  lectern = await stage.launch({ withPassword: true, ...(home === undefined ? {} : { home }) });
  page = await lectern.window('/producer/');
  page.setDefaultTimeout(10_000);
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.bringToFront();
}

function drawer(): Locator {
  return page.getByRole('region', { name: 'Build my OBS' });
}

/** By the palette, as by any other key. */
async function openDrawer(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Build my');
  await page.keyboard.press('Enter');
  await drawer().waitFor();
}

async function closeDrawer(): Promise<void> {
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'detached' });
}

/** What the drawer says that it would make. */
async function promised(head = 'This is made in OBS:'): Promise<readonly string[]> {
  await drawer().getByText(head).waitFor();
  return drawer().getByRole('list').first().getByRole('listitem').allInnerTexts();
}

async function press(): Promise<void> {
  await drawer().getByRole('button', { name: 'Build my OBS', exact: true }).click();
}

/** Waits until OBS's own picture of a scene reads so. */
async function seeInPicture(scene: string, words: string): Promise<void> {
  await until(`${scene} shows '${words}'`, 10_000, async () =>
    reads(await wordsIn(await pictureOf(watcher, scene)), words),
  );
}

/** All of it once each scene was drawn: until then OBS lists what was removed from it with its source. */
async function drawnObs(): Promise<WholeObs> {
  const { scenes } = await wholeObs(watcher);
  for (const scene of Object.keys(scenes)) await pictureOf(watcher, scene);
  return wholeObs(watcher);
}

const sources = ({ scenes }: WholeObs, scene: string): readonly string[] =>
  scenes[scene]?.items.map(({ sourceName }) => sourceName) ?? [];

const title = 'Platform cooperatives';
const made = ['Holding slide', 'Speaker + slides', 'Panel', 'Panel + Q&A'];

describe('“Build my OBS” on the real OBS', () => {
  it('says exactly what it will make, and makes nothing unasked', async () => {
    await openDrawer();
    expect(await promised()).toEqual([
      'A scene ‘Holding slide’',
      expect.stringMatching(/^A source ‘Lectern slate’ \(colour\) in scene ‘Holding slide’$/),
      expect.stringMatching(/^A source ‘Lectern slate title’ \(text\) in scene ‘Holding slide’$/),
      'A scene ‘Speaker + slides’',
      'A scene ‘Panel’',
      'A scene ‘Panel + Q&A’',
      'A scene ‘Lectern captions’',
      'A source ‘Lectern caption’ (image) in scene ‘Lectern captions’',
      'A source ‘Lectern caption clip’ (media) in scene ‘Lectern captions’',
      'The captions on top of scene ‘Holding slide’',
      'The captions on top of scene ‘Host’',
      'The captions on top of scene ‘Speaker + slides’',
      'The captions on top of scene ‘Panel’',
      'The captions on top of scene ‘Panel + Q&A’',
    ]);
    expect(await wholeObs(watcher)).toEqual(own);
    await closeDrawer();
  });

  it('says what OBS refused half-way, and what is left to make, which the next press makes', async () => {
    // In OBS sources and scenes share their names.
    await watcher.call('SetInputName', { inputName: 'Sign of Host', newInputName: 'Panel + Q&A' });
    await openDrawer();
    await press();
    await drawer().getByText('OBS did not make all of it: A source already exists').waitFor();
    expect(await promised('This is still to be made in OBS:')).toEqual([
      'A scene ‘Panel + Q&A’',
      'A scene ‘Lectern captions’',
      'A source ‘Lectern caption’ (image) in scene ‘Lectern captions’',
      'A source ‘Lectern caption clip’ (media) in scene ‘Lectern captions’',
      ...['Holding slide', 'Host', 'Speaker + slides', 'Panel', 'Panel + Q&A'].map(
        (scene) => `The captions on top of scene ‘${scene}’`,
      ),
    ]);
    const halfway = await wholeObs(watcher);
    expect(Object.keys(halfway.scenes).toSorted()).toEqual(
      [...Object.keys(own.scenes), 'Holding slide', 'Speaker + slides', 'Panel'].toSorted(),
    );
    await watcher.call('SetInputName', { inputName: 'Panel + Q&A', newInputName: 'Sign of Host' });
    await press();
    await drawer().getByText('OBS has all that this show names.', { exact: true }).waitFor();
    await closeDrawer();
  });

  it('is really there: every scene and source, and nothing of the person’s is other than it was', async () => {
    const built = await wholeObs(watcher);
    expect(Object.keys(built.scenes).toSorted()).toEqual(
      [...Object.keys(own.scenes), ...made, 'Lectern captions'].toSorted(),
    );
    expect(sources(built, 'Holding slide')).toEqual([
      'Lectern slate',
      'Lectern slate title',
      'Lectern captions',
    ]);
    expect(sources(built, 'Lectern captions')).toEqual(['Lectern caption', 'Lectern caption clip']);
    for (const scene of made.slice(1)) expect(sources(built, scene)).toEqual(['Lectern captions']);
    expect(sources(built, 'Host')).toEqual(['Sign of Host', 'Jingle', 'Lectern captions']);
    for (const scene of ['Holding slides', 'panel', 'Lectern captions 2'])
      expect(built.scenes[scene]).toEqual(own.scenes[scene]);
    expect(built.inputs).toMatchObject(own.inputs);
    expect(built.program).toBe(own.program);
  });

  it('the slate reads as the show is called, and goes on air', async () => {
    await seeInPicture('Holding slide', title);
    await goByKey(page, 'Pre-show slate');
    await seeOnAir(page, 'Pre-show slate');
    expect(await stage.program()).toBe('Holding slide');
  });

  it('a name comes into a scene that was made', async () => {
    await goByKey(page, 'Welcome', { early: true });
    await seeOnAir(page, 'Welcome');
    await goByKey(page, 'Setting the scene', { early: true });
    await seeOnAir(page, 'Setting the scene');
    expect(await stage.program()).toBe('Speaker + slides');
    await seeInPicture('Speaker + slides', 'Amal Chevreau');
    await page.keyboard.press('1');
    await until('the name is out', 5_000, async () => {
      const { scenes } = await wholeObs(watcher);
      return scenes['Lectern captions']?.items.every((item) => item['sceneItemEnabled'] === false);
    });
  });

  it('is known again after both were started anew; there is nothing to make, and nothing is made', async () => {
    await lectern.kill();
    await watcher.disconnect();
    await stage.obs.quit();
    await stage.obs.restart();
    await watcher.connect(stage.obs.url, stage.obs.password);
    const before = await wholeObs(watcher);
    await startConsole(lectern.home);
    await airPanel(page).getByRole('heading', { name: 'Setting the scene', exact: true }).waitFor();
    await openDrawer();
    await drawer().getByText('There is nothing to make.').waitFor();
    // Not in the middle of a show.
    expect(await drawer().getByText('Made by Lectern in this OBS').count()).toBe(0);
    await closeDrawer();
    expect(await wholeObs(watcher)).toEqual(before);
  });

  it('is not taken from under viewers, nor with what a person put into it', async () => {
    await endShow();
    await watcher.call('CreateInput', {
      sceneName: 'Panel',
      inputName: 'Camera 2',
      inputKind: 'color_source_v3',
      inputSettings: {},
    });
    await openDrawer();
    await drawer().getByText('Made by Lectern in this OBS').click();
    await drawer().getByText('‘Holding slide’: it is in program or preview').waitFor();
    await drawer().getByText('‘Panel’: it holds something of yours').waitFor();
    await drawer().getByRole('button', { name: 'Remove what Lectern made' }).click();
    await drawer().getByText('Removed. Your own scenes and sources are as they were.').waitFor();
    await until('the rest is gone', 5_000, async () => {
      const { scenes } = await wholeObs(watcher);
      return Object.keys(scenes).length === Object.keys(own.scenes).length + 2;
    });
    const left = await drawnObs();
    expect(sources(left, 'Panel')).toEqual(['Camera 2']);
    expect(sources(left, 'Holding slide')).toEqual(['Lectern slate', 'Lectern slate title']);
    await closeDrawer();
  });

  it('goes wholly once nothing is in its way, and OBS is as the person had it', async () => {
    const camera = { sceneName: 'Panel', sourceName: 'Camera 2' };
    const { sceneItemId } = await watcher.call('GetSceneItemId', camera);
    await watcher.call('RemoveSceneItem', { sceneName: 'Panel', sceneItemId });
    const ended = new Promise((done) => watcher.once('SceneTransitionEnded', done));
    await watcher.call('SetCurrentProgramScene', { sceneName: own.program });
    await ended;
    await openDrawer();
    await drawer().getByText('Made by Lectern in this OBS').click();
    await drawer().getByText('To remove, with what only they hold:').waitFor();
    await drawer().getByText('What stays:').waitFor({ state: 'detached' });
    await drawer().getByRole('button', { name: 'Remove what Lectern made' }).click();
    await drawer().getByText('Removed. Your own scenes and sources are as they were.').waitFor();
    await until('OBS is as it was', 5_000, async () => {
      expect(await drawnObs()).toEqual(own);
      return true;
    });
  });
});

/** From any segment: the last one is taken out of turn, and then the end. */
async function endShow(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('take closing');
  await page.keyboard.press('Enter');
  const asks = page.getByRole('status').filter({ hasText: 'Take ‘Closing’?' });
  await asks.getByRole('button', { name: 'Take ‘Closing’' }).waitFor();
  await until('the second press counts', 5_000, async () => {
    if ((await asks.count()) > 0) await asks.getByRole('button', { name: 'Take ‘Closing’' }).click();
    return airPanel(page).getByRole('heading', { name: 'Closing', exact: true }).isVisible();
  });
  await seeOnAir(page, 'Closing');
  await goButton(page).filter({ hasText: 'End show' }).waitFor();
  await page.keyboard.press('Space');
  await goButton(page).filter({ hasText: 'Again to end show' }).waitFor();
  await until('the second press counts', 3_000, async () => {
    await page.keyboard.press('Space');
    return (await stage.program()) === 'Holding slide';
  });
  await airPanel(page).getByText('Ended', { exact: true }).waitFor();
}
