import { dueByVoice, firstNameDueAt } from '../captions/policy';
import type { Instant } from '../time/units';
import { nextAdvanceAt } from './advance';
import { nextCueAt } from './cues';
import { mutedTalkDue } from './mutedTalk';
import type { State } from './state';

/** The next instant at which something is due by itself; `null` when nothing is. There is one timer, for this. */
export function nextWakeAt(state: State): Instant | null {
  const { run, document } = state;
  const due = [
    firstNameDueAt(run),
    run.caption?.until ?? null,
    dueByVoice(document.show, run)[0]?.at ?? null,
    ...mutedTalkDue(state).map(({ at }) => at),
    nextCueAt(state),
    nextAdvanceAt(state),
  ].filter((at) => at !== null);
  return due.length === 0 ? null : Math.min(...due);
}
