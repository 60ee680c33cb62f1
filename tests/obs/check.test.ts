import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { writeShowText } from '../../src/main/storage/showFile';
import { repository } from '../support/electronApp';
import { type RealObs, startRealObs } from '../support/realObs';
import { segment, show } from '../support/shows';

describe.skipIf(whyNot('obs') !== null)('a check of a show against the real OBS', () => {
  let obs: RealObs;
  let file: string;

  beforeAll(async () => {
    obs = await startRealObs();
    file = join(obs.home, 'show.lectern');
    const plan = show([segment('a', { scene: 'Scene' }), segment('b', { scene: 'Scenes' })], {
      title: 'A webinar',
      slateScene: 'Scene',
      outputs: ['stream'],
    });
    writeFileSync(file, writeShowText({ revision: 1, show: plan }));
  });
  afterAll(() => obs.stop());

  /** The built command, as a person or a program runs it. */
  function check(...more: readonly string[]): { readonly exit: number | null; readonly out: string } {
    const cli = join(repository, 'out/main/cli.cjs');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cli, 'check', file, '--obs', obs.url, ...more],
      { encoding: 'utf8', env: { ...process.env, LECTERN_OBS_PASSWORD: obs.password } },
    );
    return { exit: status, out: `${stdout}${stderr}`.trim() };
  }

  it('finds what is misspelled, empty or not set, and then nothing once all is mended', async () => {
    expect(check()).toEqual({
      exit: 1,
      out: [
        'A webinar, against OBS 29.0.2',
        '  Problem: OBS has no scene ‘Scenes’, which ‘b’ names. Did you mean ‘Scene’?',
        '  Problem: The show needs the stream, and OBS has nowhere to send it.',
        '  Warning: Scene ‘Scene’ is empty in OBS.',
        '11 of 11 checked · 9 ready · 2 problems, 1 warning',
      ].join('\n'),
    });
    const client = new OBSWebSocket();
    await client.connect(obs.url, obs.password);
    await client.call('CreateScene', { sceneName: 'Scenes' });
    for (const sceneName of ['Scene', 'Scenes']) {
      const inputName = `${sceneName} colour`;
      await client.call('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' });
    }
    const chooseService = (streamServiceSettings: Record<string, string>) =>
      client.call('SetStreamServiceSettings', { streamServiceType: 'rtmp_common', streamServiceSettings });
    await chooseService({ service: 'Twitch' });
    expect(JSON.parse(check('--json').out)).toMatchObject({ findings: [{ code: 'noStreamKey' }] });
    await chooseService({ service: 'Twitch', key: 'live_secret' });
    const mended = check('--json');
    expect(JSON.parse(mended.out)).toMatchObject({ obs: '29.0.2', findings: [] });
    expect(mended.out).not.toContain('live_secret');
    await client.call('SetVideoSettings', { outputWidth: 640, outputHeight: 360 });
    await client.disconnect();
    const scaled = check('--json');
    expect(scaled.exit).toBe(1);
    expect(JSON.parse(scaled.out)).toMatchObject({
      findings: [{ code: 'outputSmall' }, { code: 'outputScaled' }],
    });
  });
});
