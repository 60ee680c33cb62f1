import { type Json, type JsonObject, isJsonObject } from '../protocol';
import { findScene, isSource } from './edit';
import { inputKind } from './kinds';
import type { WorldSnapshot } from './model';

type Check = (value: Json | undefined) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const flag: Check = (value) => typeof value === 'boolean';
const object: Check = (value) => isJsonObject(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((each: Json) => check(each));
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isJsonObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const filters = list(record({ name: text, kind: text, enabled: flag, settings: object }));

const transform = record({
  positionX: number,
  positionY: number,
  rotation: number,
  scaleX: number,
  scaleY: number,
  alignment: number,
  boundsType: text,
  boundsAlignment: number,
  boundsWidth: number,
  boundsHeight: number,
  cropLeft: number,
  cropTop: number,
  cropRight: number,
  cropBottom: number,
});

const item = record({
  id: count,
  source: text,
  enabled: flag,
  locked: flag,
  blendMode: text,
  transform,
  privateSettings: object,
});

const scenes = list(
  record({
    name: text,
    items: list(item),
    nextItemId: count,
    filters,
    privateSettings: object,
    transitionOverride: record({ name: orNull(text), duration: orNull(number) }),
  }),
);

const inputs = list(
  record({
    name: text,
    kind: (value) => typeof value === 'string' && inputKind(value) !== undefined,
    settings: object,
    muted: flag,
    volume: number,
    filters,
    privateSettings: object,
  }),
);

const collection = { scenes, inputs, program: text };

const world = record({
  ...collection,
  sceneCollection: text,
  shelved: list(record({ ...collection, name: text })),
  profile: text,
  profiles: list(text),
  preview: orNull(text),
  transition: (value) => value === 'Cut' || value === 'Fade',
  transitionDuration: (value) => number(value) && Number(value) >= 50 && Number(value) <= 20_000,
  video: record({
    baseWidth: count,
    baseHeight: count,
    outputWidth: count,
    outputHeight: count,
    fpsNumerator: count,
    fpsDenominator: count,
  }),
});

/**
 * A world that was saved, as it was; null when what is there is none, or one that does not hold together (a scene on
 * air that does not exist, a scene within itself). Never throws.
 */
export function readWorld(saved: unknown): WorldSnapshot | null {
  if (!world(saved as Json | undefined)) return null;
  // Every field has been checked.
  const read = saved as JsonObject as unknown as WorldSnapshot;
  return holdsTogether(read) &&
    read.shelved.every((each) => holdsTogether({ ...read, ...each, preview: null }))
    ? read
    : null;
}

function holdsTogether(read: WorldSnapshot): boolean {
  const names = [...read.scenes, ...read.inputs].map(({ name }) => name);
  if (new Set(names).size !== names.length) return false;
  if (findScene(read, read.program) === undefined) return false;
  if (read.preview !== null && findScene(read, read.preview) === undefined) return false;
  return read.scenes.every(
    ({ name, items }) => items.every(({ source }) => isSource(read, source)) && !loops(read, name, []),
  );
}

/** Whether following nested scenes from this one ever comes back to one that is being followed. */
function loops(read: WorldSnapshot, name: string, above: readonly string[]): boolean {
  if (above.includes(name)) return true;
  return (findScene(read, name)?.items ?? []).some(({ source }) => loops(read, source, [...above, name]));
}
