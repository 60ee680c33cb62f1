import type { Published } from '../../../src/contract/published';
import { airOf, type Air } from '../../../src/renderer/client/air';
import { alarmsOf, type Alarm } from '../../../src/renderer/features/alarms/alarms';
import { publishedOf } from '../../support/fakeWire';
import { webinar } from '../../support/shows';
import { Stage } from '../../support/stage';
import type { RoomStage } from './roomStage';

/** What the deck says of what should be on air. */
export function airSeen({ host, room }: RoomStage): Air | null {
  return airOf(host.state.document.show, host.state.run, room.view);
}

/** The alarms that the console shows, the worst first. */
export function alarmsSeen({ host, room, drawings }: RoomStage): readonly Alarm[] {
  const { document, run } = host.state;
  const published: Published = publishedOf(new Stage(webinar(), '16:00'), { obs: room.view });
  const session = {
    show: document.show,
    run,
    pace: null,
    log: host.log,
    captions: Object.fromEntries(drawings),
    canUndo: false,
    canRedo: false,
  };
  return alarmsOf({ ...published, session });
}
