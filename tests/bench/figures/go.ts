import type { Segment, Show } from '../../../src/core/show/model';
import { startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';
import type { Figure, Measured } from '../figure';
import { type BareObs, bareObs, eventsOf, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { startRelay } from '../stage/relay';
import { between, percentile, ratioInterval } from '../statistics';

/** Scene changes by each way. */
const enough = 300;
/** OBS is started again before it has made 1,500 scene changes. */
const perObs = 500;
/** Between one change and the next, ms. */
const pace = [100, 300] as const;
/**
 * A GO within a second of the last is refused. Some time more, left to chance: the console's pictures of scenes come
 * every second from the last take on, and no producer presses in time with them; ms.
 */
const guard = [1_010, 1_260] as const;
/** Segments to a run: about a real webinar's log and undo, not a thousand takes of it. */
const perRun = 30;
const eventWithin = 3_000;

const scenes = ['Camera A', 'Camera B'] as const;
type Scene = (typeof scenes)[number];

/**
 * A press of GO against the least that any program can do: one bare request. Both go through the same relay, and a
 * third connection sees both. Two scenes that look the same, Cut; which way and in which direction is left to chance.
 */
export const go: Figure = {
  key: 'go',
  what: 'Space pressed in the console → scene on air at OBS; beside it one bare request',
  limits: { ratioP50: 1.15, ratioP95: 1.25, keyToBytesP50: 3, keyToBytesP95: 8 },
  async measure(progress): Promise<Measured> {
    const all: Samples = { ours: [], bare: [], keyToBytes: [], unheard: 0 };
    while (all.ours.length < enough)
      await measureAtOneObs(all, Math.min(enough, all.ours.length + perObs), progress);
    const { ours, bare, keyToBytes } = all;
    const [p50, p95, floorP50, floorP95] = [
      percentile(ours, 0.5),
      percentile(ours, 0.95),
      percentile(bare, 0.5),
      percentile(bare, 0.95),
    ];
    return {
      fields: {
        p50,
        p95,
        floorP50,
        floorP95,
        ratioP50: p50 / floorP50,
        ratioP95: p95 / floorP95,
        keyToBytesP50: percentile(keyToBytes, 0.5),
        keyToBytesP95: percentile(keyToBytes, 0.95),
        n: ours.length,
        unheard: all.unheard,
      },
      intervals: {
        ratioP50: ratioInterval(ours, bare, 0.5),
        ratioP95: ratioInterval(ours, bare, 0.95),
      },
    };
  },
};

interface Samples {
  readonly ours: number[];
  readonly bare: number[];
  readonly keyToBytes: number[];
  /** Changes that OBS never told of (about one in 2,600), and presses that were refused: no time to take. */
  unheard: number;
}

async function measureAtOneObs(all: Samples, most: number, progress: (line: string) => void): Promise<void> {
  const obs = await startRealObs();
  /** When the latest request for a scene came by. */
  let frameAt: number | null = null;
  const relay = await startRelay(obs.port, (text, at) => {
    if (text.includes('SetCurrentProgramScene')) frameAt = at;
  });
  const url = `ws://127.0.0.1:${relay.port}`;
  const observer = await bareObs(obs.url, obs.password, eventsOf.scenesAndTransitions);
  const client = await bareObs(url, obs.password);
  await furnish(observer, { [scenes[0]]: 0xff404040, [scenes[1]]: 0xff404040 });
  const plan = randomPlan();
  const app = await openConsole(plan, { url, password: obs.password });
  const { page, pageClock } = app;
  await page.evaluate(noteKeys);

  try {
    let program: Scene = scenes[0];
    /** Segments taken in this run. */
    let taken = perRun;
    let lastGo = 0;
    while (all.ours.length < most || all.bare.length < most) {
      await pause(between(...pace));
      if (taken === perRun) {
        await app.call('resetRun', { armed: true });
        taken = 0;
      }
      const next = plan.segments[taken]?.scene as Scene;
      const byGo = all.ours.length < most && (all.bare.length >= most || Math.random() < 0.5);
      if (byGo && next !== program) {
        await pause(Math.max(0, lastGo + between(...guard) - now()));
        frameAt = null;
        const heard = changeTo(observer, next);
        await page.keyboard.press('Space');
        const at = await heard;
        lastGo = now();
        const pressed = (await page.evaluate(() => window.benchKeys?.at(-1) ?? 0)) + pageClock;
        if (at === null) {
          // Refused, or not told of: begin a run anew, so that we know what is next.
          all.unheard += 1;
          taken = perRun;
          program = await programOf(observer);
          continue;
        }
        taken += 1;
        program = next;
        all.ours.push(at - pressed);
        all.keyToBytes.push((await until('the relay tells of it', 1_000, () => frameAt)) - pressed);
        if (all.ours.length % 50 === 0) progress(`${all.ours.length} of ${enough}`);
      } else {
        program = program === scenes[0] ? scenes[1] : scenes[0];
        const heard = changeTo(observer, program);
        const asked = now();
        void client.call('SetCurrentProgramScene', { sceneName: program });
        const at = await heard;
        if (at === null) all.unheard += 1;
        else all.bare.push(at - asked);
      }
      if (obs.crashed()) throw new Error('OBS ended by itself; that says nothing about the app');
    }
  } finally {
    await app.close();
    await Promise.all([observer.disconnect(), client.disconnect()]);
    await relay.close();
    await obs.stop();
  }
}

async function programOf(observer: BareObs): Promise<Scene> {
  const { currentProgramSceneName } = await observer.call('GetCurrentProgramScene');
  return currentProgramSceneName === scenes[0] ? scenes[0] : scenes[1];
}

/** In the page: notes when keys went down that the console acts on. It lets nobody after itself see those. */
function noteKeys(): void {
  const keys: number[] = [];
  window.benchKeys = keys;
  const stop = Event.prototype.stopImmediatePropagation;
  Event.prototype.stopImmediatePropagation = function noted(this: Event) {
    if (this.type === 'keydown') keys.push(this.timeStamp);
    stop.call(this);
  };
}

/** Short segments: a GO is never early, and asks nothing; nor is it so late that the show is over. */
function randomPlan(): Show {
  const segments = Array.from({ length: perRun + 1 }, (_, index): Segment => {
    const scene = Math.random() < 0.5 ? scenes[0] : scenes[1];
    return segment(`s${index}`, { duration: 1_400, warnAt: 200, dangerAt: 100, scene });
  });
  return show(segments, { date: null, slateScene: null });
}

/** When OBS said that a scene is on air; `null` when it never did. */
function changeTo(observer: BareObs, scene: Scene): Promise<number | null> {
  return new Promise((done) => {
    const over = (at: number | null): void => {
      clearTimeout(late);
      observer.off('CurrentProgramSceneChanged', listen);
      done(at);
    };
    const listen = ({ sceneName }: { readonly sceneName: string }): void => {
      if (sceneName === scene) over(now());
    };
    const late = setTimeout(() => over(null), eventWithin);
    observer.on('CurrentProgramSceneChanged', listen);
  });
}
