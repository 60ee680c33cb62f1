import { addressOf } from '../obs/effects';
import { isSo, shownAt } from '../obs/effectSteps';
import type { Known } from '../obs/known';
import { isSoundOff } from '../obs/sound';
import type { LecternEvent } from './events';
import type { InForceCue, Run } from './model';

type EffectEvent = Extract<LecternEvent, { type: 'effectLost' | 'effectChangedInObs' }>;

/**
 * What OBS (`known`) has of the effects in force otherwise than the run was told. While it is connected that is a
 * person's doing. `isNew`: it was connected just now; what it does not have then it lost, for OBS saves what is switched
 * and muted only when it is closed.
 */
export function effectsOtherwise(run: Run, known: Known, isNew: boolean): readonly EffectEvent[] {
  // What is on its way says itself what came of it.
  if (run.pending.length > 0) return [];
  return Object.entries(run.inForce).flatMap(([address, { effect, changed }]): readonly EffectEvent[] => {
    const shown = shownAt(effect, known);
    if (shown === null || isOnItsWay(run, address)) return [];
    const so = isSo(effect, shown);
    // Muted by us, for as long as viewers are to hear nobody.
    if (effect.kind === 'mute' && !effect.on && !so && isSoundOff(run)) return [];
    if (so === (changed !== true)) return [];
    if (isNew && !so) return [{ type: 'effectLost', address }];
    return [{ type: 'effectChangedInObs', address, changed: !so }];
  });
}

function isOnItsWay({ onAir }: Run, address: string): boolean {
  if (!onAir) return false;
  const cues = [...onAir.carried, ...onAir.segment.cues];
  return cues.some(({ id, effect }) => onAir.cues[id]?.kind === 'sent' && addressOf(effect) === address);
}

/** Whether it is news to the run. */
export function isEffectNews({ inForce }: Run, event: EffectEvent): boolean {
  const held = inForce[event.address];
  if (!held) return false;
  return event.type === 'effectLost' || event.changed !== (held.changed === true);
}

export function evolveEffects(run: Run, event: EffectEvent): Run {
  const { [event.address]: held, ...others } = run.inForce;
  if (!held) return run;
  if (event.type === 'effectLost') return { ...run, inForce: others };
  const { cueId, effect } = held;
  const now: InForceCue = event.changed ? { cueId, effect, changed: true } : { cueId, effect };
  return { ...run, inForce: { ...run.inForce, [event.address]: now } };
}
