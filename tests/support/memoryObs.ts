import type { EventName } from '../../src/core/obs/protocol';
import {
  eventNames,
  eventSubscriptions,
  isWireData,
  levelsSubscription,
  type WireData,
} from '../../src/core/obs/protocol';
import { ok, refused, type Result } from '../../src/core/result';
import type { ObsSocket, OpenOptions, OpenSocket } from '../../src/main/obs/socket';
import type { NoAnswer, RequestRefused } from '../../src/main/obs/wire';
import type { PracticeObs } from '../../src/practice-obs/practiceObs';
import type { Peer } from '../../src/practice-obs/session';
import type { Chance } from './chance';
import type { VirtualTime } from './virtualTime';

/** A way to an OBS that is not on a network: messages take a moment, in order, and no longer than 3 ms. */
export interface MemoryWay {
  readonly time: VirtualTime;
  readonly chance: Chance;
  /** The OBS that is running now; `null` while none is. */
  readonly obs: () => PracticeObs | null;
}

type Answer = Result<WireData, RequestRefused | NoAnswer>;

/** Connects as `openSocket` does, without a socket. */
export function openMemory({ time, chance, obs }: MemoryWay): OpenSocket {
  return async (options) => {
    await moment(time, 1);
    const there = obs();
    if (!there || there.turnsAway()) return refused('unreachable');
    return connect(there, options, { time, chance });
  };
}

function moment(time: VirtualTime, ms: number): Promise<void> {
  return new Promise((over) => void time.after(ms, over));
}

/** What is sent arrives in order, each message a moment later. */
function createLane({ time, chance }: Pick<MemoryWay, 'time' | 'chance'>, arrive: (text: string) => void) {
  let waiting: string[] = [];
  let free = 0;
  let paused = false;
  return {
    send(text: string) {
      free = Math.max(free, time.now() + 0.1 + chance.upTo(2.9));
      time.after(free - time.now(), () => {
        if (paused) waiting.push(text);
        else arrive(text);
      });
    },
    pause: () => void (paused = true),
    resume() {
      paused = false;
      const all = waiting;
      waiting = [];
      for (const text of all) arrive(text);
    },
    get paused() {
      return paused;
    },
  };
}

async function connect(
  practice: PracticeObs,
  { deadline, timers, listener }: OpenOptions,
  way: Pick<MemoryWay, 'time' | 'chance'>,
): ReturnType<OpenSocket> {
  let open = true;
  let ids = 0;
  const told = new Set<() => void>();
  const heard = new Set<(bytes: Buffer, isBinary: boolean) => void>();
  const pending = new Map<string, (answer: Answer) => void>();
  let identified: ((version: string | null) => void) | null = null;
  let reidentified: (() => void) | null = null;
  let version = '';

  const toObs = createLane(way, (text) => {
    if (open) for (const hear of heard) hear(Buffer.from(text), false);
  });
  const toUs = createLane(way, (text) => {
    if (open) receive(JSON.parse(text) as WireData);
  });

  function close(): void {
    if (!open) return;
    open = false;
    // The other end hears of it when the message before it has come.
    way.time.after(0, () => {
      for (const tell of told) tell();
      identified?.(null);
      for (const settle of pending.values()) settle(refused({ why: 'closed' }));
      listener.closed();
    });
  }

  const peer: Peer = {
    OPEN: 1,
    get readyState() {
      return open ? 1 : 3;
    },
    send: (message) => toUs.send(message),
    close,
    terminate: close,
    pause: toObs.pause,
    resume: toObs.resume,
    on(event: 'message' | 'close', hear: (() => void) & ((bytes: Buffer, isBinary: boolean) => void)) {
      if (event === 'close') told.add(hear);
      else heard.add(hear);
    },
  };

  function say(op: number, d: WireData): void {
    toObs.send(JSON.stringify({ op, d }));
  }

  function receive({ op, d }: WireData): void {
    if (!isWireData(d)) return;
    listener.heard();
    switch (op) {
      case 0:
        version = String(d['obsWebSocketVersion']);
        say(1, { rpcVersion: 1, eventSubscriptions });
        return;
      case 2:
        identified?.(version);
        reidentified?.();
        return;
      case 5: {
        const name = eventNames.find((known) => known === d['eventType']);
        if (name) listener.event({ name: name satisfies EventName, data: dataOf(d['eventData']) });
        return;
      }
      case 7:
        pending.get(String(d['requestId']))?.(answerOf(d));
        return;
      case 9:
        pending.get(String(d['requestId']))?.(ok(d));
    }
  }

  async function ask(op: number, d: WireData, within: number): Promise<Answer> {
    if (!open) return refused({ why: 'closed' });
    const requestId = `${++ids}`;
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        cancel();
        pending.delete(requestId);
        resolve(answer);
      };
      const cancel = timers.after(within, () => settle(refused({ why: 'silent' })));
      pending.set(requestId, settle);
      say(op, { ...d, requestId });
    });
  }

  const greeted = new Promise<string | null>((resolve) => {
    identified = resolve;
  });
  const cancel = timers.after(deadline, () => identified?.(null));
  practice.accept(peer);
  const obsWebSocketVersion = await greeted;
  cancel();
  if (obsWebSocketVersion === null) {
    close();
    return refused('notAnswering');
  }
  const socket: ObsSocket = {
    obsWebSocketVersion,
    call: async ({ type, data }, within) => ask(6, { requestType: type, requestData: data }, within),
    async batch(requests, within, { halts } = { halts: false }) {
      const messages = requests.map(({ type, data }) => ({ requestType: type, requestData: data }));
      const reply = await ask(8, { requests: messages, executionType: 0, haltOnFailure: halts }, within);
      if (!reply.ok)
        return reply.problem.why === 'refused' ? refused({ why: 'silent' }) : refused(reply.problem);
      const results = reply.value['results'];
      return ok(Array.isArray(results) ? results.map((result) => batchAnswer(result)) : []);
    },
    async hearLevels(on, within) {
      if (!open) return refused({ why: 'closed' });
      return new Promise((resolve) => {
        const cancel = timers.after(within, () => resolve(refused({ why: open ? 'silent' : 'closed' })));
        reidentified = () => {
          cancel();
          resolve(ok(null));
        };
        say(3, { eventSubscriptions: on ? eventSubscriptions | levelsSubscription : eventSubscriptions });
      });
    },
    async frames(requests, within) {
      const messages = requests.flatMap(({ type, data }) => [
        { requestType: type, requestData: data },
        { requestType: 'Sleep', requestData: { sleepFrames: 1 } },
      ]);
      const reply = await ask(8, { requests: messages, executionType: 1, haltOnFailure: false }, within);
      if (!reply.ok)
        return reply.problem.why === 'refused' ? refused({ why: 'silent' }) : refused(reply.problem);
      const results = reply.value['results'];
      const all = Array.isArray(results) ? results.map((result) => batchAnswer(result)) : [];
      return ok(all.filter((_, index) => index % 2 === 0));
    },
    ping: () => {
      way.time.after(1, () => {
        if (open && !toObs.paused) listener.heard();
      });
    },
    terminate: close,
  };
  return ok(socket);
}

function dataOf(value: unknown): WireData {
  return isWireData(value) ? value : {};
}

function answerOf(message: WireData): Result<WireData, RequestRefused> {
  const { result, code, comment } = dataOf(message['requestStatus']);
  if (result === true) return ok(dataOf(message['responseData']));
  return refused({
    why: 'refused',
    code: Number(code ?? 0),
    comment: typeof comment === 'string' ? comment : '',
  });
}

function batchAnswer(result: unknown): Result<WireData, RequestRefused> {
  return answerOf(dataOf(result));
}
