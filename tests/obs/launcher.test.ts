import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { type RealObs, startRealObs } from '../support/realObs';
import { until } from '../support/until';

describe.skipIf(whyNot('obs') !== null)('a real OBS of a test’s own', () => {
  let obs: RealObs;
  const client = new OBSWebSocket();

  beforeAll(async () => {
    obs = await startRealObs();
  });
  afterAll(() => obs?.stop());

  it('has the canvas and the rate that were asked for', async () => {
    await client.connect(obs.url, obs.password);
    const video = await client.call('GetVideoSettings');
    expect(video).toMatchObject({ baseWidth: 1280, baseHeight: 720, outputWidth: 1280, outputHeight: 720 });
    expect(video.fpsNumerator / video.fpsDenominator).toBe(30);
  });

  it('tells a crash from an end that was asked for', async () => {
    expect(obs.crashed()).toBe(false);
    const closed = new Promise((done) => client.once('ConnectionClosed', done));
    process.kill(obs.pid(), 'SIGKILL');
    await closed;
    await until('it is known', 5_000, () => obs.crashed());
    await obs.restart();
    expect(obs.crashed()).toBe(false);
  });

  it('keeps its scenes when it quits and starts again', async () => {
    await client.connect(obs.url, obs.password);
    await client.call('CreateScene', { sceneName: 'Host' });
    // OBS 29 may hang on its way out while it has somebody to tell of it, and a killed one saves nothing.
    await client.disconnect();
    await obs.quit();
    expect(obs.crashed()).toBe(false);
    await obs.restart();
    await client.connect(obs.url, obs.password);
    const { scenes } = await client.call('GetSceneList');
    expect(scenes.map((scene) => scene['sceneName'])).toContain('Host');
    await client.disconnect();
  });
});
