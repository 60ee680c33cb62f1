import { desiredScene, sceneOf } from '../run/decide';
import type { Firing, PendingTake, TakeFailure } from '../run/model';
import type { State } from '../run/state';
import type { EffectDifference } from './backupEffects';
import { effectDifferences } from './backupEffects';
import type { Mirror } from './mirror';
import type { ObsView } from './observed';

/** How the backup OBS is not as the main one; shown to the operator with the way out, never mended by itself. */
export type BackupDifference =
  | {
      readonly what: 'scene';
      /** What viewers see: by the main OBS's word, without it what the run wants. */
      readonly program: string;
      readonly shows: string | null;
      /** Why the backup did not take it, where it said so. */
      readonly failure: TakeFailure | null;
    }
  /** What cues have set stands otherwise there; the first is the one to tell of. */
  | { readonly what: 'effects'; readonly effects: readonly [EffectDifference, ...EffectDifference[]] }
  /** A name is on screen, and not on the backup; `notSetUp`: that one has no captions of ours. */
  | { readonly what: 'nameMissing'; readonly notSetUp: boolean }
  /** A name stands on the backup alone. */
  | { readonly what: 'nameLeft' };

/** A take that the backup did not do. */
export interface FailedMirror {
  readonly scene: string | null;
  readonly failure: TakeFailure;
}

type Seen = Pick<ObsView, 'link' | 'observed'>;

/** Both OBS as they are now, and what the backup was told. */
export interface Two {
  readonly main: Seen;
  readonly backup: Seen;
  readonly mirror: Mirror;
}

/**
 * How the backup differs from what viewers see; `null` where it does not, and while that cannot be said: one of the
 * two is in the middle of something, or the backup is away.
 */
export function backupDifference(
  state: State,
  two: Two,
  failed: FailedMirror | null,
): BackupDifference | null {
  const { main, backup } = two;
  const { run } = state;
  const there = observedNow(backup);
  const here = observedNow(main);
  if (!there || there.transitioning || here?.transitioning || run.pending.length > 0) return null;
  // Of an end that the main OBS was to tell of nothing comes while it is away.
  if (here && run.settling) return null;
  const program = programOf(state, two);
  if (program !== null && there.program !== program) {
    const failure = failed?.scene === program ? failed.failure : null;
    return { what: 'scene', program, shows: there.program, failure };
  }
  const [first, ...others] = effectsBetween(state, two);
  if (first) return { what: 'effects', effects: [first, ...others] };
  const hasName = run.caption !== null && run.caption.shownAt !== null;
  // A name on its way may be on the one before it is on the other.
  if (run.caption && !hasName) return null;
  if (hasName === there.captionVisible) return null;
  return hasName ? { what: 'nameMissing', notSetUp: !there.captions.sceneReady } : { what: 'nameLeft' };
}

/** What viewers see. Nobody's word but the main OBS's counts while it is there. */
function programOf(state: State, { main, mirror }: Two): string | null {
  const here = observedNow(main);
  return here ? here.program : (mirror.ownScene ?? desiredScene(state));
}

function effectsBetween(state: State, { main, backup, mirror }: Two): readonly EffectDifference[] {
  const there = observedNow(backup);
  return there ? effectDifferences(state, { here: observedNow(main), there }, mirror) : [];
}

function observedNow({ link, observed }: Seen): ObsView['observed'] {
  return link.status === 'connected' ? observed : null;
}

/**
 * The take that brings the backup in line, with what cues have set; without a scene where that is right already. What
 * happens and is over (media, a hotkey) is not made up for.
 */
export function lineUp(
  state: State,
  two: Two,
  stamp: Pick<PendingTake, 'takeId' | 'requestedAt'>,
): PendingTake {
  const { run } = state;
  const program = programOf(state, two);
  const isThere = program === null || program === observedNow(two.backup)?.program;
  const isSlate = run.slate !== null || run.phase === 'ended';
  const onAir = isSlate ? null : run.onAir;
  const own = onAir && sceneOf(onAir);
  return {
    ...stamp,
    kind: 'again',
    scene: isThere ? null : program,
    transition: own?.scene === program ? (own?.transition ?? null) : null,
    segment: null,
    speakers: [],
    anchor: null,
    priorScene: null,
    soundOff: isSlate || (onAir?.segment.soundOff ?? false),
    effects: effectsBetween(state, two).map(({ effect }, index): Firing => {
      const fireId = `${stamp.takeId} ${index}`;
      return { fireId, cueId: fireId, effect };
    }),
    carried: [],
    unplanned: false,
    byItself: false,
    passed: [],
    cueId: null,
  };
}
