import { findInput, findScene, isSource } from '../world/edit';
import type { Filter, Input, Scene, SceneItem, WorldSnapshot } from '../world/model';
import { type Json, type JsonObject, Refusal, isJsonObject, status } from '../protocol';

/**
 * Readers of request fields. Each gives a typed value or the refusal that obs-websocket 5.1 gives, code and
 * comment alike (comments are part of what the contract suite compares).
 */
export type Reader<T> = (data: JsonObject | undefined, world: WorldSnapshot) => T | Refusal;

/** A reader that needs to know nothing of the world. */
export type PlainReader<T> = (data: JsonObject | undefined) => T | Refusal;

const missingData = new Refusal(
  status.missingRequestData,
  'Your request data is missing or invalid (non-object)',
);

function required(data: JsonObject | undefined, name: string): Json | Refusal {
  if (data === undefined) return missingData;
  const value = data[name] ?? null;
  return value === null
    ? new Refusal(status.missingRequestField, `Your request is missing the \`${name}\` field.`)
    : value;
}

const wrongType = (name: string, must: string): Refusal =>
  new Refusal(status.invalidRequestFieldType, `The field value of \`${name}\` must be ${must}.`);

const isEmpty = (name: string): Refusal =>
  new Refusal(status.requestFieldEmpty, `The field value of \`${name}\` must not be empty.`);

export function string(name: string): PlainReader<string> {
  return (data) => {
    const value = required(data, name);
    if (value instanceof Refusal) return value;
    if (typeof value !== 'string') return wrongType(name, 'a string');
    return value === '' ? isEmpty(name) : value;
  };
}

/** A number between two bounds, both included. */
export function number(name: string, least = -Infinity, most = Infinity): PlainReader<number> {
  return (data) => {
    const value = required(data, name);
    if (value instanceof Refusal) return value;
    if (typeof value !== 'number') return wrongType(name, 'a number');
    if (value < least) return outOfRange(name, `below the minimum of \`${least.toFixed(6)}\``);
    if (value > most) return outOfRange(name, `above the maximum of \`${most.toFixed(6)}\``);
    return value;
  };
}

const outOfRange = (name: string, how: string): Refusal =>
  new Refusal(status.requestFieldOutOfRange, `The field value of \`${name}\` is ${how}`);

export function boolean(name: string): PlainReader<boolean> {
  return (data) => {
    const value = required(data, name);
    if (value instanceof Refusal) return value;
    return typeof value === 'boolean' ? value : wrongType(name, 'boolean');
  };
}

export function object(name: string, empty: 'may be empty' | 'not empty'): PlainReader<JsonObject> {
  return (data) => {
    const value = required(data, name);
    if (value instanceof Refusal) return value;
    if (!isJsonObject(value)) return wrongType(name, 'an object');
    return empty === 'not empty' && Object.keys(value).length === 0 ? isEmpty(name) : value;
  };
}

/** The value when the field is there, `otherwise` when it is not. */
export function optional<T, F>(name: string, reader: Reader<T>, otherwise: F): Reader<T | F> {
  return (data, world) =>
    data === undefined || (data[name] ?? null) === null ? otherwise : reader(data, world);
}

const notFound = (name: string): Refusal =>
  new Refusal(status.resourceNotFound, `No source was found by the name of \`${name}\`.`);

/** The name of a scene or an input that exists. */
export function source(field = 'sourceName'): Reader<string> {
  return (data, world) => {
    const name = string(field)(data);
    if (name instanceof Refusal) return name;
    return isSource(world, name) ? name : notFound(name);
  };
}

export function scene(field = 'sceneName'): Reader<Scene> {
  return (data, world) => {
    const name = source(field)(data, world);
    if (name instanceof Refusal) return name;
    return (
      findScene(world, name) ??
      new Refusal(status.invalidResourceType, 'The specified source is not a scene.')
    );
  };
}

export function input(field = 'inputName'): Reader<Input> {
  return (data, world) => {
    const name = source(field)(data, world);
    if (name instanceof Refusal) return name;
    return (
      findInput(world, name) ??
      new Refusal(status.invalidResourceType, 'The specified source is not an input.')
    );
  };
}

export interface ItemInScene {
  readonly scene: Scene;
  readonly item: SceneItem;
}

export function itemInScene(): Reader<ItemInScene> {
  return (data, world) => {
    const found = scene()(data, world);
    if (found instanceof Refusal) return found;
    const id = number('sceneItemId', 0)(data);
    if (id instanceof Refusal) return id;
    const whole = Math.trunc(id);
    const item = found.items.find((candidate) => candidate.id === whole);
    if (item !== undefined) return { scene: found, item };
    return new Refusal(
      status.resourceNotFound,
      `No scene items were found in scene \`${found.name}\` with the ID \`${whole}\`.`,
    );
  };
}

export interface FilterOnSource {
  readonly sourceName: string;
  readonly filter: Filter;
}

export function filtersOf(world: WorldSnapshot, name: string): readonly Filter[] {
  return (findScene(world, name) ?? findInput(world, name))?.filters ?? [];
}

export function filterOnSource(): Reader<FilterOnSource> {
  return (data, world) => {
    const sourceName = source()(data, world);
    if (sourceName instanceof Refusal) return sourceName;
    const name = string('filterName')(data);
    if (name instanceof Refusal) return name;
    const filter = filtersOf(world, sourceName).find((candidate) => candidate.name === name);
    if (filter !== undefined) return { sourceName, filter };
    return new Refusal(
      status.resourceNotFound,
      `No filter was found in the source \`${sourceName}\` with the name \`${name}\`.`,
    );
  };
}
