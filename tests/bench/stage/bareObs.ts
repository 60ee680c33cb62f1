import OBSWebSocket from 'obs-websocket-js/json';
import type { WebSocket } from 'ws';

/**
 * Another program at OBS: obs-websocket-js as it is, but for one thing. OBS sends small messages one by one, each
 * only when the one before is acknowledged, which the system puts off by 40 ms; a pong in return acknowledges at
 * once. Without it a floor would hold stalls that no app need have.
 */
export class BareObs extends OBSWebSocket {
  acknowledgeAtOnce(): void {
    const peer = this.socket as unknown as WebSocket | undefined;
    if (peer === undefined) throw new Error('not connected');
    peer.on('message', () => peer.pong());
  }
}

/** Which events OBS sends; bits of obs-websocket's `EventSubscription`. */
export const eventsOf = {
  none: 0,
  scenesAndTransitions: (1 << 2) | (1 << 4),
  /** What the library asks for by itself. */
  all: 0x7ff,
} as const;

export async function bareObs(
  url: string,
  password: string,
  eventSubscriptions: number = eventsOf.none,
): Promise<BareObs> {
  const obs = new BareObs();
  await obs.connect(url, password, { eventSubscriptions });
  obs.acknowledgeAtOnce();
  return obs;
}

/** Scenes with a plain colour each, `0xAABBGGRR`; the first is on air. */
export async function furnish(obs: BareObs, scenes: Readonly<Record<string, number>>): Promise<void> {
  for (const [sceneName, color] of Object.entries(scenes)) {
    await obs.call('CreateScene', { sceneName });
    await obs.call('CreateInput', {
      sceneName,
      inputName: `Backdrop of ${sceneName}`,
      inputKind: 'color_source_v3',
      inputSettings: { color, width: 1280, height: 720 },
    });
  }
  await obs.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  const [first] = Object.keys(scenes);
  if (first !== undefined) await obs.call('SetCurrentProgramScene', { sceneName: first });
}
