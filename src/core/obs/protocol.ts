/**
 * All of obs-websocket 5 that Lectern uses. The contract suite has a case for each name, on the practice OBS
 * and on a real one.
 */
export const requestNames = [
  'GetVersion',
  'GetSceneList',
  'GetCurrentProgramScene',
  'SetCurrentProgramScene',
  'SetCurrentPreviewScene',
  'GetSceneTransitionList',
  'GetCurrentSceneTransition',
  'GetCurrentSceneTransitionCursor',
  'SetCurrentSceneTransition',
  'SetCurrentSceneTransitionDuration',
  'GetStudioModeEnabled',
  'SetStudioModeEnabled',
  'GetVideoSettings',
  'GetStats',
  'GetRecordDirectory',
  'GetStreamServiceSettings',
  'GetInputKindList',
  'GetInputList',
  'GetSpecialInputs',
  'GetInputMute',
  'SetInputMute',
  'GetInputVolume',
  'SetInputVolume',
  'TriggerMediaInputAction',
  'GetMediaInputStatus',
  'SetMediaInputCursor',
  'GetSourceFilterList',
  'SetSourceFilterEnabled',
  'GetHotkeyList',
  'TriggerHotkeyByName',
  'GetInputSettings',
  'SetInputSettings',
  'GetSceneItemList',
  'GetSceneItemEnabled',
  'SetSceneItemEnabled',
  'GetSceneItemTransform',
  'SetSceneItemTransform',
  'CreateScene',
  'RemoveScene',
  'CreateInput',
  'CreateSceneItem',
  'GetSourcePrivateSettings',
  'SetSourcePrivateSettings',
  'GetSourceScreenshot',
  'GetStreamStatus',
  'GetRecordStatus',
  'GetVirtualCamStatus',
  'GetReplayBufferStatus',
  'StartStream',
  'StopStream',
  'StartRecord',
  'StopRecord',
  'StartVirtualCam',
  'StopVirtualCam',
  'StartReplayBuffer',
  'StopReplayBuffer',
  'SaveReplayBuffer',
] as const;

export type RequestName = (typeof requestNames)[number];

export const eventNames = [
  'CurrentProgramSceneChanged',
  'CurrentPreviewSceneChanged',
  'StudioModeStateChanged',
  'SceneTransitionStarted',
  'SceneTransitionEnded',
  'CurrentSceneTransitionChanged',
  'CurrentSceneTransitionDurationChanged',
  'SceneListChanged',
  'SceneNameChanged',
  'SceneRemoved',
  'InputCreated',
  'InputNameChanged',
  'InputRemoved',
  'InputMuteStateChanged',
  'InputVolumeChanged',
  'MediaInputActionTriggered',
  'MediaInputPlaybackEnded',
  'SourceFilterCreated',
  'SourceFilterRemoved',
  'SourceFilterNameChanged',
  'SourceFilterEnableStateChanged',
  'SceneItemCreated',
  'SceneItemRemoved',
  'SceneItemEnableStateChanged',
  'CurrentSceneCollectionChanging',
  'CurrentSceneCollectionChanged',
  'CurrentProfileChanged',
  'StreamStateChanged',
  'RecordStateChanged',
  'VirtualcamStateChanged',
  'ReplayBufferStateChanged',
  'ReplayBufferSaved',
  'InputVolumeMeters',
] as const;

export type EventName = (typeof eventNames)[number];

/** The `eventSubscriptions` bits of those events, levels aside: Config, Scenes, Inputs, Transitions, Filters, Outputs, SceneItems, MediaInputs, Ui. */
export const eventSubscriptions =
  (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6) | (1 << 7) | (1 << 8) | (1 << 10);

/** The bit of `InputVolumeMeters`, which comes twenty times a second: asked for only while somebody wants it. */
export const levelsSubscription = 1 << 16;

/** What came over the wire: of OBS's making, so looked at before it is believed. */
export type WireData = Readonly<Record<string, unknown>>;

export interface ObsRequest {
  readonly type: RequestName;
  readonly data: WireData;
}

export interface ObsEvent {
  readonly name: EventName;
  readonly data: WireData;
}

export function request(type: RequestName, data: WireData = {}): ObsRequest {
  return { type, data };
}

/** A text field of a message, or `null` where it is missing or of another type. */
export function textOf(data: WireData, field: string): string | null {
  const value = data[field];
  return typeof value === 'string' ? value : null;
}

export function numberOf(data: WireData, field: string): number | null {
  const value = data[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function flagOf(data: WireData, field: string): boolean | null {
  const value = data[field];
  return typeof value === 'boolean' ? value : null;
}

/** The objects of a list field; what is no object is left out. */
export function listOf(data: WireData, field: string): readonly WireData[] {
  const value = data[field];
  return Array.isArray(value) ? value.filter(isWireData) : [];
}

export function textsOf(data: WireData, field: string): readonly string[] {
  const value = data[field];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

export function isWireData(value: unknown): value is WireData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Scene names in the order of OBS's own list: obs-websocket sends it from the bottom up. */
export function sceneNames(data: WireData): readonly string[] {
  return listOf(data, 'scenes')
    .flatMap((scene) => textOf(scene, 'sceneName') ?? [])
    .toReversed();
}
