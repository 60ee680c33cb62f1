import type { Cue } from '../show/cues';
import type { Show } from '../show/model';
import type { Known, KnownFilter, KnownItem, OwnPart } from './known';
import type { CaptionSetup, CaptionWay, Observed } from './observed';
import type { ObsRequest } from './protocol';
import { request } from './protocol';
import { heardIn, scenesWithoutSound } from './sound';

/** What our sources are called when we make them; a person may rename them, the mark stays. */
export const ownNames: Readonly<Record<OwnPart, string>> = {
  captions: 'Lectern captions',
  picture: 'Lectern caption',
  clip: 'Lectern caption clip',
  page: 'Lectern names page',
  cards: 'Lectern cards page',
  text: 'Lectern caption text',
  plate: 'Lectern caption plate',
  key: 'Lectern caption key',
  name: 'Lectern caption name',
  role: 'Lectern caption role',
  organisation: 'Lectern caption organisation',
  ruler: 'Lectern ruler',
  rulerText: 'Lectern ruler text',
};

/** The private setting under which a source says that it is ours, and what for. */
export const ownMark = 'lectern';

/** Its value on a scene that was made because a show names it, and on what was put into it. */
export const madeMark = 'made';

/** The scene that is made as the slate of a show that names none. */
export const newSlate = 'Slate';

/** The parts of a caption drawn by OBS's text sources, from the back to the front. */
export const textParts = [
  'plate',
  'key',
  'name',
  'role',
  'organisation',
] as const satisfies readonly OwnPart[];

/** OBS's browser source. */
export const pageKind = 'browser_source';

/** The parts that are pages, and the pages that they show. */
export const pageParts = { page: 'names', cards: 'cards' } as const;

/** The scenes that are there for the captions. */
export function captionScenes({ own }: Pick<Known, 'own'>): readonly string[] {
  return [own.captions, own.text, own.ruler].filter((scene) => scene !== undefined);
}

/** What shows a caption that is drawn this way: switched on and off inside the caption scene. */
export function shownPart(way: CaptionWay): 'clip' | 'picture' | 'text' | 'page' {
  switch (way) {
    case 'clips':
      return 'clip';
    case 'pictures':
      return 'picture';
    case 'text':
      return 'text';
    case 'page':
      return 'page';
  }
}

/** The part without which no caption can be shown this way: a name without a clip is shown as a picture. */
export function neededPart(way: CaptionWay): 'picture' | 'text' | 'page' {
  switch (way) {
    case 'clips':
    case 'pictures':
      return 'picture';
    case 'text':
    case 'page':
      return way;
  }
}

/** An item of ours inside a scene of ours. */
export interface OwnItem extends KnownItem {
  readonly scene: string;
}

/** Where one of our parts is in the caption scene; `null` while it is not there. */
export function ownItem(known: Known, part: OwnPart): OwnItem | null {
  const scene = known.own.captions;
  const source = known.own[part];
  if (scene === undefined || source === undefined) return null;
  const item = known.items[scene]?.find((candidate) => candidate.source === source);
  return item ? { ...item, scene } : null;
}

/** The items that show a caption, whichever way it is drawn. */
export function ownItems(known: Known): readonly OwnItem[] {
  return (['clip', 'picture', 'page', 'text'] as const).flatMap((part) => ownItem(known, part) ?? []);
}

/** Those of them that are switched on. */
export function visibleItems(known: Known): readonly OwnItem[] {
  return ownItems(known).filter((item) => item.enabled);
}

/** What names are measured with; `null` where there is none, or where a person has switched it on: it may be seen. */
export function rulerItem(known: Known): OwnItem | null {
  const { ruler: scene, rulerText } = known.own;
  const items = scene === undefined ? undefined : known.items[scene];
  const item = items?.find(({ source }) => source === rulerText);
  return scene === undefined || !item || item.enabled ? null : { ...item, scene };
}

/** Switches an item of ours on or off. */
export function switchItem({ scene, id }: OwnItem, on: boolean): ObsRequest {
  return request('SetSceneItemEnabled', { sceneName: scene, sceneItemId: id, sceneItemEnabled: on });
}

/** The scenes that a show puts on air, each once, in the order of the show; the slate's is the last. */
export function scenesNamed({ segments, slateScene }: Show): readonly string[] {
  const ofCue = ({ effect }: Cue): readonly string[] => (effect.kind === 'scene' ? [effect.scene] : []);
  const names = segments.flatMap(({ scene, cues }) => [scene, ...cues.flatMap(ofCue)]);
  return [...new Set([...names, slateScene].filter((name) => name !== null).filter((name) => name !== ''))];
}

/** These, and those in which cues switch sources. */
export function scenesRead(show: Show): readonly string[] {
  const ofCue = ({ effect }: Cue): readonly string[] => (effect.kind === 'visibility' ? [effect.scene] : []);
  return [...new Set([...scenesNamed(show), ...show.segments.flatMap(({ cues }) => cues.flatMap(ofCue))])];
}

/** What there is of the caption set-up for these scenes. */
export function captionSetup(known: Known, way: CaptionWay, scenes: readonly string[]): CaptionSetup {
  const captions = known.own.captions;
  const isPlaced = (scene: string): boolean =>
    captions !== undefined && (known.items[scene]?.some((item) => item.source === captions) ?? false);
  return {
    way,
    measures: way !== 'text' || rulerItem(known) !== null,
    sceneReady: ownItem(known, neededPart(way)) !== null && restIsWhole(known, way),
    ...(known.inputKinds.includes(pageKind) ? { canPage: true } : {}),
    missingIn: scenes.filter(
      (scene) => known.scenes.includes(scene) && scene !== captions && !isPlaced(scene),
    ),
  };
}

/** What there has to be besides the part that is switched. */
function restIsWhole(known: Known, way: CaptionWay): boolean {
  switch (way) {
    case 'clips':
    case 'pictures':
      return true;
    case 'page':
      return ownItem(known, 'cards') !== null;
    case 'text':
      return textIsWhole(known);
  }
}

function textIsWhole(known: Known): boolean {
  const items = known.own.text === undefined ? undefined : known.items[known.own.text];
  return textParts.every((part) => {
    const source = known.own[part];
    return source !== undefined && (items?.some((item) => item.source === source) ?? false);
  });
}

/** What every screen of this show gets to see of it. */
export function observedOf(known: Known, way: CaptionWay, show: Show | null): Observed {
  const scenes = show ? scenesNamed(show) : [];
  const { version, program, preview, studioMode, transitioning, currentTransition, canvas } = known;
  const { settings, outputs } = known;
  const hidden = captionScenes(known);
  const isOurs = (source: string): boolean => Object.values(known.own).includes(source);
  return {
    version,
    program,
    preview,
    studioMode,
    transitioning,
    scenes: known.scenes.filter((scene) => !hidden.includes(scene)),
    emptyScenes: scenes.filter(
      (scene) =>
        known.scenes.includes(scene) &&
        (known.items[scene]?.every(({ source }) => source === known.own.captions) ?? false),
    ),
    transitions: known.transitions.map(({ name, fixed }) => ({ name, fixed })),
    inputs: known.inputs
      .filter(({ name }) => !isOurs(name))
      .map(({ name, kind, audio }) => ({
        name,
        kind,
        muted: audio?.muted ?? null,
        decibels: audio ? Math.round(audio.decibels * 10) / 10 : null,
      })),
    heard: Object.fromEntries(
      [...new Set([...(show ? scenesWithoutSound(show) : []), ...(program === null ? [] : [program])])].map(
        (scene) =>
          // A page of ours has sound for OBS, and says nothing.
          [scene, heardIn(known, scene).filter((name) => !isOurs(name))],
      ),
    ),
    sources: sourcesIn(known, () => true),
    scenesWithGroups: known.scenes.filter((scene) =>
      known.items[scene]?.some(({ source }) => known.groups.includes(source)),
    ),
    sourcesOff: sourcesIn(known, (source, items) =>
      items.every((item) => item.source !== source || !item.enabled),
    ),
    filters: byName(known.filters, () => true),
    filtersOff: byName(known.filters, ({ enabled }) => !enabled),
    ...hotkeysByName(known.hotkeys),
    currentTransition,
    canvas,
    settings,
    captions: captionSetup(known, way, scenes),
    captionVisible: visibleItems(known).length > 0,
    outputs,
  };
}

/** By scene, from the top down; a source that is there more than once is one. */
function sourcesIn(
  known: Known,
  wanted: (source: string, items: readonly KnownItem[]) => boolean,
): Observed['sources'] {
  const ours = new Set<string>(Object.values(known.own));
  return Object.fromEntries(
    Object.entries(known.items).flatMap(([scene, items]) => {
      if (ours.has(scene)) return [];
      const names = items.map(({ source }) => source).filter((source) => !ours.has(source));
      return [[scene, [...new Set(names.toReversed())].filter((source) => wanted(source, items))] as const];
    }),
  );
}

function byName(
  filters: Known['filters'],
  wanted: (filter: KnownFilter) => boolean,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(filters).map(([source, all]) => [source, all.filter(wanted).map(({ name }) => name)]),
  );
}

function hotkeysByName(names: readonly string[]): Pick<Observed, 'hotkeys' | 'ambiguousHotkeys'> {
  const repeated = new Set<string>();
  const distinct = new Set<string>();
  for (const name of names) (distinct.has(name) ? repeated : distinct).add(name);
  return {
    hotkeys: [...distinct].filter((name) => !repeated.has(name)),
    ambiguousHotkeys: [...repeated],
  };
}
