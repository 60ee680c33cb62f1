import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keep } from '../../support/child';
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

/** Reads a client's frames (RFC 6455, section 5.2: masked) out of its bytes; the handshake before them is skipped. */
function textReader(): (data: Buffer) => readonly string[] {
  let rest: Buffer = Buffer.alloc(0);
  let upgraded = false;
  return (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return [];
      upgraded = true;
      rest = rest.subarray(end + 4);
    }
    const texts: string[] = [];
    for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
      rest = rest.subarray(frame.length);
      if (frame.opcode === 1) texts.push(frame.payload.toString());
    }
    return texts;
  };
}

function readFrame(
  bytes: Buffer,
): { readonly opcode: number; readonly payload: Buffer; readonly length: number } | null {
  if (bytes.length < 6) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head + 4) return null;
  const size =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const length = head + 4 + size;
  if (bytes.length < length) return null;
  const mask = bytes.subarray(head, head + 4);
  const payload = Buffer.from(bytes.subarray(head + 4, length));
  for (let at = 0; at < size; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { opcode: bytes.readUInt8(0) & 0x0f, payload, length };
}
