import { addressOf, reached } from '../obs/effects';
import type { Cue } from '../show/cues';
import { cuesOf, takenIn } from './cues';
import type { Run } from './model';

/** What the cues since a GO did, once Back undoes that GO. */
export interface CuesOfBack {
  /** What was in force before it, and is made true again. */
  readonly restored: readonly Cue[];
  /** What happened and is over, and what nothing in the plan said before: it stays as it is. */
  readonly left: readonly Cue[];
}

/**
 * What Back of the latest GO does about the cues that ran since: what was in force at the GO is sent again, as it would
 * be by a take that jumps there. What was not sent, and what a person decided against, is let be.
 */
export function cuesOfBack(run: Run): CuesOfBack {
  const { onAir } = run;
  const point = run.undo.at(-1);
  if (!onAir || onAir.takeId !== point?.takeId) return { restored: [], left: [] };
  const restored = new Map<string, Cue>();
  const left = new Map<string, Cue>();
  for (const cue of cuesOf(onAir)) {
    const { effect } = cue;
    const kind = onAir.cues[cue.id]?.kind;
    if (kind !== 'sent' && kind !== 'done' && kind !== 'unknown') continue;
    const address = addressOf(effect);
    const before = address === null ? undefined : point.inForce[address];
    // A person changed it in OBS since: theirs.
    const now = address === null ? undefined : run.inForce[address];
    if (now?.cueId === cue.id && now.changed) continue;
    if (address === null || !before) {
      if (staysDone(cue)) left.set(address ?? cue.id, cue);
      continue;
    }
    // Where nothing was sent on the way here, nothing is on the way back; and a hand's value before it is not known.
    if (point.followed || !point.onAir || before.changed || isSkipped(run, before.cueId))
      left.set(address, cue);
    else if (JSON.stringify(before.effect) !== JSON.stringify(effect))
      restored.set(address, { id: before.cueId, trigger: { kind: 'take' }, effect: reached(before.effect) });
  }
  return { restored: [...restored.values()], left: [...left.values()] };
}

/** Scene and name go with the take itself. */
function staysDone({ effect: { kind } }: Cue): boolean {
  return kind !== 'scene' && kind !== 'showCaption' && kind !== 'nextCaption' && kind !== 'hideCaption';
}

/** A person decided that it does not run: it never was what OBS shows. */
function isSkipped(run: Run, cueId: string): boolean {
  return takenIn(run).some(({ cues }) => cues[cueId]?.kind === 'skipped');
}
