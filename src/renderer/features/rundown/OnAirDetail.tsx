import { type ReactNode, useMemo } from 'react';
import { formatClock, formatCountdown, formatElapsed } from '../../../core/time/write';
import { airLook } from '../../client/air';
import { countdownAt, onAirSpan, partOf } from '../../client/countdown';
import { Ticking, useSession } from '../../client/react';
import { useAir, useSlateIsUp } from '../../client/useAir';
import { t } from '../../i18n/t';
import { CaptionTag } from '../../ui/CaptionTag';
import { Icon } from '../../ui/Icon';
import { Progress } from '../../ui/Progress';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import type { Cue } from './cues';
import { cuesOnAir } from './cues';
import styles from './Rundown.module.css';

/** What hangs under the segment on air: how far it is, and its cues. */
export function OnAirDetail(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const log = useSession((session) => session.log);
  const look = airLook(useAir(), useSlateIsUp());
  const cues = useMemo(() => cuesOnAir(show, run, log), [show, run, log]);
  const span = useMemo(() => onAirSpan(show, run), [show, run]);
  if (!run.onAir || !span) return null;
  const { startedAt, segment } = run.onAir;
  return (
    <>
      <div className={styles.progress}>
        <span>
          <Ticking
            text={(now) => t('rundown.elapsed', { time: formatElapsed(countdownAt(span, now).elapsed) })}
          />
        </span>
        <Progress
          className={styles.bar}
          tone={look === 'current' ? 'neutral' : look}
          part={(now) => partOf(span, now)}
        />
        <span>
          <Ticking text={(now) => leftWords(countdownAt(span, now).left)} />
        </span>
      </div>
      {cues.length > 0 && (
        <ol className={styles.cues} aria-label={t('rundown.cues', { title: segment.title })}>
          {cues.map((cue) => (
            <CueRow key={cue.key} cue={cue} startedAt={startedAt} zone={show.zone} />
          ))}
        </ol>
      )}
    </>
  );
}

function leftWords(left: number): string {
  const time = formatCountdown(left);
  return time.startsWith('+') ? t('rundown.over', { time }) : t('rundown.left', { time });
}

interface CueRowProps {
  readonly cue: Cue;
  readonly startedAt: number;
  readonly zone: string;
}

function CueRow({ cue, startedAt, zone }: CueRowProps): ReactNode {
  const { speakerId, title, state, at, how } = cue;
  return (
    <li className={classes(styles.cue, styles[cueLook(state)])}>
      <span />
      <span>{at === null ? '' : `+${formatElapsed(at - startedAt)}`}</span>
      <span>{at === null ? '' : formatClock(at, zone, { seconds: true })}</span>
      <span />
      <span className={styles.what}>
        <Icon name={speakerId === null ? 'scene' : 'caption'} size={14} />
        <span className={text.ellipsis} title={title}>
          {speakerId === null
            ? t('rundown.cueScene', { scene: title })
            : t('rundown.cueName', { name: title })}
        </span>
      </span>
      <span className={styles.how}>{t(`rundown.how.${how}`)}</span>
      <CueTag state={state} />
    </li>
  );
}

function cueLook(state: Cue['state']): 'past' | 'current' | 'cued' | 'coming' {
  switch (state) {
    case 'done':
    case 'notHere':
      return 'past';
    case 'sent':
    case 'notConfirmed':
    case 'onAir':
    case 'pinned':
      return 'current';
    case 'next':
      return 'cued';
    case 'later':
      return 'coming';
  }
}

function CueTag({ state }: Pick<Cue, 'state'>): ReactNode {
  switch (state) {
    case 'done':
      return (
        <Tag tone="dim" icon="check">
          {t('rundown.done')}
        </Tag>
      );
    case 'sent':
      return (
        <Tag tone="neutral" icon="send">
          {t('rundown.sent')}
        </Tag>
      );
    case 'notConfirmed':
      return <Tag tone="warn">{t('rundown.notConfirmed')}</Tag>;
    case 'onAir':
    case 'pinned':
      return <CaptionTag />;
    case 'next':
      return <Tag tone="next">{t('common.next')}</Tag>;
    case 'later':
      return (
        <Tag tone="dim" icon="ring">
          {t('rundown.later')}
        </Tag>
      );
    case 'notHere':
      return (
        <Tag tone="dim" icon="skip">
          {t('rundown.cueNotHere')}
        </Tag>
      );
  }
}
