/** Why a `.lectern` file cannot be opened. */
export type FileProblem =
  | { readonly code: 'fileDamaged'; readonly damage: FileDamage }
  | { readonly code: 'fileNewer'; readonly version: number }
  | { readonly code: 'fileEmpty' }
  | { readonly code: 'fileTooLarge'; readonly megabytes: number };

/** What is wrong with a file that cannot be read as a show; its words are under `file.damage`. */
export type FileDamage =
  /** No JSON at all, or cut short. */
  | { readonly what: 'notWhole' }
  /** JSON of another kind. */
  | { readonly what: 'noShow' }
  /** The system would not read it; `detail` is the system's own sentence. */
  | { readonly what: 'unreadable'; readonly detail: string }
  | { readonly what: 'field'; readonly place: FieldPlace; readonly problem: FieldProblem };

/** A place in the file, as people count. */
export interface FieldPlace {
  /** `null` for what belongs to the show itself. */
  readonly list: 'segments' | 'speakers' | null;
  /** 1, 2, 3 … in that list; 0 without one. */
  readonly number: number;
  /** As the file names it; empty where the whole is meant. */
  readonly field: string;
}

/** What the show's own rules refuse, in an edit and in a file. */
export const ruleProblems = [
  'durationNotPositive',
  'durationTooLong',
  'startOutOfRange',
  'thresholdOutOfRange',
  'transitionOutOfRange',
  'slotOutOfRange',
  'zoneUnknown',
  'dateUnknown',
  'idTaken',
  'logoTooLarge',
  'logoNoPicture',
] as const;

/** What a field may be that it should not; the words are under `file.field`. */
export const fieldProblems = [
  ...ruleProblems,
  'missing',
  'unknown',
  'wrongKind',
  'tooLong',
  'wrong',
] as const;

export type FieldProblem = (typeof fieldProblems)[number];
