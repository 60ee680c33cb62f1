import { type JsonObject, Refusal, status } from '../protocol';
import type { Transform } from '../world/model';
import { number, string } from './fields';

const boundsTypes = [
  'OBS_BOUNDS_NONE',
  'OBS_BOUNDS_STRETCH',
  'OBS_BOUNDS_SCALE_INNER',
  'OBS_BOUNDS_SCALE_OUTER',
  'OBS_BOUNDS_SCALE_TO_WIDTH',
  'OBS_BOUNDS_SCALE_TO_HEIGHT',
  'OBS_BOUNDS_MAX_ONLY',
];

/** The range of each number; positions and crops in pixels, rotation in degrees. */
const ranges: Readonly<Record<Exclude<keyof Transform, 'boundsType'>, readonly [number, number]>> = {
  positionX: [-90_001, 90_001],
  positionY: [-90_001, 90_001],
  rotation: [-360, 360],
  scaleX: [-Infinity, Infinity],
  scaleY: [-Infinity, Infinity],
  alignment: [0, Infinity],
  boundsAlignment: [0, Infinity],
  boundsWidth: [1, 90_001],
  boundsHeight: [1, 90_001],
  cropLeft: [0, 100_000],
  cropTop: [0, 100_000],
  cropRight: [0, 100_000],
  cropBottom: [0, 100_000],
};

/** The changes that a `sceneItemTransform` asks for; at least one. */
export function readTransform(wanted: JsonObject): Partial<Transform> | Refusal {
  const change: Record<string, number | string> = {};
  for (const [name, [least, most]] of Object.entries(ranges)) {
    if ((wanted[name] ?? null) === null) continue;
    const value = number(name, least, most)(wanted);
    if (value instanceof Refusal) return value;
    change[name] = value;
  }
  if ((wanted['boundsType'] ?? null) !== null) {
    const type = string('boundsType')(wanted);
    if (type instanceof Refusal) return type;
    if (!boundsTypes.includes(type)) {
      return new Refusal(status.invalidRequestField, 'The field `boundsType` has an invalid value.');
    }
    change['boundsType'] = type;
  }
  return Object.keys(change).length === 0
    ? new Refusal(status.cannotAct, 'You have not provided any valid transform changes.')
    : change;
}
