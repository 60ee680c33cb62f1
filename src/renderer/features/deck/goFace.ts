import type { ObsView } from '../../../core/obs/observed';
import type { FailedTake, PendingTake, Run } from '../../../core/run/model';
import type { Show } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';
import type { Aim } from '../../actions/situation';
import { earlyNow } from '../../actions/situation';
import type { Span } from '../../client/countdown';
import { wholeSecond } from '../../client/ticker';

/** What GO looks like. It never changes its size between them. */
export type GoState = 'rest' | 'due' | 'armed' | 'sent' | 'failed' | 'off';

/** How a GO now would stand against the clock; the button puts it into words. */
export type GoTime =
  | { readonly kind: 'startsNow' | 'dueNow' | 'waits' }
  | { readonly kind: 'startsIn' | 'earlyAsks' | 'early' | 'dueIn' | 'late'; readonly by: Duration };

export interface GoFacts {
  readonly show: Show;
  readonly run: Run;
  readonly obs: ObsView;
  readonly aim: Aim;
  /** What counts on air; `null` before the first take. */
  readonly span: Span | null;
  /** When what GO takes is planned; `null` while the show is undated. */
  readonly plannedStart: Instant | null;
}

/** How GO stands at a whole second of the host's clock; `null` where there is no time to stand against. */
export function goTime(facts: GoFacts, now: Instant): GoTime | null {
  const { show, run, obs, aim, span, plannedStart } = facts;
  if (aim.kind === 'nothing') return null;
  if (run.phase === 'before') {
    if (plannedStart === null) return { kind: 'startsNow' };
    const left = wholeSecond(plannedStart) - now;
    return left > 0 ? { kind: 'startsIn', by: left } : lateness(-left);
  }
  if (!span) return null;
  if (aim.kind === 'take' && aim.next.start.kind === 'manual') return { kind: 'waits' };
  const isFixed = aim.kind === 'take' && aim.next.start.kind === 'fixed';
  if (isFixed && plannedStart !== null && plannedStart <= now)
    return lateness(now - wholeSecond(plannedStart));
  const left = span.endsAt - now;
  if (left <= 0) return lateness(-left);
  if (earlyNow(show, run, obs, aim, now) > 0) return { kind: 'earlyAsks', by: left };
  return { kind: left <= span.dangerAt ? 'dueIn' : 'early', by: left };
}

function lateness(by: Duration): GoTime {
  return by === 0 ? { kind: 'dueNow' } : { kind: 'late', by };
}

/** GO rests dark and turns bright when its time comes. */
export function isDue(time: GoTime | null): boolean {
  return time?.kind === 'dueIn' || time?.kind === 'dueNow' || time?.kind === 'late';
}

/**
 * The take that GO waits for, or that failed and that GO would try again: not Slate's or Back's, nor one out of turn,
 * which the alarm offers.
 */
export function goTake({ run, aim }: Pick<GoFacts, 'run' | 'aim'>): {
  readonly pending: PendingTake | null;
  readonly failed: FailedTake | null;
} {
  const isGo = ({ kind }: PendingTake): boolean => kind === 'go' || kind === 'end';
  const failed = run.failed && isGo(run.failed.take) ? run.failed : null;
  const outOfTurn = aim.kind === 'take' && failed?.take.segment?.id !== aim.next.id;
  return { pending: run.pending.find(isGo) ?? null, failed: outOfTurn ? null : failed };
}
