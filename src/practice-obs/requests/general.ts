import { cpuUsage, memoryUsage } from 'node:process';
import { Refusal, intent, status } from '../protocol';
import { object, string } from './fields';
import { type RequestTable, ask, request } from './request';

export const generalRequests: RequestTable = {
  GetStats: ask((obs) => {
    const frames = Math.trunc(
      (obs.clock.now() / 1000) * (obs.world().video.fpsNumerator / obs.world().video.fpsDenominator),
    );
    const { user, system } = cpuUsage();
    return {
      activeFps: obs.world().video.fpsNumerator / obs.world().video.fpsDenominator,
      availableDiskSpace: 80_530.875,
      averageFrameRenderTime: 1.5,
      // In percent, as OBS tells it.
      cpuUsage: Math.min(100, (user + system) / 10 / Math.max(1, obs.clock.now())),
      memoryUsage: memoryUsage.rss() / 1_048_576,
      outputSkippedFrames: 0,
      outputTotalFrames: 0,
      renderSkippedFrames: 0,
      renderTotalFrames: frames,
      webSocketSessionIncomingMessages: obs.messages().incoming,
      webSocketSessionOutgoingMessages: obs.messages().outgoing,
    };
  }),

  BroadcastCustomEvent: request({ eventData: object('eventData', 'not empty') }, ({ eventData }, obs) => {
    obs.emit('CustomEvent', intent.general, eventData);
    return undefined;
  }),

  // Only batches can sleep; the batch runner takes these before they come here.
  Sleep: ask(() => new Refusal(status.unsupportedRequestBatchExecutionType)),

  GetHotkeyList: ask(() => ({ hotkeys: [...hotkeys] })),

  TriggerHotkeyByName: request({ hotkeyName: string('hotkeyName') }, ({ hotkeyName }, obs) => {
    const act = hotkeyActions[hotkeyName];
    if (act === undefined) return new Refusal(status.resourceNotFound, 'No hotkeys were found by that name.');
    return act(undefined, obs);
  }),
};

const nothing = ask(() => undefined);

const hotkeyActions: RequestTable = {
  'OBSBasic.StartRecording': ask((obs) => quietly(obs.outputs.start('Record'))),
  'OBSBasic.StopRecording': ask((obs) => quietly(obs.outputs.stop('Record'))),
  'OBSBasic.Transition': ask((obs) => {
    const { preview } = obs.world();
    if (preview !== null) obs.stage.take(preview);
    return undefined;
  }),
  'OBSBasic.ResetStats': nothing,
  // On every scene, so the name repeats and says nothing about which.
  'OBSBasic.SelectScene': nothing,
};

const hotkeys: readonly string[] = Object.keys(hotkeyActions);

/** A hotkey answers ok whether or not it had anything to do. */
const quietly = (_answer: unknown): undefined => undefined;
