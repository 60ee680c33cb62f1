import type { Instant } from '../../core/time/units';
import type { Span } from '../client/countdown';

/** A stretch of the segment's length, drawn in its own tone. */
export interface TrackPart {
  readonly tone: 'inTime' | 'wrapUp' | 'danger';
  readonly from: Instant;
  readonly to: Instant;
}

/** Where the segment's time turns amber and red. A stretch that has no length is left out. */
export function trackParts({ startedAt, endsAt, warnAt, dangerAt }: Span): readonly TrackPart[] {
  const within = (at: Instant): Instant => Math.min(endsAt, Math.max(startedAt, at));
  const danger = within(endsAt - dangerAt);
  const warn = Math.min(danger, within(endsAt - warnAt));
  const parts: readonly TrackPart[] = [
    { tone: 'inTime', from: startedAt, to: warn },
    { tone: 'wrapUp', from: warn, to: danger },
    { tone: 'danger', from: danger, to: endsAt },
  ];
  return parts.filter((part) => part.to > part.from);
}

/** How much of a part has passed, 0–1. */
export function passed({ from, to }: TrackPart, now: Instant): number {
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}
