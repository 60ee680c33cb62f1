import type { Ear } from './ear';
import { at, counted, syllable } from './ear';
import type { Decibels } from './meters';

/**
 * What is known of how the voice at one microphone is heard at once at another. A sound at `from` adds to what `to`
 * shows and never takes from it: so whenever `to` was quiet while `from` was loud, `from` explains no more than that.
 */
export interface Coupling {
  /** Room for so many ears. */
  readonly grow: (count: number) => void;
  /** Takes in one tick of all. */
  readonly learn: (ears: readonly Ear[], now: number) => void;
  /** Whether the voice at `other` may be all that `ear` heard at a tick; `known`: both were heard apart before. */
  readonly explains: (other: Ear, ear: Ear, tick: number, margin: Decibels) => Explains;
}

/** Only a voice well above its own noise says anything of what is heard of it elsewhere, dB. */
const clear: Decibels = 14;
/** Below this nothing of a voice is there to be heard elsewhere, dB above the floor. */
const audible: Decibels = 5;
const quick = 0.1;
/** Microphones are moved and turned up: what is known fades, dB a tick. */
const fade: Decibels = 0.02;
/** Two microphones that were seen so far apart one way and the other tell two voices from each other, dB. */
const contrast: Decibels = 8;
export type Explains = 'no' | 'maybe' | 'known';

export function createCoupling(): Coupling {
  let size = 0;
  let bounds = new Float32Array(0);

  const most = (from: Ear, to: Ear): Decibels =>
    bounds[from.index * size + to.index] ?? Number.POSITIVE_INFINITY;

  return {
    grow(count) {
      if (count <= size) return;
      const next = Math.max(16, 2 ** Math.ceil(Math.log2(count)));
      const grown = new Float32Array(next * next).fill(Number.POSITIVE_INFINITY);
      for (let row = 0; row < size; row += 1)
        grown.set(bounds.subarray(row * size, row * size + size), row * next);
      [size, bounds] = [next, grown];
    },
    learn(ears, now) {
      for (const from of ears) {
        // It must have spoken for a while: what hears it a moment later would seem not to hear it.
        if (!from.isSpeech || from.heardAt !== now || counted(from.active, now, syllable) < syllable)
          continue;
        const loud = from.loud[at(now)] ?? -100;
        if (!(loud >= from.floor + clear)) continue;
        for (const to of ears) {
          if (to === from || to.heardAt !== now) continue;
          const level = to.loud[at(now)] ?? -100;
          if (level <= -99) continue;
          const cell = from.index * size + to.index;
          const known = bounds[cell] ?? Number.POSITIVE_INFINITY;
          const seen = level - loud;
          if (known === Number.POSITIVE_INFINITY) bounds[cell] = seen;
          else bounds[cell] = seen < known ? known + quick * (seen - known) : known + fade;
        }
      }
    },
    explains(other, ear, tick, margin) {
      const theirs = other.loud[at(tick)] ?? -100;
      if (!(theirs >= other.floor + audible)) return 'no';
      const there = most(other, ear);
      const apart = (ear.loud[at(tick)] ?? -100) - theirs;
      if (apart > there + margin) return 'no';
      const areKnown = !Number.isNaN(ear.voiceLevel) && !Number.isNaN(other.voiceLevel);
      if (areKnown && there + most(ear, other) < -contrast) return 'known';
      // What begins later cannot have caused it.
      if (other.activeFrom > ear.activeFrom + 2 && tick - ear.activeFrom < 30) return 'no';
      return apart < margin || apart - (ear.floor - other.floor) < margin ? 'maybe' : 'no';
    },
  };
}
