import type { ReactNode } from 'react';
import { formatClock } from '../../core/time/write';
import { zoneName } from '../../core/time/zone';
import { Ticking, useClient, useLink, useSession } from '../client/react';
import { useAir, useSlateIsUp } from '../client/useAir';
import { language, t } from '../i18n/t';
import { AirTag } from '../ui/AirTag';
import { Tag } from '../ui/Tag';
import styles from './Top.module.css';
import { useFit } from './useFit';

/** On air or not, what it is, and the time in the show's zone. */
export function Top(): ReactNode {
  const title = useSession(({ show, run }) => {
    const onAir = run.onAir?.segment.title;
    if (!run.slate) return onAir ?? show.title;
    return onAir === undefined ? t('host.slate') : t('host.slateOver', { title: onAir });
  });
  const fit = useFit<HTMLHeadingElement>(3);
  return (
    <header className={styles.top}>
      <span className={styles.tag}>
        <OnAir />
      </span>
      <h1 ref={fit} className={styles.title} dir="auto">
        {title}
      </h1>
      <Wall />
    </header>
  );
}

function OnAir(): ReactNode {
  const phase = useSession((session) => session.run.phase);
  const rehearsal = useSession((session) => session.run.rehearsal !== null);
  const air = useAir();
  const slate = useSlateIsUp();
  // What was on air when the connection broke is only a memory.
  if (useLink() !== 'connected') return <Tag tone="warn">{t('host.cutOff')}</Tag>;
  if (air) return <AirTag air={air} slate={slate} large />;
  if (rehearsal) return <Tag tone="practice">{t('rehearsal.tag')}</Tag>;
  return (
    <Tag tone="neutral" icon="ring">
      {t(phase === 'ended' ? 'host.ended' : 'host.before')}
    </Tag>
  );
}

function Wall(): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const { now } = useClient();
  // A rehearsal has another day, perhaps of another half of the year.
  useSession((session) => session.pace);
  return (
    <p className={styles.wall}>
      <time aria-label={t('host.clock')}>
        <Ticking text={(at) => formatClock(at, zone, { seconds: true })} />
      </time>{' '}
      {zoneName(now(), zone, language())}
    </p>
  );
}
