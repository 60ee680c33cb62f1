import { desiredScene, sceneOf } from '../run/decide';
import type { LecternEvent, Stamped } from '../run/events';
import type { PendingTake, TakeFailure } from '../run/model';
import type { State } from '../run/state';
import type { Show } from '../show/model';
import type { ObsView } from './observed';
import { scenesNamed } from './ownership';

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

/**
 * How the backup differs from what viewers see; `null` where it does not, and while that cannot be said: one of the
 * two is in the middle of something, or the backup is away.
 */
export function backupDifference(
  state: State,
  main: Seen,
  backup: Seen,
  failed: FailedMirror | null,
): BackupDifference | null {
  const { run } = state;
  const there = observedNow(backup);
  if (!there || there.transitioning || observedNow(main)?.transitioning) return null;
  if (run.pending.length > 0 || run.settling) return null;
  const program = programOf(state, main);
  if (program !== null && there.program !== program) {
    const failure = failed?.scene === program ? failed.failure : null;
    return { what: 'scene', program, shows: there.program, failure };
  }
  const hasName = run.caption !== null && run.caption.shownAt !== null;
  // A name on its way may be on the one before it is on the other.
  if (run.caption && !hasName) return null;
  if (hasName === there.captionVisible) return null;
  return hasName ? { what: 'nameMissing', notSetUp: !there.captions.sceneReady } : { what: 'nameLeft' };
}

/** What viewers see. Nobody's word but the main OBS's counts while it is there. */
function programOf(state: State, main: Seen): string | null {
  const here = observedNow(main);
  return here ? here.program : desiredScene(state);
}

function observedNow({ link, observed }: Seen): ObsView['observed'] {
  return link.status === 'connected' ? observed : null;
}

/** The take that brings the backup in line; without a scene where that is right already, and only the name is not. */
export function lineUp(
  state: State,
  main: Seen,
  backup: Seen,
  stamp: Pick<PendingTake, 'takeId' | 'requestedAt'>,
): PendingTake {
  const { run } = state;
  const program = programOf(state, main);
  const isThere = program === null || program === observedNow(backup)?.program;
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
    effects: [],
    carried: [],
    cueId: null,
  };
}

/**
 * What a backup is told of events and the state after them: every take, whatever the main OBS makes of it, and no
 * output, for each of two computers streams and records by its own operator's word. No hotkey either: it may be the one
 * that starts a stream.
 */
export function mirrored(
  state: State,
  events: readonly Stamped[],
): { readonly state: State; readonly events: readonly Stamped[] } {
  const told = events.filter(({ event }) => !isOfOutputs(event)).map(withoutHotkeys);
  const takes = told.flatMap(({ event }) => (event.type === 'takeRequested' ? [event.take] : []));
  const isPending = ({ takeId }: PendingTake): boolean =>
    state.run.pending.some((take) => take.takeId === takeId);
  if (takes.every(isPending)) return { state, events: told };
  return { state: { ...state, run: { ...state.run, pending: takes } }, events: told };
}

function isOfOutputs(event: LecternEvent): boolean {
  if (event.type === 'cueFired')
    return event.firing.effect.kind === 'hotkey' || event.firing.effect.kind === 'saveReplay';
  return event.type === 'outputAsked';
}

function withoutHotkeys(stamped: Stamped): Stamped {
  const { event } = stamped;
  if (event.type !== 'takeRequested') return stamped;
  const effects = event.take.effects.filter(
    ({ effect }) => effect.kind !== 'hotkey' && effect.kind !== 'saveReplay',
  );
  return effects.length === event.take.effects.length
    ? stamped
    : { ...stamped, event: { ...event, take: { ...event.take, effects } } };
}

/** What of a show the backup lacks: a take of such a scene is refused there, and no name comes without the captions. */
export interface BackupLack {
  readonly scenes: readonly string[];
  readonly captions: boolean;
}

/** `null` where it lacks nothing, or is away. */
export function backupLack(show: Show, backup: Seen): BackupLack | null {
  const there = observedNow(backup);
  if (!there) return null;
  const scenes = scenesNamed(show).filter((scene) => !there.scenes.includes(scene));
  const captions =
    show.speakers.length > 0 && !(there.captions.sceneReady && there.captions.missingIn.length === 0);
  return scenes.length > 0 || captions ? { scenes, captions } : null;
}
