import type { ClockLevel } from '../../core/run/timing';
import type { SegmentKind } from '../../core/show/model';
import type { Air } from '../client/air';
import { t } from '../i18n/t';

/** What the host is told of a slate that the producer took; `lost`: nobody says any more whether it still is up. */
export function slateWords(air: Air | null, lost: boolean): string {
  if (lost || !air) return t('host.slateUp.lost');
  const shows = 'shows' in air ? air.shows : null;
  return t(`host.slateUp.${air.status}`, { scene: shows ?? '' });
}

/** A word for the clock. Behind a slate, of the show or taken in need, nobody has to talk on. */
export function levelWord(level: ClockLevel, kind: SegmentKind, air: Air | null, slate: boolean): string {
  // One that OBS did not confirm hides nobody: there the host goes on.
  const isUp = air?.status === 'onAir' || air?.status === 'practice' || air?.status === 'rehearsal';
  if (slate && isUp) return t('host.underSlate');
  return t(kind === 'slate' ? `host.slateLevel.${level}` : `host.level.${level}`);
}
