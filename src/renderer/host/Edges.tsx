import type { ReactNode } from 'react';
import type { Instant } from '../../core/time/units';
import { formatClock, formatCountdown, formatTimeOfDay } from '../../core/time/write';
import { useSession, useTick } from '../client/react';
import { wholeSecond } from '../client/ticker';
import { useTiming } from '../client/timing';
import { t } from '../i18n/t';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import { Digits } from './Digits';
import styles from './SegmentClock.module.css';
import { ShowDelta, spokenLeft } from './SegmentClock';

interface EdgeProps {
  readonly className?: string;
}

/** Before the first take: how long until the plan begins. */
export function BeforeShow({ className }: EdgeProps): ReactNode {
  const { segments } = useTiming();
  const [first] = segments;
  const start = first?.plannedStart ?? null;
  if (start !== null) return <Until start={wholeSecond(start)} className={className} />;
  const time = first?.plannedTime ?? null;
  return (
    <section className={classes(styles.clock, className)}>
      <div className={styles.middle}>
        <p className={styles.lead}>{t('host.notStarted')}</p>
        <p className={styles.note}>
          {time === null ? t('host.noTime') : t('host.plannedAt', { time: formatTimeOfDay(time) })}
        </p>
      </div>
    </section>
  );
}

function Until({ start, className }: EdgeProps & { readonly start: Instant }): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const past = useTick((now) => now > start);
  return (
    <section className={classes(styles.clock, className)} aria-label={t('host.untilStart')}>
      <div className={styles.state}>
        <p className={styles.level} aria-live="polite">
          <Icon name="clock" size={24} />
          {t(past ? 'host.pastStart' : 'host.untilStart')}
        </p>
      </div>
      <Digits text={(now) => formatCountdown(start - now)} spoken={(now) => spokenLeft(start - now)} />
      <p className={styles.note}>
        {t('host.plannedAt', { time: formatClock(start, zone, { seconds: false }) })}
      </p>
    </section>
  );
}

/** After the end: that it is over, since when, and how it went. */
export function AfterShow({ className }: EdgeProps): ReactNode {
  const endedAt = useSession((session) => session.run.endedAt);
  const zone = useSession((session) => session.show.zone);
  return (
    <section className={classes(styles.clock, className)}>
      <div className={styles.middle}>
        <p className={styles.lead}>{t('host.endedLead')}</p>
        {endedAt !== null && (
          <p className={styles.note}>
            {t('host.endedAt', { time: formatClock(endedAt, zone, { seconds: false }) })}
          </p>
        )}
        <ShowDelta />
      </div>
    </section>
  );
}
