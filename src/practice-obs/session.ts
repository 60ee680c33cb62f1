import { createHash, randomBytes } from 'node:crypto';
import type { RawData } from 'ws';
import type { Batch } from './batch';
import {
  type Answer,
  type Json,
  type JsonObject,
  allEvents,
  batchExecution,
  closeCode,
  isJsonObject,
  opCode,
} from './protocol';
import { statusOf } from './batch';

/** One client's connection: greeting, identification, and the frame around its requests. */
export interface Session {
  readonly sendEvent: (type: string, intent: number, data: JsonObject) => void;
  /** The events that this client asked for; 0 until it has identified itself. */
  readonly subscriptions: () => number;
  readonly closed: () => boolean;
  readonly close: (code: number, reason: string) => void;
  readonly breakOff: () => void;
  /** While on, nothing is read and nothing is written: a cable pulled. Off, all of it comes after all. */
  readonly hold: (on: boolean) => void;
}

/** The other end of a connection: a WebSocket, or what stands in for one. */
export interface Peer {
  readonly readyState: number;
  readonly OPEN: number;
  send(message: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
  /** Nothing more is read until `resume`. */
  pause(): void;
  resume(): void;
  on(event: 'message', heard: (bytes: RawData, isBinary: boolean) => void): unknown;
  on(event: 'close', closed: () => void): unknown;
}

interface SessionParts {
  readonly socket: Peer;
  readonly password: string | null;
  /** Whether it begins held. */
  readonly held: boolean;
  readonly websocketVersion: string;
  readonly rpcVersion: number;
  readonly onIdentified: () => void;
  readonly onRequest: (
    session: Session,
    type: Json | undefined,
    data: Json | undefined,
    reply: (answer: Answer) => void,
  ) => void;
  readonly onBatch: (session: Session, batch: Batch, reply: (results: readonly JsonObject[]) => void) => void;
  readonly count: { incoming: number; outgoing: number };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Thrown nowhere: a message that ends the connection comes back as this value. */
interface Objection {
  readonly code: number;
  readonly reason: string;
}

const objection = (code: number, reason: string): Objection => ({ code, reason });

const isUnsigned = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

export function openSession(parts: SessionParts): Session {
  const { socket, password, count } = parts;
  const salt = randomBytes(32).toString('base64');
  const challenge = randomBytes(32).toString('base64');
  let identified = false;
  let subscriptions = allEvents;
  let held: string[] | null = null;

  function send(op: number, d: JsonObject): void {
    const message = JSON.stringify({ op, d });
    if (held === null) write(message);
    else held.push(message);
  }

  function write(message: string): void {
    if (socket.readyState !== socket.OPEN) return;
    count.outgoing += 1;
    socket.send(message);
  }

  function hold(on: boolean): void {
    if (on === (held !== null)) return;
    const waiting = held ?? [];
    held = on ? [] : null;
    if (on) {
      socket.pause();
      return;
    }
    // First what was said: what is read now is answered after it, as on any line.
    for (const message of waiting) write(message);
    socket.resume();
  }

  const session: Session = {
    sendEvent: (eventType, eventIntent, eventData) =>
      send(opCode.event, { eventType, eventIntent, eventData }),
    subscriptions: () => (identified ? subscriptions : 0),
    closed: () => socket.readyState !== socket.OPEN,
    close: (code, reason) => socket.close(code, reason),
    breakOff: () => socket.terminate(),
    hold,
  };

  function subscribe(d: JsonObject): Objection | undefined {
    const wanted = d['eventSubscriptions'];
    if (wanted === undefined) return undefined;
    if (!isUnsigned(wanted)) {
      return objection(
        closeCode.invalidDataFieldType,
        'Your `eventSubscriptions` is not an unsigned number.',
      );
    }
    subscriptions = wanted;
    return undefined;
  }

  function welcome(): undefined {
    send(opCode.identified, { negotiatedRpcVersion: parts.rpcVersion });
    parts.onIdentified();
    return undefined;
  }

  function identify(d: JsonObject): Objection | undefined {
    if (identified) {
      return objection(
        closeCode.alreadyIdentified,
        'You are already Identified with the obs-websocket server.',
      );
    }
    if (password !== null) {
      if (d['authentication'] === undefined) {
        return objection(
          closeCode.authenticationFailed,
          "Your payload's data is missing an `authentication` string, however authentication is required.",
        );
      }
      if (d['authentication'] !== hash(hash(password + salt) + challenge)) {
        return objection(closeCode.authenticationFailed, 'Authentication failed.');
      }
    }
    const wanted = d['rpcVersion'];
    if (wanted === undefined) {
      return objection(closeCode.missingDataField, "Your payload's data is missing an `rpcVersion`.");
    }
    if (!isUnsigned(wanted)) {
      return objection(closeCode.invalidDataFieldType, 'Your `rpcVersion` is not an unsigned number.');
    }
    if (wanted !== parts.rpcVersion) {
      return objection(
        closeCode.unsupportedRpcVersion,
        'Your requested RPC version is not supported by this server.',
      );
    }
    const objected = subscribe(d);
    if (objected !== undefined) return objected;
    identified = true;
    return welcome();
  }

  function readRequest(d: JsonObject): Objection | undefined {
    const { requestId, requestType, requestData } = d;
    if (requestId === undefined) {
      return objection(closeCode.missingDataField, 'Your payload data is missing a `requestId`.');
    }
    if (requestType === undefined) {
      return objection(closeCode.missingDataField, "Your payload's data is missing an `requestType`.");
    }
    parts.onRequest(session, requestType, requestData, (answer) =>
      send(opCode.requestResponse, { requestType, requestId, ...statusOf(answer) }),
    );
    return undefined;
  }

  function readBatch(d: JsonObject): Objection | undefined {
    const { requestId, requests, executionType, haltOnFailure, variables } = d;
    if (requestId === undefined) {
      return objection(closeCode.missingDataField, 'Your payload data is missing a `requestId`.');
    }
    if (requests === undefined) {
      return objection(closeCode.missingDataField, 'Your payload data is missing a `requests`.');
    }
    if (!Array.isArray(requests)) {
      return objection(closeCode.invalidDataFieldType, 'Your `requests` is not an array.');
    }
    const execution = executionType ?? batchExecution.serialRealtime;
    if (!isUnsigned(execution)) {
      return objection(closeCode.invalidDataFieldType, 'Your `executionType` is not a number.');
    }
    if (!Object.values<number>(batchExecution).includes(execution)) {
      return objection(closeCode.invalidDataFieldValue, 'Your `executionType` has an invalid value.');
    }
    if (haltOnFailure !== undefined && haltOnFailure !== null && typeof haltOnFailure !== 'boolean') {
      return objection(closeCode.invalidDataFieldType, 'Your `haltOnFailure` is not a boolean.');
    }
    if (isJsonObject(variables) && execution === batchExecution.parallel) {
      return objection(closeCode.unsupportedFeature, 'Variables are not supported in Parallel mode.');
    }
    const batch: Batch = {
      requests,
      execution,
      haltOnFailure: haltOnFailure === true,
      variables: isJsonObject(variables) ? variables : {},
    };
    parts.onBatch(session, batch, (results) => send(opCode.requestBatchResponse, { requestId, results }));
    return undefined;
  }

  function receive(message: Json): Objection | undefined {
    if (!isJsonObject(message)) {
      return objection(closeCode.messageDecodeError, 'You sent a non-object payload.');
    }
    const { op, d } = message;
    if (typeof op !== 'number') return objection(closeCode.unknownOpCode, 'Unknown OpCode');
    if (d === undefined || d === null) {
      return objection(closeCode.missingDataField, 'Your payload is missing data (`d`).');
    }
    if (!isJsonObject(d)) {
      return objection(closeCode.invalidDataFieldType, "Your payload's data (`d`) is not an object.");
    }
    if (!identified && op !== opCode.identify) {
      return objection(
        closeCode.notIdentified,
        'You attempted to send a non-Identify message while not identified.',
      );
    }
    switch (op) {
      case opCode.identify:
        return identify(d);
      case opCode.reidentify:
        return subscribe(d) ?? welcome();
      case opCode.request:
        return readRequest(d);
      case opCode.requestBatch:
        return readBatch(d);
      default:
        return objection(closeCode.unknownOpCode, `Unknown OpCode: ${op}`);
    }
  }

  socket.on('message', (bytes, isBinary) => {
    count.incoming += 1;
    const message = isBinary ? undefined : parsed(bytes);
    const objected =
      message === undefined
        ? objection(closeCode.messageDecodeError, 'Your message is not JSON text.')
        : receive(message);
    if (objected !== undefined) session.close(objected.code, objected.reason);
  });

  hold(parts.held);
  send(opCode.hello, {
    obsWebSocketVersion: parts.websocketVersion,
    rpcVersion: parts.rpcVersion,
    ...(password === null ? {} : { authentication: { challenge, salt } }),
  });
  return session;
}

function parsed(bytes: RawData): Json | undefined {
  try {
    // A socket of the default kind hands over buffers.
    const value: Json = JSON.parse((bytes as Buffer).toString());
    return value;
  } catch {
    return undefined;
  }
}
