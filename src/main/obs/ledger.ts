import type { Borrowed } from '../../core/obs/borrowed';
import type { ObsMemory } from './ports';

/** What takes, or a rehearsal, borrowed of one OBS, and has still to go back. Outlives a killed process. */
export interface Ledger extends Borrowed {
  /**
   * `now`: it is on disk before anything else is done. `soon`: once the take's own work is done, whose publication the
   * writing must not hold up.
   */
  keep(change: Partial<Omit<Borrowed, 'obs'>>, when: 'now' | 'soon'): void;
  /** From now on it is about this OBS: what is remembered of another one stays until that one is connected. */
  connected(obs: string): void;
}

const nothing = { transition: null, muted: [], studioMode: false } as const;

export function createLedger(memory: ObsMemory): Ledger {
  let kept: Borrowed = { obs: '', ...nothing };

  function write(): void {
    const owes = kept.transition !== null || kept.muted.length > 0 || kept.studioMode;
    memory.set(kept.obs, owes ? kept : null);
  }

  return {
    get obs() {
      return kept.obs;
    },
    get transition() {
      return kept.transition;
    },
    get muted() {
      return kept.muted;
    },
    get studioMode() {
      return kept.studioMode;
    },
    keep(change, when) {
      kept = { ...kept, ...change };
      if (when === 'now') write();
      else queueMicrotask(write);
    },
    connected(obs) {
      kept = memory.get(obs) ?? { obs, ...nothing };
    },
  };
}
