import { WebSocket, WebSocketServer } from 'ws';
import type { EventName, RequestName } from '../../src/core/obs/protocol';

/** A port in front of an OBS that passes on every message, except those of OBS that are to come late, or never. */
export interface LateWire {
  /** `ws://127.0.0.1:<port>`. */
  readonly url: string;
  /** OBS's next answer to such a request, alone or in a batch, comes this much later; ms. Resolves once it has. */
  answersLate(to: RequestName, ms: number): Promise<void>;
  /** From now on OBS's word of these is lost. */
  loses(events: readonly EventName[]): void;
  close(): Promise<void>;
}

interface Late {
  readonly to: RequestName;
  readonly ms: number;
  readonly done: () => void;
}

export async function lateWire(port: number): Promise<LateWire> {
  const timers = new Set<NodeJS.Timeout>();
  let late: Late | null = null;
  let lost: readonly string[] = [];

  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: ([first]) => first ?? false,
  });
  server.on('connection', (near) => {
    const far = new WebSocket(`ws://127.0.0.1:${port}`, near.protocol);
    const waiting: string[] = [];
    far.on('open', () => {
      for (const text of waiting) far.send(text);
    });
    near.on('message', (data: Buffer) => {
      const text = data.toString();
      if (far.readyState === WebSocket.OPEN) far.send(text);
      else waiting.push(text);
    });
    far.on('message', (data: Buffer) => {
      const text = data.toString();
      const { answers, event } = read(text);
      if (event !== null && lost.includes(event)) return;
      const held = late && answers.includes(late.to) ? late : null;
      if (!held) return near.send(text);
      late = null;
      const timer = setTimeout(() => {
        timers.delete(timer);
        near.send(text, held.done);
      }, held.ms);
      timers.add(timer);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => one.terminate());
      one.on('close', () => other.terminate());
    }
  });
  await new Promise<void>((done) => server.once('listening', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    url: `ws://127.0.0.1:${address.port}`,
    answersLate: (to, ms) =>
      new Promise((done) => {
        late = { to, ms, done };
      }),
    loses(events) {
      lost = events;
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const client of server.clients) client.terminate();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** The requests that a message of OBS answers: one (op 7) or a batch of them (op 9); or the event it tells of (op 5). */
function read(text: string): { readonly answers: readonly string[]; readonly event: string | null } {
  const { d } = JSON.parse(text) as { readonly d?: Readonly<Record<string, unknown>> };
  const results = Array.isArray(d?.['results']) ? (d['results'] as readonly unknown[]) : [d];
  const answers = results.flatMap((each) =>
    each instanceof Object && 'requestType' in each && typeof each.requestType === 'string'
      ? [each.requestType]
      : [],
  );
  const event = d?.['eventType'];
  return { answers, event: typeof event === 'string' ? event : null };
}
