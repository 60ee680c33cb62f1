import { nextToName } from '../../../core/captions/policy';
import type { Run } from '../../../core/run/model';
import { nextSegment } from '../../../core/run/order';
import type { Show } from '../../../core/show/model';
import { t } from '../../i18n/t';

/** Messages that need no typing; two of them name who and what comes next. */
export function cannedMessages(show: Show, run: Run): readonly string[] {
  const next = run.onAir ? nextSegment(show, run)?.title : undefined;
  const name = nextToName(show, run)?.name;
  return [
    t('messages.canned.fiveMinutes'),
    t('messages.canned.twoMinutes'),
    t('messages.canned.wrapUp'),
    next ? t('messages.canned.moveOn', { title: next }) : t('messages.canned.moveOnNowhere'),
    name ? t('messages.canned.bringIn', { name }) : t('messages.canned.bringInNobody'),
    t('messages.canned.speakUp'),
    t('messages.canned.slowDown'),
    t('messages.canned.goingWell'),
  ];
}
