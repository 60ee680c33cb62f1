import type { Duration, Instant } from '../time/units';
import type { Run, Taken } from './model';

/** The machine's clock was set by `by`: what counts elapsed time moves along; times already logged stay. */
export function stepClock(run: Run, by: Duration): Run {
  const onAir = run.onAir && stepTaken(run.onAir, by);
  const { caption, slate } = run;
  return {
    ...run,
    onAir,
    lastTakeAt: run.lastTakeAt === null ? null : run.lastTakeAt + by,
    pending: run.pending.map((take) => ({ ...take, requestedAt: take.requestedAt + by })),
    undo: run.undo.map((point) => ({
      ...point,
      takenAt: point.takenAt + by,
      onAir: point.onAir && stepTaken(point.onAir, by),
      slate: stepSince(point.slate, by),
      followed: stepSince(point.followed, by),
    })),
    changedInObs: stepSince(run.changedInObs, by),
    slate: stepSince(slate, by),
    caption: caption && {
      ...caption,
      requestedAt: caption.requestedAt + by,
      shownAt: caption.shownAt === null ? null : caption.shownAt + by,
      until: caption.until === null ? null : caption.until + by,
    },
  };
}

function stepSince<Thing extends { readonly since: Instant }>(
  thing: Thing | null,
  by: Duration,
): Thing | null {
  return thing ? { ...thing, since: thing.since + by } : null;
}

function stepTaken(taken: Taken, by: Duration): Taken {
  const step = (at: Instant | null): Instant | null => (at === null ? null : at + by);
  return {
    ...taken,
    startedAt: taken.startedAt + by,
    cuesFrom: taken.cuesFrom + by,
    onAirAt: step(taken.onAirAt),
    endsAt: step(taken.endsAt),
    earlierEnds: taken.earlierEnds.map(step),
    earlierStarts: taken.earlierStarts.map((at) => at + by),
    turns: taken.turns.map((turn) => ({ ...turn, at: turn.at + by })),
  };
}
