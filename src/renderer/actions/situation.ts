import type { ObsView } from '../../core/obs/observed';
import { earlyBy } from '../../core/run/decide';
import type { Run } from '../../core/run/model';
import { nextSegment } from '../../core/run/order';
import type { Segment, Show } from '../../core/show/model';
import type { Duration, Instant } from '../../core/time/units';

/** What GO would do: take the next segment, or end the show; nothing once it has ended. */
export type Aim =
  | { readonly kind: 'take'; readonly next: Segment }
  | { readonly kind: 'end'; readonly scene: string | null }
  | { readonly kind: 'nothing'; readonly why: 'ended' | 'empty' };

export function aimOf(show: Show, run: Run): Aim {
  if (run.phase === 'ended') return { kind: 'nothing', why: 'ended' };
  const next = nextSegment(show, run);
  if (next) return { kind: 'take', next };
  return run.onAir ? { kind: 'end', scene: show.slateScene } : { kind: 'nothing', why: 'empty' };
}

/** How early a GO would come, ms; 0 when it would act at once. In a rehearsal, and on the practice OBS, nothing is too early. */
export function earlyNow(show: Show, run: Run, obs: ObsView, aim: Aim, now: Instant): Duration {
  if (aim.kind !== 'take' || obs.practice || run.rehearsal) return 0;
  return earlyBy({ document: { show, revision: 0, undo: [], redo: [] }, run }, aim.next, now);
}

/** What an armed press was armed for: when that is no longer so, it is disarmed. */
export function subjectOf(show: Show, run: Run): string {
  const aim = aimOf(show, run);
  const target = aim.kind === 'take' ? aim.next.id : aim.kind;
  return [run.runId, run.onAir?.takeId, run.undo.at(-1)?.takeId, target, run.slate?.since].join('/');
}
