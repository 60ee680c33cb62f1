import type { EffectDifference } from '../../../core/obs/backupEffects';
import type { Values } from '../../ui/Sentence';
import { writeDecibels } from '../edit/decibels';

interface EffectWords {
  readonly sentence: 'muted' | 'notMuted' | 'volume' | 'shown' | 'hidden' | 'filterOn' | 'filterOff';
  readonly values: Values;
}

/** What is said of one thing that stands otherwise on the backup: how it is in the program, and there. */
export function effectWords({ effect, shows }: EffectDifference): EffectWords {
  switch (effect.kind) {
    case 'mute':
      return { sentence: effect.on ? 'muted' : 'notMuted', values: { name: effect.input } };
    case 'volume':
      return {
        sentence: 'volume',
        values: {
          name: effect.input,
          shows: writeDecibels(Number(shows)),
          program: writeDecibels(effect.decibels),
        },
      };
    case 'visibility':
      return {
        sentence: effect.on ? 'shown' : 'hidden',
        values: { name: effect.source, within: effect.scene },
      };
    case 'filter':
      return {
        sentence: effect.on ? 'filterOn' : 'filterOff',
        values: { name: effect.filter, within: effect.source },
      };
  }
}
