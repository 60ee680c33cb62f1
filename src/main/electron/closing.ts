import type { Duration } from '../../core/time/units';

/** How long the first press counts, and how soon the second may come. */
const armedFor: Duration = 3_000;
const soonest: Duration = 400;

/**
 * Closing the console while a run is live takes two presses, like everything else that could hurt it. The run
 * itself goes on from its journal at the next start either way.
 */
export interface Closing {
  /**
   * Whether this press closes; one that arms calls `warn` with how long it stays armed. Once it closes, all that
   * follows from it does.
   */
  press(): boolean;
  /** The system ends the app (a signal, a shutdown): nobody is asked. */
  force(): void;
}

export function createClosing(deps: {
  /** Never set, ms: what was armed before the clock was set is not armed for an hour. */
  readonly elapsed: () => Duration;
  readonly isLive: () => boolean;
  readonly warn: (lasts: Duration) => void;
}): Closing {
  let armedAt: Duration | null = null;
  let isClosing = false;
  return {
    press() {
      const now = deps.elapsed();
      const since = armedAt === null ? Infinity : now - armedAt;
      isClosing ||= !deps.isLive() || (since >= soonest && since <= armedFor);
      if (isClosing) return true;
      // A doubled click arms once: the second press is the one that was thought about.
      if (since > armedFor) {
        armedAt = now;
        deps.warn(armedFor);
      }
      return false;
    },
    force() {
      isClosing = true;
    },
  };
}
