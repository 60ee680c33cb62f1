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
import { usePlannedCues } from '../cues/usePlannedCues';
import type { UnplannedCue } from './cues';
import { cueRows, unplannedCues } from './cues';
import { PlannedCueRow } from './PlannedCueRow';
import styles from './Rundown.module.css';
import { SlotBeside, SlotLength, SlotStart } from './SlotCells';

/** Where "Open" of an alarm about cues leads. */
export const cuesId = 'cues-on-air';

/** What hangs under the segment on air: how far it is, and its cues. */
export function OnAirDetail(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const log = useSession((session) => session.log);
  const look = airLook(useAir(), useSlateIsUp());
  const planned = usePlannedCues();
  const rows = useMemo(() => cueRows(unplannedCues(show, run, log), planned), [show, run, log, planned]);
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
      {rows.length > 0 && (
        <ol id={cuesId} className={styles.cues} aria-label={t('rundown.cues', { title: segment.title })}>
          {rows.map((row) =>
            row.of === 'plan' ? (
              <PlannedCueRow
                key={row.planned.cue.id}
                planned={row.planned}
                startedAt={startedAt}
                zone={show.zone}
              />
            ) : (
              <SegmentCue
                key={row.unplanned.key}
                cue={row.unplanned}
                startedAt={startedAt}
                zone={show.zone}
              />
            ),
          )}
        </ol>
      )}
    </>
  );
}

function leftWords(left: number): string {
  const time = formatCountdown(left);
  return time.startsWith('+') ? t('rundown.over', { time }) : t('rundown.left', { time });
}

interface SegmentCueProps {
  readonly cue: UnplannedCue;
  readonly startedAt: number;
  readonly zone: string;
}

function SegmentCue({ cue, startedAt, zone }: SegmentCueProps): ReactNode {
  const { speakerId, title, state, at, how } = cue;
  return (
    <li className={classes(styles.cue, styles[cueLook(state)])}>
      <span />
      <span>{at === null ? '' : `+${formatElapsed(at - startedAt)}`}</span>
      <span>
        {at !== null && formatClock(at, zone, { seconds: true })}
        {at === null && speakerId !== null && <SlotStart speakerId={speakerId} zone={zone} />}
      </span>
      <span>{speakerId !== null && <SlotLength speakerId={speakerId} />}</span>
      <span className={styles.what}>
        <Icon name={speakerId === null ? 'scene' : 'caption'} size={14} />
        <span className={text.ellipsis} title={title}>
          {speakerId === null
            ? t('rundown.cueScene', { scene: title })
            : t('rundown.cueName', { name: title })}
        </span>
        {speakerId !== null && <SlotBeside speakerId={speakerId} />}
      </span>
      <span className={styles.how}>
        {how === 'byVoice' && <Icon name="wave" size={12} />}
        {t(`rundown.how.${how}`)}
      </span>
      <span className={styles.state}>
        <CueTag state={state} />
      </span>
    </li>
  );
}

function cueLook(state: UnplannedCue['state']): 'past' | 'current' | 'cued' | 'coming' {
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

function CueTag({ state }: Pick<UnplannedCue, 'state'>): ReactNode {
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
