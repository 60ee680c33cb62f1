import { desiredScene } from '../run/decide';
import { takenIn } from '../run/cues';
import type { Report } from '../run/commands';
import type { LecternEvent, Stamped } from '../run/events';
import type { CueNews, Firing, PendingTake, Run, TakeId } from '../run/model';
import type { State } from '../run/state';
import type { CueEffect, CueId } from '../show/cues';
import { isRequest } from './effects';

/** What a backup was told of cues: so that none runs twice there, and so that it is known what it does by itself. */
export interface Mirror {
  /** Sent there, and not heard of since; by firing. */
  readonly underWay: ReadonlyMap<string, MirroredCue>;
  /** What it did or may have done: a cue of a take, as `nameOf`. */
  readonly ran: ReadonlySet<string>;
  /** The scene that a cue brought there while the main OBS was away; `null` once another take came. */
  readonly ownScene: string | null;
}

export interface MirroredCue {
  readonly takeId: TakeId;
  readonly cueId: CueId;
  readonly effect: CueEffect;
}

export const newMirror: Mirror = { underWay: new Map(), ran: new Set(), ownScene: null };

/** After the app was away: what the backup did alone meanwhile or before nobody knows, so it is not sent again. */
export function mirrorOf(run: Run): Mirror {
  const ran = takenIn(run).flatMap(({ takeId, cues }) =>
    Object.entries(cues).flatMap(([cueId, news]) =>
      news.kind === 'unknown' || (news.kind === 'missed' && news.why === 'obsAway')
        ? [nameOf(takeId, cueId)]
        : [],
    ),
  );
  return { ...newMirror, ran: new Set(ran) };
}

/** What the main OBS's room is told: events, and the state after them. */
interface Told {
  readonly state: State;
  readonly events: readonly Stamped[];
}

/**
 * What a backup is told of events and the state after them. Every take, whatever the main OBS makes of it. Every cue,
 * also one that the main OBS misses since it is away; but not one that runs there later to make up for it, where the
 * backup has done it. No output, for each of two computers streams and records by its own operator's word; nor a
 * hotkey, for it may be the one that starts a stream. `before`: the run before these events. `isThere`: something
 * would reach the backup now.
 */
export function mirrored(
  mirror: Mirror,
  before: Run | null,
  { state, events }: Told,
  isThere: boolean,
): Told & { readonly mirror: Mirror } {
  let next = mirror;
  const told: Stamped[] = [];
  for (const stamped of events) {
    const event = eventFor(next, before, state, stamped, isThere);
    if (!event) continue;
    told.push({ ...stamped, event });
    next = after(next, event, stamped.event, isThere);
  }
  const takes = told.flatMap(({ event }) => (event.type === 'takeRequested' ? [event.take] : []));
  const isPending = ({ takeId }: PendingTake): boolean =>
    state.run.pending.some((take) => take.takeId === takeId);
  if (takes.every(isPending)) return { state, events: told, mirror: next };
  // A name never rides along with a take, whoever asked for it.
  const run = { ...state.run, pending: takes, caption: null };
  return { state: { ...state, run }, events: told, mirror: next };
}

function eventFor(
  mirror: Mirror,
  before: Run | null,
  state: State,
  { event, at }: Stamped,
  isThere: boolean,
): LecternEvent | null {
  switch (event.type) {
    case 'outputAsked':
      return null;
    case 'takeRequested': {
      const effects = event.take.effects.filter(({ effect }) => isForBackup(effect));
      return effects.length === event.take.effects.length
        ? event
        : { ...event, take: { ...event.take, effects } };
    }
    case 'cueFired': {
      const { takeId, firing } = event;
      if (!isForBackup(firing.effect)) return null;
      const isMadeUp = newsOf(before, takeId, firing.cueId)?.kind !== 'done';
      return isMadeUp && mirror.ran.has(nameOf(takeId, firing.cueId)) ? null : event;
    }
    case 'cueMissed':
      return event.why === 'obsAway' && isThere ? byItself(state, event, at) : null;
    default:
      return event;
  }
}

/** The main OBS was away when a cue was due: the backup does it at its time. */
function byItself(
  { run, document }: State,
  { takeId, cueId }: Extract<LecternEvent, { type: 'cueMissed' }>,
  at: number,
): LecternEvent | null {
  const { onAir } = run;
  const effect = onAir?.segment.cues.find(({ id }) => id === cueId)?.effect;
  if (onAir?.takeId !== takeId || !effect || !isForBackup(effect)) return null;
  const fireId = `backup ${nameOf(takeId, cueId)}`;
  if (effect.kind === 'scene') {
    // Under the slate it is what leaving the slate leads to.
    if (run.slate) return null;
    const take: PendingTake = {
      takeId: fireId,
      kind: 'cue',
      requestedAt: at,
      scene: effect.scene,
      transition: effect.transition,
      segment: null,
      speakers: [],
      anchor: null,
      priorScene: desiredScene({ run, document }),
      soundOff: onAir.segment.soundOff,
      effects: [],
      carried: [],
      unplanned: false,
      byItself: false,
      passed: [],
      cueId,
    };
    return { type: 'takeRequested', take };
  }
  if (!isRequest(effect)) return null;
  return { type: 'cueFired', takeId, firing: { fireId, cueId, effect }, by: 'time' };
}

function after(mirror: Mirror, told: LecternEvent, event: LecternEvent, isThere: boolean): Mirror {
  if (told.type === 'takeRequested') {
    const { takeId, effects, scene } = told.take;
    const ownScene = event.type === 'cueMissed' ? scene : scene === null ? mirror.ownScene : null;
    return { ...sent(mirror, takeId, isThere ? effects : []), ownScene };
  }
  return told.type === 'cueFired' && isThere ? sent(mirror, told.takeId, [told.firing]) : mirror;
}

function sent(mirror: Mirror, takeId: TakeId, firings: readonly Firing[]): Mirror {
  const asked = firings.filter(({ effect }) => isRequest(effect));
  if (asked.length === 0) return mirror;
  return {
    ...mirror,
    underWay: new Map([
      ...mirror.underWay,
      ...asked.map(({ fireId, cueId, effect }) => [fireId, { takeId, cueId, effect }] as const),
    ]),
    ran: new Set([...mirror.ran, ...asked.map(({ cueId }) => nameOf(takeId, cueId))]),
  };
}

/** What the backup made of a cue or a take. What it certainly did not do, a hand may still bring about there. */
export function heardOfMirror(mirror: Mirror, report: Report): Mirror {
  switch (report.type) {
    case 'cueDone':
    case 'cueClosed':
      return over(mirror, (_, fireId) => fireId === report.fireId, false);
    case 'cueFailed': {
      const { why } = report.problem;
      return over(mirror, (_, fireId) => fireId === report.fireId, why === 'refused' || why === 'notThere');
    }
    case 'takeFailed':
      return over(mirror, ({ takeId }) => takeId === report.takeId, report.failure.why === 'refused');
    case 'takeClosed':
      return over(mirror, ({ takeId }) => takeId === report.takeId, false);
    default:
      return mirror;
  }
}

function over(
  mirror: Mirror,
  isOver: (cue: MirroredCue, fireId: string) => boolean,
  isNotDone: boolean,
): Mirror {
  const ended = [...mirror.underWay].filter(([fireId, cue]) => isOver(cue, fireId));
  if (ended.length === 0) return mirror;
  const names = ended.map(([, { takeId, cueId }]) => nameOf(takeId, cueId));
  return {
    ...mirror,
    underWay: new Map([...mirror.underWay].filter(([fireId, cue]) => !isOver(cue, fireId))),
    ran: isNotDone ? new Set([...mirror.ran].filter((name) => !names.includes(name))) : mirror.ran,
  };
}

function isForBackup({ kind }: CueEffect): boolean {
  return kind !== 'hotkey' && kind !== 'saveReplay' && kind !== 'output';
}

function newsOf(run: Run | null, takeId: TakeId, cueId: CueId): CueNews | null {
  return run?.onAir?.takeId === takeId ? (run.onAir.cues[cueId] ?? null) : null;
}

/** A cue of one take; the same segment may be taken again, and its cues run again. */
function nameOf(takeId: TakeId, cueId: CueId): string {
  return JSON.stringify([takeId, cueId]);
}
