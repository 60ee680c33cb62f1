import type { Duration } from '../time/units';
import type { Moment } from './motion';
import { comesIn, goesIn } from './motion';

/** Frames a second. OBS plays them at this pace on a canvas of any other. */
export const clipFps = 30;

/** Clear frames at the end: a player that stops on its last one shows nothing. */
const clearFrames = 3;

/** A drawing of a caption, and for how many frames of its clip it stands. */
export interface ClipShot {
  /** `null`: whole and still. */
  readonly moment: Moment | null;
  readonly frames: number;
}

/** The drawings of a clip in order: in, whole, out, and nothing. `lasts` is from its start to the way out, ms. */
export function clipShots(lasts: Duration): readonly ClipShot[] {
  const inside = moving('coming', comesIn);
  const outside = moving('going', goesIn);
  return [
    ...inside,
    { moment: null, frames: framesIn(lasts, inside.length) },
    ...outside,
    { moment: { of: 'going', at: goesIn }, frames: clearFrames },
  ];
}

/** When the way out of a clip begins, and when nothing of it is seen any more; ms from its start. */
export function clipTimes(lasts: Duration): { readonly leavesAt: Duration; readonly endsAt: Duration } {
  const inside = moving('coming', comesIn).length;
  const leavesAt = ((inside + framesIn(lasts, inside)) * 1_000) / clipFps;
  return { leavesAt, endsAt: leavesAt + (moving('going', goesIn).length * 1_000) / clipFps };
}

/** The same of a clip that is so long in all, ms. */
export function clipTimesOf(length: Duration): ReturnType<typeof clipTimes> {
  const endsAt = length - (clearFrames * 1_000) / clipFps;
  return { leavesAt: endsAt - (moving('going', goesIn).length * 1_000) / clipFps, endsAt };
}

function moving(of: Moment['of'], length: Duration): readonly ClipShot[] {
  return Array.from({ length: Math.ceil((length * clipFps) / 1_000) }, (_, frame) => ({
    moment: { of, at: (frame * 1_000) / clipFps },
    frames: 1,
  }));
}

/** How many frames a caption is whole: it is at least seen so for one. */
function framesIn(lasts: Duration, inside: number): number {
  return Math.max(1, Math.round((lasts * clipFps) / 1_000) - inside);
}
