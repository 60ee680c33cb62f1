import { createHash } from 'node:crypto';
import { type RawData, WebSocket } from 'ws';
import type { Subject } from './subject';

/** JSON as it came; the cases look at what they name. */
// Replies are read by field in dozens of cases: a field that is missing shows as a failed expectation.
export type Data = Readonly<Record<string, unknown>>;

export interface Reply {
  readonly ok: boolean;
  readonly code: number;
  readonly comment: string | undefined;
  readonly data: Data | undefined;
}

export interface ObsEvent {
  readonly type: string;
  readonly intent: number;
  readonly data: Data;
  /** Milliseconds, monotonic, when it arrived. */
  readonly at: number;
}

export interface BatchOptions {
  readonly haltOnFailure?: boolean;
  readonly executionType?: number;
  readonly variables?: Data;
}

export interface BatchReply {
  readonly results: readonly BatchResult[];
  /** The reply as it came. */
  readonly raw: Data;
}

export interface BatchResult extends Reply {
  readonly requestType: unknown;
  readonly requestId: unknown;
}

/** What the suite has asked and heard, kept to prove that it leaves nothing out. */
export interface Heard {
  /** Requests answered with success at least once. */
  readonly requests: Set<string>;
  readonly events: Set<string>;
}

/** Milliseconds that any one answer or event may take. */
const patience = 4_000;

/** A client with no library between: what is compared is what is on the wire. */
export class Client {
  readonly events: ObsEvent[] = [];
  hello: Data = {};
  readonly #socket: WebSocket;
  readonly #heard: Heard;
  readonly #waiting = new Map<string, (d: Data) => void>();
  readonly #watchers = new Set<() => void>();
  #count = 0;
  #closeCode: number | null = null;

  private constructor(socket: WebSocket, heard: Heard) {
    this.#socket = socket;
    this.#heard = heard;
    socket.on('close', (code) => {
      this.#closeCode = code;
    });
  }

  /** Connects and identifies; every event but the high-volume ones, unless told otherwise. */
  static async connect(subject: Subject, subscriptions?: number): Promise<Client> {
    const socket = new WebSocket(subject.url, 'obswebsocket.json');
    const client = new Client(socket, subject.heard);
    await within('identification', (done, fail) => {
      socket.on('error', fail);
      socket.on('close', (code) => fail(new Error(`closed with ${code}`)));
      socket.on('message', (bytes) => {
        const { op, d } = parse(bytes);
        if (op === 0) {
          client.hello = d;
          client.send(1, {
            ...identification(d, subject.password),
            ...only({ eventSubscriptions: subscriptions }),
          });
        } else if (op === 2) done();
        else client.#receive(op, d);
      });
    });
    return client;
  }

  send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  /** Asks and gives the answer, refusals too. */
  async ask(requestType: string, requestData?: Data): Promise<Reply> {
    const requestId = `request ${(this.#count += 1)}`;
    const answered = this.#answer(requestId, requestType);
    this.send(6, { requestType, requestId, ...only({ requestData }) });
    const reply = read(await answered);
    if (reply.ok) this.#heard.requests.add(requestType);
    return reply;
  }

  /** Asks and gives the data of an answer that must be a success. */
  async call(requestType: string, requestData?: Data): Promise<Data> {
    const { ok, code, comment, data } = await this.ask(requestType, requestData);
    if (!ok) throw new Error(`${requestType} ${JSON.stringify(requestData)}: ${code} ${comment ?? ''}`);
    return data ?? {};
  }

  async batch(requests: readonly unknown[], options: BatchOptions = {}): Promise<BatchReply> {
    const requestId = `batch ${(this.#count += 1)}`;
    const answered = this.#answer(requestId, 'batch');
    this.send(8, { requestId, requests, ...options });
    const raw = await answered;
    const results = raw['results'] as readonly Data[];
    return {
      raw,
      results: results.map((each) => ({
        ...read(each),
        requestType: each['requestType'],
        requestId: each['requestId'],
      })),
    };
  }

  /** The first event of this type, whether it has come or is still to come. */
  async event(type: string, matches: (data: Data) => boolean = () => true): Promise<ObsEvent> {
    const find = (): ObsEvent | undefined =>
      this.events.find((each) => each.type === type && matches(each.data));
    return within(`event ${type}`, (done) => this.#watch(find, done));
  }

  /** The types of the events that came so far, those of `types` only. */
  typesOf(...types: readonly string[]): readonly string[] {
    return this.events.map(({ type }) => type).filter((type) => types.includes(type));
  }

  /**
   * Resolves when everything that was under way has been told: three frames on, after an event of our own. (OBS tells
   * what its window does from another thread than what its sources do.)
   */
  async fence(): Promise<void> {
    await this.batch([{ requestType: 'Sleep', requestData: { sleepFrames: 3 } }], { executionType: 1 });
    const fence = `fence ${(this.#count += 1)}`;
    await this.call('BroadcastCustomEvent', { eventData: { fence } });
    await this.event('CustomEvent', (data) => data['fence'] === fence);
  }

  closed(): boolean {
    return this.#socket.readyState === WebSocket.CLOSED;
  }

  /** The code that the connection was closed with; null while it is open. */
  closeCode(): number | null {
    return this.#closeCode;
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    await within('close', (done) => {
      this.#socket.on('close', () => done());
      this.#socket.removeAllListeners('error');
      this.#socket.close();
    });
  }

  #answer(requestId: string, what: string): Promise<Data> {
    return within(`answer to ${what}`, (done) => this.#waiting.set(requestId, done));
  }

  #watch(find: () => ObsEvent | undefined, done: (event: ObsEvent) => void): void {
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      this.#watchers.delete(look);
      done(found);
    };
    this.#watchers.add(look);
    look();
  }

  #receive(op: number, d: Data): void {
    if (op === 5) {
      const type = String(d['eventType']);
      this.#heard.events.add(type);
      const data = (d['eventData'] ?? {}) as Data;
      this.events.push({ type, intent: Number(d['eventIntent']), data, at: performance.now() });
      for (const look of this.#watchers) look();
      return;
    }
    const id = String(d['requestId']);
    this.#waiting.get(id)?.(d);
    this.#waiting.delete(id);
  }
}

function parse(bytes: RawData): { readonly op: number; readonly d: Data } {
  return JSON.parse((bytes as Buffer).toString()) as { op: number; d: Data };
}

function read(d: Data): Reply {
  const { result, code, comment } = d['requestStatus'] as { result: boolean; code: number; comment?: string };
  return { ok: result, code, comment, data: d['responseData'] as Data | undefined };
}

/** The fields that are there: an undefined one is left out of a message. */
function only(fields: Data): Data {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The `d` of a right Identify for this Hello. */
export function identification(hello: Data, password: string): Data {
  const asked = hello['authentication'] as { challenge: string; salt: string } | undefined;
  return {
    rpcVersion: 1,
    ...(asked === undefined ? {} : { authentication: hash(hash(password + asked.salt) + asked.challenge) }),
  };
}

/** A promise with a deadline that says what did not come. */
export function within<T = void>(
  what: string,
  start: (done: (value: T) => void, fail: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what}: nothing within ${patience} ms`)), patience);
    start(
      (value) => {
        clearTimeout(late);
        resolve(value);
      },
      (error) => {
        clearTimeout(late);
        reject(error);
      },
    );
  });
}

/**
 * How a connection ends that sends `messages` one after the other, each a string, bytes, or what becomes one from
 * the Hello; identified first unless told not to.
 */
export async function closeOf(
  subject: Subject,
  messages: readonly (string | Uint8Array | ((hello: Data) => unknown))[],
  identified: boolean,
): Promise<{ readonly code: number; readonly reason: string }> {
  const socket = new WebSocket(subject.url, 'obswebsocket.json');
  socket.on('error', () => undefined);
  return within('close', (done) => {
    socket.on('close', (code, reason) => done({ code, reason: String(reason) }));
    let hello: Data = {};
    const sendAll = (): void => {
      for (const message of messages) {
        socket.send(typeof message === 'function' ? JSON.stringify(message(hello)) : message);
      }
    };
    socket.on('message', (bytes) => {
      const { op, d } = parse(bytes);
      if (op === 0) {
        hello = d;
        if (identified) socket.send(JSON.stringify({ op: 1, d: identification(d, subject.password) }));
        else sendAll();
      } else if (op === 2) sendAll();
    });
  });
}
