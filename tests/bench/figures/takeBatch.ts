import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket from 'obs-websocket-js/json';
import type { RequestBatchRequest } from 'obs-websocket-js/json';
import { noOutputs } from '../../../src/core/obs/outputs';
import { ownNames } from '../../../src/core/obs/ownership';
import type { ObsRequest } from '../../../src/core/obs/protocol';
import { ok } from '../../../src/core/result';
import type { Report } from '../../../src/core/run/commands';
import { openState } from '../../../src/core/run/state';
import { nextSegment } from '../../../src/core/run/order';
import type { Segment, Show } from '../../../src/core/show/model';
import { createShowHost } from '../../../src/main/app/showHost';
import type { ShowHost } from '../../../src/main/app/showHost';
import { realTimers } from '../../../src/main/app/timers';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import { createObsRoom } from '../../../src/main/obs/room';
import { openSocket } from '../../../src/main/obs/socket';
import { encodePng } from '../../../src/practice-obs/picture/png';
import type { RealObs } from '../../support/realObs';
import { steadyClock } from '../../support/steadyClock';
import { noClips } from '../../support/films';
import { startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';
import type { Figure, Measured } from '../figure';
import type { BareObs } from '../stage/bareObs';
import { bareObs, eventsOf, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { between, median, ratioInterval, shuffled } from '../statistics';

const enough = 30;
/** Between the end of one change and the next, ms. */
const pace = [50, 200] as const;
/** A GO within a second of the last is refused, ms. */
const guard = 1_030;
const within = 5_000;
/** By turns, so that each take sets the duration, too. */
const fades = [
  { name: 'Fade', duration: 100 },
  { name: 'Fade', duration: 150 },
] as const;
const scenes = { 'Camera A': 0xff404040, 'Camera B': 0xff406040 } as const;

/**
 * The largest batch that a take of the first version sends: our caption out, the transition asked and set, its
 * duration, the scene, the next picture. From the command to the batch's reply, in the real OBS room of this process;
 * the same requests as one batch, and as awaited calls, by bare obs-websocket-js in the same process.
 */
export const takeBatch: Figure = {
  key: 'takeBatch',
  what: "a full take's command → its batch's reply; beside it the same batch bare, and as awaited calls",
  limits: { ratioP50: 1.2 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
    const bare = await bareObs(obs.url, obs.password, eventsOf.scenesAndTransitions);
    await furnish(bare, scenes);
    const chained = new OBSWebSocket();
    await chained.connect(obs.url, obs.password);
    const stage = await openStage(obs, folder);
    try {
      const times = { ours: [] as number[], bare: [] as number[], chain: [] as number[] };
      for (let round = 0; round < enough; round += 1) {
        // The first says what the others send.
        times.ours.push(await stage.take());
        const { requests } = stage;
        for (const way of shuffled(['bare', 'chain'] as const)) {
          const send = way === 'bare' ? batched(bare, requests) : inTurn(chained, requests);
          times[way].push(await foreign(bare, send));
        }
      }
      progress(stage.requests.map(({ type }) => type).join(', '));
      const p50 = median(times.ours);
      return {
        fields: {
          p50,
          floorP50: median(times.bare),
          ratioP50: p50 / median(times.bare),
          chainP50: median(times.chain),
          requests: stage.requests.length,
          n: times.ours.length,
        },
        intervals: { ratioP50: ratioInterval(times.ours, times.bare, 0.5) },
      };
    } finally {
      await stage.close();
      await Promise.all([bare.disconnect(), chained.disconnect()]);
      await obs.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

interface Stage {
  /** Shows a name, takes the next segment, and says how long the batch's reply took; all is quiet afterwards. */
  take(): Promise<number>;
  /** What the last take's batch held. */
  readonly requests: readonly ObsRequest[];
  close(): Promise<void>;
}

async function openStage(obs: RealObs, folder: string): Promise<Stage> {
  const plan = planOf();
  const events: string[] = [];
  let requests: readonly ObsRequest[] = [];
  let repliedAt = 0;
  let borrowed: unknown = null;
  let ids = 0;
  const wallNow = (): number => Math.floor(now());
  const room = createObsRoom(
    {
      now: wallNow,
      machineNow: wallNow,
      elapsed: wallNow,
      timers: realTimers,
      report: (report: Report) => {
        events.push(report.type);
        host.report(report);
      },
      viewChanged: () => {},
      picture: () => {},
      meters: null,
      captionDrawn: () => {},
      pictures: picturesIn(folder),
      pages: null,
      memory: {
        get: () => null,
        set: (_, next) => {
          borrowed = next;
        },
      },
      synced: async () => {},
      log: () => {},
    },
    async (options) => {
      const opened = await openSocket(options);
      if (!opened.ok) return opened;
      const socket = opened.value;
      return ok({
        ...socket,
        async batch(sent, deadline, how) {
          const reply = await socket.batch(sent, deadline, how);
          if (sent.some(({ type }) => type === 'SetCurrentProgramScene')) {
            repliedAt = now();
            requests = sent;
          }
          return reply;
        },
      });
    },
  );
  const host: ShowHost = createShowHost({
    opened: { state: openState(plan, 0, 'run-1'), log: [], lastAt: null },
    lastSeq: 0,
    journal: { append: () => {}, synced: async () => {} },
    clock: steadyClock(wallNow),
    newId: () => `id-${++ids}`,
    timers: realTimers,
    obs: () => {
      const { link, observed } = room.view;
      return {
        connected: link.status === 'connected',
        practice: false,
        program: observed?.program ?? null,
        captionsReady: observed?.captions.sceneReady ?? false,
        outputs: observed?.outputs ?? noOutputs,
      };
    },
    newJournal: () => ({ append: () => {}, synced: async () => {} }),
    act: (state, stamped) => room.update(state, stamped),
    publish: () => {},
  });
  room.update(host.state, []);
  room.connect({ address: obs.url, practice: false, password: obs.password, passwordKept: null });
  await until('the room is connected', within, () => room.view.link.status === 'connected');
  const made = await room.setUpCaptions();
  if (!made.ok) throw new Error(`no captions in OBS: ${made.problem.code}`);
  submit({ type: 'setAutoCaptions', on: false });
  let lastGo = 0;

  function submit(command: Parameters<ShowHost['submit']>[0]): void {
    const result = host.submit(command);
    if (!result.ok) throw new Error(`${command.type} was refused: ${result.problem.code}`);
  }

  async function go(): Promise<number> {
    await pause(Math.max(0, lastGo + guard - now()) + between(...pace));
    const { run } = host.state;
    events.length = 0;
    lastGo = now();
    submit({
      type: 'takeNext',
      expectedOnAir: run.onAir?.takeId ?? null,
      expectedNext: nextSegment(plan, run)?.id ?? '',
      early: true,
    });
    await until('the take is on air', within, () => events.includes('takeOnAir'));
    await until('the transition is back', within, () => borrowed === null);
    return repliedAt - lastGo;
  }

  await go();
  return {
    async take() {
      events.length = 0;
      const speakerId = host.state.run.onAir?.segment.speakerIds[0] ?? '';
      submit({ type: 'showCaption', speakerId, pinned: true, expected: null });
      await until('the name is on air', within, () => events.includes('captionShown'));
      return go();
    },
    get requests() {
      return requests;
    },
    async close() {
      host.dispose();
      await room.dispose();
    },
  };
}

function planOf(): Show {
  const speakers = ['ann', 'ben'].map((id) => speaker(id));
  const names = Object.keys(scenes);
  const segments = Array.from({ length: enough + 2 }, (_, at): Segment =>
    segment(`s${at}`, {
      scene: names[at % 2] ?? null,
      transition: fades[at % 2] ?? null,
      speakerIds: [at % 2 === 0 ? 'ann' : 'ben'],
    }),
  );
  return show(segments, { date: null, slateScene: null, speakers });
}

/** Each name is a picture of OBS's canvas size, as the app's own are. */
function picturesIn(folder: string): CaptionPictures {
  return {
    renderClip: noClips,
    prune: async () => {},
    async render({ name }, { width, height }) {
      const file = join(folder, `${name}.png`);
      const data = new Uint8Array(width * height * 4);
      data.fill(255, Math.floor(height * 0.8) * width * 4, Math.floor(height * 0.9) * width * 4);
      writeFileSync(file, encodePng({ width, height, data }));
      return ok({
        file,
        fit: { nameLines: [name], roleLines: [], orgLines: [], scale: 1, shortened: false },
      });
    },
  };
}

/** OBS as before our take, then somebody else's change with the same requests, then back to where we are. */
async function foreign(person: BareObs, send: (away: string) => Promise<unknown>): Promise<number> {
  const { currentProgramSceneName: here } = await person.call('GetCurrentProgramScene');
  const away = Object.keys(scenes).find((name) => name !== here) ?? here;
  const sceneName = ownNames.captions;
  const { sceneItemId } = await person.call('GetSceneItemId', { sceneName, sourceName: ownNames.picture });
  const { inputSettings } = await person.call('GetInputSettings', { inputName: ownNames.picture });
  await person.call('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled: true });
  await pause(between(...pace));
  const ended = transitionEnds(person);
  const asked = now();
  await send(away);
  const took = now() - asked;
  await ended;
  await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  const back = transitionEnds(person);
  await person.call('SetCurrentProgramScene', { sceneName: here });
  await back;
  await person.call('SetInputSettings', { inputName: ownNames.picture, inputSettings });
  return took;
}

function transitionEnds(person: BareObs): Promise<void> {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('the transition did not end')), within);
    person.once('SceneTransitionEnded', () => {
      clearTimeout(late);
      done();
    });
  });
}

function towards(away: string, { type, data }: ObsRequest): ObsRequest {
  return type === 'SetCurrentProgramScene' ? { type, data: { sceneName: away } } : { type, data };
}

function batched(obs: OBSWebSocket, requests: readonly ObsRequest[]) {
  return (away: string): Promise<unknown> => {
    const messages = requests
      .map((request) => towards(away, request))
      .map(({ type, data }) => ({ requestType: type, requestData: data }));
    return obs.callBatch(messages as unknown as RequestBatchRequest[], { executionType: 0 });
  };
}

function inTurn(obs: OBSWebSocket, requests: readonly ObsRequest[]) {
  return async (away: string): Promise<void> => {
    for (const { type, data } of requests.map((request) => towards(away, request))) {
      await obs.call(type as never, data as never);
    }
  };
}
