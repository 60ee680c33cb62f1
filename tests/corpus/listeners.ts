import { createDirector } from '../../src/core/captions/director';
import { defaultVoiceParameters } from '../../src/core/captions/voiceParameters';
import { loudestWins, thresholdLoop } from './baselines';
import type { Listener } from './score';

export function director(): Listener {
  const { hear } = createDirector(defaultVoiceParameters);
  return hear;
}

/** All that are scored, by what tables call them; each is made anew for each track. */
export const listeners = {
  director,
  'loudest wins': loudestWins,
  'threshold loop': thresholdLoop,
} as const satisfies Readonly<Record<string, () => Listener>>;

export type ListenerName = keyof typeof listeners;

export const listenerNames = Object.keys(listeners) as readonly ListenerName[];
