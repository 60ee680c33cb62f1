import type { State } from '../run/state';
import { desired } from './desired';
import type { Observed } from './observed';

/** OBS shows another scene than the run says: shown to the operator with "Take again", never fixed by itself. */
export interface SceneDifference {
  readonly expected: string;
  readonly shown: string | null;
}

/**
 * How OBS differs from the run; `null` where it does not, and while that cannot be said: a take is under way,
 * OBS is in a transition, or the run names no scene.
 */
export function difference(
  state: State,
  observed: Pick<Observed, 'program' | 'transitioning'>,
): SceneDifference | null {
  const { program: expected } = desired(state);
  const { pending, settling } = state.run;
  if (expected === null || pending.length > 0 || settling || observed.transitioning) return null;
  return expected === observed.program ? null : { expected, shown: observed.program };
}
