import type OBSWebSocket from 'obs-websocket-js/json';
import type { RequestBatchRequest } from 'obs-websocket-js/json';
import type { ObsRequest } from '../../../src/core/obs/protocol';
import { ok } from '../../../src/core/result';
import { realTimers } from '../../../src/main/app/timers';
import { openSocket } from '../../../src/main/obs/socket';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import { startRoom, type RoomStage } from '../../practice/obsRoom/roomStage';
import { startRealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';
import type { Figure, Measured } from '../figure';
import { type BareObs, bareObs, eventsOf, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { between, median, ratioInterval, shuffled } from '../statistics';

const rounds = 30;
/** Between the end of one change and the next, ms. */
const pace = [50, 200] as const;
/** A GO within a second of the last is refused, ms. */
const guard = 1_030;
const within = 5_000;
const scenes = { 'Camera A': 0xff404040, 'Camera B': 0xff406040 } as const;
const sounds = ['Mic 1', 'Mic 2', 'Mic 3', 'Mic 4'] as const;

/** Twenty effects that change something at each take: `turn` is 0 or 1, by turns. */
function twenty(turn: number): readonly CueEffect[] {
  const on = turn === 0;
  return [
    ...sounds.map((input): CueEffect => ({ kind: 'mute', input, on })),
    ...sounds.map((input): CueEffect => ({ kind: 'volume', input, decibels: on ? -6 : -12, over: 0 })),
    ...sounds.map((source): CueEffect => ({ kind: 'visibility', scene: 'Camera A', source, on })),
    ...sounds.map((source): CueEffect => ({ kind: 'filter', source, filter: 'Gain', on })),
    ...sounds.map((input): CueEffect => ({ kind: 'media', input, action: 'pause' })),
  ];
}

/**
 * A take of twenty effects, from the command to its batch's reply, in the real OBS room of this process; the batch of
 * the other turn, which undoes each of them, sent bare by obs-websocket-js in the same process, and undone again after.
 * So each changes as much of OBS, and hears of it: OBS tells of every change before its reply. By turns at random, Cut.
 */
export const take20: Figure = {
  key: 'take20',
  what: "a take of 20 effects: command → its batch's reply; beside it the same batch sent bare",
  limits: { ratioP50: 1.2 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const bare = await bareObs(obs.url, obs.password, eventsOf.all);
    await furnishWithSounds(bare);
    const stage = openStage(obs.url, obs.password);
    try {
      await stage.room.connected();
      const times = { ours: [] as number[], bare: [] as number[] };
      // The first two say what the others send, and are not counted.
      await stage.take();
      await stage.take();
      for (let round = 0; round < rounds; round += 1) {
        for (const way of shuffled(['ours', 'bare'] as const)) {
          if (way === 'ours') times.ours.push(await stage.take());
          else times.bare.push(await sendBare(bare, stage.batches));
        }
      }
      progress(`${stage.batches[0].length} requests in a batch`);
      const p50 = median(times.ours);
      return {
        fields: {
          p50,
          floorP50: median(times.bare),
          ratioP50: p50 / median(times.bare),
          requests: stage.batches[0].length,
          n: times.ours.length,
        },
        intervals: { ratioP50: ratioInterval(times.ours, times.bare, 0.5) },
      };
    } finally {
      await stage.room.dispose();
      await bare.disconnect();
      await obs.stop();
    }
  },
};

type Batches = readonly [last: readonly ObsRequest[], other: readonly ObsRequest[]];

interface Stage {
  readonly room: RoomStage;
  /** What the batch of the last take held, and that of the take before, which is that of the next. */
  readonly batches: Batches;
  /** Takes the next segment; how long it was until the reply, ms. All is quiet afterwards. */
  take(): Promise<number>;
}

function openStage(address: string, password: string): Stage {
  const names = Object.keys(scenes);
  const segments = Array.from({ length: rounds + 3 }, (_, at) =>
    segment(`s${at}`, {
      scene: names[at % 2] ?? null,
      cues: twenty(at % 2).map((effect, index): Cue => ({
        id: `s${at}c${index}`,
        trigger: { kind: 'take' },
        effect,
      })),
    }),
  );
  let batches: Batches = [[], []];
  let repliedAt = 0;
  let lastGo = 0;
  const room = startRoom({
    show: show(segments, { date: null, slateScene: null }),
    target: { address, practice: false, password },
    surroundings: {
      now: () => Math.floor(now()),
      timers: realTimers,
      open: async (options) => {
        const opened = await openSocket(options);
        if (!opened.ok) return opened;
        const socket = opened.value;
        return ok({
          ...socket,
          async batch(sent, deadline, how) {
            const reply = await socket.batch(sent, deadline, how);
            if (sent.some(({ type }) => type === 'SetCurrentProgramScene')) {
              repliedAt = now();
              batches = [sent, batches[0]];
            }
            return reply;
          },
        });
      },
    },
  });
  let takes = 0;
  return {
    room,
    get batches() {
      return batches;
    },
    async take() {
      await pause(Math.max(0, lastGo + guard - now()) + between(...pace));
      lastGo = now();
      room.go();
      takes += 1;
      await room.heard('takeOnAir', takes);
      await until('every effect is known', within, () =>
        Object.values(room.host.state.run.onAir?.cues ?? {}).every(({ kind }) => kind !== 'sent'),
      );
      const news = Object.values(room.host.state.run.onAir?.cues ?? {});
      if (news.filter(({ kind }) => kind === 'done').length !== 20)
        throw new Error(`not all was done: ${JSON.stringify(news)}`);
      return repliedAt - lastGo;
    },
  };
}

async function furnishWithSounds(obs: BareObs): Promise<void> {
  await furnish(obs, scenes);
  for (const inputName of sounds) {
    await obs.call('CreateInput', { sceneName: 'Camera A', inputName, inputKind: 'ffmpeg_source' });
    const filter = { sourceName: inputName, filterName: 'Gain', filterKind: 'gain_filter' };
    await obs.call('CreateSourceFilter', filter);
  }
}

/** The other turn, and the last again. */
async function sendBare(obs: OBSWebSocket, [last, other]: Batches): Promise<number> {
  const send = async (requests: readonly ObsRequest[]): Promise<number> => {
    const messages = requests.map(({ type, data }) => ({ requestType: type, requestData: data }));
    const ended = transitionEnds(obs);
    const asked = now();
    await obs.callBatch(messages as unknown as RequestBatchRequest[], { executionType: 0 });
    const took = now() - asked;
    await ended;
    return took;
  };
  await pause(between(...pace));
  const took = await send(other);
  await pause(between(...pace));
  await send(last);
  return took;
}

function transitionEnds(obs: OBSWebSocket): Promise<void> {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('the transition did not end')), within);
    obs.once('SceneTransitionEnded', () => {
      clearTimeout(late);
      done();
    });
  });
}
