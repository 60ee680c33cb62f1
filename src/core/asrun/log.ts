import { speakerOf } from '../captions/policy';
import type { OutputChange } from '../obs/outputs';
import { desiredScene } from '../run/decide';
import type { LecternEvent, Stamped } from '../run/events';
import type { PendingTake, Replan, Run, TakeKind } from '../run/model';
import { nextInPlan, nextSegment } from '../run/order';
import type { State } from '../run/state';
import { cuesOf, sentCue, takenBy } from '../run/cues';
import type { CueId } from '../show/cues';
import { isHandsOff } from '../run/rehearsal';
import type { SegmentId } from '../show/model';
import { findSegment } from '../show/model';
import { cueWords } from '../show/cueWords';
import type { Duration, Instant } from '../time/units';
import { formatLength } from '../time/write';

/** One confirmed action in words-to-be: the screen finds the sentence under `log.<key>`. */
export interface LogLine {
  readonly seq: number;
  readonly at: Instant;
  readonly tone: 'ok' | 'info' | 'warning' | 'alarm';
  readonly key: LogKey;
  readonly values: Readonly<Record<string, string | number>>;
  /** On the practice OBS, or in a rehearsal: nothing went live. */
  readonly practice: boolean;
}

export type LogKey =
  | 'taken'
  | 'takenNotConfirmed'
  | 'takenBack'
  | 'takenBackAsIs'
  | 'slateOn'
  | 'slateOff'
  | 'tookAgain'
  | 'cueScene'
  | 'cueRun'
  | 'cueDone'
  | 'cueRehearsed'
  | 'cueFailed'
  | 'cueUnknown'
  | 'cueMissed'
  | 'cueAsked'
  | 'cueSkipped'
  | 'effectLost'
  | 'effectChanged'
  | 'ended'
  | 'onAir'
  | 'onAirUnheard'
  | 'confirmedLater'
  | 'confirmedLate'
  | 'followed'
  | 'sceneAccepted'
  | 'takeRefused'
  | 'takeSilent'
  | 'takeMismatch'
  | 'takeUndecided'
  | 'putIn'
  | 'byItself'
  | 'advanceMissed'
  | 'nextSet'
  | 'nextAsPlanned'
  | 'segmentDropped'
  | 'segmentRestored'
  | 'replanned'
  | 'replanUndone'
  | 'replanIgnored'
  | 'held'
  | 'released'
  | 'endSet'
  | 'endUndone'
  | 'startSet'
  | 'startUndone'
  | 'captionByVoice'
  | 'captionPinned'
  | 'captionUnpinned'
  | 'captionKept'
  | 'nameNotShown'
  | 'captionShown'
  | 'captionRehearsed'
  | 'captionFailed'
  | 'captionHidden'
  | 'captionOut'
  | 'captionHiddenInObs'
  | 'here'
  | 'notHere'
  | 'autoOn'
  | 'autoOff'
  | 'messageSent'
  | 'messageSeen'
  | 'messageCleared'
  | 'obsConnected'
  | 'obsLost'
  | 'obsClosed'
  | 'takenAsIs'
  | 'sceneChangedInObs'
  | 'endUnheard'
  | 'endHeard'
  | 'sceneRenamedInObs'
  | 'sourceRenamedInObs'
  | 'filterRenamedInObs'
  | 'leftoverCaption'
  | 'leftoverTransition'
  | 'leftoverSound'
  | 'outputStarted'
  | 'outputPaused'
  | 'outputReconnecting'
  | 'outputReconnected'
  | 'outputStopped'
  | 'outputFailed'
  | 'outputDropped'
  | 'outputStartUnknown'
  | 'outputStopUnknown'
  | 'outputStartRefused'
  | 'outputStopRefused'
  | 'outputNotSent'
  | 'outputFoundOn'
  | 'outputFoundOff'
  | 'runResumed'
  | 'runReset'
  | 'rehearsalBegan'
  | 'rehearsalSpeed'
  | 'rehearsalLeft'
  | 'clockStepped'
  | 'slept';

type Words = Pick<LogLine, 'key' | 'tone'> & { readonly values?: LogLine['values'] };

/**
 * The log line of one event; `null` for events that are no action of the show (requests, edits).
 * Derived from the journal, never written twice. `before` is the state that the event met.
 */
export function logLine(before: State, stamped: Stamped): LogLine | null {
  const words = wordsOf(before, stamped);
  const practice = stamped.event.type === 'obsConnected' ? stamped.event.practice : before.run.onPractice;
  return words && { seq: stamped.seq, at: stamped.at, practice, values: {}, ...words };
}

function wordsOf(before: State, { event, at }: Stamped): Words | null {
  const { run, document } = before;
  const nameOf = (id: string): string => speakerOf(document.show, run, id)?.name ?? '';
  const pendingOf = (id: string): PendingTake | undefined => run.pending.find((take) => take.takeId === id);
  switch (event.type) {
    case 'takeRequested': {
      const { unplanned, byItself, segment } = event.take;
      if (!segment || !(unplanned || byItself)) return null;
      return { key: unplanned ? 'putIn' : 'byItself', tone: 'info', values: { title: segment.title } };
    }
    case 'showEdited':
    case 'editUndone':
    case 'editRedone':
    case 'showReplaced':
    case 'firstNameSettled':
    case 'voicesHeard':
    case 'mutedTalk':
    case 'soundFound':
    case 'failureDismissed':
    case 'notUndoneDismissed':
    case 'outputAsked':
    case 'outputDismissed':
    case 'takeTransition':
      return null;
    case 'cueFired':
      // What comes of it is said; that a hand did it, nothing else would say.
      if (event.by === 'time') return null;
      return { key: 'cueRun', tone: 'info', values: cueValues(before, event.takeId, event.firing.cueId) };
    case 'cueDone': {
      const values = firedValues(before, event);
      if (isHandsOff(run)) return { key: 'cueRehearsed', tone: 'info', values };
      return { key: 'cueDone', tone: 'ok', values: { ...values, ms: event.after } };
    }
    case 'cueFailed': {
      const { problem } = event;
      const { code, comment } = problem.why === 'refused' ? problem : { code: 0, comment: '' };
      const values = { ...firedValues(before, event), why: problem.why, code, comment };
      return { key: 'cueFailed', tone: 'alarm', values };
    }
    case 'cueUnknown':
      return { key: 'cueUnknown', tone: 'warning', values: firedValues(before, event) };
    case 'cueMissed':
      return {
        key: 'cueMissed',
        tone: 'warning',
        values: { ...cueValues(before, event.takeId, event.cueId), why: event.why },
      };
    case 'cueAsked':
      return { key: 'cueAsked', tone: 'info', values: cueValues(before, event.takeId, event.cueId) };
    case 'cueSkipped':
      return { key: 'cueSkipped', tone: 'info', values: cueValues(before, event.takeId, event.cueId) };
    case 'advanceMissed':
      return {
        key: 'advanceMissed',
        tone: 'warning',
        values: { title: nextSegment(document.show, run)?.title ?? '', why: event.why },
      };
    case 'effectLost':
      return { key: 'effectLost', tone: 'warning', values: heldValues(before, event.address) };
    case 'effectChangedInObs':
      if (!event.changed) return null;
      return { key: 'effectChanged', tone: 'info', values: heldValues(before, event.address) };
    case 'takeAccepted': {
      const take = pendingOf(event.takeId);
      if (!take) return null;
      // Nothing was asked of OBS, so nothing is said of OBS.
      const key = take.scene === null ? keyOfSceneless(take) : keyOfTake[take.kind];
      // No OBS took any time over it.
      const after = isHandsOff(run) ? null : event.after;
      return { key, tone: 'ok', values: takeValues(before, take, after) };
    }
    case 'takeNotConfirmed': {
      const take = pendingOf(event.takeId);
      if (!take) return null;
      const key = event.why === 'noObs' ? 'takenNotConfirmed' : 'takeUndecided';
      return { key, tone: 'warning', values: takeValues(before, take, 0) };
    }
    case 'takeOnAir':
      if (run.settling?.scene === null || isHandsOff(run)) return null;
      return { key: 'onAir', tone: 'ok', values: onAirValues(before, event.after) };
    case 'takeOnAirUnheard':
      return { key: 'onAirUnheard', tone: 'alarm', values: { title: settledTitle(before) } };
    case 'takeConfirmedLater': {
      const late = run.failed?.take;
      if (late?.takeId === event.takeId)
        return { key: 'confirmedLate', tone: 'warning', values: { title: takeTitle(before, late) } };
      return { key: 'confirmedLater', tone: 'ok', values: { title: settledTitle(before) } };
    }
    case 'segmentFollowed':
      return {
        key: 'followed',
        tone: 'info',
        values: { title: event.segment.title, since: event.since },
      };
    case 'sceneAccepted':
      return { key: 'sceneAccepted', tone: 'info', values: { scene: event.scene } };
    case 'takeFailed': {
      const take = pendingOf(event.takeId);
      const title = take ? takeTitle(before, take) : (run.onAir?.segment.title ?? '');
      const still = event.still ?? '';
      switch (event.failure.why) {
        case 'refused':
          return {
            key: 'takeRefused',
            tone: 'alarm',
            values: { title, still, comment: event.failure.comment, code: event.failure.code },
          };
        case 'silent':
          return { key: 'takeSilent', tone: 'alarm', values: { title, still } };
        case 'mismatch':
          return { key: 'takeMismatch', tone: 'alarm', values: { title, still: event.failure.shown ?? '' } };
      }
    }
    case 'runReset':
      if (event.rehearsal)
        return { key: 'rehearsalBegan', tone: 'info', values: { obs: event.rehearsal.obs } };
      return { key: run.rehearsal ? 'rehearsalLeft' : 'runReset', tone: 'info' };
    case 'rehearsalSpeedSet':
      return { key: 'rehearsalSpeed', tone: 'info', values: { speed: event.speed } };
    case 'runResumed':
      return { key: 'runResumed', tone: 'info' };
    case 'replanned':
      return { key: 'replanned', tone: 'info', values: replanValues(before, event.replan) };
    case 'replanUndone': {
      const { replanId } = event;
      const last =
        replanId === undefined ? run.replans.at(-1) : run.replans.find((one) => one.replanId === replanId);
      return last ? { key: 'replanUndone', tone: 'info', values: replanValues(before, last.replan) } : null;
    }
    case 'replanIgnored':
      return { key: 'replanIgnored', tone: 'info', values: { end: event.end } };
    case 'holdSet':
      return { key: event.on ? 'held' : 'released', tone: 'info' };
    case 'endSet':
      return {
        key: 'endSet',
        tone: 'info',
        values: { title: run.onAir?.segment.title ?? '', endsAt: event.endsAt },
      };
    case 'startSet': {
      const values = { title: run.onAir?.segment.title ?? '', startedAt: event.startedAt };
      return { key: 'startSet', tone: 'info', values };
    }
    case 'startUndone':
    case 'endUndone':
      return { key: event.type, tone: 'info', values: { title: run.onAir?.segment.title ?? '' } };
    case 'clockStepped':
      return { key: 'clockStepped', tone: 'warning', values: { ms: event.by } };
    case 'slept':
      return { key: 'slept', tone: 'warning', values: { ms: event.duration } };
    case 'presenceSet':
      return {
        key: event.here ? 'here' : 'notHere',
        tone: 'info',
        values: { name: nameOf(event.speakerId) },
      };
    case 'segmentDropped':
    case 'segmentRestored': {
      const title = findSegment(document.show, event.segmentId)?.title ?? '';
      return { key: event.type, tone: 'info', values: { title } };
    }
    case 'nextSet': {
      const { segmentId } = event;
      const key = segmentId === null ? 'nextAsPlanned' : 'nextSet';
      const next =
        segmentId === null ? nextInPlan(document.show, run) : findSegment(document.show, segmentId);
      return { key, tone: 'info', values: { title: next?.title ?? '' } };
    }
    case 'autoCaptionsSet':
      return { key: event.on ? 'autoOn' : 'autoOff', tone: 'info' };
    case 'captionRequested': {
      const { speakerId, why } = event;
      if (!why) return null;
      const { kind, input, decibels, heardFor } = why;
      const values = {
        name: nameOf(speakerId),
        rule: kind,
        input,
        decibels: Math.round(decibels),
        ms: heardFor,
      };
      return { key: 'captionByVoice', tone: 'info', values };
    }
    case 'nameNotShown': {
      const { speakerId, input, why } = event;
      // That is said as an alarm where it happens.
      if (why === 'failed') return null;
      const name = speakerId === null ? '' : nameOf(speakerId);
      const onScreen = run.caption ? nameOf(run.caption.speakerId) : '';
      const scene = desiredScene(before) ?? '';
      const tone = why === 'muted' || why === 'notHeard' ? 'warning' : 'info';
      return { key: 'nameNotShown', tone, values: { name, input, why, onScreen, scene } };
    }
    case 'captionShown':
      return run.caption
        ? {
            key: isHandsOff(run) ? 'captionRehearsed' : 'captionShown',
            tone: 'ok',
            values: { name: nameOf(run.caption.speakerId), ms: event.after, by: run.caption.by },
          }
        : null;
    case 'captionKept': {
      if (!run.caption) return null;
      const { pinned, speakerId } = run.caption;
      const released = pinned ? 'captionUnpinned' : 'captionKept';
      const key = event.pinned ? 'captionPinned' : released;
      return { key, tone: 'info', values: { name: nameOf(speakerId) } };
    }
    case 'captionFailed':
      return {
        key: 'captionFailed',
        tone: 'alarm',
        values: { name: run.caption ? nameOf(run.caption.speakerId) : '', problem: event.problem },
      };
    case 'captionHidden': {
      if (!run.caption) return null;
      const key =
        event.by === 'hand' ? 'captionHidden' : event.by === 'time' ? 'captionOut' : 'captionHiddenInObs';
      return { key, tone: 'info', values: { name: nameOf(run.caption.speakerId) } };
    }
    case 'messageSent':
      return { key: 'messageSent', tone: 'info', values: { text: event.text } };
    case 'messageSeen':
      return { key: 'messageSeen', tone: 'ok', values: { ms: at - (run.message?.sentAt ?? at) } };
    case 'messageCleared':
      return { key: 'messageCleared', tone: 'info' };
    case 'outputUnknown': {
      const asked = run.outputs[event.output];
      const on = asked?.kind === 'asked' && asked.on;
      const { output } = event;
      return { key: on ? 'outputStartUnknown' : 'outputStopUnknown', tone: 'warning', values: { output } };
    }
    case 'outputNotDone':
      return outputNotDone(run, event);
    case 'outputChanged':
      return { ...changeWords[event.to], values: { output: event.output } };
    case 'outputFound':
      return {
        key: event.on ? 'outputFoundOn' : 'outputFoundOff',
        tone: 'ok',
        values: { output: event.output },
      };
    case 'obsConnected':
      return { key: 'obsConnected', tone: 'info', values: { version: event.version } };
    case 'obsLost':
      // Whether OBS closed or only went quiet is what the operator has to know first.
      return { key: event.reason === 'closed' ? 'obsClosed' : 'obsLost', tone: 'alarm' };
    case 'sceneChangedInObs':
      if (event.scene === desiredScene(before)) {
        const values = { scene: event.scene };
        if (event.unheard) return { key: 'endUnheard', tone: 'alarm', values };
        if (run.unheard) return { key: 'endHeard', tone: 'ok', values };
      }
      return { key: 'sceneChangedInObs', tone: 'warning', values: { scene: event.scene } };
    case 'sceneRenamedInObs':
      return { key: 'sceneRenamedInObs', tone: 'info', values: { from: event.from, to: event.to } };
    case 'sourceRenamedInObs':
      return { key: 'sourceRenamedInObs', tone: 'info', values: { from: event.from, to: event.to } };
    case 'filterRenamedInObs': {
      const { source, from, to } = event;
      return { key: 'filterRenamedInObs', tone: 'info', values: { source, from, to } };
    }
    case 'leftoverCleared':
      return {
        key: leftovers[event.what],
        tone: 'info',
        values: { name: event.name },
      };
  }
}

/** More than these are counted. */
const mostChanges = 6;

/** `by`: how much time it moves, ms; `changes`: each length before and after. */
function replanValues({ run, document: { show } }: State, replan: Replan): LogLine['values'] {
  const { kind, lengths, dropped, restored, agreedEnd } = replan;
  const titleOf = (id: SegmentId): string =>
    findSegment(show, id)?.title ?? (run.onAir?.segment.id === id ? run.onAir.segment.title : '');
  const first = lengths[0]?.segmentId ?? dropped[0] ?? restored[0];
  const named = lengths
    .slice(0, mostChanges)
    .map(({ segmentId, from, to }) => `‘${titleOf(segmentId)}’ ${formatLength(from)} → ${formatLength(to)}`);
  const more = lengths.length > mostChanges ? [`+${lengths.length - mostChanges}`] : [];
  return {
    what: kind,
    title: first === undefined ? '' : titleOf(first),
    by: Math.abs(lengths.reduce((sum, { from, to }) => sum + to - from, 0)),
    changes: [...named, ...more].join(', '),
    count: lengths.length,
    ...(agreedEnd ? { end: agreedEnd.to } : {}),
  };
}

const leftovers = {
  caption: 'leftoverCaption',
  transition: 'leftoverTransition',
  sound: 'leftoverSound',
} as const;

function outputNotDone(run: Run, event: Extract<LecternEvent, { type: 'outputNotDone' }>): Words {
  const { output, failure } = event;
  const asked = run.outputs[output];
  const on = asked?.kind === 'asked' && asked.on;
  switch (failure.why) {
    case 'refused': {
      const { code, comment } = failure;
      const key = on ? 'outputStartRefused' : 'outputStopRefused';
      return { key, tone: 'alarm', values: { output, code, comment } };
    }
    case 'notSent':
      return { key: 'outputNotSent', tone: 'alarm', values: { output } };
    case 'nothingCame':
      return { key: on ? 'outputFailed' : 'outputStopUnknown', tone: 'alarm', values: { output } };
  }
}

const changeWords: Readonly<Record<OutputChange, Words>> = {
  started: { key: 'outputStarted', tone: 'ok' },
  paused: { key: 'outputPaused', tone: 'warning' },
  reconnecting: { key: 'outputReconnecting', tone: 'alarm' },
  reconnected: { key: 'outputReconnected', tone: 'ok' },
  stopped: { key: 'outputStopped', tone: 'info' },
  failed: { key: 'outputFailed', tone: 'alarm' },
  dropped: { key: 'outputDropped', tone: 'alarm' },
};

/** `began`: when OBS said that the transition began; nothing where none was told of. */
function onAirValues(before: State, ms: Duration): LogLine['values'] {
  const began = before.run.stages?.transition ?? null;
  return { title: settledTitle(before), ms, ...(began === null ? {} : { began }) };
}

function keyOfSceneless({ kind }: PendingTake): LogKey {
  if (kind === 'back') return 'takenBackAsIs';
  return kind === 'go' ? 'takenAsIs' : keyOfTake[kind];
}

const keyOfTake: Readonly<Record<TakeKind, LogKey>> = {
  go: 'taken',
  back: 'takenBack',
  slate: 'slateOn',
  leaveSlate: 'slateOff',
  again: 'tookAgain',
  end: 'ended',
  cue: 'cueScene',
};

/** What a cue of this take does, as `cueWords` has it; nothing where it is gone. */
function cueValues({ run, document }: State, takeId: string, cueId: CueId | null): LogLine['values'] {
  const taken = takenBy(run, takeId);
  const cue = taken && cuesOf(taken).find(({ id }) => id === cueId);
  if (!cue) return {};
  const { what, values } = cueWords(cue.effect, (id) => speakerOf(document.show, run, id)?.name ?? '');
  return { what, ...values };
}

function heldValues({ run }: State, address: string): LogLine['values'] {
  const held = run.inForce[address];
  if (!held) return {};
  const { what, values } = cueWords(held.effect, () => '');
  return { what, ...values };
}

function firedValues(
  before: State,
  { takeId, fireId }: Extract<LecternEvent, { type: 'cueDone' | 'cueFailed' | 'cueUnknown' }>,
): LogLine['values'] {
  const taken = takenBy(before.run, takeId);
  return cueValues(before, takeId, taken && sentCue(taken, fireId));
}

/** What a cue put on air stays its segment's; the scene is named besides. */
function takeValues(before: State, take: PendingTake, ms: Duration | null): LogLine['values'] {
  const title = take.kind === 'cue' ? (before.run.onAir?.segment.title ?? '') : takeTitle(before, take);
  return { title, scene: take.scene ?? '', ...(ms === null ? {} : { ms }) };
}

/** What a take puts on air, in the operator's words. */
function takeTitle({ run }: State, take: PendingTake): string {
  switch (take.kind) {
    case 'go':
      return take.segment?.title ?? '';
    case 'back':
      return run.undo.at(-1)?.onAir?.segment.title ?? '';
    case 'slate':
    case 'end':
    case 'cue':
      return take.scene ?? '';
    case 'leaveSlate':
    case 'again':
      return run.onAir?.segment.title ?? take.scene ?? '';
  }
}

function settledTitle({ run, document }: State): string {
  if (run.settling?.kind === 'cue') return run.settling.scene ?? '';
  if (run.slate || run.phase === 'ended') return document.show.slateScene ?? '';
  return run.onAir?.segment.title ?? '';
}
