import { MessageChannelMain, ipcMain } from 'electron';
import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron';
import type { Role } from '../../contract/roles';
import type { ScreenTransport } from '../app/transport';
import { pageUrl } from './protocol';

/** The only two messages that are not on a port of ours: the preload asks for one, and gets it. */
const connect = 'lectern:connect';
const offer = 'lectern:port';

/**
 * Gives each of our windows a port of its own when its page asks for one. Whoever else asks (another window, a
 * frame, a page that is not ours) hears nothing.
 */
export function acceptScreens(
  roleOf: (contents: WebContents) => Role | null,
  onScreen: (role: Role, transport: ScreenTransport) => void,
): void {
  // Nothing but this keeps a port from being collected while its page is only listening.
  const ports = new Set<MessagePortMain>();
  ipcMain.on(connect, (event) => {
    const role = senderRole(event, roleOf);
    if (role === null) return;
    const { port1, port2 } = new MessageChannelMain();
    ports.add(port1);
    port1.once('close', () => ports.delete(port1));
    event.senderFrame?.postMessage(offer, null, [port2]);
    onScreen(role, portTransport(port1));
  });
}

function senderRole(event: IpcMainEvent, roleOf: (contents: WebContents) => Role | null): Role | null {
  const { sender, senderFrame } = event;
  const role = roleOf(sender);
  // The frame may be gone, or have gone elsewhere, by the time its message is here.
  if (role === null || senderFrame === null || senderFrame !== sender.mainFrame) return null;
  return senderFrame.url === pageUrl(role) ? role : null;
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
