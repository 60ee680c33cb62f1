import type { Readable } from 'node:stream';
import { startChild } from './child';

/** A screen that nobody sees. On systems other than Linux the desktop itself, with nothing to stop. */
export interface Screen {
  /** What a program gets in its environment to be shown there. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a screen of its own, on a display number that the X server picks. */
export async function startScreen(size: {
  readonly width: number;
  readonly height: number;
}): Promise<Screen> {
  if (process.platform !== 'linux') return { env: {}, stop: async () => {} };
  const child = await startChild(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const numbers = child.process.stdio[3] as Readable;
  const display = await new Promise<string>((done, fail) => {
    let written = '';
    numbers.on('data', (data: Buffer) => {
      written += data.toString();
      // The number and its line end may come one after the other.
      if (written.endsWith('\n')) done(written.trim());
    });
    void child.ended.then(({ code }) => fail(new Error(`Xvfb ended with ${code} before it had a display`)));
  });
  return { env: { DISPLAY: `:${display}` }, stop: () => child.stop('SIGTERM', 2_000) };
}
