import type { Health, HealthState } from '../../core/obs/health';
import { evolveHealth, healthSample } from '../../core/obs/health';
import { request } from '../../core/obs/protocol';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Session } from './session';

export interface HealthDeps {
  readonly now: () => Instant;
  readonly session: () => Session | null;
  readonly changed: (health: Health | null) => void;
}

/** OBS's own statistics. When to look is not decided here: they come with the pictures. */
export interface HealthWatch {
  look(): Promise<void>;
  /** Nothing is known any more: the connection closed, or nobody looks. */
  forget(): void;
}

const deadline: Duration = 2 * second;

export function createHealthWatch({ now, session, changed }: HealthDeps): HealthWatch {
  let state: HealthState | null = null;

  return {
    async look() {
      const at = session();
      if (!at) return;
      const reply = await at.wire.batch([request('GetStats'), request('GetStreamStatus')], deadline);
      if (at !== session() || !reply.ok) return;
      const [stats, stream] = reply.value;
      if (!stats?.ok) return;
      state = evolveHealth(state, healthSample(stats.value, stream?.ok ? stream.value : {}, now()));
      changed(state.health);
    },
    forget() {
      state = null;
      changed(null);
    },
  };
}
