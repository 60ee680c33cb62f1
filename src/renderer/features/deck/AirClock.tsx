import type { ReactNode } from 'react';
import type { ClockLevel } from '../../../core/run/timing';
import { formatCountdown, formatElapsed, formatLength } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { airLook } from '../../client/air';
import type { Span } from '../../client/countdown';
import { countdownAt, onAirSpan, partOf } from '../../client/countdown';
import { Ticking, useSession, useTick } from '../../client/react';
import { useAir, useSlateIsUp } from '../../client/useAir';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { Progress } from '../../ui/Progress';
import { classes } from '../../ui/classes';
import styles from './AirClock.module.css';
import { BigDigits } from './BigDigits';
import { EndControls } from './EndControls';

/** The big countdown: digits, bar, colour and word say the same. */
export function AirClock(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const span = onAirSpan(show, run);
  return span && run.onAir ? <Counting span={span} title={run.onAir.segment.title} /> : null;
}

/** The same where there is room for no more than the digits and their word. */
export function StripClock(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const span = onAirSpan(show, run);
  return span && <CountingSmall span={span} />;
}

function CountingSmall({ span }: { readonly span: Span }): ReactNode {
  const level = useTick((now) => countdownAt(span, now).level);
  return (
    <div className={classes(styles.clock, styles.small)} data-level={level}>
      <BigDigits text={(now) => formatCountdown(countdownAt(span, now).left)} />
      <LevelWord level={level} span={span} />
    </div>
  );
}

function Counting({ span, title }: { readonly span: Span; readonly title: string }): ReactNode {
  const level = useTick((now) => countdownAt(span, now).level);
  const look = airLook(useAir(), useSlateIsUp());
  const inTime = look === 'current' ? 'neutral' : look;
  const tone = { inTime, wrapUp: 'warn', danger: 'danger', over: 'danger' } as const;
  return (
    <div className={styles.clock} data-level={level}>
      <p className={styles.row}>
        <span>{t(level === 'over' ? 'deck.overTime' : 'deck.timeLeft')}</span>
        <span className={styles.levels}>
          <UndoEnd />
          <LevelWord level={level} span={span} />
        </span>
      </p>
      <BigDigits text={(now) => formatCountdown(countdownAt(span, now).left)} />
      <Progress part={(now) => partOf(span, now)} tone={tone[level]} className={styles.bar} />
      <div className={styles.row}>
        <span>
          <Ticking
            text={(now) => t('deck.elapsed', { time: formatElapsed(countdownAt(span, now).elapsed) })}
          />
        </span>
        <EndControls endsAt={span.endsAt} title={title} />
      </div>
    </div>
  );
}

/** While the end was moved by hand: the way back to the one before. */
function UndoEnd(): ReactNode {
  const presses = usePresses();
  const moved = useSession(({ run }) => (run.onAir?.earlierEnds.length ?? 0) > 0);
  const takeId = useSession(({ run }) => run.onAir?.takeId ?? null);
  if (!moved || takeId === null) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon="undo"
      label={t('deck.undoEnd')}
      className={styles.undo}
      onClick={() => presses.send('clock', 'undoEnd', { expectedOnAir: takeId })}
    />
  );
}

const levelIcons: Readonly<Record<ClockLevel, IconName>> = {
  inTime: 'check-circle',
  wrapUp: 'warn',
  danger: 'stop',
  over: 'stop',
};

function LevelWord({ level, span }: { readonly level: ClockLevel; readonly span: Span }): ReactNode {
  return (
    <span className={styles.level}>
      <Icon name={levelIcons[level]} size={14} />
      {levelWord(level, span)}
    </span>
  );
}

function levelWord(level: ClockLevel, { startedAt, endsAt }: Span): string {
  switch (level) {
    case 'inTime':
      return t('deck.within', { length: formatLength(endsAt - startedAt) });
    case 'wrapUp':
      return t('deck.wrapUp');
    case 'danger':
      return t('deck.lastSeconds');
    case 'over':
      return t('deck.over');
  }
}
