import type { SegmentTiming } from '../../../core/run/timing';
import type { Segment, SegmentId } from '../../../core/show/model';
import { formatDelta, formatLength } from '../../../core/time/write';
import { t } from '../../i18n/t';

/** Finds a segment's title: of the plan, or of what is on air. */
export type TitleOf = (id: SegmentId) => string;

export function titlesOf(segments: readonly Segment[], onAir: Segment | null): TitleOf {
  return (id) =>
    segments.find((segment) => segment.id === id)?.title ?? (onAir?.id === id ? onAir.title : '');
}

/** Why a segment that is still to come, or on air, has the times that it has, in one sentence; empty where it has none. */
export function whyWords({ startsBy, endsBy, standing }: SegmentTiming, titleOf: TitleOf): string {
  if (standing === 'done') return '';
  return [startWords(startsBy, titleOf), endWords(endsBy)].filter((part) => part !== '').join(', ');
}

function startWords(reason: SegmentTiming['startsBy'], titleOf: TitleOf): string {
  switch (reason?.kind) {
    case undefined:
    case 'taken':
      return '';
    case 'follows':
      return reason.over > 0
        ? t('rundown.why.followsOver', { title: titleOf(reason.after), by: formatLength(reason.over) })
        : t('rundown.why.follows', { title: titleOf(reason.after) });
    case 'fixed':
      return t('rundown.why.fixed');
    case 'planned':
      return t('rundown.why.planned');
    case 'late':
      return t('rundown.why.late', { title: titleOf(reason.after), by: formatLength(reason.late) });
    case 'manual':
      return t('rundown.why.manual');
    case 'due':
      return t('rundown.why.due');
  }
}

function endWords(reason: SegmentTiming['endsBy']): string {
  switch (reason?.kind) {
    case undefined:
    case 'taken':
    case 'length':
      return '';
    case 'fixed':
      return t(reason.by < 0 ? 'rundown.why.cut' : 'rundown.why.stretched', { by: formatDelta(reason.by) });
    case 'replanned':
      return t('rundown.why.replanned', { by: formatDelta(reason.by) });
    case 'hand':
      return t('rundown.why.hand');
    case 'over':
      return t('rundown.why.over', { by: formatLength(reason.by) });
  }
}
