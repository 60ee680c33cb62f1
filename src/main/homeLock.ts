import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path that every system takes for a local socket. Bytes. */
const longestPath = 100;

/**
 * Makes this process the only one, of whatever kind, that writes in `home`; `taken` when another one does. It holds
 * until the process ends, however it ends: whoever listens on the home's socket lives.
 * Where the disk allows no socket there is no lock, and that is `held` too: a full disk must not keep the app shut.
 */
export async function lockHome(home: string): Promise<'held' | 'taken'> {
  const path = socketPath(home);
  const first = await listen(path);
  if (first !== 'EADDRINUSE') return 'held';
  if (await answers(path)) return 'taken';
  // Left behind by a process that was killed.
  rmSync(path, { force: true });
  return (await listen(path)) === 'EADDRINUSE' ? 'taken' : 'held';
}

function socketPath(home: string): string {
  const name = `lectern-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const path = join(home, 'lectern.sock');
  return Buffer.byteLength(path) <= longestPath ? path : join(tmpdir(), name);
}

/** Resolves with the error's code; `null` when it listens. */
function listen(path: string): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen(path, () => done(null));
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
