import type { JsonObject } from './protocol';

/**
 * What can be made to go wrong, on purpose. `request` names a request wherever it comes, alone or in a batch;
 * `times` is how often it goes wrong, every time when left out.
 */
export type Fault =
  /** Answers with an error instead of acting. */
  | {
      readonly kind: 'refuse';
      readonly request: string;
      readonly code: number;
      readonly comment?: string;
      readonly times?: number;
    }
  /** Acts, and never answers; a batch that holds it is never answered either. */
  | { readonly kind: 'silence'; readonly request: string; readonly times?: number }
  /** Acts, and answers this much later; milliseconds. */
  | { readonly kind: 'delay'; readonly request: string; readonly ms: number; readonly times?: number }
  /** Breaks the connection when the request comes, before or after acting on it; no answer in either case. */
  | {
      readonly kind: 'close';
      readonly request: string;
      readonly when: 'before acting' | 'after acting';
      readonly times?: number;
    }
  /** Acts, and says something else: these fields instead of the true ones (a read-back that lies). */
  | {
      readonly kind: 'misreport';
      readonly request: string;
      readonly data: JsonObject;
      readonly times?: number;
    }
  /** An event that never comes, as one in thousands does not. */
  | { readonly kind: 'drop event'; readonly event: string; readonly times?: number };

/** The fault of one kind. */
export type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { readonly kind: Kind }>;

/** Faults told by hand, and the connection's own. */
export interface Faults {
  /** Puts a fault in place; returns what takes it away. */
  readonly add: (fault: Fault) => () => void;
  readonly clear: () => void;
  /** Breaks every connection, as a crash does, or closes it with a code. */
  readonly dropConnections: (code?: number) => void;
  /** While on, new connections are turned away. */
  readonly refuseConnections: (on: boolean) => void;
  /** While on, sockets stay open and nothing comes through: a cable pulled. Off, what was sent arrives after all. */
  readonly halfOpen: (on: boolean) => void;
}

/** The faults in place, as the server asks for them. */
export interface FaultList {
  readonly add: (fault: Fault) => () => void;
  readonly clear: () => void;
  /** The fault of this kind for this request or event, counted as used. */
  readonly use: <Kind extends Fault['kind']>(kind: Kind, name: string) => FaultOf<Kind> | undefined;
}

interface Placed {
  readonly fault: Fault;
  left: number;
}

export function createFaultList(): FaultList {
  const placed = new Set<Placed>();
  const nameOf = (fault: Fault): string => (fault.kind === 'drop event' ? fault.event : fault.request);

  return {
    add(fault) {
      const entry: Placed = { fault, left: fault.times ?? Infinity };
      placed.add(entry);
      return () => placed.delete(entry);
    },
    clear: () => placed.clear(),
    use<Kind extends Fault['kind']>(kind: Kind, name: string) {
      const isOfKind = (fault: Fault): fault is FaultOf<Kind> => fault.kind === kind;
      for (const entry of placed) {
        if (!isOfKind(entry.fault) || nameOf(entry.fault) !== name) continue;
        entry.left -= 1;
        if (entry.left <= 0) placed.delete(entry);
        return entry.fault;
      }
      return undefined;
    },
  };
}
