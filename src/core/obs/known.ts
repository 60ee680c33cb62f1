import type { Duration, Instant } from '../time/units';
import type { ObsSettings, Transitioning } from './observed';
import type { OutputName, Outputs, OutputState } from './outputs';
import { evolveOutput } from './outputs';
import type { ObsEvent, WireData } from './protocol';
import { flagOf, numberOf, sceneNames, textOf } from './protocol';

export interface KnownTransition {
  readonly name: string;
  /** As OBS spells it, e.g. `cut_transition`. */
  readonly kind: string;
  readonly fixed: boolean;
}

export interface KnownItem {
  readonly id: number;
  readonly source: string;
  readonly enabled: boolean;
}

/** An input's own sound; viewers hear it where the input is in program too. */
export interface InputAudio {
  readonly muted: boolean;
  /** −100 (silent) to 26. */
  readonly decibels: number;
}

export interface KnownInput {
  readonly name: string;
  /** As OBS spells it, e.g. `ffmpeg_source`. */
  readonly kind: string;
  /** `null` where it has no sound, or was not asked yet. */
  readonly audio: InputAudio | null;
}

export interface KnownFilter {
  readonly name: string;
  readonly enabled: boolean;
}

/** Our sources by what they are for, under the names that they have now. */
export type OwnSources = Readonly<Partial<Record<OwnPart, string>>>;

/**
 * What the caption set-up makes in OBS. `captions`, `text` and `ruler` are scenes, the others inputs. No scene shows the
 * ruler: names are measured in its text.
 */
export type OwnPart =
  | 'captions'
  | 'picture'
  | 'clip'
  | 'page'
  | 'cards'
  | 'text'
  | 'plate'
  | 'key'
  | 'name'
  | 'role'
  | 'organisation'
  | 'ruler'
  | 'rulerText';

/** What is known of OBS: one read of everything, then its events. */
export interface Known {
  readonly version: string;
  readonly program: string | null;
  readonly preview: string | null;
  readonly studioMode: boolean;
  readonly transitioning: Transitioning | null;
  /** In the order of OBS's own list. */
  readonly scenes: readonly string[];
  readonly transitions: readonly KnownTransition[];
  readonly currentTransition: string | null;
  /** OBS has one duration for all transitions that are not fixed; `null` until it was told. */
  readonly transitionDuration: Duration | null;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly settings: ObsSettings;
  readonly inputKinds: readonly string[];
  /** By scene; missing while it was not read. */
  readonly items: Readonly<Record<string, readonly KnownItem[]>>;
  /** The items that are groups, by name: what is in them was not read. */
  readonly groups: readonly string[];
  /** The newest first, as OBS lists them. */
  readonly inputs: readonly KnownInput[];
  /** Inputs that are heard whichever scene is on air: OBS's own devices for desktop and microphones. */
  readonly everywhere: readonly string[];
  /** Of the scenes and inputs that have some, in OBS's order. */
  readonly filters: Readonly<Record<string, readonly KnownFilter[]>>;
  /** As OBS lists them: names repeat. From the last read, since OBS tells no changes of them. */
  readonly hotkeys: readonly string[];
  readonly own: OwnSources;
  /** Scenes that we made because a show named them, in the order of OBS's list. */
  readonly made: readonly string[];
  readonly outputs: Outputs;
}

/** How long a transition may take that does not say how long it takes (a stinger), ms: OBS's own longest. */
export const longestTransition: Duration = 20_000;

/** The shortest that OBS lets a transition be that is not fixed, ms. */
export const shortestTransition: Duration = 50;

/** How long `transition` takes in OBS as it is set now, ms. */
export function durationOf(known: Known, transition: string | null): Duration {
  const found = known.transitions.find((candidate) => candidate.name === transition);
  if (!found) return longestTransition;
  if (found.kind === 'cut_transition') return 0;
  return found.fixed ? longestTransition : (known.transitionDuration ?? longestTransition);
}

/** What is known after an event that came at `now`. Total: an event that says nothing new changes nothing. */
export function evolveKnown(known: Known, { name, data }: ObsEvent, now: Instant): Known {
  switch (name) {
    case 'CurrentProgramSceneChanged':
      return { ...known, program: textOf(data, 'sceneName') ?? known.program };
    case 'CurrentPreviewSceneChanged':
      return known.studioMode ? { ...known, preview: textOf(data, 'sceneName') } : known;
    case 'StudioModeStateChanged': {
      const studioMode = flagOf(data, 'studioModeEnabled') ?? known.studioMode;
      return { ...known, studioMode, preview: studioMode ? (known.preview ?? known.program) : null };
    }
    case 'SceneTransitionStarted': {
      const transition = textOf(data, 'transitionName') ?? known.currentTransition ?? '';
      const duration = durationOf(known, transition);
      return { ...known, transitioning: { name: transition, startedAt: now, duration } };
    }
    case 'SceneTransitionEnded':
      return known.transitioning ? { ...known, transitioning: null } : known;
    case 'CurrentSceneTransitionChanged':
      return { ...known, currentTransition: textOf(data, 'transitionName') };
    case 'CurrentSceneTransitionDurationChanged':
      return {
        ...known,
        transitionDuration: numberOf(data, 'transitionDuration') ?? known.transitionDuration,
      };
    case 'SceneListChanged':
      return { ...known, scenes: sceneNames(data) };
    case 'SceneNameChanged':
      return renamed(known, textOf(data, 'oldSceneName'), textOf(data, 'sceneName'));
    case 'InputNameChanged':
      return renamed(known, textOf(data, 'oldInputName'), textOf(data, 'inputName'));
    case 'SceneRemoved':
      return removed(known, textOf(data, 'sceneName'));
    case 'InputRemoved':
      return removed(known, textOf(data, 'inputName'));
    case 'InputCreated': {
      const name = textOf(data, 'inputName');
      if (name === null || known.inputs.some((input) => input.name === name)) return known;
      const created: KnownInput = { name, kind: textOf(data, 'inputKind') ?? '', audio: null };
      return { ...known, inputs: [created, ...known.inputs] };
    }
    case 'InputMuteStateChanged': {
      const muted = flagOf(data, 'inputMuted');
      return muted === null ? known : changeAudio(known, data, { muted });
    }
    case 'InputVolumeChanged': {
      const decibels = decibelsOf(data);
      return decibels === null ? known : changeAudio(known, data, { decibels });
    }
    case 'SourceFilterCreated':
      return changeFilters(known, data, (filters) => {
        const name = textOf(data, 'filterName');
        if (name === null || filters.some((filter) => filter.name === name)) return filters;
        return filters.toSpliced(numberOf(data, 'filterIndex') ?? filters.length, 0, { name, enabled: true });
      });
    case 'SourceFilterRemoved':
      return changeFilters(known, data, (filters) =>
        filters.filter(({ name }) => name !== textOf(data, 'filterName')),
      );
    case 'SourceFilterNameChanged':
      return changeFilters(known, data, (filters) => {
        const to = textOf(data, 'filterName');
        if (to === null) return filters;
        const from = textOf(data, 'oldFilterName');
        return filters.map((filter) => (filter.name === from ? { ...filter, name: to } : filter));
      });
    case 'SourceFilterEnableStateChanged': {
      const enabled = flagOf(data, 'filterEnabled');
      if (enabled === null) return known;
      return changeFilters(known, data, (filters) =>
        filters.map((filter) =>
          filter.name === textOf(data, 'filterName') ? { ...filter, enabled } : filter,
        ),
      );
    }
    case 'SceneItemCreated':
      return changeItems(known, data, (items, id) => {
        const source = textOf(data, 'sourceName');
        if (source === null || items.some((item) => item.id === id)) return items;
        return [...items, { id, source, enabled: true }];
      });
    case 'SceneItemRemoved':
      return changeItems(known, data, (items, id) => items.filter((item) => item.id !== id));
    case 'SceneItemEnableStateChanged': {
      const enabled = flagOf(data, 'sceneItemEnabled');
      if (enabled === null) return known;
      return changeItems(known, data, (items, id) =>
        items.map((item) => (item.id === id ? { ...item, enabled } : item)),
      );
    }
    case 'StreamStateChanged':
      return changeOutput(known, 'stream', data, now);
    case 'RecordStateChanged':
      return changeOutput(known, 'record', data, now);
    case 'VirtualcamStateChanged':
      return changeOutput(known, 'virtualCam', data, now);
    case 'ReplayBufferStateChanged':
      return changeOutput(known, 'replayBuffer', data, now);
    case 'InputVolumeMeters':
    case 'MediaInputActionTriggered':
    case 'MediaInputPlaybackEnded':
    case 'ReplayBufferSaved':
      // They happen, and are over.
      return known;
    case 'CurrentSceneCollectionChanging':
    case 'CurrentSceneCollectionChanged':
    case 'CurrentProfileChanged':
      // Everything is read again; nothing can be folded from these.
      return known;
  }
}

function changeOutput(known: Known, name: OutputName, data: WireData, now: Instant): Known {
  const before = known.outputs[name];
  const evolved = evolveOutput(before, data, now);
  if (evolved === before) return known;
  // Of a virtual camera OBS never says STOPPING: nothing tells whether somebody meant it.
  const after: OutputState =
    name === 'virtualCam' && evolved.status === 'off' ? { status: 'off', ended: null } : evolved;
  return { ...known, outputs: { ...known.outputs, [name]: after } };
}

/** The volume in a reply or an event, dB; OBS spells silence in several ways. */
export function decibelsOf(data: WireData): number | null {
  if (numberOf(data, 'inputVolumeMul') === 0) return -100;
  const decibels = numberOf(data, 'inputVolumeDb');
  return decibels === null ? null : Math.max(-100, decibels);
}

function changeAudio(known: Known, data: WireData, change: Partial<InputAudio>): Known {
  const name = textOf(data, 'inputName');
  return {
    ...known,
    inputs: known.inputs.map((input) =>
      input.name === name && input.audio ? { ...input, audio: { ...input.audio, ...change } } : input,
    ),
  };
}

function changeFilters(
  known: Known,
  data: WireData,
  change: (filters: readonly KnownFilter[]) => readonly KnownFilter[],
): Known {
  const source = textOf(data, 'sourceName');
  if (source === null) return known;
  const { [source]: before = [], ...others } = known.filters;
  const after = change(before);
  return { ...known, filters: after.length === 0 ? others : { ...others, [source]: after } };
}

function changeItems(
  known: Known,
  data: WireData,
  change: (items: readonly KnownItem[], id: number) => readonly KnownItem[],
): Known {
  const scene = textOf(data, 'sceneName');
  const id = numberOf(data, 'sceneItemId');
  const items = scene === null ? undefined : known.items[scene];
  if (scene === null || id === null || !items) return known;
  return { ...known, items: { ...known.items, [scene]: change(items, id) } };
}

function renamed(known: Known, from: string | null, to: string | null): Known {
  if (from === null || to === null) return known;
  const now = (name: string): string => (name === from ? to : name);
  return {
    ...known,
    program: known.program === null ? null : now(known.program),
    preview: known.preview === null ? null : now(known.preview),
    scenes: known.scenes.map(now),
    items: Object.fromEntries(
      Object.entries(known.items).map(([scene, items]) => [
        now(scene),
        items.map((item) => ({ ...item, source: now(item.source) })),
      ]),
    ),
    inputs: known.inputs.map((input) => (input.name === from ? { ...input, name: to } : input)),
    groups: known.groups.map(now),
    everywhere: known.everywhere.map(now),
    filters: Object.fromEntries(
      Object.entries(known.filters).map(([source, filters]) => [now(source), filters]),
    ),
    own: Object.fromEntries(Object.entries(known.own).map(([part, name]) => [part, now(name)])),
    made: known.made.map(now),
  };
}

function removed(known: Known, name: string | null): Known {
  if (name === null) return known;
  return {
    ...known,
    scenes: known.scenes.filter((scene) => scene !== name),
    items: Object.fromEntries(
      Object.entries(known.items)
        .filter(([scene]) => scene !== name)
        .map(([scene, items]) => [scene, items.filter((item) => item.source !== name)]),
    ),
    inputs: known.inputs.filter((input) => input.name !== name),
    everywhere: known.everywhere.filter((input) => input !== name),
    filters: Object.fromEntries(Object.entries(known.filters).filter(([source]) => source !== name)),
    own: Object.fromEntries(Object.entries(known.own).filter(([, own]) => own !== name)),
    made: known.made.filter((scene) => scene !== name),
  };
}
