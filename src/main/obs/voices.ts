import { isDeepStrictEqual } from 'node:util';
import type { MeterFeed, MeterReading } from '../../contract/messages';
import type { Director, InputMeter, Microphones, Voice } from '../../core/captions/director';
import type { Decibels, Level, MeteredInput, MeterFrame } from '../../core/captions/meters';
import { createMeterClock } from '../../core/captions/meterClock';
import { meterFrame, silence } from '../../core/captions/meters';
import { byMicrophone, microphonesOf } from '../../core/captions/people';
import type { VoiceParameters } from '../../core/captions/voiceParameters';
import type { LevelsTold } from '../../core/obs/observed';
import type { WireData } from '../../core/obs/protocol';
import { listOf, textOf } from '../../core/obs/protocol';
import { inRunTime } from '../../core/run/rehearsal';
import type { State } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import { minute, second } from '../../core/time/units';
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
  /**
   * Who speaks, and which microphones of the segment OBS tells the level of; told when either changes. Also in a rehearsal
   * that leaves OBS alone: people speak in it as they will in the show.
   */
  readonly heard: (voices: readonly Voice[], inputs: readonly string[]) => void;
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
  /** Keeps what is heard from now on; whether there is an OBS to listen to, and nothing is kept already. */
  record(): boolean;
  /** What was kept, which ends it; `null` where nothing was. */
  recorded(): readonly MeterFrame[] | null;
  /** OBS is gone: a voice under way ends. */
  closed(): void;
  dispose(): void;
}

/** OBS sends levels every 50 ms: after so long without any, it sends none, ms. */
const silentAfter: Duration = 2 * second;
/** Screens get ten a second at most, ms. */
const feedEvery: Duration = 100;
const deadline: Duration = 2 * second;
/** More is not kept: it is in memory, some 20 MB of a dozen inputs, ms. */
const longestRecording: Duration = 20 * minute;

export function createVoices(deps: VoicesDeps): Voices {
  const { elapsed, timers, state, session } = deps;
  let director: Director | null = null;
  let parameters: VoiceParameters | null = null;
  let isWatched = false;
  let recording: { readonly since: Duration; readonly frames: MeterFrame[] } | null = null;
  /** The connection that was asked for levels. */
  let asked: Session | null = null;
  let lastFrameAt: Duration = 0;
  let measuredAt = createMeterClock();
  let cancelSilence: () => void = () => {};
  let levels: LevelsTold = 'notAsked';
  /** What the run was told last, on this connection; `null`: nothing yet. */
  let told: Told | null = null;
  const microphones = createMicrophones();
  let feedDue: Duration = 0;
  /** What the screens have. */
  let fed: readonly MeterReading[] | null = null;
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
    const wanted = at !== null && (isWatched || recording !== null || isForRun());
    if (!wanted && asked) stop();
    else if (at && wanted && asked !== at) start(at);
    if (asked) void listenBy(state()?.document.show.voices.parameters ?? parameters);
    if (told && !isForRun()) told = null;
  }

  /** With the parameters of the show. The director is no part of the start: nothing that is seen first waits for it. */
  async function listenBy(next: VoiceParameters | null): Promise<void> {
    if (next === null || isDeepStrictEqual(next, parameters)) return;
    parameters = next;
    const { createDirector } = await import('../../core/captions/director');
    if (parameters === next) director = createDirector(next);
  }

  function start(at: Session): void {
    stop();
    asked = at;
    lastFrameAt = elapsed();
    measuredAt = createMeterClock();
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
    told = null;
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
    director?.forget();
    loudest = {};
    if (told) tell({ ...told, voices: [], inputs: [] });
    fed = [];
    if (isWatched) deps.meters({ at: deps.now(), inputs: fed });
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
    const frame = meterFrame(measuredAt(lastFrameAt), meteredInputs(data));
    if (recording && frame.at - recording.since < longestRecording) recording.frames.push(frame);
    if (!director) return;
    const at = state();
    const scope = microphones(at);
    const voices = director.hear(frame, scope);
    if (at && isForRun()) {
      const inputs = Object.keys(scope).filter((input) => Object.hasOwn(frame.levels, input));
      tell({ runId: at.run.runId, voices, inputs });
    }
    if (isWatched) feed(frame.levels, director);
  }

  function tell(next: Told): void {
    if (told && isSame(told, next)) return;
    told = next;
    const run = state()?.run;
    if (run?.runId !== next.runId) return;
    const [now, real] = [deps.now(), elapsed()];
    const inTimeOfRun = (voice: Voice): Voice => ({
      ...voice,
      since: Math.round(now - inRunTime(run, real - voice.since)),
    });
    deps.heard(next.voices.map(inTimeOfRun), next.inputs);
  }

  function feed(frame: Readonly<Record<string, Level>>, by: Director): void {
    loudest = louder(loudest, frame);
    if (elapsed() < feedDue) return;
    feedDue = Math.max(feedDue + feedEvery, elapsed());
    const inputs = Object.entries(loudest).map(([name, { peak, inputPeak }]): MeterReading => {
      const { level, floor, threshold, standing } = by.meterOf(name) ?? unheard;
      return {
        name,
        peak: seen(peak),
        inputPeak: seen(inputPeak),
        level: seen(level),
        floor: seen(floor),
        threshold: seen(threshold),
        standing,
      };
    });
    loudest = {};
    // Where nothing moves no page is woken.
    if (isDeepStrictEqual(inputs, fed)) return;
    fed = inputs;
    deps.meters({ at: deps.now(), inputs });
  }

  return {
    follow,
    event,
    watch(on) {
      isWatched = on;
      loudest = {};
      fed = null;
      follow();
    },
    record() {
      if (recording || !session()) return false;
      recording = { since: elapsed(), frames: [] };
      follow();
      return true;
    },
    recorded() {
      const frames = recording?.frames ?? null;
      recording = null;
      follow();
      return frames;
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

interface Told {
  readonly runId: string;
  readonly voices: readonly Voice[];
  readonly inputs: readonly string[];
}

/** To half a dB: finer than anybody sees. */
function seen(level: Decibels): Decibels {
  return Math.round(level * 2) / 2;
}

/** Of which input the director knows nothing yet. */
const unheard: InputMeter = { level: silence, floor: silence, threshold: 0, standing: 'quiet' };

/** Whose microphones count; worked out anew when the show or the run changed, not at every frame. */
function createMicrophones(): (state: State | null) => Microphones {
  let of: State | null = null;
  let known: Microphones = {};
  return (state) => {
    if (state === of) return known;
    of = state;
    if (!state) known = {};
    else {
      const { document, run } = state;
      // Before the show people say something, to see whether they are heard.
      known = run.phase === 'live' ? microphonesOf(document.show, run) : byMicrophone(document.show.speakers);
    }
    return known;
  };
}

/** The same people on the same inputs, be they louder or not. */
function isSame(one: Told, other: Told): boolean {
  return (
    one.runId === other.runId &&
    isDeepStrictEqual(one.inputs, other.inputs) &&
    one.voices.length === other.voices.length &&
    one.voices.every((voice) => other.voices.some((also) => isSameVoice(voice, also)))
  );
}

function isSameVoice(one: Voice, other: Voice): boolean {
  return (
    one.input === other.input &&
    one.speakerId === other.speakerId &&
    one.since === other.since &&
    one.muted === other.muted &&
    one.sure === other.sure
  );
}

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
