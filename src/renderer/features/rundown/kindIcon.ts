import type { SegmentKind } from '../../../core/show/model';
import type { IconName } from '../../ui/Icon';

/** The shape that stands for each kind of segment; its word comes with it. */
export const kindIcon: Readonly<Record<SegmentKind, IconName>> = {
  slate: 'image',
  host: 'podium',
  talk: 'slides',
  panel: 'grid',
  questions: 'questions',
  closing: 'flag',
};
