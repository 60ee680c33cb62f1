/**
 * The numbers of obs-websocket 5 that both sides must agree on.
 * Source: the protocol document of obs-websocket 5.1.0 (OBS 29.0.2).
 */

export const opCode = {
  hello: 0,
  identify: 1,
  identified: 2,
  reidentify: 3,
  event: 5,
  request: 6,
  requestResponse: 7,
  requestBatch: 8,
  requestBatchResponse: 9,
} as const;

export const closeCode = {
  unknownReason: 4000,
  messageDecodeError: 4002,
  missingDataField: 4003,
  invalidDataFieldType: 4004,
  invalidDataFieldValue: 4005,
  unknownOpCode: 4006,
  notIdentified: 4007,
  alreadyIdentified: 4008,
  authenticationFailed: 4009,
  unsupportedRpcVersion: 4010,
  sessionInvalidated: 4011,
  unsupportedFeature: 4012,
} as const;

export const status = {
  success: 100,
  missingRequestType: 203,
  unknownRequestType: 204,
  genericError: 205,
  unsupportedRequestBatchExecutionType: 206,
  notReady: 207,
  missingRequestField: 300,
  missingRequestData: 301,
  invalidRequestField: 400,
  invalidRequestFieldType: 401,
  requestFieldOutOfRange: 402,
  requestFieldEmpty: 403,
  outputRunning: 500,
  outputNotRunning: 501,
  studioModeNotActive: 506,
  resourceNotFound: 600,
  resourceAlreadyExists: 601,
  invalidResourceType: 602,
  notEnoughResources: 603,
  invalidResourceState: 604,
  invalidInputKind: 605,
  resourceNotConfigurable: 606,
  invalidFilterKind: 607,
  resourceCreationFailed: 700,
  resourceActionFailed: 701,
  requestProcessingFailed: 702,
  cannotAct: 703,
} as const;

/** Bits of `eventSubscriptions`. */
export const intent = {
  general: 1 << 0,
  config: 1 << 1,
  scenes: 1 << 2,
  inputs: 1 << 3,
  transitions: 1 << 4,
  filters: 1 << 5,
  outputs: 1 << 6,
  sceneItems: 1 << 7,
  mediaInputs: 1 << 8,
  ui: 1 << 10,
  inputVolumeMeters: 1 << 16,
  sceneItemTransformChanged: 1 << 19,
} as const;

/** What a client gets that names no subscriptions: everything but the high-volume events. */
export const allEvents = 0x7ff;

export const batchExecution = { serialRealtime: 0, serialFrame: 1, parallel: 2 } as const;

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A request that OBS answers with an error status. A value, as everywhere: it travels, it is not thrown. */
export class Refusal {
  readonly code: number;
  readonly comment: string | undefined;

  constructor(code: number, comment?: string) {
    this.code = code;
    this.comment = comment;
  }
}

/** What a request comes to: its response data, nothing, or a refusal. */
export type Answer = JsonObject | undefined | Refusal;
