import type { FromHost, FromScreen } from '../../contract/messages';

/** One connection to the host. Made anew after each loss. */
export interface Wire {
  send(message: FromScreen): void;
  close(): void;
}

export interface WireEvents {
  readonly received: (message: FromHost) => void;
  /** Told once; the wire is dead afterwards. */
  readonly closed: () => void;
}

export type OpenWire = (events: WireEvents) => Wire;

/** The Electron port in the app's own windows, a WebSocket in a browser. */
export function wireOfPage(): OpenWire {
  return location.protocol === 'http:' || location.protocol === 'https:' ? openSocket : openPort();
}

/**
 * The preload posts one port to the page, which lives as long as the page does. It may come before the first
 * screen is mounted, so this listens from the start.
 */
function openPort(): OpenWire {
  const port = new Promise<MessagePort>((resolve) => {
    const listen = (event: MessageEvent): void => {
      const data: unknown = event.data;
      const offered = event.ports[0];
      if (event.source !== window || !offered) return;
      if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'lectern:port')
        return;
      window.removeEventListener('message', listen);
      resolve(offered);
    };
    window.addEventListener('message', listen);
  });

  return ({ received, closed }) => {
    let open = true;
    let opened: MessagePort | null = null;
    void port.then((given) => {
      if (!open) return;
      opened = given;
      given.addEventListener('message', (event: MessageEvent<FromHost>) => open && received(event.data));
      given.addEventListener('close', () => {
        if (open) closed();
        open = false;
      });
      given.start();
    });
    return {
      send: (message) => opened?.postMessage(message),
      close: () => {
        open = false;
        opened?.close();
      },
    };
  };
}

/** The headless server: the role follows from the page, and the session from its cookie. */
function openSocket({ received, closed }: WireEvents): Wire {
  const role = location.pathname.split('/').includes('host') ? 'host' : 'producer';
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/socket?role=${role}`);
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    // The host is ours and of the same version: its messages are trusted as typed.
    received(JSON.parse(event.data) as FromHost);
  });
  socket.addEventListener('close', closed, { once: true });
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close: () => {
      socket.removeEventListener('close', closed);
      socket.close();
    },
  };
}
