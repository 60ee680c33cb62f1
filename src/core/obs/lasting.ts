import type { CueEffect } from '../show/cues';
import { addressOf } from './effects';
import type { Observed } from './observed';

/** An effect that holds at an address until another one says otherwise (see `addressOf`). */
export type LastingEffect = Extract<CueEffect, { kind: 'visibility' | 'mute' | 'volume' | 'filter' }>;

/** How OBS stands there: on or off; dB. */
export type Standing = boolean | number;

/** dB: what OBS tells is rounded, on each of two sides. */
const sameVolume = 0.2;

/** Those are just the effects that have an address. */
export function isLasting(effect: CueEffect): effect is LastingEffect {
  return addressOf(effect) !== null;
}

/** What an effect brings about. */
export function standingOf(effect: LastingEffect): Standing {
  return effect.kind === 'volume' ? effect.decibels : effect.on;
}

/** The same effect for what stands there; at once. */
export function withStanding(effect: LastingEffect, standing: Standing): LastingEffect {
  if (effect.kind === 'volume')
    return typeof standing === 'number' ? { ...effect, decibels: standing, over: 0 } : effect;
  return typeof standing === 'boolean' ? { ...effect, on: standing } : effect;
}

/** What OBS shows where an effect holds; `null` where it has no such thing, or none with sound. */
export function standingIn(
  effect: LastingEffect,
  { inputs, sources, sourcesOff, filters, filtersOff }: ObservedForEffects,
): Standing | null {
  switch (effect.kind) {
    case 'mute':
      return inputs.find(({ name }) => name === effect.input)?.muted ?? null;
    case 'volume':
      return inputs.find(({ name }) => name === effect.input)?.decibels ?? null;
    case 'visibility': {
      const { scene, source } = effect;
      const isThere = sources[scene]?.includes(source) ?? false;
      return isThere ? !(sourcesOff[scene]?.includes(source) ?? false) : null;
    }
    case 'filter': {
      const { source, filter } = effect;
      const isThere = filters[source]?.includes(filter) ?? false;
      return isThere ? !(filtersOff[source]?.includes(filter) ?? false) : null;
    }
  }
}

export type ObservedForEffects = Pick<
  Observed,
  'inputs' | 'sources' | 'sourcesOff' | 'filters' | 'filtersOff'
>;

export function isSameStanding(a: Standing, b: Standing): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= sameVolume : a === b;
}
