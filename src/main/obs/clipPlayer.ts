import { clipTimesOf } from '../../core/captions/clip';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { ReadyClip } from './captionClips';

/** Where the clip on screen is, reckoned from when it began. */
export interface ClipPlayer {
  /** It plays from its start. */
  started(clip: Pick<ReadyClip, 'leavesAt' | 'endsAt'>): void;
  /** It was sent to its way out. */
  leaves(): void;
  /** OBS said where it is, and how long it is, ms. */
  foundAt(cursor: Duration, length: Duration): void;
  /** None is on screen, or nothing is known of it. */
  forget(): void;
  /** `open`: it can be sent there; `underWay`: it goes, or is about to; `none`: it has to be cut. */
  wayOut(): 'open' | 'underWay' | 'none';
  /** Where its way out begins, ms. */
  readonly leavesAt: Duration;
  /** Whether it goes clearly before so much time has passed, ms. */
  leavesWithin(time: Duration): boolean;
}

/** A way out that begins within this time is waited for, ms: OBS takes a moment to start what it is told to show. */
const soon: Duration = 300;
/**
 * Sent forward by less than 2 s, OBS takes the frames for early ones and holds them back (`MAX_TS_VAR` of its
 * `obs-source.c`): the name would stay, and then be gone. With room for what is reckoned; ms.
 */
const shortestLeap: Duration = 2_300;
/** The end is told within this time, ms. */
const endIsTold: Duration = second;

interface Playing extends Pick<ReadyClip, 'leavesAt' | 'endsAt'> {
  readonly startedAt: Duration;
}

export function createClipPlayer({
  elapsed,
  timers,
  over,
}: {
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  /** It should have ended, and OBS did not say so. */
  readonly over: () => void;
}): ClipPlayer {
  let playing: Playing | null = null;
  let cancel: () => void = () => {};

  function play(clip: Pick<ReadyClip, 'leavesAt' | 'endsAt'>, from: Duration): void {
    const { leavesAt, endsAt } = clip;
    playing = { leavesAt, endsAt, startedAt: elapsed() - from };
    cancel();
    cancel = timers.after(Math.max(0, endsAt - from) + endIsTold, over);
  }

  return {
    started: (clip) => play(clip, 0),
    leaves() {
      if (playing) play(playing, playing.leavesAt);
    },
    foundAt(cursor, length) {
      play(clipTimesOf(length), cursor);
    },
    forget() {
      playing = null;
      cancel();
    },
    leavesWithin: (time) =>
      playing !== null && playing.startedAt + playing.leavesAt + soon < elapsed() + time,
    wayOut() {
      const at = playing ? elapsed() - playing.startedAt : 0;
      if (!playing || at >= playing.endsAt + endIsTold) return 'none';
      if (at >= playing.leavesAt - soon) return 'underWay';
      return playing.leavesAt - at < shortestLeap ? 'none' : 'open';
    },
    get leavesAt() {
      return playing?.leavesAt ?? 0;
    },
  };
}
