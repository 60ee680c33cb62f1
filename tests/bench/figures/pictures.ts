import { startRoom } from '../../practice/obsRoom/roomStage';
import { startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { cpuMs } from '../stage/processes';
import { median, shuffled } from '../statistics';

const pairs = 5;
const span = 20_000;
/** What switching costs is over by then, ms. */
const settled = 2_000;
const scenes = { 'Camera A': 0xff404040, 'Camera B': 0xff406040 } as const;

/**
 * What the thumbnails and statistics of the console cost OBS: its own processor time with them on less off, in the
 * same OBS by turns, as the real OBS room of this process asks for them.
 */
export const pictures: Figure = {
  key: 'pictures',
  what: 'processor time of OBS with pictures and statistics on, less off; median of five pairs of 20 s',
  limits: { obsCpuPercent: 3 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const segments = Object.keys(scenes).map((scene) => segment(scene, { scene }));
    const person = await bareObs(obs.url, obs.password);
    await furnish(person, scenes);
    await person.disconnect();
    const target = { address: obs.url, practice: false, password: obs.password };
    const stage = startRoom({ show: show(segments), target });
    try {
      await stage.connected();
      const differences: number[] = [];
      const taken: number[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        const used = { on: 0, off: 0 };
        for (const how of shuffled(['on', 'off'] as const)) {
          const before = stage.pictures.length;
          used[how] = await percentOf(how === 'on');
          if (how === 'on') taken.push((1_000 * (stage.pictures.length - before)) / (span + settled));
        }
        differences.push(used.on - used.off);
        progress(`on ${used.on.toFixed(1)} %, off ${used.off.toFixed(1)} % of a core`);
      }
      return {
        fields: { obsCpuPercent: median(differences), picturesPerSecond: median(taken) },
        intervals: {},
      };
    } finally {
      await stage.dispose();
      await obs.stop();
    }

    async function percentOf(on: boolean): Promise<number> {
      stage.room.watch(on ? { program: true, next: 'Camera B' } : { program: false, next: null });
      await pause(settled);
      const [before, from] = [cpuMs(obs.pid()), now()];
      await pause(span);
      return (100 * (cpuMs(obs.pid()) - before)) / (now() - from);
    }
  },
};
