import { type Answer, type JsonObject, Refusal, intent, status } from '../protocol';
import type { OutputName, Outputs } from '../world/outputs';
import { object, string } from './fields';
import { type Obs, type RequestHandler, type RequestTable, ask, request } from './request';

const noVirtualCam = new Refusal(status.invalidResourceState, 'VirtualCam is not available.');
const noReplayBuffer = new Refusal(status.invalidResourceState, 'Replay buffer is not available.');

/** From the request to the file, ms, about as measured. */
const saveTime = 50;

/** Milliseconds as OBS writes them: 00:00:00.000 */
export function timecode(ms: number): string {
  const whole = Math.trunc(ms);
  const part = (value: number, digits: number): string => String(Math.trunc(value)).padStart(digits, '0');
  return `${part(whole / 3_600_000, 2)}:${part((whole / 60_000) % 60, 2)}:${part((whole / 1000) % 60, 2)}.${part(whole % 1000, 3)}`;
}

function common(outputs: Outputs, name: OutputName): JsonObject {
  const { active, duration } = outputs.status(name);
  return {
    outputActive: active,
    outputTimecode: timecode(duration),
    outputDuration: Math.trunc(duration),
    outputBytes: 0,
  };
}

/** The requests of an output that is not everywhere. */
function where(
  output: OutputName,
  otherwise: Refusal,
): (act: (outputs: Outputs, obs: Obs) => Answer) => RequestHandler {
  return (act) => ask((obs) => (obs.outputs.has(output) ? act(obs.outputs, obs) : otherwise));
}

const virtualCam = where('Virtualcam', noVirtualCam);
const replayBuffer = where('ReplayBuffer', noReplayBuffer);

export const outputRequests: RequestTable = {
  GetRecordStatus: ask(({ outputs }) => ({ ...common(outputs, 'Record'), outputPaused: false })),
  StartRecord: ask(({ outputs }) => outputs.start('Record')),
  StopRecord: ask(({ outputs }) => outputs.stop('Record')),

  GetStreamStatus: ask(({ outputs }) => ({
    ...common(outputs, 'Stream'),
    outputReconnecting: outputs.status('Stream').reconnecting,
    outputCongestion: 0,
    outputSkippedFrames: 0,
    outputTotalFrames: 0,
  })),
  StartStream: ask(({ outputs }) => outputs.start('Stream')),
  StopStream: ask(({ outputs }) => outputs.stop('Stream')),

  GetStreamServiceSettings: ask(({ outputs }) => {
    const { type, settings } = outputs.service();
    return { streamServiceType: type, streamServiceSettings: settings };
  }),
  SetStreamServiceSettings: request(
    { type: string('streamServiceType'), settings: object('streamServiceSettings', 'not empty') },
    ({ type, settings }, { outputs }) => {
      if (outputs.status('Stream').active) {
        return new Refusal(
          status.outputRunning,
          'You cannot change stream service settings while streaming.',
        );
      }
      const before = outputs.service();
      // What is not named stays, unless the service is another.
      outputs.setService({
        type,
        settings: before.type === type ? { ...before.settings, ...settings } : settings,
      });
      return undefined;
    },
  ),

  GetVirtualCamStatus: virtualCam((outputs) => ({ outputActive: outputs.status('Virtualcam').active })),
  StartVirtualCam: virtualCam((outputs) => outputs.start('Virtualcam')),
  StopVirtualCam: virtualCam((outputs) => outputs.stop('Virtualcam')),

  GetReplayBufferStatus: replayBuffer((outputs) => ({
    outputActive: outputs.status('ReplayBuffer').active,
  })),
  StartReplayBuffer: replayBuffer((outputs) => outputs.start('ReplayBuffer')),
  StopReplayBuffer: replayBuffer((outputs) => outputs.stop('ReplayBuffer')),
  SaveReplayBuffer: replayBuffer((outputs, { emit, clock }) => {
    if (!outputs.status('ReplayBuffer').active) return new Refusal(status.outputNotRunning);
    clock.after(saveTime, () =>
      emit('ReplayBufferSaved', intent.outputs, { savedReplayPath: '/practice/replay.mkv' }),
    );
    return undefined;
  }),
};
