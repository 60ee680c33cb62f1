import { ipcRenderer } from 'electron';

/**
 * Asks the main process for a port and hands it to the page. The page gets nothing else of Electron: no `require`,
 * no `ipcRenderer`, no bridge.
 */
ipcRenderer.on('lectern:port', ({ ports: [port] }) => {
  if (port === undefined) return;
  const hand = (): void => window.postMessage({ type: 'lectern:port' }, window.location.origin, [port]);
  // The page's script listens once it has run, which is before its document counts as loaded.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', hand, { once: true });
  else hand();
});

// Asked at once, so that the port is on its way while the page loads; not by the empty document that may be there
// before it.
if (window.location.protocol === 'lectern:') ipcRenderer.send('lectern:connect');
