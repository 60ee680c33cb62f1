import type { IncomingMessage, Server } from 'node:http';

/**
 * Loopback is no wall: every page that any site shows can send requests here. So every request and upgrade must name
 * this server as its host (a foreign name that was made to point here does not), and must not come from another origin.
 */

/** The host a request names, when it is the server at `port` and the request comes from nowhere else; else null. */
export function ownHost(request: IncomingMessage, port: number): string | null {
  const { host, origin: from } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return null;
  return from === undefined || from === `http://${host}` ? host : null;
}

/** Browsers ask for a path; what else a request may ask for is for proxies. */
export function addressed(request: IncomingMessage, host: string): URL | null {
  const path = request.url ?? '';
  try {
    return path.startsWith('/') ? new URL(`http://${host}${path}`) : null;
  } catch {
    return null;
  }
}

/** Resolves to the port, which may have been 0 for any free one. Rejects when it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      const address = server.address();
      if (address === null || typeof address === 'string') fail(new Error('listening without a port'));
      else done(address.port);
    });
  });
}
