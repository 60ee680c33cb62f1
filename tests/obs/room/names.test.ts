import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok } from '../../../src/core/result';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';

const short = speaker('short', { name: 'Ann Example' });
const long = speaker('long', {
  name: 'Maximiliane Wolfeschlegelsteinhausenbergerdorff-Schwarzenbach von und zu Hohenlohe-Langenburg, Professor of Comparative Administrative Jurisprudence and Methodology',
});

describe.skipIf(whyNot('obs') !== null)('names in the text sources of the real OBS', () => {
  let obs: RealObs;
  let stage: RoomStage;
  let person: OBSWebSocket;

  beforeAll(async () => {
    obs = await startRealObs();
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    stage = startRoom({
      show: show([segment('a', { scene: 'Scene', speakerIds: ['short', 'long'] })], {
        date: null,
        slateScene: 'Scene',
        speakers: [short, long],
      }),
      target: { address: obs.url, practice: false, password: obs.password },
    });
    await stage.connected();
  });
  afterAll(async () => {
    await stage.dispose();
    await person.disconnect();
    await obs.stop();
  });

  /** `null` for a text that has no width yet. */
  const widthOf = async (sceneName: string, sceneItemId: number): Promise<number | null> => {
    const { sceneItemTransform } = await person.call('GetSceneItemTransform', { sceneName, sceneItemId });
    return Number(sceneItemTransform['sourceWidth']) || null;
  };
  const picture = async (): Promise<string> => {
    const asked = { sourceName: 'Scene', imageFormat: 'png', imageWidth: 640, imageHeight: 360 };
    return (await person.call('GetSourceScreenshot', asked)).imageData;
  };

  it('are measured there as wide as OBS then draws them, and viewers see nothing of it', async () => {
    const before = await picture();
    expect(await stage.room.setUpCaptions()).toEqual(ok(null));
    const text = async (): Promise<unknown> =>
      (await person.call('GetInputSettings', { inputName: ownNames.rulerText })).inputSettings['text'];
    const seen = new Set<string>();
    await until('both are measured', 10_000, async () => {
      seen.add(await picture());
      return (await text()) === long.name && (stage.drawings.get('long')?.scale ?? 1) < 0.6;
    });
    expect([...seen]).toEqual([before]);
    expect(stage.drawings.get('long')).toMatchObject({ problem: 'tooSmall' });
    expect(stage.drawings.get('short')).toEqual({
      scale: 1,
      shortened: false,
      measured: true,
      problem: null,
    });

    // The plate is as wide as OBS made the name, to a pixel, and not as the table of widths has it.
    stage.go();
    await stage.heard('takeOnAir');
    stage.submit({ type: 'showCaption', speakerId: 'short', pinned: true, expected: null });
    await stage.heard('captionShown');
    const { sceneItems } = await person.call('GetSceneItemList', { sceneName: ownNames.text });
    const item = sceneItems.find(({ sourceName }) => sourceName === ownNames.name);
    const transform = item?.['sceneItemTransform'] as Readonly<Record<string, number>> | undefined;
    // OBS sets a text with its next frame.
    const drawn = await until('it is drawn', 2_000, () =>
      widthOf(ownNames.text, Number(item?.['sceneItemId'])),
    );
    expect(Math.abs((transform?.['boundsWidth'] ?? 0) - drawn)).toBeLessThanOrEqual(1);
  });
});
