import {
  type SetupImpossible,
  type SetupStep,
  captionSetupSteps,
  makeInput,
  makeScene,
} from './captionSetup';
import type { PageAddresses } from './captionSetup';
import type { Known } from './known';
import type { CaptionWay } from './observed';
import { captionScenes, madeMark, newSlate } from './ownership';
import type { ObsRequest } from './protocol';
import { request } from './protocol';
import { partInput, textKind } from './textCaption';

/** What a show asks of OBS. */
export interface Wanted {
  /** The scenes that it names, each once, in the order of the show. */
  readonly scenes: readonly string[];
  /** `null` where the show has no slate yet: it is given one. */
  readonly slateScene: string | null;
  readonly title: string;
}

/** What a new slate is made of; the names are OBS's sources. */
export const slateNames = { back: 'Lectern slate', title: 'Lectern slate title' } as const;

/** `0xAABBGGRR`, as OBS wants it: the dark of a caption's plate, and its white. */
const slateColours = { back: 0xff140c08, title: 0xfffdfcfb } as const;

/** Of the canvas: the room that the title has, in its middle. */
const titleRoom = { width: 0.7, height: 0.16 } as const;

/** The first item of a scene that was just created is its number 1 (OBS counts them scene by scene). */
const titleItem = 2;

/**
 * What is still to be made so that OBS can run a show: the scenes that it names and OBS lacks, something to be seen on
 * a slate, and the captions on every scene. Empty when all is there. Nothing that is there is altered, and every scene
 * that is made carries our mark.
 */
export function buildSteps(
  known: Known,
  way: CaptionWay,
  { scenes: named, slateScene, title }: Wanted,
  addresses: PageAddresses | null = null,
): readonly SetupStep[] | SetupImpossible {
  const slate = slateScene ?? newSlate;
  const scenes = named.includes(slate) ? named : [...named, slate];
  const missing = scenes.filter((scene) => !known.scenes.includes(scene));
  const built: Known = {
    ...known,
    scenes: [...known.scenes, ...missing],
    items: { ...known.items, ...Object.fromEntries(missing.map((scene) => [scene, []])) },
  };
  const captions = captionSetupSteps(built, way, scenes, addresses);
  if ('missingKind' in captions) return captions;
  return [
    ...missing.flatMap((scene) => [
      makeScene(scene, madeMark),
      ...(scene === slate ? slateSteps(known, scene, title) : []),
    ]),
    ...(isUnfinished(known, slate) ? slateSteps(known, slate, title) : []),
    ...captions,
    ...(slateScene === null ? [nameSlate] : []),
  ];
}

/** A scene of ours that stays, and what is in the way of removing it. */
export type Kept =
  | { readonly scene: string; readonly why: 'onAir' | 'holdsMore' | 'last' }
  /** It would go from that scene, too, which stays. */
  | { readonly scene: string; readonly why: 'shown'; readonly within: string };

export interface Removal {
  /** Scenes, in the order in which they go; what only they hold goes with them. */
  readonly removes: readonly string[];
  readonly keeps: readonly Kept[];
}

/**
 * What of our making can be taken away again. A scene of ours stays while it is on air or in the preview, once somebody
 * has put something of their own into it, and while a scene that stays shows it: except the captions, which we put
 * there. `foreign`: the scenes of ours that hold what is not ours.
 */
export function removalOf(known: Known, foreign: readonly string[]): Removal {
  const keeps: Kept[] = [];
  let removes: readonly string[] = [];
  for (const scene of [...known.made, ...captionScenes(known)]) {
    if (scene === known.program || scene === known.preview) keeps.push({ scene, why: 'onAir' });
    else if (foreign.includes(scene)) keeps.push({ scene, why: 'holdsMore' });
    // OBS has at least one scene.
    else if (removes.length === known.scenes.length - 1) keeps.push({ scene, why: 'last' });
    else removes = [...removes, scene];
  }
  for (;;) {
    const shown = shownInWhatStays(known, removes);
    if (!shown) return { removes, keeps };
    keeps.push(shown);
    removes = removes.filter((scene) => scene !== shown.scene);
  }
}

function shownInWhatStays(known: Known, removes: readonly string[]): Kept | null {
  const stays = known.scenes.filter((scene) => !removes.includes(scene));
  for (const scene of removes) {
    if (scene === known.own.captions) continue;
    const within = stays.find((other) => known.items[other]?.some(({ source }) => source === scene));
    if (within !== undefined) return { scene, why: 'shown', within };
  }
  return null;
}

export function removalRequests({ removes }: Removal): readonly ObsRequest[] {
  return removes.map((sceneName) => request('RemoveScene', { sceneName }));
}

/** A slate of ours that OBS made a part of, the last time: the captions come onto it last. */
function isUnfinished(known: Known, slate: string): boolean {
  const items = known.items[slate] ?? [];
  return known.made.includes(slate) && items.every(({ source }) => source === slateNames.back);
}

/** An edit of the show, not of OBS. */
const nameSlate: SetupStep = { makes: { kind: 'nameSlate', scene: newSlate }, requests: [] };

/** A dark picture with the show's title; only what this OBS has sources for, and what is not there yet. */
function slateSteps(known: Known, scene: string, title: string): readonly SetupStep[] {
  const colour = partInput('plate', known);
  if (colour === null) return [];
  const { width, height } = known.canvas;
  const back = makeInput(
    slateNames.back,
    madeMark,
    scene,
    colour,
    { color: slateColours.back, width, height },
    true,
  );
  const parts = known.items[scene]?.length ? [] : [back];
  const text = textKind(known);
  if (text === null || title.trim() === '') return parts;
  const words = makeInput(slateNames.title, madeMark, scene, text, titleSettings(text, title, height), true);
  const room = {
    positionX: width / 2,
    positionY: height / 2,
    alignment: 0,
    boundsType: 'OBS_BOUNDS_MAX_ONLY',
    boundsAlignment: 0,
    boundsWidth: Math.round(width * titleRoom.width),
    boundsHeight: Math.round(height * titleRoom.height),
  };
  const place = request('SetSceneItemTransform', {
    sceneName: scene,
    sceneItemId: titleItem,
    sceneItemTransform: room,
  });
  return [...parts, { ...words, requests: [...words.requests, place] }];
}

function titleSettings(kind: string, text: string, canvasHeight: number): Readonly<Record<string, unknown>> {
  const font = { face: 'Arial', size: Math.round(canvasHeight * 0.09), style: 'Bold', flags: 1 };
  const { title } = slateColours;
  return kind === 'text_ft2_source_v2'
    ? { text, font, color1: title, color2: title }
    : { text, font, color: title % 0x1000000, opacity: 100 };
}
