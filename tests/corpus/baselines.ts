import type { Microphones, Voice } from '../../src/core/captions/director';
import { type Decibels, type MeterFrame, silence } from '../../src/core/captions/meters';
import type { Duration, Instant } from '../../src/core/time/units';
import type { Listener } from './score';

/** Below this nothing is taken for a voice, dBFS. */
const threshold: Decibels = -40;
const loop: Duration = 300;

/** The loudest input wins: what switchers and scripts do. */
export function loudestWins(): Listener {
  let heard: readonly Voice[] = [];
  return (frame, microphones) => {
    const [loudest] = Object.entries(frame.levels)
      .filter(([input, { peak }]) => (microphones[input]?.length ?? 0) > 0 && peak >= threshold)
      .toSorted(([, a], [, b]) => b.peak - a.peak);
    heard = voicesOn(loudest ? [loudest[0]] : [], frame, microphones, heard);
    return heard;
  };
}

/** A look every 300 ms: whatever is above a threshold speaks. */
export function thresholdLoop(): Listener {
  let due: Instant = Number.NEGATIVE_INFINITY;
  let heard: readonly Voice[] = [];
  return (frame, microphones) => {
    if (frame.at < due) return heard;
    due = frame.at + loop;
    const { levels } = frame;
    const above = Object.keys(microphones).filter((input) => (levels[input]?.peak ?? silence) >= threshold);
    heard = voicesOn(above, frame, microphones, heard);
    return heard;
  };
}

/** Whoever is heard on these inputs now; the same array while it is the same people. */
function voicesOn(
  inputs: readonly string[],
  { at, levels }: MeterFrame,
  microphones: Microphones,
  before: readonly Voice[],
): readonly Voice[] {
  if (inputs.length === before.length && inputs.every((input, index) => before[index]?.input === input))
    return before;
  return inputs.map((input) => {
    const known = before.find((voice) => voice.input === input);
    if (known) return known;
    const [only, ...others] = microphones[input] ?? [];
    const speakerId = others.length === 0 ? (only ?? null) : null;
    return {
      input,
      speakerId,
      since: at,
      decibels: levels[input]?.magnitude ?? silence,
      muted: false,
      sure: true,
    };
  });
}
