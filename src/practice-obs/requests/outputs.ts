import { type JsonObject, Refusal, status } from '../protocol';
import type { OutputName, Outputs } from '../world/outputs';
import { type RequestTable, ask } from './request';

const noVirtualCam = new Refusal(status.invalidResourceState, 'VirtualCam is not available.');
const noReplayBuffer = new Refusal(status.invalidResourceState, 'Replay buffer is not available.');

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

export const outputRequests: RequestTable = {
  GetRecordStatus: ask(({ outputs }) => ({ ...common(outputs, 'Record'), outputPaused: false })),
  StartRecord: ask(({ outputs }) => outputs.start('Record')),
  StopRecord: ask(({ outputs }) => outputs.stop('Record')),

  GetStreamStatus: ask(({ outputs }) => ({
    ...common(outputs, 'Stream'),
    outputReconnecting: false,
    outputCongestion: 0,
    outputSkippedFrames: 0,
    outputTotalFrames: 0,
  })),
  StopStream: ask(({ outputs }) => outputs.stop('Stream')),

  // Neither is set up on a fresh OBS.
  GetVirtualCamStatus: ask(() => noVirtualCam),
  StartVirtualCam: ask(() => noVirtualCam),
  StopVirtualCam: ask(() => noVirtualCam),
  GetReplayBufferStatus: ask(() => noReplayBuffer),
};
