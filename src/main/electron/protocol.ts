import { protocol } from 'electron';
import { findPage } from '../lan/pages';
import type { WindowName } from './windowMemory';

/**
 * Our pages come from a scheme of our own, not from files: an origin of its own, headers (the content security
 * policy) and no way to the rest of the disk.
 */
const scheme = 'lectern';
const host = 'app';

/** Chromium's ERR_FILE_NOT_FOUND. */
const notFound = -6;

/** Requests that a page makes together come this close to each other, ms. */
const atOnce = 5;

/** The origin of every page of ours. */
export const pageOrigin = `${scheme}://${host}`;

export function pageUrl(page: WindowName | 'overlay' | 'report'): string {
  return `${pageOrigin}/${page}/`;
}

/** Before the app is ready: from then on Chromium treats the scheme as a secure origin. */
export function registerPages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages in `folder`; once the app is ready. Resolves when this many pages have asked for what they
 * start with: until then their requests should not wait for anything else that this process has to do.
 */
export function servePages(folder: string, pages: number): Promise<void> {
  return new Promise((started) => {
    let starting = pages;
    let quiet: NodeJS.Timeout | undefined;
    // Chromium reads files beside this thread; of bytes that are handed to it, the end would wait for whatever this
    // thread does meanwhile. `protocol.handle` would load Node's whole fetch besides, and take twice as long to start.
    protocol.registerFileProtocol(scheme, (request, answer) => {
      const { host: asked, pathname } = new URL(request.url);
      const found = asked === host && request.method === 'GET' ? findPage(folder, pathname) : null;
      if (found === null) answer({ error: notFound });
      else
        answer({
          path: found.file,
          headers: { ...found.headers },
          mimeType: found.headers['content-type']?.split(';')[0] ?? '',
        });
      // Every page's head asks for this first, and for the rest together.
      if (pathname === '/layers.css') starting -= 1;
      if (starting > 0) return;
      clearTimeout(quiet);
      quiet = setTimeout(started, atOnce);
    });
  });
}
