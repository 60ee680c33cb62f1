import { startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { watchAlarms } from '../stage/alarmStrip';
import type { BareObs } from '../stage/bareObs';
import { bareObs, eventsOf, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { between, percentile } from '../statistics';

const enough = 300;
/** Between one change and the next, ms. */
const pace = [80, 240] as const;
const saidWithin = 5_000;

const ours = 'Camera A';
/** What a person puts on air instead; the show names neither. */
const theirs = ['Camera B', 'Camera C'] as const;

/**
 * Somebody puts another scene on air by another program: from OBS's reply there to the console's alarm that names the
 * scene, in its document. Cut. Beside it, for the same changes, OBS's event as a bare client gets it; either may come
 * before the reply.
 */
export const foreign: Figure = {
  key: 'foreign',
  what: 'another client’s reply → the console names the scene that it put on air; beside it the bare event',
  limits: { p95: 100 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const client = await bareObs(obs.url, obs.password);
    const observer = await bareObs(obs.url, obs.password, eventsOf.scenesAndTransitions);
    await furnish(client, { [ours]: 0xff404040, [theirs[0]]: 0xff406040, [theirs[1]]: 0xff604040 });
    const plan = show([segment('s0', { scene: ours, duration: 3_600_000 })], {
      date: null,
      slateScene: null,
    });
    const app = await openConsole(plan, obs);
    try {
      const alarms = await watchAlarms(app.page, app.pageClock);
      const [said, heard]: [number[], number[]] = [[], []];
      let unheard = 0;
      while (said.length < enough) {
        await pause(between(...pace));
        const scene = theirs[said.length % 2] ?? theirs[0];
        const asked = now();
        const event = eventOf(observer, scene);
        await client.call('SetCurrentProgramScene', { sceneName: scene });
        const replied = now();
        said.push(
          (await alarms.said((text) => text.includes(`‘${scene}’ on air`), asked, saidWithin)) - replied,
        );
        const at = await event;
        if (at === null) unheard += 1;
        else heard.push(at - replied);
        if (said.length % 50 === 0) progress(`${said.length} of ${enough}`);
        if (obs.crashed()) throw new Error('OBS ended by itself; that says nothing about the app');
      }
      return {
        fields: {
          p50: percentile(said, 0.5),
          p95: percentile(said, 0.95),
          floorP50: percentile(heard, 0.5),
          floorP95: percentile(heard, 0.95),
          n: said.length,
          unheard,
        },
        intervals: {},
      };
    } finally {
      await app.close();
      await Promise.all([client.disconnect(), observer.disconnect()]);
      await obs.stop();
    }
  },
};

/** When OBS told that a scene is on air; `null` when it did not within a second (about one in 2,600). */
function eventOf(observer: BareObs, scene: string): Promise<number | null> {
  return new Promise((done) => {
    const over = (at: number | null): void => {
      clearTimeout(late);
      observer.off('CurrentProgramSceneChanged', listen);
      done(at);
    };
    const listen = ({ sceneName }: { readonly sceneName: string }): void => {
      if (sceneName === scene) over(now());
    };
    const late = setTimeout(() => over(null), 1_000);
    observer.on('CurrentProgramSceneChanged', listen);
  });
}
