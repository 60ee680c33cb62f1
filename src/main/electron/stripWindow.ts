import { BrowserWindow, screen } from 'electron';
import type { Size } from './placement';
import { placeStrip } from './placement';
import { pageUrl } from './protocol';
import type { WindowMemory } from './windowMemory';
import type { AppWindows } from './windows';
import { background, walled } from './windows';

/** The strip's window: made when it is first shown, hidden in between, gone with the run. */
export interface StripWindow {
  /** Over everything, without taking the focus from whoever has it. */
  show(): void;
  hide(): void;
  /** As large as its page is. */
  fit(size: Size): void;
  drop(): void;
  is(window: BrowserWindow | null): boolean;
}

export interface StripWindowOptions {
  readonly windows: AppWindows;
  readonly memory: WindowMemory;
  readonly preload: string;
  /** Its own button, or the window manager, closes it. */
  readonly putAway: () => void;
}

/** Until its page says how large it is; that follows the person's zoom, and an alarm. */
const firstSize: Size = { width: 712, height: 58 };

/** A press this soon after it came was meant for what it came to lie over, ms. */
const passesThrough = 500;

/** What its page needs for less than this is no reason to change its size, ms. */
const briefly = 100;

/** A window that is moved settles before its place is kept, ms. */
const settled = 500;

export function createStripWindow(options: StripWindowOptions): StripWindow {
  const { windows, memory } = options;
  let there: BrowserWindow | null = null;
  let size = firstSize;
  /** Where the person put it; `null` until they have. */
  let put = memory.place('strip');
  let drawn = false;
  let wanted = false;
  let fitting: NodeJS.Timeout | undefined;

  function create(): BrowserWindow {
    const window = new BrowserWindow({
      ...bounds(),
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // macOS: a panel does not bring the app's other windows along, and hears the press that gives it the focus.
      ...(process.platform === 'darwin' && { type: 'panel', acceptFirstMouse: true }),
      title: 'Lectern',
      backgroundColor: background(),
      webPreferences: walled(options.preload),
    });
    windows.adopt('strip', window);
    // Over a presentation or a call that fills the screen, too.
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.once('ready-to-show', () => {
      drawn = true;
      if (wanted) present(window);
    });
    keepPlace(window);
    window.once('closed', () => {
      there = null;
      drawn = false;
      if (wanted) options.putAway();
    });
    void window.loadURL(pageUrl('strip'));
    return window;
  }

  function bounds(): ReturnType<typeof placeStrip> {
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    return placeStrip(put, size, screens);
  }

  function present(window: BrowserWindow): void {
    window.setBounds(bounds());
    window.setIgnoreMouseEvents(true);
    window.showInactive();
    setTimeout(() => {
      if (!window.isDestroyed()) window.setIgnoreMouseEvents(false);
    }, passesThrough);
  }

  /** What moved it was a hand, unless it is where we put it. */
  function keepPlace(window: BrowserWindow): void {
    let timer: NodeJS.Timeout | undefined;
    window.on('move', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = window.getBounds();
        const ours = bounds();
        if (!window.isVisible() || (now.x === ours.x && now.y === ours.y)) return;
        put = { ...now, maximized: false, fullScreen: false };
        memory.keep('strip', put);
      }, settled);
    });
    window.once('closed', () => clearTimeout(timer));
  }

  return {
    show() {
      wanted = true;
      there ??= create();
      if (drawn) present(there);
    },
    hide() {
      wanted = false;
      there?.hide();
    },
    fit(needed) {
      clearTimeout(fitting);
      fitting = setTimeout(() => {
        size = needed;
        if (there && !there.isDestroyed()) there.setBounds(bounds());
      }, briefly);
    },
    drop() {
      wanted = false;
      there?.destroy();
    },
    is: (window) => window !== null && window === there,
  };
}
