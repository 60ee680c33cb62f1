import { uptime } from 'node:os';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';

/** The process's clock: a wall instant at the start plus monotonic time, so that elapsed time is never disturbed. */
export interface Clock {
  now(): Instant;
  /** For spans of time, which no setting of a clock disturbs; may stand still while the machine sleeps, whole ms. */
  elapsed(): Duration;
  /** Compares with the machine's wall clock and takes over what parted; the caller journals what it was. */
  check(): readonly ClockChange[];
}

/** What came between the clocks; both are reports to the run. */
export type ClockChange =
  | { readonly type: 'slept'; readonly duration: Duration }
  | { readonly type: 'clockStepped'; readonly by: Duration };

/** What the machine's clocks say, ms. */
export interface ClockSources {
  /** Wall time; a person or the network may set it. */
  wall(): Instant;
  /** Never set; stands still while the machine sleeps (on Windows it goes on). */
  monotonic(): Duration;
  /** Time since the machine was started, sleep included. */
  uptime(): Duration;
}

/** Clocks part by this much before it is an event, ms. */
const apart: Duration = second;

export const machineClocks: ClockSources = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => uptime() * second,
};

/**
 * The clock of this process. Nothing tells a process that its machine slept or that the clock was set, so whoever
 * owns it calls `check` before acting on the time: at every command and report, when the wake timer fires, when a screen
 * asks what time it is, when the machine says that it resumed.
 */
export function createClock(sources: ClockSources): Clock {
  let offset = sources.wall() - sources.monotonic();
  let sleepSeen = sources.uptime() - sources.monotonic();
  const now = (): Instant => Math.floor(sources.monotonic() + offset);

  return {
    now,
    elapsed: () => Math.floor(sources.monotonic()),
    check() {
      if (Math.abs(sources.wall() - now()) <= apart) return [];
      const changes: ClockChange[] = [];
      const asleep = sources.uptime() - sources.monotonic() - sleepSeen;
      if (asleep > apart) {
        // Sleep counts as elapsed: the show went on without us.
        const duration = Math.round(asleep);
        sleepSeen += asleep;
        offset += duration;
        changes.push({ type: 'slept', duration });
      }
      const by = Math.round(sources.wall() - now());
      if (Math.abs(by) > apart) {
        offset += by;
        changes.push({ type: 'clockStepped', by });
      }
      return changes;
    },
  };
}
