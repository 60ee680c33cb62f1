import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Show } from '../../../src/core/show/model';
import { bundledShow } from '../../../src/main/storage/bundledShow';
import { openLine, pair } from '../../support/browserLike';
import { repository, temporaryHome } from '../../support/electronApp';
import type { RealObs } from '../../support/realObs';
import { startRealObs } from '../../support/realObs';
import { serveApp } from '../../support/servedApp';
import type { Screen } from '../../support/xvfb';
import { startScreen } from '../../support/xvfb';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { pause } from '../stage/clock';
import { homeWith, screenSize } from '../stage/home';
import { startPlainElectron } from '../stage/plainElectron';
import { pssByKind, pssMb } from '../stage/processes';
import { median, ratioInterval, shuffled } from '../statistics';

const starts = 5;
/** Memory is looked at this long after what was to be seen was painted, ms. */
const settled = 10_000;
/** Compiled scripts are written by then, ms. */
const scriptsKept = 2_000;

/**
 * From the start of the process to GO painted in the console and the segment in the host view, with a real OBS and
 * a run that was left unfinished; and what memory all processes hold a while later. Each start has the home as the
 * start before the first left it. Beside it an Electron app with two empty windows of the same sizes.
 */
export const coldStart: Figure = {
  key: 'coldStart',
  what: 'process started → GO enabled and painted, both windows; beside it two empty windows',
  limits: { ratio: 1.4, pssRatio: 1.3, headlessPssMb: 80 },
  async measure(progress): Promise<Measured> {
    const show: Show = { ...bundledShow(), date: null };
    const obs = await startRealObs();
    const screen = await startScreen(screenSize);
    try {
      const person = await bareObs(obs.url, obs.password);
      const names = new Set(show.segments.flatMap(({ scene }) => scene ?? []));
      await furnish(person, Object.fromEntries([...names].map((name) => [name, 0xff404040])));
      await person.disconnect();
      const seed = await homeWith(show);
      const ways = {
        app: () => start('app', seed, obs, screen),
        floor: () => start('floor', seed, obs, screen),
      };
      // The first start draws the names of the show; compiled scripts are kept from the second on. No cache is cold
      // on a machine that has the app for more than a day.
      await startIn(seed, 'app', obs, screen, settled);
      for (let start = 0; start < 2; start += 1) await startIn(seed, 'app', obs, screen, scriptsKept);
      const taken = { app: [] as Started[], floor: [] as Started[] };
      for (let round = 0; round < starts; round += 1) {
        for (const way of shuffled(['app', 'floor'] as const)) taken[way].push(await ways[way]());
        const last = taken.app.at(-1);
        if (last) progress(`${Math.round(last.ms)} ms, MB: ${last.kinds}`);
      }
      const [ms, floorMs] = [taken.app.map((one) => one.ms), taken.floor.map((one) => one.ms)];
      const [pss, floorPss] = [taken.app.map((one) => one.pss), taken.floor.map((one) => one.pss)];
      return {
        fields: {
          ms: median(ms),
          floorMs: median(floorMs),
          ratio: median(ms) / median(floorMs),
          pssMb: median(pss),
          floorPssMb: median(floorPss),
          pssRatio: median(pss) / median(floorPss),
          headlessPssMb: await headless(show, obs),
          n: starts,
        },
        intervals: {
          ratio: ratioInterval(ms, floorMs, 0.5),
          pssRatio: ratioInterval(pss, floorPss, 0.5),
        },
      };
    } finally {
      await screen.stop();
      await obs.stop();
    }
  },
};

interface Started {
  readonly ms: number;
  readonly pss: number;
  readonly kinds: string;
}

type Way = 'app' | 'floor';

function start(way: Way, seed: string, obs: RealObs, screen: Screen): Promise<Started> {
  const home = temporaryHome();
  if (way === 'app') cpSync(seed, home, { recursive: true });
  return startIn(home, way, obs, screen, settled);
}

async function startIn(
  home: string,
  way: Way,
  obs: RealObs,
  screen: Screen,
  stays: number,
): Promise<Started> {
  const app = await startPlainElectron({
    path: way === 'app' ? repository : join(repository, 'tests/bench/apps/empty'),
    home,
    screen,
    args: way === 'app' ? ['--obs', obs.url] : [],
    env: way === 'app' ? { LECTERN_OBS_PASSWORD: obs.password } : {},
  });
  try {
    const ms = await app.painted;
    await pause(stays);
    return { ms, pss: pssMb(app.pid), kinds: pssByKind(app.pid) };
  } finally {
    await app.stop();
  }
}

/** Plain Node with a real OBS and one client, MB. */
async function headless(show: Show, obs: RealObs): Promise<number> {
  const app = await serveApp({
    home: await homeWith(show),
    args: ['--obs', obs.url],
    env: { LECTERN_OBS_PASSWORD: obs.password },
  });
  try {
    const headers = { cookie: await pair(app.link), origin: app.origin };
    const line = await openLine(app.origin, '/socket?role=producer', headers);
    line.socket.send(JSON.stringify({ type: 'call', id: 1, name: 'watchPictures', input: { on: true } }));
    await pause(settled);
    const pss = pssMb(app.child.pid);
    line.socket.terminate();
    return pss;
  } finally {
    await app.stop();
  }
}
