import { desiredScene } from '../run/decide';
import type { State } from '../run/state';
import type { SpeakerId } from '../show/model';

/** What OBS should show by the run. `null` is no wish for the scene, and no name for the caption. */
export interface Desired {
  readonly program: string | null;
  readonly caption: SpeakerId | null;
}

/** What the run wants of OBS at its addresses: the program scene, and our caption. */
export function desired(state: State): Desired {
  return { program: desiredScene(state), caption: state.run.caption?.speakerId ?? null };
}
