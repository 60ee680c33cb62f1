import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { headless } from './app/shell';
import { compose } from './compose';
import { lockHome } from './homeLock';
import { startLanServer } from './lan/server';
import { openLog, outliveBugs } from './log';
import type { StartOptions } from './options';
import { givenObs, readOptions } from './options';
import { settingsInConf } from './storage/settingsConf';
import { t } from './t';

/** Lectern without Electron: the console in a browser on this machine. Plain Node. */

const heartbeat = 15_000;

/** How long an ending app waits for the disk and for OBS, ms. */
const endsWithin = 3_000;

const read = readOptions(process.argv.slice(2), process.env, true);
if (read.ok) {
  serve(read.value).catch((error: unknown) => {
    console.error(sentence(error));
    process.exit(1);
  });
} else {
  console.error(read.problem);
  process.exitCode = 2;
}

async function serve(options: StartOptions): Promise<void> {
  const home = resolve(options.home ?? usualHome());
  mkdirSync(home, { recursive: true });
  if ((await lockHome(home)) === 'taken') throw new Error(t('terminal.homeInUse'));
  const log = openLog(home);
  const pages = join(import.meta.dirname, '../renderer');
  const { app, serve: serveScreen } = compose({
    home,
    version: version(),
    shell: headless,
    openSettings: settingsInConf,
    keyring: null,
    pictures: null,
    pages,
    seen: Promise.resolve(),
    given: givenObs(options),
    log,
  });
  const server = await startLanServer({
    port: options.port,
    pages,
    heartbeat,
    onScreen: serveScreen,
    onPaired: () => console.log(t('terminal.another', { address: server.invite('producer') })),
  });
  outliveBugs(log);
  await app.start();

  const address = server.invite('producer');
  if (options.printJson) console.log(JSON.stringify({ address }));
  else console.log(`${t('terminal.link')}\n\n  ${address}\n`);

  let ending = false;
  const end = (): void => {
    // The second signal does not wait.
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), endsWithin).unref();
    void Promise.all([server.close(), app.dispose()]).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** Where Electron would keep its own: one home, whichever way the app is started. */
function usualHome(): string {
  const home = homedir();
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library/Application Support/Lectern');
    case 'win32':
      return join(process.env['APPDATA'] ?? join(home, 'AppData/Roaming'), 'Lectern');
    default:
      return join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Lectern');
  }
}

function version(): string {
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function sentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return t('terminal.portTaken');
  return error instanceof Error ? error.message : String(error);
}
