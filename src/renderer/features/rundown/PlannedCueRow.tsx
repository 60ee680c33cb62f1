import type { ReactNode } from 'react';
import type { CueTrigger } from '../../../core/show/cues';
import type { Instant } from '../../../core/time/units';
import { minute } from '../../../core/time/units';
import { formatClock, formatCountdown, formatElapsed, formatLength } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { Ticking } from '../../client/react';
import { t } from '../../i18n/t';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { effectIcon, effectText, failureText, whenText } from '../cues/cueText';
import type { PlannedCue } from '../cues/plannedCues';
import { useNameOf } from '../cues/useNameOf';
import styles from './Rundown.module.css';

interface PlannedCueRowProps {
  readonly planned: PlannedCue;
  readonly startedAt: Instant;
  readonly zone: string;
}

/** A cue of the plan under its segment: when, what, how it stands, and what can be done about it. */
export function PlannedCueRow({ planned, startedAt, zone }: PlannedCueRowProps): ReactNode {
  const { cue, carried, news, due, mayRun, maySkip } = planned;
  const presses = usePresses();
  const what = effectText(cue.effect, useNameOf());
  const at = news?.at ?? due;
  // It asked: the yes is in the strip, away from the finger that pressed here.
  const isAsked = news?.kind === 'asking';
  const look = lookOf(news);
  return (
    <li className={classes(styles.cue, styles[look], news?.kind === 'skipped' && styles.skipped)}>
      <span />
      <span>{carried ? '' : offsetText(cue.trigger, at, startedAt)}</span>
      <span>{at === null ? '' : formatClock(at, zone, { seconds: true })}</span>
      <span />
      <span className={styles.what}>
        <Icon name={effectIcon(cue.effect)} size={14} />
        {/* What is to be decided about is read without a pointer; the rest is as long as its row. */}
        <span className={look === 'current' ? styles.whole : text.ellipsis} title={what}>
          {what}
        </span>
        {((mayRun && !isAsked) || maySkip) && (
          <span className={styles.presses}>
            {mayRun && !isAsked && (
              <button
                type="button"
                className={styles.press}
                aria-label={t('cues.runOf', { cue: what })}
                onClick={() => presses.runCues([cue.id])}
              >
                {t('cues.run')}
              </button>
            )}
            {maySkip && (
              <button
                type="button"
                className={classes(styles.press, styles.quiet)}
                aria-label={t('cues.skipOf', { cue: what })}
                onClick={() => presses.skipCues([cue.id])}
              >
                {t('cues.skip')}
              </button>
            )}
          </span>
        )}
      </span>
      <span className={styles.how}>{carried ? t('cues.carried') : whenText(cue.trigger)}</span>
      <State news={news} due={due} />
      {news?.kind === 'failed' && <em className={styles.reason}>{failureText(news.problem)}</em>}
    </li>
  );
}

/** Where it stands in its segment: `+0:30`, `−5:00`; by hand, where it happened. */
function offsetText(trigger: CueTrigger, at: Instant | null, startedAt: Instant): string {
  switch (trigger.kind) {
    case 'take':
      return `+${formatElapsed(0)}`;
    case 'afterStart':
      return `+${formatLength(trigger.offset)}`;
    case 'beforeEnd':
      return `−${formatLength(trigger.offset)}`;
    case 'hand':
      return at === null ? '' : `+${formatElapsed(at - startedAt)}`;
  }
}

function lookOf(news: PlannedCue['news']): 'past' | 'current' | 'coming' {
  switch (news?.kind) {
    case undefined:
      return 'coming';
    case 'done':
    case 'skipped':
      return 'past';
    case 'sent':
    case 'asking':
    case 'failed':
    case 'missed':
    case 'unknown':
    case 'theirs':
      return 'current';
  }
}

function State({ news, due }: Pick<PlannedCue, 'news' | 'due'>): ReactNode {
  switch (news?.kind) {
    case undefined:
      return (
        <Tag tone="dim" icon="ring">
          {due === null ? t('cues.state.later') : <Ticking text={(now) => laterText(due - now)} />}
        </Tag>
      );
    case 'sent':
      return (
        <Tag tone="neutral" icon="send">
          {t('cues.state.sent')}
        </Tag>
      );
    case 'done':
      return (
        <Tag tone="dim" icon="check">
          {news.after === null ? t('cues.state.done') : t('cues.state.doneAfter', { ms: news.after })}
        </Tag>
      );
    case 'theirs':
      return (
        <Tag tone="neutral" icon="user">
          {t('cues.state.theirs')}
        </Tag>
      );
    case 'failed':
      return <Tag tone="danger">{t('cues.state.failed')}</Tag>;
    case 'missed':
      return <Tag tone="warn">{t('cues.state.missed')}</Tag>;
    case 'unknown':
      return (
        <Tag tone="warn" icon="question">
          {t('cues.state.unknown')}
        </Tag>
      );
    case 'asking':
      return (
        <Tag tone="warn" icon="question">
          {t('cues.state.asking')}
        </Tag>
      );
    case 'skipped':
      return (
        <Tag tone="dim" icon="skip">
          {t('cues.state.skipped')}
        </Tag>
      );
  }
}

/** Its last minute counts. */
function laterText(left: number): string {
  return left > 0 && left < minute
    ? t('cues.state.soon', { time: formatCountdown(left) })
    : t('cues.state.later');
}
