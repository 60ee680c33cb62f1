import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { type PracticeObs as Practice, type PracticeOptions, createPracticeObs } from './practiceObs';

export interface PracticeObsOptions extends PracticeOptions {
  /** 0, the default, takes any free port. Only the loopback address is listened on. */
  readonly port?: number;
}

/** A practice OBS that listens. */
export interface PracticeObs extends Omit<Practice, 'accept' | 'turnsAway' | 'close'> {
  /** ws://127.0.0.1:<port> */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts a small OBS that speaks obs-websocket 5 over JSON. Rejects when the port is taken. */
export async function startPracticeObs(options: PracticeObsOptions = {}): Promise<PracticeObs> {
  const practice = createPracticeObs(options);
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: options.port ?? 0,
    handleProtocols: (offered) => (offered.has('obswebsocket.json') ? 'obswebsocket.json' : false),
    // A web page names its origin; none has any business here, and pictures could show it local files.
    verifyClient: ({ req }: { readonly req: IncomingMessage }) =>
      req.headers.origin === undefined && !practice.turnsAway(),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  server.on('connection', (socket) => {
    // A broken socket says so and then closes; closing is what matters.
    socket.on('error', () => undefined);
    practice.accept(socket);
  });
  const { port } = server.address() as AddressInfo;
  const { accept: _, turnsAway: __, ...shared } = practice;
  return {
    ...shared,
    url: `ws://127.0.0.1:${port}`,
    port,
    async close() {
      practice.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
