import { create } from 'zustand';
import type { ReplanKind } from '../../../core/run/model';
import type { SegmentStanding } from '../../../core/run/order';
import type { Proposal } from '../../../core/run/replan';
import type { SegmentId } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';

/** What this window shows of proposals. The strip writes it; rows, keys and the command list read it. */
export interface ReplanView {
  /** In the order of the strip; empty while nothing is proposed. */
  readonly proposals: readonly Proposal[];
  /** The proposal under the pointer or the focus, and the instant that its numbers were reckoned for: they stay. */
  readonly picked: { readonly kind: ReplanKind; readonly at: Instant } | null;
  /** What would become of each row that it changes; `null` while none is picked. */
  readonly rows: ReadonlyMap<SegmentId, RowPreview> | null;
}

export interface RowPreview {
  readonly standing: SegmentStanding;
  readonly start: Instant | null;
  readonly length: Duration;
  readonly was: {
    readonly standing: SegmentStanding;
    readonly start: Instant | null;
    readonly length: Duration;
  };
}

export const useReplanView = create<ReplanView>(() => ({ proposals: [], picked: null, rows: null }));

const idPrefix = 'replan-';

export function proposalId(kind: ReplanKind): string {
  return `${idPrefix}${kind}`;
}

/** The proposal whose button has the focus. */
export function focusedProposal(): Proposal | null {
  const id = document.activeElement?.id ?? '';
  return useReplanView.getState().proposals.find(({ replan }) => proposalId(replan.kind) === id) ?? null;
}
