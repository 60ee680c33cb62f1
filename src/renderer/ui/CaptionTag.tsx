import type { ReactNode } from 'react';
import { formatCountdown } from '../../core/time/write';
import { captionLeft } from '../client/countdown';
import { useMirror, useSession, useTick } from '../client/react';
import { t } from '../i18n/t';
import { Tag } from './Tag';

/** Of the name on screen: for how long still, or that it stays. Without OBS nobody knows whether it is there. */
export function CaptionTag(): ReactNode {
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  const practice = useMirror(({ obs }) => obs.practice);
  const pinned = useSession(({ run }) => run.caption?.pinned === true);
  if (!connected) return <Tag tone="warn">{t('common.notConfirmed')}</Tag>;
  const tone = practice ? 'practice' : 'air';
  if (!pinned) {
    return (
      <Tag tone={tone}>
        <Left practice={practice} />
      </Tag>
    );
  }
  return (
    <Tag tone={tone} icon="pin">
      {t('common.pinned')}
    </Tag>
  );
}

function Left({ practice }: { readonly practice: boolean }): ReactNode {
  const caption = useSession(({ run }) => run.caption);
  const left = useTick((now) => (caption ? captionLeft(caption, now) : null));
  const time = left === null ? '' : formatCountdown(left);
  return t(practice ? 'common.practiceFor' : 'common.onAirFor', { left: time });
}
