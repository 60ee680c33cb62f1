/** obs-websocket's own default port. */
const defaultPort = 4455;

/**
 * Reads an OBS address as people type it (`4455`, `localhost`, `192.168.1.5:4455`, `ws://…`) and returns it
 * as `ws://host:port`; `null` for what is none.
 */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const bare = /^\d+$/.test(text) ? `127.0.0.1:${text}` : text;
  const withScheme = /^[a-z]+:\/\//i.test(bare) ? bare : `ws://${bare}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return null;
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return null;
  if (url.username || url.password || url.hostname === '' || url.search || url.hash) return null;
  if (url.pathname !== '/' && url.pathname !== '') return null;
  const port = url.port === '' ? String(defaultPort) : url.port;
  return `${url.protocol}//${url.hostname}:${port}`;
}
