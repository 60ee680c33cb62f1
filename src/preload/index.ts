import { ipcRenderer } from 'electron';

/**
 * Asks the main process for a port and hands it to the page. The page gets nothing else of Electron: no `require`,
 * no `ipcRenderer`, no bridge.
 */

/** The page's script listens once it has run, which is before this event and after `readyState` has changed. */
const listening = new Promise((ready) => {
  window.addEventListener('DOMContentLoaded', ready, { once: true });
});

ipcRenderer.on('lectern:port', ({ ports: [port] }) => {
  if (port === undefined) return;
  void listening.then(() => window.postMessage({ type: 'lectern:port' }, window.location.origin, [port]));
});

// Asked at once, so that the port is on its way while the page loads; not by the empty document that may be there
// before it.
if (window.location.protocol === 'lectern:') ipcRenderer.send('lectern:connect');
