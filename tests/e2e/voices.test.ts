import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type OBSWebSocket from 'obs-websocket-js/json';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { ownNames } from '../../src/core/obs/ownership';
import { fourVoices, type Line, microphoneFile, stemOf } from '../corpus/madeSpeech';
import { goByKey, logStrip, personRow, seeOnAir, setUpCaptions } from '../support/consolePage';
import type { RunningApp } from '../support/electronApp';
import { reads, wordsInRecording } from '../support/reading';
import { until } from '../support/until';
import { makeWebinarScenes } from '../support/webinarScenes';
import { type WebinarStage, startWebinarStage } from '../support/webinarStage';

/** Four made voices in the panel of the bundled webinar: the real app, nobody at its keys, on the real OBS. */

const panel = [
  { id: 'p1', name: 'Paul Leinster', microphone: 'Mic 3' },
  { id: 'p2', name: 'Morshed Mannan', microphone: 'Mic 4' },
  { id: 'p3', name: 'Coby Kalter', microphone: 'Mic 5' },
  { id: 'p4', name: 'Jimena Viornery', microphone: 'Mic 6' },
] as const;
const lines: readonly Line[] = [
  {
    id: 'p1',
    at: 4_500,
    words: 'Good afternoon, and thank you for being with us. It is a pleasure to see so many of you here.',
  },
  {
    id: 'p2',
    at: 11_500,
    words: 'I would like to begin with a question, if I may, to those who know these places best.',
  },
  {
    id: 'p3',
    at: 18_500,
    words: 'That is what we found in the second year of it, and nobody at the table had expected it.',
  },
  {
    id: 'p4',
    at: 25_500,
    words: 'Let me show you how this works in practice, and what it has meant for the people there.',
  },
];
const length = 32_500;
/** Pictures of the recording that are read, a second. */
const perSecond = 1;

describe.skipIf(whyNot('obs', 'speech') !== null)('a panel of four voices', () => {
  let stage: WebinarStage;
  let watcher: OBSWebSocket;
  let lectern: RunningApp;
  let page: Page;
  let host: Page;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-voices-'));

  beforeAll(async () => {
    stage = await startWebinarStage(makePanel);
    watcher = stage.watcher;
    lectern = await stage.launch({ withPassword: true });
    page = await lectern.window('/producer/');
    page.setDefaultTimeout(15_000);
    await page.bringToFront();
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByTitle('Open the host view').click();
    host = await lectern.window('/host/');
    host.setDefaultTimeout(15_000);
    await setUpCaptions(page);
    await goByKey(page, 'Pre-show slate');
    for (const title of ['Welcome', 'Setting the scene', 'Panel discussion'])
      await goByKey(page, title, { early: true });
    await seeOnAir(page, 'Panel discussion');
  });

  afterAll(async () => {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => stage.keepPicturesOfFailure(lectern));

  it('is named by itself as each begins to speak, also in what OBS records, and goes on time with the app killed', async () => {
    await watcher.call('StartRecord');
    await until('OBS records', 10_000, async () => (await watcher.call('GetRecordStatus')).outputActive);
    await watcher.callBatch(
      panel.map(({ microphone }) => ({
        requestType: 'TriggerMediaInputAction',
        requestData: { inputName: microphone, mediaAction: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART' },
      })),
    );
    for (const { name, microphone } of panel) {
      await personRow(page, name)
        .getByText(/^ON AIR \d:\d\d$/)
        .waitFor();
      await logStrip(page)
        .getByText(new RegExp(`${name}: first words, −\\d+ dB on ‘${microphone}’ for \\d+ ms`))
        .waitFor();
      await host.getByRole('region', { name: 'Speaking now' }).getByText(name).waitFor();
      const look = process.env['LOOK'];
      if (look) {
        await page.screenshot({ path: `${look}-${microphone}.png` });
        await host.screenshot({ path: `${look}-host-${microphone}.png` });
      }
    }
    await lectern.kill();
    await until('the last name has ended', 20_000, async () => {
      const { mediaState } = await watcher.call('GetMediaInputStatus', { inputName: ownNames.clip });
      return mediaState === 'OBS_MEDIA_STATE_ENDED';
    });
    const endedAt = await recordedFor();
    await until(
      'what comes after it is recorded',
      10_000,
      async () => (await recordedFor()) > endedAt + 2_000,
    );
    const seen = await namesRecorded();
    // One after the other, each once, and nobody's where somebody else's was before.
    const shown = seen.filter((name, index) => name !== seen[index - 1]);
    expect(shown.filter((name) => name !== null)).toEqual(panel.map(({ name }) => name));
    expect(shown.at(-1)).toBeNull();
    // All of its time, though there was no app any more.
    const last = seen.filter((name) => name === 'Jimena Viornery').length / perSecond;
    expect(last).toBeGreaterThan(8);
    expect(last).toBeLessThan(12);
  }, 90_000);

  async function recordedFor(): Promise<number> {
    return (await watcher.call('GetRecordStatus')).outputDuration;
  }

  /** Whose name is read, picture by picture. */
  async function namesRecorded(): Promise<readonly (string | null)[]> {
    const { outputPath } = await watcher.call('StopRecord');
    await until('the recording is closed', 10_000, async () => {
      const { outputActive } = await watcher.call('GetRecordStatus');
      return !outputActive;
    });
    const pictures = await wordsInRecording(outputPath, perSecond);
    return pictures.map((words) => panel.find(({ name }) => reads(words, name))?.name ?? null);
  }

  /** The webinar's scenes; in the panel's, the microphones of four people who are each at home. */
  async function makePanel(obs: OBSWebSocket): Promise<void> {
    await makeWebinarScenes(obs);
    const stems = new Map<string, string>();
    for (const voice of fourVoices) {
      const own = lines.filter(({ id }) => id === voice.id);
      stems.set(voice.id, await stemOf(folder, voice, own, length));
    }
    for (const { id, microphone } of panel) {
      const made = { input: microphone, hears: [{ id, gain: -6, delay: 0, room: 20 }], noise: -60 };
      const file = await microphoneFile(folder, made, stems, length);
      await obs.call('SetInputSettings', {
        inputName: microphone,
        inputSettings: { is_local_file: true, local_file: file, looping: false, restart_on_activate: false },
      });
      await obs.call('CreateSceneItem', { sceneName: 'Panel', sourceName: microphone });
    }
  }
});
