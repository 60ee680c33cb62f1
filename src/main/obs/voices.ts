import type { MeterFeed } from '../../contract/messages';
import { type Level, type MeteredInput, meterFrame, silence } from '../../core/captions/meters';
import type { LevelsTold } from '../../core/obs/observed';
import type { WireData } from '../../core/obs/protocol';
import { listOf, textOf } from '../../core/obs/protocol';
import type { State } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Session } from './session';

export interface VoicesDeps {
  /** The run's clock. */
  readonly now: () => Instant;
  /** For spans of time: no setting of the clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  readonly state: () => State | null;
  readonly session: () => Session | null;
  /** For the screens that watch. */
  readonly meters: (feed: MeterFeed) => void;
  readonly changed: (levels: LevelsTold) => void;
}

/**
 * Who is heard, from OBS's own meters. They are asked for only while somebody wants them: a run that is live, of a show
 * whose people have microphones, or a screen that watches. To listen changes nothing in OBS.
 */
export interface Voices {
  /** The run or the show changed, or OBS is there. */
  follow(): void;
  /** `InputVolumeMeters`. */
  event(data: WireData): void;
  /** A screen shows meters, or none does any more. */
  watch(on: boolean): void;
  /** OBS is gone: a voice under way ends. */
  closed(): void;
  dispose(): void;
}

/** OBS sends levels every 50 ms: after so long without any, it sends none, ms. */
const silentAfter: Duration = 2 * second;
/** Screens get ten a second at most, ms. */
const feedEvery: Duration = 100;
const deadline: Duration = 2 * second;

export function createVoices(deps: VoicesDeps): Voices {
  const { elapsed, timers, state, session } = deps;
  let isWatched = false;
  /** The connection that was asked for levels. */
  let asked: Session | null = null;
  let lastFrameAt: Duration = 0;
  let cancelSilence: () => void = () => {};
  let levels: LevelsTold = 'notAsked';
  let feedDue: Duration = 0;
  /** The loudest since the last feed, by input. */
  let loudest: Readonly<Record<string, Level>> = {};

  function isForRun(): boolean {
    const at = state();
    return (
      at?.run.phase === 'live' && at.document.show.speakers.some(({ microphone }) => microphone !== null)
    );
  }

  function follow(): void {
    const at = session();
    const wanted = at !== null && (isWatched || isForRun());
    if (!wanted && asked) stop();
    else if (at && wanted && asked !== at) start(at);
  }

  function start(at: Session): void {
    stop();
    asked = at;
    lastFrameAt = elapsed();
    set('coming');
    void at.wire.hearLevels(true, deadline);
    watchForSilence(silentAfter);
  }

  function stop(): void {
    if (!asked) return;
    const at = asked;
    asked = null;
    if (at === session()) void at.wire.hearLevels(false, deadline);
    cancelSilence();
    nothingHeard();
    set('notAsked');
  }

  function watchForSilence(after: Duration): void {
    cancelSilence();
    cancelSilence = timers.after(after, () => {
      const left = lastFrameAt + silentAfter - elapsed();
      if (left > 0) return watchForSilence(left);
      set('none');
      nothingHeard();
    });
  }

  /** What was heard before says nothing of what comes after. */
  function nothingHeard(): void {
    loudest = {};
    if (isWatched) deps.meters({ at: deps.now(), inputs: [] });
  }

  function set(next: LevelsTold): void {
    if (next === levels) return;
    levels = next;
    deps.changed(next);
  }

  function event(data: WireData): void {
    if (!asked) return;
    lastFrameAt = elapsed();
    if (levels !== 'coming') {
      set('coming');
      watchForSilence(silentAfter);
    }
    if (isWatched) feed(meterFrame(lastFrameAt, meteredInputs(data)).levels);
  }

  function feed(frame: Readonly<Record<string, Level>>): void {
    loudest = louder(loudest, frame);
    if (elapsed() < feedDue) return;
    feedDue = Math.max(feedDue + feedEvery, elapsed());
    const inputs = Object.entries(loudest).map(([name, { peak, inputPeak }]) => {
      const { level, floor, threshold, standing } = unheard;
      return { name, peak, inputPeak, level, floor, threshold, standing };
    });
    loudest = {};
    deps.meters({ at: deps.now(), inputs });
  }

  return {
    follow,
    event,
    watch(on) {
      isWatched = on;
      loudest = {};
      follow();
    },
    closed() {
      stop();
    },
    dispose() {
      asked = null;
      cancelSilence();
    },
  };
}

const unheard = { level: silence, floor: silence, threshold: 0, standing: 'quiet' } as const;

/** Of two frames, so that no peak between two feeds is missed; who is missing in the later one is not active any more. */
function louder(
  before: Readonly<Record<string, Level>>,
  now: Readonly<Record<string, Level>>,
): Readonly<Record<string, Level>> {
  return Object.fromEntries(
    Object.entries(now).map(([name, level]) => {
      const was = before[name];
      return [
        name,
        was
          ? {
              magnitude: Math.max(was.magnitude, level.magnitude),
              peak: Math.max(was.peak, level.peak),
              inputPeak: Math.max(was.inputPeak, level.inputPeak),
            }
          : level,
      ];
    }),
  );
}

/** What OBS sends is looked at before it is believed. */
function meteredInputs(data: WireData): readonly MeteredInput[] {
  return listOf(data, 'inputs').flatMap((input): readonly MeteredInput[] => {
    const inputName = textOf(input, 'inputName');
    const channels = input['inputLevelsMul'];
    if (inputName === null || !Array.isArray(channels)) return [];
    return [{ inputName, inputLevelsMul: channels.map(numbersOf) }];
  });
}

function numbersOf(channel: unknown): readonly number[] {
  return Array.isArray(channel) ? channel.map((value) => (typeof value === 'number' ? value : 0)) : [];
}
