import type { Duration } from '../../core/time/units';
import type { Timers } from '../app/timers';

/** The console is out of sight this long before its strip comes: a flicker of the focus is nothing. */
export const flicker: Duration = 400;

/** What decides whether the strip stands in, apart from windows. */
export interface StandIn {
  readonly stands: boolean;
  /** Whether a run is live, and whether the strip is wanted while another program is in front. */
  follow(live: boolean, wanted: boolean): void;
  /** The focus went somewhere, or the console was minimised or hidden. */
  look(): void;
  /** The console has the focus: the strip goes, and one that was put away may come again. */
  consoleInFront(): void;
  /** Until the console has had the focus again. */
  putAway(): void;
  /** By hand: also beside the console, until that is in front the next time. */
  show(): void;
}

export interface StandInDeps {
  readonly timers: Timers;
  /** Whether the console cannot be worked: another program is in front, or it is minimised or hidden. */
  readonly consoleIsAway: () => boolean;
  readonly show: () => void;
  readonly hide: () => void;
  /** No run is live: nothing of the strip is kept. */
  readonly drop: () => void;
}

/** The strip stands in for the console while a run is live and the console is away; the console sends it off. */
export function createStandIn(deps: StandInDeps): StandIn {
  let live = false;
  let wanted = false;
  let isPutAway = false;
  let stands = false;
  let cancel: (() => void) | null = null;

  function stand(on: boolean): void {
    cancel?.();
    cancel = null;
    if (on === stands) return;
    stands = on;
    if (on) deps.show();
    else deps.hide();
  }

  function mayCome(): boolean {
    return live && wanted && !isPutAway && !stands && deps.consoleIsAway();
  }

  function look(): void {
    if (!mayCome()) {
      cancel?.();
      cancel = null;
      return;
    }
    cancel ??= deps.timers.after(flicker, () => {
      cancel = null;
      if (mayCome()) stand(true);
    });
  }

  return {
    get stands() {
      return stands;
    },
    follow(nowLive, nowWanted) {
      if (nowLive === live && nowWanted === wanted) return;
      const ended = live && !nowLive;
      live = nowLive;
      wanted = nowWanted;
      if (!live || !wanted) stand(false);
      if (ended) {
        isPutAway = false;
        deps.drop();
      }
      look();
    },
    look,
    consoleInFront() {
      isPutAway = false;
      stand(false);
    },
    putAway() {
      isPutAway = true;
      stand(false);
    },
    show() {
      if (live) stand(true);
    },
  };
}
