import type { CueId } from '../show/cues';
import { completedSegment, completedSpeaker } from '../show/older';
import type { Instant } from '../time/units';
import { cuesOfBack } from './backCues';
import { newsOfTake } from './cues';
import type { LecternEvent } from './events';
import type { Confirmation, CueNews, NotUndone, PendingTake, Run, Taken, UndoPoint } from './model';

/** A pending take becomes what is on air: accepted by OBS, or gone on without its word. */
export function settle(run: Run, takeId: string, confirmation: Confirmation, at: Instant): Run {
  const take = run.pending.find((pending) => pending.takeId === takeId);
  if (!take) return run;
  const { scene } = take;
  const rest: Run = {
    ...run,
    pending: run.pending.filter((pending) => pending !== take),
    settling: settlingAfter(run, take, confirmation),
    changedInObs: scene === null ? run.changedInObs : null,
  };
  switch (take.kind) {
    case 'go':
      return settleGo(rest, take, confirmation, at);
    case 'back':
      return settleBack(rest, take, confirmation, at);
    case 'slate':
      return {
        ...rest,
        slate: { since: take.requestedAt, confirmation, priorScene: take.priorScene },
      };
    case 'leaveSlate':
      return { ...rest, slate: null, onAir: rest.onAir && { ...rest.onAir, confirmation } };
    case 'again':
      return rest.slate
        ? { ...rest, slate: { ...rest.slate, confirmation } }
        : { ...rest, onAir: rest.onAir && { ...rest.onAir, confirmation } };
    case 'cue': {
      const { onAir } = rest;
      // The show went on meanwhile: what is on air is not its.
      if (!onAir || take.scene === null || !isCurrent(run, take)) return { ...run, pending: rest.pending };
      const shown = { scene: take.scene, transition: take.transition };
      const news: CueNews =
        confirmation === 'accepted' ? { kind: 'done', at, after: null } : { kind: 'unknown', at };
      return cueOfTake({ ...rest, onAir: { ...onAir, shown, confirmation } }, take, news);
    }
    case 'end':
      return {
        ...rest,
        phase: 'ended',
        onAir: null,
        slate: null,
        nextId: null,
        done: finish(rest, take.requestedAt),
        endedAt: take.requestedAt,
        voices: [],
        listensTo: null,
        undo: [...rest.undo, undoPoint(rest, take)],
      };
  }
}

/** OBS's answers may change places: this take's came after that of the slate, which was pressed after it. */
function isUnderSlate({ slate }: Run, { kind, requestedAt }: PendingTake): boolean {
  return slate !== null && slate.since >= requestedAt && kind !== 'slate' && kind !== 'leaveSlate';
}

function settlingAfter(run: Run, take: PendingTake, confirmation: Confirmation): Run['settling'] {
  if (confirmation !== 'accepted') return null;
  if (isUnderSlate(run, take)) return run.settling;
  const { takeId, kind, requestedAt, scene } = take;
  return { takeId, kind, requestedAt, scene };
}

function settleGo(run: Run, take: PendingTake, confirmation: Confirmation, at: Instant): Run {
  const { takeId, segment, speakers, carried, effects, passed } = take;
  if (!segment) return run;
  const onAir: Taken = {
    ...newlyTaken({ takeId, segment, speakers }, take.requestedAt, confirmation),
    carried,
    cues: newsOfTake(effects, confirmation, at),
  };
  const before = isUnderSlate(run, take) ? { ...run, slate: null } : run;
  return {
    ...run,
    phase: 'live',
    anchor: run.anchor ?? take.anchor,
    onAir,
    done: finish(run, take.requestedAt),
    passed,
    // Next is what it was: what is not in the plan changes nothing of what comes after.
    nextId: take.unplanned ? run.nextId : null,
    slate: isUnderSlate(run, take) ? run.slate : null,
    lastNamed: null,
    undo: [...run.undo, { ...undoPoint(before, take), putIn: take.unplanned ? segment.id : null }],
  };
}

/** Nothing was sent: what would have gone with the take has not. */
function newlyFollowed(event: Extract<LecternEvent, { type: 'segmentFollowed' }>, at: Instant): Taken {
  const segment = completedSegment(event.segment);
  const speakers = event.speakers.map(completedSpeaker);
  const withTake = segment.cues.filter(({ trigger }) => trigger.kind === 'take');
  const cues = Object.fromEntries(
    withTake.map(({ id }): [CueId, CueNews] => [id, { kind: 'missed', at, why: 'followed' }]),
  );
  return { ...newlyTaken({ takeId: event.takeId, segment, speakers }, event.since, 'accepted'), cues };
}

/** As if it had been taken when OBS changed: but nothing was sent, so no name comes by itself. */
export function followed(
  run: Run,
  event: Extract<LecternEvent, { type: 'segmentFollowed' }>,
  at: Instant,
): Run {
  const { takeId, since } = event;
  const point = {
    ...undoPoint(run, { takeId, requestedAt: at, priorScene: null }),
    followed: run.changedInObs,
  };
  return {
    ...run,
    onAir: { ...newlyFollowed(event, at), onAirAt: since, firstName: 'settled' },
    done: finish(run, since),
    passed: event.passed ?? run.passed,
    nextId: null,
    failed: null,
    settling: null,
    stages: null,
    changedInObs: null,
    lastTakeAt: at,
    slate: null,
    lastNamed: null,
    undo: [...run.undo, point],
  };
}

function newlyTaken(
  { takeId, segment, speakers }: Pick<Taken, 'takeId' | 'segment' | 'speakers'>,
  startedAt: Instant,
  confirmation: Confirmation,
): Taken {
  return {
    takeId,
    segment,
    speakers,
    startedAt,
    confirmation,
    onAirAt: null,
    endsAt: null,
    earlierEnds: [],
    earlierStarts: [],
    named: [],
    turns: [],
    voiced: {},
    together: { length: 0, since: null },
    lastVoice: null,
    hushed: [],
    notShown: [],
    firstName: 'waiting',
    shown: null,
    carried: [],
    cues: {},
    cuesFrom: startedAt,
    advanceMissed: null,
  };
}

/** Cursor and clock as if the GO had not been. The name that was on screen then does not come back. */
function settleBack(run: Run, take: PendingTake, confirmation: Confirmation, at: Instant): Run {
  const last = run.undo.at(-1);
  if (!last) return run;
  // What was followed is what somebody changed, as long as OBS still shows it.
  const point = last.followed?.scene === take.priorScene ? last : { ...last, followed: null };
  const before = {
    ...withCues(restore(run, point, confirmation), take, confirmation, at),
    notUndone: notUndone(run),
    unplanned: run.unplanned.filter((id) => id !== last.putIn),
  };
  if (!run.slate) return before;
  const { changedInObs } = run;
  // The slate stays; once it is left with nothing on air, that leads where it did before the GO.
  const priorScene = point.slate ? point.slate.priorScene : point.scene;
  return { ...before, changedInObs, slate: { ...run.slate, priorScene } };
}

/** What goes with a take back is news of what is on air again. */
function withCues(run: Run, { effects, carried }: PendingTake, confirmation: Confirmation, at: Instant): Run {
  if (!run.onAir || effects.length === 0) return run;
  const others = run.onAir.carried.filter(({ id }) => !carried.some((cue) => cue.id === id));
  const cues = { ...run.onAir.cues, ...newsOfTake(effects, confirmation, at) };
  return { ...run, onAir: { ...run.onAir, carried: [...others, ...carried], cues } };
}

function notUndone(run: Run): NotUndone | null {
  if (!run.onAir) return null;
  const { left } = cuesOfBack(run);
  const { segment, named } = run.onAir;
  return left.length === 0 && named.length === 0 ? null : { title: segment.title, cues: left, named };
}

function restore(run: Run, point: UndoPoint, confirmation: Confirmation | null): Run {
  return {
    ...(point.phase === 'before' ? withoutAgreedEnd(run) : run),
    phase: point.phase,
    anchor: point.anchor,
    onAir: point.onAir && {
      ...point.onAir,
      confirmation: confirmation ?? point.onAir.confirmation,
      firstName: 'settled',
    },
    done: point.done,
    passed: point.passed,
    nextId: point.nextId,
    endedAt: null,
    slate: point.slate ? { ...point.slate, confirmation: confirmation ?? point.slate.confirmation } : null,
    undo: run.undo.slice(0, -1),
    changedInObs: run.changedInObs ?? point.followed ?? null,
  };
}

/** Before the first take no end can be agreed on: the next GO may be hours later. */
function withoutAgreedEnd(run: Run): Run {
  const replans = run.replans.filter(({ replan }) => !replan.agreedEnd);
  return { ...run, agreedEnd: null, ignoredEnd: null, replans };
}

function undoPoint(run: Run, take: Pick<PendingTake, 'takeId' | 'requestedAt' | 'priorScene'>): UndoPoint {
  const { phase, anchor, onAir, done, passed, nextId, slate, inForce } = run;
  const { takeId, requestedAt, priorScene } = take;
  const takenAt = requestedAt;
  const scene = priorScene;
  return {
    takeId,
    takenAt,
    phase,
    anchor,
    onAir,
    done,
    passed,
    nextId,
    putIn: null,
    inForce,
    slate,
    scene,
    followed: null,
  };
}

function finish(run: Run, endedAt: Instant): Run['done'] {
  if (!run.onAir) return run.done;
  const { takeId, segment, startedAt } = run.onAir;
  return [...run.done, { takeId, segment, startedAt, endedAt }];
}

/** Nothing more will be heard of what went with a take that OBS did not answer. */
function withoutWord(run: Run, { effects }: PendingTake, at: Instant): Run {
  if (!run.onAir) return run;
  const { cues } = run.onAir;
  const open = effects.filter(({ cueId, fireId }) => {
    const news = cues[cueId];
    return news?.kind === 'sent' && news.fireId === fireId;
  });
  return { ...run, onAir: { ...run.onAir, cues: { ...cues, ...newsOfTake(open, 'undecided', at) } } };
}

export function confirmLater(run: Run, takeId: string, at: Instant): Run {
  const late = run.failed?.take;
  if (late?.takeId === takeId) {
    const counts = settle({ ...run, pending: [...run.pending, late], failed: null }, takeId, 'accepted', at);
    return { ...namesMissed(withoutWord(counts, late, at), at), settling: null };
  }
  if (run.settling?.takeId === takeId) return { ...namesMissed(run, at), settling: null };
  if (run.slate && takeId === slateTakeId)
    return { ...run, slate: { ...run.slate, confirmation: 'accepted' } };
  if (run.onAir?.takeId !== takeId) return run;
  return namesMissed({ ...run, onAir: { ...run.onAir, confirmation: 'accepted' } }, at);
}

/** OBS did not say when it was there: no name comes by itself any more, minutes late. */
function namesMissed(run: Run, at: Instant): Run {
  if (!run.onAir) return run;
  const { segment, cues, onAirAt } = run.onAir;
  const names = segment.cues.filter(
    ({ id, trigger, effect }) =>
      onAirAt === null &&
      trigger.kind === 'take' &&
      (effect.kind === 'showCaption' || effect.kind === 'nextCaption') &&
      !cues[id],
  );
  const missed = names.map(({ id }): [CueId, CueNews] => [id, { kind: 'missed', at, why: 'obsAway' }]);
  const withNames = { ...cues, ...Object.fromEntries(missed) };
  return { ...run, onAir: { ...run.onAir, firstName: 'settled', cues: withNames } };
}

/** Stands for the take of the slate where a confirmation names it. */
export const slateTakeId = 'slate';

/** The read-back decided: a GO that was cut short never reached OBS, so it has not been. */
export function takeBackUndecided(
  run: Run,
  event: Extract<LecternEvent, { type: 'takeFailed' }>,
  at: Instant,
): Run {
  const point = run.undo.at(-1);
  if (!run.onAir || run.onAir.takeId !== event.takeId || point?.takeId !== event.takeId) return run;
  const { segment, speakers, startedAt } = run.onAir;
  const take: PendingTake = {
    takeId: event.takeId,
    kind: 'go',
    requestedAt: startedAt,
    scene: segment.scene,
    transition: segment.transition,
    segment,
    speakers,
    anchor: run.anchor,
    priorScene: point.scene,
    soundOff: segment.soundOff,
    effects: [],
    carried: [],
    unplanned: false,
    byItself: false,
    passed: run.passed,
    cueId: null,
  };
  return {
    ...restore(run, point, null),
    failed: { take, failure: event.failure, at, still: event.still },
  };
}

export function settleFirstName(run: Run): Run {
  return run.onAir?.firstName === 'waiting' ? { ...run, onAir: { ...run.onAir, firstName: 'settled' } } : run;
}

/** What became of the scene of a cue, where this take is one and its segment is still on air. */
export function cueOfTake(run: Run, take: PendingTake, news: CueNews): Run {
  const { cueId } = take;
  if (cueId === null || !run.onAir || !isCurrent(run, take)) return run;
  return { ...run, onAir: { ...run.onAir, cues: { ...run.onAir.cues, [cueId]: news } } };
}

/** Whether this take is the scene of a cue of what is on air, and not yet there. OBS may do late what it failed. */
export function isCurrent({ onAir }: Run, { cueId }: PendingTake): boolean {
  const kind = cueId === null ? undefined : onAir?.cues[cueId]?.kind;
  return kind === 'sent' || kind === 'failed' || kind === 'unknown';
}
