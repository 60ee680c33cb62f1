import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';

export interface Timers {
  readonly after: (delay: Duration, run: () => void) => () => void;
}

export const pageTimers: Timers = {
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};

/** It beats no more often than this, however fast the host's clock goes, ms. */
const shortestBeat: Duration = 100;

/** A timer may fire this much early; the second that it was set for is meant all the same, ms. */
const early: Duration = 20;

/**
 * One beat for everything on screen that counts: the host's whole second. All digits of a window, and of two
 * windows side by side, flip together. It beats only while something listens.
 */
export interface Ticker {
  /** The whole second that the screen shows now. */
  readonly now: () => Instant;
  readonly subscribe: (listener: () => void) => () => void;
  /** The host's clock was corrected: beat by it from now on. `meanwhile` is drawn by it, before anybody else is told. */
  realign(meanwhile?: () => void): void;
}

export function createTicker(
  hostNow: () => Instant,
  timers: Timers,
  speed: () => number = () => 1,
  eachBeat: () => void = () => {},
): Ticker {
  const listeners = new Set<() => void>();
  let shown = wholeSecond(hostNow());
  let cancel: (() => void) | null = null;

  function schedule(): void {
    cancel?.();
    const now = hostNow();
    const left = second - (now - wholeSecond(now));
    const rate = speed();
    // A clock that stands is looked at all the same: this machine may sleep meanwhile.
    const wait = rate === 1 ? left : rate === 0 ? second : Math.max(shortestBeat, left / rate);
    cancel = timers.after(wait, beat);
  }

  function beat(): void {
    // Of a clock that goes past several seconds in a beat none in particular is meant.
    const isEach = second / speed() >= shortestBeat;
    refresh(wholeSecond(hostNow() + (isEach ? early * speed() : 0)));
    eachBeat();
    if (listeners.size > 0) schedule();
  }

  function refresh(latest: Instant): void {
    if (latest === shown) return;
    shown = latest;
    tell();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  return {
    now: () => (listeners.size > 0 ? shown : wholeSecond(hostNow())),
    subscribe: (listener) => {
      if (listeners.size === 0) {
        shown = wholeSecond(hostNow());
        schedule();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancel?.();
        cancel = null;
      };
    },
    realign: (meanwhile) => {
      const before = shown;
      shown = wholeSecond(hostNow());
      meanwhile?.();
      if (shown !== before) tell();
      if (listeners.size > 0) schedule();
    },
  };
}

/** The whole second that an instant lies in. What is counted on screen is counted between whole seconds. */
export function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / second) * second;
}
