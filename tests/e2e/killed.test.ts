import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownNames } from '../../src/core/obs/ownership';
import {
  airPanel,
  goByKey,
  goButton,
  logStrip,
  personRow,
  secondsOn,
  seeOnAir,
  setUpCaptions,
} from '../support/consolePage';
import type { RunningApp } from '../support/electronApp';
import { pictureOf, wordsIn } from '../support/reading';
import { until } from '../support/until';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';

/** The real app, killed in the middle of a segment on the real OBS, and started again. */

let stage: WebinarStage;

beforeAll(async () => {
  stage = await startWebinarStage();
});
afterAll(() => stage.stop());

async function consoleOf(lectern: RunningApp): Promise<Page> {
  const page = await lectern.window('/producer/');
  page.setDefaultTimeout(15_000);
  return page;
}

async function clipsIn(home: string): Promise<number> {
  const files = await readdir(join(home, 'captions')).catch(() => []);
  return files.filter((file) => file.endsWith('.mov')).length;
}

/** What the big clock says, and when that was looked at. */
async function clock(page: Page): Promise<{ readonly left: number; readonly at: number }> {
  return { left: await secondsOn(airPanel(page).getByRole('timer')), at: Date.now() };
}

it('killed mid-segment: same segment, its clock gone on, the name gone on time meanwhile, OBS not reset', async () => {
  const { obs, watcher } = stage;
  let lectern = await stage.launch({ withPassword: true });
  stage.keepPicturesOfFailure(lectern);
  let page = await consoleOf(lectern);
  await setUpCaptions(page);
  await goByKey(page, 'Pre-show slate');
  await seeOnAir(page, 'Pre-show slate');
  // Hers is the first to be drawn.
  await until('Amal’s clip is drawn', 60_000, async () => (await clipsIn(lectern.home)) > 0);
  await goByKey(page, 'Welcome', { early: true });
  await seeOnAir(page, 'Welcome');
  await goByKey(page, 'Setting the scene', { early: true });
  await seeOnAir(page, 'Setting the scene');
  const name = personRow(page, 'Amal Chevreau').getByText(/^ON AIR \d:\d\d$/);
  await name.waitFor();
  const before = await clock(page);
  const goneAt = before.at + 1000 * (await secondsOn(personRow(page, 'Amal Chevreau')));

  await lectern.kill();
  const scenes: string[] = [];
  watcher.on('CurrentProgramSceneChanged', ({ sceneName }) => scenes.push(sceneName));
  // It comes in by itself: its words are whole after three quarters of a second.
  await until('the name is in', 5_000, async () =>
    (await wordsIn(await pictureOf(watcher, 'Speaker + slides'))).includes('Amal Chevreau'),
  );
  // The name goes by itself while the app is dead.
  await until('the time of the caption is over', 15_000, () => Date.now() > goneAt + 2_000);
  expect(await wordsIn(await pictureOf(watcher, 'Speaker + slides'))).not.toContain('Amal Chevreau');

  lectern = await stage.launch({ home: lectern.home, withPassword: true });
  stage.keepPicturesOfFailure(lectern);
  page = await consoleOf(lectern);
  await seeOnAir(page, 'Setting the scene');
  const after = await clock(page);
  expect(Math.abs(before.left - after.left - (after.at - before.at) / 1000)).toBeLessThan(2);
  await goButton(page).filter({ hasText: 'Panel discussion' }).waitFor();
  await until('it is switched off', 10_000, async () => {
    const { sceneItems } = await watcher.call('GetSceneItemList', { sceneName: ownNames.captions });
    return sceneItems.every((item) => item['sceneItemEnabled'] === false);
  });
  expect(await wordsIn(await pictureOf(watcher, 'Speaker + slides'))).toContain('This is Speaker');
  await logStrip(page).getByText('Lectern was started again and went on with the show').waitFor();
  expect(await stage.program()).toBe('Speaker + slides');
  expect(scenes).toEqual([]);
  expect(obs.crashed()).toBe(false);

  // The show goes on from there.
  await goByKey(page, 'Panel discussion', { early: true });
  await seeOnAir(page, 'Panel discussion');
  expect(await stage.program()).toBe('Panel');
});
