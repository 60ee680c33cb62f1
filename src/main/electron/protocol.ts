import { protocol } from 'electron';
import type { Role } from '../../contract/roles';
import { type PageFile, guarding, readPage } from '../lan/pages';

/**
 * Our pages come from a scheme of our own, not from files: an origin of its own, headers (the content security
 * policy) and no way to the rest of the disk.
 */
const scheme = 'lectern';
const host = 'app';

/** Requests that a page makes together come this close to each other, ms. */
const atOnce = 5;

/** The origin of every page of ours. */
export const pageOrigin = `${scheme}://${host}`;

export function pageUrl(page: Role | 'overlay' | 'report'): string {
  return `${pageOrigin}/${page}/`;
}

/** Before the app is ready: from then on Chromium treats the scheme as a secure origin. */
export function registerPages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages in `folder`; once the app is ready. Resolves when this many pages have what they start with:
 * until then their requests should not wait for anything else that this process has to do.
 */
export function servePages(folder: string, pages: number): Promise<void> {
  return new Promise((started) => {
    let starting = pages;
    let quiet: NodeJS.Timeout | undefined;
    // `protocol.handle` would load Node's whole fetch for its requests and streams, and take twice as long to start.
    protocol.registerBufferProtocol(scheme, (request, answer) => {
      const { host: asked, pathname } = new URL(request.url);
      const file = asked === host && request.method === 'GET' ? find(folder, pathname) : null;
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
      // Every page's head asks for this first, and for the rest together.
      if (pathname === '/layers.css') starting -= 1;
      if (starting > 0) return;
      clearTimeout(quiet);
      quiet = setTimeout(started, atOnce);
    });
  });
}

/** A file that cannot be read is not there for the page; the app goes on. */
function find(folder: string, pathname: string): PageFile | null {
  try {
    return readPage(folder, pathname);
  } catch {
    return null;
  }
}
