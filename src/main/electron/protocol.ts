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

/** Serves the built pages in `folder`; once the app is ready. */
export function servePages(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const readable = url.host === host && request.method === 'GET';
    const file = readable ? await readPage(folder, url.pathname) : null;
    if (file === null) return new Response('Not found', { status: 404, headers: guarding() });
    return new Response(new Uint8Array(file.body), { headers: file.headers });
  });
}
