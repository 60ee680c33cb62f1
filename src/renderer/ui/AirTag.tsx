import type { ReactNode } from 'react';
import type { Air } from '../client/air';
import { t } from '../i18n/t';
import { Tag } from './Tag';

/** What may be said of what should be on air; `large` in the deck, with more words. */
export function AirTag({ air, large = false }: { readonly air: Air; readonly large?: boolean }): ReactNode {
  switch (air.status) {
    case 'onAir':
      return (
        <Tag tone="air" large={large}>
          {t('common.onAir')}
        </Tag>
      );
    case 'practice':
      return (
        <Tag tone="practice" large={large}>
          {t('common.practice')}
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
          {large ? t('common.obsShows', { scene: air.shows ?? '' }) : t('common.differs')}
        </Tag>
      );
  }
}
