import { hasName, nextToName } from '../captions/policy';
import { addressOf, inOrder, isRequest, toCarry } from '../obs/effects';
import { type OutputName, isOn } from '../obs/outputs';
import type { Result } from '../result';
import { ok, refused } from '../result';
import type { Cue, CueEffect, CueId } from '../show/cues';
import type { Segment, Show } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { Command, Context, Refusal, Report } from './commands';
import type { LecternEvent } from './events';
import { asksFirst, lacks, secondPressAfter } from './outputs';
import type { Confirmation, CueMissed, CueNews, Firing, Run, Taken, TakeId } from './model';
import { takesInFlight } from './model';
import { withoutDropped } from './order';
import { inRunTime, isHandsOff } from './rehearsal';
import type { State } from './state';
import { endOfOnAir } from './timing';

/** A cue that is noticed later than this after it was due does not run by itself, ms. */
export const cueGrace: Duration = 2 * second;

/** The cues that can run while `taken` is on air: its own in order, and what its take carried from others. */
export function cuesOf({ segment, carried }: Taken): readonly Cue[] {
  const own = inOrder(segment.cues);
  return [...own, ...carried.filter(({ id }) => !own.some((cue) => cue.id === id))];
}

/** What a take of `segment` does in OBS beside its scene. */
export function effectsOfTake(
  show: Show,
  run: Run,
  segment: Segment,
  newId: () => string,
): { readonly effects: readonly Firing[]; readonly carried: readonly Cue[] } {
  const own = inOrder(segment.cues).filter(
    ({ trigger, effect }) => trigger.kind === 'take' && isRequest(effect),
  );
  // What does not happen in this run leaves nothing to be made true.
  const carried = toCarry(withoutDropped(show, run, segment.id), segment.id, own, run.inForce);
  const effects = [...carried, ...own].map(({ id, effect }) => ({ fireId: newId(), cueId: id, effect }));
  return { effects, carried };
}

/**
 * When a cue of the segment on air is due by itself; `null` for one by hand, one that went with the take, one of which
 * there is news already, and a name while the transition has not ended.
 */
export function cueDueAt(show: Show, run: Run, cue: Cue): Instant | null {
  const { onAir } = run;
  if (!onAir || onAir.cues[cue.id]) return null;
  const due = plannedAt(show, run, onAir, cue);
  return due === null ? null : Math.max(due, onAir.cuesFrom);
}

function plannedAt(show: Show, run: Run, onAir: Taken, { trigger, effect }: Cue): Instant | null {
  switch (trigger.kind) {
    case 'take':
      if (isRequest(effect)) return null;
      if (effect.kind !== 'showCaption' && effect.kind !== 'nextCaption') return onAir.startedAt;
      return onAir.onAirAt ?? (onAir.confirmation === 'accepted' ? null : onAir.startedAt);
    case 'afterStart':
      return onAir.startedAt + trigger.offset;
    case 'beforeEnd': {
      const end = endOfOnAir(show, run);
      return end === null ? null : Math.max(onAir.startedAt, end - trigger.offset);
    }
    case 'hand':
      return null;
  }
}

/** The next instant at which a cue is due; a take that is on its way comes first. */
export function nextCueAt({ document, run }: State): Instant | null {
  if (!run.onAir || run.pending.length > 0) return null;
  const cues = run.onAir.segment.cues.filter(({ effect }) => !isAsked(run, effect));
  const due = cues.flatMap((cue) => cueDueAt(document.show, run, cue) ?? []);
  return due.length === 0 ? null : Math.min(...due);
}

/** What is due at `now` runs, or is missed where it cannot. `late` says why what is past its time was not seen to. */
export function cuesDue(state: State, context: Context, late: 'late' | 'appAway'): readonly LecternEvent[] {
  const { run, document } = state;
  const { onAir } = run;
  if (!onAir || run.pending.length > 0) return [];
  const events: LecternEvent[] = [];
  for (const cue of inOrder(onAir.segment.cues)) {
    const due = cueDueAt(document.show, run, cue);
    if (due === null || due > context.now || isAsked(run, cue.effect)) continue;
    const why = hindrance(run, cue.effect, due, context, late);
    if (why) {
      events.push({ type: 'cueMissed', takeId: onAir.takeId, cueId: cue.id, why });
      continue;
    }
    const fired = fire(state, onAir, cue, 'time', context);
    events.push(...fired);
    // The others wait until its scene is accepted; or see that an output is asked for, and ask for it no second time.
    if (fired.some(({ type }) => type === 'takeRequested' || type === 'outputAsked')) break;
  }
  return events;
}

/** OBS has not said yet what became of what this output was last asked for. */
function isAsked({ outputs }: Run, effect: CueEffect): boolean {
  return effect.kind === 'output' && outputs[effect.output]?.kind === 'asked';
}

function hindrance(
  run: Run,
  effect: CueEffect,
  due: Instant,
  { now, obs }: Context,
  late: 'late' | 'appAway',
): CueMissed | null {
  if (now - due > inRunTime(run, cueGrace)) return late;
  if (run.held) return 'held';
  // The way out stays as it is: no microphone is opened by itself, no film begins. Its scene comes after it.
  const isSilent = effect.kind === 'scene' || effect.kind === 'note' || effect.kind === 'output';
  if (run.slate && !isSilent) return 'slate';
  if (!obs.connected && !goesWithoutObs(effect) && !isAskedFirst(effect)) return 'obsAway';
  return null;
}

/** Whether the run does it itself: OBS may be away. */
export function goesWithoutObs({ kind }: CueEffect): boolean {
  return kind === 'note' || kind === 'hideCaption';
}

/** Whether the producer is asked before OBS is; that needs no OBS. */
function isAskedFirst(effect: CueEffect): boolean {
  return effect.kind === 'output' && asksFirst(effect.output, effect.on);
}

/** What a cue makes happen. `by` time, an output is asked about first, and who is not here is passed over. */
function fire(
  { run, document }: State,
  { takeId, segment, cues }: Taken,
  { id: cueId, effect }: Cue,
  by: 'time' | 'hand',
  { newId, now, obs }: Context,
): readonly LecternEvent[] {
  const firing: Firing = { fireId: newId(), cueId, effect };
  const fired: LecternEvent = { type: 'cueFired', takeId, firing, by };
  const isDone: LecternEvent = { type: 'cueDone', takeId, fireId: firing.fireId, after: 0 };
  const skipped: LecternEvent = { type: 'cueSkipped', takeId, cueId };
  const captionId = firing.fireId;
  const named = (speakerId: string): readonly LecternEvent[] => [
    fired,
    { type: 'captionRequested', captionId, speakerId, by: by === 'time' ? 'auto' : 'hand', pinned: false },
    // A name that was due and does not come is said.
    ...(obs.captionsReady ? [] : [{ type: 'captionFailed', captionId, problem: 'notSetUp' } as const]),
  ];
  switch (effect.kind) {
    case 'scene': {
      // Under the slate it is what leaving the slate leads to.
      if (run.slate) return [fired];
      const { scene, transition } = effect;
      const take = {
        takeId: newId(),
        kind: 'cue',
        requestedAt: now,
        scene,
        transition,
        segment: null,
        speakers: [],
        anchor: null,
        priorScene: obs.program,
        soundOff: segment.soundOff,
        effects: [],
        carried: [],
        unplanned: false,
        byItself: false,
        passed: [],
        cueId,
      } as const;
      return [fired, { type: 'takeRequested', take }];
    }
    case 'showCaption': {
      const speaker = findSpeaker(document.show, effect.speakerId);
      if (!speaker || !hasName(speaker) || run.absent.includes(speaker.id)) return [skipped];
      return named(speaker.id);
    }
    case 'nextCaption': {
      const next = nextToName(document.show, run);
      return next ? named(next.id) : [skipped];
    }
    case 'hideCaption':
      return run.caption ? [fired, { type: 'captionHidden', by: by === 'time' ? 'time' : 'hand' }] : [fired];
    case 'output': {
      const { output, on } = effect;
      // Nothing starts or stops: what would have is said.
      if (isHandsOff(run)) return [fired, isDone];
      if (obs.connected && isOn(obs.outputs[output]) === on) return [fired, isDone];
      if (isAskedFirst(effect) && cues[cueId]?.kind !== 'asking')
        return [{ type: 'cueAsked', takeId, cueId }];
      return [fired, { type: 'outputAsked', askId: firing.fireId, output, on }];
    }
    case 'note':
      return [fired, { type: 'messageSent', messageId: newId(), text: effect.text, urgent: effect.urgent }];
    case 'visibility':
    case 'mute':
    case 'volume':
    case 'media':
    case 'filter':
    case 'hotkey':
    case 'saveReplay':
      return [fired];
  }
}

/** A person runs a cue: one that waits for a hand, one that is still to come, or one of which nothing came. */
export function runCue(
  state: State,
  { expectedOnAir, cueId, armed }: Extract<Command, { type: 'runCue' }>,
  context: Context,
): Result<readonly LecternEvent[], Refusal> {
  const { run } = state;
  const { onAir } = run;
  if (onAir?.takeId !== expectedOnAir) return refused({ code: 'stale' });
  const cue = cuesOf(onAir).find(({ id }) => id === cueId);
  if (!cue) return refused({ code: 'cueGone' });
  const news = onAir.cues[cueId];
  if (news?.kind === 'sent') return refused({ code: 'waitingForObs' });
  if (news?.kind === 'done' && cue.trigger.kind !== 'hand') return refused({ code: 'alreadySo' });
  if (!context.obs.connected && !goesWithoutObs(cue.effect)) return refused({ code: 'obsAway' });
  const isYes = news?.kind === 'asking' && armed && context.now >= news.at + secondPressAfter;
  if (news?.kind === 'asking' && !isYes) return refused({ code: 'needsArming' });
  if (takesInFlight(run)) return refused({ code: 'waitingForObs' });
  return outputProblem(run, cue.effect, context) ?? ok(fire(state, onAir, cue, 'hand', context));
}

function outputProblem(run: Run, effect: CueEffect, { obs }: Context): Result<never, Refusal> | null {
  if (effect.kind !== 'output' || !obs.connected) return null;
  if (obs.outputs[effect.output].status === 'unavailable') return refused(lacks(effect.output));
  return run.outputs[effect.output]?.kind === 'asked' ? refused({ code: 'waitingForObs' }) : null;
}

/** A person decides that a cue does not run. */
export function skipCue(
  { run: { onAir } }: State,
  { expectedOnAir, cueId }: Extract<Command, { type: 'skipCue' }>,
): Result<readonly LecternEvent[], Refusal> {
  if (onAir?.takeId !== expectedOnAir) return refused({ code: 'stale' });
  if (!cuesOf(onAir).some(({ id }) => id === cueId)) return refused({ code: 'cueGone' });
  const kind = onAir.cues[cueId]?.kind;
  if (kind === 'sent') return refused({ code: 'waitingForObs' });
  if (kind === 'done' || kind === 'skipped') return refused({ code: 'alreadySo' });
  return ok([{ type: 'cueSkipped', takeId: expectedOnAir, cueId }]);
}

type CueReport = Extract<Report, { type: 'cueDone' | 'cueFailed' | 'cueClosed' }>;

/** What OBS made of a cue, also where the show has gone on since: Back may come to it again. */
export function cueReported(run: Run, report: CueReport): readonly LecternEvent[] {
  const { fireId } = report;
  const taken = takenIn(run).find((one) => sentCue(one, fireId) !== null);
  if (!taken) return [];
  const { takeId } = taken;
  switch (report.type) {
    case 'cueDone':
      return [{ type: 'cueDone', takeId, fireId, after: report.after }];
    case 'cueFailed':
      return [{ type: 'cueFailed', takeId, fireId, problem: report.problem }];
    case 'cueClosed':
      return [{ type: 'cueUnknown', takeId, fireId, why: 'closed' }];
  }
}

/** Cues that were sent when the app went away: what became of them nobody heard. */
export function cuesUnheard(run: Run): readonly LecternEvent[] {
  return takenIn(run).flatMap(({ takeId, cues }) =>
    Object.values(cues).flatMap((news): readonly LecternEvent[] =>
      news.kind === 'sent' ? [{ type: 'cueUnknown', takeId, fireId: news.fireId, why: 'restarted' }] : [],
    ),
  );
}

/** The show goes on: what the producer was asked and has not said is not asked any more. */
export function cuesPassed({ onAir }: Run): readonly LecternEvent[] {
  if (!onAir) return [];
  return Object.entries(onAir.cues).flatMap(([cueId, { kind }]): readonly LecternEvent[] =>
    kind === 'asking' ? [{ type: 'cueMissed', takeId: onAir.takeId, cueId, why: 'passed' }] : [],
  );
}

/** What is on air, and what Back can come to, the latest first. */
export function takenIn({ onAir, undo }: Run): readonly Taken[] {
  return [onAir, ...undo.toReversed().map((point) => point.onAir)].filter((taken) => taken !== null);
}

/** What was taken by this take, while it is on air or Back can come to it. */
export function takenBy(run: Run, takeId: TakeId): Taken | null {
  return takenIn(run).find((taken) => taken.takeId === takeId) ?? null;
}

type CueEvent = Extract<
  LecternEvent,
  {
    type: 'cueFired' | 'cueDone' | 'cueFailed' | 'cueUnknown' | 'cueMissed' | 'cueAsked' | 'cueSkipped';
  }
>;

/** The run after news of a cue. */
export function evolveCues(run: Run, event: CueEvent, at: Instant): Run {
  const taken = takenBy(run, event.takeId);
  if (!taken) return run;
  switch (event.type) {
    case 'cueFired':
      return withTaken(run, fired(taken, event.firing, run.slate !== null, at));
    case 'cueDone':
      return heardOf(run, taken, event.fireId, { kind: 'done', at, after: event.after });
    case 'cueFailed':
      return heardOf(run, taken, event.fireId, { kind: 'failed', at, problem: event.problem });
    case 'cueUnknown':
      return heardOf(run, taken, event.fireId, { kind: 'unknown', at });
    case 'cueMissed':
      return withTaken(run, withNews(taken, event.cueId, { kind: 'missed', at, why: event.why }));
    case 'cueAsked':
      return withTaken(run, withNews(taken, event.cueId, { kind: 'asking', at }));
    case 'cueSkipped': {
      const skipped = withTaken(run, withNews(taken, event.cueId, { kind: 'skipped', at }));
      // Decided by a person: no later take makes up for it.
      return inForceNow(skipped, taken, event.cueId);
    }
  }
}

function heardOf(run: Run, taken: Taken, fireId: string, news: CueNews): Run {
  const cueId = sentCue(taken, fireId);
  return cueId === null ? run : settled(run, taken, cueId, news);
}

function settled(run: Run, taken: Taken, cueId: CueId, news: CueNews): Run {
  const heard = withTaken(run, withNews(taken, cueId, news));
  return news.kind === 'done' ? inForceNow(heard, taken, cueId) : heard;
}

function fired(taken: Taken, { cueId, effect, fireId }: Firing, slateIsUp: boolean, at: Instant): Taken {
  if (effect.kind === 'scene' && slateIsUp) {
    const { scene, transition } = effect;
    return withNews({ ...taken, shown: { scene, transition } }, cueId, { kind: 'done', at, after: null });
  }
  const isOver = effect.kind === 'note' || effect.kind === 'hideCaption';
  return withNews(taken, cueId, isOver ? { kind: 'done', at, after: null } : { kind: 'sent', at, fireId });
}

function withNews(taken: Taken, cueId: CueId, news: CueNews): Taken {
  return { ...taken, cues: { ...taken.cues, [cueId]: news } };
}

function withTaken(run: Run, taken: Taken): Run {
  const isIt = (other: Taken | null): boolean => other?.takeId === taken.takeId;
  return {
    ...run,
    onAir: isIt(run.onAir) ? taken : run.onAir,
    undo: run.undo.some(({ onAir }) => isIt(onAir))
      ? run.undo.map((point) => (isIt(point.onAir) ? { ...point, onAir: taken } : point))
      : run.undo,
  };
}

/** What only a hand does is no part of what the plan wants: later takes leave it. */
function inForceNow(run: Run, taken: Taken, cueId: CueId): Run {
  const cue = cuesOf(taken).find(({ id }) => id === cueId);
  const address = cue && cue.trigger.kind !== 'hand' ? addressOf(cue.effect) : null;
  if (!cue || address === null) return run;
  return { ...run, inForce: { ...run.inForce, [address]: { cueId, effect: cue.effect } } };
}

/** What a caption or an output came to is what came of the cue that asked for it: they go by one name. */
export function cueHeard(run: Run, fireId: string, news: CueNews): Run {
  const taken = takenIn(run).find((one) => sentCue(one, fireId) !== null);
  return taken ? heardOf(run, taken, fireId, news) : run;
}

/** An output is found to be as was asked, of which nobody had heard: the cue that asked for it has done it. */
export function cueFoundDone(run: Run, output: OutputName, on: boolean, at: Instant): Run {
  for (const taken of takenIn(run)) {
    const cue = cuesOf(taken).find(
      ({ id, effect }) =>
        taken.cues[id]?.kind === 'unknown' &&
        effect.kind === 'output' &&
        effect.output === output &&
        effect.on === on,
    );
    if (cue) return settled(run, taken, cue.id, { kind: 'done', at, after: null });
  }
  return run;
}

/** Which cue was sent by this name, and was not heard of yet. */
export function sentCue({ cues }: Taken, fireId: string): CueId | null {
  const found = Object.entries(cues).find(([, news]) => news.kind === 'sent' && news.fireId === fireId);
  return found?.[0] ?? null;
}

/** What a take's effects are once it counts: on their way; without OBS, missed; cut short, nobody knows. */
export function newsOfTake(
  effects: readonly Firing[],
  confirmation: Confirmation,
  at: Instant,
): Readonly<Record<CueId, CueNews>> {
  return Object.fromEntries(
    effects.map((firing): [CueId, CueNews] => [firing.cueId, newsOf(firing, confirmation, at)]),
  );
}

function newsOf({ fireId }: Firing, confirmation: Confirmation, at: Instant): CueNews {
  switch (confirmation) {
    case 'accepted':
      return { kind: 'sent', at, fireId };
    case 'notConfirmed':
      return { kind: 'missed', at, why: 'obsAway' };
    case 'undecided':
      return { kind: 'unknown', at };
  }
}
