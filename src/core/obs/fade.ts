import { quietest } from '../show/cues';
import type { Duration } from '../time/units';

/** A volume on its way. */
export interface Fade {
  /** dB. */
  readonly from: number;
  readonly to: number;
  /** ms. */
  readonly over: Duration;
}

/** dB below which nobody hears a difference: there a fade begins and ends, so that all of its time is heard. */
const inaudible = -60;

/**
 * How loud it is after `elapsed` ms. Even steps of decibel are heard as even steps of loudness; the fader of a mixing
 * desk moves so too. (A crossfade of two sounds would need equal power: this is one sound.)
 */
export function loudnessAt({ from, to, over }: Fade, elapsed: Duration): number {
  if (elapsed >= over) return to;
  const start = Math.max(from, inaudible);
  const end = Math.max(to, inaudible);
  const loudness = start + (end - start) * (elapsed / over);
  return loudness <= inaudible ? quietest : Math.round(loudness * 100) / 100;
}

/** The volumes of the next frames, one a frame, from `elapsed` on; at most `most` of them, the last of a fade is `to`. */
export function nextFrames(
  fade: Fade,
  elapsed: Duration,
  { frame, most }: { readonly frame: Duration; readonly most: number },
): readonly number[] {
  const left = Math.max(0, fade.over - elapsed);
  const count = Math.min(most, Math.ceil(left / frame) + 1);
  return Array.from({ length: count }, (_, index) => loudnessAt(fade, elapsed + index * frame));
}
