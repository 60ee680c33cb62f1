import type { ReactNode } from 'react';
import type { Air } from '../client/air';
import type { Key } from '../i18n/t';
import { t } from '../i18n/t';
import { Tag } from './Tag';

interface AirTagProps {
  readonly air: Air;
  /** In the deck, with more words. */
  readonly large?: boolean;
  /** At a segment while the slate is up: it is the slate that `air` speaks of. */
  readonly slate?: boolean;
}

function differsWords(changed: boolean, large: boolean): Key {
  if (changed) return large ? 'common.changedInObsTo' : 'common.changedInObs';
  return large ? 'common.obsShows' : 'common.differs';
}

/** What may be said of what should be on air. */
export function AirTag({ air, large = false, slate = false }: AirTagProps): ReactNode {
  if (slate && air.status === 'onAir')
    return (
      <Tag tone="danger" large={large}>
        {t('common.slateIsOn')}
      </Tag>
    );
  if (slate && (air.status === 'practice' || air.status === 'rehearsal'))
    return (
      <Tag tone="practice" large={large}>
        {t(air.status === 'practice' ? 'common.slatePractice' : 'rehearsal.slate')}
      </Tag>
    );
  switch (air.status) {
    case 'onAir':
      return (
        <Tag tone="air" large={large}>
          {t('common.onAir')}
        </Tag>
      );
    case 'practice':
    case 'rehearsal':
      return (
        <Tag tone="practice" large={large}>
          {t(air.status === 'practice' ? 'common.practice' : 'rehearsal.tag')}
        </Tag>
      );
    case 'noOutput':
      return (
        <Tag tone="danger" large={large}>
          {t(large ? `outputs.inProgramNo.${air.missing}` : `outputs.no.${air.missing}`)}
        </Tag>
      );
    case 'sent':
      return (
        <Tag tone="neutral" icon="spinner" large={large}>
          {t('common.sent')}
        </Tag>
      );
    case 'notConfirmed':
      return (
        <Tag tone="warn" large={large}>
          {t(large ? 'common.notConfirmedByObs' : 'common.notConfirmed')}
        </Tag>
      );
    case 'differs':
      return (
        <Tag tone="warn" large={large}>
          {t(differsWords(air.changed, large), { scene: air.shows ?? '' })}
        </Tag>
      );
    case 'theirs':
      return (
        <Tag tone="neutral" icon="scene" large={large}>
          {t(differsWords(true, large), { scene: air.shows })}
        </Tag>
      );
  }
}
