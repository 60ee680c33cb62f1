import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import { onTestFailed } from 'vitest';
import { type RunningApp, launchApp, startAppScreen } from './electronApp';
import { type RealObs, startRealObs } from './realObs';
import { makeWebinarScenes } from './webinarScenes';

/** A real OBS with the bundled show's scenes, somebody who only watches it, and a screen for the app. */
export interface WebinarStage {
  readonly obs: RealObs;
  readonly watcher: OBSWebSocket;
  /** Starts the app on this OBS; in the home of an earlier start when that is given. */
  launch(options: { readonly home?: string; readonly withPassword: boolean }): Promise<RunningApp>;
  program(): Promise<string>;
  /** Keeps pictures of the app's windows when the running test fails. */
  keepPicturesOfFailure(lectern: RunningApp): void;
  stop(): Promise<void>;
}

/** `furnish` makes what OBS has before the app comes; the bundled show's scenes unless given. */
export async function startWebinarStage(furnish = makeWebinarScenes): Promise<WebinarStage> {
  const [screen, obs] = await Promise.all([startAppScreen(), startRealObs()]);
  const watcher = new OBSWebSocket();
  await watcher.connect(obs.url, obs.password);
  await furnish(watcher);
  const apps: RunningApp[] = [];
  return {
    obs,
    watcher,
    async launch({ home, withPassword }) {
      const lectern = await launchApp({
        screen,
        home,
        args: ['--obs', obs.url],
        env: withPassword ? { LECTERN_OBS_PASSWORD: obs.password } : {},
      });
      apps.push(lectern);
      return lectern;
    },
    program: async () => (await watcher.call('GetCurrentProgramScene')).currentProgramSceneName,
    keepPicturesOfFailure(lectern) {
      onTestFailed(async () => {
        const folder = mkdtempSync(join(tmpdir(), 'lectern-failed-'));
        for (const [index, page] of lectern.app.windows().entries())
          await page.screenshot({ path: join(folder, `${index}.png`) });
        console.error(`OBS ${obs.crashed() ? 'died' : 'runs'}; pictures in ${folder}`);
      });
    },
    async stop() {
      for (const lectern of apps) await lectern.kill();
      await watcher.disconnect();
      await obs.stop();
      await screen.stop();
    },
  };
}
