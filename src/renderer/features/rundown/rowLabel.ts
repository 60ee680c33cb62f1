import type { SegmentTiming } from '../../../core/run/timing';
import type { Segment } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';
import { formatClock, formatLength, formatTypedTime } from '../../../core/time/write';
import type { Air } from '../../client/air';
import { t } from '../../i18n/t';
import { deltaWords } from '../../ui/deltaWords';

export type RowTimes = Pick<
  SegmentTiming,
  'standing' | 'plannedTime' | 'start' | 'end' | 'length' | 'earliest' | 'latest'
>;

export interface RowWords {
  readonly segment: Segment;
  readonly timing: RowTimes;
  /** Why it has these times; empty where nothing is to be said. */
  readonly why: string;
  readonly names: readonly string[];
  readonly zone: string;
  readonly delta: Duration | null;
  readonly missing: boolean;
  /** Of what is on air: the slate, where that is up instead. */
  readonly air: Air | null;
  readonly slate: boolean;
}

/** A row as one sentence. It says nothing that counts, so a screen reader is not told every second. */
export function rowLabel(words: RowWords): string {
  const { segment, timing, why, names, zone, delta, missing, air, slate } = words;
  const clock = (at: Instant | null): string => (at === null ? '' : formatClock(at, zone, { seconds: true }));
  const length = formatLength(timing.length);
  const values = {
    title: segment.title,
    length,
    scene: sceneWords(segment, missing),
    people: names.length > 0 ? t('rundown.row.people', { names: names.join(', ') }) : '',
    why: [
      why === '' ? '' : t('rundown.row.why', { why }),
      segment.advance === 'atItsEnd' ? t('rundown.row.byItself') : '',
      timing.latest === null ? '' : t('rundown.row.latest', { time: clock(timing.latest) }),
    ].join(''),
  };
  switch (timing.standing) {
    case 'done':
      return t('rundown.row.done', { ...values, difference: deltaWords(delta ?? 0) });
    case 'onAir':
      return t('rundown.row.onAir', {
        ...values,
        air: airWords(air, slate),
        start: clock(timing.start),
        end: clock(timing.end),
      });
    case 'next':
      return t('rundown.row.next', { ...values, start: startWords(timing, zone) });
    case 'later':
      return t('rundown.row.later', { ...values, start: startWords(timing, zone) });
    case 'jumpedOver':
    case 'postponed':
    case 'dropped':
    case 'skipped':
      return t(`rundown.row.${timing.standing}`, values);
  }
}

function startWords({ start, plannedTime, earliest }: RowTimes, zone: string): string {
  if (start !== null)
    return t(earliest ? 'rundown.row.earliest' : 'rundown.row.expected', {
      time: formatClock(start, zone, { seconds: !earliest }),
    });
  if (plannedTime !== null) return t('rundown.row.planned', { time: formatTypedTime(plannedTime) });
  return t('rundown.row.noTime');
}

function sceneWords({ scene }: Segment, missing: boolean): string {
  if (scene === null) return t('common.sceneLeftAlone');
  return missing ? t('rundown.row.missing', { scene }) : t('common.scene', { scene });
}

function airWords(air: Air | null, slate: boolean): string {
  switch (air?.status) {
    case undefined:
    case 'onAir':
      return t(slate ? 'rundown.row.slateWord' : 'rundown.row.onAirWord');
    case 'practice':
      return t(slate ? 'rundown.row.slatePracticeWord' : 'rundown.row.practiceWord');
    case 'rehearsal':
      return t(slate ? 'rundown.row.slateRehearsalWord' : 'rundown.row.rehearsalWord');
    case 'noOutput':
      return t(`outputs.inProgramNo.${air.missing}`);
    case 'sent':
      return t('rundown.row.sentWord');
    case 'notConfirmed':
      return t('rundown.row.notConfirmedWord');
    case 'differs':
    case 'theirs':
      return t('rundown.row.elsewhereWord', { scene: air.shows ?? '' });
  }
}
