import type { Clock } from '../clock';
import { type Answer, type JsonObject, Refusal, intent, status } from '../protocol';

/** Recording and streaming as far as their states go: nothing is written and nothing is sent. */
export interface Outputs {
  readonly start: (output: OutputName) => Answer;
  readonly stop: (output: OutputName) => Answer;
  readonly status: (output: OutputName) => OutputStatus;
  readonly active: () => boolean;
  readonly dispose: () => void;
}

export type OutputName = 'Record' | 'Stream';

export interface OutputStatus {
  readonly active: boolean;
  /** Milliseconds since it started. */
  readonly duration: number;
}

/** Milliseconds from the request to STARTED, and from the stop to STOPPED, about as measured. */
const settle = 50;
const recordingPath = '/practice/recording.mkv';

interface Output {
  state: 'stopped' | 'starting' | 'started' | 'stopping';
  since: number;
}

export function createOutputs(
  emit: (type: string, intent: number, data: JsonObject) => void,
  clock: Clock,
): Outputs {
  const outputs: Record<OutputName, Output> = {
    Record: { state: 'stopped', since: 0 },
    Stream: { state: 'stopped', since: 0 },
  };
  const cancels = new Set<() => void>();

  const later = (run: () => void): void => {
    const cancel = clock.after(settle, () => {
      cancels.delete(cancel);
      run();
    });
    cancels.add(cancel);
  };

  function enter(name: OutputName, state: Output['state']): void {
    outputs[name].state = state;
    outputs[name].since = clock.now();
    const path = state === 'started' || state === 'stopped' ? recordingPath : null;
    emit(`${name}StateChanged`, intent.outputs, {
      outputActive: state === 'started',
      outputState: `OBS_WEBSOCKET_OUTPUT_${state.toUpperCase()}`,
      ...(name === 'Record' ? { outputPath: path } : {}),
    });
  }

  return {
    start(name) {
      const output = outputs[name];
      if (output.state === 'started') return new Refusal(status.outputRunning);
      // OBS answers ok to a start that is already under way.
      if (output.state === 'starting') return undefined;
      enter(name, 'starting');
      later(() => enter(name, 'started'));
      return undefined;
    },
    stop(name) {
      const output = outputs[name];
      if (output.state !== 'started') return new Refusal(status.outputNotRunning);
      enter(name, 'stopping');
      later(() => enter(name, 'stopped'));
      return name === 'Record' ? { outputPath: recordingPath } : undefined;
    },
    status(name) {
      const output = outputs[name];
      const active = output.state === 'started' || output.state === 'stopping';
      return { active, duration: active ? clock.now() - output.since : 0 };
    },
    active: () => Object.values(outputs).some((output) => output.state !== 'stopped'),
    dispose: () => {
      for (const cancel of cancels) cancel();
    },
  };
}
