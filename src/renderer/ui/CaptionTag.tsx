import type { ReactNode } from 'react';
import { formatCountdown } from '../../core/time/write';
import { obsAnswers } from '../client/air';
import { captionLeft } from '../client/countdown';
import { useMirror, useSession, useTick } from '../client/react';
import { t } from '../i18n/t';
import { Tag } from './Tag';

/** Of the name on screen: for how long still, or that it stays. Without OBS nobody knows whether it is there. */
export function CaptionTag(): ReactNode {
  const practice = useMirror(({ obs }) => obs.practice);
  const rehearsal = useSession(({ run }) => run.rehearsal !== null);
  const answers = useMirror(({ session, obs }) => session !== null && obsAnswers(session.run, obs));
  const pinned = useSession(({ run }) => run.caption?.pinned === true);
  if (!answers) return <Tag tone="warn">{t('common.notConfirmed')}</Tag>;
  const tone = practice || rehearsal ? 'practice' : 'air';
  const words = rehearsal ? 'rehearsal.tagFor' : practice ? 'common.practiceFor' : 'common.onAirFor';
  if (!pinned) {
    return (
      <Tag tone={tone}>
        <Left words={words} />
      </Tag>
    );
  }
  return (
    <Tag tone={tone} icon="pin">
      {t('common.pinned')}
    </Tag>
  );
}

type Words = 'rehearsal.tagFor' | 'common.practiceFor' | 'common.onAirFor';

function Left({ words }: { readonly words: Words }): ReactNode {
  const caption = useSession(({ run }) => run.caption);
  const left = useTick((now) => (caption ? captionLeft(caption, now) : null));
  const time = left === null ? '' : formatCountdown(left);
  return t(words, { left: time });
}
