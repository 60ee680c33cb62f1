import { startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { watchAlarms } from '../stage/alarmStrip';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { between, percentile } from '../statistics';

const enough = 20;
/** How long OBS stays away before it is started again, ms; it takes some seconds more until it answers. */
const away = [0, 8_000] as const;
const saidWithin = 30_000;
const answersWithin = 40_000;
/** Between one look for OBS and the next, ms. */
const lookAgain = 10;

const ours = 'Camera A';
const theirs = 'Camera B';

/**
 * OBS is killed and started again with another scene on air than the run has: from the beginning of the first look at
 * it that got an answer to the console's alarm that names that scene, in its document. Beside it, at the same OBS, a
 * bare client that connects and reads everything.
 */
export const resync: Figure = {
  key: 'resync',
  what: 'OBS, killed and started again, answers → the console says what it shows; beside it a bare read of all',
  limits: { p95: 2_000 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const person = await bareObs(obs.url, obs.password);
    await furnish(person, { [ours]: 0xff404040, [theirs]: 0xff406040 });
    await person.call('SetCurrentProgramScene', { sceneName: theirs });
    await person.disconnect();
    // It keeps its scenes when it quits, and comes back to those whenever it is killed.
    await obs.quit();
    await obs.restart();
    const plan = show([segment('s0', { scene: ours, duration: 3_600_000 })], {
      date: null,
      slateScene: null,
    });
    const app = await openConsole(plan, obs);
    try {
      const alarms = await watchAlarms(app.page, app.pageClock);
      const [said, read]: [number[], number[]] = [[], []];
      while (said.length < enough) {
        const client = await bareObs(obs.url, obs.password);
        const asked = now();
        await client.call('SetCurrentProgramScene', { sceneName: ours });
        await alarms.said((text) => !text.includes(`‘${theirs}’`), asked, saidWithin);
        const killed = now();
        await obs.kill();
        await alarms.said((text) => text.includes('trying again'), killed, saidWithin);
        await pause(between(...away));
        const answered = firstAnswer(obs);
        await obs.restart();
        const from = await answered;
        said.push((await alarms.said((text) => text.includes(`‘${theirs}’`), killed, saidWithin)) - from);
        read.push(await bareRead(obs));
        progress(`${said.length} of ${enough}: ${Math.round(said.at(-1) ?? 0)} ms`);
      }
      return {
        fields: {
          p50: percentile(said, 0.5),
          p95: percentile(said, 0.95),
          floorP50: percentile(read, 0.5),
          floorP95: percentile(read, 0.95),
          n: said.length,
        },
        intervals: {},
      };
    } finally {
      await app.close();
      await obs.stop();
    }
  },
};

interface Address {
  readonly url: string;
  readonly password: string;
}

/** When the first look began that OBS answered; it answers 207 while it loads its scenes. */
async function firstAnswer({ url, password }: Address): Promise<number> {
  const begun = now();
  for (;;) {
    const from = now();
    try {
      const client = await bareObs(url, password);
      try {
        await client.call('GetCurrentProgramScene');
        return from;
      } finally {
        await client.disconnect();
      }
    } catch (error) {
      if (from > begun + answersWithin) throw new Error('OBS does not come back', { cause: error });
      await pause(lookAgain);
    }
  }
}

/** Connecting and reading what a console needs, ms: what there is, and then the items of its scenes. */
async function bareRead({ url, password }: Address): Promise<number> {
  const from = now();
  const client = await bareObs(url, password);
  await client.callBatch([
    { requestType: 'GetVersion' },
    { requestType: 'GetSceneList', requestData: {} },
    { requestType: 'GetSceneTransitionList' },
    { requestType: 'GetCurrentSceneTransition' },
    { requestType: 'GetStudioModeEnabled' },
    { requestType: 'GetVideoSettings' },
    { requestType: 'GetInputKindList', requestData: {} },
    { requestType: 'GetStats' },
    { requestType: 'GetRecordDirectory' },
    { requestType: 'GetStreamStatus' },
    { requestType: 'GetRecordStatus' },
    { requestType: 'GetVirtualCamStatus' },
  ]);
  await client.callBatch(
    [ours, theirs].map((sceneName) => ({ requestType: 'GetSceneItemList', requestData: { sceneName } })),
  );
  const took = now() - from;
  await client.disconnect();
  return took;
}
