import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { FromOverlay, OverlayPage, ToOverlay } from '../../contract/overlay';
import { fromOverlaySchema, overlayPages } from '../../contract/overlay';
import { addressed, listen, ownHost } from './door';
import type { PageFile } from './pages';
import { findPage, guarding, readFile, readPage } from './pages';
import { keepAlive } from './socketTransport';

export interface OverlayServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** OBS cannot log in: whoever knows this may see what viewers see, and nothing else. */
  readonly token: string;
  /** The built pages. */
  readonly pages: string;
  /** Where an OGraf package is; `null` where there is none of this name. */
  readonly graphic: (id: string) => string | null;
  /** A page has come. */
  readonly onPage: (of: OverlayPage, page: PageLine) => void;
  /** How often pages are asked whether they are still there, ms. */
  readonly heartbeat: number;
}

/** A page in OBS. */
export interface PageLine {
  send(message: ToOverlay): void;
  onSaid(callback: (said: FromOverlay) => void): void;
  onClose(callback: () => void): void;
}

export interface OverlayServer {
  readonly port: number;
  /** Where OBS finds a page. */
  address(of: OverlayPage): string;
  /** Where a page finds the frame of an OGraf graphic, whose script is `main`. */
  frame(id: string, main: string): string;
  close(): Promise<void>;
}

/** A page has nothing to say beyond what it shows, bytes. */
const largestSaid = 1024;

/** What the pages in OBS are made of; a console is not among it. */
const served = /^\/(?:onAir\/|assets\/[\w-]+\.[\w.-]+)$/;

/**
 * Serves the pages that OBS's browser sources show. An origin of its own, apart from the console's: what runs there
 * reaches no call, no note and no other page, and every address begins with the token. Rejects when the port is taken.
 */
export async function startOverlayServer(options: OverlayServerOptions): Promise<OverlayServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: largestSaid,
    perMessageDeflate: false,
  });
  const server = createServer((request, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    answer(request, response);
  });
  const port = await listen(server, options.port);
  // What runs in a frame sees its own address, and must learn nothing from it.
  const framed = randomBytes(32).toString('base64url');
  // Another site than the page's: a browser then gives it a process of its own, whose hanging the page survives.
  const frames = `http://localhost:${port}/frame/${framed}/`;

  function framedRead(
    request: IncomingMessage,
  ): { readonly body: Buffer; readonly headers: PageFile['headers'] } | null {
    const found = framedFile(request);
    const body = found && readFile(found.file);
    return found && body && { body, headers: found.headers };
  }

  /** What is asked for behind the token; null for whoever does not know it, or came from elsewhere. */
  function asked(request: IncomingMessage): { readonly host: string; readonly url: URL } | null {
    const host = ownHost(request, port);
    const url = host === null ? null : addressed(request, host);
    if (host === null || url === null) return null;
    const [, token = '', ...path] = url.pathname.split('/');
    if (!isSame(token, options.token)) return null;
    url.pathname = `/${path.join('/')}`;
    return { host, url };
  }

  /** A file of the frame or of a package, for a frame that reaches nothing else. */
  function framedFile(request: IncomingMessage): PageFile | null {
    const host = request.headers.host === `localhost:${port}` ? request.headers.host : null;
    const from = request.headers.origin;
    // A sandboxed frame has no origin of its own to name.
    if (host === null || (from !== undefined && from !== 'null')) return null;
    const url = addressed(request, host);
    const [, folder, token = '', kind = '', ...path] = url?.pathname.split('/') ?? [];
    if (folder !== 'frame' || !isSame(token, framed)) return null;
    if (kind !== 'graphic') {
      const wanted = `/${[kind, ...path].join('/')}`;
      const found = /^\/(?:ograf\/|assets\/[\w-]+\.[\w.-]+)$/.test(wanted)
        ? findPage(options.pages, wanted)
        : null;
      const id = url?.searchParams.get('graphic') ?? '';
      return found && { file: found.file, headers: { ...found.headers, ...frameHeaders(id) } };
    }
    const [id = '', ...rest] = path;
    const at = options.graphic(id);
    const found = at === null ? null : findPage(at, `/${rest.join('/')}`);
    return found && { file: found.file, headers: { ...found.headers, ...frameHeaders(id) } };
  }

  function frameHeaders(id: string): Readonly<Record<string, string>> {
    const own = `${frames}graphic/${/^[0-9a-f]{32}$/.test(id) ? id : '-'}/`;
    const ours = `${frames}assets/`;
    return {
      'content-security-policy': [
        "default-src 'none'",
        `script-src ${ours} ${own}`,
        // Graphics bring their styles along as they please: none can load anything but the package's own files.
        `style-src ${ours} ${own} 'unsafe-inline'`,
        ...['img-src', 'font-src', 'media-src'].map((kind) => `${kind} ${own} data: blob:`),
        `connect-src ${own}`,
        "webrtc 'block'",
        "base-uri 'none'",
        "form-action 'none'",
        `frame-ancestors http://127.0.0.1:${port}`,
        'sandbox allow-scripts',
      ].join('; '),
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-opener-policy': 'unsafe-none',
      'x-dns-prefetch-control': 'off',
    };
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const found = request.method === 'GET' || request.method === 'HEAD' ? asked(request) : null;
    const file =
      found && served.test(found.url.pathname)
        ? readPage(options.pages, found.url.pathname, `ws://${found.host}`, frames)
        : framedRead(request);
    // One answer for all: nothing is to be learnt from it.
    if (file === null) {
      response.writeHead(404, guarding());
      response.end();
      return;
    }
    response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // Unlike with plain requests, every browser names its origin here.
    const found = request.headers.origin === undefined ? null : asked(request);
    const of = overlayPages.find((name) => name === found?.url.searchParams.get('of'));
    if (found?.url.pathname !== '/socket' || of === undefined) {
      connection.on('error', () => {});
      connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => {});
      keepAlive(socket, options.heartbeat);
      options.onPage(of, {
        send(message) {
          if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
        },
        onSaid(callback) {
          socket.on('message', (data, isBinary) => {
            const said = isBinary ? null : fromOverlaySchema.safeParse(jsonOf((data as Buffer).toString()));
            if (said?.success) callback(said.data);
            else socket.close(1008, 'not understood');
          });
        },
        onClose(callback) {
          socket.once('close', () => callback());
        },
      });
    });
  });

  return {
    port,
    frame: (id, main) =>
      `${frames}ograf/?graphic=${id}&main=${encodeURIComponent(`../graphic/${id}/${main}`)}`,
    address: (of) => `http://127.0.0.1:${port}/${options.token}/onAir/?of=${of}`,
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

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
