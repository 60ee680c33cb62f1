import type { Duration } from '../../core/time/units';
import type { Timers } from '../app/timers';

/** An alarm that is gone sooner was none: OBS and the run tell of a take one after the other. */
export const standsFor: Duration = 500;

/** Flags the taskbar for each alarm once, while the console is not in front. */
export interface AlarmFlag {
  /** The alarms that are on now, by name. */
  tell(alarms: readonly string[]): void;
  /** The console has the focus: whatever it is, it is seen. */
  consoleInFront(): void;
}

export interface AlarmFlagDeps {
  readonly timers: Timers;
  readonly isConsoleInFront: () => boolean;
  readonly raise: () => void;
  readonly lower: () => void;
}

export function createAlarmFlag(deps: AlarmFlagDeps): AlarmFlag {
  /** How each that is on is called off before it flags; `null` once its time has come. */
  const known = new Map<string, (() => void) | null>();
  /** Those that it is up for. */
  const flagged = new Set<string>();

  function lower(): void {
    if (flagged.size === 0) return;
    flagged.clear();
    deps.lower();
  }

  function stands(alarm: string): void {
    known.set(alarm, null);
    if (deps.isConsoleInFront()) return;
    flagged.add(alarm);
    deps.raise();
  }

  return {
    tell(alarms) {
      for (const [alarm, cancel] of known) {
        if (alarms.includes(alarm)) continue;
        cancel?.();
        known.delete(alarm);
        if (flagged.size === 1 && flagged.has(alarm)) lower();
        else flagged.delete(alarm);
      }
      for (const alarm of alarms) {
        if (known.has(alarm)) continue;
        known.set(
          alarm,
          deps.timers.after(standsFor, () => stands(alarm)),
        );
      }
    },
    consoleInFront: lower,
  };
}
