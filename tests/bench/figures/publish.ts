import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { bundledShow } from '../../../src/main/storage/bundledShow';
import { openLine, pair } from '../../support/browserLike';
import { keep } from '../../support/child';
import { repository, temporaryHome } from '../../support/electronApp';
import { freePort } from '../../support/ports';
import { serveApp } from '../../support/servedApp';
import type { Figure, Measured } from '../figure';
import { pause } from '../stage/clock';
import { homeWith } from '../stage/home';
import { between, percentile, ratioInterval, shuffled } from '../statistics';

const rounds = 400;
const warmUp = 40;

/**
 * From one screen's command, as it arrives at the app's process, to another screen's patch, as it arrives at ours.
 * The echo is a round trip of the patch's bytes with a process that does nothing else.
 */
export const publish: Figure = {
  key: 'publish',
  what: 'command received by the app → another screen has the patch; beside it a bare echo of the same bytes',
  limits: { p50: 1, p99: 4 },
  async measure(): Promise<Measured> {
    const notes = join(temporaryHome(), 'received.json');
    const port = String(await freePort());
    const app = await serveApp({
      args: ['--port', port],
      home: await homeWith({ ...bundledShow(), date: null }),
      env: {
        NODE_OPTIONS: `--require=${join(repository, 'tests/bench/apps/received.cjs')}`,
        BENCH_RECEIVED: notes,
        BENCH_PORT: port,
      },
    });
    const echo = await startEcho();
    try {
      const cookie = await pair(app.link);
      const headers = { cookie, origin: app.origin };
      const producer = await openLine(app.origin, '/socket?role=producer', headers);
      const viewer = await openLine(app.origin, '/socket?role=host', headers);
      await viewer.next();
      const arrived = listener(viewer.socket);
      const echoed = listener(echo.socket);
      const [patched, bare]: [number[], number[]] = [[], []];
      let patch = '{}';
      let id = 0;
      const command = async (): Promise<void> => {
        const on = ++id % 2 === 1;
        const text = JSON.stringify({ type: 'call', id, name: 'setHold', input: { on } });
        const heard = arrived((message) => message.includes('"held"'));
        producer.socket.send(text);
        const { at, text: answer } = await heard;
        patch = answer;
        patched.push(at);
      };
      const echoOnce = async (): Promise<void> => {
        const heard = echoed(() => true);
        const sent = monotonic();
        echo.socket.send(patch);
        bare.push((await heard).at - sent);
      };
      for (let round = 0; round < rounds; round += 1) {
        for (const one of shuffled([command, echoOnce])) {
          await pause(between(1, 8));
          await one();
        }
      }
      await app.stop();
      const received = JSON.parse(readFileSync(notes, 'utf8')) as readonly number[];
      if (received.length !== patched.length) throw new Error(`${received.length} commands arrived`);
      const ours = patched.map((at, command) => at - (received[command] ?? Number.NaN));
      const [steady, floor] = [ours.slice(warmUp), bare.slice(warmUp)];
      return {
        fields: {
          p50: percentile(steady, 0.5),
          p99: percentile(steady, 0.99),
          floorP50: percentile(floor, 0.5),
          floorP99: percentile(floor, 0.99),
          ratioP50: percentile(steady, 0.5) / percentile(floor, 0.5),
          n: steady.length,
        },
        intervals: { ratioP50: ratioInterval(steady, floor, 0.5) },
      };
    } finally {
      echo.socket.terminate();
      await echo.stop();
      await app.stop();
    }
  },
};

/** The machine's one clock for all processes, ms. */
function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Waits for the next message that fits; the instant is that of its arrival. */
function listener(socket: WebSocket) {
  return (fits: (text: string) => boolean): Promise<{ readonly at: number; readonly text: string }> =>
    new Promise((done) => {
      const listen = (data: Buffer): void => {
        const at = monotonic();
        const text = data.toString();
        if (!fits(text)) return;
        socket.off('message', listen);
        done({ at, text });
      };
      socket.on('message', listen);
    });
}

async function startEcho() {
  const node = spawn(process.execPath, [join(repository, 'tests/bench/apps/echo.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const child = await keep(node, 'the echo');
  const { value: port } = await createInterface({ input: node.stdout })[Symbol.asyncIterator]().next();
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`);
  await new Promise((done, fail) => {
    socket.once('open', done);
    socket.once('error', fail);
  });
  return { socket, stop: () => child.stop('SIGTERM', 2_000) };
}
