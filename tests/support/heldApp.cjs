/**
 * Loaded into the app before the app itself (`-r`): holds it until Playwright is attached. Playwright's own loader does
 * that too, but not for an Electron that it did not find itself; attached to a window that is just being opened, it
 * waits for ever. Playwright calls `__playwright_run` when it is there.
 */
const { app } = require('electron');

const ready = app.whenReady();
const attached = new Promise((done) => {
  globalThis.__playwright_run = () => done();
});
app.whenReady = () => attached.then(() => ready);
