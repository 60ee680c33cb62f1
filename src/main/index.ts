import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Menu, app, dialog, nativeTheme, powerMonitor, safeStorage, session } from 'electron';
import type { App } from './app/app';
import type { ReportFiles } from './app/shell';
import type { ScreenTransport } from './app/transport';
import type { Composed } from './compose';
import { createAwake } from './electron/awake';
import type { Away } from './electron/away';
import { createClosing } from './electron/closing';
import type { CaptionPictures } from './electron/captionPictures';
import { drawWithoutCard, showDarkAtOnce } from './electron/graphics';
import { acceptScreens } from './electron/ipc';
import { setMenu } from './electron/menu';
import { pageUrl, registerPages, servePages } from './electron/protocol';
import { guardPages, guardSession } from './electron/security';
import { createSystemKeys } from './electron/systemKeys';
import { type WindowMemory, openWindowMemory } from './electron/windowMemory';
import { createWindows } from './electron/windows';
import { lockHome } from './homeLock';
import { openLog, outliveBugs } from './log';
import type { StartOptions } from './options';
import { givenObs, readOptions } from './options';
import { t } from './t';

/** Lectern as an Electron app. */

/** How long an ending app waits for the disk and for OBS, ms. */
const endsWithin = 3_000;

/** How long the app waits for the pages to be on their way, ms. */
const pagesWithin = 1_000;

/** The built pages. */
const pages = join(import.meta.dirname, '../renderer');

/** What was drawn is on the screen this long after, ms. */
const frame = 50;

/** What can wait does so until the windows have painted what they show, ms. */
const settlesIn = 2_000;

app.setName('Lectern');
const read = readOptions(process.argv.slice(1), process.env, false);
if (!read.ok) {
  console.error(read.problem);
  app.exit(2);
} else {
  const { home } = read.value;
  if (home !== null) app.setPath('userData', resolve(home));
  mkdirSync(app.getPath('userData'), { recursive: true });
  // One app a home: a second start only brings the first to the front.
  if (app.requestSingleInstanceLock()) run(read.value);
  else app.quit();
}

function run(options: StartOptions): void {
  const home = app.getPath('userData');
  const log = openLog(home);
  outliveBugs(log);
  drawWithoutCard();
  // Ours comes when the windows are seen; Electron would make one of its own before.
  Menu.setApplicationMenu(null);
  registerPages();
  guardPages();
  const locked = lockHome(home);

  /** A console asks for what it needs besides once it is drawn. */
  let drawn = (): void => {};
  const seen = Promise.race([
    new Promise<void>((done) => {
      drawn = () => setTimeout(done, frame);
    }),
    app.whenReady().then(() => after(pagesWithin)),
  ]);

  let live = false;
  let lectern: App | null = null;
  let pictures: CaptionPictures | null = null;
  let consoleIsClosed = false;
  const keepAwake = createAwake();
  const closing = createClosing({
    elapsed: () => performance.now(),
    isLive: () => live,
    warn: (lasts) => lectern?.closeArmed(lasts),
  });
  const memory = openWindowMemory(home);
  if (memory.theme === 'dark') showDarkAtOnce();
  const preload = join(import.meta.dirname, '../preload/index.cjs');
  const windows = createWindows({
    memory,
    preload,
    mayCloseConsole: () => closing.press(),
    consoleClosed() {
      consoleIsClosed = true;
      // Its hidden window would keep the app alive, and one opened from here on would be asked by nobody to close.
      pictures?.dispose();
      app.quit();
    },
  });
  const systemKeys = createSystemKeys((key) => lectern?.press(key));

  /** Dialogs of the system that wait for an answer. */
  let asking = 0;
  let away: Away | null = null;
  const settled = seen.then(() => after(settlesIn));
  let loading: Promise<Away> | null = null;

  /** Nothing of it is needed before a run is live and the windows have painted. */
  function loadAway(): Promise<Away> {
    return (loading ??= settled.then(async () => {
      const { createAway } = await import('./electron/away');
      away = createAway({ windows, memory, preload, isAsking: () => asking > 0 });
      return away;
    }));
  }

  async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
    asking += 1;
    try {
      return await answer;
    } finally {
      asking -= 1;
      away?.look();
    }
  }

  async function start(): Promise<void> {
    await app.whenReady();
    // Not before: Electron puts its own handlers in the place of those that are there.
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    if ((await locked) === 'taken') {
      dialog.showErrorBox(app.name, t('dialog.runningHeadless'));
      app.exit(1);
      return;
    }
    const started = servePages(pages, memory.hostOpen ? 2 : 1);
    guardSession(
      session.defaultSession,
      (contents) => windows.nameOf(contents) === 'producer',
      (saved) => void asked(saved),
    );
    // The pages come first: while their scripts run, the rest of the app is loaded beside them.
    const composed = Promise.race([started, after(pagesWithin)]).then(composeApp);
    acceptScreens(windows.nameOf, (name, transport) => {
      const screen = pressed(
        telling(transport, drawn),
        () => (away?.stripStands ? 'strip' : 'producer') === name,
      );
      void composed.then(({ serve }) => serve(name === 'strip' ? 'producer' : name, screen));
    });
    nativeTheme.themeSource = memory.theme;
    windows.open('producer');
    if (memory.hostOpen) windows.open('host');
    const { app: host } = await composed;
    lectern = host;
    followTheme(host, memory);
    drawCorrectionsAtOnce(host, () => pictures?.prepare());
    powerMonitor.on('suspend', () => host.setAsleep(true));
    powerMonitor.on('resume', () => host.setAsleep(false));
    powerMonitor.on('shutdown', end);
    app.on('second-instance', () => windows.open('producer'));
    await host.start();
    await seen;
    setMenu();
    followRun(host);
  }

  /** What is done for a producer whose console is not in front follows the run and the setting. */
  function followRun({ publisher }: App): void {
    let awaited = false;
    const follow = (): void => {
      away?.follow(live, publisher.published.settings.strip);
      if (!live || awaited) return;
      awaited = true;
      void loadAway().then(follow);
    };
    follow();
    publisher.subscribe(follow);
  }

  async function composeApp(): Promise<Composed> {
    const [{ compose, captionsFolder }, { settingsInElectron }] = await Promise.all([
      import('./compose'),
      import('./electron/settingsElectron'),
    ]);
    let opening: Promise<CaptionPictures> | null = null;
    const drawing = (): Promise<CaptionPictures> => (opening ??= openPictures(captionsFolder(home)));
    return compose({
      home,
      version: app.getVersion(),
      shell: {
        kind: 'electron',
        openWindow(role) {
          windows.open(role);
          return true;
        },
        showStrip() {
          if (live) void loadAway().then((loaded) => loaded.showStrip());
          return live;
        },
        fitStrip: (size) => away?.fitStrip(size),
        tellAlarms(alarms) {
          if (alarms.length > 0 || loading) void loadAway().then((loaded) => loaded.tellAlarms(alarms));
        },
        setSystemKeys: (on) => systemKeys.set(on),
        setLive(now) {
          live = now;
          keepAwake(now);
        },
        files: {
          save: async (name, content) => asked((await files()).save(name, content)),
          print: async (record) => (await files()).print(record),
        },
      },
      openSettings: settingsInElectron,
      keyring: safeStorage,
      seen,
      pages,
      // A window of its own draws them: it does not race those that a person waits for.
      pictures: {
        async render(caption, canvas, graphics, urgency) {
          if (urgency === 'ahead') await settled;
          return (await drawing()).render(caption, canvas, graphics, urgency);
        },
        async renderClip(caption, canvas, graphics, lasts) {
          await settled;
          return (await drawing()).renderClip(caption, canvas, graphics, lasts);
        },
        prune: async (keepFiles) => (await drawing()).prune(keepFiles),
      },
      given: givenObs(options),
      log,
    });
  }

  /** Loaded when the first report is saved. */
  async function files(): Promise<ReportFiles> {
    const { reportFiles } = await import('./electron/reportFiles');
    return reportFiles(() => windows.console(), log);
  }

  async function openPictures(dir: string): Promise<CaptionPictures> {
    const [{ createCaptionPictures }, overlay] = await Promise.all([
      import('./electron/captionPictures'),
      readFile(join(pages, 'overlay/index.html'), 'utf8'),
    ]);
    pictures = createCaptionPictures({
      pageUrl: pageUrl('overlay'),
      dir,
      // It names its styles, scripts and fonts by what is in them.
      drawnBy: createHash('sha256').update(overlay).digest('hex'),
    });
    if (consoleIsClosed) pictures.dispose();
    return pictures;
  }

  const end = (): void => {
    closing.force();
    app.quit();
  };
  // By the menu or the Dock: armed as closing the console is.
  app.on('before-quit', (event) => {
    if (closing.press()) windows.quit();
    else event.preventDefault();
  });
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended || lectern === null) return;
    ended = true;
    event.preventDefault();
    systemKeys.set(false);
    const late = setTimeout(() => app.exit(), endsWithin);
    void lectern.dispose().finally(() => {
      clearTimeout(late);
      app.exit();
    });
  });

  start().catch((error: unknown) => {
    log(`cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    console.error(error);
    app.exit(1);
  });
}

/** Says when a screen makes its first call. */
function telling(transport: ScreenTransport, called: () => void): ScreenTransport {
  return {
    ...transport,
    onMessage(callback) {
      transport.onMessage((raw) => {
        if (typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'call') called();
        callback(raw);
      });
    },
  };
}

/** A system-wide key is for the window that the producer has in sight. */
function pressed(transport: ScreenTransport, isInSight: () => boolean): ScreenTransport {
  return {
    ...transport,
    send(message) {
      if (message.type !== 'press' || isInSight()) transport.send(message);
    },
  };
}

function after(delay: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, delay);
  });
}

/** A name on air that is corrected is to be redrawn at once: what draws it is got ready when the name goes on air. */
function drawCorrectionsAtOnce({ publisher }: App, prepare: () => void): void {
  publisher.subscribe(() => {
    const { session: open, obs } = publisher.published;
    const isOnAir = (open?.run.caption?.shownAt ?? null) !== null;
    const way = obs.observed?.captions.way;
    if (isOnAir && (way === 'clips' || way === 'pictures')) prepare();
  });
}

/** Title bars, and pages before they know better, follow the theme that was chosen. */
function followTheme({ publisher }: App, memory: WindowMemory): void {
  const follow = (): void => {
    const { theme } = publisher.published.settings;
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
    memory.keepTheme(theme);
  };
  follow();
  publisher.subscribe(follow);
}
