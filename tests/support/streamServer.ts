import { readFileSync } from 'node:fs';
import { type Child, startChild } from './child';
import { freePort } from './ports';
import { until } from './until';

/** Somewhere to stream to: ffmpeg takes what comes, once, and throws it away. */
export interface StreamServer {
  /** `rtmp://127.0.0.1:<port>/live`; the key is `x`. */
  readonly url: string;
  /** It answers one stream, from when this resolves. */
  start(): Promise<void>;
  /** Dies as of a pulled cable. */
  kill(): Promise<void>;
}

export async function streamServer(): Promise<StreamServer> {
  const port = await freePort();
  const url = `rtmp://127.0.0.1:${port}/live`;
  let child: Child | null = null;

  async function kill(): Promise<void> {
    await child?.kill();
    child = null;
  }

  return {
    url,
    async start() {
      await kill();
      const started = await startChild(
        'ffmpeg',
        ['-loglevel', 'error', '-listen', '1', '-i', `${url}/x`, '-f', 'null', '-'],
        { stdio: 'ignore' },
      );
      child = started;
      // It serves one connection only, so it is not asked whether it listens.
      await until('ffmpeg listens', 10_000, () => isListening(port));
    },
    kill,
  };
}

/** By the kernel's own list: 0A is a socket that listens. */
function isListening(port: number): boolean {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .some((line) => {
      const [, address, , state] = line.trim().split(/\s+/);
      return address?.endsWith(local) === true && state === '0A';
    });
}
