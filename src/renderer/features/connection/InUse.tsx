import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { Tag } from '../../ui/Tag';

/** Marks the OBS that the show uses. */
export function InUse(): ReactNode {
  return (
    <Tag tone="neutral" icon="check">
      {t('connection.inUse')}
    </Tag>
  );
}
