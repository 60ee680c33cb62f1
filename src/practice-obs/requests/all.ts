import { type Answer, type Json, Refusal, isJsonObject, status } from '../protocol';
import { configRequests } from './config';
import { filterRequests } from './filters';
import { generalRequests } from './general';
import { inputRequests } from './inputs';
import { outputRequests } from './outputs';
import { type Obs, type RequestTable, ask } from './request';
import { sceneItemRequests } from './sceneItems';
import { sceneRequests } from './scenes';
import { imageFormats, sourceRequests } from './sources';
import { transitionRequests } from './transitions';

const tables: RequestTable = {
  ...generalRequests,
  ...configRequests,
  ...sceneRequests,
  ...transitionRequests,
  ...sceneItemRequests,
  ...inputRequests,
  ...filterRequests,
  ...sourceRequests,
  ...outputRequests,

  GetVersion: ask((obs) => ({
    obsVersion: obs.version.obs,
    obsWebSocketVersion: obs.version.websocket,
    rpcVersion: obs.version.rpc,
    availableRequests: requestNames,
    supportedImageFormats: imageFormats,
    platform: 'practice',
    platformDescription: 'Practice OBS',
  })),
};

/** Every request that the practice OBS answers. */
export const requestNames: readonly string[] = Object.keys(tables);

/** Answers one request; `type` and `data` are as they came over the wire. */
export function answer(obs: Obs, type: Json | undefined, data: Json | undefined): Answer {
  if (typeof type !== 'string' || type === '') {
    return new Refusal(status.missingRequestType, "Your request's `requestType` may not be empty.");
  }
  const handle = Object.hasOwn(tables, type) ? tables[type] : undefined;
  if (handle === undefined) return new Refusal(status.unknownRequestType, 'Your request type is not valid.');
  return handle(isJsonObject(data) ? data : undefined, obs);
}
