import type { Place } from '../../../core/obs/fixes';
import { editAt, openOverlay } from '../../client/view';

/** Opens the place where a finding is put right by hand; nothing here leads into OBS itself. */
export function goTo(place: Place): void {
  switch (place.at) {
    case 'segment':
      editAt({ tab: 'segment', segment: place.id });
      return;
    case 'person':
      editAt({ tab: 'people', person: place.id });
      return;
    case 'show':
      editAt({ tab: 'show' });
      return;
    case 'connection':
      openOverlay('connection');
      return;
    case 'obs':
    case 'backup':
  }
}
