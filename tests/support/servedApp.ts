import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Child, keep } from './child';
import { repository, temporaryHome } from './electronApp';

/** The built app without Electron, started as `npm start` starts it on a machine without a display. */
export interface ServedApp {
  /** The one-time link that it printed. */
  readonly link: string;
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly home: string;
  readonly child: Child;
  /** The next line that it prints. */
  nextLine(): Promise<string>;
  /** Ends it as Ctrl+C does, and says with which exit code. */
  stop(): Promise<number | null>;
}

export interface ServeOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its home; a temporary one, removed at the end of the test process, unless given. */
  readonly home?: string;
}

/** Resolves once it listens; rejects with what it printed when it ends before. */
export async function serveApp(options: ServeOptions = {}): Promise<ServedApp> {
  const home = options.home ?? temporaryHome();
  const server = join(repository, 'out/main/serve.cjs');
  const node = spawn(process.execPath, [server, '--print-json', '--home', home, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: home, ...options.env },
  });
  let errors = '';
  node.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const lines = createInterface({ input: node.stdout })[Symbol.asyncIterator]();
  const child = await keep(node, 'Lectern');
  async function nextLine(): Promise<string> {
    const { value, done } = await lines.next();
    if (done !== true) return value;
    const { code } = await child.ended;
    throw new Error(`Lectern ended with ${code}: ${errors}`);
  }
  const { address } = JSON.parse(await nextLine()) as { address: string };
  return {
    link: address,
    origin: new URL(address).origin,
    home,
    child,
    nextLine,
    async stop() {
      await child.stop('SIGINT', 5_000);
      return (await child.ended).code;
    },
  };
}
