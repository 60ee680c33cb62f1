import type { Interval } from './statistics';

/** One figure of the bench: what it measures, and what it must reach. */
export interface Figure {
  readonly key: string;
  /** For the table: from what, to what. */
  readonly what: string;
  /** The most that a field may be. */
  readonly limits: Readonly<Record<string, number>>;
  /** Takes its time; says on the way how far it is. */
  measure(progress: (line: string) => void): Promise<Measured>;
}

export interface Measured {
  /** Times in ms, memory in MB. */
  readonly fields: Readonly<Record<string, number>>;
  /** 95 % intervals of ratios, by field. */
  readonly intervals: Readonly<Record<string, Interval>>;
}

/** The fields that are beyond their limit, or that were not measured at all. */
export function missed({ limits }: Figure, { fields }: Measured): readonly string[] {
  return Object.entries(limits).flatMap(([field, most]) => {
    const value = fields[field];
    return value !== undefined && value <= most ? [] : [field];
  });
}
