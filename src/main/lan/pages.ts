import { readFileSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';

/** Where a file of the built pages would be, and what goes with it. */
export interface PageFile {
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
};

/**
 * Names a built page or one of its files, which may not be there; null for whatever can be none, a path out of the
 * folder included. A folder stands for its `index.html`.
 * `pathname` is a URL's, still percent-encoded; `connect` is what its scripts may connect to besides their origin, `frame` what it may show in a frame.
 */
export function findPage(folder: string, pathname: string, connect = '', frame = ''): PageFile | null {
  const file = fileOf(folder, pathname);
  const type = file === null ? undefined : types[extname(file)];
  if (file === null || type === undefined) return null;
  // Built names carry a hash of what is in the file; pages do not.
  const caching = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { file, headers: { ...guarding(connect, frame), 'content-type': type, 'cache-control': caching } };
}

/** The same with what is in it; null where it is not there. */
export function readPage(
  folder: string,
  pathname: string,
  connect: string,
  frame = '',
): (Pick<PageFile, 'headers'> & { readonly body: Buffer }) | null {
  const found = findPage(folder, pathname, connect, frame);
  const body = found && readFile(found.file);
  return found && body && { body, headers: found.headers };
}

/** At once: the built files are few and small, and a page that starts waits for each of them. */
export function readFile(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw error;
  }
}

function fileOf(folder: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const root = resolve(folder);
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
  return file.startsWith(root + sep) ? file : null;
}

/** Headers of every answer, whatever it carries: our own files and nothing else, in nobody's frame. */
export function guarding(connect = '', frame = ''): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      // data: are OBS's pictures of its scenes.
      "img-src 'self' data:",
      `connect-src 'self' ${connect}`.trim(),
      ...(frame === '' ? [] : [`frame-src ${frame}`]),
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  };
}
