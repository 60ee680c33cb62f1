import OBSWebSocket from 'obs-websocket-js/json';
import type { OutgoingMessage, RequestBatchRequest } from 'obs-websocket-js/json';
import type { WebSocket } from 'ws';
import type { ObsEvent, ObsRequest, WireData } from '../../core/obs/protocol';
import { eventNames, eventSubscriptions, isWireData, levelsSubscription } from '../../core/obs/protocol';
import type { ObsProblem } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { readAddress } from '../app/address';
import type { Timers } from '../app/timers';
import { speaksVersion4 } from './version4';
import type { BatchReply, NoAnswer, Reply, RequestRefused, Wire } from './wire';

/** An identified connection with its life. */
export interface ObsSocket extends Wire {
  readonly obsWebSocketVersion: string;
  /** Asks the other end for a sign of life. */
  ping(): void;
  /** Lets go at once, whatever the other end does. */
  terminate(): void;
}

export interface SocketListener {
  event(event: ObsEvent): void;
  /** Anything at all came in. */
  heard(): void;
  /** Called once, whoever closed. */
  closed(): void;
}

export interface OpenOptions {
  readonly address: string;
  readonly password: string | null;
  readonly deadline: Duration;
  readonly timers: Timers;
  readonly listener: SocketListener;
}

export type OpenSocket = (options: OpenOptions) => Promise<Result<ObsSocket, ObsProblem>>;

/** `RequestBatchExecutionType`: as fast as OBS can, or as its frames go. */
const execution = { serialRealtime: 0, serialFrame: 1 } as const;
/** To the next frame; each batch has its own unit. */
const toNextFrame = { requestType: 'Sleep', requestData: { sleepFrames: 1 } } as const;
const closeCode = { authenticationFailed: 4009, unsupportedRpcVersion: 4010 } as const;

/** What `ws` tells of an error; the library has a browser's type for it. */
interface SocketError {
  readonly message: string;
  readonly error?: unknown;
}

/** obs-websocket-js, with the bytes leaving within the call and the socket within reach. */
class Client extends OBSWebSocket {
  /** What the socket said when it failed; the library keeps only the message. */
  failure: { readonly code: string | null; readonly message: string } | null = null;

  get peer(): WebSocket | undefined {
    return this.socket as unknown as WebSocket | undefined;
  }

  /** The library encodes in a promise of its own, which would let others in before a take leaves. */
  protected override async message(op: OutgoingMessage['op'], d: OutgoingMessage['d']): Promise<void> {
    const { peer } = this;
    if (peer?.readyState !== 1) throw new Error('Not connected');
    peer.send(JSON.stringify({ op, d }));
  }

  protected override onError(event: SocketError): void {
    const { error } = event;
    const code = isWireData(error) && typeof error['code'] === 'string' ? error['code'] : null;
    this.failure = { code, message: event.message };
    super.onError(event as never);
  }
}

/** Connects and identifies, or says what is wrong, within the deadline. */
export const openSocket: OpenSocket = async ({ address, password, deadline, timers, listener }) => {
  if (readAddress(address) === null) return refused('addressWrong');
  const client = new Client();
  let late = false;
  let wasOpen = false;
  const cancel = timers.after(deadline, () => {
    late = true;
    wasOpen = client.peer?.readyState === 1;
    client.peer?.terminate();
  });
  try {
    const hello = await client.connect(address, password ?? undefined, { eventSubscriptions });
    cancel();
    if (Number.parseInt(hello.obsWebSocketVersion, 10) < 5) {
      client.peer?.terminate();
      return refused('tooOld');
    }
    const socket = adopt(client, hello.obsWebSocketVersion, timers, listener);
    return socket ? ok(socket) : refused('closed');
  } catch (error) {
    cancel();
    if (late) return refused(wasOpen ? 'notObs' : 'notAnswering');
    return refused(await problemOf(error, client.failure, { address, password, timers }));
  }
};

async function problemOf(
  error: unknown,
  failure: Client['failure'],
  { address, password, timers }: Pick<OpenOptions, 'address' | 'password' | 'timers'>,
): Promise<ObsProblem> {
  const code = isWireData(error) ? error['code'] : null;
  if (code === closeCode.authenticationFailed) return password === null ? 'passwordNeeded' : 'passwordWrong';
  if (code === closeCode.unsupportedRpcVersion) return 'tooOld';
  const said = `${failure?.message ?? ''} ${error instanceof Error ? error.message : ''}`;
  // The old protocol's server knows no subprotocols; neither do other programs' WebSockets.
  if (/subprotocol/i.test(said)) return (await speaksVersion4(address, timers)) ? 'tooOld' : 'notObs';
  if (failure?.code?.startsWith('HPE_')) return 'notObs';
  if (/unexpected server response|parse error|socket hang up|invalid |wrong version/i.test(said))
    return 'notObs';
  return failure ? 'unreachable' : 'closed';
}

function adopt(
  client: Client,
  obsWebSocketVersion: string,
  timers: Timers,
  listener: SocketListener,
): ObsSocket | null {
  const { peer } = client;
  if (peer?.readyState !== 1) return null;
  const closing = new Set<() => void>();
  let closed = false;

  for (const name of eventNames) {
    // The library's table of events has one type each; here each is looked at when it is read.
    client.on(name, ((data: unknown) => {
      listener.event({ name, data: isWireData(data) ? data : {} });
    }) as never);
  }
  peer.on('message', () => {
    // OBS sends small messages one by one, each only when the one before is acknowledged, and the system holds
    // an acknowledgement back for 40 ms unless there is something to send with it: an empty pong is.
    if (peer.readyState === 1) peer.pong();
    listener.heard();
  });
  peer.on('pong', () => listener.heard());
  client.on('ConnectionClosed', () => {
    closed = true;
    for (const close of closing) close();
    listener.closed();
  });

  /** The library's promises never settle when the socket closes first, and have no deadline. */
  async function settled<Value>(
    send: () => Promise<Value>,
    deadline: Duration,
  ): Promise<Result<Value, RequestRefused | NoAnswer>> {
    if (closed) return refused({ why: 'closed' });
    return new Promise((resolve) => {
      const settle = (result: Result<Value, RequestRefused | NoAnswer>): void => {
        cancel();
        closing.delete(close);
        resolve(result);
      };
      const close = (): void => settle(refused({ why: 'closed' }));
      const cancel = timers.after(deadline, () => settle(refused({ why: 'silent' })));
      closing.add(close);
      send().then(
        (value) => settle(ok(value)),
        (error: unknown) => settle(refused(refusalOf(error))),
      );
    });
  }

  async function batchOf(
    messages: readonly BatchMessage[],
    deadline: Duration,
    options: { readonly executionType: number; readonly haltOnFailure?: boolean },
  ): Promise<BatchReply> {
    const reply = await settled<unknown>(
      () => client.callBatch(messages as unknown as RequestBatchRequest[], options),
      deadline,
    );
    if (!reply.ok)
      return reply.problem.why === 'refused' ? refused({ why: 'silent' }) : refused(reply.problem);
    return ok(Array.isArray(reply.value) ? reply.value.map(resultOf) : []);
  }

  return {
    obsWebSocketVersion,
    async call(request: ObsRequest, deadline: Duration): Promise<Reply> {
      const reply = await settled<unknown>(
        // Names and data are ours and obs-websocket's; GetSourcePrivateSettings is in no table.
        () => client.call(request.type as never, request.data as never),
        deadline,
      );
      return reply.ok ? ok(isWireData(reply.value) ? reply.value : {}) : reply;
    },
    batch: async (requests, deadline, options = { halts: false }) =>
      batchOf(requests.map(messageOf), deadline, {
        executionType: execution.serialRealtime,
        haltOnFailure: options.halts,
      }),
    async hearLevels(on, deadline) {
      const wanted = on ? eventSubscriptions | levelsSubscription : eventSubscriptions;
      const reply = await settled(() => client.reidentify({ eventSubscriptions: wanted }), deadline);
      if (reply.ok) return ok(null);
      return refused(reply.problem.why === 'refused' ? { why: 'silent' } : reply.problem);
    },
    async frames(requests, deadline): Promise<BatchReply> {
      const messages = requests.flatMap((each) => [messageOf(each), toNextFrame]);
      const reply = await batchOf(messages, deadline, { executionType: execution.serialFrame });
      return reply.ok ? ok(reply.value.filter((_, index) => index % 2 === 0)) : reply;
    },
    ping: () => {
      if (peer.readyState === 1) peer.ping();
    },
    terminate: () => peer.terminate(),
  };
}

interface BatchMessage {
  readonly requestType: string;
  readonly requestData: WireData;
}

function messageOf({ type, data }: ObsRequest): BatchMessage {
  return { requestType: type, requestData: data };
}

function refusalOf(error: unknown): RequestRefused | NoAnswer {
  const code = isWireData(error) ? error['code'] : null;
  if (typeof code !== 'number') return { why: 'closed' };
  return { why: 'refused', code, comment: error instanceof Error ? error.message : '' };
}

function resultOf(result: unknown): Result<WireData, RequestRefused> {
  const fields = isWireData(result) ? result : {};
  const status = isWireData(fields['requestStatus']) ? fields['requestStatus'] : {};
  if (status['result'] === true) {
    return ok(isWireData(fields['responseData']) ? fields['responseData'] : {});
  }
  const { code, comment } = status;
  return refused({
    why: 'refused',
    code: typeof code === 'number' ? code : 0,
    comment: typeof comment === 'string' ? comment : '',
  });
}
