import type { CueId } from '../show/cues';
import type { Duration, Instant } from '../time/units';
import type { Anchor, CueNews, PendingTake, Run, StandingReplan, Taken, UndoPoint } from './model';

/**
 * The machine's clock was set by `by`: every instant of the run moves along, so that what began three minutes ago began
 * three minutes ago. What the log says stays as it was written. See docs/clocks.md.
 */
export function stepClock(run: Run, by: Duration): Run {
  const step = stepBy(by);
  // What was agreed on is a time of day, as the plan's are.
  const stepAgreed = stepBy(run.anchor?.shift === 0 ? 0 : by);
  const { caption, captionChange, failed, message, settling } = run;
  return {
    ...run,
    anchor: stepAnchor(run.anchor, by),
    onAir: run.onAir && stepTaken(run.onAir, by),
    done: stepDone(run.done, by),
    endedAt: step(run.endedAt),
    lastTakeAt: step(run.lastTakeAt),
    pending: run.pending.map((take) => stepTake(take, by)),
    failed: failed && { ...failed, at: failed.at + by, take: stepTake(failed.take, by) },
    settling: settling && { ...settling, requestedAt: settling.requestedAt + by },
    undo: run.undo.map((point): UndoPoint => ({
      ...point,
      takenAt: point.takenAt + by,
      anchor: stepAnchor(point.anchor, by),
      onAir: point.onAir && stepTaken(point.onAir, by),
      done: stepDone(point.done, by),
      slate: stepSince(point.slate, by),
      followed: stepSince(point.followed, by),
    })),
    agreedEnd: stepAgreed(run.agreedEnd),
    ignoredEnd: step(run.ignoredEnd),
    lastSeen: Object.fromEntries(Object.entries(run.lastSeen).map(([id, at]) => [id, at + by])),
    voices: run.voices.map((voice) => ({ ...voice, since: voice.since + by })),
    replans: run.replans.map((standing): StandingReplan => {
      const { at, replan } = standing;
      const { agreedEnd } = replan;
      const stepped = agreedEnd && {
        from: stepAgreed(agreedEnd.from),
        to: stepAgreed(agreedEnd.to) ?? agreedEnd.to,
      };
      return { ...standing, at: at + by, replan: { ...replan, agreedEnd: stepped } };
    }),
    message: message && { ...message, sentAt: message.sentAt + by, seenAt: step(message.seenAt) },
    changedInObs: stepSince(run.changedInObs, by),
    slate: stepSince(run.slate, by),
    mutedTalk: run.mutedTalk.map((one) => ({ ...one, quietSince: step(one.quietSince) })),
    captionChange: captionChange && { ...captionChange, at: captionChange.at + by },
    caption: caption && {
      ...caption,
      requestedAt: caption.requestedAt + by,
      shownAt: step(caption.shownAt),
      until: step(caption.until),
    },
  };
}

/**
 * The latest instant that a run knows of; `null` before its first take. A clock that says less was set back while
 * nobody looked.
 */
export function latestInstant({ onAir, lastTakeAt, slate, caption, endedAt }: Run): Instant | null {
  const known = [
    onAir?.startedAt,
    onAir?.onAirAt,
    lastTakeAt,
    slate?.since,
    caption?.requestedAt,
    caption?.shownAt,
    endedAt,
  ].filter((at) => at !== null && at !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

function stepBy(by: Duration) {
  return (at: Instant | null): Instant | null => (at === null ? null : at + by);
}

/** A plan that "Start now" moved hangs on that take; any other stays at its times of day. */
export function stepAnchor(anchor: Anchor | null, by: Duration): Anchor | null {
  return anchor === null || anchor.shift === 0 ? anchor : { ...anchor, shift: anchor.shift + by };
}

function stepSince<Thing extends { readonly since: Instant }>(
  thing: Thing | null,
  by: Duration,
): Thing | null {
  return thing ? { ...thing, since: thing.since + by } : null;
}

function stepDone(done: Run['done'], by: Duration): Run['done'] {
  return done.map((one) => ({ ...one, startedAt: one.startedAt + by, endedAt: one.endedAt + by }));
}

function stepTake(take: PendingTake, by: Duration): PendingTake {
  return { ...take, requestedAt: take.requestedAt + by, anchor: stepAnchor(take.anchor, by) };
}

function stepTaken(taken: Taken, by: Duration): Taken {
  const step = stepBy(by);
  const cues = Object.entries(taken.cues).map(([id, news]): [CueId, CueNews] => [
    id,
    { ...news, at: news.at + by },
  ]);
  return {
    ...taken,
    startedAt: taken.startedAt + by,
    cuesFrom: taken.cuesFrom + by,
    advanceMissed: taken.advanceMissed && {
      ...taken.advanceMissed,
      endsAt: taken.advanceMissed.endsAt + by,
    },
    onAirAt: step(taken.onAirAt),
    endsAt: step(taken.endsAt),
    earlierEnds: taken.earlierEnds.map(step),
    earlierStarts: taken.earlierStarts.map((at) => at + by),
    turns: taken.turns.map((turn) => ({ ...turn, at: turn.at + by })),
    voiced: Object.fromEntries(
      Object.entries(taken.voiced).map(([id, voiced]) => [
        id,
        { ...voiced, start: step(voiced.start), since: step(voiced.since) },
      ]),
    ),
    together: { ...taken.together, since: step(taken.together.since) },
    lastVoice: taken.lastVoice && { ...taken.lastVoice, at: taken.lastVoice.at + by },
    cues: Object.fromEntries(cues),
  };
}
