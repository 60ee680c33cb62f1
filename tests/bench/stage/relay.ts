import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keep } from '../../support/child';
import { textReader } from '../../support/clientFrames';
import { repository } from '../../support/electronApp';
import { now } from './clock';

/** A port in front of another that passes on every byte and tells of every text sent towards it. */
export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/** `sent` gets each WebSocket text on its way to `port`, and when it came by (`now()`); it hears of it a little later. */
export async function startRelay(port: number, sent: (text: string, at: number) => void): Promise<Relay> {
  const node = spawn(process.execPath, [join(repository, 'tests/bench/apps/relay.mjs'), String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const child = await keep(node, 'the relay');
  // Both clocks go on alike: what they differ by stays.
  const ahead = now() - Number(process.hrtime.bigint()) / 1e6;
  const readers = new Map<string, (data: Buffer) => readonly string[]>();
  const lines = createInterface({ input: node.stdout });
  const own = await new Promise<number>((done) => {
    lines.once('line', (line) => {
      done(Number(line));
      lines.on('line', piece);
    });
  });

  function piece(line: string): void {
    const [connection = '', at = '', data = ''] = line.split(' ');
    const read = readers.get(connection) ?? textReader();
    readers.set(connection, read);
    for (const text of read(Buffer.from(data, 'base64'))) sent(text, Number(at) + ahead);
  }

  return { port: own, close: () => child.stop('SIGTERM', 2_000) };
}
