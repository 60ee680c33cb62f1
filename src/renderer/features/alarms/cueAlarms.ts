import type { ObsView } from '../../../core/obs/observed';
import type { CueMissed, Run } from '../../../core/run/model';
import type { Show } from '../../../core/show/model';
import { obsAnswers } from '../../client/air';
import type { PlannedCue } from '../cues/plannedCues';
import { plannedCues } from '../cues/plannedCues';

/** What is to be decided about cues of the segment on air. */
export type CueAlarm =
  /** It starts or stops an output. */
  | { readonly kind: 'cueAsks'; readonly planned: PlannedCue; readonly title: string }
  | { readonly kind: 'cuesFailed' | 'cuesUnknown'; readonly all: readonly PlannedCue[] }
  | {
      readonly kind: 'cuesMissed';
      readonly all: readonly PlannedCue[];
      /** `null` where it was this for one and that for another. */
      readonly why: CueMissed | null;
    };

export function cueAlarms(show: Show, run: Run, obs: ObsView): readonly CueAlarm[] {
  const all = plannedCues(show, run, null, obsAnswers(run, obs));
  const title = run.onAir?.segment.title ?? '';
  // The scene of a cue is a take, which has an alarm of its own; so has an output.
  const others = all.filter(({ cue }) => cue.effect.kind !== 'output' && cue.id !== run.failed?.take.cueId);
  const failed = others.filter(({ news }) => news?.kind === 'failed');
  const unknown = others.filter(({ news }) => news?.kind === 'unknown');
  const missed = all.filter(({ news }) => news?.kind === 'missed');
  return [
    ...all
      .filter(({ news }) => news?.kind === 'asking')
      .map((planned): CueAlarm => ({ kind: 'cueAsks', planned, title })),
    ...(failed.length > 0 ? [{ kind: 'cuesFailed', all: failed } as const] : []),
    ...(unknown.length > 0 ? [{ kind: 'cuesUnknown', all: unknown } as const] : []),
    ...(missed.length > 0 ? [{ kind: 'cuesMissed', all: missed, why: oneReason(missed) } as const] : []),
  ];
}

function oneReason(missed: readonly PlannedCue[]): CueMissed | null {
  const reasons = new Set(missed.flatMap(({ news }) => (news?.kind === 'missed' ? [news.why] : [])));
  const [first] = reasons;
  return reasons.size === 1 ? (first ?? null) : null;
}
