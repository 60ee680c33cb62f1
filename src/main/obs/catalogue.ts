import type {
  InputAudio,
  Known,
  KnownFilter,
  KnownInput,
  KnownItem,
  KnownTransition,
  OwnPart,
} from '../../core/obs/known';
import { decibelsOf } from '../../core/obs/known';
import type { ObsSettings, StreamTarget } from '../../core/obs/observed';
import {
  captionScenes,
  madeMark,
  ownMark,
  ownNames,
  type pageParts,
  textParts,
} from '../../core/obs/ownership';
import type { Outputs } from '../../core/obs/outputs';
import { outputNames, outputOfStatus, statusRequests } from '../../core/obs/outputs';
import type { ObsRequest, RequestName, WireData } from '../../core/obs/protocol';
import {
  flagOf,
  isWireData,
  listOf,
  numberOf,
  request,
  sceneNames,
  textOf,
  textsOf,
} from '../../core/obs/protocol';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { RequestRefused, Wire } from './wire';

/** Everything that is known of OBS after one look, and what it can do. */
export interface Catalogue {
  readonly known: Known;
  /** The best of `GetVersion.supportedImageFormats` for pictures of scenes. */
  readonly pictureFormat: string;
  readonly requests: ReadonlySet<string>;
  /** The files that our picture and our clip hold now; `null` where there is none of ours. */
  readonly loaded: LoadedFiles;
  /** The addresses that our pages were given; `null` where there is no such source. */
  readonly addresses: Readonly<Record<keyof typeof pageParts, string | null>>;
}

export type LoadedFiles = Readonly<Record<'picture' | 'clip', string | null>>;

export type ReadProblem = 'closed' | 'silent' | 'notReady' | 'tooOld';

export const readDeadline: Duration = 5 * second;

/** Requests without which there is no show. */
const needed = [
  'GetSceneList',
  'GetCurrentProgramScene',
  'SetCurrentProgramScene',
  'GetSceneTransitionList',
  'GetCurrentSceneTransition',
  'SetCurrentSceneTransition',
  'GetSceneItemList',
  'SetSceneItemEnabled',
];

/** Of obs-websocket's codes: OBS still loads or changes its scene collection; there is no such thing. */
const code = { notReady: 207, notFound: 600, invalidState: 604 } as const;

/**
 * Without the answer to these nothing may be claimed: an OBS that refuses one is asked again. Except with the codes
 * beside it, which are an answer: a source has gone meanwhile, it has no sound, there is no virtual camera.
 */
const essential: ReadonlyMap<RequestName, readonly number[]> = new Map([
  ['GetVersion', []],
  ['GetSceneList', []],
  ['GetSceneTransitionList', []],
  ['GetCurrentSceneTransition', []],
  ['GetCurrentSceneTransitionCursor', []],
  ['GetStudioModeEnabled', []],
  ['GetVideoSettings', []],
  ['GetInputKindList', []],
  ['GetInputList', []],
  ['GetSpecialInputs', []],
  ['GetHotkeyList', []],
  ['GetStreamStatus', []],
  ['GetRecordStatus', []],
  ['GetVirtualCamStatus', [code.invalidState]],
  ['GetReplayBufferStatus', [code.invalidState]],
  ['GetSceneItemList', [code.notFound]],
  ['GetSourcePrivateSettings', [code.notFound]],
  ['GetSourceFilterList', [code.notFound]],
  ['GetInputMute', [code.notFound, code.invalidState]],
  ['GetInputVolume', [code.notFound, code.invalidState]],
]);

type Answers = readonly Result<WireData, RequestRefused>[];

/**
 * Reads OBS: one batch for what there is, one for what is to be known of each (items, sound, filters, marks), and one
 * for our own sources where there are any.
 */
export async function readCatalogue(wire: Wire, now: () => Instant): Promise<Result<Catalogue, ReadProblem>> {
  const first = await ask(wire, [
    request('GetVersion'),
    request('GetSceneList'),
    request('GetSceneTransitionList'),
    request('GetCurrentSceneTransition'),
    request('GetCurrentSceneTransitionCursor'),
    request('GetStudioModeEnabled'),
    request('GetVideoSettings'),
    request('GetInputKindList'),
    request('GetInputList'),
    request('GetSpecialInputs'),
    request('GetHotkeyList'),
    request('GetStats'),
    request('GetRecordDirectory'),
    request('GetStreamServiceSettings'),
    ...outputNames.map((name) => request(statusRequests[name])),
  ]);
  if (!first.ok) return first;
  const [version, sceneList, transitionList, transition, cursor, studio, video, ...others] = first.value.map(
    (answer): WireData => (answer.ok ? answer.value : {}),
  );
  const [kinds, inputList, special, hotkeyList, stats, record, service] = others;
  if (!version || !sceneList || !transitionList || !transition || !cursor || !studio || !video) {
    return refused('notReady');
  }
  if (!kinds || !inputList || !special || !hotkeyList || !stats || !record || !service)
    return refused('notReady');
  const requests = new Set(textsOf(version, 'availableRequests'));
  if (requests.size === 0 || first.value[1]?.ok !== true) return refused('notReady');
  if (needed.some((name) => !requests.has(name))) return refused('tooOld');

  const scenes = sceneNames(sceneList);
  const currentTransition = textOf(transition, 'transitionName');
  const duration = numberOf(transition, 'transitionDuration');
  const progress = numberOf(cursor, 'transitionCursor') ?? 1;
  const canvas = {
    width: numberOf(video, 'baseWidth') ?? 1_920,
    height: numberOf(video, 'baseHeight') ?? 1_080,
  };
  const known: Known = {
    version: textOf(version, 'obsVersion') ?? '',
    program: textOf(sceneList, 'currentProgramSceneName'),
    preview: textOf(sceneList, 'currentPreviewSceneName'),
    studioMode: flagOf(studio, 'studioModeEnabled') ?? false,
    transitioning:
      progress > 0 && progress < 1 && currentTransition !== null
        ? {
            name: currentTransition,
            startedAt: now() - progress * (duration ?? 0),
            duration: duration ?? 0,
          }
        : null,
    scenes,
    transitions: listOf(transitionList, 'transitions').flatMap(transitionOf),
    currentTransition,
    transitionDuration: duration,
    canvas,
    settings: settingsOf({ video, stats, record, service }, canvas),
    inputKinds: textsOf(kinds, 'inputKinds'),
    items: {},
    groups: [],
    inputs: listOf(inputList, 'inputs').flatMap(inputOf),
    // A device that OBS does not have is `null`.
    everywhere: Object.keys(special).flatMap((device) => textOf(special, device) ?? []),
    filters: {},
    hotkeys: textsOf(hotkeyList, 'hotkeys'),
    own: {},
    made: [],
    outputs: outputsOf(first.value.slice(-outputNames.length), now()),
  };
  const formats = textsOf(version, 'supportedImageFormats');
  const pictureFormat = ['jpg', 'jpeg', 'png'].find((format) => formats.includes(format)) ?? 'png';
  const catalogue = {
    known,
    pictureFormat,
    requests,
    loaded: { picture: null, clip: null },
    addresses: { page: null, cards: null },
  };
  return withDetails(wire, catalogue);
}

function settingsOf(
  { video, stats, record, service }: Readonly<Record<'video' | 'stats' | 'record' | 'service', WireData>>,
  canvas: Known['canvas'],
): ObsSettings {
  const megabytes = numberOf(stats, 'availableDiskSpace');
  return {
    output: {
      width: numberOf(video, 'outputWidth') ?? canvas.width,
      height: numberOf(video, 'outputHeight') ?? canvas.height,
    },
    fps: (numberOf(video, 'fpsNumerator') ?? 30) / (numberOf(video, 'fpsDenominator') ?? 1),
    freeDisk: megabytes === null ? null : Math.round(megabytes * 1_048_576),
    recordFolder: textOf(record, 'recordDirectory'),
    streamTarget: streamTargetOf(service),
  };
}

/**
 * What `GetStreamServiceSettings` said, without its secrets. A service of OBS's own list (`rtmp_common`) has a name and
 * asks for a key; of a server that a person gave, many ask for none.
 */
function streamTargetOf(service: WireData): StreamTarget | null {
  const type = textOf(service, 'streamServiceType');
  const settings = service['streamServiceSettings'];
  if (type === null || !isWireData(settings)) return null;
  const has = (field: string): boolean => (textOf(settings, field) ?? '').trim() !== '';
  if (!has(type === 'rtmp_common' ? 'service' : 'server')) return 'noService';
  return type === 'rtmp_common' && !has('key') ? 'noKey' : 'set';
}

/** Reads items, sound and filters, and the marks by which scenes are found to be ours. */
async function withDetails(wire: Wire, catalogue: Catalogue): Promise<Result<Catalogue, ReadProblem>> {
  const { known, requests } = catalogue;
  const marks = requests.has('GetSourcePrivateSettings');
  const inputs = known.inputs.map(({ name }) => name);
  const sources = [...known.scenes, ...inputs];
  const second = await askEach(wire, [
    known.scenes.map(itemsRequest),
    sources.map(filtersRequest),
    inputs.flatMap(audioRequests),
    marks ? known.scenes.map(markRequest) : [],
  ]);
  if (!second.ok) return second;
  const [itemLists = [], filterLists = [], audios = [], sceneMarks = []] = second.value;
  return withOwn(
    wire,
    {
      ...catalogue,
      known: {
        ...known,
        items: itemsByScene(known.scenes, itemLists),
        groups: [...new Set(itemLists.flatMap((answer) => (answer.ok ? groupsOf(answer.value) : [])))],
        filters: filtersBySource(sources, filterLists),
        inputs: known.inputs.map((input, index) => ({
          ...input,
          audio: audioOf(audios.slice(2 * index, 2 * index + 2)),
        })),
      },
    },
    marks ? sceneMarks.map(markOf) : known.scenes.map(markByName),
  );
}

/** Finds what is ours, by its mark (by its name where OBS keeps no marks). */
async function withOwn(
  wire: Wire,
  catalogue: Catalogue,
  sceneMarks: readonly (string | null)[],
): Promise<Result<Catalogue, ReadProblem>> {
  const { known, requests } = catalogue;
  const marks = requests.has('GetSourcePrivateSettings');
  const made = known.scenes.filter((_, index) => sceneMarks[index] === madeMark);
  const captions = marked(known.scenes, sceneMarks, 'captions');
  if (captions === undefined) return ok({ ...catalogue, known: { ...known, made } });
  const text = marked(known.scenes, sceneMarks, 'text');
  const ruler = marked(known.scenes, sceneMarks, 'ruler');
  const own: Partial<Record<OwnPart, string>> = {
    captions,
    ...(text === undefined ? {} : { text }),
    ...(ruler === undefined ? {} : { ruler }),
  };
  const ownScenes = captionScenes({ own });
  const sources = [
    ...new Set(ownScenes.flatMap((scene) => (known.items[scene] ?? []).map((item) => item.source))),
  ];
  const third = await ask(wire, [
    ...(marks ? sources.map(markRequest) : []),
    ...sources.map((source) => request('GetInputSettings', { inputName: source })),
  ]);
  if (!third.ok) return third;
  const sourceMarks = sources.map((source, index) =>
    marks ? markOf(third.value[index]) : markByName(source),
  );
  for (const part of ['picture', 'clip', 'page', 'cards', ...textParts, 'rulerText'] as const) {
    const source = marked(sources, sourceMarks, part);
    if (source !== undefined) own[part] = source;
  }
  const loaded = (part: OwnPart, setting: string): string | null => {
    const source = own[part];
    const answer =
      source === undefined ? null : third.value[(marks ? sources.length : 0) + sources.indexOf(source)];
    const settings = answer?.ok ? answer.value['inputSettings'] : null;
    return isWireData(settings) ? (textOf(settings, setting) ?? '') : null;
  };
  return ok({
    ...catalogue,
    loaded: { picture: loaded('picture', 'file'), clip: loaded('clip', 'local_file') },
    addresses: { page: loaded('page', 'url'), cards: loaded('cards', 'url') },
    known: { ...known, own, made },
  });
}

/** Items of further scenes. */
export async function readItems(
  wire: Wire,
  scenes: readonly string[],
): Promise<Readonly<Record<string, readonly KnownItem[]>>> {
  const answers = await ask(wire, scenes.map(itemsRequest));
  return answers.ok ? itemsByScene(scenes, answers.value) : {};
}

/** An input's sound; `null` where it has none, or OBS did not answer. */
export async function readAudio(wire: Wire, inputName: string): Promise<InputAudio | null> {
  const answers = await ask(wire, audioRequests(inputName));
  return answers.ok ? audioOf(answers.value) : null;
}

/** Those of our scenes that hold something that is not ours, or cannot be looked into. */
export async function scenesWithMore(
  wire: Wire,
  { known, requests }: Pick<Catalogue, 'known' | 'requests'>,
): Promise<readonly string[]> {
  const scenes = [...known.made, ...captionScenes(known)];
  const lists = await ask(wire, scenes.map(itemsRequest));
  if (!lists.ok) return scenes;
  const items = itemsByScene(scenes, lists.value);
  const sources = [...new Set(Object.values(items).flatMap((list) => list.map(({ source }) => source)))];
  const marks = requests.has('GetSourcePrivateSettings');
  const answers = marks ? await ask(wire, sources.map(markRequest)) : ok([]);
  if (!answers.ok) return scenes;
  const foreign = new Set(
    sources.filter((source, index) => (marks ? markOf(answers.value[index]) : markByName(source)) === null),
  );
  return scenes.filter((scene) => items[scene]?.some(({ source }) => foreign.has(source)) ?? true);
}

/** How the outputs stand now; `null` where OBS did not answer. */
export async function readOutputs(wire: Wire, now: () => Instant): Promise<Outputs | null> {
  const answers = await ask(
    wire,
    outputNames.map((name) => request(statusRequests[name])),
  );
  return answers.ok ? outputsOf(answers.value, now()) : null;
}

async function ask(wire: Wire, requests: readonly ObsRequest[]): Promise<Result<Answers, ReadProblem>> {
  if (requests.length === 0) return ok([]);
  const reply = await wire.batch(requests, readDeadline);
  if (!reply.ok) return refused(reply.problem.why);
  const notReady = reply.value.some((answer, index) => {
    if (answer.ok) return false;
    const isAnswer = essential.get(requests[index]?.type ?? 'GetVersion')?.includes(answer.problem.code);
    return isAnswer === false || answer.problem.code === code.notReady;
  });
  return notReady || reply.value.length < requests.length ? refused('notReady') : ok(reply.value);
}

/** Several lists of requests in one batch; the answers come list by list. */
async function askEach(
  wire: Wire,
  lists: readonly (readonly ObsRequest[])[],
): Promise<Result<readonly Answers[], ReadProblem>> {
  const answers = await ask(wire, lists.flat());
  if (!answers.ok) return answers;
  let from = 0;
  return ok(lists.map(({ length }) => answers.value.slice(from, (from += length))));
}

/** The answers to `statusRequests`, in the order of the outputs. */
function outputsOf(answers: Answers, now: Instant): Outputs {
  const [stream, record, virtualCam, replayBuffer] = answers.map((answer) =>
    outputOfStatus(answer.ok ? answer.value : null, now),
  );
  if (!stream || !record || !virtualCam || !replayBuffer)
    throw new Error('a batch answers each of its requests');
  return { stream, record, virtualCam, replayBuffer };
}

function inputOf(data: WireData): readonly KnownInput[] {
  const name = textOf(data, 'inputName');
  return name === null ? [] : [{ name, kind: textOf(data, 'inputKind') ?? '', audio: null }];
}

/** OBS does not say which inputs have sound: it refuses to tell how loud one is that has none. */
function audioRequests(inputName: string): readonly ObsRequest[] {
  return [request('GetInputMute', { inputName }), request('GetInputVolume', { inputName })];
}

function audioOf([mute, volume]: Answers): InputAudio | null {
  const muted = mute?.ok ? flagOf(mute.value, 'inputMuted') : null;
  const decibels = volume?.ok ? decibelsOf(volume.value) : null;
  return muted === null || decibels === null ? null : { muted, decibels };
}

function filtersRequest(sourceName: string): ObsRequest {
  return request('GetSourceFilterList', { sourceName });
}

function filtersBySource(
  sources: readonly string[],
  answers: Answers,
): Readonly<Record<string, readonly KnownFilter[]>> {
  return Object.fromEntries(
    sources.flatMap((source, index) => {
      const answer = answers[index];
      const filters = answer?.ok ? listOf(answer.value, 'filters').flatMap(filterOf) : [];
      return filters.length === 0 ? [] : [[source, filters] as const];
    }),
  );
}

function filterOf(data: WireData): readonly KnownFilter[] {
  const name = textOf(data, 'filterName');
  return name === null ? [] : [{ name, enabled: flagOf(data, 'filterEnabled') ?? true }];
}

function itemsRequest(sceneName: string): ObsRequest {
  return request('GetSceneItemList', { sceneName });
}

function itemsByScene(
  scenes: readonly string[],
  answers: Answers,
): Readonly<Record<string, readonly KnownItem[]>> {
  return Object.fromEntries(
    scenes.flatMap((scene, index) => {
      const answer = answers[index];
      return answer?.ok ? [[scene, itemsOf(answer.value)] as const] : [];
    }),
  );
}

function transitionOf(data: WireData): readonly KnownTransition[] {
  const name = textOf(data, 'transitionName');
  if (name === null) return [];
  const kind = textOf(data, 'transitionKind') ?? '';
  return [{ name, kind, fixed: flagOf(data, 'transitionFixed') ?? false }];
}

function itemsOf(data: WireData): readonly KnownItem[] {
  return listOf(data, 'sceneItems').flatMap((item) => {
    const id = numberOf(item, 'sceneItemId');
    const source = textOf(item, 'sourceName');
    if (id === null || source === null) return [];
    return [{ id, source, enabled: flagOf(item, 'sceneItemEnabled') ?? true }];
  });
}

function groupsOf(data: WireData): readonly string[] {
  return listOf(data, 'sceneItems').flatMap((item) =>
    flagOf(item, 'isGroup') === true ? (textOf(item, 'sourceName') ?? []) : [],
  );
}

function markRequest(source: string): ObsRequest {
  return request('GetSourcePrivateSettings', { sourceName: source });
}

function markOf(answer: Answers[number] | undefined): string | null {
  const settings = answer?.ok ? answer.value['sourceSettings'] : null;
  return isWireData(settings) ? textOf(settings, ownMark) : null;
}

function markByName(source: string): string | null {
  return Object.entries(ownNames).find(([, name]) => name === source)?.[0] ?? null;
}

/** The source with this mark; of several (a person made copies) the one that has our name. */
function marked(
  sources: readonly string[],
  marks: readonly (string | null)[],
  part: OwnPart,
): string | undefined {
  const found = sources.filter((_, index) => marks[index] === part);
  return found.find((source) => source === ownNames[part]) ?? found[0];
}
