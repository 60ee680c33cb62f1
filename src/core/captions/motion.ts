import type { Duration } from '../time/units';

/**
 * How a caption comes and goes: what moves, from when on and how long, in ms from the beginning. Only place and opacity
 * change, so that whoever draws it needs to lay out nothing anew. The page and the clips both play these.
 */
export interface Move {
  readonly part: MovingPart;
  readonly way: 'grow' | 'slide' | 'rise' | 'fade';
  readonly after: Duration;
  readonly lasts: Duration;
  readonly easing: Easing;
}

/** The bar of colour, what the text stands on, and the texts. */
export type MovingPart = 'key' | 'body' | 'name' | 'role' | 'organisation' | 'logo';

/** Control points of CSS's `cubic-bezier`. */
export type Easing = readonly [number, number, number, number];

const out: Easing = [0.2, 0.8, 0.2, 1];
const into: Easing = [0.6, 0, 0.8, 0.2];
const even: Easing = [0, 0, 1, 1];

/** 740 ms. */
export const coming: readonly Move[] = [
  { part: 'key', way: 'grow', after: 0, lasts: 260, easing: out },
  { part: 'body', way: 'slide', after: 120, lasts: 420, easing: out },
  { part: 'logo', way: 'fade', after: 300, lasts: 320, easing: out },
  { part: 'name', way: 'rise', after: 300, lasts: 320, easing: out },
  { part: 'role', way: 'rise', after: 360, lasts: 320, easing: out },
  { part: 'organisation', way: 'rise', after: 420, lasts: 320, easing: out },
];

/** 460 ms. The end of each is where it came from. */
export const going: readonly Move[] = [
  ...(['logo', 'name', 'role', 'organisation'] as const).map((part): Move => ({
    part,
    way: 'fade',
    after: 0,
    lasts: 120,
    easing: even,
  })),
  { part: 'body', way: 'slide', after: 60, lasts: 280, easing: into },
  { part: 'key', way: 'grow', after: 300, lasts: 160, easing: into },
];

/** How long they take in all, ms. */
export const comesIn: Duration = lengthOf(coming);
export const goesIn: Duration = lengthOf(going);

function lengthOf(moves: readonly Move[]): Duration {
  return Math.max(...moves.map(({ after, lasts }) => after + lasts));
}

/** A caption on its way in or out, so many ms after it began. */
export interface Moment {
  readonly of: 'coming' | 'going';
  readonly at: Duration;
}
