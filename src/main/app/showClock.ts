import { latestInstant } from '../../core/run/clockStep';
import type { Run } from '../../core/run/model';
import { speedOf } from '../../core/run/rehearsal';
import type { Pace } from '../../core/time/pace';
import { paced, realSpan } from '../../core/time/pace';
import type { Instant } from '../../core/time/units';
import type { Clock, ClockChange } from './clock';
import type { Timers } from './timers';

/** What time it is for the open show: the machine's, or in a rehearsal one of its own. */
export interface ShowClock extends Pick<Clock, 'now' | 'check'> {
  /** Timers by this clock: `after` counts its time. */
  readonly timers: Timers;
  /** `null`: it is the machine's. */
  readonly pace: Pace | null;
  /** Goes as this run has it. One that goes on after the app was away goes on at `last`, the latest that is known of it. */
  follow(run: Run | null, last?: Instant): void;
  /** The machine is about to sleep, or woke. A rehearsal stands meanwhile, also where no clock tells of it (Windows). */
  setAsleep(is: boolean): void;
}

interface Timer {
  readonly at: Instant;
  readonly callback: () => void;
  cancel: () => void;
}

export function createShowClock(clock: Clock, timers: Timers): ShowClock {
  let pace: Pace | null = null;
  let runId: string | null = null;
  /** How fast it goes while the machine is awake. */
  let awake = 1;
  let asleep = false;
  const waiting = new Set<Timer>();
  const now = (): Instant => Math.floor(paced(pace, clock.now()));

  function set(next: Pace | null): void {
    pace = next;
    for (const timer of waiting) {
      timer.cancel();
      schedule(timer);
    }
  }

  function schedule(timer: Timer): void {
    const left = realSpan(pace, Math.max(0, timer.at - now()));
    timer.cancel = Number.isFinite(left) ? timers.after(left, () => fire(timer)) : () => {};
  }

  function fire(timer: Timer): void {
    waiting.delete(timer);
    timer.callback();
  }

  return {
    now,
    get pace() {
      return pace;
    },
    timers: {
      after(delay, callback) {
        const timer: Timer = { at: now() + delay, callback, cancel: () => {} };
        waiting.add(timer);
        schedule(timer);
        return () => {
          waiting.delete(timer);
          timer.cancel();
        };
      },
    },
    follow(run, last) {
      const rehearsal = run?.rehearsal ?? null;
      if (!run || !rehearsal) {
        runId = null;
        if (pace !== null) set(null);
        return;
      }
      awake = speedOf(run);
      const speed = asleep ? 0 : awake;
      if (runId === run.runId && pace?.speed === speed) return;
      const known = Math.max(rehearsal.from, last ?? -Infinity, latestInstant(run) ?? -Infinity);
      const at = runId === run.runId ? now() : known;
      runId = run.runId;
      set({ real: clock.now(), at, speed });
    },
    setAsleep(is) {
      asleep = is;
      const speed = is ? 0 : awake;
      if (pace !== null && pace.speed !== speed) set({ real: clock.now(), at: now(), speed });
    },
    check(): readonly ClockChange[] {
      const changes = clock.check();
      if (pace === null || changes.length === 0) return changes;
      // Nothing of a rehearsal hangs on the machine's clock: it slept, or was set, and the rehearsal stood.
      const by = changes.reduce(
        (sum, change) => sum + (change.type === 'slept' ? change.duration : change.by),
        0,
      );
      pace = { ...pace, real: pace.real + by };
      return [];
    },
  };
}
