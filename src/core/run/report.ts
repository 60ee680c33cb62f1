import { dueByVoice, firstNameByItself, firstNameDueAt, nameByVoice } from '../captions/policy';
import type { Voice } from '../captions/director';
import { outputNames } from '../obs/outputs';
import { isUntaken } from '../obs/sound';
import { advanceDue } from './advance';
import type { Context, Report } from './commands';
import { renameChanges } from '../show/edit';
import { latestInstant } from './clockStep';
import { cueGrace, cueReported, cuesDue, cuesPassed, cuesUnheard } from './cues';
import type { Run, TakeId } from './model';
import { desiredScene } from './decide';
import type { LecternEvent } from './events';
import { evolve } from './evolve';
import { slateTakeId } from './settle';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import { isEffectNews } from './inForce';
import { outputsFound } from './outputs';
import { mutedTalkAt } from './mutedTalk';
import { inRunTime } from './rehearsal';
import { renameInRun, renamingOf } from './renamed';
import type { State } from './state';

/** What a report of OBS or of the clock adds to the journal. Reports that no longer concern anything add nothing. */
export function decideReport(state: State, report: Report, context: Context): readonly LecternEvent[] {
  const { run } = state;
  switch (report.type) {
    case 'takeAccepted':
      return isPending(state, report.takeId) ? [...passedBy(run, report.takeId), report] : [];
    case 'takeFailed':
      return isPending(state, report.takeId) ? [report] : [];
    case 'takeClosed':
      return isPending(state, report.takeId)
        ? [{ type: 'takeNotConfirmed', takeId: report.takeId, why: 'closed' }]
        : [];
    case 'takeTransition':
      return run.stages?.takeId === report.takeId && run.stages.transition === null ? [report] : [];
    case 'takeFoundOnAir':
      return run.settling?.takeId === report.takeId
        ? [{ type: 'takeConfirmedLater', takeId: report.takeId }]
        : [];
    case 'takeOnAir':
    case 'takeOnAirUnheard':
      return run.settling?.takeId === report.takeId ? [report] : [];
    case 'voicesHeard':
      return voicesHeard(state, report, context);
    case 'captionShown':
      return run.caption?.captionId === report.captionId && run.caption.shownAt === null ? [report] : [];
    case 'captionFailed':
      return run.caption?.captionId === report.captionId ? [report] : [];
    case 'captionGone':
      return run.caption && run.caption.shownAt !== null ? [{ type: 'captionHidden', by: 'obs' }] : [];
    case 'obsConnected':
      return obsConnected(state, report);
    case 'outputsRead':
      return outputsFound(run, report.outputs);
    case 'outputUnknown':
    case 'outputNotDone': {
      const news = run.outputs[report.output];
      return news?.kind === 'asked' && news.askId === report.askId ? [report] : [];
    }
    case 'outputChanged': {
      const news = run.outputs[report.output];
      // That it stops was asked for; only OBS's word of it on the way there was lost.
      const isMeant = report.to === 'dropped' && news?.kind === 'asked' && !news.on;
      return [isMeant ? { ...report, to: 'stopped' } : report];
    }
    case 'cueDone':
    case 'cueFailed':
    case 'cueClosed':
      return cueReported(run, report);
    case 'effectLost':
    case 'effectChangedInObs':
      return isEffectNews(run, report) ? [report] : [];
    case 'sceneRenamedInObs':
    case 'sourceRenamedInObs':
    case 'filterRenamedInObs':
      return followRename(state, report);
    case 'sceneChangedInObs':
      if (!isNews(state, report)) return [];
      return cameLate(state, report, context) ?? [report];
    case 'soundFound':
      return isUntaken(run) && run.beganQuiet !== report.off ? [report] : [];
    case 'sceneBackInObs': {
      const { scene, since } = report;
      const isBack = run.changedInObs !== null && run.changedInObs.scene !== scene;
      return isBack ? [{ type: 'sceneChangedInObs', scene, since }] : [];
    }
    case 'obsLost':
    case 'leftoverCleared':
    case 'clockStepped':
    case 'slept':
      return [report];
    case 'resumed': {
      const setBack = clockBehind(run, context.now);
      if (setBack !== null) {
        // The rest by the clock as it is now: nothing of the run lies in time to come.
        const after = evolve(state, { at: context.now, event: setBack });
        const lastAt = report.lastAt === null ? null : report.lastAt + setBack.by;
        return [setBack, ...decideReport(after, { ...report, lastAt }, context)];
      }
      return [
        ...run.pending.map((take): LecternEvent => ({
          type: 'takeNotConfirmed',
          takeId: take.takeId,
          why: 'restarted',
        })),
        ...outputNames.flatMap((output): readonly LecternEvent[] => {
          const news = run.outputs[output];
          return news?.kind === 'asked'
            ? [{ type: 'outputUnknown', output, askId: news.askId, why: 'restarted' }]
            : [];
        }),
        ...(run.phase === 'live'
          ? [{ type: 'runResumed', ...(report.lastAt === null ? {} : { lastAt: report.lastAt }) } as const]
          : []),
        ...cuesUnheard(run),
        ...expired(state, context),
        ...cuesDue(state, context, 'appAway'),
        ...advanceDue({ ...state, run: { ...run, pending: [] } }, context, 'appAway'),
      ];
    }
    case 'woke':
      return woke(state, context);
  }
}

function woke(state: State, context: Context): readonly LecternEvent[] {
  const cues = cuesDue(state, context, 'late');
  // The scene of a cue that is due with the end comes first: the end is looked at again when OBS has answered.
  const isOnItsWay = cues.some(({ type }) => type === 'takeRequested');
  const advance = isOnItsWay ? [] : advanceDue(state, context, 'late');
  const goes = advance.some(({ type }) => type === 'takeRequested');
  const events = [
    ...expired(state, context),
    ...(goes ? [] : firstName(state, context)),
    ...cues,
    ...advance,
  ];
  return [...events, ...byVoice(after(state, events, context), context)];
}

/** What is due by voice at this instant. */
function byVoice(state: State, context: Context): readonly LecternEvent[] {
  return [...namesByVoice(state, context), ...mutedTalkAt(state, context.now)];
}

function after(state: State, events: readonly LecternEvent[], { now }: Context): State {
  return events.reduce((folded, event) => evolve(folded, { event, at: now }), state);
}

/** Only what changes is journalled; of one who goes on speaking, when they began stays as it is. */
function voicesHeard(
  state: State,
  report: Extract<Report, { type: 'voicesHeard' }>,
  context: Context,
): readonly LecternEvent[] {
  const { run } = state;
  if (run.phase !== 'live') return [];
  const voices = report.voices
    .map((voice) => ({ ...voice, since: sinceOf(run, voice, context.now) }))
    .sort((one, other) => one.since - other.since || (one.input < other.input ? -1 : 1));
  const inputs = [...report.inputs].sort();
  const isSame = voices.length === run.voices.length && voices.every((voice) => continues(run, voice));
  const hearsSame = inputs.join('\n') === run.listensTo?.join('\n');
  if (isSame && hearsSame) return [];
  const heard: LecternEvent = { type: 'voicesHeard', voices, ...(hearsSame ? {} : { inputs }) };
  return [heard, ...byVoice(after(state, [heard], context), context)];
}

function continues({ voices }: Run, { input, speakerId, muted, sure }: Voice): boolean {
  return voices.some(
    (one) => one.input === input && one.speakerId === speakerId && one.muted === muted && one.sure === sure,
  );
}

/** Nobody's first words are later than now; nor were they long ago where they were not heard of so far. */
function sinceOf(run: Run, { input, speakerId, since, muted }: Voice, now: Instant): Instant {
  const before = run.voices.find((one) => one.input === input && one.speakerId === speakerId);
  // What viewers hear, or do not hear any more, begins with the switch.
  if (before && before.muted !== muted) return now;
  return before?.since ?? Math.min(now, Math.max(since, now - inRunTime(run, latestWords)));
}

/** Meters tell of first words within this time, ms. */
const latestWords: Duration = 5 * second;

function namesByVoice(
  { document: { show }, run }: State,
  { now, newId, obs }: Context,
): readonly LecternEvent[] {
  const told = dueByVoice(show, run).flatMap((due): readonly LecternEvent[] =>
    due.kind === 'tell' && due.at <= now ? [{ type: 'nameNotShown', ...due.notShown }] : [],
  );
  const named = nameByVoice(show, run, now);
  if (!named || 'cannotKnow' in named) return told;
  const { speakerId, why } = named;
  if (!obs.connected || !obs.captionsReady)
    return [...told, { type: 'nameNotShown', input: why.input, speakerId, why: 'notSetUp' }];
  const requested = { captionId: newId(), speakerId, by: 'voice', why, pinned: false } as const;
  return [...told, { type: 'captionRequested', ...requested }];
}

/** Whether OBS shows another scene than the run was told of, or asked for, or says that it does where it did not. */
function isNews(
  state: State,
  { scene, unheard }: Pick<Extract<Report, { type: 'sceneChangedInObs' }>, 'scene' | 'unheard'>,
): boolean {
  const { changedInObs, failed, settling, unheard: isUnheard } = state.run;
  const told = changedInObs?.scene ?? desiredScene(state) ?? failed?.still ?? null;
  return scene !== told || settling !== null || (unheard === true) !== isUnheard;
}

/** An OBS that is only slow does what it was asked within this time of the alarm, ms. */
export const lateAtMost: Duration = 10 * second;

/** The scene of a take that OBS had not answered: it was carried out after all. */
function cameLate(
  { run }: State,
  { scene, unheard }: Extract<Report, { type: 'sceneChangedInObs' }>,
  { now }: Context,
): readonly LecternEvent[] | null {
  const { failed } = run;
  if (failed?.failure.why !== 'silent' || failed.take.scene !== scene || run.pending.length > 0) return null;
  if (now - failed.at > inRunTime(run, lateAtMost)) return null;
  const { takeId } = failed.take;
  const counts: LecternEvent = { type: 'takeConfirmedLater', takeId };
  // Found by asking: that its transition ended is still to be heard.
  return unheard ? [counts, { type: 'takeOnAirUnheard', takeId }] : [counts];
}

/** OBS is here (again): what was taken without its word is decided by what it shows. */
function obsConnected(
  state: State,
  { practice, version, program }: Extract<Report, { type: 'obsConnected' }>,
): readonly LecternEvent[] {
  const { run } = state;
  const events: LecternEvent[] = [{ type: 'obsConnected', practice, version, program }];
  const asked = desiredScene(state);
  if (run.slate) {
    if (run.slate.confirmation !== 'accepted' && asked === program)
      events.push({ type: 'takeConfirmedLater', takeId: slateTakeId });
    return events;
  }
  if (!run.onAir || run.onAir.confirmation === 'accepted') return events;
  const { takeId, confirmation } = run.onAir;
  if (asked === null || asked === program) events.push({ type: 'takeConfirmedLater', takeId });
  else if (confirmation === 'undecided') {
    events.push({ type: 'takeFailed', takeId, failure: { why: 'mismatch', shown: program }, still: program });
  }
  return events;
}

/** What the show and its run call it is what OBS calls it now; what neither names is not followed. */
function followRename(
  { document: { show }, run }: State,
  renamed: Parameters<typeof renamingOf>[0],
): readonly LecternEvent[] {
  const edit = renamingOf(renamed);
  const isInShow = renameChanges(show, edit);
  if (!isInShow && renameInRun(run, edit) === run) return [];
  return [renamed, ...(isInShow ? [{ type: 'showEdited', edit } as const] : [])];
}

function expired({ run }: State, { now }: Context): readonly LecternEvent[] {
  const until = run.caption?.until ?? null;
  return until !== null && until <= now ? [{ type: 'captionHidden', by: 'time' }] : [];
}

/** While the app was away its machine's clock was set back: by how much at least, the run itself tells. */
function clockBehind(run: Run, now: Instant): Extract<LecternEvent, { type: 'clockStepped' }> | null {
  const by = now - (latestInstant(run) ?? now);
  return by < -second ? { type: 'clockStepped', by } : null;
}

function firstName(state: State, { now, newId, obs }: Context): readonly LecternEvent[] {
  const due = firstNameDueAt(state.run);
  if (due === null || due > now) return [];
  const speaker = firstNameByItself(state.document.show, state.run);
  // The machine slept meanwhile: no name comes up minutes late.
  const isLate = now - due > inRunTime(state.run, cueGrace);
  if (!speaker || isLate || state.run.pending.length > 0) return [{ type: 'firstNameSettled' }];
  const captionId = newId();
  const requested = { captionId, speakerId: speaker.id, by: 'auto', pinned: false } as const;
  const events: LecternEvent[] = [{ type: 'captionRequested', ...requested }];
  // A name that was due and does not come is said.
  if (!obs.connected) events.push({ type: 'captionFailed', captionId, problem: 'obsAway' });
  else if (!obs.captionsReady) events.push({ type: 'captionFailed', captionId, problem: 'notSetUp' });
  return events;
}

function passedBy(run: Run, takeId: TakeId): readonly LecternEvent[] {
  const kind = run.pending.find((take) => take.takeId === takeId)?.kind;
  return kind === 'go' || kind === 'end' ? cuesPassed(run) : [];
}

function isPending({ run }: State, takeId: string): boolean {
  return run.pending.some((take) => take.takeId === takeId);
}
