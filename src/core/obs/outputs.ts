import type { Duration, Instant } from '../time/units';
import type { RequestName, WireData } from './protocol';
import { flagOf, numberOf, textOf } from './protocol';

/** What carries the program out of OBS: to a streaming service, into a file, into a meeting. */
export const programOutputs = ['stream', 'record', 'virtualCam'] as const;

export type ProgramOutput = (typeof programOutputs)[number];

/** All that OBS can start and stop. The replay buffer keeps the last seconds; until they are saved, nothing comes out. */
export const outputNames = [...programOutputs, 'replayBuffer'] as const;

export type OutputName = (typeof outputNames)[number];

/** Where an output stands, by OBS's word. */
export type OutputState =
  /** `ended`: it never came up, or it stopped although nobody stopped it; `null` where there is nothing to say. */
  | { readonly status: 'off'; readonly ended: 'failed' | 'dropped' | null }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly since: Instant }
  /** A recording that writes nothing for now; `ran` is what it has, ms. */
  | { readonly status: 'paused'; readonly ran: Duration }
  /** The stream's server is gone and OBS tries to reach it; `since` is when the stream began. */
  | { readonly status: 'reconnecting'; readonly since: Instant }
  | { readonly status: 'stopping' }
  /** This OBS has none: no driver for a virtual camera, no replay buffer in its settings. */
  | { readonly status: 'unavailable' };

export type OutputChange =
  | 'started'
  | 'paused'
  | 'reconnecting'
  | 'reconnected'
  | 'stopped'
  | 'failed'
  | 'dropped';

export type Outputs = Readonly<Record<OutputName, OutputState>>;

export const noOutputs: Outputs = {
  stream: { status: 'off', ended: null },
  record: { status: 'off', ended: null },
  virtualCam: { status: 'off', ended: null },
  replayBuffer: { status: 'off', ended: null },
};

/** What asks each of them how it stands. */
export const statusRequests = {
  stream: 'GetStreamStatus',
  record: 'GetRecordStatus',
  virtualCam: 'GetVirtualCamStatus',
  replayBuffer: 'GetReplayBufferStatus',
} as const satisfies Readonly<Record<OutputName, RequestName>>;

/** Whether it was started and not stopped: one that looks for its server or is paused is still on. */
export function isOn({ status }: OutputState): boolean {
  return status !== 'off' && status !== 'stopping' && status !== 'unavailable';
}

/** Whether something comes out of it now. */
export function isRunning({ status }: OutputState): boolean {
  return status === 'on';
}

/** Whether it comes up, or goes down, in its own time. */
export function isOnItsWay({ status }: OutputState): boolean {
  return status === 'starting' || status === 'stopping';
}

/** Whether it has come to what was asked for: to run, or not to. */
export function isAs(output: OutputState, on: boolean): boolean {
  return !isOnItsWay(output) && isOn(output) === on;
}

/**
 * What is known after a look, for which OBS is asked while something is on its way: until it has come up OBS calls it
 * off, and until it is down, on.
 */
export function looksOf(before: Outputs, read: Outputs): Outputs {
  const seen = (name: OutputName): OutputState => {
    const was = before[name];
    return isOnItsWay(was) && isOn(read[name]) === (was.status === 'stopping') ? was : read[name];
  };
  return {
    stream: seen('stream'),
    record: seen('record'),
    virtualCam: seen('virtualCam'),
    replayBuffer: seen('replayBuffer'),
  };
}

/** What one of `statusRequests` said at `now`; `null` stands for a refusal. */
export function outputOfStatus(data: WireData | null, now: Instant): OutputState {
  if (data === null) return { status: 'unavailable' };
  // Virtual camera and replay buffer do not say how long they have run.
  const ran = numberOf(data, 'outputDuration') ?? 0;
  if (flagOf(data, 'outputPaused') === true) return { status: 'paused', ran };
  if (flagOf(data, 'outputReconnecting') === true) return { status: 'reconnecting', since: now - ran };
  return flagOf(data, 'outputActive') === true ? { status: 'on', since: now - ran } : noOutputs.record;
}

/** What a `…StateChanged` event that came at `now` makes of it. Total: what is not understood changes nothing. */
export function evolveOutput(before: OutputState, data: WireData, now: Instant): OutputState {
  switch (textOf(data, 'outputState')) {
    case 'OBS_WEBSOCKET_OUTPUT_STARTING':
      return { status: 'starting' };
    case 'OBS_WEBSOCKET_OUTPUT_STARTED':
      return { status: 'on', since: now };
    case 'OBS_WEBSOCKET_OUTPUT_RECONNECTING':
      // Said again at each attempt.
      return before.status === 'reconnecting'
        ? before
        : { status: 'reconnecting', since: sinceOf(before, now) };
    case 'OBS_WEBSOCKET_OUTPUT_RECONNECTED':
      return { status: 'on', since: sinceOf(before, now) };
    case 'OBS_WEBSOCKET_OUTPUT_PAUSED':
      return { status: 'paused', ran: now - sinceOf(before, now) };
    case 'OBS_WEBSOCKET_OUTPUT_RESUMED':
      return { status: 'on', since: sinceOf(before, now) };
    case 'OBS_WEBSOCKET_OUTPUT_STOPPING':
      return { status: 'stopping' };
    case 'OBS_WEBSOCKET_OUTPUT_STOPPED':
      return before.status === 'off' ? before : { status: 'off', ended: endOf(before) };
    default:
      return before;
  }
}

function sinceOf(before: OutputState, now: Instant): Instant {
  switch (before.status) {
    case 'on':
    case 'reconnecting':
      return before.since;
    case 'paused':
      return now - before.ran;
    case 'off':
    case 'starting':
    case 'stopping':
    case 'unavailable':
      return now;
  }
}

/** OBS gives no reason: whether it was STOPPING before says whether somebody meant it. */
function endOf({ status }: OutputState): 'failed' | 'dropped' | null {
  switch (status) {
    case 'starting':
      return 'failed';
    case 'on':
    case 'paused':
    case 'reconnecting':
      return 'dropped';
    case 'off':
    case 'stopping':
    case 'unavailable':
      return null;
  }
}

/** What a change from one state to another is to whoever watches; `null` for what is only on its way. */
export function outputChange(before: OutputState, after: OutputState): OutputChange | null {
  if (before === after) return null;
  switch (after.status) {
    case 'on':
      return before.status === 'reconnecting' ? 'reconnected' : 'started';
    case 'paused':
    case 'reconnecting':
      return after.status;
    case 'off':
      return after.ended ?? 'stopped';
    case 'starting':
    case 'stopping':
    case 'unavailable':
      return null;
  }
}
