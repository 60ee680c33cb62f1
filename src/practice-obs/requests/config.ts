import { Refusal, status } from '../protocol';
import { number, optional } from './fields';
import { type RequestTable, ask, request } from './request';

const size = (name: string) => optional(name, number(name, 8, 4096), null);
const rate = (name: string) => optional(name, number(name, 1), null);

export const configRequests: RequestTable = {
  GetSceneCollectionList: ask((obs) => ({
    currentSceneCollectionName: obs.world().sceneCollection,
    sceneCollections: obs.world().sceneCollections,
  })),

  GetProfileList: ask((obs) => ({
    currentProfileName: obs.world().profile,
    profiles: obs.world().profiles,
  })),

  GetVideoSettings: ask((obs) => ({ ...obs.world().video })),

  SetVideoSettings: (data, obs) => {
    if (obs.outputs.active()) {
      return new Refusal(status.outputRunning, 'Video settings cannot be changed while an output is active.');
    }
    return setVideo(data, obs);
  },

  GetRecordDirectory: ask(() => ({ recordDirectory: '/practice' })),

  GetMonitorList: ask(() => ({
    monitors: [
      {
        monitorName: 'screen(0)',
        monitorIndex: 0,
        monitorWidth: 1280,
        monitorHeight: 800,
        monitorPositionX: 0,
        monitorPositionY: 0,
      },
    ],
  })),
};

/** Values count only in pairs: base, output, frame rate. */
const setVideo = request(
  {
    fpsNumerator: rate('fpsNumerator'),
    fpsDenominator: rate('fpsDenominator'),
    baseWidth: size('baseWidth'),
    baseHeight: size('baseHeight'),
    outputWidth: size('outputWidth'),
    outputHeight: size('outputHeight'),
  },
  (wanted, obs) => {
    const { fpsNumerator, fpsDenominator, baseWidth, baseHeight, outputWidth, outputHeight } = wanted;
    const fps = fpsNumerator !== null && fpsDenominator !== null ? { fpsNumerator, fpsDenominator } : {};
    const base = baseWidth !== null && baseHeight !== null ? { baseWidth, baseHeight } : {};
    const output = outputWidth !== null && outputHeight !== null ? { outputWidth, outputHeight } : {};
    const change = { ...fps, ...base, ...output };
    if (Object.keys(change).length === 0) {
      return new Refusal(status.missingRequestField, 'You must specify at least one video-changing pair.');
    }
    const world = obs.world();
    obs.update({ ...world, video: { ...world.video, ...change } });
    return undefined;
  },
);
