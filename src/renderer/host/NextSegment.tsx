import type { ReactNode } from 'react';
import { nextSegment } from '../../core/run/order';
import type { Segment } from '../../core/show/model';
import { formatClock, formatTimeOfDay } from '../../core/time/write';
import { useSession, useTick } from '../client/react';
import { useTiming } from '../client/timing';
import { t } from '../i18n/t';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import { lengthWords } from './lengthWords';
import styles from './NextSegment.module.css';

/** What comes after this, when and for how long. */
export function NextSegment({ className }: { readonly className?: string }): ReactNode {
  const next = useSession(({ show, run }) => nextSegment(show, run));
  return (
    <section className={classes(styles.next, className)} aria-label={t('host.nextSegment')}>
      <h2>
        <Icon name={next ? 'play' : 'flag'} size={20} />
        {t(next ? 'host.nextSegment' : 'host.following')}
      </h2>
      {next ? <Planned next={next} /> : <TheEnd />}
    </section>
  );
}

function Planned({ next }: { readonly next: Segment }): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const { segments } = useTiming();
  const timing = segments.find((segment) => segment.id === next.id);
  const start = timing?.start ?? null;
  const time = timing?.plannedTime ?? null;
  const now = useTick((at) => start !== null && start <= at);
  const when = now
    ? t('host.now')
    : start !== null
      ? formatClock(start, zone, { seconds: false })
      : time !== null && formatTimeOfDay(time);
  return (
    <>
      <p className={styles.title} dir="auto">
        {next.title}
      </p>
      <p className={styles.when}>
        {[when, lengthWords(timing?.length ?? next.duration)].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}

function TheEnd(): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const { expectedEnd } = useTiming();
  return (
    <>
      <p className={styles.title}>{t('host.endOfShow')}</p>
      {expectedEnd !== null && (
        <p className={styles.when}>{formatClock(expectedEnd, zone, { seconds: false })}</p>
      )}
    </>
  );
}
