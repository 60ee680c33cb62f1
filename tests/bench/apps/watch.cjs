/**
 * Loaded into an Electron app before the app itself (`-r`): tells on standard output, as lines of JSON, when each of
 * its windows has painted what it is there for, and of each message that goes to a page. No debugger is attached, so
 * what is measured is what users run. `BENCH_PICTURES=off`: the console is told that nobody sees it once it has
 * painted, and asks for no pictures.
 */
const { MessageChannelMain, app } = require('electron');

function tell(line) {
  process.stdout.write(`${JSON.stringify({ bench: true, ...line })}\n`);
}

app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', () => {
    const url = contents.getURL();
    if (url === '' || url.includes('overlay')) return;
    contents
      .executeJavaScript(`(${painted.toString()})(${JSON.stringify(process.env.BENCH_PICTURES ?? 'on')})`)
      .then((at) => tell({ painted: url, at }))
      .catch((error) => tell({ problem: String(error) }));
  });
});

void app.whenReady().then(() => {
  const { port1 } = new MessageChannelMain();
  const ports = Object.getPrototypeOf(port1);
  const { postMessage } = ports;
  ports.postMessage = function told(message, ...rest) {
    tell({ message: message?.type ?? 'other', at: Date.now() });
    return postMessage.call(this, message, ...rest);
  };
  port1.close();
});

/** In the page: the wall time at which GO, or what another page is there for, was painted. */
function painted(pictures) {
  const isConsole = location.href.includes('producer');
  const isOurs = location.protocol === 'lectern:';
  const isThere = () => {
    if (isConsole) {
      const go = document.querySelector('[data-testid="go"]');
      return go !== null && go.getAttribute('aria-disabled') !== 'true';
    }
    return !isOurs || /\d:\d\d/.test(document.body.innerText);
  };
  return new Promise((done) => {
    const look = () => {
      if (!isThere()) {
        requestAnimationFrame(look);
        return;
      }
      // The second frame begins once the first is on its way to the screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          done(performance.timeOrigin + performance.now());
          if (!isConsole || pictures !== 'off') return;
          Object.defineProperty(document, 'hidden', { get: () => true });
          document.dispatchEvent(new Event('visibilitychange'));
        }),
      );
    };
    look();
  });
}
