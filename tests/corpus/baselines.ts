import type { Decibels, MeterFrame } from '../../src/core/captions/meters';
import type { Duration, Instant } from '../../src/core/time/units';
import type { Heard, Listener } from './score';
import type { MadeTrack } from './stage';

/** Below this nothing is taken for a voice, dBFS. */
const threshold: Decibels = -40;
const loop: Duration = 300;

/** The loudest input wins: what switchers and scripts do. */
export function loudestWins(): Listener {
  return ({ levels }, microphones) => {
    const [loudest] = Object.entries(levels)
      .filter(([input, { peak }]) => (microphones[input]?.length ?? 0) > 0 && peak >= threshold)
      .toSorted(([, a], [, b]) => b.peak - a.peak);
    return loudest ? heardOn([loudest[0]], microphones) : [];
  };
}

/** A look every 300 ms: whatever is above a threshold speaks. */
export function thresholdLoop(): Listener {
  let due: Instant = 0;
  let heard: readonly Heard[] = [];
  return (frame, microphones) => {
    if (frame.at < due) return heard;
    due = frame.at + loop;
    heard = heardOn(above(frame, microphones), microphones);
    return heard;
  };
}

function above({ levels }: MeterFrame, microphones: MadeTrack['microphones']): readonly string[] {
  return Object.keys(microphones).filter((input) => (levels[input]?.peak ?? threshold - 1) >= threshold);
}

function heardOn(inputs: readonly string[], microphones: MadeTrack['microphones']): readonly Heard[] {
  return inputs.map((input) => {
    const [only, ...others] = microphones[input] ?? [];
    return { input, speakerId: others.length === 0 ? (only ?? null) : null, muted: false };
  });
}
