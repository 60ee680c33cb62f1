import type { Clock } from '../clock';
import { type Answer, type JsonObject, Refusal, intent, status } from '../protocol';

/** Recording, streaming, virtual camera and replay buffer as far as their states go: nothing is written and nothing is sent. */
export interface Outputs {
  readonly start: (output: OutputName) => Answer;
  readonly stop: (output: OutputName) => Answer;
  readonly status: (output: OutputName) => OutputStatus;
  readonly active: () => boolean;
  /** Whether this OBS has it at all. */
  readonly has: (output: OutputName) => boolean;
  /** The server that it streams to comes or goes; or takes the connection and says nothing. */
  readonly streamServer: (up: boolean | 'silent') => void;
  /** It ends although nobody stopped it: a full disk, a server given up. */
  readonly breakOff: (output: OutputName) => void;
  readonly service: () => StreamService;
  readonly setService: (service: StreamService) => void;
  readonly dispose: () => void;
}

export const outputNames = ['Record', 'Stream', 'Virtualcam', 'ReplayBuffer'] as const;

export type OutputName = (typeof outputNames)[number];

/** Where it streams to, as `GetStreamServiceSettings` tells it. */
export interface StreamService {
  readonly type: string;
  readonly settings: JsonObject;
}

export interface OutputStatus {
  readonly active: boolean;
  readonly reconnecting: boolean;
  /** Milliseconds since it started. */
  readonly duration: number;
}

/** What lies around an OBS: a fresh one in Debian has nothing of it. */
export interface OutputSurroundings {
  /** Something answers where it streams to. */
  readonly streamServer: boolean;
  /** The system has a driver for a virtual camera. */
  readonly virtualCam: boolean;
  /** Its settings have a replay buffer. */
  readonly replayBuffer: boolean;
}

/** Milliseconds from the request to STARTED, and from the stop to STOPPED, about as measured. */
const settle = 50;
const recordingPath = '/practice/recording.mkv';

interface Output {
  state: 'stopped' | 'starting' | 'started' | 'reconnecting' | 'stopping';
  /** When it was started; kept while it reconnects. */
  since: number;
  /** What it is about to do. */
  cancel: () => void;
}

export function createOutputs(
  emit: (type: string, intent: number, data: JsonObject) => void,
  clock: Clock,
  surroundings: OutputSurroundings,
): Outputs {
  const stopped = (): Output => ({ state: 'stopped', since: 0, cancel: () => {} });
  const outputs: Record<OutputName, Output> = {
    Record: stopped(),
    Stream: stopped(),
    Virtualcam: stopped(),
    ReplayBuffer: stopped(),
  };
  let serverUp: boolean | 'silent' = surroundings.streamServer;
  let service: StreamService = {
    type: 'rtmp_custom',
    settings: { server: 'rtmp://practice.invalid/live', key: 'practice' },
  };

  function later(output: Output, run: () => void): void {
    output.cancel();
    output.cancel = clock.after(settle, run);
  }

  function enter(name: OutputName, state: Output['state'], word: string = state): void {
    const output = outputs[name];
    output.cancel();
    if (state === 'started' && output.state !== 'reconnecting') output.since = clock.now();
    output.state = state;
    const path = state === 'started' || state === 'stopped' ? recordingPath : null;
    emit(`${name}StateChanged`, intent.outputs, {
      outputActive: state === 'started',
      outputState: `OBS_WEBSOCKET_OUTPUT_${word.toUpperCase()}`,
      ...(name === 'Record' ? { outputPath: path } : {}),
    });
  }

  function comeUp(name: OutputName): void {
    // A server that is not there: no reason is given.
    later(outputs[name], () => enter(name, name === 'Stream' && !serverUp ? 'stopped' : 'started'));
  }

  return {
    start(name) {
      const output = outputs[name];
      if (output.state === 'started' || output.state === 'reconnecting')
        return new Refusal(status.outputRunning);
      // OBS answers ok to a start that is already under way.
      if (output.state === 'starting') return undefined;
      if (name === 'Virtualcam') {
        enter(name, 'started');
        return undefined;
      }
      enter(name, 'starting');
      if (name !== 'Stream' || serverUp !== 'silent') comeUp(name);
      return undefined;
    },
    stop(name) {
      const output = outputs[name];
      // Nor one that has not come up yet.
      if (output.state === 'stopped' || output.state === 'starting' || output.state === 'stopping')
        return new Refusal(status.outputNotRunning);
      if (name === 'Virtualcam') {
        enter(name, 'stopped');
        return undefined;
      }
      enter(name, 'stopping');
      later(output, () => enter(name, 'stopped'));
      return name === 'Record' ? { outputPath: recordingPath } : undefined;
    },
    status(name) {
      const { state, since } = outputs[name];
      const active = state === 'started' || state === 'stopping' || state === 'reconnecting';
      return { active, reconnecting: state === 'reconnecting', duration: active ? clock.now() - since : 0 };
    },
    active: () => Object.values(outputs).some((output) => output.state !== 'stopped'),
    has(name) {
      if (name === 'Virtualcam') return surroundings.virtualCam;
      return name !== 'ReplayBuffer' || surroundings.replayBuffer;
    },
    streamServer(up) {
      serverUp = up;
      const { state } = outputs.Stream;
      if (state === 'starting' && up !== 'silent') comeUp('Stream');
      if (!up && state === 'started') enter('Stream', 'reconnecting');
      if (up === true && state === 'reconnecting')
        later(outputs.Stream, () => enter('Stream', 'started', 'reconnected'));
    },
    breakOff(name) {
      if (outputs[name].state !== 'stopped') enter(name, 'stopped');
    },
    service: () => service,
    setService: (next) => void (service = next),
    dispose: () => {
      for (const output of Object.values(outputs)) output.cancel();
    },
  };
}
