import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { pageOrigin } from './protocol';

/**
 * What no page of ours needs, no page gets: other addresses, new windows, webviews, permissions, downloads.
 * The pages load nothing but themselves (protocol.ts), so this is the second wall, for the day that the first
 * has a hole.
 */
export function guardPages(): void {
  app.on('web-contents-created', (_created, contents) => {
    guardContents(contents);
  });
}

function guardContents(contents: WebContents): void {
  const refuseOthers = (event: { readonly url: string; preventDefault(): void }): void => {
    // A page may load itself again.
    if (event.url !== contents.getURL()) event.preventDefault();
  };
  contents.on('will-navigate', refuseOthers);
  contents.on('will-frame-navigate', refuseOthers);
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * `mayDownload`: whether these contents are the console, which saves shows to files. `saving`: the system asks where to,
 * and the promise settles when that is over.
 */
export function guardSession(
  session: Session,
  mayDownload: (contents: WebContents) => boolean,
  saving: (over: Promise<void>) => void,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item, contents) => {
    const ownText = item.getURL().startsWith(`blob:${pageOrigin}/`);
    const ofShow = item.getFilename().endsWith('.lectern');
    if (!ownText || !ofShow || !mayDownload(contents)) event.preventDefault();
    else saving(new Promise((done) => item.once('done', () => done())));
  });
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_request, answer) => answer({ cancel: true }),
  );
}
