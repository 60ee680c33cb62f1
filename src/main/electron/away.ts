import { BrowserWindow, app } from 'electron';
import { realTimers } from '../app/timers';
import { createAlarmFlag } from './alarmFlag';
import type { Size } from './placement';
import { createStandIn } from './standIn';
import { createStripWindow } from './stripWindow';
import type { WindowMemory } from './windowMemory';
import type { AppWindows } from './windows';

/** What is done for a producer who has another program in front: the strip, and the flag in the taskbar. */
export interface Away {
  follow(live: boolean, stripWanted: boolean): void;
  /** Something may have come to an end that had the focus. */
  look(): void;
  showStrip(): void;
  fitStrip(size: Size): void;
  readonly stripStands: boolean;
  tellAlarms(alarms: readonly string[]): void;
}

export interface AwayOptions {
  readonly windows: AppWindows;
  readonly memory: WindowMemory;
  readonly preload: string;
  /** Whether a dialog of ours has the focus: no window has it then, and yet nobody is away. */
  readonly isAsking: () => boolean;
}

/** Loaded when a run is live: no start waits for it. */
export function createAway(options: AwayOptions): Away {
  const { windows } = options;
  const strip = createStripWindow({ ...options, putAway: () => standIn.putAway() });
  const standIn = createStandIn({
    timers: realTimers,
    consoleIsAway,
    show: () => strip.show(),
    hide: () => strip.hide(),
    drop: () => strip.drop(),
  });
  const flag = createAlarmFlag({
    timers: realTimers,
    isConsoleInFront: () => windows.console()?.isFocused() === true,
    ...taskbar(() => windows.console()),
  });

  function consoleIsAway(): boolean {
    const console = windows.console();
    if (console === null) return false;
    if (console.isMinimized() || !console.isVisible()) return true;
    const focused = BrowserWindow.getFocusedWindow();
    return !options.isAsking() && (focused === null || strip.is(focused));
  }

  function seeConsole(): void {
    standIn.consoleInFront();
    flag.consoleInFront();
  }

  app.on('browser-window-focus', (_event, window) => {
    if (window === windows.console()) seeConsole();
    else standIn.look();
  });
  app.on('browser-window-blur', () => standIn.look());
  const console = windows.console();
  console?.on('minimize', () => standIn.look());
  console?.on('hide', () => standIn.look());

  return {
    follow(live, stripWanted) {
      standIn.follow(live, stripWanted);
      if (!live) flag.tell([]);
    },
    look: () => standIn.look(),
    showStrip: () => standIn.show(),
    fitStrip: (size) => strip.fit(size),
    get stripStands() {
      return standIn.stands;
    },
    tellAlarms: (alarms) => flag.tell(alarms),
  };
}

/** How each system says that a window wants to be looked at. */
function taskbar(console: () => BrowserWindow | null): {
  readonly raise: () => void;
  readonly lower: () => void;
} {
  let bounce: number | null = null;
  return {
    raise() {
      if (app.dock) bounce = app.dock.bounce('critical');
      else console()?.flashFrame(true);
    },
    lower() {
      if (bounce !== null) app.dock?.cancelBounce(bounce);
      bounce = null;
      if (!app.dock) console()?.flashFrame(false);
    },
  };
}
