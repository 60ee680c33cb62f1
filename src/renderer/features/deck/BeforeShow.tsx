import type { ReactNode } from 'react';
import { anchorOf } from '../../../core/run/plan';
import type { Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import { dateOf } from '../../../core/time/zone';
import { formatClock, formatCountdown } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { Ticking, useSession, useTick } from '../../client/react';
import { wholeSecond } from '../../client/ticker';
import { useTiming } from '../../client/timing';
import { t } from '../../i18n/t';
import { writeDate } from '../../ui/writeDate';
import { Button } from '../../ui/Button';
import styles from './AirClock.module.css';
import { BigDigits } from './BigDigits';

/** Before the first take: how long until the plan begins, or the two ways to begin without a date. */
export function BeforeShow(): ReactNode {
  const { segments } = useTiming();
  const next = segments.find(({ standing }) => standing === 'next');
  if (!next) return <Nothing />;
  return next.plannedStart === null ? <Undated /> : <Until start={wholeSecond(next.plannedStart)} />;
}

function Until({ start }: { readonly start: Instant }): ReactNode {
  const presses = usePresses();
  const zone = useSession((session) => session.show.zone);
  const date = dateOf(start, zone);
  // On the day itself the plan holds. Before it, a run is a rehearsal, whose plan begins when it does.
  const another = useTick((now) => dateOf(now, zone) < date);
  const stands = useSession((session) => session.pace?.speed === 0);
  const time = formatClock(start, zone, { seconds: false });
  return (
    <div className={styles.clock}>
      <div className={styles.row}>
        <span>
          <Ticking text={(now) => t(now > start ? 'deck.pastStart' : 'deck.untilStart')} />
        </span>
        {another && (
          <span className={styles.levels}>
            <Button
              size="small"
              className={styles.early}
              title={t('deck.startNowHint')}
              onClick={() => presses.startNow()}
            >
              {t('deck.startNow')}
            </Button>
          </span>
        )}
      </div>
      <BigDigits text={(now) => formatCountdown(start - now)} />
      <p className={styles.row}>
        {stands && t('rehearsal.stands')}
        {!stands && another && t('deck.startsOn', { date: writeDate(date), time })}
        {!stands && !another && t('deck.startsAt', { time })}
      </p>
    </div>
  );
}

/** Why that is so stands on GO. */
function Nothing(): ReactNode {
  return (
    <div className={styles.clock}>
      <p className={styles.note}>{t('deck.nothingToBegin')}</p>
    </div>
  );
}

/** A past show keeps its times of day: they can be today's, or begin now. */
function Undated(): ReactNode {
  const presses = usePresses();
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  // Today's times help only while they are not past as well.
  const today = useTick((now) => {
    const date = dateOf(now, show.zone);
    return anchorOf({ ...show, date }, run, now) === null ? null : date;
  });
  return (
    <div className={styles.clock}>
      <div className={styles.note}>
        <p>{undatedWords(show)}</p>
        <p className={styles.hint}>{t('deck.undatedHint')}</p>
        <div className={styles.buttons}>
          <Button look="recommended" onClick={() => presses.startNow()}>
            {t('deck.startNow')}
          </Button>
          {today !== null && (
            <Button
              onClick={() =>
                presses.send('app', 'edit', { edit: { kind: 'setShow', patch: { date: today } } })
              }
            >
              {t('deck.todaySameTimes')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function undatedWords(show: Show): string {
  return show.date === null ? t('deck.undatedNone') : t('deck.undatedPast', { date: writeDate(show.date) });
}
