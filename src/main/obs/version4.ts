import { WebSocket } from 'ws';
import { isWireData } from '../../core/obs/protocol';
import type { Timers } from '../app/timers';

const deadline = 2_000;

/**
 * Whether obs-websocket 4 listens there. It says nothing by itself, but answers a `GetVersion` of its own
 * protocol without a password.
 */
export async function speaksVersion4(address: string, timers: Timers): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    const answer = (speaks: boolean): void => {
      cancel();
      resolve(speaks);
      socket.terminate();
    };
    const cancel = timers.after(deadline, () => answer(false));
    socket.on('open', () => socket.send('{"request-type":"GetVersion","message-id":"lectern"}'));
    socket.on('message', (data: Buffer) => answer(isVersion(data.toString())));
    socket.on('error', () => answer(false));
    socket.on('close', () => answer(false));
  });
}

function isVersion(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return isWireData(message) && typeof message['obs-websocket-version'] === 'string';
  } catch {
    return false;
  }
}
