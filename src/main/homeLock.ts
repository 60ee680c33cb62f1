import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes this process the only one, of whatever kind, that writes in `home`; `taken` when another one does. It holds
 * until the process ends, however it ends: whoever listens on the home's socket lives.
 * Where the disk allows no socket there is no lock, and that is `held` too: a full disk must not keep the app shut.
 */
export async function lockHome(home: string): Promise<'held' | 'taken'> {
  const path = lockPath(home);
  const first = await listen(path);
  if (first !== 'EADDRINUSE') return 'held';
  if (await answers(path)) return 'taken';
  // Left behind by a process that was killed.
  rmSync(path, { force: true });
  return (await listen(path)) === 'EADDRINUSE' ? 'taken' : 'held';
}

/** Not in the home itself: its path may be too long for a socket, and a home can be copied only without one. */
export function lockPath(home: string): string {
  const name = `lectern-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}

/** Resolves with the error's code; `null` when it listens. */
function listen(path: string): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen(path, () => {
      process.once('exit', () => rmSync(path, { force: true }));
      done(null);
    });
    // The lock alone keeps no process running.
    server.unref();
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
