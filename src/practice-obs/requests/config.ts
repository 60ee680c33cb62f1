import { Refusal, intent, status } from '../protocol';
import { collectionNames } from '../world/collections';
import { number, optional, string } from './fields';
import { type RequestTable, ask, request } from './request';

const size = (name: string) => optional(name, number(name, 8, 4096), null);
const rate = (name: string) => optional(name, number(name, 1), null);

export const configRequests: RequestTable = {
  GetSceneCollectionList: ask((obs) => ({
    currentSceneCollectionName: obs.world().sceneCollection,
    sceneCollections: collectionNames(obs.world()),
  })),

  CreateSceneCollection: request({ name: string('sceneCollectionName') }, ({ name }, obs) => {
    if (collectionNames(obs.world()).includes(name)) return new Refusal(status.resourceAlreadyExists);
    obs.collections.open(name);
    return undefined;
  }),

  SetCurrentSceneCollection: request({ name: string('sceneCollectionName') }, ({ name }, obs) => {
    if (!collectionNames(obs.world()).includes(name)) return new Refusal(status.resourceNotFound);
    if (obs.world().sceneCollection !== name) obs.collections.open(name);
    return undefined;
  }),

  GetProfileList: ask((obs) => ({
    currentProfileName: obs.world().profile,
    profiles: obs.world().profiles,
  })),

  CreateProfile: request({ name: string('profileName') }, ({ name }, obs) => {
    const world = obs.world();
    if (world.profiles.includes(name)) return new Refusal(status.resourceAlreadyExists);
    obs.emit('CurrentProfileChanging', intent.config, { profileName: world.profile });
    obs.update({ ...world, profile: name, profiles: [...world.profiles, name].toSorted() });
    obs.emit('ProfileListChanged', intent.config, { profiles: obs.world().profiles });
    obs.emit('CurrentProfileChanged', intent.config, { profileName: name });
    return undefined;
  }),

  SetCurrentProfile: request({ name: string('profileName') }, ({ name }, obs) => {
    const world = obs.world();
    if (!world.profiles.includes(name)) return new Refusal(status.resourceNotFound);
    if (world.profile === name) return undefined;
    obs.emit('CurrentProfileChanging', intent.config, { profileName: world.profile });
    obs.update({ ...world, profile: name });
    obs.emit('CurrentProfileChanged', intent.config, { profileName: name });
    return undefined;
  }),

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
