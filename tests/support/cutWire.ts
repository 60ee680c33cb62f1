import { type Socket, connect, createServer } from 'node:net';
import type { RequestName } from '../../src/core/obs/protocol';
import { textReader } from './clientFrames';

/** A port in front of an OBS that passes on every byte, until it is told to cut or to hang. */
export interface CutWire {
  /** `ws://127.0.0.1:<port>`. */
  readonly url: string;
  /** How many requests of this type OBS was given, alone or in batches, over all connections. */
  reached(type: RequestName): number;
  /** The types of all requests that OBS was given, alone or in batches, in order. */
  types(): readonly string[];
  /**
   * From the next message with such a request on, OBS gets what is sent and nothing comes back. Resolves when OBS has
   * begun to say what it does with it.
   */
  deafenAt(type: RequestName): Promise<void>;
  /** Of the next message with such a request only half the bytes come to OBS; then the wire is cut. Resolves then. */
  cutIn(type: RequestName): Promise<void>;
  /** Cuts every connection, as a pulled plug that both ends notice; new ones get through. */
  cut(): void;
  /** While it hangs nothing passes either way, and nobody notices by the socket. */
  hang(on: boolean): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly type: RequestName;
  readonly act: 'deafen' | 'cut';
  readonly done: () => void;
}

export async function cutWire(port: number): Promise<CutWire> {
  const given: string[] = [];
  const ends = new Set<() => void>();
  const all = new Set<Socket>();
  let waiting: Waiting | null = null;
  let hangs = false;

  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port, noDelay: true });
    const read = textReader();
    let deaf: Waiting | null = null;
    const end = (): void => {
      for (const socket of [near, far]) {
        socket.destroy();
        all.delete(socket);
      }
      ends.delete(end);
    };
    ends.add(end);
    for (const socket of [near, far]) {
      all.add(socket);
      socket.on('error', end);
      socket.on('close', end);
      if (hangs) socket.pause();
    }
    near.on('data', (data) => {
      const types = read(data).flatMap(requestTypes);
      const found = waiting && types.some((type) => type === waiting?.type) ? waiting : null;
      if (found) waiting = null;
      if (found?.act === 'cut') {
        far.write(data.subarray(0, data.length / 2), () => {
          end();
          found.done();
        });
        return;
      }
      given.push(...types);
      deaf ??= found;
      far.write(data);
    });
    far.on('data', (data) => {
      if (deaf) deaf.done();
      else near.write(data);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  const wait = (type: RequestName, act: Waiting['act']): Promise<void> =>
    new Promise((done) => {
      waiting = { type, act, done };
    });

  function cut(): void {
    for (const end of ends) end();
  }

  return {
    url: `ws://127.0.0.1:${address.port}`,
    reached: (type) => given.filter((each) => each === type).length,
    types: () => [...given],
    deafenAt: (type) => wait(type, 'deafen'),
    cutIn: (type) => wait(type, 'cut'),
    cut,
    hang(on) {
      hangs = on;
      for (const socket of all) {
        if (on) socket.pause();
        else socket.resume();
      }
    },
    async close() {
      cut();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** The requests in a message: one (op 6) or a batch of them (op 8). */
function requestTypes(text: string): readonly string[] {
  const { d } = JSON.parse(text) as { readonly d?: Readonly<Record<string, unknown>> };
  const requests = Array.isArray(d?.['requests']) ? (d['requests'] as readonly unknown[]) : [d];
  return requests.flatMap((each) =>
    each instanceof Object && 'requestType' in each && typeof each.requestType === 'string'
      ? [each.requestType]
      : [],
  );
}
