import type { ReactNode } from 'react';
import { plannedOnClock } from '../../../core/run/plan';
import { formatClock, formatLength, formatTimeOfDay } from '../../../core/time/write';
import { usePressState } from '../../actions/react';
import { aimOf } from '../../actions/situation';
import { useMirror, usePicture, useSession } from '../../client/react';
import { useTiming } from '../../client/timing';
import { t } from '../../i18n/t';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import styles from './Deck.module.css';
import { GoButton } from './GoButton';
import { Thumb } from './Thumb';
import { TransportKeys } from './TransportKeys';

/** What comes next, and the keys that make it come. */
export function NextPanel({ className }: { readonly className?: string }): ReactNode {
  const title = useSession(({ show, run }) => {
    const aim = aimOf(show, run);
    return aim.kind === 'take' ? aim.next.title : null;
  });
  const ends = useSession(({ show, run }) => aimOf(show, run).kind === 'end');
  return (
    <section className={classes(styles.panel, className)} aria-label={t('deck.nextHead')}>
      <div className={styles.head}>
        <Tag tone={title !== null || ends ? 'next' : 'neutral'} large>
          {t('common.next')}
        </Tag>
        <h2 className={text.ellipsis}>{title ?? t(ends ? 'deck.endShow' : 'deck.nothingNext')}</h2>
        <NextMeta />
      </div>
      <div className={styles.body}>
        <ErrorBoundary>
          <PreviewThumb />
        </ErrorBoundary>
        <div className={styles.drive}>
          <GoButton place="deck" />
          <ErrorBoundary>
            <TransportKeys />
          </ErrorBoundary>
        </div>
      </div>
    </section>
  );
}

/** When it is planned and expected; for a few seconds after a refused press, why that was. */
function NextMeta(): ReactNode {
  const refused = usePressState((state) => state.refused);
  const here =
    refused !== null && refused.spot !== 'clock' && refused.spot !== 'captions' && refused.spot !== 'replan';
  const { segments } = useTiming();
  const zone = useSession((session) => session.show.zone);
  const next = segments.find((segment) => segment.standing === 'next');
  const chosen = useSession(({ run }) => run.nextId !== null);
  const anchor = useSession(({ run }) => run.anchor);
  const planned = next ? plannedOnClock(next, anchor, zone) : null;
  const parts = next
    ? [
        chosen ? t('deck.chosen') : null,
        planned === null ? null : t('deck.planned', { time: formatTimeOfDay(planned) }),
        next.start === null
          ? null
          : t('deck.expected', { time: formatClock(next.start, zone, { seconds: true }) }),
        t('deck.long', { length: formatLength(next.length) }),
        next.latest === null
          ? null
          : t('deck.latest', { time: formatClock(next.latest, zone, { seconds: true }) }),
      ]
    : [];
  return (
    <>
      <RefusalLine refusal={here ? refused.refusal : null} className={styles.refusal} />
      {!here && <p className={styles.meta}>{parts.filter((part) => part !== null).join(' · ')}</p>}
    </>
  );
}

function PreviewThumb(): ReactNode {
  const scene = useSession(({ show, run }) => {
    const aim = aimOf(show, run);
    return aim.kind === 'take' ? aim.next.scene : aim.kind === 'end' ? aim.scene : null;
  });
  const nothing = useSession(({ show, run }) => aimOf(show, run).kind === 'nothing');
  const picture = usePicture('next');
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  const named = useSession(({ run }) => (run.caption?.shownAt ?? null) !== null);
  // A picture of the scene that was next before is no picture of this one.
  const current = picture?.scene === scene ? picture : null;
  return (
    <Thumb
      tally={scene === null ? 'none' : 'preview'}
      label={t('common.preview')}
      picture={current}
      alt={t('deck.previewPicture', { scene: scene ?? '' })}
      empty={scene ?? t(nothing ? 'deck.nothingNext' : 'deck.noScene')}
      note={current && (!connected ? t('deck.lastSeen') : named ? t('deck.withoutName') : null)}
      noteIcon={connected ? 'caption' : 'clock'}
    />
  );
}
