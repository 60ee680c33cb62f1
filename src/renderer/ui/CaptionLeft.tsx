import type { ReactNode } from 'react';
import { formatCountdown } from '../../core/time/write';
import { captionLeft } from '../client/countdown';
import { useMirror, useSession, useTick } from '../client/react';
import { t } from '../i18n/t';

/** How long the name on screen still stays, in the words of its tag. */
export function CaptionLeft(): ReactNode {
  const caption = useSession((session) => session.run.caption);
  const practice = useMirror(({ obs }) => obs.practice);
  const left = useTick((now) => (caption ? captionLeft(caption, now) : null));
  return t(practice ? 'common.practiceFor' : 'common.onAirFor', {
    left: left === null ? '' : formatCountdown(left),
  });
}
