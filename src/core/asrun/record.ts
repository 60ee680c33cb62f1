import { speakerOf } from '../captions/policy';
import type { Stamped } from '../run/events';
import { evolve } from '../run/evolve';
import type { Anchor, Confirmation, RehearsalObs, Run, Taken, TakeId } from '../run/model';
import { isHandsOff } from '../run/rehearsal';
import type { State } from '../run/state';
import { completed } from '../run/state';
import { lengthOf } from '../run/lengths';
import { endOfOnAir, timing } from '../run/timing';
import { plannedSlots } from '../run/slots';
import type { Spoken } from '../run/spoken';
import { spokenIn } from '../run/spoken';
import type { Segment, SegmentId, SegmentKind, Show, SpeakerId } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { LogLine } from './log';
import { logLine } from './log';

/** How whole the journal was that a record is read from. */
export type JournalEnd =
  | 'whole'
  /** Its last line was cut short: the app was stopped in the middle of a write. */
  | 'torn'
  /** More than that could not be read. */
  | 'damaged';

/** What a list of runs says of one. Instants are ms since 1970 (UTC), lengths ms; what is not known is `null`. */
export interface RunHead {
  readonly show: Pick<Show, 'id' | 'title' | 'date' | 'zone'>;
  readonly runId: string;
  /** `open`: it goes on, or nobody ended it; `reset`: a new run was begun before its end. */
  readonly standing: 'open' | 'ended' | 'reset';
  readonly practice: 'none' | 'some' | 'all';
  /** What a rehearsal did in OBS; `null`: it was the show. */
  readonly rehearsal: RehearsalObs | null;
  /** The first take that stood. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** The last that is known of it. */
  readonly lastAt: Instant;
  readonly plannedStart: Instant | null;
  readonly plannedEnd: Instant | null;
  /** End less planned end: positive is over. Only of a run that came to its end. */
  readonly over: Duration | null;
  readonly end: JournalEnd;
}

/** What a run was: its segments with planned and actual times, and everything that was done, in order. */
export interface RunRecord extends RunHead {
  readonly rows: readonly RecordRow[];
  readonly lines: readonly LogLine[];
}

/** One take of a segment; or a segment of the plan that was never on air, or did not stay there. */
export interface RecordRow {
  /** `null` for a segment that was not taken. */
  readonly takeId: TakeId | null;
  readonly segmentId: SegmentId;
  readonly title: string;
  readonly kind: SegmentKind;
  readonly scene: string | null;
  /** Its place in the plan as it was at the end, from 1; `null` for one that was removed. */
  readonly number: number | null;
  readonly state: RowState;
  /** As the plan had it at the take; of one that was not taken, at the end. */
  readonly plannedStart: Instant | null;
  readonly plannedEnd: Instant | null;
  /** `null`: nobody had planned it. */
  readonly plannedLength: Duration | null;
  readonly actualStart: Instant | null;
  readonly actualEnd: Instant | null;
  readonly actualLength: Duration | null;
  /** Actual less planned. */
  readonly startOff: Duration | null;
  readonly lengthOff: Duration | null;
  /** `null` also in a rehearsal that asked nothing of OBS. */
  readonly confirmation: Confirmation | null;
  /** From the request to OBS's yes, and to its word that the transition ended. */
  readonly acceptedAfter: Duration | null;
  readonly onAirAfter: Duration | null;
  readonly practice: boolean;
  /** Who was named on screen, in order. */
  readonly named: readonly string[];
  /** The time of each of its speakers, as planned and as far as voices and names on screen tell. */
  readonly slots: readonly RecordSlot[];
  readonly why: readonly Why[];
}

/** A speaker's time in one take of a segment: docs/slots.md. */
export interface RecordSlot {
  readonly name: string;
  /** ms; `null` for who was not planned in the segment. */
  readonly plannedLength: Duration | null;
  /** Their first words in it, or when their name first came up. */
  readonly actualStart: Instant | null;
  readonly actualLength: Duration | null;
  /** What tells it; `null` where nothing is known. */
  readonly by: Spoken['by'] | null;
}

export type RowState =
  | 'done'
  | 'onAir'
  | 'takenBack'
  /** OBS was asked later, and had not shown it. */
  | 'failed'
  | 'notTaken';

/** What made a segment longer, shorter or other than planned. */
export type Why =
  /** Put in during the show. */
  | { readonly kind: 'unplanned' }
  /** A re-plan gave it another length than planned. */
  | { readonly kind: 'replanned'; readonly by: Duration }
  /** Its end was moved by hand. */
  | { readonly kind: 'endMoved'; readonly by: Duration }
  /** It ran until the next one's fixed start, not for its own length. */
  | { readonly kind: 'untilFixed' }
  /** GO after, or before, its end was due. */
  | { readonly kind: 'goLate' | 'goEarly'; readonly by: Duration }
  /** On air when the log ends, and past the end that it had by then. */
  | { readonly kind: 'stillOver'; readonly by: Duration }
  | { readonly kind: 'onSlate' | 'obsAway' | 'slept'; readonly by: Duration }
  /** The machine's clock was set under it. */
  | { readonly kind: 'clockSet'; readonly by: Duration }
  /** A GO after it was taken back, and it went on. */
  | { readonly kind: 'wentOn'; readonly times: number }
  /** A person had put its scene on air in OBS; nothing was sent. */
  | { readonly kind: 'followed' }
  | { readonly kind: 'notConfirmed' };

interface Draft {
  taken: Taken;
  plannedStart: Instant | null;
  readonly practice: boolean;
  readonly followed: boolean;
  readonly unplanned: boolean;
  state: RowState;
  endedAt: Instant | null;
  acceptedAfter: Duration | null;
  onAirAfter: Duration | null;
  endMoved: Duration;
  replanned: Duration;
  untilFixed: boolean;
  goOff: Duration;
  stillOver: Duration;
  onSlate: Duration;
  obsAway: Duration;
  slept: Duration;
  clockSet: Duration;
  wentOn: number;
}

/**
 * The record of the run that a journal begins with, up to the reset that ends it. Never throws on a journal that was
 * read as whole lines, wherever it stops.
 */
export function recordOf(begin: State, events: readonly Stamped[], end: JournalEnd): RunRecord {
  let state = completed(begin);
  let wasReset = false;
  const fold = beginFold(state, events[0]?.at ?? 0);
  for (const stamped of events) {
    const line = logLine(state, stamped);
    if (line) fold.lines.push(line);
    fold.pass(stamped, state.run);
    if (stamped.event.type === 'runReset') {
      wasReset = true;
      break;
    }
    const after = evolve(state, stamped);
    fold.heard(stamped, state, after);
    state = after;
  }
  const { show } = state.document;
  const { run } = state;
  const { lastAt } = fold;
  const last = run.onAir && fold.drafts.get(run.onAir.takeId);
  if (last) last.stillOver = lastAt - (endOf(state) ?? lastAt);
  const planned = timing(show, run, lastAt);
  const rows = withNotTaken(
    [...fold.drafts.values()].map((draft) => rowOf(draft, show, run)),
    show,
    run,
    plannedStarts(show, run, lastAt),
  );
  const takes = rows.filter(({ takeId }) => takeId !== null);
  const first = takes.find((row) => row.state === 'done' || row.state === 'onAir') ?? takes[0];
  const { id, title, date, zone } = show;
  return {
    show: { id, title, date, zone },
    runId: run.runId,
    standing: run.phase === 'ended' ? 'ended' : wasReset ? 'reset' : 'open',
    practice: shareOf(takes.map(({ practice }) => practice)),
    rehearsal: run.rehearsal?.obs ?? null,
    startedAt: first?.actualStart ?? null,
    endedAt: run.endedAt,
    lastAt,
    plannedStart: planned.segments.find((row) => row.plannedStart !== null)?.plannedStart ?? null,
    plannedEnd: planned.plannedEnd,
    over: run.phase === 'ended' ? planned.over : null,
    end,
    rows,
    lines: fold.lines,
  };
}

/** Whether anything was taken in it: a journal that was only edited is no run. */
export function isRun({ rows }: Pick<RunRecord, 'rows'>): boolean {
  return rows.some(({ takeId }) => takeId !== null);
}

function beginFold(begin: State, beganAt: Instant) {
  const drafts = new Map<TakeId, Draft>();
  const lines: LogLine[] = [];
  let lastAt = beganAt;
  let away = false;
  let cached: {
    readonly show: Show;
    readonly anchor: Anchor | null;
    readonly starts: PlannedStarts;
  } | null = null;

  function plannedAt({ document: { show }, run }: State, at: Instant): PlannedStarts {
    if (cached?.show !== show || cached.anchor !== run.anchor) {
      cached = { show, anchor: run.anchor, starts: plannedStarts(show, run, at) };
    }
    return cached.starts;
  }

  function draftOf(taken: Taken, state: State, at: Instant, isFollowed: boolean): Draft {
    const known = drafts.get(taken.takeId);
    if (known) return known;
    const draft: Draft = {
      taken,
      plannedStart: plannedAt(state, at).get(taken.segment.id) ?? null,
      practice: state.run.onPractice,
      followed: isFollowed,
      unplanned: state.run.unplanned.includes(taken.segment.id),
      state: 'onAir',
      endedAt: null,
      acceptedAfter: null,
      onAirAfter: null,
      endMoved: 0,
      replanned: 0,
      untilFixed: false,
      goOff: 0,
      stillOver: 0,
      onSlate: 0,
      obsAway: 0,
      slept: 0,
      clockSet: 0,
      wentOn: 0,
    };
    drafts.set(taken.takeId, draft);
    return draft;
  }

  // A journal that goes on from another one begins with what was taken there.
  for (const { takeId, segment, startedAt, endedAt } of begin.run.done) {
    const taken: Taken = { ...bare, takeId, segment, startedAt };
    Object.assign(draftOf(taken, begin, beganAt, false), { state: 'done', endedAt });
  }
  if (begin.run.onAir) draftOf(begin.run.onAir, begin, beganAt, false);

  return {
    drafts,
    lines,
    get lastAt() {
      return lastAt;
    },

    /** The time until this event belongs to what was on air meanwhile. */
    pass({ at, event }: Stamped, run: Run): void {
      const before = event.type === 'clockStepped' ? at : lastAt;
      const passed = Math.max(0, at - before);
      lastAt = at;
      const draft = run.onAir && drafts.get(run.onAir.takeId);
      if (draft) {
        if (run.slate) draft.onSlate += passed;
        if (away) draft.obsAway += passed;
        if (event.type === 'slept') draft.slept += event.duration;
        if (event.type === 'clockStepped') draft.clockSet += event.by;
      }
      if (event.type === 'obsLost') away = true;
      if (event.type === 'obsConnected') away = false;
    },

    heard({ at, event }: Stamped, before: State, after: State): void {
      if (event.type === 'clockStepped') stepDrafts(drafts, event.by, (before.run.anchor?.shift ?? 0) === 0);
      const { onAir } = after.run;
      const left = before.run.onAir;
      if (onAir && !drafts.has(onAir.takeId)) draftOf(onAir, after, at, event.type === 'segmentFollowed');
      const current = onAir && drafts.get(onAir.takeId);
      if (current && onAir) {
        current.taken = onAir;
        current.replanned = lengthOf(after.run, onAir.segment) - onAir.segment.duration;
      }
      if (event.type === 'takeAccepted' || event.type === 'takeOnAir') {
        // What stood in for OBS took no time, and means none.
        const took = isHandsOff(after.run) ? undefined : drafts.get(event.takeId);
        if (took && event.type === 'takeAccepted') took.acceptedAfter = event.after;
        else if (took) took.onAirAfter = event.after;
      }
      if (current && left?.takeId === onAir?.takeId && endIsMovedBy(event)) {
        current.endMoved += (endOf(after) ?? 0) - (endOf(before) ?? 0);
      }
      if (event.type === 'startSet' || event.type === 'startUndone') joinBefore(drafts, after.run);
      if (left?.takeId === onAir?.takeId) return;
      const gone = left && drafts.get(left.takeId);
      if (gone && left) leave(gone, left, before, after, { at, event });
      if (current && current.state !== 'onAir') {
        // What was behind is on air again, as if the GO had not been.
        Object.assign(current, { state: 'onAir', endedAt: null, goOff: 0, untilFixed: false });
      }
      if (current && gone?.state === 'takenBack') current.wentOn += 1;
    },
  };
}

/** The clock was set: all times of a record are by the new one. What the log says stays as it was written. */
function stepDrafts(drafts: ReadonlyMap<TakeId, Draft>, by: Duration, planStays: boolean): void {
  for (const draft of drafts.values()) {
    draft.taken = { ...draft.taken, startedAt: draft.taken.startedAt + by };
    if (draft.endedAt !== null) draft.endedAt += by;
    if (draft.plannedStart !== null && !planStays) draft.plannedStart += by;
  }
}

/** What was on air before ends where the corrected start is. */
function joinBefore(drafts: ReadonlyMap<TakeId, Draft>, run: Run): void {
  const last = run.done.at(-1);
  const draft = last && drafts.get(last.takeId);
  if (!draft || draft.endedAt === null) return;
  draft.goOff += last.endedAt - draft.endedAt;
  draft.endedAt = last.endedAt;
}

function leave(
  draft: Draft,
  left: Taken,
  before: State,
  after: State,
  { at, event }: Pick<Stamped, 'at' | 'event'>,
): void {
  const done = after.run.done.findLast(({ takeId }) => takeId === left.takeId);
  if (!done) {
    draft.state = event.type === 'takeFailed' ? 'failed' : 'takenBack';
    draft.endedAt = at;
    return;
  }
  draft.state = 'done';
  draft.endedAt = done.endedAt;
  const due = endOf(before);
  if (due === null) return;
  draft.goOff = done.endedAt - due;
  draft.untilFixed = left.endsAt === null && due !== left.startedAt + lengthOf(before.run, left.segment);
}

function endIsMovedBy({ type }: Stamped['event']): boolean {
  return type === 'endSet' || type === 'endUndone';
}

function endOf({ document, run }: State): Instant | null {
  return endOfOnAir(document.show, run);
}

type PlannedStarts = ReadonlyMap<SegmentId, Instant | null>;

function plannedStarts(show: Show, run: Run, at: Instant): PlannedStarts {
  return new Map(timing(show, run, at).segments.map(({ id, plannedStart }) => [id, plannedStart]));
}

function rowOf(draft: Draft, show: Show, run: Run): RecordRow {
  const { taken, plannedStart, state, endedAt, practice } = draft;
  const { segment, startedAt, confirmation } = taken;
  const length = endedAt === null ? null : endedAt - startedAt;
  return {
    takeId: taken.takeId,
    ...named(segment, show),
    state,
    plannedStart,
    plannedEnd: plannedStart === null ? null : plannedStart + segment.duration,
    plannedLength: draft.unplanned ? null : segment.duration,
    actualStart: startedAt,
    actualEnd: endedAt,
    actualLength: length,
    startOff: plannedStart === null ? null : startedAt - plannedStart,
    lengthOff: length === null || state !== 'done' || draft.unplanned ? null : length - segment.duration,
    confirmation: isHandsOff(run) ? null : confirmation,
    acceptedAfter: draft.acceptedAfter,
    onAirAfter: draft.onAirAfter,
    practice,
    named: taken.named.flatMap((id) => nameIn(taken, show, run, id) ?? []),
    slots: slotsIn(segment, spokenIn(taken, endedAt), draft.unplanned, (id) => nameIn(taken, show, run, id)),
    why: whyOf(draft),
  };
}

function nameIn(taken: Taken, show: Show, run: Run, id: SpeakerId): string | null {
  return speakerOf(show, run, id)?.name ?? taken.speakers.find((one) => one.id === id)?.name ?? null;
}

/** Those of the plan in its order, then whoever else was named. */
function slotsIn(
  segment: Segment,
  spoken: ReadonlyMap<SpeakerId, Spoken>,
  isUnplanned: boolean,
  nameOf: (id: SpeakerId) => string | null,
): readonly RecordSlot[] {
  const planned = new Map(plannedSlots(segment).map(({ speakerId, length }) => [speakerId, length]));
  return [...new Set([...planned.keys(), ...spoken.keys()])].flatMap((id): readonly RecordSlot[] => {
    const name = nameOf(id);
    const { start = null, length = null, by = null } = spoken.get(id) ?? {};
    const plannedLength = isUnplanned ? null : (planned.get(id) ?? null);
    return name === null ? [] : [{ name, plannedLength, actualStart: start, actualLength: length, by }];
  });
}

function whyOf(draft: Draft): readonly Why[] {
  const { goOff, stillOver, endMoved, replanned, clockSet } = draft;
  const lasted = (['onSlate', 'obsAway', 'slept'] as const).flatMap((kind): readonly Why[] =>
    draft[kind] >= second ? [{ kind, by: draft[kind] }] : [],
  );
  return [
    ...(draft.unplanned ? [{ kind: 'unplanned' } as const] : []),
    ...(draft.followed ? [{ kind: 'followed' } as const] : []),
    ...(draft.taken.confirmation === 'accepted' ? [] : [{ kind: 'notConfirmed' } as const]),
    ...(Math.abs(replanned) >= second ? [{ kind: 'replanned', by: replanned } as const] : []),
    ...(Math.abs(endMoved) >= second ? [{ kind: 'endMoved', by: endMoved } as const] : []),
    ...(draft.untilFixed ? [{ kind: 'untilFixed' } as const] : []),
    ...(goOff >= second ? [{ kind: 'goLate', by: goOff } as const] : []),
    ...(goOff <= -second ? [{ kind: 'goEarly', by: -goOff } as const] : []),
    ...(stillOver >= second ? [{ kind: 'stillOver', by: stillOver } as const] : []),
    ...(draft.wentOn > 0 ? [{ kind: 'wentOn', times: draft.wentOn } as const] : []),
    ...lasted,
    ...(clockSet === 0 ? [] : [{ kind: 'clockSet', by: clockSet } as const]),
  ];
}

/** What of the plan was not on air, or did not stay there, stands after what comes before it in the plan. */
function withNotTaken(
  taken: readonly RecordRow[],
  show: Show,
  { unplanned }: Run,
  starts: PlannedStarts,
): readonly RecordRow[] {
  const stood = new Set(
    taken.filter(({ state }) => state === 'done' || state === 'onAir').map(({ segmentId }) => segmentId),
  );
  const rows = [...taken];
  let before: SegmentId | null = null;
  for (const segment of show.segments) {
    if (!stood.has(segment.id)) {
      const at = rows.findLastIndex(({ segmentId }) => segmentId === segment.id || segmentId === before);
      rows.splice(
        at + 1,
        0,
        notTaken(segment, show, starts.get(segment.id) ?? null, unplanned.includes(segment.id)),
      );
    }
    before = segment.id;
  }
  return rows;
}

function notTaken(
  segment: Segment,
  show: Show,
  plannedStart: Instant | null,
  isUnplanned: boolean,
): RecordRow {
  return {
    takeId: null,
    ...named(segment, show),
    state: 'notTaken',
    plannedStart,
    plannedEnd: plannedStart === null ? null : plannedStart + segment.duration,
    plannedLength: isUnplanned ? null : segment.duration,
    actualStart: null,
    actualEnd: null,
    actualLength: null,
    startOff: null,
    lengthOff: null,
    confirmation: null,
    acceptedAfter: null,
    onAirAfter: null,
    practice: false,
    named: [],
    slots: slotsIn(segment, new Map(), isUnplanned, (id) => findSpeaker(show, id)?.name ?? null),
    why: isUnplanned ? [{ kind: 'unplanned' }] : [],
  };
}

function named(
  { id, title, kind, scene }: Segment,
  show: Show,
): Pick<RecordRow, 'segmentId' | 'title' | 'kind' | 'scene' | 'number'> {
  const index = show.segments.findIndex((segment) => segment.id === id);
  return { segmentId: id, title, kind, scene, number: index < 0 ? null : index + 1 };
}

function shareOf(practice: readonly boolean[]): RunHead['practice'] {
  if (!practice.includes(true)) return 'none';
  return practice.includes(false) ? 'some' : 'all';
}

/** Of what a finished segment no longer tells. */
const bare: Omit<Taken, 'takeId' | 'segment' | 'startedAt'> = {
  speakers: [],
  confirmation: 'accepted',
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
  firstName: 'settled',
  shown: null,
  carried: [],
  cues: {},
  cuesFrom: 0,
  advanceMissed: null,
};
