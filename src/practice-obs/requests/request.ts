import type { Clock } from '../clock';
import { type Answer, type JsonObject, Refusal } from '../protocol';
import type { Collections } from '../world/collections';
import type { Media } from '../world/media';
import type { Outputs } from '../world/outputs';
import type { Stage } from '../world/stage';
import type { WorldSnapshot } from '../world/model';
import type { Reader } from './fields';

/** What a request may look at and act on. */
export interface Obs {
  readonly world: () => WorldSnapshot;
  readonly update: (next: WorldSnapshot) => void;
  readonly emit: (type: string, intent: number, data: JsonObject) => void;
  readonly stage: Stage;
  readonly media: Media;
  readonly outputs: Outputs;
  readonly collections: Collections;
  readonly clock: Clock;
  /** As `GetStats` counts them. */
  readonly messages: () => { readonly incoming: number; readonly outgoing: number };
  readonly version: ObsVersion;
  /** It has browser sources. */
  readonly browsers: boolean;
}

export interface ObsVersion {
  readonly obs: string;
  readonly websocket: string;
  readonly rpc: number;
}

export type RequestHandler = (data: JsonObject | undefined, obs: Obs) => Answer;
export type RequestTable = Readonly<Record<string, RequestHandler>>;

type Read<Shape> = { readonly [Name in keyof Shape]: Shape[Name] extends Reader<infer T> ? T : never };

/**
 * A request handler: its fields, read in the order written (the first that does not hold is the refusal, as in
 * OBS), then what it does.
 */
export function request<Shape extends Readonly<Record<string, Reader<unknown>>>>(
  shape: Shape,
  act: (fields: Read<Shape>, obs: Obs) => Answer,
): RequestHandler {
  const readers = Object.entries(shape);
  return (data, obs) => {
    const fields: Record<string, unknown> = {};
    for (const [name, read] of readers) {
      const value = read(data, obs.world());
      if (value instanceof Refusal) return value;
      fields[name] = value;
    }
    // Every name of the shape has just been filled by its own reader.
    return act(fields as Read<Shape>, obs);
  };
}

/** A request that takes no fields. */
export function ask(act: (obs: Obs) => Answer): RequestHandler {
  return (_data, obs) => act(obs);
}
