/** What an Electron app costs before it does anything: two windows, empty or with a second that ticks. */
const { join } = require('node:path');
const { BrowserWindow, app } = require('electron');

void app.whenReady().then(() => {
  open(0, 1600, 900);
  open(1600, 1280, 720);
});

function open(x, width, height) {
  const window = new BrowserWindow({
    x,
    y: 0,
    width,
    height,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false, backgroundThrottling: false },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  const page = process.env.BENCH_PAGE ?? 'empty';
  void window.loadFile(join(__dirname, `${page}.html`));
}
