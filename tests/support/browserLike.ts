import { request } from 'node:http';
import { WebSocket } from 'ws';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** One request with any headers and path as they stand, those included that a browser would not send. */
export function ask(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port, origin } = new URL(address);
  const path = address.slice(origin.length);
  return new Promise((done, fail) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asking.on('error', fail);
    asking.end();
  });
}

/** Opens a one-time link as a browser does and returns the cookie it was given. */
export async function pair(link: string): Promise<string> {
  const { headers } = await ask(link);
  const [cookie] = headers['set-cookie'] ?? [];
  if (cookie === undefined) throw new Error(`no cookie from ${link}`);
  return cookie.split(';')[0] ?? '';
}

/** A socket whose messages wait until they are asked for. */
export interface Line {
  readonly socket: WebSocket;
  /** The next message that was not taken yet, parsed. */
  next(): Promise<unknown>;
  /** The code with which the socket was closed. */
  readonly closed: Promise<number>;
}

/** Rejects with `refused <status>` when the server answers anything but an upgrade. */
export function openLine(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Line> {
  const socket = new WebSocket(`${origin.replace('http:', 'ws:')}${path}`, { headers });
  const arrived: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse((data as Buffer).toString());
    const taker = waiting.shift();
    if (taker) taker(message);
    else arrived.push(message);
  });
  const closed = new Promise<number>((done) => {
    socket.on('close', (code) => done(code));
  });
  return new Promise((done, fail) => {
    socket.on('error', fail);
    socket.on('unexpected-response', (_request, response) => {
      fail(new Error(`refused ${response.statusCode}`));
      response.resume();
    });
    socket.on('open', () => {
      done({
        socket,
        closed,
        next: () =>
          new Promise((taken) => {
            if (arrived.length > 0) taken(arrived.shift());
            else waiting.push(taken);
          }),
      });
    });
  });
}
