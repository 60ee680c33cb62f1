import { advanceAt, advanceMissed } from '../../../core/run/advance';
import { isHandsOff } from '../../../core/run/rehearsal';
import type { ObsView } from '../../../core/obs/observed';
import type { AdvanceMissed, FailedTake, PendingTake, Run } from '../../../core/run/model';
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
  /** It comes by itself; `soon`: in the last seconds. */
  | { readonly kind: 'byItself'; readonly by: Duration; readonly soon: boolean }
  /** It would, if it were not for what is up. */
  | { readonly kind: 'byItselfHeld' | 'byItselfSlate'; readonly soon: boolean }
  /** It did not, and waits for the hand. */
  | { readonly kind: 'notByItself'; readonly why: AdvanceMissed; readonly by: Duration }
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
  const ofItself = aim.kind === 'take' ? byItself(facts, span, now) : null;
  if (ofItself) return ofItself;
  const isFixed = aim.kind === 'take' && aim.next.start.kind === 'fixed';
  if (isFixed && plannedStart !== null && plannedStart <= now)
    return lateness(now - wholeSecond(plannedStart));
  const left = span.endsAt - now;
  if (left <= 0) return lateness(-left);
  if (earlyNow(show, run, obs, aim, now) > 0) return { kind: 'earlyAsks', by: left };
  return { kind: left <= span.dangerAt ? 'dueIn' : 'early', by: left };
}

/** How Next stands that is to come by itself; `null` for any other, and while OBS is away. */
function byItself({ show, run, obs }: GoFacts, span: Span, now: Instant): GoTime | null {
  const left = span.endsAt - now;
  const why = advanceMissed(show, run);
  if (why) return { kind: 'notByItself', why, by: Math.max(0, -left) };
  // Without OBS it does not come by itself, and the press is the old one.
  if (advanceAt(show, run) === null || (obs.link.status !== 'connected' && !isHandsOff(run))) return null;
  const soon = left <= span.dangerAt;
  if (run.held) return { kind: 'byItselfHeld', soon };
  if (run.slate) return { kind: 'byItselfSlate', soon };
  return { kind: 'byItself', by: Math.max(0, left), soon };
}

function lateness(by: Duration): GoTime {
  return by === 0 ? { kind: 'dueNow' } : { kind: 'late', by };
}

/** GO rests dark and turns bright when its time comes. */
export function isDue(time: GoTime | null): boolean {
  if (time !== null && 'soon' in time) return time.soon;
  return (
    time?.kind === 'notByItself' || time?.kind === 'dueIn' || time?.kind === 'dueNow' || time?.kind === 'late'
  );
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
