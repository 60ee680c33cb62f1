import { protocol } from 'electron';
import type { Role } from '../../contract/roles';
import { guarding, readPage } from '../lan/pages';

/**
 * Our pages come from a scheme of our own, not from files: an origin of its own, headers (the content security
 * policy) and no way to the rest of the disk.
 */
const scheme = 'lectern';
const host = 'app';

/** The origin of every page of ours. */
export const pageOrigin = `${scheme}://${host}`;

export function pageUrl(page: Role | 'overlay'): string {
  return `${pageOrigin}/${page}/`;
}

/** Before the app is ready: from then on Chromium treats the scheme as a secure origin. */
export function registerPages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages in `folder`; once the app is ready. Resolves when the first page has what it starts with:
 * until then its requests should not wait for anything else that this process has to do.
 */
export function servePages(folder: string): Promise<void> {
  return new Promise((started) => {
    let underWay = 0;
    let scripts = 0;
    // `protocol.handle` would load Node's whole fetch for its requests and streams, and take twice as long to start.
    protocol.registerBufferProtocol(scheme, (request, answer) => {
      underWay += 1;
      const { host: asked, pathname } = new URL(request.url);
      const readable = asked === host && request.method === 'GET';
      void (readable ? readPage(folder, pathname).catch(() => null) : Promise.resolve(null)).then((file) => {
        underWay -= 1;
        if (pathname.endsWith('.js')) scripts += 1;
        // A page asks for its files together.
        if (scripts > 0 && underWay === 0) setImmediate(() => underWay === 0 && started());
        if (file === null)
          answer({
            statusCode: 404,
            headers: { ...guarding() },
            mimeType: 'text/plain',
            data: Buffer.from('Not found'),
          });
        else
          answer({
            headers: { ...file.headers },
            mimeType: file.headers['content-type']?.split(';')[0] ?? '',
            data: file.body,
          });
      });
    });
  });
}
