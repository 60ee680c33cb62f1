import type { Show } from '../../../src/core/show/model';
import { type Ground, type RunningObs, virtualGround } from '../truth/ground';
import { startRoom, type RoomStage } from './roomStage';

/** A show at an OBS in a time of its own, its first segment on air by a cut. */
export interface VirtualRoom {
  readonly ground: Ground;
  readonly room: RoomStage;
  /** The OBS that runs. */
  running(): RunningObs;
  dispose(): Promise<void>;
}

export async function startVirtualRoom(show: Show): Promise<VirtualRoom> {
  const ground = virtualGround(1);
  const running = (): RunningObs => {
    const obs = ground.obs();
    if (!obs) throw new Error('OBS is not running');
    return obs;
  };
  running().person.setTransition('Cut');
  const { surroundings } = ground;
  const room = startRoom({
    show,
    target: { address: ground.address, practice: true, password: null },
    ...(surroundings ? { surroundings } : {}),
  });
  await ground.pass(1_000);
  room.go();
  return {
    ground,
    room,
    running,
    async dispose() {
      await room.dispose();
      await ground.close();
    },
  };
}
