import type { Cue } from '../../../src/core/show/cues';
import { minute, second } from '../../../src/core/time/units';
import { createClock, machineClocks } from '../../../src/main/app/clock';
import { realTimers } from '../../../src/main/app/timers';
import type { Screen } from '../../../src/main/app/transport';
import { openSocket } from '../../../src/main/obs/socket';
import { startPracticeObs } from '../../../src/practice-obs/server';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';
import { appWithoutWindows } from '../stage/appWithoutWindows';
import { now, pause } from '../stage/clock';
import { between } from '../statistics';

/** What a process of the app without windows says of itself, ms. */
export interface Woken {
  /** From the instant at which a cue is due until screens are told what came of it. */
  readonly handled: readonly number[];
  /** How late a bare timer of the same process is. */
  readonly bare: readonly number[];
}

const segments = 2;
/** As many as a segment may have. */
const cuesEach = 200;
/** They are due in this time after the start, at random. */
const spread = [2 * second, 42 * second] as const;
const bareEvery = [20, 380] as const;

/**
 * The app as it is served, at its practice OBS, with notes to the host due at random instants: prints `Woken` as its
 * last line. Its home is the first argument.
 */
export async function main([home]: readonly string[]): Promise<number> {
  if (home === undefined) throw new Error('which home?');
  const app = appWithoutWindows({
    home,
    clock: createClock(machineClocks),
    timers: realTimers,
    open: openSocket,
    startPractice: (world) => startPracticeObs(world === null ? {} : { world }),
  });
  await app.start();
  const screen: Screen = { role: 'producer', watchesPictures: false, watchesMeters: false, send: () => {} };
  const call = async (name: Parameters<typeof app.call>[0], input: unknown): Promise<void> => {
    const answer = await app.call(name, input, screen);
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.code}`);
  };
  const session = () => {
    const open = app.publisher.published.session;
    if (!open) throw new Error('no show is open');
    return open;
  };
  await call('closeShow', {});
  await call('newShow', { title: 'Due at any time', zone: 'Europe/Paris' });
  for (const [index, row] of plan().entries())
    await call('edit', { edit: { kind: 'addSegment', index, segment: row } });
  await until('OBS is connected', 10_000, () => app.publisher.published.obs.link.status === 'connected');

  const ahead = aheadOf(() => app.now());
  const handled: number[] = [];
  const seen = new Set<string>();
  app.publisher.subscribe(() => {
    const at = now() + ahead;
    const { onAir } = session().run;
    if (!onAir) return;
    for (const { id, trigger } of onAir.segment.cues) {
      if (onAir.cues[id]?.kind !== 'done' || seen.has(id) || trigger.kind !== 'afterStart') continue;
      seen.add(id);
      handled.push(at - (onAir.startedAt + trigger.offset));
    }
  });
  const bare: number[] = [];
  for (const { id } of plan()) {
    await call('takeNext', {
      expectedOnAir: session().run.onAir?.takeId ?? null,
      expectedNext: id,
      early: true,
    });
    const end = now() + spread[1] + second;
    while (now() < end) {
      const delay = Math.round(between(...bareEvery));
      const due = now() + delay;
      await pause(delay);
      bare.push(now() - due);
    }
  }
  await app.dispose();
  console.log(JSON.stringify({ handled, bare } satisfies Woken));
  return 0;
}

function plan() {
  return show(
    Array.from({ length: segments }, (_, at) =>
      segment(`s${at}`, {
        duration: minute,
        scene: null,
        cues: Array.from({ length: cuesEach }, (_each, index): Cue => ({
          id: `s${at}-${index}`,
          trigger: { kind: 'afterStart', offset: Math.round(between(...spread)) },
          effect: { kind: 'note', text: `Note ${index}`, urgent: false },
        })),
      }),
    ),
  ).segments;
}

/** What to add to `now()` to get the app's clock, which goes in whole ms: right at the turn of one. */
function aheadOf(appNow: () => number): number {
  let ahead = -Infinity;
  for (const until = now() + 20; now() < until;) ahead = Math.max(ahead, appNow() - now());
  return ahead;
}
