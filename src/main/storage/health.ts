import type { StorageState } from '../../contract/published';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { StorageProblem } from './fileSystem';
import { storageProblemOf } from './fileSystem';

/** Whether everything is being saved, over all that writes. */
export interface StorageHealth {
  readonly state: StorageState;
  /** One that writes, with a word to itself. */
  writer(): Writer;
}

export interface Writer {
  /** The disk refused: tried again by `again` after a while, a longer one each time. */
  failed(error: unknown, again: () => void): void;
  /** The disk took it. */
  saved(): void;
}

/** How soon a disk that refused is tried again, ms: doubled each time up to the latter. */
const firstRetry: Duration = 0.5 * second;
const lastRetry: Duration = 5 * second;

export function createStorageHealth(deps: {
  readonly now: () => Instant;
  readonly timers: Timers;
  readonly changed: (state: StorageState) => void;
}): StorageHealth {
  let state: StorageState = { status: 'saved' };
  const problems = new Map<Writer, StorageProblem>();

  function look(): void {
    const problem = problems.values().next().value;
    if (problem === undefined) {
      if (state.status === 'saved') return;
      state = { status: 'saved' };
    } else {
      if (state.status === 'notSaving' && state.problem === problem) return;
      state = {
        status: 'notSaving',
        problem,
        since: state.status === 'notSaving' ? state.since : deps.now(),
      };
    }
    deps.changed(state);
  }

  return {
    get state() {
      return state;
    },
    writer() {
      let wait = firstRetry;
      let callOff: (() => void) | null = null;
      const self: Writer = {
        failed(error, again) {
          problems.set(self, storageProblemOf(error));
          look();
          if (callOff) return;
          callOff = deps.timers.after(wait, () => {
            callOff = null;
            again();
          });
          wait = Math.min(2 * wait, lastRetry);
        },
        saved() {
          callOff?.();
          callOff = null;
          wait = firstRetry;
          if (problems.delete(self)) look();
        },
      };
      return self;
    },
  };
}
