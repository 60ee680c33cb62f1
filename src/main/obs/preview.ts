import type { ObsEvent } from '../../core/obs/protocol';
import { request } from '../../core/obs/protocol';
import type { Segment } from '../../core/show/model';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Ledger } from './ledger';
import type { Session } from './session';

/** After a transition OBS itself puts the scene that was on air into the preview; by then it has, ms. */
const swapTakes: Duration = 250;

export interface PreviewDeps {
  readonly timers: Timers;
  readonly session: () => Session | null;
  /** What is to be in OBS's preview, by a name of its own: Next, where the producer wants it; in a rehearsal, its air. */
  readonly wanted: () => Pick<Segment, 'id' | 'scene'> | null;
  /** Whether OBS is to be in studio mode for it; else it only goes in where OBS is. */
  readonly needsStudio: () => boolean;
  readonly ledger: Ledger;
  readonly takeUnderWay: () => boolean;
  /** One line for the technical log. */
  readonly log: (line: string) => void;
}

/**
 * Puts Next into OBS's preview, in studio mode, each time that Next changes. Whoever puts something else there
 * afterwards is left alone; and as it was connected, OBS is looked at and told nothing. A rehearsal that only OBS's
 * preview follows puts what would be on air there, and turns studio mode on for as long as it lasts.
 */
export interface Preview {
  /** Next, the wish, or what was in the way of it changed. */
  follow(): void;
  event(event: ObsEvent): void;
  /** OBS was connected: what is in its preview stays there until Next changes. */
  connected(): void;
  /** The producer has just asked for it. */
  asked(): void;
  dispose(): void;
}

export function createPreview(deps: PreviewDeps): Preview {
  const { timers, session, wanted, needsStudio, ledger, takeUnderWay, log } = deps;
  /** Next, and its scene, as it was last seen to. */
  let seenTo: string | null = null;
  let cancelSwap: (() => void) | null = null;

  /** On where it is needed, and off again where it is on by us. A person who turned it off is left alone. */
  function setStudio(at: Session): void {
    const needed = needsStudio();
    if (needed === ledger.studioMode || (needed && at.known.studioMode)) return;
    ledger.keep({ studioMode: needed }, 'now');
    const { studioMode, program } = at.known;
    if (studioMode === needed) return;
    // Leaving studio mode, OBS names what is in the preview as the program for a moment: let it be the program.
    const first =
      needed || program === null ? [] : [request('SetCurrentPreviewScene', { sceneName: program })];
    const requests = [...first, request('SetStudioModeEnabled', { studioModeEnabled: needed })];
    void at.wire.batch(requests, second).then((reply) => {
      if (!reply.ok || !reply.value.every(({ ok }) => ok))
        log(`obs: studio mode did not turn ${needed ? 'on' : 'off'}`);
    });
  }

  function follow(): void {
    const at = session();
    if (at) setStudio(at);
    const next = wanted();
    if (!at || !next?.scene || cancelSwap || takeUnderWay() || at.known.transitioning) return;
    const { scene } = next;
    const key = keyOf(next);
    if (key === seenTo || !at.known.studioMode || !at.known.scenes.includes(scene)) return;
    seenTo = key;
    if (scene === at.known.preview) return;
    void at.wire.call(request('SetCurrentPreviewScene', { sceneName: scene }), second).then((reply) => {
      if (!reply.ok) log(`obs: '${scene}' did not go into the preview`);
    });
  }

  return {
    follow,
    event({ name, data }) {
      if (name === 'SceneTransitionEnded') {
        cancelSwap?.();
        cancelSwap = timers.after(swapTakes, () => {
          cancelSwap = null;
          follow();
        });
      }
      if (name !== 'StudioModeStateChanged' || data['studioModeEnabled'] !== true) return;
      seenTo = null;
      follow();
    },
    connected() {
      const next = wanted();
      seenTo = next && keyOf(next);
      follow();
    },
    asked() {
      seenTo = null;
      follow();
    },
    dispose: () => cancelSwap?.(),
  };
}

function keyOf({ id, scene }: Pick<Segment, 'id' | 'scene'>): string {
  return JSON.stringify([id, scene]);
}
