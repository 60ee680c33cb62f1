import type { Cue } from '../show/cues';
import type { SegmentId, Show } from '../show/model';
import { closestName } from './closestName';
import type { Observed } from './observed';
import type { Finding } from './preflight';

/** What of OBS a cue may name; `filtered` is what a filter is on. Its transition is checked with those of the segments. */
export type CueName = 'scene' | 'source' | 'input' | 'filtered' | 'filter' | 'hotkey';

export type ObservedForCues = Pick<
  Observed,
  'scenes' | 'inputs' | 'sources' | 'scenesWithGroups' | 'filters' | 'hotkeys' | 'ambiguousHotkeys'
>;

/** OBS's own kinds that play nothing; of a plug-in's kind nothing is known. */
const playsNothing =
  /^(image_source|color_source|text_|browser_source|xshm_input|xcomposite_input|v4l2_input|dshow_input|av_capture_input|macos-avcapture|monitor_capture|display_capture|screen_capture|window_capture|game_capture|pipewire-)|_(input|output)_capture/;

interface NamedInCue {
  readonly what: CueName;
  readonly name: string;
  /** The scene of a source, or the source of a filter. */
  readonly within: string | null;
  /** It is muted or turned up or down. */
  readonly needsSound: boolean;
  /** It is played, paused or stopped. */
  readonly needsMedia: boolean;
}

interface NamedInShow extends NamedInCue {
  readonly segmentIds: readonly SegmentId[];
}

/** What cues name that OBS does not have, each once, in the order of the show: such a cue would fail. */
export function cueFindings(show: Show, obs: ObservedForCues): readonly Finding[] {
  const known = lists(obs);
  const named = namedInCues(show);
  const incomplete = named.filter(({ name, within }) => name === '' || within === '');
  const incompleteIn = [...new Set(incomplete.flatMap(({ segmentIds }) => segmentIds))];
  return [
    ...(incompleteIn.length > 0
      ? [{ severity: 'problem', code: 'cueIncomplete', segmentIds: incompleteIn } as const]
      : []),
    ...named.flatMap((one) => (incomplete.includes(one) ? [] : findingOf(one, obs, known))),
  ];
}

interface Lists {
  readonly scenes: ReadonlySet<string>;
  readonly inputs: ReadonlyMap<string, { readonly hasSound: boolean; readonly isMedia: boolean }>;
  readonly inputNames: readonly string[];
  /** Inputs and scenes: whatever can have filters. */
  readonly filtered: readonly string[];
  /** All that OBS has of these names, as far as it was looked into. */
  readonly anything: ReadonlySet<string>;
}

function lists({ scenes, inputs, sources }: ObservedForCues): Lists {
  const inputNames = inputs.map(({ name }) => name);
  return {
    inputNames,
    filtered: [...inputNames, ...scenes],
    scenes: new Set(scenes),
    inputs: new Map(
      inputs.map(({ name, kind, muted }) => [
        name,
        { hasSound: muted !== null, isMedia: !playsNothing.test(kind) },
      ]),
    ),
    anything: new Set([...scenes, ...inputNames, ...Object.values(sources).flat()]),
  };
}

function findingOf(named: NamedInShow, obs: ObservedForCues, known: Lists): readonly Finding[] {
  const { what, name, within, segmentIds } = named;
  const missing = (among: readonly string[]): readonly Finding[] => [
    {
      severity: 'problem',
      code: 'cueNameMissing',
      what,
      name,
      within,
      segmentIds,
      closest: closestName(name, among),
      isNowhere: !known.anything.has(name),
    },
  ];
  switch (what) {
    case 'scene':
      return known.scenes.has(name) ? [] : missing(obs.scenes);
    case 'source': {
      // A scene that was not looked into is not judged.
      const there = within === null ? undefined : obs.sources[within];
      if (within === null || !there || there.includes(name)) return [];
      // It is there in OBS, and nobody looked into the groups of this scene.
      const mayBeInGroup = obs.scenesWithGroups.includes(within) && known.anything.has(name);
      return mayBeInGroup
        ? [{ severity: 'warning', code: 'maybeInGroup', scene: within, name, segmentIds }]
        : missing(there);
    }
    case 'input': {
      const input = known.inputs.get(name);
      if (!input) return missing(known.inputNames);
      return [
        ...(named.needsSound && !input.hasSound
          ? [{ severity: 'problem', code: 'inputWithoutSound', name, segmentIds } as const]
          : []),
        ...(named.needsMedia && !input.isMedia
          ? [{ severity: 'problem', code: 'inputNoMedia', name, segmentIds } as const]
          : []),
      ];
    }
    case 'filtered':
      return known.anything.has(name) ? [] : missing(known.filtered);
    case 'filter': {
      // Of a group OBS was not asked for its filters.
      const isAsked = within !== null && (known.scenes.has(within) || known.inputs.has(within));
      const there: readonly string[] = within === null ? [] : (obs.filters[within] ?? []);
      return !isAsked || there.includes(name) ? [] : missing(there);
    }
    case 'hotkey':
      if (obs.ambiguousHotkeys.includes(name))
        return [{ severity: 'problem', code: 'hotkeyAmbiguous', name, segmentIds }];
      return obs.hotkeys.includes(name) ? [] : missing(obs.hotkeys);
  }
}

/** Each name once, with the segments whose cues name it. */
function namedInCues(show: Show): readonly NamedInShow[] {
  const found = new Map<string, NamedInShow>();
  for (const { id, cues } of show.segments) {
    for (const named of cues.flatMap(namesOf)) {
      const key = JSON.stringify([named.what, named.name, named.within]);
      const before = found.get(key);
      found.set(key, {
        ...named,
        needsSound: named.needsSound || before?.needsSound === true,
        needsMedia: named.needsMedia || before?.needsMedia === true,
        segmentIds: [...new Set([...(before?.segmentIds ?? []), id])],
      });
    }
  }
  return [...found.values()];
}

function namesOf({ effect }: Cue): readonly NamedInCue[] {
  const name = (what: CueName, of: string, within: string | null = null): NamedInCue => ({
    what,
    name: of,
    within,
    needsSound: effect.kind === 'mute' || effect.kind === 'volume',
    needsMedia: effect.kind === 'media',
  });
  switch (effect.kind) {
    case 'scene':
      return [name('scene', effect.scene)];
    case 'visibility':
      return [name('scene', effect.scene), name('source', effect.source, effect.scene)];
    case 'mute':
    case 'volume':
    case 'media':
      return [name('input', effect.input)];
    case 'filter':
      return [name('filtered', effect.source), name('filter', effect.filter, effect.source)];
    case 'hotkey':
      return [name('hotkey', effect.name)];
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'output':
    case 'saveReplay':
    case 'note':
      return [];
  }
}
