import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WebContents, WebPreferences } from 'electron';
import type { Role } from '../../contract/roles';
import { placeWindow } from './placement';
import { pageUrl } from './protocol';
import type { WindowMemory, WindowName } from './windowMemory';

export interface WindowsOptions {
  readonly memory: WindowMemory;
  readonly preload: string;
  /** The person closes the console: whether it may close. */
  readonly mayCloseConsole: () => boolean;
  readonly consoleClosed: () => void;
}

/** The console, the host view and the strip, at most one of each. */
export interface AppWindows {
  /** Opens a window, or brings the one there is to the front. */
  open(role: Role): void;
  /** Makes a window one of ours until it is closed. */
  adopt(name: WindowName, window: BrowserWindow): void;
  /** Which of our windows these contents are of; null for all others. */
  nameOf(contents: WebContents): WindowName | null;
  /** The console's, where it is open: what asks the producer something belongs to it. */
  console(): BrowserWindow | null;
  /** From now on windows close without asking, and what was open counts as open at the next start. */
  quit(): void;
}

const sizes = {
  producer: { width: 1600, height: 900, minWidth: 1180, minHeight: 720 },
  host: { width: 1280, height: 720, minWidth: 640, minHeight: 400 },
} as const;

/** `--bg-app` of the pages: what is seen until their first frame. */
const backgrounds = { dark: '#090a0d', light: '#ebedef' } as const;

/** A window that moves or is resized settles before its place is kept, ms. */
const settled = 500;

export function createWindows(options: WindowsOptions): AppWindows {
  const { memory } = options;
  const windows = new Map<WindowName, BrowserWindow>();
  let quitting = false;

  function open(role: Role): void {
    const there = windows.get(role);
    if (there) {
      toFront(there);
      return;
    }
    const window = create(role);
    adopt(role, window);
    window.on('close', (event) => {
      if (role === 'producer' && !quitting && !options.mayCloseConsole()) event.preventDefault();
    });
    window.once('closed', () => {
      if (role === 'producer') options.consoleClosed();
      else if (!quitting) memory.keepHostOpen(false);
    });
    if (role === 'host') memory.keepHostOpen(true);
    void window.loadURL(pageUrl(role));
  }

  function adopt(name: WindowName, window: BrowserWindow): void {
    windows.set(name, window);
    window.once('closed', () => windows.delete(name));
    // Alt belongs to the rundown; the menu's own keys work without a bar.
    window.setMenuBarVisibility(false);
    reviveWhenGone(window);
  }

  function create(role: Role): BrowserWindow {
    const { minWidth, minHeight, ...size } = sizes[role];
    const place = memory.place(role);
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...placeWindow(place, size, screens),
      minWidth,
      minHeight,
      show: false,
      fullscreen: place?.fullScreen === true,
      title: 'Lectern',
      backgroundColor: background(),
      webPreferences: {
        ...walled(options.preload),
        // A covered console must go on counting, and go on listening.
        backgroundThrottling: false,
      },
    });
    window.once('ready-to-show', () => {
      // The view that the page came to is now and then white until it has been told again.
      window.setBackgroundColor(background());
      if (place?.maximized === true) window.maximize();
      window.show();
    });
    keepPlace(role, window);
    return window;
  }

  function keepPlace(role: Role, window: BrowserWindow): void {
    let timer: NodeJS.Timeout | undefined;
    const keep = (): void => {
      if (window.isDestroyed() || window.isMinimized() || !window.isVisible()) return;
      memory.keep(role, {
        ...window.getNormalBounds(),
        maximized: window.isMaximized(),
        fullScreen: window.isFullScreen(),
      });
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, settled);
    };
    // Maximizing and leaving or entering full screen resize, too.
    window.on('move', soon);
    window.on('resize', soon);
    window.on('close', keep);
    window.once('closed', () => clearTimeout(timer));
  }

  nativeTheme.on('updated', () => {
    for (const window of windows.values()) window.setBackgroundColor(background());
  });
  return {
    open,
    adopt,
    nameOf(contents) {
      for (const [name, window] of windows) if (window.webContents === contents) return name;
      return null;
    },
    console: () => windows.get('producer') ?? null,
    quit() {
      quitting = true;
    },
  };
}

/** What each page of ours runs in. */
export function walled(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  };
}

export function background(): string {
  return backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
}

function toFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A page whose process died is loaded again; what it showed is the host's and comes back with it. */
function reviveWhenGone(window: BrowserWindow): void {
  const tooOften = 3;
  const within = 60_000;
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < within), now];
    if (deaths.length <= tooOften) window.webContents.reload();
  });
}
