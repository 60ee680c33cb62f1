import { isSoundOff } from '../../../core/obs/sound';
import { addressOf, inOrder } from '../../../core/obs/effects';
import { isLasting, isSameStanding, standingIn, standingOf } from '../../../core/obs/lasting';
import type { Observed } from '../../../core/obs/observed';
import { cueDueAt, goesWithoutObs } from '../../../core/run/cues';
import type { CueNews, Run, Taken } from '../../../core/run/model';
import type { Cue, CueEffect, CueId } from '../../../core/show/cues';
import type { Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';

/** A cue of the segment on air, and what has become of it. */
export interface PlannedCue {
  readonly cue: Cue;
  /** Of another segment: its take made it true again. */
  readonly carried: boolean;
  /** `null` while it is to come; `theirs`: done, and somebody changed it in OBS since. */
  readonly news: CueNews | { readonly kind: 'theirs'; readonly at: Instant } | null;
  /** When it will run by itself; `null` where it will not. */
  readonly due: Instant | null;
  readonly mayRun: boolean;
  readonly maySkip: boolean;
}

/** Cues of the segment on air in the order of the plan, what its take carried from others first. */
export function plannedCues(
  show: Show,
  run: Run,
  observed: Observed | null,
  connected: boolean,
): readonly PlannedCue[] {
  const { onAir } = run;
  if (!onAir) return [];
  const own = inOrder(onAir.segment.cues);
  const carried = onAir.carried.filter(({ id }) => !own.some((cue) => cue.id === id));
  // Under the slate what cues unmuted waits; while the sound is off, what they did before it.
  const judged = run.slate || !connected ? [] : isSoundOff(run) ? own : [...carried, ...own];
  const theirs = observed ? changedInObs(run, onAir, judged, observed) : new Set();
  return [...carried, ...own].map((cue): PlannedCue => {
    const news = onAir.cues[cue.id] ?? null;
    const due = cueDueAt(show, run, cue);
    const reachable = connected || goesWithoutObs(cue.effect);
    return {
      cue,
      carried: carried.includes(cue),
      news: news?.kind === 'done' && theirs.has(cue.id) ? { kind: 'theirs', at: news.at } : news,
      due,
      mayRun: reachable && isRunnable(cue, news),
      maySkip: news === null ? due !== null : isOpen(news),
    };
  });
}

/** Whether something is still to be decided about it. */
function isOpen({ kind }: CueNews): boolean {
  switch (kind) {
    case 'asking':
    case 'failed':
    case 'unknown':
    case 'missed':
      return true;
    case 'sent':
    case 'done':
    case 'skipped':
      return false;
  }
}

function isRunnable({ trigger }: Cue, news: CueNews | null): boolean {
  if (news === null) return trigger.kind === 'hand';
  if (news.kind === 'done') return trigger.kind === 'hand';
  return news.kind !== 'sent';
}

/** Of the cues that hold an address, the latest counts; it is theirs where OBS says something else now. */
function changedInObs(
  { inForce }: Run,
  { cues }: Taken,
  all: readonly Cue[],
  observed: Observed,
): ReadonlySet<CueId> {
  const latest = new Map<string, Cue>();
  const doneAt = ({ id }: Cue): Instant | null => (cues[id]?.kind === 'done' ? cues[id].at : null);
  for (const cue of all) {
    const address = addressOf(cue.effect);
    const at = doneAt(cue);
    if (address === null || at === null) continue;
    // A later segment's may be in force, and Back have come to this one again.
    const held = inForce[address];
    if (cue.trigger.kind !== 'hand' && held && held.cueId !== cue.id) continue;
    const other = latest.get(address);
    if (!other || (doneAt(other) ?? 0) <= at) latest.set(address, cue);
  }
  return new Set([...latest.values()].filter(({ effect }) => differs(effect, observed)).map(({ id }) => id));
}

/** Whether OBS shows something else there now; what is no longer there was changed by nobody. */
function differs(effect: CueEffect, observed: Observed): boolean {
  const shown = isLasting(effect) ? standingIn(effect, observed) : null;
  return isLasting(effect) && shown !== null && !isSameStanding(shown, standingOf(effect));
}
