import { join } from 'node:path';
import { bundledShow } from '../../../src/main/storage/bundledShow';
import { repository, temporaryHome } from '../../support/electronApp';
import { startRealObs } from '../../support/realObs';
import { startScreen } from '../../support/xvfb';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { homeWith, screenSize } from '../stage/home';
import type { PlainElectron } from '../stage/plainElectron';
import { startPlainElectron } from '../stage/plainElectron';
import { cpuMs } from '../stage/processes';

const minute = 60_000;
/** The start and what comes of it is over by then, ms. */
const settled = 10_000;

/**
 * A minute in which nothing happens but a countdown, in two windows that are seen, with a real OBS: what all
 * processes of the app use of one core, and how many messages about state go to its pages. Beside it two windows
 * that show a ticking second.
 */
export const idle: Figure = {
  key: 'idle',
  what: 'a minute of counting down, two windows seen; beside it two windows with a ticking second',
  limits: { cpuPercent: 3, stateMessages: 0 },
  async measure(progress): Promise<Measured> {
    // Half an hour on air: it counts down all the while.
    const bundled = bundledShow();
    const segments = bundled.segments.map((segment) => ({ ...segment, duration: 30 * minute }));
    const show = { ...bundled, date: null, segments };
    const obs = await startRealObs();
    const [screen, otherScreen] = [await startScreen(screenSize), await startScreen(screenSize)];
    try {
      const person = await bareObs(obs.url, obs.password);
      const names = new Set(show.segments.flatMap(({ scene }) => scene ?? []));
      await furnish(person, Object.fromEntries([...names].map((name) => [name, 0xff404040])));
      await person.disconnect();
      const app = await startPlainElectron({
        path: repository,
        home: await homeWith(show),
        screen,
        args: ['--obs', obs.url],
        env: { LECTERN_OBS_PASSWORD: obs.password, BENCH_PICTURES: 'off' },
      });
      // In the same minute: each process's own time is counted, and there is time for both.
      const floor = await startPlainElectron({
        path: join(repository, 'tests/bench/apps/empty'),
        home: temporaryHome(),
        screen: otherScreen,
        env: { BENCH_PAGE: 'ticking' },
      });
      const [cpuPercent, floorCpuPercent] = await Promise.all([
        cpuOfAMinute(app, progress),
        cpuOfAMinute(floor, progress),
      ]);
      const since = now() - minute;
      const late = app.messages.filter(({ at, kind }) => at >= since && kind === 'changes');
      await Promise.all([app.stop(), floor.stop()]);
      return { fields: { cpuPercent, floorCpuPercent, stateMessages: late.length }, intervals: {} };
    } finally {
      await Promise.all([screen.stop(), otherScreen.stop()]);
      await obs.stop();
    }
  },
};

async function cpuOfAMinute(app: PlainElectron, progress: (line: string) => void): Promise<number> {
  await app.painted;
  await pause(settled);
  const [before, from] = [cpuMs(app.pid), now()];
  await pause(minute);
  const percent = (100 * (cpuMs(app.pid) - before)) / (now() - from);
  progress(`${percent.toFixed(2)} % of a core`);
  return percent;
}
