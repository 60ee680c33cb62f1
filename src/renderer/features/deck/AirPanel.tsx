import type { ReactNode } from 'react';
import { isHandsOff } from '../../../core/run/rehearsal';
import { formatClock } from '../../../core/time/write';
import { usePressState } from '../../actions/react';
import { useMirror, usePicture, useSession } from '../../client/react';
import { useAir } from '../../client/useAir';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { AirTag } from '../../ui/AirTag';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { AfterShow } from './AfterShow';
import { AirClock } from './AirClock';
import { BeforeShow } from './BeforeShow';
import styles from './Deck.module.css';
import { Since } from './Since';
import { Stages } from './Stages';
import type { Tally } from './Thumb';
import { Thumb } from './Thumb';

/** What viewers have now, and how long it still lasts. */
export function AirPanel({ className }: { readonly className?: string }): ReactNode {
  const phase = useSession((session) => session.run.phase);
  return (
    <section className={classes(styles.panel, className)} aria-label={t('deck.airHead')}>
      <AirHead />
      <div className={styles.body}>
        <ErrorBoundary>
          <ProgramThumb />
        </ErrorBoundary>
        {phase === 'live' ? <AirClock /> : phase === 'before' ? <BeforeShow /> : <AfterShow />}
      </div>
    </section>
  );
}

function AirHead(): ReactNode {
  const air = useAir();
  const slate = useSession((session) => session.run.slate);
  const onAir = useSession((session) => session.run.onAir);
  const phase = useSession((session) => session.run.phase);
  const zone = useSession((session) => session.show.zone);
  const refused = usePressState((state) => (state.refused?.spot === 'clock' ? state.refused.refusal : null));
  const since = slate?.since ?? onAir?.startedAt ?? null;
  // What OBS took for another scene than viewers see says nothing of it, and there is no room beside a long tag.
  const isTheirs = air?.status === 'theirs' || (air?.status === 'differs' && air.changed);
  return (
    <div className={styles.head}>
      {air ? (
        <AirTag air={air} large />
      ) : (
        <Tag tone="neutral" icon="ring" large>
          {t(phase === 'ended' ? 'deck.endedTag' : 'deck.notStartedTag')}
        </Tag>
      )}
      <h2 className={text.ellipsis}>
        {headline(slate !== null, onAir?.segment.title ?? null) ??
          t(phase === 'ended' ? 'deck.afterShow' : 'deck.beforeShow')}
      </h2>
      <RefusalLine refusal={refused} className={styles.refusal} />
      {since !== null && !refused && !isTheirs && <Stages />}
      {since !== null && !refused && (
        <div className={styles.meta}>
          {onAir && !slate ? (
            <Since key={onAir.takeId} onAir={onAir} />
          ) : (
            t('deck.since', { time: formatClock(since, zone, { seconds: true }) })
          )}
        </div>
      )}
    </div>
  );
}

/** What is on air; `null` before the first take and after the end, when only OBS knows what goes out. */
export function headline(slate: boolean, title: string | null): string | null {
  if (!slate) return title;
  return title === null ? t('deck.slateTitle') : t('deck.slateOver', { title });
}

function ProgramThumb(): ReactNode {
  const air = useAir();
  const picture = usePicture('program');
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  const practice = useMirror(({ obs }) => obs.practice);
  const rehearsal = useSession(({ run }) => run.rehearsal !== null);
  const handsOff = useSession(({ run }) => isHandsOff(run));
  const program = useMirror(({ obs }) => obs.observed?.program ?? null);
  const transitioning = useMirror(({ obs }) => (obs.observed?.transitioning ?? null) !== null);
  const studio = useMirror(({ obs }) => obs.observed?.studioMode === true);
  // Viewers see it, and the rehearsal does not touch it.
  const unsure = !air || air.status === 'notConfirmed' || !connected || handsOff;
  const tally: Tally = practice && !handsOff ? 'practice' : unsure ? 'none' : 'program';
  const note = !connected
    ? t('deck.lastSeen')
    : handsOff
      ? t('rehearsal.leftAlone')
      : transitioning
        ? t('deck.inTransition')
        : studio
          ? t('deck.asEdited')
          : null;
  return (
    <Thumb
      tally={tally}
      label={t(thumbLabel(handsOff, rehearsal, practice))}
      picture={picture}
      alt={t('deck.programPicture', { scene: picture?.scene ?? '' })}
      empty={program ?? t('deck.noPicture')}
      note={picture ? note : null}
    />
  );
}

function thumbLabel(handsOff: boolean, rehearsal: boolean, practice: boolean): Key {
  if (handsOff) return 'rehearsal.inObs';
  if (rehearsal) return 'rehearsal.tag';
  return practice ? 'common.practice' : 'common.program';
}
