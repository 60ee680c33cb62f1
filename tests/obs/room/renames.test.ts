import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';

describe.skipIf(whyNot('obs') !== null)('a scene that is renamed in the real OBS', () => {
  let obs: RealObs;
  let stage: RoomStage;

  beforeAll(async () => {
    obs = await startRealObs();
    stage = startRoom({
      show: show([segment('a', { scene: 'Scene' })], { date: null, slateScene: 'Scene' }),
      target: { address: obs.url, practice: false, password: obs.password },
    });
    await stage.connected();
  });
  afterAll(async () => {
    await stage.dispose();
    await obs.stop();
  });

  it('on air is followed by the show and by the run, and nothing is sent', async () => {
    stage.go();
    await stage.heard('takeOnAir');
    const client = new OBSWebSocket();
    await client.connect(obs.url, obs.password);
    await client.call('SetSceneName', { sceneName: 'Scene', newSceneName: 'The host' });
    await client.disconnect();
    await stage.heard('showEdited');
    const { document, run } = stage.host.state;
    expect(document.show).toMatchObject({ slateScene: 'The host', segments: [{ scene: 'The host' }] });
    expect(run.onAir?.segment.scene).toBe('The host');
    await stage.until('OBS is seen so', () => stage.view.observed?.program === 'The host');
    expect(stage.of('sceneChangedInObs')).toEqual([]);
    expect(stage.of('takeRequested')).toHaveLength(1);
  });
});
