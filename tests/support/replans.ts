import type { Command } from '../../src/core/run/commands';
import type { Proposal } from '../../src/core/run/replan';

type Apply = Extract<Command, { type: 'applyReplan' }>;

/** What a press on a proposal carries. */
export function pressed({ replan, at, expectedEnd }: Proposal): Pick<Apply, 'replan' | 'at' | 'expectedEnd'> {
  return { replan, at, expectedEnd };
}
