import type { JsonObject } from '../protocol';

/**
 * Everything that a practice OBS remembers: plain JSON, so that it can be saved and started from again.
 * Sources (scenes and inputs) share one namespace and are referred to by name, as obs-websocket 5.1 does.
 */
export interface WorldSnapshot {
  readonly sceneCollection: string;
  /** The collections that are not open. */
  readonly shelved: readonly SceneCollection[];
  readonly profile: string;
  readonly profiles: readonly string[];
  /** In the order of OBS's own list, top first. */
  readonly scenes: readonly Scene[];
  readonly inputs: readonly Input[];
  readonly program: string;
  /** The scene in preview; null outside studio mode. */
  readonly preview: string | null;
  readonly transition: TransitionName;
  /** Milliseconds, 50–20,000; one for all transitions that are not fixed, as in OBS. */
  readonly transitionDuration: number;
  readonly video: VideoSettings;
}

export interface SceneCollection {
  readonly name: string;
  readonly scenes: readonly Scene[];
  readonly inputs: readonly Input[];
  readonly program: string;
}

export interface Scene {
  readonly name: string;
  /** Bottom first: `sceneItemIndex` is the place in this list. */
  readonly items: readonly SceneItem[];
  /** OBS never gives an id again, so the next one is remembered. */
  readonly nextItemId: number;
  readonly filters: readonly Filter[];
  readonly privateSettings: JsonObject;
  readonly transitionOverride: { readonly name: string | null; readonly duration: number | null };
}

export interface SceneItem {
  readonly id: number;
  readonly source: string;
  readonly enabled: boolean;
  readonly locked: boolean;
  readonly blendMode: string;
  readonly transform: Transform;
  readonly privateSettings: JsonObject;
}

/** Pixels on the canvas; rotation in degrees, clockwise. */
export interface Transform {
  readonly positionX: number;
  readonly positionY: number;
  readonly rotation: number;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly alignment: number;
  readonly boundsType: string;
  readonly boundsAlignment: number;
  readonly boundsWidth: number;
  readonly boundsHeight: number;
  readonly cropLeft: number;
  readonly cropTop: number;
  readonly cropRight: number;
  readonly cropBottom: number;
}

export interface Input {
  readonly name: string;
  readonly kind: string;
  /** Only what was set: defaults are OBS's own, asked for apart. */
  readonly settings: JsonObject;
  readonly muted: boolean;
  /** Linear, 0–20. */
  readonly volume: number;
  readonly filters: readonly Filter[];
  readonly privateSettings: JsonObject;
}

export interface Filter {
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly settings: JsonObject;
}

export interface VideoSettings {
  readonly baseWidth: number;
  readonly baseHeight: number;
  readonly outputWidth: number;
  readonly outputHeight: number;
  readonly fpsNumerator: number;
  readonly fpsDenominator: number;
}

/** A fresh OBS has these two, and obs-websocket 5.1 cannot make more. */
export type TransitionName = 'Cut' | 'Fade';

export const transitions = [
  { name: 'Cut', kind: 'cut_transition', fixed: true },
  { name: 'Fade', kind: 'fade_transition', fixed: false },
] as const;

export const untouched: Transform = {
  positionX: 0,
  positionY: 0,
  rotation: 0,
  scaleX: 1,
  scaleY: 1,
  alignment: 5,
  boundsType: 'OBS_BOUNDS_NONE',
  boundsAlignment: 0,
  boundsWidth: 0,
  boundsHeight: 0,
  cropLeft: 0,
  cropTop: 0,
  cropRight: 0,
  cropBottom: 0,
};

export function emptyScene(name: string): Scene {
  return {
    name,
    items: [],
    nextItemId: 1,
    filters: [],
    privateSettings: {},
    transitionOverride: { name: null, duration: null },
  };
}

export function newInput(name: string, kind: string, settings: JsonObject): Input {
  return { name, kind, settings, muted: false, volume: 1, filters: [], privateSettings: {} };
}

export function newItem(
  id: number,
  source: string,
  enabled: boolean,
  transform: Transform = untouched,
): SceneItem {
  return {
    id,
    source,
    enabled,
    locked: false,
    blendMode: 'OBS_BLEND_NORMAL',
    transform,
    privateSettings: {},
  };
}
