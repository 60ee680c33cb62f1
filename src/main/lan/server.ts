import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { largestMessage } from '../../contract/messages';
import type { Role } from '../../contract/roles';
import { roles } from '../../contract/roles';
import type { ScreenTransport } from '../app/transport';
import { t } from '../t';
import { addressed, listen, ownHost } from './door';
import { guarding, readPage } from './pages';
import { createPairing, mayBe } from './pairing';
import { keepAlive, socketTransport } from './socketTransport';
import type { Refusal } from './words';
import { page, wordsFor } from './words';

export interface LanServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The built pages: `producer/`, `host/` and `assets/`. */
  readonly pages: string;
  /** A screen has come; its role is the one of its link. */
  readonly onScreen: (role: Role, transport: ScreenTransport) => void;
  /** A link was opened; it works no more. */
  readonly onPaired: (role: Role) => void;
  /** How often screens are asked whether they are still there, ms. */
  readonly heartbeat: number;
}

/** Pages and sockets for browsers on this machine. */
export interface LanServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** An address that lets one browser in, once. */
  invite(role: Role): string;
  /** Lets every screen go and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves the same pages and messages that Electron's windows have, to browsers on this machine only.
 *
 * Every request and upgrade must come through the door (door.ts), and must carry the cookie that the one-time link was
 * exchanged for.
 * Rejects when the port is taken.
 */
export async function startLanServer(options: LanServerOptions): Promise<LanServer> {
  const pairing = createPairing();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const server = createServer((request, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    answer(request, response).catch(() => {
      // Reading a file failed: a disk's matter, not the browser's.
      if (!response.headersSent) response.writeHead(500, guarding());
      response.end();
    });
  });
  const port = await listen(server, options.port);
  const origin = `http://127.0.0.1:${port}`;
  // Cookies do not know ports: without it in the name, two servers would throw each other's out.
  const cookie = `lectern-${port}`;

  function roleOf(request: IncomingMessage): Role | null {
    const session = cookieIn(request.headers.cookie, cookie);
    return session === null ? null : pairing.roleOf(session);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = ownHost(request, port);
    if (host === null) return refuse(response, 'elsewhere');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 'method');
    const url = addressed(request, host);
    if (url === null) return refuse(response, 'notFound');
    const token = url.searchParams.get('token');
    // A HEAD is somebody's preview of the link, not the visit.
    if (token !== null)
      return request.method === 'GET' ? welcome(response, token) : refuse(response, 'method');
    const role = roleOf(request);
    if (role === null) return refuse(response, 'noSession');
    if (url.pathname === '/') return goOn(response, `/${role}/`);
    const wanted = pageRole(url.pathname);
    if (wanted !== null && !mayBe(role, wanted)) return refuse(response, 'notYours');
    if (wanted !== null && /^\/\w+$/.test(url.pathname))
      return goOn(response, `${url.pathname}/${url.search}`);
    const file = readPage(options.pages, url.pathname, `ws://${host}`);
    if (file === null) return refuse(response, 'notFound');
    response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  /** Exchanges a token for a cookie and sends the browser on, to an address without the token. */
  function welcome(response: ServerResponse, token: string): void {
    const paired = pairing.redeem(token);
    if (paired === 'used') return refuse(response, 'tokenUsed');
    if (paired === 'unknown') return refuse(response, 'tokenUnknown');
    const next = `/${paired.role}/`;
    // Not a redirect: where the link was clicked on another site's page, a Strict cookie would not go with it.
    response.writeHead(200, {
      ...guarding(),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'set-cookie': `${cookie}=${paired.session}; Path=/; HttpOnly; SameSite=Strict`,
      refresh: `0; url=${next}`,
    });
    response.end(page('Lectern', `<a href="${next}">${t('door.open')}</a>`));
    options.onPaired(paired.role);
  }

  function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    // Unlike with plain requests, every browser names its origin here.
    const host = request.headers.origin === undefined ? null : ownHost(request, port);
    if (host === null) return refuseUpgrade(connection, 'elsewhere');
    const url = addressed(request, host);
    const wanted = url?.pathname === '/socket' ? roleNamed(url.searchParams.get('role')) : null;
    if (wanted === null) return refuseUpgrade(connection, 'notFound');
    const role = roleOf(request);
    if (role === null) return refuseUpgrade(connection, 'noSession');
    if (!mayBe(role, wanted)) return refuseUpgrade(connection, 'notYours');
    sockets.handleUpgrade(request, connection, head, (socket: WebSocket) => {
      // What ws finds wrong (a frame too large, text that is no UTF-8) it closes itself; 'close' follows.
      socket.on('error', () => {});
      keepAlive(socket, options.heartbeat);
      options.onScreen(wanted, socketTransport(socket));
    });
  }

  server.on('upgrade', upgrade);
  return {
    origin,
    invite: (role) => `${origin}/?token=${pairing.invite(role)}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((done) => {
        server.close(() => done());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whose page it is. The report of a run is the producer's. */
function pageRole(pathname: string): Role | null {
  const [, name] = pathname.split('/');
  return name === 'report' ? 'producer' : roleNamed(name ?? null);
}

function roleNamed(name: string | null): Role | null {
  return roles.find((role) => role === name) ?? null;
}

/** The value of one cookie; null without it. */
function cookieIn(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

function goOn(response: ServerResponse, path: string): void {
  response.writeHead(302, { ...guarding(), location: path, 'cache-control': 'no-store' });
  response.end();
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, html } = wordsFor(refusal);
  response.writeHead(status, {
    ...guarding(),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(html);
}

function refuseUpgrade(connection: Duplex, refusal: Refusal): void {
  const { status, text } = wordsFor(refusal);
  connection.on('error', () => {});
  connection.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
  );
}
