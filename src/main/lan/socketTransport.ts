import type { WebSocket } from 'ws';
import type { FromHost } from '../../contract/messages';
import type { ScreenTransport } from '../app/transport';

/** Beyond this much unsent a picture is left out: the next one is newer anyway. Bytes. */
const pictureLimit = 512 * 1024;

/** Beyond this much unsent the screen is let go; it comes back and reads everything anew. Bytes. */
const limit = 16 * 1024 * 1024;

/** Codes of RFC 6455 that we close with. */
const notText = 1003;
const notJson = 1007;

/** A screen at the other end of a WebSocket. Text frames of JSON; whoever sends anything else is let go. */
export function socketTransport(socket: WebSocket): ScreenTransport {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > limit) {
        socket.terminate();
        return;
      }
      if (message.type === 'picture' && socket.bufferedAmount > pictureLimit) return;
      socket.send(written(message));
    },
    onMessage(callback) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) {
          socket.close(notText, 'text only');
          return;
        }
        let message: unknown;
        try {
          message = JSON.parse((data as Buffer).toString());
        } catch {
          socket.close(notJson, 'not understood');
          return;
        }
        callback(message);
      });
    },
    onClose(callback) {
      socket.once('close', () => callback());
    },
  };
}

/** One change goes to many screens: it is written out once. */
const texts = new WeakMap<FromHost, string>();

function written(message: FromHost): string {
  const known = texts.get(message);
  if (known !== undefined) return known;
  const text = JSON.stringify(message);
  texts.set(message, text);
  return text;
}

/** Pings every `period` ms and lets the screen go when it has not answered the ping before. */
export function keepAlive(socket: WebSocket, period: number): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, period);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}
