import { MessageChannelMain, ipcMain } from 'electron';
import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron';
import type { ScreenTransport } from '../app/transport';
import { pageUrl } from './protocol';
import type { WindowName } from './windowMemory';

/** The only two messages that are not on a port of ours: the preload asks for one, and gets it. */
const connect = 'lectern:connect';
const offer = 'lectern:port';

/**
 * Gives each of our windows a port of its own when its page asks for one. Whoever else asks (another window, a
 * frame, a page that is not ours) hears nothing.
 */
export function acceptScreens(
  nameOf: (contents: WebContents) => WindowName | null,
  onScreen: (window: WindowName, transport: ScreenTransport) => void,
): void {
  // Nothing but this keeps a port from being collected while its page is only listening.
  const ports = new Set<MessagePortMain>();
  ipcMain.on(connect, (event) => {
    const window = senderWindow(event, nameOf);
    if (window === null) return;
    const { port1, port2 } = new MessageChannelMain();
    ports.add(port1);
    port1.once('close', () => ports.delete(port1));
    event.senderFrame?.postMessage(offer, null, [port2]);
    onScreen(window, portTransport(port1));
  });
}

function senderWindow(
  event: IpcMainEvent,
  nameOf: (contents: WebContents) => WindowName | null,
): WindowName | null {
  const { sender, senderFrame } = event;
  const name = nameOf(sender);
  // The frame may be gone, or have gone elsewhere, by the time its message is here.
  if (name === null || senderFrame === null || senderFrame !== sender.mainFrame) return null;
  return senderFrame.url === pageUrl(name) ? name : null;
}

/** Messages wait in the port until somebody listens: the page may be quicker than the app behind it. */
function portTransport(port: MessagePortMain): ScreenTransport {
  let closed = false;
  port.once('close', () => {
    closed = true;
  });
  return {
    send: (message) => port.postMessage(message),
    onMessage(callback) {
      port.on('message', ({ data }) => callback(data));
      port.start();
    },
    onClose(callback) {
      if (closed) callback();
      else port.once('close', () => callback());
    },
  };
}
